"""The words, dates and numbers of a sheet of adoptions."""

import datetime

import pytest

from catalogue.choices import AdoptionRole, AdoptionStatus
from catalogue.exchange.formats.adoption_words import (
    ROLES,
    STATUSES,
    Ambiguous,
    date_of,
    names_of,
    number_of,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ""),
        (None, ""),
        (2016, "2016"),
        ("2016", "2016"),
        ("2016-04", "2016-04"),
        ("2016-04-30", "2016-04-30"),
        ("2016-04-30 00:00:00", "2016-04-30"),
        (datetime.date(2016, 4, 30), "2016-04-30"),
        (datetime.datetime(2016, 4, 30, 12), "2016-04-30"),  # noqa: DTZ001  # a cell has no zone
        ("30/04/2016", "2016-04-30"),
        ("3.4.2016", "2016-04-03"),
        ("04/05/2016", "2016-05-04"),
        ("04/2016", "2016-04"),
        ("avril 2016", "2016-04"),
        ("Avr. 2016", "2016-04"),
        ("1er août 2020", "2020-08-01"),
        ("30 décembre 2016", "2016-12-30"),
        ("April 30, 2016", "2016-04-30"),
        ("30 April 2016", "2016-04-30"),
        ("Sept 2016", "2016-09"),
    ],
)
def test_dates_are_as_precise_as_they_were_written(written, expected):
    assert date_of(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        *("bientôt", "31/02/2016", "2016-13", "2016-02-30", "été 2016", "16", "T2 2016", "42490"),
        *("04/30/16", "en 2016", 3.5, True, "32/01/2016", "foo 2016"),
    ],
)
def test_what_is_no_date_is_refused(written):
    with pytest.raises(ValueError):
        date_of(written)


def test_in_english_a_day_that_may_be_two_is_refused():
    assert date_of("30/04/2016", "en") == date_of("04/30/2016", "en") == "2016-04-30"
    assert date_of("04/04/2016", "en") == "2016-04-04"
    with pytest.raises(Ambiguous):
        date_of("04/05/2016", "en")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        *(("", None), (0, 0), (1200, 1200), ("1200", 1200), ("1 200", 1200), ("1 200", 1200)),
        *(("1.200", 1200), ("1,200", 1200), ("12 000 000", 12_000_000)),
    ],
)
def test_numbers_are_read_with_their_thousands(written, expected):
    assert number_of(written) == expected


@pytest.mark.parametrize("written", ["environ 30", "-5", -5, 1.5, "1,5", "12 00", True, "trois"])
def test_what_is_no_whole_number_is_refused(written):
    with pytest.raises(ValueError):
        number_of(written)


def test_names_are_between_semicolons_or_lines_or_else_commas():
    assert names_of("Exchange ; Outlook;;Exchange") == ["Exchange", "Outlook"]
    assert names_of("Exchange\nOutlook, the old one") == ["Exchange", "Outlook, the old one"]
    assert names_of("Exchange, Outlook") == ["Exchange", "Outlook"]
    assert names_of(None) == []


def test_every_status_and_role_can_be_written_in_both_languages():
    assert set(STATUSES.values()) == set(AdoptionStatus.values)
    assert set(ROLES.values()) == set(AdoptionRole.values)
    assert STATUSES["en production"] == STATUSES["in production"] == "in_production"
    assert STATUSES["annoncee"] == STATUSES["announced"] == "announced"
