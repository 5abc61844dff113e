"""Readers who have chosen their own colours, or less movement."""

import pytest

from tests.journeys.pages import EVERY_KIND, path_of


@pytest.mark.parametrize(("kind", "language"), EVERY_KIND)
def test_colours_of_the_reader_hide_no_control(open_page, kind, language):
    page = open_page(path_of(kind, language), color_scheme="light", reduced_motion="reduce")
    page.evaluate("() => measures.unfold()")
    before = page.evaluate("() => measures.controls()")

    page.emulate_media(forced_colors="active")

    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    assert page.evaluate("() => measures.controls()") == before
    assert page.evaluate("() => measures.moving()") == []
