"""The rows of the fact boxes: what a page says of a thing in labels and values. An unknown is left
out or said to be unknown.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from catalogue.choices import AdoptionStatus, Kind, Platform, ServiceKind
from catalogue.countries import LANGUAGES
from catalogue.search.text import fold
from catalogue.web.links import link_to
from catalogue.web.words import country, language_name, number, partial_date, plain, text

PLATFORM_LABELS = dict(Platform.choices)
#: So many languages of an interface are named at once; the others are a step away.
NAMED_LANGUAGES = 5


def tool_links(tool):
    """The buttons under a tool's name: where to get it and learn it."""
    links = [
        (
            tool.download or tool.website,
            _("Download") if tool.download else _("Website"),
            "download" if tool.download else "arrow-up-right",
            True,
        ),
        (tool.documentation, _("Documentation"), "book-open", False),
        (tool.training, _("Training"), "graduation-cap", False),
        (tool.community, _("Community"), "users", False),
        (tool.repository, _("Source code"), "code-xml", False),
        ("#help", _("Find help"), "life-buoy", False),
    ]
    return [
        {"url": url, "label": label, "icon": icon, **({"primary": True} if primary else {})}
        for url, label, icon, primary in links
        if url
    ]


def identity(tool):
    """The identity card of a tool."""
    facts = [
        labelled(
            _("Licence"),
            tool.licence or _("Not established"),
            note=licence_note(tool),
        ),
        labelled(
            _("Looked after by"),
            str(tool.steward or tool.maintainer),
            url=tool.steward.get_absolute_url() if tool.steward else "",
        ),
        labelled(_("Also called"), ", ".join(tool.aliases)),
        labelled(_("Runs on"), ", ".join(str(PLATFORM_LABELS[name]) for name in tool.platforms)),
        interface(tool.languages),
        labelled(_("Development status"), tool.get_development_status_display()),
        labelled(_("Maintenance"), tool.get_maintenance_display()),
        labelled(
            _("First release"),
            partial_date(tool.first_release),
            note="" if tool.first_release_verified else _("not verified"),
        ),
        labelled(
            _("Latest release"),
            " · ".join(
                part
                for part in (tool.latest_release_version, partial_date(tool.latest_release_on))
                if part
            ),
        ),
        labelled(_("Last activity seen"), partial_date(tool.last_activity)),
        labelled(_("Part of"), tool.part_of.name, url=tool.part_of.get_absolute_url())
        if tool.part_of
        else None,
        labelled(_("Based on"), tool.based_on.name, url=tool.based_on.get_absolute_url())
        if tool.based_on
        else None,
        labelled(_("Website"), host_of(tool.website), url=tool.website),
        labelled(_("Source code"), host_of(tool.repository), url=tool.repository),
        labelled("Wikidata", tool.wikidata, url=f"https://www.wikidata.org/wiki/{tool.wikidata}"),
        labelled(
            "Comptoir du Libre",
            tool.comptoir_du_libre,
            url=f"https://comptoir-du-libre.org/fr/softwares/{tool.comptoir_du_libre}",
        ),
    ]
    return [fact for fact in facts if fact and fact["value"]]


def interface(tags):
    """In which languages a tool speaks: those of this site first, then by name; a region only where
    its language is not named by itself.
    """
    ours = [tag for tag in LANGUAGES if tag in tags]
    told = [tag for tag in tags if "-" not in tag or tag.partition("-")[0] not in tags]
    others = sorted({language_name(tag) for tag in told if tag not in ours}, key=fold)
    names = [*map(language_name, ours), *others]
    rest = names[NAMED_LANGUAGES:] if len(names) > NAMED_LANGUAGES + 1 else []
    fact = labelled(_("Interface in"), ", ".join(names[: len(names) - len(rest)]))
    if rest:
        said = ngettext("%d more language", "%d more languages", len(rest)) % len(rest)
        fact["rest"] = {"label": said, "text": ", ".join(rest)}
    return fact


def help_facts(tool, services, providers, named):
    """Where to get a tool, learn it and find help; what is not known is said to be so. `services`,
    `providers`, whom cities name, and `named` are Firsts, the last of `(organisation, catalogues
    that name it)`, on their word only.
    """
    rows = [
        (_("Download"), tool.download or tool.website),
        (_("Documentation"), tool.documentation),
        (_("Training"), tool.training),
        (_("Community"), tool.community),
        (_("Source code"), tool.repository),
    ]
    facts = [
        labelled(label, host_of(address), url=address)
        if address
        else labelled(label, _("Not known here; its website may say."))
        for label, address in rows
    ]
    helped = [
        labelled(
            service.organisation.name,
            ", ".join(str(label) for label in service_labels(service)),
            url=service.organisation.get_absolute_url(),
            note=_("attested by %s") % plain(service.attested_by.name)
            if service.attested_by
            else "",
        )
        for service in services.rows
    ]
    if services.others:
        address = f"{reverse('organisation-list')}?tool={tool.slug}"
        helped.append(labelled(_others(services.others), _("offer services for it"), url=address))
    told = {service.organisation_id for service in services.rows}
    helped += [
        labelled(row.name, _("named by a city that it helped"), url=row.get_absolute_url())
        for row in providers.rows
        if row.pk not in told
    ]
    if providers.others:
        helped.append(labelled(_others(providers.others), _("named by cities that they helped")))
    told |= {row.pk for row in providers.rows}
    helped += [
        labelled(
            row.name,
            _("named by %s; no city has confirmed it") % ", ".join(map(str, catalogues)),
            url=row.get_absolute_url(),
        )
        for row, catalogues in named.rows
        if row.pk not in told
    ]
    if named.others:
        helped.append(labelled(_others(named.others), _("named by other catalogues only")))
    return facts + (helped or [labelled(_("Providers"), _("None known yet."))])


def _others(count):
    return ngettext("%s other", "%s others", count) % number(count)


def service_labels(service):
    return [ServiceKind(kind).label for kind in service.kinds]


def product_facts(product):
    """The fact box of a product: its maker, which law reaches the data, how it is sold."""
    facts = [
        labelled(_("Vendor"), product.vendor.name, note=_law(product.vendor)),
        labelled(_("GAFAM"), _("Yes") if product.vendor.gafam else ""),
        labelled(_("Hosting"), product.get_hosting_display()),
        labelled(
            _("What it does"), plain(product.category.name), url=product.category.get_absolute_url()
        ),
        labelled(_("Part of"), product.part_of.name, url=product.part_of.get_absolute_url())
        if product.part_of
        else None,
        labelled(_("Also called"), ", ".join(product.aliases)),
    ]
    return [fact for fact in facts if fact and fact["value"]]


def _law(vendor):
    if not vendor.country:
        return ""
    return _("seat: %s; its law may reach the data that the vendor holds") % country(vendor.country)


def dated_facts(facts):
    """Prices, ends of support and changes, each with its date and its standing."""
    return [
        labelled(
            " · ".join(part for part in (fact.get_kind_display(), partial_date(fact.date)) if part),
            text(fact.text),
            note="" if fact.verified else _("not verified"),
        )
        | {"plain": True}
        for fact in facts
    ]


def switchers(alternative, most):
    """The first cities that made a switch, as the component of an alternative shows them."""
    return [
        {
            "name": text(switch["city"]["name"]),
            "url": f"{link_to(Kind.CITY, switch['city']['slug'])}#{switch['slug']}",
            "status": switch["status"],
            "label": AdoptionStatus(switch["status"]).label,
        }
        for switch in alternative.best_switches[:most]
    ]


def covering(alternatives):
    """The tools that cover a part of a suite, as its component shows them."""
    return [
        {
            "name": each.tool.name,
            "url": link_to(Kind.TOOL, each.tool.slug),
            "coverage": each.replacement.coverage if each.replacement else "companion",
            "coverage_label": coverage_of(each),
            "cities": each.proven,
        }
        for each in alternatives
    ]


def alternative_rows(alternatives):
    """Rows of the table of alternatives told in a line each: tool, coverage, cities."""
    return [
        [
            link(link_to(Kind.TOOL, each.tool.slug), each.tool.name),
            coverage_of(each),
            number(each.proven),
        ]
        for each in alternatives
    ]


def coverage_of(alternative):
    """How far an alternative stands in for the product, in words."""
    if alternative.replacement is None:
        return _("Coverage not assessed")
    return alternative.replacement.get_coverage_display()


def link(url, words):
    return Markup('<a href="{}">{}</a>').format(url, words)


def every(manager):
    return list(manager.all())


def licence_note(tool):
    """What is to be said beside a licence: by an editor, else by the catalogue that it is from."""
    if tool.licence_note:
        return plain(tool.licence_note)
    if doubt := tool.licence_doubt:
        return _("at least: %(catalogue)s only says “%(written)s”") % {
            "catalogue": doubt.catalogue.title,
            "written": doubt.as_written,
        }
    return ""


def labelled(label, value, *, url="", note=""):
    return {
        "label": label,
        "value": value,
        **({"url": url} if url else {}),
        **({"note": note} if note else {}),
    }


def host_of(address):
    """An address as people say it: without scheme and last slash."""
    return address.split("://")[-1].removeprefix("www.").rstrip("/")


FILTERS = {
    "alternative_rows": alternative_rows,
    "coverage_of": coverage_of,
    "covering": covering,
    "dated_facts": dated_facts,
    "every": every,
    "help_facts": help_facts,
    "identity": identity,
    "product_facts": product_facts,
    "switchers": switchers,
    "tool_links": tool_links,
}
