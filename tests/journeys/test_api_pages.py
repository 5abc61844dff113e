"""The examples of the pages about the API, copied from the page and run on the site."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.journeys.site import get


@pytest.fixture
def copied(site):
    """`copied("find")`: the lines that a reader copies from the page."""

    def copy(anchor, path="/en/api/use/"):
        status, text = get(site, path)
        assert status == 200
        figure = BeautifulSoup(text, "html.parser").find(id=anchor).find_parent("figure")
        return figure.code.get_text()

    return copy


@pytest.fixture
def run(tmp_path):
    """Run lines in an empty folder; answers what they print."""
    if not shutil.which("curl"):
        if os.environ.get("CI"):
            pytest.fail("No curl was found, and CI skips no test.")
        pytest.skip("no curl found: install it")

    def run_lines(*command, lines):
        done = subprocess.run(
            [*command, lines],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run_lines


def ask(site, path):
    status, text = get(site, path)
    assert status == 200, text
    return json.loads(text)


@pytest.mark.parametrize("path", ["/fr/api/use/", "/en/api/use/"])
def test_commands_find_what_a_product_is_called_and_what_replaces_it(copied, run, path):
    found = json.loads(run("sh", "-c", lines=copied("find", path)))
    answer = json.loads(run("sh", "-c", lines=copied("replace", path)))

    assert "microsoft-exchange" in [each["slug"] for each in found["results"]]
    assert answer["results"][0]["cities_in_production"] > 0


def test_first_command_of_the_documentation_is_the_same(copied):
    assert copied("start-command", "/fr/api/") == copied("replace")


def test_command_writes_the_cities_of_italy_for_a_spreadsheet(copied, run, site, tmp_path):
    run("sh", "-c", lines=copied("italy"))

    with (tmp_path / "cities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = ask(site, "/api/v1/cities/?country=IT&status=in_production&page_size=100")
    assert {row["country"] for row in rows} == {"IT"}
    assert [row["slug"] for row in rows] == [city["slug"] for city in expected["results"]]


def test_command_follows_the_changes_from_the_beginning(copied, run, site):
    answer = json.loads(run("sh", "-c", lines=copied("changes")))

    later = ask(site, f"/api/v1/changes/?page_size=1&since={answer['cursor']}")
    assert len(answer["results"]) == 2
    assert later["results"][0] not in answer["results"]


def test_command_takes_nothing_again_that_has_not_changed(copied, run, tmp_path):
    run("sh", "-c", lines=copied("unchanged"))
    first = (tmp_path / "tools.json").read_text()

    said = run("sh", "-c", lines=copied("unchanged") + " --write-out '%{http_code}'")

    assert json.loads(first)["count"] > 0
    assert said == "304"
    assert (tmp_path / "tools.json").read_text() == first


def test_program_reads_a_list_to_its_end(copied, run, site):
    printed = run(sys.executable, "-c", lines=copied("every-tool"))

    expected = ask(site, "/api/v1/tools/?replaces=microsoft-office&page_size=100")
    slugs = [line.split("\t")[0] for line in printed.splitlines()]
    assert slugs == [tool["slug"] for tool in expected["results"]]


def test_program_keeps_a_copy_of_everything_and_takes_up_where_it_stopped(
    copied, run, site, tmp_path
):
    program = copied("keep-in-step")
    printed = run(sys.executable, "-c", lines=program)
    whole = json.loads((tmp_path / "communal.json").read_text())

    again = run(sys.executable, "-c", lines=program)

    counts = ask(site, "/api/v1/stats/")["nouns"]
    assert printed == again == f"{sum(counts.values())} records\n"
    assert json.loads((tmp_path / "communal.json").read_text())["records"] == whole["records"]


def test_program_starts_again_where_its_cursor_is_of_another_database(copied, run, tmp_path):
    program = copied("keep-in-step")
    run(sys.executable, "-c", lines=program)
    copy = tmp_path / "communal.json"
    held = json.loads(copy.read_text())
    foreign = "WyJhbm90aGVyIiwxLCJ0b29sIiwiZ2ltcCIsZmFsc2Vd"  # ["another",1,"tool","gimp",false]
    copy.write_text(json.dumps({**held, "cursor": foreign, "records": {"tools/gone": {}}}))

    run(sys.executable, "-c", lines=program)

    assert json.loads(copy.read_text())["records"] == held["records"]


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
def test_one_click_on_a_list_gives_its_spreadsheet(open_page, language, separator):
    page = open_page(f"/{language}/cities/?country=IT&status=in_production")
    count = int(page.locator(".toolbar__count").inner_text().split()[0])

    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV").click()

    with downloading.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=separator))
    assert re.fullmatch(r"communal-cities-[\d-]+\.csv", downloading.value.suggested_filename)
    assert len(rows) == count
    assert {row["country"] for row in rows} == {"IT"}


def test_spreadsheet_follows_the_boxes_that_are_ticked(open_page):
    page = open_page("/en/cities/")

    page.get_by_role("group", name="Country").get_by_label("Italy").check()
    expect(page).to_have_url(re.compile(r"country=IT"))

    assert "country=IT" in page.get_by_role("link", name="CSV").get_attribute("href")


def test_address_of_the_api_shows_people_its_pages(open_page):
    page = open_page("/api/", locale="en-GB")

    expect(page).to_have_url(re.compile(r"/en/api/$"))
    page.get_by_role("link", name="Case studies", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Case studies")


def test_type_of_a_problem_leads_to_its_place(open_page):
    page = open_page("/api/problems/#cursor-expired", locale="fr-FR")

    expect(page).to_have_url(re.compile(r"/fr/api/problems/#cursor-expired$"))
    expect(page.locator("#cursor-expired")).to_be_in_viewport()
