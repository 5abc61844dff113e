"""Tools as publiccode.yml: what is known is said, what is not is left out and named."""

import json
import re
from datetime import date
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings as site
from django.utils.translation import override
from ruamel.yaml import YAML

from catalogue.choices import DevelopmentStatus, Maintenance, SoftwareType
from catalogue.exchange.formats.publiccode import (
    NoPubliccode,
    describable,
    document,
    origins_in,
    unknown,
    with_everything,
    write,
)
from catalogue.exchange.formats.publiccode_words import CATEGORIES
from catalogue.models import Tool
from tests.factories.adoption import AdoptionFactory
from tests.factories.category import CategoryFactory
from tests.factories.city import CityFactory
from tests.factories.licence import LicenceFactory
from tests.factories.organisation import OrganisationFactory
from tests.factories.outside_catalogue import OutsideCatalogueFactory, ValueOriginFactory
from tests.factories.tool import ToolFactory

LONG = "It does one thing, and does it well, for every city that asks. " * 3
REPOSITORY = "https://github.com/example/tool"
VOCABULARY = site.BASE_DIR / "../shared/data/publiccode/vocab/publiccode-vocab.json"


def make(**facts):
    """A tool of which enough is known for a file."""
    facts.setdefault("licence", LicenceFactory().spdx)
    return ToolFactory(**{"repository": REPOSITORY, "description": {"en": LONG}} | facts)


def make_whole(**facts):
    return with_everything(Tool.objects.filter(pk=make(**facts).pk)).get()


TEXTS = {
    "publiccodeYmlVersion",
    "name",
    "applicationSuite",
    "url",
    "landingURL",
    "softwareVersion",
    "releaseDate",
    "developmentStatus",
    "softwareType",
}
LISTS = {"isBasedOn", "platforms", "categories", "usedBy"}
SECTIONS = {"organisation", "description", "legal", "maintenance", "localisation"}
MANDATORY = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def is_web_address(text):
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def faults(file):
    """What is wrong with a document by the rules of the standard; mandatory keys that are missing
    are told as `description/[lang]/features`.
    """
    found = [*_wrong_types(file), *(key for key in MANDATORY if key not in file)]
    for key in ("url", "landingURL"):
        found += [] if is_web_address(file.get(key, REPOSITORY)) else [f"{key}: no address"]
    found += [each for each in file.get("isBasedOn", []) if not is_web_address(each)]
    found += [each for each in file.get("categories", []) if each not in CATEGORIES]
    for key, words in (("developmentStatus", DevelopmentStatus), ("softwareType", SoftwareType)):
        found += [] if file.get(key, words.values[0]) in words.values else [f"{key}: no such word"]
    if "releaseDate" in file:
        date.fromisoformat(file["releaseDate"])
    found += [] if is_web_address(file.get("organisation", {}).get("uri", REPOSITORY)) else ["uri"]
    return [
        *found,
        *_wrong_in_description(file["description"]),
        *_wrong_in_maintenance(file.get("maintenance")),
        *_wrong_in_localisation(file.get("localisation")),
    ]


def _wrong_types(file):
    for key, value in file.items():
        kinds = [str] * (key in TEXTS) + [list] * (key in LISTS) + [dict] * (key in SECTIONS)
        if [type(value)] != kinds or not value:
            yield f"{key}: {value!r}"
    yield from (
        each for key in LISTS for each in file.get(key, []) if not isinstance(each, str) or not each
    )


def _wrong_in_description(sections):
    for language, texts in sections.items():
        if not LANGUAGE.fullmatch(language):
            yield f"description/{language}"
        if set(texts) - {"shortDescription", "longDescription", "features", "documentation"}:
            yield f"description/{language}: unknown key"
        if not 0 < len(texts["shortDescription"]) <= 150 or "\n" in texts["shortDescription"]:
            yield f"description/{language}/shortDescription"
        if not 150 <= len(texts.get("longDescription", LONG)) <= 10_000:
            yield f"description/{language}/longDescription"
    for key in ("longDescription", "features"):
        if not all(texts.get(key) for texts in sections.values()):
            yield f"description/[lang]/{key}"


def _wrong_in_maintenance(section):
    if section is None:
        return
    if section["type"] not in Maintenance.values:
        yield "maintenance/type"
    needs = {"internal": "contacts", "community": "contacts", "contract": "contractors"}
    if set(section) != {"type", *filter(None, [needs.get(section["type"])])}:
        yield "maintenance"


def _wrong_in_localisation(section):
    if section is None:
        return
    if not isinstance(section.get("localisationReady"), bool):
        yield "localisation/localisationReady"
    if "availableLanguages" not in section or not all(
        map(LANGUAGE.fullmatch, section["availableLanguages"])
    ):
        yield "localisation/availableLanguages"


@pytest.fixture
def whole(db):
    """A tool of which everything is known."""
    city = CityFactory(name={"fr": "Munich", "en": "Munich", "de": "München"}, country="DE")
    tool = make(
        slug="whole",
        name="Whole",
        licence=LicenceFactory(spdx="EUPL-1.2").spdx,
        website="https://whole.example/",
        documentation="https://docs.whole.example/",
        part_of=ToolFactory(name="Suite"),
        based_on=ToolFactory(repository="https://github.com/example/original"),
        steward=OrganisationFactory(name="Whole Foundation", website="https://foundation.example/"),
        category=CategoryFactory(
            name={"fr": "Sondages", "en": "Polls"}, publiccode=["survey", "no-such-category"]
        ),
        other_categories=[CategoryFactory(name={"en": "Forms"}, publiccode=["survey", "office"])],
        summary={"fr": "Sonde.", "en": "Asks."},
        description={"fr": "Une phrase assez longue.\n\n" * 10, "en": LONG},
        latest_release_version="1.0",
        latest_release_on="2026-03-01",
        platforms=["web", "server", "desktop"],
        development_status="stable",
        software_type="standalone/web",
        maintenance="community",
        languages=["fr", "en"],
        localisation_ready=True,
    )
    AdoptionFactory(tool=tool, city=city)
    return Tool.objects.get(pk=tool.pk)


def test_everything_known_is_said_in_the_order_of_the_standard(whole):
    facts = document(with_everything(Tool.objects.filter(pk=whole.pk)).get())

    assert list(facts.items()) == [
        ("publiccodeYmlVersion", "0"),
        ("name", "Whole"),
        ("applicationSuite", "Suite"),
        ("url", REPOSITORY),
        ("landingURL", "https://whole.example/"),
        ("isBasedOn", ["https://github.com/example/original"]),
        ("softwareVersion", "1.0"),
        ("releaseDate", "2026-03-01"),
        ("platforms", ["web", "server", "desktop"]),
        ("categories", ["survey", "office"]),
        ("usedBy", ["München"]),
        ("developmentStatus", "stable"),
        ("softwareType", "standalone/web"),
        ("organisation", {"uri": "https://foundation.example/", "name": "Whole Foundation"}),
        (
            "description",
            {
                "en": {
                    "shortDescription": "Asks.",
                    "longDescription": LONG.strip(),
                    "documentation": "https://docs.whole.example/",
                    "features": ["Polls", "Forms"],
                },
                "fr": {
                    "shortDescription": "Sonde.",
                    "longDescription": ("Une phrase assez longue.\n\n" * 10).strip(),
                    "documentation": "https://docs.whole.example/",
                    "features": ["Sondages"],
                },
            },
        ),
        ("legal", {"license": "EUPL-1.2"}),
        ("maintenance", {"type": "community", "contacts": []}),
        ("localisation", {"localisationReady": True, "availableLanguages": ["fr", "en"]}),
    ]
    assert (faults(facts), unknown(facts)) == ([], [])


def test_a_language_that_the_standard_does_not_know_is_left_out(whole):
    Tool.objects.filter(pk=whole.pk).update(languages=["fr", "kmr", "son"])

    facts = document(with_everything(Tool.objects.filter(pk=whole.pk)).get())

    assert facts["localisation"]["availableLanguages"] == ["fr"]


def test_file_reads_back_as_what_was_meant(whole):
    text = write(whole)

    assert yaml.safe_load(text) == document(whole)
    assert YAML(typ="safe", pure=True).load(text) == document(whole)
    assert write(Tool.objects.get(pk=whole.pk)) == text


@pytest.mark.django_db
def test_what_is_not_known_is_left_out_and_named(settings):
    settings.SITE_URL = "https://communal.example"

    text = write(make())

    asked = "platforms, developmentStatus, softwareType, maintenance, localisation"
    assert text.splitlines()[:3] == [
        "# What https://communal.example knows of this tool; not a file of the project itself.",
        f"# Asked for by the standard, not known here: {asked}.",
        'publiccodeYmlVersion: "0"',
    ]
    assert yaml.safe_load(text).keys() == {
        "publiccodeYmlVersion",
        "name",
        "url",
        "description",
        "legal",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"repository": ""}, "none is known for Half"),
        ({"repository": "https://github.com/example"}, "the address known for Half holds many"),
        ({"repository": "https://gitlab.city.example/team/"}, "known for Half holds many"),
        ({"repository": "HTTPS://git.example/"}, "known for Half holds many"),
        ({"licence": ""}, "none could be established for Half"),
    ],
    ids=["no repository", "an owner’s page", "a group", "a forge", "no licence"],
)
def test_tool_without_the_essential_has_no_file(facts, why):
    tool = make(name="Half", **facts)

    with override("en"), pytest.raises(NoPubliccode, match=why):
        write(tool)
    assert not describable(Tool.objects.all()).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "repository",
    [
        "https://github.com/example/tool",
        "https://codeberg.org/example/tool/",
        "https://gitlab.example/group/team/tool.git",
        "https://git.libreoffice.org/core",
        "https://git.example/?p=tool.git",
    ],
)
def test_repository_of_its_own_is_taken(repository):
    tool = make(repository=repository)

    assert document(with_everything(describable(Tool.objects.all())).get())["url"] == repository
    assert f"url: {repository}\n" in write(tool)


@pytest.mark.django_db
def test_drafts_are_not_told(whole):
    Tool.objects.exclude(pk=whole.pk).update(published_at=None)
    whole.steward.published_at = None
    whole.steward.save()
    AdoptionFactory(tool=whole, city=CityFactory(name={"fr": "Brouillon"}), draft=True)
    AdoptionFactory(tool=whole, city=CityFactory(name={"fr": "Cachée"}, published_at=None))

    facts = document(with_everything(Tool.objects.filter(pk=whole.pk)).get())

    assert facts.keys().isdisjoint({"applicationSuite", "isBasedOn", "organisation"})
    assert facts["usedBy"] == ["München"]


@pytest.mark.django_db
def test_only_cities_seen_running_it_use_it():
    tool = make()
    AdoptionFactory(tool=tool, city=CityFactory(name={"fr": "Prévue"}), planned=True)
    AdoptionFactory(tool=tool, city=CityFactory(name={"fr": "Revenue"}), reversed=True)
    AdoptionFactory(tool=tool, city=CityFactory(name={"fr": "Rumeur"}), confidence="low")

    assert "usedBy" not in yaml.safe_load(write(tool))


@pytest.mark.django_db
def test_same_city_at_two_times_is_named_once():
    tool, city = make(), CityFactory(name={"fr": "Lyon"}, country="FR")
    AdoptionFactory(tool=tool, city=city)
    AdoptionFactory(tool=tool, city=city, reversed=True)

    assert yaml.safe_load(write(tool))["usedBy"] == ["Lyon"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("country", "name", "own"),
    [
        ("FR", {"fr": "Échirolles", "en": "Echirolles"}, "Échirolles"),
        ("BE", {"fr": "Sambreville", "en": "Sambreville (BE)"}, "Sambreville"),
        ("IT", {"fr": "Rome", "en": "Rome", "it": "Roma"}, "Roma"),
        ("US", {"fr": "La Nouvelle-York", "en": "New York"}, "New York"),
        ("TW", {"fr": "Yilan (comté)", "en": "Yilan County", "zh": "宜蘭縣"}, "宜蘭縣"),
        ("XX", {"sv": "Ankeborg"}, "Ankeborg"),
    ],
)
def test_city_is_named_as_at_home(country, name, own):
    tool = make()
    AdoptionFactory(tool=tool, city=CityFactory(country=country, name=name))

    assert yaml.safe_load(write(tool))["usedBy"] == [own]


@pytest.mark.django_db
def test_short_description_is_one_line_that_fits():
    tool = make(summary={"en": "First line,\nsecond line. " + "Many words. " * 20})

    short = document(with_everything(Tool.objects.filter(pk=tool.pk)).get())["description"]["en"]

    assert short["shortDescription"].startswith("First line, second line. Many words.")
    assert short["shortDescription"].endswith(" words…")
    assert 140 < len(short["shortDescription"]) <= 150


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("description", "long"),
    [
        ("x" * 149, "Does it.\n\n" + "x" * 149),
        ("x" * 150, "x" * 150),
        # A letter and the accent that combines with it are one character to a reader.
        ("e\u0301" * 139, None),
        ("", None),
        ("word " * 2_100, ("word " * 2_000)[:-6] + "…"),
    ],
    ids=["with the summary", "just enough", "accents", "nothing", "too long"],
)
def test_long_description_keeps_the_bounds(description, long):
    tool = make(summary={"en": "Does it."}, description={"en": description} if description else {})

    text = yaml.safe_load(write(tool))["description"]["en"]

    assert text.get("longDescription") == long


@pytest.mark.django_db
def test_summary_that_had_to_be_cut_stands_whole_before_the_description():
    summary = "It waters every tree of every street of the city " * 4

    texts = document(make_whole(summary={"fr": f"{summary}\u202f!"}, description={"fr": LONG}))

    assert texts["description"]["fr"]["shortDescription"].endswith("…")
    assert texts["description"]["fr"]["longDescription"].startswith(f"{summary}\u202f!\n\nIt does")


@pytest.mark.django_db
def test_language_in_which_too_little_is_known_is_left_out():
    tool = make(summary={"en": "Does it.", "it": "Lo fa."}, description={"en": LONG})

    assert yaml.safe_load(write(tool))["description"].keys() == {"en"}


@pytest.mark.django_db
def test_language_in_which_too_little_is_known_is_kept_where_it_is_the_only_one():
    text = write(make(summary={"no": "Gjør det."}, description={"no": "Kort."}))

    assert yaml.safe_load(text)["description"]["no"].keys() == {"shortDescription", "features"}
    assert "description/[lang]/longDescription" in text


@pytest.mark.django_db
def test_features_are_told_in_another_language_where_there_are_none_in_its_own():
    tool = make(
        summary={"it": "Lo fa."},
        description={"it": LONG},
        category=CategoryFactory(name={"fr": "Sondages", "en": "Polls"}),
        other_categories=[CategoryFactory(name={"fr": "Cartes"})],
    )

    assert yaml.safe_load(write(tool))["description"]["it"]["features"] == ["Polls", "Cartes"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "section"),
    [
        ("internal", {"type": "internal", "contacts": []}),
        ("contract", {"type": "contract", "contractors": []}),
        ("none", {"type": "none"}),
    ],
)
def test_nobody_is_named_as_a_contact(kind, section):
    assert yaml.safe_load(write(make(maintenance=kind)))["maintenance"] == section


@pytest.mark.django_db
def test_one_language_does_not_tell_whether_there_could_be_more():
    text = write(make(languages=["fr"]))

    assert yaml.safe_load(text)["localisation"] == {"availableLanguages": ["fr"]}
    assert "localisation/localisationReady" in text.splitlines()[1]


@pytest.mark.django_db
def test_only_a_day_is_a_release_date():
    assert "releaseDate" not in yaml.safe_load(write(make(latest_release_on="2026-03")))


def test_every_curated_tool_satisfies_the_standard_but_for_what_it_names(catalogue):
    tools = with_everything(describable(Tool.objects.all()))

    files = {tool.slug: document(tool) for tool in tools}

    assert {slug: sorted(faults(file)) for slug, file in files.items()} == {
        slug: sorted(unknown(file)) for slug, file in files.items()
    }
    assert len(files) > 100


@pytest.mark.skipif(not VOCABULARY.exists(), reason="the standard’s own list is not here")
def test_categories_are_those_of_the_standard():
    assert set(json.loads(VOCABULARY.read_text())["categories"]) == CATEGORIES


def test_lists_and_single_tools_agree_on_which_have_a_file(catalogue):
    listed = set(describable(Tool.objects.all()).values_list("slug", flat=True))

    written = set()
    for tool in with_everything(Tool.objects.published()):
        try:
            write(tool)
        except NoPubliccode:
            continue
        written.add(tool.slug)

    assert listed == written


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_many_tools_cost_the_queries_of_one(count, django_assert_num_queries):
    for number in range(count):
        tool = make(
            repository=f"{REPOSITORY}-{number}",
            part_of=ToolFactory(),
            based_on=ToolFactory(),
            steward=OrganisationFactory(),
            other_categories=[CategoryFactory()],
        )
        AdoptionFactory(tool=tool)

    with django_assert_num_queries(4):
        tools = list(with_everything(describable(Tool.objects.all())))
        origins = origins_in(tools)
        texts = [write(tool, origins[tool]) for tool in tools]

    assert len(texts) == count


@pytest.mark.django_db
def test_catalogues_whose_values_it_gives_are_named_with_their_licences():
    tool = make(summary={"en": "Does a thing."})
    volunteers = OutsideCatalogueFactory(title="awesome\nselfhosted", licence="CC-BY-SA-3.0")
    ValueOriginFactory(row=tool, field="summary.en", catalogue=volunteers)
    ValueOriginFactory(row=tool, field="licence", catalogue=volunteers)
    adoption = AdoptionFactory(tool=tool)
    sheet = OutsideCatalogueFactory(title="Sheet", licence="")
    ValueOriginFactory(row=adoption, field="status", catalogue=sheet)

    file = write(tool)

    assert [line for line in file.splitlines() if line.startswith("# From")] == [
        "# From awesome selfhosted (CC-BY-SA-3.0): legal/license, description/en/shortDescription.",
        "# From Sheet (licence not stated): usedBy.",
    ]
    assert yaml.safe_load(file)["usedBy"] == [adoption.city.name["fr"]]


@pytest.mark.django_db
def test_catalogue_of_which_the_file_gives_nothing_is_not_named():
    tool = make(summary={"en": "Does a thing."}, community="https://forum.example.org/")
    changed = ValueOriginFactory(row=tool, field="summary.en")
    changed.value = "What an editor wrote over."
    changed.save()
    ValueOriginFactory(row=tool, field="community")

    assert "# From" not in write(tool)
