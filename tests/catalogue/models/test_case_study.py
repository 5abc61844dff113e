"""Case studies say what went wrong; money says how much, of what, when."""

import pytest

from catalogue.models import CaseStudy, MoneyFact
from tests.factories import AdoptionFactory, CaseStudyFactory, MoneyFactFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_story_says_what_went_wrong():
    with refused("case_study_says_what_went_wrong"):
        CaseStudyFactory(went_wrong={})


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"outcome_kind": "triumph"}, "case_study_outcome_known"),
        ({"date": "spring"}, "case_study_date_is_a_date"),
    ],
)
def test_story_has_a_known_outcome_and_a_date(fields, rule):
    study = CaseStudyFactory()

    with refused(rule):
        CaseStudy.objects.filter(pk=study.pk).update(**fields)


@pytest.mark.parametrize("currency", ["", "€", "eur", "EU", "E R"])
def test_amount_needs_a_currency(currency):
    money = MoneyFactFactory()

    with refused("money_fact_currency_is_a_code"):
        MoneyFact.objects.filter(pk=money.pk).update(currency=currency)


@pytest.mark.parametrize("field", ["amount", "currency", "year"])
def test_amount_is_whole_or_not_there(field):
    with refused(f'"{field}"'):
        MoneyFactFactory(**{field: None})


@pytest.mark.parametrize("amount", [0, -1])
def test_amount_is_positive(amount):
    with refused("money_fact_amount_is_positive"):
        MoneyFactFactory(amount=amount)


@pytest.mark.parametrize("field", ["nature", "recurrence", "standing"])
def test_words_about_an_amount_are_known_ones(field):
    money = MoneyFactFactory()

    with refused("money_fact_words_known"):
        MoneyFact.objects.filter(pk=money.pk).update(**{field: "huge"})


def test_amount_outlives_the_adoption_that_it_tells_of():
    adoption = AdoptionFactory()
    money = MoneyFactFactory(city=adoption.city, adoption=adoption)

    adoption.delete()

    assert MoneyFact.objects.get(pk=money.pk).adoption is None
