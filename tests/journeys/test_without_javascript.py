"""The site for a reader whose browser runs no script."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def open_plain_page(open_page):
    def open_without_script(path, **window):
        return open_page(path, java_script_enabled=False, **window)

    return open_without_script


def test_search_answers(open_plain_page):
    page = open_plain_page("/fr/")

    page.locator("main").get_by_role("searchbox").fill("libreofice")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/fr/search/\?q=libreofice$"))
    expect(page.get_by_role("heading", level=3).first).to_have_text("LibreOffice")


def test_filters_are_applied_by_their_button(open_plain_page):
    page = open_plain_page("/en/tools/")
    every_tool = page.locator(".toolbar__count").inner_text()

    page.get_by_role("group", name="Platform").get_by_label("Android").check()
    assert page.locator(".toolbar__count").inner_text() == every_tool
    page.get_by_role("button", name="Apply filters").click()

    expect(page).to_have_url(re.compile(r"/en/tools/\?.*platform=android"))
    expect(page.get_by_role("checkbox", name="Android")).to_be_checked()
    expect(page.locator(".toolbar__count")).not_to_have_text(every_tool)
    page.get_by_role("link", name="Remove Platform Android").click()
    expect(page.locator(".toolbar__count")).to_have_text(every_tool)


def test_filters_unfold_and_apply_on_a_phone(open_plain_page):
    page = open_plain_page("/en/tools/", width=320)

    page.locator("details.facet-panel > summary").click()
    page.get_by_role("group", name="Platform").get_by_label("Android").check()
    page.get_by_role("button", name="Apply filters").click()

    expect(page).to_have_url(re.compile(r"platform=android"))
    expect(page.locator("details.facet-panel > summary")).to_contain_text("1 chosen")


def test_pages_follow_each_other(open_plain_page):
    page = open_plain_page("/en/tools/")
    first = page.get_by_role("heading", level=2).all_inner_texts()

    page.get_by_role("link", name="Next page").click()

    expect(page).to_have_url(re.compile(r"/en/tools/\?page=2$"))
    second = page.get_by_role("heading", level=2).all_inner_texts()
    assert second
    assert set(second).isdisjoint(first)
    page.get_by_role("link", name="Previous page").click()
    expect(page).to_have_url(re.compile(r"/en/tools/$"))


def test_language_keeps_the_page_of_a_list(open_plain_page):
    page = open_plain_page("/en/tools/?page=2")

    page.get_by_role("link", name="Français").click()

    expect(page).to_have_url(re.compile(r"/fr/tools/\?page=2$"))


def test_language_keeps_the_page_and_its_filters(open_plain_page):
    page = open_plain_page("/fr/cities/?country=DE&order=name")
    count = page.get_by_role("article").count()

    page.get_by_role("link", name="English").click()

    expect(page).to_have_url(re.compile(r"/en/cities/\?country=DE&order=name$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("checkbox", name="Germany")).to_be_checked()
    expect(page.get_by_role("article")).to_have_count(count)
