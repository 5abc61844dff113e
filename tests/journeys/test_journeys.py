"""What people come for, told as they do it."""

import re

from playwright.sync_api import expect


def test_an_it_officer_finds_what_replaces_microsoft_exchange(open_page):
    page = open_page("/en/")
    page.get_by_role("combobox", name="A product, a need or a city").fill("microsoft exchange")
    page.locator("main").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Microsoft Exchange", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Microsoft Exchange")

    zimbra = page.get_by_role("article").filter(has=page.get_by_role("heading", name="Zimbra"))
    expect(zimbra).to_contain_text("Caveat")
    expect(zimbra.get_by_role("link", name="Rennes")).to_be_visible()
    zimbra.get_by_role("link", name="Zimbra Collaboration").click()

    rennes = page.get_by_role("article").filter(
        has=page.get_by_role("heading", name="Rennes", exact=True)
    )
    expect(rennes).to_contain_text("Planned")
    expect(rennes).to_contain_text("as of September 2017")
    expect(rennes).to_contain_text("High confidence")
    rennes.locator("summary").click()
    source = rennes.locator("details").get_by_role("link").first
    expect(source).to_be_visible()
    expect(source).to_have_attribute("href", re.compile(r"^https?://"))


def test_an_elected_official_reads_what_went_wrong_in_munich(open_page):
    page = open_page("/en/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Case studies").click()
    page.get_by_role("link", name=re.compile("^Munich")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Munich")

    page.get_by_role("link", name="What went wrong").click()

    wrong = page.get_by_role("heading", name="What went wrong")
    expect(wrong).to_be_in_viewport()
    expect(page.locator("main")).to_contain_text("What had been achieved was undone")
    page.get_by_role("link", name="The money, as stated").click()
    expect(page.get_by_text("Disputed").first).to_be_visible()
    page.get_by_role("link", name="Sources", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("Linux pioneer Munich"))).to_be_in_viewport()


def test_a_reader_who_mistypes_finds_libreoffice(open_page):
    page = open_page("/fr/")
    page.locator("main").get_by_role("combobox").fill("libreofice")
    page.locator("main").get_by_role("combobox").press("Enter")

    expect(page.get_by_role("heading", level=3).first).to_have_text("LibreOffice")
    page.get_by_role("heading", level=3).first.get_by_role("link").click()

    expect(page).to_have_url(re.compile(r"/fr/tools/libreoffice/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("LibreOffice")


def test_a_reader_picks_what_is_suggested(open_page):
    page = open_page("/fr/")
    page.locator("main").get_by_role("combobox").press_sequentially("doodl")

    page.get_by_role("option", name="Doodle").click()

    expect(page).to_have_url(re.compile(r"/fr/products/doodle/$"))


def test_a_reader_switches_to_english_and_keeps_the_filter(open_page):
    page = open_page("/fr/tools/")
    products = page.get_by_role("group", name="Remplace")
    products.locator("summary").click()
    products.get_by_label("Microsoft Office").check()
    expect(page).to_have_url(re.compile(r"\?replaces=microsoft-office$"))
    tools = page.get_by_role("article").count()

    page.get_by_role("link", name="English").click()

    expect(page).to_have_url(re.compile(r"/en/tools/\?replaces=microsoft-office$"))
    expect(page.get_by_role("checkbox", name="Microsoft Office")).to_be_checked()
    expect(page.get_by_role("article")).to_have_count(tools)


def test_a_reader_ticks_and_unticks_until_the_list_is_short(open_page):
    page = open_page("/en/tools/")
    every_tool = page.locator(".toolbar__count").inner_text()

    page.get_by_role("group", name="Platform").get_by_label("Android").check()
    expect(page.locator(".toolbar__count")).not_to_have_text(every_tool)
    page.get_by_role("group", name="Country").get_by_label("Germany").check()
    expect(page).to_have_url(re.compile(r"country=DE&platform=android$"))
    page.get_by_role("link", name="Clear all").click()

    expect(page).to_have_url(re.compile(r"/en/tools/$"))
    expect(page.locator(".toolbar__count")).to_have_text(every_tool)


def test_a_reader_whose_search_finds_nothing_is_shown_a_way_on(open_page):
    page = open_page("/en/tools/?q=xqzzyk&platform=android")
    expect(page.locator("main")).to_contain_text("Nothing matches")

    page.locator(".empty").get_by_role("link").first.click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "platform" not in page.url


def test_a_visitor_is_met_in_the_language_of_the_browser(open_page):
    assert open_page("/", locale="en-GB").url.endswith("/en/")
    assert open_page("/", locale="fr-FR").url.endswith("/fr/")


def test_no_cookie_is_set_on_the_way(open_page):
    page = open_page("/fr/")

    for path in (
        "/fr/search/?q=nantes",
        "/fr/tools/?platform=android",
        "/en/cities/nantes/",
        "/en/x/",
    ):
        page.goto(path)

    assert page.context.cookies() == []
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0
