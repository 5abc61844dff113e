"""Numbers that nobody counts when asked are always those that counting would give."""

import random

import pytest
from django.db import connection

from catalogue.actions.editing import changed, touched
from catalogue.choices import Kind
from catalogue.models import Adoption, SearchEntry
from catalogue.search import Question, ask, reindex
from catalogue.search.tallies import tallies_of, totals
from tests.factories import AdoptionFactory, ToolFactory

COUNTED = """
SELECT kind, split_part(word, ':', 1), substr(word, strpos(word, ':') + 1), count(*)
  FROM catalogue_searchentry, unnest(facets || '{""}') AS word GROUP BY kind, word
"""


COUNTED_TOGETHER = """
SELECT kind, one, other, count(*)
  FROM catalogue_searchentry, unnest(facets) AS one, unnest(facets) AS other
 WHERE one COLLATE "C" < other COLLATE "C"
   AND one !~ '^(tool|city|product|replaces|replaced|vendor):'
   AND other !~ '^(tool|city|product|replaces|replaced|vendor):'
 GROUP BY kind, one, other
"""


TWO_CHOICES = [
    {"platform": ("web",), "country": ("FR",)},
    {"country": ("FR",), "platform": ("web",)},
    {"platform": ("web", "linux")},
    {"country": ("FR", "DE")},
    {"licence": ("strong_copyleft",), "platform": ("web",)},
]


def kept():
    return rows("SELECT kind, facet, value, n FROM catalogue_searchtally WHERE n <> 0") | rows(
        "SELECT kind, one, other, n FROM catalogue_searchpair WHERE n <> 0"
    )


def counted():
    return rows(COUNTED) | rows(COUNTED_TOGETHER)


def rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return set(cursor.fetchall())


def save(adoption):
    before = touched([adoption])
    adoption.save()
    changed([adoption], before=before)


@pytest.mark.django_db
def test_numbers_follow_every_edit():
    adoptions = [AdoptionFactory() for _time in range(6)]
    reindex()
    chance = random.Random(7)

    for _time in range(20):
        adoption = Adoption.objects.get(pk=chance.choice(adoptions).pk)
        adoption.status = chance.choice(["in_production", "planned", "unconfirmed"])
        adoption.published_at = chance.choice([None, adoptions[0].published_at])
        save(adoption)

        assert kept() == counted()


@pytest.mark.django_db
def test_numbers_are_there_after_all_was_made_again():
    AdoptionFactory()
    reindex()
    SearchEntry.objects.all().delete()
    assert kept() == set()

    reindex()

    assert kept() == counted() != set()


@pytest.mark.django_db
def test_number_of_a_list_with_one_choice_is_that_of_its_rows():
    often = ToolFactory(slug="often")
    for tool in (often, often, ToolFactory(slug="seldom")):
        AdoptionFactory(tool=tool)
    reindex()

    answers = {
        slug: ask(Question(Kind.ADOPTION, chosen={"tool": (slug,)})) for slug in ("often", "seldom")
    }

    assert {slug: found.count for slug, found in answers.items()} == {"often": 2, "seldom": 1}
    assert {slug: len(found.rows) for slug, found in answers.items()} == {"often": 2, "seldom": 1}
    assert totals()[Kind.ADOPTION] == 3
    assert tallies_of(Kind.ADOPTION, {"tool": ("never",)}) == {("", ""): 3}


@pytest.mark.parametrize("chosen", TWO_CHOICES, ids=str)
def test_number_of_a_list_with_two_choices_is_that_of_its_rows(catalogue, chosen):
    question = Question(Kind.TOOL, chosen=chosen)

    answer = ask(question, most=1000)

    assert question.tallied_count == answer.count == len(answer.rows) > 0
