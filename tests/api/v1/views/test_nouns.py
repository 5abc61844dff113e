"""Every noun the same way: under its slug, under those that it had, and under those of drafts."""

import pytest

from catalogue.choices import Kind
from catalogue.search import reindex
from tests import factories

pytestmark = pytest.mark.django_db

FACTORIES = {
    kind: getattr(factories, f"{kind.value.title().replace('-', '')}Factory")
    for kind in Kind
    if kind is not Kind.REPLACEMENT
}
#: Some are told only with what they belong to.
SURROUNDED = {
    Kind.VENDOR: lambda vendor: factories.ProductFactory(vendor=vendor),
    Kind.SOURCE: lambda source: factories.CitationFactory(
        source=source, tool=factories.ToolFactory()
    ),
}


def made(kind, slug):
    """A thing, and what has to go before it can."""
    thing = FACTORIES[kind](slug=slug)
    around = SURROUNDED[kind](thing) if kind in SURROUNDED else None
    reindex()
    return thing, around


def renamed(thing, slug):
    thing.slug = slug
    thing.save()
    reindex()
    return thing


@pytest.mark.parametrize("kind", FACTORIES, ids=str)
def test_thing_is_found_under_every_slug_that_it_had_in_public(client, kind):
    thing, _around = made(kind, "first")
    renamed(renamed(thing, "second"), "third")

    answers = [
        client.get(f"/api/v1/{kind.noun}/{slug}/?fields=url") for slug in ("first", "second")
    ]

    assert [each.status_code for each in answers] == [301, 301]
    assert {each["Location"] for each in answers} == {f"/api/v1/{kind.noun}/third/?fields=url"}


@pytest.mark.parametrize("kind", FACTORIES, ids=str)
def test_deleted_thing_is_gone_from_every_slug_that_it_had(client, kind):
    thing, around = made(kind, "first")
    renamed(thing, "second")
    if around:
        around.delete()
    thing.delete()
    reindex()

    answers = [client.get(f"/api/v1/{kind.noun}/{slug}/") for slug in ("first", "second")]

    assert [each.status_code for each in answers] == [410, 410]
    assert answers[0].json()["type"].endswith("#gone")


def test_replacement_goes_with_its_tool_and_its_product(client):
    replacement = factories.ReplacementFactory(tool__slug="tool", product__slug="product")
    reindex()
    renamed(replacement.tool, "other")

    moved = client.get("/api/v1/replacements/tool--product/")
    replacement.delete()
    reindex()

    assert moved["Location"] == "/api/v1/replacements/other--product/"
    assert client.get("/api/v1/replacements/tool--product/").status_code == 410


def test_replacement_made_again_is_found(client):
    tool, product = factories.ToolFactory(slug="tool"), factories.ProductFactory(slug="product")
    for _time in range(2):
        factories.ReplacementFactory(tool=tool, product=product)
        reindex()
        answer = client.get("/api/v1/replacements/tool--product/")
        tool.replacements.all().delete()
        reindex()

    assert answer.status_code == 200


@pytest.mark.parametrize("kind", [Kind.TOOL, Kind.CITY, Kind.ADOPTION], ids=str)
def test_slug_that_only_a_draft_had_was_never_there(client, kind):
    draft = FACTORIES[kind](slug="secret-plan", draft=True)
    deleted = FACTORIES[kind](slug="secret-idea", draft=True)
    reindex()
    renamed(draft, "secret-project")
    deleted.delete()
    reindex()

    for slug in ("secret-plan", "secret-project", "secret-idea"):
        assert client.get(f"/api/v1/{kind.noun}/{slug}/").status_code == 404


def test_thing_that_became_a_draft_is_gone(client):
    tool = factories.ToolFactory(slug="public")
    reindex()
    tool.published_at = None
    tool.save()
    reindex()

    assert client.get("/api/v1/tools/public/").status_code == 410


@pytest.mark.parametrize(
    ("address", "now"),
    [
        ("tools/tools/", "tools/office/"),
        ("tools/tools/cities/?q=/tools/", "tools/office/cities/?q=/tools/"),
        ("tools/tools/publiccode.yml", "tools/office/publiccode.yml"),
        ("products/products/alternatives/", "products/suite/alternatives/"),
        ("cities/cities/peers/?page=2", "cities/town/peers/?page=2"),
    ],
)
def test_only_the_slug_of_an_address_changes(client, address, now):
    made = {
        factories.ToolFactory: ("tools", "office"),
        factories.ProductFactory: ("products", "suite"),
        factories.CityFactory: ("cities", "town"),
    }
    for factory, (old, _new) in made.items():
        factory(slug=old)
    reindex()
    for factory, (old, new) in made.items():
        renamed(factory._meta.model.objects.get(slug=old), new)

    answer = client.get(f"/api/v1/{address}")

    assert answer.status_code == 301
    assert answer["Location"] == f"/api/v1/{now}"
