"""Every kind of page: fit for everybody, on its own, light."""

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
def test_page_is_fit_for_everybody_light_and_from_here_alone(open_page, site, kind, language):
    page = open_page(path_of(kind, language), **SIGHT_OF[kind, language])
    watch = page.watch
    page.evaluate("() => measures.unfold()")

    faults = {"axe": faults_of(page)}
    page.set_viewport_size({"width": 320, "height": 800})
    page.wait_for_load_state("networkidle")
    faults |= {
        "sideways on a phone": page.evaluate("() => measures.sideways()"),
        "cut on a phone": page.evaluate("() => measures.cut()"),
        "small on a phone": page.evaluate("() => measures.smallTargets()"),
        "leading nowhere": page.evaluate("() => measures.lostPlaces()"),
        "the browser": watch.complaints,
        "heavy": [what for what, most in HEAVIEST.items() if watch.bytes_of(what) > most],
        "from elsewhere": watch.strangers(site),
        "cookies": page.context.cookies(),
    }

    assert watch.status == KINDS[kind][1]
    assert {what: found for what, found in faults.items() if found} == {}
    assert len(watch.requests) <= MOST_REQUESTS


@pytest.mark.parametrize(("kind", "language"), EVERY_KIND)
def test_page_bears_what_a_reader_asks_for(open_page, kind, language):
    page = open_page(path_of(kind, language), reduced_motion="reduce")
    before = page.evaluate("() => measures.textSize()")
    page.evaluate("() => measures.unfold()")

    controls = page.evaluate("() => measures.controls()")
    page.emulate_media(forced_colors="active")
    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    assert page.evaluate("() => measures.controls()") == controls
    assert page.evaluate("() => measures.moving()") == []
    page.emulate_media(forced_colors="none")

    larger = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", larger)
    assert page.evaluate("() => measures.textSize()") > before * 1.9
    faults = {
        "sideways when large": page.evaluate("() => measures.sideways()"),
        "cut when large": page.evaluate("() => measures.cut()"),
    }
    page.evaluate("() => measures.spreadOut()")
    faults |= {
        "sideways when large and spread out": page.evaluate("() => measures.sideways()"),
        "cut when large and spread out": page.evaluate("() => measures.cut()"),
    }
    assert {what: found for what, found in faults.items() if found} == {}
