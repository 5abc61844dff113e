import pytest
from django.apps import apps
from django.db import IntegrityError

from catalogue.admin.refusals import SENTENCES, refusal_of
from catalogue.models import Adoption, Source, Tool
from tests.catalogue.admin.forms_filled import faults, save
from tests.factories import (
    AdoptionFactory,
    CitationFactory,
    CityFactory,
    CityLabelFactory,
    MoneyFactFactory,
    ReplacementFactory,
    SourceFactory,
    ToolFactory,
)

#: Kept by triggers, which Django does not know.
BY_TRIGGERS = {
    "slug_never_reused",
    "tool_licence_is_free",
    "adoption_ends_after_start",
    "adoption_has_a_source",
}
#: Of tables that only programs write.
NOT_AT_THE_DESK = {
    "token_secret_is_hashed",
    "change_one_per_thing",
    "curated_record_once",
    "former_slug_once_per_kind",
    "mirror_is_of_one_origin",
    "mirrored_record_once",
    "outside_record_joined_to_something",
    "outside_record_once",
    "revision_is_one",
    "value_origin_once",
}

pytestmark = pytest.mark.django_db


def test_every_rule_has_its_sentence():
    rules = {
        rule.name
        for model in apps.get_app_config("catalogue").get_models()
        for rule in model._meta.constraints
        if not rule.name.endswith("_known")
    }

    assert set(SENTENCES) == (rules - NOT_AT_THE_DESK) | BY_TRIGGERS


def test_every_sentence_is_about_a_field_that_exists():
    names = {
        field.name
        for model in apps.get_app_config("catalogue").get_models()
        for field in model._meta.fields
    }

    assert {field for field, _sentence in SENTENCES.values()} - {None} <= names


def refused_at(response, field):
    """The sentences at a field; nothing was saved."""
    assert response.status_code == 200
    form = response.context["adminform"].form
    return list(form.errors.get(field or "__all__", []))


def sentence(rule):
    return str(SENTENCES[rule][1])


@pytest.fixture(autouse=True)
def _in_english(settings):
    from django.utils.translation import override

    with override("en"):
        yield


def test_a_slug_that_was_used_is_refused(desk):
    old = ToolFactory(slug="old-name")
    old.slug = "new-name"
    old.save()
    tool = ToolFactory()

    response = save(desk, "change", tool, slug="old-name")

    assert refused_at(response, "slug") == [sentence("slug_never_reused")]


def test_a_licence_that_is_not_free_is_refused(desk):
    response = save(desk, "change", ToolFactory(), licence="MIT")

    assert refused_at(response, "licence") == [sentence("tool_licence_is_free")]


def test_an_end_before_the_start_is_refused(desk):
    response = save(desk, "change", AdoptionFactory(), started="2016-09", ended="2015")

    assert refused_at(response, "ended") == [sentence("adoption_ends_after_start")]


def test_a_published_adoption_without_its_source_is_refused(desk):
    adoption = AdoptionFactory()

    response = save(desk, "change", adoption, **{"citations-0-DELETE": "on"})

    assert refused_at(response, None) == [sentence("adoption_has_a_source")]
    assert adoption.citations.count() == 1
    assert "successfully" not in desk.get("/admin/").text


def test_a_new_adoption_without_a_source_is_refused_and_leaves_nothing(desk):
    answers = {"status": "pilot", "confidence": "low", "slug": "new"}

    response = save(desk, "add", Adoption, city=CityFactory().pk, tool=ToolFactory().pk, **answers)

    assert refused_at(response, None) == [sentence("adoption_has_a_source")]
    assert Adoption.objects.count() == 0
    assert Adoption.pgh_event_model.objects.count() == 0


def test_a_new_adoption_with_its_source_is_taken(desk):
    answers = {"status": "pilot", "confidence": "low", "slug": "new"}
    source = {
        "citations-TOTAL_FORMS": "1",
        "citations-0-source": SourceFactory().pk,
        "citations-0-position": "0",
    }

    response = save(
        desk, "add", Adoption, city=CityFactory().pk, tool=ToolFactory().pk, **answers, **source
    )

    assert response.status_code == 302, faults(response)
    assert Adoption.objects.get().citations.count() == 1


def test_a_second_current_adoption_is_refused(desk):
    first = AdoptionFactory()
    second = AdoptionFactory(city=first.city, tool=first.tool, reversed=True)

    response = save(desk, "change", second, status="in_production", ended="")

    assert refused_at(response, "tool") == [sentence("adoption_one_current_per_city")]


def test_a_product_listed_twice_is_refused(desk):
    replacement = ReplacementFactory()

    response = save(
        desk,
        "change",
        replacement.tool,
        **{
            "replacements-TOTAL_FORMS": "2",
            "replacements-1-product": replacement.product.pk,
            "replacements-1-coverage": "partial",
        },
    )

    assert response.status_code == 200
    assert "Please correct the duplicate" in faults(response)[0]
    assert replacement.tool.replacements.count() == 1


def test_a_replacement_listed_on_its_own_page_twice_is_refused(desk):
    first, second = ReplacementFactory(), ReplacementFactory()

    response = save(desk, "change", second, tool=first.tool.pk, product=first.product.pk)

    assert refused_at(response, None) == [sentence("replacement_one_per_pair")]


@pytest.mark.parametrize(
    ("make", "changes", "field", "rule"),
    [
        (CityFactory, {"latitude": "47.2"}, "latitude", "city_coordinates_are_whole"),
        (CityFactory, {"country": "fr"}, "country", "city_country_is_a_code"),
        (CityLabelFactory, {"level": "6"}, "level", "city_label_level_range"),
        (MoneyFactFactory, {"amount": "0"}, "amount", "money_fact_amount_is_positive"),
        (MoneyFactFactory, {"currency": "eur"}, "currency", "money_fact_currency_is_a_code"),
    ],
    ids=["coordinates", "country", "level", "amount", "currency"],
)
def test_a_rule_of_one_row_is_said_at_its_field(desk, make, changes, field, rule):
    response = save(desk, "change", make(), **changes)

    assert refused_at(response, field) == [sentence(rule)]


def test_a_tool_is_not_its_own_suite(desk):
    tool = ToolFactory()

    response = save(desk, "change", tool, part_of=tool.pk)

    assert refused_at(response, "part_of") == [sentence("tool_is_not_its_own_suite_or_fork")]


@pytest.mark.parametrize("field", ["wikidata", "sill", "comptoir_du_libre"])
def test_a_number_of_another_catalogue_is_given_once(desk, field):
    ToolFactory(**{field: "7"})
    tool = ToolFactory()

    response = save(desk, "change", tool, **{field: "7"})

    assert refused_at(response, field) == ["Another entry already has this number."]


def test_a_source_has_its_address_for_itself(desk):
    SourceFactory(url="https://example.org/")
    source = SourceFactory()

    response = save(desk, "change", source, url="https://example.org/")

    assert refused_at(response, "url") == [sentence("source_url_unique")]
    assert Source.objects.get(pk=source.pk).url == ""


def test_an_adoption_whose_source_goes_is_refused_from_the_source(desk):
    citation = CitationFactory(tool=ToolFactory())

    page = desk.get(f"/admin/catalogue/source/{citation.source_id}/delete/").text

    assert "protected related objects" in page


def test_a_rule_without_a_sentence_is_at_least_named():
    class Diagnosis:
        constraint_name = "tool_has_a_soul"

    cause = Exception()
    cause.diag = Diagnosis()
    error = IntegrityError()
    error.__cause__ = cause

    assert refusal_of(error) == (
        None,
        "The database refused this: it breaks the rule “tool_has_a_soul”. Nothing was saved.",
    )
    assert refusal_of(IntegrityError()) == (
        None,
        "Something else still needs this. Nothing was saved.",
    )


def test_a_rule_broken_by_somebody_else_meanwhile_is_no_fault_of_the_page(desk, monkeypatch):
    """The form finds nothing wrong, and the database does."""
    from django.db.models import UniqueConstraint

    ToolFactory(wikidata="Q1")
    tool = ToolFactory()
    monkeypatch.setattr(UniqueConstraint, "validate", lambda *args, **kwargs: None)

    response = save(desk, "change", tool, wikidata="Q1")

    assert refused_at(response, "wikidata") == ["Another entry already has this number."]
    assert Tool.objects.get(pk=tool.pk).wikidata == ""
