"""The site without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import faults_of
from tests.journeys.pages import EVERY_KIND, path_of
from tests.journeys.walk import faults_on_the_way

WIDTH_IN = {"fr": 1280, "en": 320}


@pytest.mark.parametrize(("kind", "language"), EVERY_KIND)
def test_tab_reaches_everything_in_order_in_sight_and_marked(open_page, kind, language):
    page = open_page(path_of(kind, language), width=WIDTH_IN[language], height=600)

    assert faults_on_the_way(page) == []


def test_skip_link_leads_past_the_header(open_page):
    page = open_page("/en/tools/libreoffice/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


@pytest.fixture
def suggesting(open_page):
    """The home page, where somebody has typed the beginning of a name."""
    page = open_page("/en/")
    box = page.get_by_role("combobox", name="A product, a need or a city")
    box.focus()
    page.keyboard.type("librof")
    expect(page.get_by_role("listbox")).to_be_visible()
    return page, box


def test_suggestions_are_counted_aloud(suggesting):
    page, box = suggesting

    count = page.get_by_role("option").count()

    assert count > 1
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="suggestions")).to_have_text(
        f"{count} suggestions"
    )


def test_absence_of_suggestions_is_told(open_page):
    page = open_page("/en/")
    box = page.get_by_role("combobox", name="A product, a need or a city")

    box.focus()
    page.keyboard.type("xqzzyk")

    expect(page.get_by_role("status").filter(has_text="No suggestion")).to_be_attached()
    expect(box).to_have_attribute("aria-expanded", "false")


def test_arrows_move_through_the_suggestions_and_back_to_the_words(suggesting):
    page, box = suggesting
    options = page.get_by_role("option")

    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")

    expect(box).to_be_focused()
    expect(box).to_have_value("librof")


def test_enter_opens_the_suggestion_that_is_chosen(suggesting):
    page, _ = suggesting
    first = page.get_by_role("option").first
    expect(first).to_contain_text("LibreOffice")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/en/tools/libreoffice/$"))


def test_enter_without_a_choice_searches_for_the_words(suggesting):
    page, _ = suggesting

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/en/search/\?q=librof$"))


def test_escape_closes_the_suggestions_and_keeps_the_words(suggesting):
    page, box = suggesting

    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("librof")
    expect(box).to_be_focused()


def test_leaving_the_box_closes_the_suggestions(suggesting):
    page, _ = suggesting

    page.keyboard.press("Tab")

    expect(page.get_by_role("listbox")).to_be_hidden()


def test_suggestions_are_fit_for_everybody_on_a_phone(open_page):
    page = open_page("/fr/", width=320, color_scheme="dark")
    page.locator("main").get_by_role("combobox").focus()
    page.keyboard.type("micros")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")

    assert faults_of(page) == []
    assert page.evaluate("() => measures.sideways()") == []
    assert page.watch.complaints == []


def test_space_ticks_a_filter_which_keeps_the_focus_and_tells_the_count(open_page):
    page = open_page("/en/tools/")
    before = page.get_by_role("article").count()
    box = page.get_by_role("group", name="Licence").get_by_role("checkbox").first
    box.focus()

    page.keyboard.press("Space")

    expect(page).to_have_url(re.compile(r"/en/tools/\?licence="))
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    shown = page.locator(".toolbar__count").inner_text()
    expect(page.locator("form[aria-label=Filters] > [role=status]")).to_have_text(shown)
    assert re.match(r"\d+ ", shown)
    assert before > 0


def test_filters_unfold_on_a_phone(open_page):
    page = open_page("/en/tools/", width=320)
    panel = page.locator("details.facet-panel")
    expect(page.get_by_role("checkbox").first).to_be_hidden()

    panel.locator("> summary").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("checkbox").first).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox").first).to_be_hidden()


def test_sources_of_an_adoption_unfold(open_page):
    page = open_page("/en/tools/zimbra/")
    sources = page.locator("details", has_text=re.compile(r"^\s*\d+ sources?")).first
    expect(sources.get_by_role("link").first).to_be_hidden()

    sources.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(sources.get_by_role("link").first).to_be_visible()
