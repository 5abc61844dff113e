"""Every address of the site, with the whole curated catalogue, in both languages."""

from collections import Counter
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.translation import override

from catalogue.models import CaseStudy, City, Organisation, Product, Tool
from catalogue.web.sitemaps import FIXED

NOUNS = {
    "tool-detail": Tool,
    "product-detail": Product,
    "city-detail": City,
    "case-study-detail": CaseStudy,
    "organisation-detail": Organisation,
}


def every_address(language):
    """The addresses of all pages that a search engine should know."""
    with override(language):
        return [reverse(name) for name in FIXED] + [
            reverse(view, args=[slug])
            for view, model in NOUNS.items()
            for slug in model.objects.published().values_list("slug", flat=True)
        ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page(client, catalogue, language):
    """Titles, languages, links: looked at together, because links lead from one page to another."""
    addresses = every_address(language)
    elsewhere = set(every_address({"fr": "en", "en": "fr"}[language]))  # looked at in its own turn
    pages, faults = {}, []
    for address in addresses:
        response = client.get(address)
        if response.status_code != 200:
            faults.append(f"{address} answers {response.status_code}")
            continue
        pages[address] = page = response.page
        faults += [f"{address}: {fault}" for fault in faults_of(address, page, language)]
        if response.cookies:
            faults.append(f"{address} sets a cookie")
    titles = Counter(page.title for page in pages.values())
    faults += [f"{n} pages are titled “{title}”" for title, n in titles.items() if n > 1]
    faults += [*dead_links(client, pages, elsewhere), *missing_files(pages)]

    assert faults == []
    assert len(pages) > 400


def faults_of(address, page, language):
    """What is wrong with one page by itself."""
    other = {"fr": "en", "en": "fr"}[language]
    there = {language: address, other: address.replace(f"/{language}/", f"/{other}/", 1)}
    if len(page.main_headings) != 1 or not page.main_headings[0]:
        yield f"its main headings are {page.main_headings}"
    if page.lang != language:
        yield f"it is said to be in {page.lang!r}"
    if not 10 <= len(page.title) <= 200 or not page.title.endswith("Communal"):
        yield f"its title is {page.title!r}"
    if not 20 <= len(page.description) <= 320:
        yield f"its description is {page.description!r}"
    if page.canonical != settings.SITE_URL + address:
        yield f"its canonical address is {page.canonical}"
    if page.alternates != {lang: settings.SITE_URL + path for lang, path in there.items()}:
        yield f"its languages are {page.alternates}"
    if page.robots:
        yield f"robots are told {page.robots!r}"
    if twice := [name for name, n in Counter(page.ids).items() if n > 1]:
        yield f"ids used twice: {twice}"
    levels = [level for level, text in page.headings]
    if any(deeper - level > 1 for level, deeper in pairwise(levels)):
        yield f"a level of headings is left out: {levels}"


def dead_links(client, pages, elsewhere):
    """Addresses of ours that lead nowhere, with a page that they stand on."""
    links = {urljoin(address, href): address for address in pages for href in pages[address].hrefs}
    others = {}
    for href, where in links.items():
        parts = urlsplit(href)
        if parts.scheme and not href.startswith(settings.SITE_URL):
            continue
        if parts.path in pages:
            if parts.fragment and parts.fragment not in pages[parts.path].ids:
                yield f"{where} links to {href}, and that page has no such place"
        elif parts.path not in elsewhere:
            others.setdefault(parts.path, where)
    for path, where in others.items():
        response = client.get(path)
        b"".join(response)  # a file is closed once it was read to its end
        if response.status_code != 200:
            yield f"{where} links to {path}, which answers {response.status_code}"


def missing_files(pages):
    """What a page loads that is not a static file of ours."""
    files = {name: address for address in pages for name in pages[address].files}
    for name, where in files.items():
        ours = name.startswith(settings.STATIC_URL)
        if not ours or not finders.find(name.removeprefix(settings.STATIC_URL)):
            yield f"{where} loads {name}"


def test_every_order_and_every_page_of_a_list(client, catalogue):
    faults = []
    for view in ("tool-list", "product-list", "city-list", "case-study-list", "organisation-list"):
        address = reverse(view)
        for href in set(client.get(address).page.hrefs):
            if href.startswith(f"{address}?"):
                response = client.get(href)
                if response.status_code != 200 or len(response.page.main_headings) != 1:
                    faults.append(f"{href} answers {response.status_code}")

    assert faults == []


def test_searches_are_not_for_search_engines(client, catalogue):
    asked = ("search/?q=messagerie", "tools/?platform=web&platform=linux", "tools/?platform=web")

    robots = [client.get(f"/fr/{path}").page.robots for path in asked]

    assert robots == ["noindex, follow", "noindex, follow", ""]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("fr", "/fr/"),
        ("en-GB,fr;q=0.5", "/en/"),
        ("de", "/fr/"),
        ("", "/fr/"),
        ("\x00", "/fr/"),
        ("a" * 10_000, "/fr/"),
    ],
    ids=["fr", "en", "de", "none", "nul", "long"],
)
def test_root_leads_to_the_reader_s_language(client, asked, given):
    response = client.get("/", headers={"accept-language": asked})

    assert (response.status_code, response["Location"]) == (302, given)
    assert "Accept-Language" in response["Vary"]


def test_page_in_a_language_that_the_site_does_not_speak(client, db):
    assert client.get("/de/tools/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_for_reading(client, db, method):
    assert getattr(client, method)("/fr/tools/").status_code == 405


def test_head_answers_like_get_without_the_page(client, db):
    response = client.head("/fr/tools/")

    assert (response.status_code, response.content) == (200, b"")
