"""The tools' pages: who runs one, since when, and what to beware of."""

import re

import pytest

from catalogue.choices import AdoptionStatus
from catalogue.models import Citation, ValueOrigin
from catalogue.search import reindex
from tests.catalogue.web.views.worlds import world
from tests.factories import (
    AdoptionFactory,
    CaseStudyFactory,
    CategoryFactory,
    CityFactory,
    OrganisationFactory,
    OutsideCatalogueFactory,
    ServiceFactory,
    SourceFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


def heads(response):
    """`{(anchor, count)}` of the sections."""
    found = re.findall(
        r'id="([\w-]+)">[^<]*</h2>\s*<span class="heading__count">([^<]*)', response.text
    )
    return set(found)


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, number):
    world(number)

    # tallies, page, cards, counts of facets, their names, domains
    with django_assert_num_queries(6):
        response = client.get("/en/tools/")

    assert response.text.count('class="tool-card"') == number


@pytest.mark.parametrize("number", [2, 4])
def test_page_asks_as_much_for_four_as_for_two(client, django_assert_num_queries, number):
    tool = world(number)["tool"]

    with django_assert_num_queries(29):
        client.get(f"/en/tools/{tool.slug}/")


def test_page_tells_current_and_past_adopters_apart(client):
    tool = ToolFactory()
    AdoptionFactory(tool=tool, city=CityFactory(name={"en": "Presentville"}), as_of="2024-05")
    AdoptionFactory(tool=tool, city=CityFactory(name={"en": "Pastville"}), reversed=True)
    AdoptionFactory(tool=tool, city=CityFactory(name={"en": "Hiddenville"}), draft=True)

    words = client.get(f"/en/tools/{tool.slug}/").text

    assert words.index("Presentville") < words.index("Pastville")
    assert "May 2024" in words
    assert "Reversed" in words
    assert "Hiddenville" not in words


def test_what_others_claim_is_told_apart_and_not_counted(client):
    tool = ToolFactory()
    source = SourceFactory(title="Some list", url="https://list.example.org/")
    adoption = AdoptionFactory(
        tool=tool, status="unconfirmed", city=CityFactory(name={"en": "Claimville"})
    )
    Citation.objects.create(adoption=adoption, source=source)

    page = client.get(f"/en/tools/{tool.slug}/").text

    claims = page[page.index("Said to run it") :]
    assert claims.index("nobody has confirmed it") < claims.index("Claimville")
    assert "https://list.example.org/" in claims
    assert "No city seen running it yet" in page
    assert "The catalogue knows of no city that runs it now." in page


def test_many_adopters_are_counted_and_lead_to_all_of_them(client):
    tool = ToolFactory()
    for status, shown in (("in_production", 30), ("ended", 12), ("unconfirmed", 12)):
        for n in range(shown + 2):
            AdoptionFactory(tool=tool, status=status, as_of=str(1990 + n))
    reindex()

    response = client.get(f"/en/tools/{tool.slug}/")

    assert response.text.count('class="adoption"') == 30 + 12
    assert response.text.count('class="links"') >= 1
    assert heads(response) >= {("adopters", "32"), ("past", "14"), ("claims", "14")}
    assert "<b>32</b> in production" in response.text
    assert "2021" in response.text
    assert "1991" not in response.text
    cities = f"/en/cities/?tool={tool.slug}"
    assert f'<a href="{cities}">All 60 cities, whatever became of it</a>' in response.text
    ended = f"/en/cities/?status=declined&status=ended&status=reversed&tool={tool.slug}"
    assert {ended, f"/en/cities/?status=unconfirmed&tool={tool.slug}"} <= set(response.page.hrefs)
    assert client.get(cities).text.count("60 cities") >= 1


def test_best_proven_adopters_are_those_shown(client):
    tool = ToolFactory()
    for n in range(30):
        AdoptionFactory(tool=tool, status="planned", as_of="2025", slug=f"planned-{n}")
    AdoptionFactory(tool=tool, status="in_production", as_of="1999", slug="running")

    response = client.get(f"/en/tools/{tool.slug}/")

    shown = [name for name in response.page.ids if name.startswith(("planned-", "running"))]
    assert len(shown) == 30
    assert shown[0] == "running"


def test_many_providers_and_studies_lead_to_the_others(client):
    tool = ToolFactory()
    for name in "ABCDEFGHIJ":
        ServiceFactory(tool=tool, organisation__name=f"Server {name}")
        AdoptionFactory(tool=tool, provider=OrganisationFactory(name=f"Helper {name}"))
    CaseStudyFactory.create_batch(10, adoptions=[tool.adoptions.first()])
    reindex()

    response = client.get(f"/en/tools/{tool.slug}/")

    told = response.text[response.text.index('id="help"') :]
    assert "20 providers known" in response.text
    assert [told.count(f">{kind} ") for kind in ("Server", "Helper")] == [8, 8]
    assert told.count("2 others") == 2
    assert f"/en/organisations/?tool={tool.slug}" in response.page.hrefs
    assert response.text.count('class="case-study-card"') == 8
    assert f'<a href="/en/case-studies/?tool={tool.slug}">All 10 case studies</a>' in response.text


def test_values_of_other_catalogues_are_told_with_their_licence(client):
    tool = ToolFactory(summary={"en": "Their words."}, website="https://ours.example.org/")
    there = OutsideCatalogueFactory(
        title="Some list", home="https://list.example.org/", licence="CC-BY-SA-3.0"
    )
    taken = {"noun": "tool", "object_id": tool.pk, "catalogue": there, "licence": there.licence}
    ValueOrigin.objects.create(**taken, field="summary.en", value="Their words.")
    ValueOrigin.objects.create(**taken, field="website", value="https://theirs.example.org/")

    page = client.get(f"/en/tools/{tool.slug}/").text

    told = page[page.index("Taken from other catalogues") :]
    assert "https://creativecommons.org/licenses/by-sa/3.0/" in told
    assert "– Summary</li>" in told


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"licence": ""}, "Not established"),
        ({"dead": True}, "No longer maintained"),
        ({"caution": {"en": "Mind the gap."}}, "Mind the gap."),
        ({"licence_note": {"en": "Two editions."}}, "Two editions."),
    ],
    ids=["no licence", "dead", "caution", "licence note"],
)
def test_page_warns(client, fields, sentence):
    tool = ToolFactory(**fields)

    assert sentence in client.get(f"/en/tools/{tool.slug}/").text


def test_text_in_another_language_says_so(client):
    tool = ToolFactory(summary={"de": "Macht eine Sache."}, description={"de": "Gut *gemacht*."})

    words = client.get(f"/en/tools/{tool.slug}/").text

    assert '<span lang="de">Macht eine Sache.</span>' in words
    assert '<div lang="de"><p>Gut <em>gemacht</em>.</p>' in words


def test_markdown_cannot_carry_a_script(client):
    bad = "<script>alert(1)</script> [x](javascript:alert(2)) ![y](https://evil.example/y.png)"
    tool = ToolFactory(description={"en": bad}, name="<img src=x onerror=alert(3)>")

    response = client.get(f"/en/tools/{tool.slug}/")

    assert "<script>alert" not in response.text
    assert not any(href.startswith("javascript") for href in response.page.hrefs)
    assert not any("evil.example" in name for name in response.page.files)


def test_structured_data_cannot_be_broken_out_of(client):
    tool = ToolFactory(name="</script><b>Odd", summary={"en": "</script><script>alert(1)</script>"})

    response = client.get(f"/en/tools/{tool.slug}/")

    kinds = {block["@type"]: block for block in response.page.data}
    assert kinds["SoftwareApplication"]["name"] == "</script><b>Odd"
    assert "<script>alert" not in response.text


def test_helpers_are_named_and_drafts_are_not(client):
    tool = ToolFactory()
    ServiceFactory(tool=tool, organisation__name="Helpful & Co")
    ServiceFactory(tool=tool, organisation__name="Hidden & Co", organisation__draft=True)
    AdoptionFactory(tool=tool, provider=OrganisationFactory(name="Provider & Co"))

    words = client.get(f"/en/tools/{tool.slug}/").text

    assert "Helpful &amp; Co" in words
    assert "Provider &amp; Co" in words
    assert "Hidden" not in words


def test_list_shows_all_at_first_and_counts_them(client):
    for _ in range(21):
        ToolFactory(name="Many")
    reindex()

    first, second = client.get("/en/tools/"), client.get("/en/tools/?page=2")

    assert first.text.count('class="tool-card"') == 20
    assert second.text.count('class="tool-card"') == 1
    assert "21 tools" in first.text


def test_list_puts_the_best_proven_first(client):
    AdoptionFactory(tool=ToolFactory(name="Proven"))
    AdoptionFactory(tool=ToolFactory(name="Planned"), status=AdoptionStatus.PLANNED)
    ToolFactory(name="Listed")
    reindex()

    words = client.get("/en/tools/").text

    assert words.index("Proven</a>") < words.index("Planned</a>") < words.index("Listed</a>")


def test_chosen_filter_stays_and_can_be_taken_away(client):
    category = CategoryFactory(name={"en": "Pottery"})
    ToolFactory(category=category, platforms=["web"])
    ToolFactory(platforms=["linux"])
    reindex()

    response = client.get(f"/en/tools/?category={category.slug}&platform=web&q=tool")

    assert response.text.count('class="tool-card"') == 1
    assert "/en/tools/?q=tool&platform=web" in response.page.hrefs
    assert f"/en/tools/?q=tool&category={category.slug}" in response.page.hrefs
    assert "/en/tools/?q=tool" in response.page.hrefs


def test_nothing_found_offers_a_way_on(client):
    ToolFactory(platforms=["web"])
    reindex()

    response = client.get("/en/tools/?platform=web&q=qwxzkvjq")

    assert "Nothing matches" in response.text
    assert {"/en/tools/?q=qwxzkvjq", "/en/search/?q=qwxzkvjq"} <= set(response.page.hrefs)


def test_page_names_the_languages_of_the_interface_with_ours_first(client):
    few = ToolFactory(languages=["de", "en", "en-GB", "fr", "pt-BR"])
    many = ToolFactory(languages=["ar", "br", "ca", "de", "en", "es", "fr", "it"])

    of_few = client.get(f"/en/tools/{few.slug}/").text
    of_many = client.get(f"/en/tools/{many.slug}/").text

    assert "French, English, German, Portuguese (Brazil)" in of_few
    assert "more languages" not in of_few
    assert "French, English, Arabic, Breton, Catalan" in of_many
    assert "3 more languages</summary>German, Italian, Spanish" in of_many
