"""A city's story in dates: milestones, labels, starts and ends, the oldest first."""

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from catalogue.choices import AdoptionStatus
from catalogue.web.facts import link
from catalogue.web.words import partial_date, text

#: Undated steps close the story.
UNDATED = "9999"
PROMISES = (AdoptionStatus.ANNOUNCED, AdoptionStatus.PLANNED, AdoptionStatus.DECLINED)


def story_of(adoptions, milestones, labels, refs):
    """Items of the timeline component, in the order of time; on one day, what was decided comes
    before what followed. `refs` gives the numbers of a thing's sources.
    """
    items = [_of_milestone(milestone, refs) for milestone in milestones]
    items += [_of_label(label, refs) for label in labels]
    items += _of_adoptions(adoptions)
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


def _of_adoptions(adoptions):
    """What happened to several tools on one date in one way is told once."""
    together = {}
    for adoption in adoptions:
        for step in _steps(adoption):
            together.setdefault(step, []).append(adoption)
    for (when, title, mark, body), those in together.items():
        names = Markup(", ").join(link(f"#{one.slug}", one.tool.name) for one in those)
        marks = {"status": mark[0], "label": mark[1]} if mark else {}
        yield _item(when, escape(title) % {"tools": names}, body=body, **marks)


def _steps(adoption):
    """`(date, title, mark, body)`: when it began and when it ended, as far as that is known; else
    when it was last seen.
    """
    if adoption.started:
        mark = None if adoption.is_over else _mark(adoption, adoption.started)
        yield adoption.started, _("%(tools)s: start"), mark, ""
    if adoption.ended and adoption.is_over:
        yield adoption.ended, "%(tools)s", _mark(adoption, adoption.ended), ""
    elif adoption.is_over or not adoption.started:
        yield adoption.as_of, "%(tools)s", _mark(adoption, adoption.as_of), _unknown(adoption)


def _mark(adoption, when):
    """The status, and its own date where that is another one."""
    label = str(adoption.get_status_display())
    seen = adoption.as_of
    if not seen or when.startswith(seen) or seen.startswith(when):
        return adoption.status, label
    words = {"status": label, "date": partial_date(seen)}
    return adoption.status, _("%(status)s, as of %(date)s") % words


def _unknown(adoption):
    """What the date of such a step does not say, where there is one."""
    if adoption.status in PROMISES or not adoption.as_of:
        return ""
    if adoption.is_over:
        return _("When it ended is not known: this is the date of the source.")
    return _("When it began is not known: this is the date of the source.")


def _item(when, title, **more):
    dated = {"iso": when, "when": partial_date(when)} if when else {"when": _("Date not known")}
    return {**dated, "title": title, **{name: value for name, value in more.items() if value}}
