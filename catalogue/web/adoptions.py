"""How an adoption is told: when, with whom, in place of what, on the pages of cities, case studies,
organisations and arguments.
"""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from markupsafe import Markup

from catalogue.choices import AdoptionRole
from catalogue.models import Product, Tool
from catalogue.web.facts import labelled, link
from catalogue.web.words import partial_date, period, plain, replaced, text

ROLES = dict(AdoptionRole.choices)


def all_told():
    """What is to be prefetched for adoptions that are told in full."""
    return (
        *(
            Prefetch(link, model.objects.published().only("slug", "name"))
            for link, model in (("replaces", Product), ("replaces_tools", Tool))
        ),
        "citations__source",
    )


def when(adoption):
    """When a city ran a tool; an end whose date is not known is said to be so."""
    if adoption.is_over and adoption.started and not adoption.ended:
        return _("from %s; the end is not dated") % partial_date(adoption.started)
    return period(adoption.started, adoption.ended)


def provider(adoption):
    """Who helped: a link where the catalogue has a page on them."""
    body = adoption.provider
    if body is None:
        return adoption.provider_name
    return link(body.get_absolute_url(), body.name) if body.published_at else body.name


def more_facts(adoption):
    """What an adoption tells beyond the usual: more than using the tool, or which version."""
    roles = [ROLES[role] for role in adoption.roles if role != AdoptionRole.USER]
    facts = [
        labelled(_("Its part"), ", ".join(str(role) for role in roles)),
        labelled(_("Version"), adoption.version),
    ]
    return [fact for fact in facts if fact["value"]]


def switch_rows(adoptions, badge):
    """Rows of the table of what a city left: the product or tool, what for, how that stands."""
    return [
        [
            link(gone["url"], gone["name"]),
            link(f"#{adoption.slug}", adoption.tool.name),
            _badge(adoption, badge),
        ]
        for adoption in adoptions
        for gone in replaced(adoption)
    ]


def _badge(adoption, badge):
    return badge(adoption.status, adoption.get_status_display(), partial_date(adoption.as_of))


def adopted(adoptions, badge):
    """What a case study is about, tool by tool. `badge` draws a status."""
    return [
        labelled(
            link(adoption.tool.get_absolute_url(), adoption.tool.name),
            _badge(adoption, badge),
            note=Markup(" · ").join(
                part
                for part in (
                    when(adoption),
                    text(adoption.scale) if adoption.scale else "",
                )
                if part
            ),
        )
        for adoption in adoptions
    ]


def helped_rows(adoptions, badge):
    """Rows of the table of what an organisation helped with: city, tool, how that stands."""
    return [
        [
            link(adoption.city.get_absolute_url(), text(adoption.city.name)),
            link(f"{adoption.city.get_absolute_url()}#{adoption.slug}", adoption.tool.name),
            _badge(adoption, badge),
        ]
        for adoption in adoptions
    ]


def evidence(argument):
    """What bears an argument out: cities that run a tool, milestones, stories."""
    return [
        *(
            {
                "title": _("%(city)s: %(what)s")
                % {"city": plain(adoption.city.name), "what": adoption.tool.name},
                "url": f"{adoption.city.get_absolute_url()}#{adoption.slug}",
                "status": adoption.status,
                "label": adoption.get_status_display(),
            }
            for adoption in argument.seen_adoptions
        ),
        *(
            {
                "title": _("%(city)s: %(what)s")
                % {"city": plain(milestone.city.name), "what": plain(milestone.title)},
                "url": f"{milestone.city.get_absolute_url()}#{milestone.slug}",
            }
            for milestone in argument.seen_milestones
        ),
        *(
            {"title": text(study.title), "url": study.get_absolute_url()}
            for study in argument.seen_studies
        ),
    ]


FILTERS = {
    "adopted": adopted,
    "evidence": evidence,
    "helped_rows": helped_rows,
    "more_facts": more_facts,
    "provider": provider,
    "switch_rows": switch_rows,
    "when": when,
}
