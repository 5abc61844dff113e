"""Reading a question from an address: what is understood, and what is refused with a sentence."""

import pytest
from django.http import QueryDict

from catalogue.choices import Kind
from catalogue.errors import BadQuestion
from catalogue.search import Question

pytestmark = pytest.mark.django_db


def read(query, kind=Kind.TOOL):
    return Question.from_query(kind, QueryDict(query))


def test_empty_address_asks_for_everything():
    question = read("")

    assert question == Question(kind=Kind.TOOL)
    assert not question.is_narrowed


def test_words_choices_order_and_page_are_read():
    question = read("q=+libre++office+&platform=web&platform=linux&platform=web&order=name&page=3")

    assert question == Question(
        kind=Kind.TOOL,
        text="libre office",
        chosen={"platform": ("web", "linux")},
        order="name",
        page=3,
    )
    assert question.is_narrowed


def test_empty_values_are_not_choices():
    assert read("q=&platform=&order=&page=") == Question(kind=Kind.TOOL)


REFUSED = [
    ("page=abc", "page"),
    ("page=0", "page"),
    ("page=-1", "page"),
    ("page=1.5", "page"),
    ("page=999999999", "page"),
    ("page=" + "9" * 5000, "page"),
    ("page=%D9%A1", "page"),
    ("page=1&page=2", "page"),
    ("page[]=1", "page"),
    ("q=a&q=b", "q"),
    ("q[]=a", "q"),
    ("q=" + "a" * 201, "q"),
    ("q=" + "a+" * 13, "q"),
    ("order=price", "order"),
    ("order=name;drop", "order"),
    ("platform=toaster", "platform"),
    ("category=nothing-like-it", "category"),
    ("replaces='", "replaces"),
    ("adopters=4", "adopters"),
    ("country=XX", "country"),
    ("country=france", "country"),
    ("licence=BUSL-1.1", "licence"),
    ("&".join(f"platform={n}" for n in range(31)), "platform"),
]


@pytest.mark.parametrize(("query", "parameter"), REFUSED, ids=[q[:24] for q, p in REFUSED])
def test_what_is_not_understood_is_refused_by_name(query, parameter):
    with pytest.raises(BadQuestion) as refusal:
        read(query)

    assert refusal.value.parameter == parameter
    assert parameter in str(refusal.value) or parameter in {"page", "q", "order"}
    assert len(str(refusal.value)) < 200
