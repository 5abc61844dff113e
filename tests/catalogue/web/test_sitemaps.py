"""The site map tells search engines of every page, in both languages."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.catalogue.web.test_urls import every_address
from tests.factories import ToolFactory

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def sections(client):
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [urlsplit(found.text).path for found in index.iterfind(f"{MAP}sitemap/{MAP}loc")]


def rows(client):
    for section in sections(client):
        yield from ElementTree.fromstring(client.get(section).content).iterfind(f"{MAP}url")


def test_every_page_is_told_in_both_languages_and_no_other(client, catalogue):
    told = sorted(urlsplit(row.findtext(f"{MAP}loc")).path for row in rows(client))

    assert told == sorted([*every_address("fr"), *every_address("en")])


def test_each_page_names_its_languages(client, db):
    ToolFactory(slug="glpi")

    for row in rows(client):
        path = urlsplit(row.findtext(f"{MAP}loc")).path
        others = {
            link.get("hreflang"): urlsplit(link.get("href")).path
            for link in row.iterfind(f"{XHTML}link")
        }
        assert {"fr", "en"} <= set(others)
        assert path in {others["fr"], others["en"]}


def test_last_change_is_told(client, db):
    tool = ToolFactory(slug="glpi")
    tool.refresh_from_db()

    row = next(row for row in rows(client) if "glpi" in row.findtext(f"{MAP}loc"))

    assert row.findtext(f"{MAP}lastmod") == tool.updated_at.date().isoformat()


def test_drafts_are_not_told(client, db):
    ToolFactory(slug="secret", draft=True)

    assert "secret" not in client.get("/sitemap-tools.xml").text


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-tools.xml"])
def test_addresses_are_those_of_the_site_whoever_asks(client, db, settings, path):
    settings.ALLOWED_HOSTS = ["*"]
    ToolFactory()

    text = client.get(path, headers={"host": "other.example"}).text

    assert "other.example" not in text
    assert f"<loc>{settings.SITE_URL}/" in text
