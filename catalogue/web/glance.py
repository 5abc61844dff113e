"""The five questions that everyone asks first about a tool: is it free, alive, used, supported, and
where to get it.
"""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.choices import DevelopmentStatus
from catalogue.search.adopters import CURRENT, OVER
from catalogue.web.words import number, partial_date, plain, status_counts

#: Days without a sign after which a reader should look for themselves.
SILENCE = 540


def tool_glance(tool, counts, providers=0, named=()):
    """`[{question, answer, state, note}]` for the glance component; state is yes, caution, no or
    unknown. `counts` is of the tool's adoptions; `providers` are known, `named` are on the word of
    other catalogues only.
    """
    return [
        _free(tool),
        _alive(tool),
        _used(counts),
        _supported(tool, providers, named),
        _found(tool),
    ]


def _item(question, answer, state, **more):
    return {
        "question": question,
        "answer": answer,
        "state": state,
        **{k: v for k, v in more.items() if v},
    }


def _free(tool):
    question = _("Is it free software?")
    note = plain(tool.licence_note) if tool.licence_note else ""
    if not tool.licence:
        return _item(question, _("Not established"), "unknown", note=note)
    told = " · ".join(part for part in (tool.licence, note) if part)
    if note:
        return _item(question, _("Yes, with a reservation"), "caution", note=told)
    return _item(question, _("Yes"), "yes", note=told)


def _alive(tool):
    question = _("Is it alive?")
    seen = partial_date(tool.last_activity)
    if tool.is_dead:
        note = _("last activity seen: %s") % seen if seen else ""
        return _item(question, _("No longer maintained"), "no", note=note)
    if not seen:
        if tool.development_status == DevelopmentStatus.STABLE:
            note = _("no source gives the date of its last activity")
            return _item(question, _("Said to be active"), "unknown", note=note)
        return _item(question, _("Not known"), "unknown")
    if is_older(tool.last_activity, SILENCE):
        return _item(
            question, _("To be checked"), "caution", note=_("nothing seen since %s") % seen
        )
    return _item(question, _("Yes"), "yes", note=_("last activity seen: %s") % seen)


def is_older(date, days):
    """Whether a partial date lies more than so many days back, taken at the end of its period."""
    known = [int(part) for part in date.split("-")]
    year, month, day = (*known, *(12, 28)[len(known) - 1 :])
    return dt.datetime(year, month, day, tzinfo=dt.UTC) < timezone.now() - dt.timedelta(days=days)


def _used(counts):
    question = _("Who runs it?")
    current, over = counts.only(CURRENT), counts.of(*OVER)
    stopped = (
        ngettext("%s stopped or said no", "%s stopped or said no", over) % number(over)
        if over
        else ""
    )
    if proven := counts.proven:
        answer = ngettext("%s city in production", "%s cities in production", proven)
        answer %= number(proven)
        return _item(question, answer, "yes", url="#adopters", note=stopped)
    if current.total:
        told = status_counts(current)
        answer = ", ".join(f"{number(row['count'])} {row['label']}" for row in told)
        return _item(question, answer, "caution", url="#adopters", note=stopped)
    if over:
        return _item(question, _("Only cities that stopped"), "no", url="#adopters")
    return _item(question, _("No city known yet"), "unknown")


def _supported(tool, providers, named):
    question = _("Who helps?")
    if providers:
        answer = ngettext("%d provider known", "%d providers known", providers) % providers
        return _item(question, answer, "yes", url="#help")
    if named:
        answer = ngettext(
            "%d provider, not confirmed", "%d providers, not confirmed", len(named)
        ) % len(named)
        return _item(question, answer, "unknown", url="#help")
    keeper = tool.steward or tool.maintainer
    note = _("looked after by %s") % keeper if keeper else ""
    return _item(question, _("No provider known"), "unknown", url="#help", note=note)


def _found(tool):
    question = _("Where is it?")
    for address, label in (
        (tool.download, _("Download")),
        (tool.website, _("Its website")),
        (tool.repository, _("Its source code")),
    ):
        if address:
            return _item(question, label, "yes", url=address)
    return _item(question, _("No address known"), "unknown")
