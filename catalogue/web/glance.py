"""The five questions that everyone asks first about a tool: is it free, alive, used, supported, and
where to get it.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.choices import DevelopmentStatus, Maintenance
from catalogue.web.words import partial_date, plain


def tool_glance(tool, adoptions, services):
    """`[{question, answer, state, note}]` for the glance component; state is yes, caution, no or
    unknown.
    """
    return [
        _free(tool),
        _alive(tool),
        _used(adoptions),
        _supported(tool, adoptions, services),
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
    if not tool.licence:
        return _item(
            question,
            _("Not established"),
            "unknown",
            note=plain(tool.licence_note) if tool.licence_note else "",
        )
    state = "caution" if tool.licence_note else "yes"
    return _item(
        question, tool.licence, state, note=plain(tool.licence_note) if tool.licence_note else ""
    )


def _alive(tool):
    question = _("Is it alive?")
    seen = (
        _("last activity seen: %s") % partial_date(tool.last_activity) if tool.last_activity else ""
    )
    if (
        tool.maintenance == Maintenance.NONE
        or tool.development_status == DevelopmentStatus.OBSOLETE
    ):
        return _item(question, _("No longer maintained"), "no", note=seen)
    if tool.last_activity:
        return _item(question, _("Yes"), "yes", note=seen)
    if tool.development_status == DevelopmentStatus.STABLE:
        return _item(question, _("Stable"), "yes")
    return _item(question, _("Not known"), "unknown")


def _used(adoptions):
    question = _("Who runs it?")
    proven = sum(adoption.is_proven for adoption in adoptions)
    current = sum(not adoption.is_over for adoption in adoptions)
    over = len(adoptions) - current
    stopped = (
        ngettext("%d stopped or said no", "%d stopped or said no", over) % over if over else ""
    )
    if proven:
        answer = ngettext("%d city in production", "%d cities in production", proven) % proven
        return _item(question, answer, "yes", url="#adopters", note=stopped)
    if current:
        answer = ngettext("%d city on the way", "%d cities on the way", current) % current
        return _item(question, answer, "caution", url="#adopters", note=stopped)
    if adoptions:
        return _item(question, _("Only cities that stopped"), "no", url="#adopters")
    return _item(question, _("No city known yet"), "unknown")


def _supported(tool, adoptions, services):
    question = _("Who helps?")
    names = {service.organisation.name for service in services}
    names |= {adoption.provider.name for adoption in adoptions if adoption.provider}
    names |= {adoption.provider_name for adoption in adoptions if adoption.provider_name}
    if names:
        answer = ngettext("%d provider known", "%d providers known", len(names)) % len(names)
        return _item(question, answer, "yes", url="#help")
    if tool.steward or tool.maintainer:
        return _item(question, str(tool.steward or tool.maintainer), "yes", url="#help")
    return _item(question, _("No provider known"), "unknown", url="#help")


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
