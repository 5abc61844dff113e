"""The site map tells search engines of every page, in both languages."""

import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pgtrigger
import pytest

from catalogue.models import SearchEntry
from catalogue.search import reindex
from catalogue.web import sitemaps
from tests.catalogue.web.test_urls import every_address
from tests.factories import ToolFactory

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def sections(client):
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = [urlsplit(found.text) for found in index.iterfind(f"{MAP}sitemap/{MAP}loc")]
    return [f"{address.path}?{address.query}" for address in found]


def rows(client):
    for section in sections(client):
        yield from ElementTree.fromstring(client.get(section).content).iterfind(f"{MAP}url")


def test_every_page_is_told_in_both_languages_and_no_other(client, catalogue):
    told = sorted(urlsplit(row.findtext(f"{MAP}loc")).path for row in rows(client))

    assert told == sorted([*every_address("fr"), *every_address("en")])


def test_each_page_names_its_languages(client, db):
    ToolFactory(slug="glpi")
    reindex()

    for row in rows(client):
        path = urlsplit(row.findtext(f"{MAP}loc")).path
        others = {
            link.get("hreflang"): urlsplit(link.get("href")).path
            for link in row.iterfind(f"{XHTML}link")
        }
        assert {"fr", "en"} <= set(others)
        assert path in {others["fr"], others["en"]}


def test_last_change_is_told(client, db):
    ToolFactory(slug="glpi")
    reindex()
    with pgtrigger.ignore("catalogue.SearchEntry:change_is_dated"):
        SearchEntry.objects.update(updated_at=datetime.datetime(2024, 2, 29, tzinfo=datetime.UTC))

    row = next(row for row in rows(client) if "glpi" in row.findtext(f"{MAP}loc"))

    assert row.findtext(f"{MAP}lastmod") == "2024-02-29"


def test_drafts_are_not_told(client, db):
    ToolFactory(slug="secret", draft=True)
    ToolFactory(slug="known")
    reindex()

    told = [row.findtext(f"{MAP}loc") for row in rows(client)]

    assert any("known" in address for address in told)
    assert not any("secret" in address for address in told)


def test_parts_are_of_a_bounded_size_and_hold_everything_once(client, db, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 3)
    tools = ToolFactory.create_batch(7)
    tools[3].delete()
    reindex()

    parts = [part for part in sections(client) if "tools" in part]
    held = [list(ElementTree.fromstring(client.get(part).content)) for part in parts]

    assert 3 <= len(parts) <= 4
    assert all(1 <= len(part) <= 3 * 2 for part in held)
    assert sum(len(part) for part in held) == 6 * 2


@pytest.mark.parametrize("question", ["p=1000000", "p=x", "p=-1", "p=99999999999999999999"])
def test_part_that_is_not_there_is_not_found(client, db, question):
    assert client.get(f"/sitemap-tools.xml?{question}").status_code == 404


def test_unknown_section_is_not_found(client, db):
    assert client.get("/sitemap-secrets.xml").status_code == 404


def test_addresses_are_those_of_the_site_whoever_asks(client, db, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ToolFactory()
    reindex()

    for path in ("/sitemap.xml", *sections(client)):
        text = client.get(path, headers={"host": "other.example"}).text

        assert "other.example" not in text
        assert f"<loc>{settings.SITE_URL}/" in text
