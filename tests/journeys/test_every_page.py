"""Every kind of page, in both languages: for everybody, on its own, and light."""

from itertools import product

import pytest

from tests.journeys.accessibility import faults_of
from tests.journeys.pages import EVERY_KIND, EVERY_PAGE, KINDS, LANGUAGES, path_of

#: Over its two languages, each kind of page is seen light and dark, wide and narrow.
SIGHTS = ({"color_scheme": "light", "width": 1280}, {"color_scheme": "dark", "width": 320})
SIGHT_OF = {
    (kind, language): SIGHTS[(place + other) % 2]
    for (place, kind), (other, language) in product(enumerate(KINDS), enumerate(LANGUAGES))
}

MOST_REQUESTS = 12
HEAVIEST = {"document": 60_000, "stylesheet": 30_000, "script": 20_000, "font": 80_000}


@pytest.mark.parametrize(("kind", "language"), EVERY_PAGE)
def test_page_has_no_fault_that_axe_finds(open_page, kind, language):
    page = open_page(path_of(kind, language), **SIGHT_OF[kind, language])

    page.evaluate("() => measures.unfold()")

    assert faults_of(page) == []


@pytest.mark.parametrize(("kind", "language"), EVERY_PAGE)
def test_page_answers_without_a_complaint_from_the_browser(open_page, kind, language):
    page = open_page(path_of(kind, language))
    page.wait_for_load_state("networkidle")

    status = page.watch.requests[0].response().status
    complaints = [words.partition(" (")[0] for words in page.watch.complaints]
    refusal = f"Failed to load resource: the server responded with a status of {status}"
    assert status == KINDS[kind][1]
    assert complaints == ([] if status == 200 else [refusal])


@pytest.mark.parametrize(("kind", "language"), EVERY_KIND)
def test_page_is_light_and_comes_from_here_alone(open_page, site, kind, language):
    page = open_page(path_of(kind, language))
    page.wait_for_load_state("networkidle")

    watch = page.watch
    heavy = {what: weight for what in HEAVIEST if (weight := watch.bytes_of(what)) > HEAVIEST[what]}
    assert heavy == {}
    assert watch.strangers(site) == []
    assert len(watch.requests) <= MOST_REQUESTS
    assert page.context.cookies() == []
