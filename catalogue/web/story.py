"""A city's story in dates: starts, ends, milestones and labels, the oldest first."""

from django.utils.translation import gettext as _

from catalogue.choices import AdoptionStatus
from catalogue.web.words import partial_date, text

#: Undated steps close the story.
UNDATED = "9999"


def story_of(adoptions, milestones, labels):
    """Items of the timeline component, in the order of time."""
    items = [item for adoption in adoptions for item in _of_adoption(adoption)]
    items += [
        _item(
            milestone.on,
            text(milestone.title),
            kind=milestone.get_kind_display(),
            body=text(milestone.text) if milestone.text else "",
        )
        for milestone in milestones
    ]
    items += [
        _item(
            str(label.year),
            _("Label %(label)s, level %(level)d")
            % {"label": label.get_label_display(), "level": label.level}
            if label.level
            else _("Label %(label)s") % {"label": label.get_label_display()},
            kind=_("Label"),
        )
        for label in labels
    ]
    return sorted(items, key=lambda item: (item.get("iso", UNDATED), str(item["title"])))


def _of_adoption(adoption):
    tool = adoption.tool
    ending = adoption.ended and adoption.is_over
    started = adoption.started or ("" if ending else adoption.as_of)
    if started or not ending:
        status = AdoptionStatus(adoption.status)
        if ending and adoption.started:
            yield _item(
                started, _("%(tool)s: start") % {"tool": tool.name}, url=tool.get_absolute_url()
            )
        else:
            yield _item(
                started,
                tool.name,
                url=tool.get_absolute_url(),
                status=status.value,
                label=status.label,
            )
    if ending:
        status = AdoptionStatus(adoption.status)
        yield _item(
            adoption.ended,
            tool.name,
            url=tool.get_absolute_url(),
            status=status.value,
            label=status.label,
        )


def _item(when, title, **more):
    dated = {"iso": when, "when": partial_date(when)} if when else {"when": _("Date not known")}
    return {**dated, "title": title, **{name: value for name, value in more.items() if value}}
