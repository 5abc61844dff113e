"""A city's story in dates: starts, ends, milestones and labels, the oldest first."""

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from catalogue.choices import AdoptionStatus
from catalogue.web.words import partial_date, text

#: Undated steps close the story.
UNDATED = "9999"


def story_of(adoptions, milestones, labels, refs):
    """Items of the timeline component, in the order of time. `refs` gives the numbers of a thing's
    sources.
    """
    items = [item for adoption in adoptions for item in _of_adoption(adoption)]
    items += [_of_milestone(milestone, refs) for milestone in milestones]
    items += [_of_label(label, refs) for label in labels]
    return sorted(items, key=lambda item: item.get("iso", UNDATED))


def _of_milestone(milestone, refs):
    title = Markup('<span id="{}">{}</span>').format(milestone.slug, text(milestone.title))
    words = escape(text(milestone.text)) if milestone.text else ""
    body = Markup(" ").join(part for part in (words, refs(milestone)) if part)
    return _item(milestone.on, title, kind=milestone.get_kind_display(), body=body)


def _of_label(label, refs):
    words = {"label": label.get_label_display(), "level": label.level}
    title = _("%(label)s, level %(level)d of 5") % words if label.level else words["label"]
    return _item(str(label.year), title, kind=_("Label"), body=refs(label))


def _of_adoption(adoption):
    """When it began and when it ended, as far as that is known; else when it was last seen."""
    name = adoption.tool.name
    if adoption.started:
        yield _step(adoption, adoption.started, _("%(tool)s: start") % {"tool": name}, mark=not adoption.is_over)
    if adoption.ended and adoption.is_over:
        yield _step(adoption, adoption.ended, name)
    elif adoption.is_over or not adoption.started:
        yield _step(adoption, adoption.as_of, name, body=_unknown(adoption))


def _step(adoption, when, title, *, mark=True, body=""):
    status = AdoptionStatus(adoption.status)
    label = str(status.label)
    if adoption.as_of and adoption.as_of != when:
        label = _("%(status)s, as of %(date)s") % {"status": label, "date": partial_date(adoption.as_of)}
    marks = {"status": status.value, "label": label} if mark else {}
    return _item(when, title, url=f"#{adoption.slug}", body=body, **marks)


def _unknown(adoption):
    """What the date of such a step does not say."""
    if adoption.status == AdoptionStatus.DECLINED:
        return ""
    if adoption.is_over:
        return _("When it ended is not known: this is the date of the source.")
    if adoption.status in (AdoptionStatus.ANNOUNCED, AdoptionStatus.PLANNED):
        return ""
    return _("When it began is not known: this is the date of the source.")


def _item(when, title, **more):
    dated = {"iso": when, "when": partial_date(when)} if when else {"when": _("Date not known")}
    return {**dated, "title": title, **{name: value for name, value in more.items() if value}}
