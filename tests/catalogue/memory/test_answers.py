"""What is kept is bounded, and given only to those for whom it was made."""

import pytest
from django.http import HttpResponse
from django.utils.translation import get_language_from_request

from catalogue.memory.answers import AROUND, Answers, language_of

STATE = ("mark", "day")


def answer(text, **headers):
    return HttpResponse(text, headers=headers)


def test_what_was_not_asked_for_the_longest_goes_first(rf):
    answers = Answers(3 * (AROUND + 10))
    requests = [rf.get(f"/{number}") for number in range(4)]
    for request in requests[:3]:
        answers.keep(request, answer("ten bytes!"), STATE)
    answers.find(requests[0], STATE)

    answers.keep(requests[3], answer("ten bytes!"), STATE)

    found = [bool(answers.find(request, STATE)) for request in requests]
    assert found == [True, False, True, True]


def test_what_is_larger_than_all_is_not_kept(rf):
    answers = Answers(AROUND + 5)
    request = rf.get("/")

    answers.keep(request, answer("ten bytes!"), STATE)

    assert answers.find(request, STATE) is None


def test_another_state_has_none_of_it(rf):
    answers = Answers(10_000)
    request = rf.get("/")

    answers.keep(request, answer("then"), STATE)

    assert answers.find(request, ("other mark", "day")) is None


@pytest.mark.parametrize(
    ("vary", "one", "other"),
    [
        ("Accept-Language", {"accept-language": "fr"}, {"accept-language": "en"}),
        ("Accept-Encoding", {"accept-encoding": "gzip"}, {}),
        ("Accept", {"accept": "text/html"}, {"accept": "application/json"}),
    ],
    ids=["language", "coding", "type"],
)
def test_what_varies_is_kept_for_each_of_them(rf, vary, one, other):
    answers = Answers(100_000)
    ones, others = rf.get("/", headers=one), rf.get("/", headers=other)

    answers.keep(ones, answer("one", Vary=vary), STATE)
    assert answers.find(others, STATE) is None
    answers.keep(others, answer("other", Vary=vary), STATE)

    assert answers.find(ones, STATE).content == b"one"
    assert answers.find(others, STATE).content == b"other"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en-GB,en;q=0.9,fr;q=0.5", "en"),
        ("de,fr;q=0.5", "fr"),
        ("de", "fr"),
        ("", "fr"),
        ("*, en;q=0.5", "fr"),
        ("en;q=0, fr", "fr"),
    ],
)
def test_a_reader_has_the_first_of_our_languages_as_django_chooses(rf, header, language):
    assert language_of(header) == language
    assert get_language_from_request(rf.get("/", headers={"accept-language": header})) == language
