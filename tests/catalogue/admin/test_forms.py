import pytest

from catalogue.models import Adoption, Milestone, Tool
from tests.catalogue.admin.forms_filled import faults, save
from tests.factories import AdoptionFactory, CityFactory, ToolFactory

pytestmark = pytest.mark.django_db


def test_other_languages_and_untouched_texts_stay_to_the_letter(desk):
    texts = {"fr": "Une ligne.\nUne autre.\n", "it": "Una riga."}
    tool = ToolFactory(summary=texts, platforms=["web", "linux"], aliases=["B", "A"])

    response = save(desk, "change", tool, name="Renamed")

    tool.refresh_from_db()
    assert response.status_code == 302
    assert (tool.name, tool.summary) == ("Renamed", texts)
    assert (tool.platforms, tool.aliases) == (["web", "linux"], ["B", "A"])


def test_one_language_changes_without_the_others(desk):
    tool = ToolFactory(summary={"fr": "Avant.", "en": "Before.", "it": "Prima."})

    save(desk, "change", tool, **{"summary--en": "After."})

    tool.refresh_from_db()
    assert tool.summary == {"fr": "Avant.", "en": "After.", "it": "Prima."}


def test_the_moment_of_publication_is_not_cut_to_the_second(desk):
    tool = ToolFactory()
    moment = tool.published_at

    save(desk, "change", tool, name="Renamed")

    tool.refresh_from_db()
    assert tool.published_at == moment


def test_a_rule_broken_is_said_at_its_field(desk):
    response = save(desk, "change", CityFactory(), country="fr")

    assert faults(response) == ["Write the two capital letters of ISO 3166-1: FR, DE, US…"]


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [("not a tag", "is not a language tag"), ("nu", "NUL character")],
)
def test_a_text_that_cannot_be_kept_is_refused(desk, tag, sentence):
    text = "x\x00y" if tag == "nu" else "text"

    response = save(
        desk,
        "change",
        ToolFactory(),
        **{"summary--another": tag, "summary--another-text": text},
    )

    assert sentence in faults(response)[0]


def test_a_slug_left_empty_is_made_of_the_entry(desk):
    city, tool = CityFactory(slug="nantes"), ToolFactory(slug="libreoffice")
    answers = {"city": city.pk, "tool": tool.pk, "status": "in_production", "confidence": "high"}

    save(desk, "add", Adoption, **answers, confirmed_by_city="on")

    assert Adoption.objects.get().slug == "nantes-libreoffice"


def test_a_slug_made_is_not_one_that_is_or_was_taken(desk):
    city, tool = CityFactory(slug="nantes"), ToolFactory(slug="libreoffice")
    AdoptionFactory(slug="nantes-libreoffice", city=city, tool=tool, reversed=True)
    gone = AdoptionFactory(slug="nantes-libreoffice-2", city=city, tool=tool, reversed=True)
    gone.delete()

    save(
        desk,
        "add",
        Adoption,
        city=city.pk,
        tool=tool.pk,
        status="pilot",
        confidence="low",
        confirmed_by_city="on",
    )

    assert Adoption.objects.get(status="pilot").slug == "nantes-libreoffice-3"


def test_a_slug_is_not_made_of_nothing(desk):
    response = save(desk, "add", Milestone, city=CityFactory().pk)

    assert response.status_code == 200
    assert Milestone.objects.count() == 0


def test_a_slug_once_given_is_required(desk):
    adoption = AdoptionFactory()

    response = save(desk, "change", adoption, slug="")

    assert faults(response) == ["This field is required."]


def test_an_entry_without_its_text_is_refused(desk):
    response = save(desk, "add", Tool, name="Etherpad", slug="etherpad")

    assert "Write this text in one language at least." in faults(response)
