"""Every kind of page on a phone, with large text, and with text spread out."""

import pytest

from tests.journeys.pages import EVERY_KIND, EVERY_PAGE, path_of


@pytest.mark.parametrize(("kind", "language"), EVERY_PAGE)
def test_page_fits_a_phone(open_page, kind, language):
    page = open_page(path_of(kind, language), width=320)

    page.evaluate("() => measures.unfold()")

    assert page.evaluate("() => measures.sideways()") == []
    assert page.evaluate("() => measures.cut()") == []
    assert page.evaluate("() => measures.smallTargets()") == []


@pytest.mark.parametrize(("kind", "language"), EVERY_KIND)
def test_page_bears_text_twice_as_large(open_page, kind, language):
    page = open_page(path_of(kind, language))
    normal = page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)")

    larger = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", larger)
    page.evaluate("() => measures.unfold()")

    assert (
        page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)") > normal * 1.9
    )
    assert page.evaluate("() => measures.sideways()") == []
    assert page.evaluate("() => measures.cut()") == []


@pytest.mark.parametrize(("kind", "language"), EVERY_KIND)
def test_page_bears_text_spread_out(open_page, kind, language):
    page = open_page(path_of(kind, language), width=640)

    page.evaluate("() => measures.spreadOut()")
    page.evaluate("() => measures.unfold()")

    assert (
        page.evaluate("() => getComputedStyle(document.querySelector('p')).letterSpacing")
        != "normal"
    )
    assert page.evaluate("() => measures.sideways()") == []
    assert page.evaluate("() => measures.cut()") == []
