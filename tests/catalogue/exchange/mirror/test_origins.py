"""A mirror names the catalogues that its origin took its values from, and no others."""

from datetime import UTC, datetime

import pytest

from catalogue.choices import Kind
from catalogue.exchange.importing.harvesting import due
from catalogue.exchange.mirror.origin import Told
from catalogue.models import City, OutsideCatalogue, Tool, ValueOrigin
from tests.factories import (
    CityFactory,
    LicenceFactory,
    OutsideCatalogueFactory,
    ToolFactory,
    ValueOriginFactory,
)
from tests.mirroring import everything, shown

LONG_AGO = datetime(2001, 2, 3, 4, 5, 6, 789, tzinfo=UTC)


@pytest.fixture
def told(copying):
    """What an origin tells that took four values from a catalogue, of a tool and of a city."""
    there = OutsideCatalogueFactory(
        slug="list",
        title="A list",
        home="https://list.example.org/",
        where="https://list.example.org/all.json",
        every_days=7,
    )
    LicenceFactory(spdx="MIT")
    tool = ToolFactory(slug="tool", licence="MIT", latest_release_on="2024-05")
    for field in ("latest_release_on", "summary.en"):
        ValueOriginFactory(row=tool, catalogue=there, field=field)
    ValueOriginFactory(row=tool, catalogue=there, field="licence", as_written="MIT or so")
    city = CityFactory(slug="city", latitude=48.11, longitude=-1.68)
    ValueOriginFactory(row=city, catalogue=there, field="longitude")
    ValueOrigin.objects.update(taken_at=LONG_AGO)
    return copying.told()


@pytest.fixture
def copied(copying, told):
    """A copy of that."""
    copying.forget()
    copying.bring_in(told)
    return copying


def retold(told, slug, change):
    """The record of one thing, with other origins."""
    [row] = [each for each in told if each.slug == slug]
    origins = [change(origin) for origin in row.record["origins"]]
    return Told(row.noun, slug, {**row.record, "origins": [each for each in origins if each]})


def test_copy_names_what_its_origin_names(client, copying, told):
    before, page = shown(), noted(client)
    copying.forget()

    outcome = copying.bring_in(told)

    assert outcome.amiss == {}
    assert shown() == before
    assert noted(client) == page
    assert set(ValueOrigin.objects.values_list("taken_at", flat=True)) == {LONG_AGO}


def test_catalogues_are_only_named(copied):
    there = OutsideCatalogue.objects.get()

    assert (there.slug, there.title, there.home) == ("list", "A list", "https://list.example.org/")
    assert (there.format, there.where, there.every_days) == ("", "", None)
    assert due() == []


def test_same_again_writes_nothing(copied, told):
    before = everything()

    outcome = copied.bring_in(told, anew=True)

    assert (outcome.counts, outcome.amiss) == ({}, {})
    assert everything() == before


def test_value_that_is_the_origins_own_now_is_here_too(copied, told):
    own = retold(told, "tool", lambda origin: origin["field"] == "licence" and origin)

    outcome = copied.bring_in([own])

    assert outcome.amiss == {}
    assert outcome.counts == {"updated": 1}
    of_tool = ValueOrigin.objects.filter(object_id=Tool.objects.get().pk, noun="tool")
    assert list(of_tool.values_list("field", flat=True)) == ["licence"]


def test_catalogue_that_is_named_no_more_goes(copied, told):
    copied.bring_in([retold(told, "tool", lambda origin: None)])
    assert OutsideCatalogue.objects.exists()

    copied.bring_in([Told(Kind.CITY.noun, "city", None)])

    assert not City.objects.exists()
    assert not ValueOrigin.objects.exists()
    assert not OutsideCatalogue.objects.exists()


def test_catalogue_that_is_read_here_stays(copied, told):
    OutsideCatalogueFactory(slug="own")

    copied.bring_in([retold(told, slug, lambda origin: None) for slug in ("tool", "city")])

    assert OutsideCatalogue.objects.get().slug == "own"


def test_new_title_of_a_catalogue_is_that_of_the_one_named_here(copied, told):
    def rename(origin):
        return {**origin, "catalogue": {**origin["catalogue"], "title": "Another title"}}

    outcome = copied.bring_in([retold(told, slug, rename) for slug in ("tool", "city")])

    assert outcome.amiss == {}
    assert OutsideCatalogue.objects.get().title == "Another title"
    assert "Another title" in shown()["tool", "tool"]["record"]


def test_origin_of_an_earlier_release_says_nothing_of_it(copying, told):
    earlier = [
        Told(row.noun, row.slug, {k: v for k, v in row.record.items() if k != "origins"})
        for row in told
    ]
    copying.forget()

    outcome = copying.bring_in(earlier)

    assert outcome.amiss == {}
    assert copying.waiting() == set()
    assert not OutsideCatalogue.objects.exists()


REFUSED = {
    "no address of the web": {"catalogue": {"slug": "x", "title": "X", "address": "javascript:1"}},
    "no name": {"catalogue": {"slug": "Not a slug", "title": "X", "address": None}},
    "a catalogue without its title": {"catalogue": {"slug": "x"}},
    "a value that is none of ours": {"field": "shoe_size"},
    "a language of what is no text": {"field": "website.fr"},
    "a language that there is not": {"field": "summary.it"},
    "no moment": {"taken_at": "yesterday"},
    "no object": None,
}


@pytest.mark.parametrize("what", REFUSED)
def test_strange_origin_is_told_and_the_others_come_in(copying, told, what):
    copying.forget()
    strange = REFUSED[what]
    row = retold(told, "tool", lambda origin: [1] if strange is None else {**origin, **strange})
    others = [each for each in told if each.slug != "tool"]

    outcome = copying.bring_in([row, *others])

    assert list(outcome.refused) == [("tools", "tool")]
    assert outcome.refused["tools", "tool"].startswith("tools/tool")
    assert copying.waiting() == {"tools/tool"}
    assert ValueOrigin.objects.get().noun == "place"


def noted(client):
    """What the page of the tool says of where its values are from."""
    page = client.get("/en/tools/tool/").text
    start = page.index("Taken from other catalogues")
    return page[start : page.index("</ul>", start)]
