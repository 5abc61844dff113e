"""What the documents name is there, with its name, and says what they say."""

import pytest
from django.utils.translation import override

from catalogue.choices import AdoptionStatus, Kind
from catalogue.models import Adoption, City, Organisation, Product, SearchEntry, Source, Tool
from catalogue.search import Question, ask, ask_everything

#: Each system as the documents write it, and its entry.
SYSTEMS = {
    "LibreOffice": "libreoffice",
    "Thunderbird": "thunderbird",
    "Firefox": "firefox",
    "Publik": "publik",
    "CapDémat": "capdemat",
    "Connecthys": "connecthys",
    "Citiviz": "citiviz",
    "Mattermost": "mattermost",
    "Loomio": "loomio",
    "Decidim": "decidim",
    "DemocracyOS": "democracyos",
    "Maarch": "maarch-courrier",
    "Maarch Courrier": "maarch-courrier",
    "Ubuntu": "ubuntu",
    "GLPI": "glpi",
    "OpenERP": "odoo",
    "Odoo": "odoo",
    "Nagios": "nagios",
    "SpagoBI": "knowage",
    "Knowage": "knowage",
    "OpenElect": "openelec",
    "openElec": "openelec",
    "OpenCourrier": "opencourrier",
    "OpenCimetière": "opencimetiere",
    "Open Mairie": "openmairie",
    "openMairie": "openmairie",
    "ownCloud": "owncloud",
    "Zimbra": "zimbra",
    "Lutèce": "lutece",
    "PaLyNi": "palyni",
    "OpenFisca": "openfisca",
}
BODIES = {
    "ADULLACT": "adullact",
    "April": "april",
    "OW2": "ow2",
    "MossLabs": "mosslabs",
    "VideoLAN": "videolan",
    "Villes Internet": "villes-internet",
    "Zoomacom": "zoomacom",
}
CITIES = {
    "Paris": "paris",
    "Lyon": "lyon",
    "Nice": "nice",
    "Montesson": "montesson",
    "Istres": "istres",
    "Les Abymes": "les-abymes",
    "Aix-les-Bains": "aix-les-bains",
    "Saint-Étienne": "saint-etienne",
}


@pytest.mark.parametrize(("name", "slug"), SYSTEMS.items())
def test_system_has_its_entry_and_its_name_finds_it(catalogue, name, slug):
    tool = Tool.objects.get(slug=slug)

    assert any(each.startswith(name) for each in (tool.name, *tool.aliases))
    with override("fr"):
        assert ask(Question(kind=Kind.TOOL, text=name)).rows[0].slug == slug


@pytest.mark.parametrize(("name", "slug"), BODIES.items())
def test_body_has_its_entry_and_its_name_finds_it(catalogue, name, slug):
    body = Organisation.objects.get(slug=slug)

    assert name in [body.name, *body.aliases]
    assert ask(Question(kind=Kind.ORGANISATION, text=name)).rows[0].slug == slug


@pytest.mark.parametrize(("name", "slug"), CITIES.items())
def test_city_has_its_entry_and_its_name_finds_it(catalogue, name, slug):
    assert City.objects.get(slug=slug).name["fr"] == name
    assert ask(Question(kind=Kind.CITY, text=name)).rows[0].slug == slug


def test_paris_s_tools_for_participation_are_there(catalogue):
    tools = Tool.objects.filter(adoptions__city__slug="paris")

    participation = tools.filter(category__slug="citizen-participation")
    assert participation.exists()


def adoption(city, tool):
    return Adoption.objects.get(city__slug=city, tool__slug=tool)


def test_istres_runs_maarch_since_september_2008(catalogue):
    assert adoption("istres", "maarch-courrier").started == "2008-09"


def test_aix_les_bains_tells_what_it_did_and_when(catalogue):
    assert adoption("aix-les-bains", "owncloud").started == "2015"
    assert adoption("aix-les-bains", "zimbra").started.startswith("2016")
    instead_of_doodle = Adoption.objects.filter(city__slug="aix-les-bains", replaces__slug="doodle")
    assert [found.tool.slug for found in instead_of_doodle] == ["openmairie"]


def test_munich_went_back_and_the_catalogue_says_so(catalogue):
    statuses = set(City.objects.get(slug="munich").adoptions.values_list("status", flat=True))

    assert {AdoptionStatus.REVERSED, AdoptionStatus.PARTLY_REVERSED} & statuses


def test_every_adoption_has_a_source(records):
    assert [row.where for row in records["adoption"] if not row.values.get("cites")] == []


def test_everything_that_claims_a_fact_cites_a_source(records):
    nouns = ("tool", "city", "case study", "money", "milestone", "argument")
    silent = [row.where for noun in nouns for row in records[noun] if not row.values.get("cites")]

    assert silent == []


#: Where the words for categories come from: no single fact rests on it.
CITED_BY_NO_FACT = ["publiccode-yml-categories"]


def test_every_source_is_cited(catalogue):
    idle = Source.objects.filter(citations=None).values_list("slug", flat=True)

    assert list(idle) == CITED_BY_NO_FACT


def test_catalogue_is_as_large_as_it_says(catalogue):
    counted = {kind: SearchEntry.objects.filter(kind=kind).count() for kind in Kind}

    assert counted[Kind.TOOL] >= 165
    assert counted[Kind.PRODUCT] >= 105
    assert counted[Kind.CITY] >= 95
    assert counted[Kind.CASE_STUDY] >= 17
    assert counted[Kind.ORGANISATION] >= 26


def test_dead_or_doubtful_tool_carries_a_caution(catalogue):
    silent = Tool.objects.filter(caution={}).exclude(development_status="").filter(
        development_status="obsolete"
    ) | Tool.objects.filter(caution={}, maintenance="none")

    assert list(silent.values_list("slug", flat=True)) == []


def test_tool_without_a_licence_says_why(catalogue):
    silent = Tool.objects.filter(licence="", licence_note={}, caution={})

    assert list(silent.values_list("slug", flat=True)) == []


def test_product_is_never_free_and_tool_never_replaces_a_part_of_itself(catalogue):
    names = {name.lower() for name in Tool.objects.values_list("name", flat=True)}

    both = [
        name for name in Product.objects.values_list("name", flat=True) if name.lower() in names
    ]
    assert both == []


def test_everyday_words_find_something_of_each_language(catalogue):
    for words in (
        "agenda",
        "calendar",
        "cartographie",
        "maps",
        "mots de passe",
        "password",
        "wiki",
    ):
        answers, _ = ask_everything(words, each=3)
        assert Kind.TOOL in {kind for kind, count, entries in answers}, words
