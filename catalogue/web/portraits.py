"""The fact boxes of cities, case studies and organisations."""

from babel.core import Locale, UnknownLocaleError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from catalogue.web.facts import host_of, labelled, link, service_labels
from catalogue.web.words import amount, country, number, partial_date, plain, text

MONEY_IN_BOX = 3


def local_names(city):
    """`[(word, language tag, name of the language)]` of the names that people there use, where they
    differ from the one that the page shows.
    """
    shown = plain(city.name)
    names = {}
    for tag, word in city.name.items():
        if tag not in {"fr", "en"} and word != shown:
            names.setdefault(word, tag)
    return [(word, tag, _language(tag)) for word, tag in names.items()]


def _language(tag):
    try:
        return Locale.parse(tag, sep="-").get_display_name(get_language()) or tag
    except (ValueError, UnknownLocaleError):  # any BCP 47 tag may come in with an import
        return tag


def city_facts(city, refs):
    """The identity card of a city. `refs` gives the numbers of a thing's sources."""
    facts = [
        labelled(_("Kind"), city.get_kind_display()),
        labelled(_("Country"), country(city.country)),
        labelled(_("Region"), city.region),
        labelled(_("Department or county"), city.department),
        _population(city),
        *(_label(label, refs) for label in city.labels.all()),
        labelled(_("Website"), host_of(city.website), url=city.website),
        labelled("INSEE", city.insee),
        labelled("SIREN", city.siren),
        labelled("ISTAT", city.istat),
        labelled("GeoNames", city.geonames, url=f"https://www.geonames.org/{city.geonames}"),
        labelled("Wikidata", city.wikidata, url=f"https://www.wikidata.org/wiki/{city.wikidata}"),
    ]
    return [fact for fact in facts if fact["value"]]


def _population(city):
    if not city.population:
        return labelled(_("Inhabitants"), _("Not known here"))
    about = [
        str(city.population_year or ""),
        text(city.population_note) if city.population_note else "",
    ]
    return labelled(
        _("Inhabitants"),
        number(city.population),
        note=Markup(" · ").join(part for part in about if part),
    )


def _label(label, refs):
    level = _("level %d of 5") % label.level if label.level else _("level not known")
    note = Markup("{}, {} {}").format(level, label.year, refs(label))
    return labelled(_("Label"), label.get_label_display(), note=note)


def study_facts(study, left):
    """The fact box of a case study: where, how it stands, what was left, what it cost by whom."""
    facts = [
        *(
            labelled(
                city.get_kind_display(),
                text(city.name),
                url=city.get_absolute_url(),
                note=_inhabitants(city),
            )
            for city in study.cities.all()
        ),
        labelled(
            _("Where it stands"),
            study.get_outcome_kind_display(),
            note=_("as of %s") % partial_date(study.date) if study.date else "",
        ),
        labelled(_("Replaced"), _links(left["gone"])),
        labelled(_("Being replaced, or to be"), _links(left["going"])),
        labelled(_("Replaced for a time"), _links(left["back"])),
        labelled(_("Money, as stated"), _amounts(list(study.money.all()))),
    ]
    return [fact for fact in facts if fact["value"]]


def _inhabitants(city):
    if not city.population:
        return ""
    words = ngettext("%s inhabitant", "%s inhabitants", city.population)
    return words % number(city.population)


def _links(things):
    return Markup(", ").join(link(thing.get_absolute_url(), thing.name) for thing in things)


def _amounts(facts):
    """The first amounts, each with its nature and who states it; the others are a step away."""
    lines = [
        Markup('<li>{} <span class="fact-list__note">{}</span></li>').format(
            amount(fact), Markup(" · ").join(_about_money(fact))
        )
        for fact in facts[:MONEY_IN_BOX]
    ]
    if rest := len(facts) - len(lines):
        words = ngettext("%d other amount", "%d other amounts", rest) % rest
        lines.append(Markup("<li>{}</li>").format(link("#money", words)))
    return Markup("<ul>{}</ul>").format(Markup("").join(lines)) if lines else ""


def _about_money(fact):
    yield fact.get_nature_display()
    yield fact.get_standing_display()
    if fact.said_by:
        yield text(fact.said_by)


def organisation_facts(body):
    """The identity card of an organisation."""
    facts = [
        labelled(_("Kind"), body.get_kind_display()),
        labelled(_("Country"), country(body.country) if body.country else ""),
        labelled(_("Founded in"), str(body.founded or "")),
        labelled(_("Regions served"), ", ".join(body.regions)),
        labelled(_("Also called"), ", ".join(body.aliases)),
        labelled(_("Website"), host_of(body.website), url=body.website),
    ]
    return [fact for fact in facts if fact["value"]]


def service_rows(services):
    """Rows of the table of what an organisation does: tool, services, who says so."""
    return [
        [
            link(service.tool.get_absolute_url(), service.tool.name),
            ", ".join(str(label) for label in service_labels(service)),
            plain(service.attested_by.name) if service.attested_by else _("No city yet"),
        ]
        for service in services
    ]


FILTERS = {
    "city_facts": city_facts,
    "local_names": local_names,
    "organisation_facts": organisation_facts,
    "service_rows": service_rows,
    "study_facts": study_facts,
}
