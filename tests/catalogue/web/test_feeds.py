"""Atom feeds that readers of feeds can read."""

import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.factories import AdoptionFactory, CaseStudyFactory, CityFactory, ToolFactory

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["tools", "adoptions", "case-studies"]


def read(client, name, language="fr"):
    response = client.get(f"/{language}/feeds/{name}.atom")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def texts(feed, path):
    return [found.text for found in feed.iterfind(f"{ATOM}entry/{ATOM}{path}")]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", FEEDS)
def test_feed_has_all_that_atom_asks_for(client, catalogue, name, language):
    feed = read(client, name, language)

    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    for required in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{required}"), required
    links = {link.get("rel"): urlsplit(link.get("href")) for link in feed.iterfind(f"{ATOM}link")}
    assert links["self"].path == f"/{language}/feeds/{name}.atom"
    assert all(link.scheme in {"http", "https"} and link.netloc for link in links.values())

    entries = list(feed.iterfind(f"{ATOM}entry"))
    assert 10 < len(entries) <= 50
    assert len(set(texts(feed, "id"))) == len(entries)
    assert all(title.strip() for title in texts(feed, "title"))
    for updated in texts(feed, "updated"):
        assert datetime.datetime.fromisoformat(updated).tzinfo


@pytest.mark.parametrize("name", FEEDS)
def test_entries_lead_to_pages(client, catalogue, name):
    feed = read(client, name)

    for link in list(feed.iterfind(f"{ATOM}entry/{ATOM}link"))[:8]:
        address = urlsplit(link.get("href"))
        response = client.get(address.path)
        assert response.status_code == 200, address
        assert not address.fragment or address.fragment in response.page.ids, address


@pytest.mark.parametrize("name", FEEDS)
def test_empty_feed_is_a_feed(client, db, name):
    assert list(read(client, name).iterfind(f"{ATOM}entry")) == []


def test_drafts_and_what_belongs_to_them_are_not_told(client, db):
    words = {"fr": "Xyzzy", "en": "Xyzzy"}
    ToolFactory(draft=True, name="Xyzzy")
    AdoptionFactory(draft=True, note=words)
    AdoptionFactory(tool__draft=True, tool__name="Xyzzy")
    AdoptionFactory(city=CityFactory(draft=True, name=words))
    CaseStudyFactory(draft=True, title=words)

    for name in FEEDS:
        assert "Xyzzy" not in client.get(f"/fr/feeds/{name}.atom").text


def test_newest_first_and_markup_is_text(client, db):
    ToolFactory(name="Old", published_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    ToolFactory(name="New & <b>bold</b>")

    assert texts(read(client, "tools"), "title") == ["New & <b>bold</b>", "Old"]


def test_what_an_import_published_in_one_moment_is_bounded_and_in_order(client, db):
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    for n in range(52):
        AdoptionFactory(published_at=moment, as_of=str(1960 + n), city__name={"fr": f"Ville {n}"})
    AdoptionFactory(as_of="1900", city__name={"fr": "Dernière"})

    titles = texts(read(client, "adoptions"), "title")

    assert len(titles) == 50
    assert titles[0].startswith("Dernière")
    assert titles[1:] == sorted(
        titles[1:], key=lambda title: -int(title.split()[1].rstrip("\u202f:"))
    )
    assert titles == texts(read(client, "adoptions"), "title")


def test_odd_characters_do_not_break_a_feed(client, db):
    ToolFactory(name="Odd\x0b\x1b", summary={"fr": "Un\x08 outil\uffff."})

    feed = read(client, "tools")

    assert texts(feed, "title") == ["Odd  "]
    assert texts(feed, "summary") == ["Un  outil ."]


def test_summary_is_text_for_readers_that_take_it_for_html(client, db):
    ToolFactory(summary={"fr": "<b>1 & 2</b>"})

    summary = read(client, "tools").find(f"{ATOM}entry/{ATOM}summary")

    assert (summary.get("type"), summary.text) == ("html", "&lt;b&gt;1 &amp; 2&lt;/b&gt;")


@pytest.mark.parametrize("name", FEEDS)
def test_entry_keeps_its_name_on_every_host(client, db, settings, name):
    settings.ALLOWED_HOSTS = ["*"]
    CaseStudyFactory(adoptions=[AdoptionFactory()])

    one, other = (
        client.get(f"/fr/feeds/{name}.atom", headers={"host": host}).content
        for host in ("one.example", "other.example")
    )

    assert one == other
    assert settings.SITE_URL.encode() in one
