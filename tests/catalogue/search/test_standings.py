"""Standings say what adoptions and replacements say, whatever an editor changes."""

from collections import Counter, defaultdict
from contextlib import contextmanager

import pytest
from django.db import transaction

from catalogue.actions.editing import changed, touched
from catalogue.choices import AdoptionStatus, Confidence, Coverage
from catalogue.models import Adoption, Alternative, City, Product, Replacement, Switch, Tool
from catalogue.search import reindex
from catalogue.search.asking import rows_of
from catalogue.search.proof import alternatives
from catalogue.search.standings import SHOWN, rebuild_standings
from catalogue.search.text import fold
from tests.databases import on_database
from tests.factories import (
    AdoptionFactory,
    CityFactory,
    ProductFactory,
    ReplacementFactory,
    ToolFactory,
)


def make_world():
    """Two products; of the tools, one is described and taken, two are only described, one is only
    taken; of each noun, there is a draft.
    """
    left, other = ProductFactory(slug="left"), ProductFactory(slug="other")
    described, listed, taken = (ToolFactory(slug=slug) for slug in ("described", "listed", "taken"))
    ReplacementFactory(tool=described, product=left, coverage=Coverage.PARTIAL)
    ReplacementFactory(tool=listed, product=left, coverage=Coverage.COMPANION)
    ReplacementFactory(tool__name="Zest", product=left, coverage=Coverage.COMPANION)
    ReplacementFactory(tool=ToolFactory(draft=True), product=left)
    for number in range(SHOWN + 2):
        as_of = str(2010 + number % 4)
        AdoptionFactory(slug=f"many-{number}", tool=described, replaces=[left, other], as_of=as_of)
    city = CityFactory(slug="twice")
    for _reversal in range(2):
        AdoptionFactory(city=city, tool=described, replaces=[left], reversed=True)
    AdoptionFactory(slug="there", tool=taken, replaces=[left])
    AdoptionFactory(slug="on-the-way", tool=taken, replaces=[left], planned=True)
    AdoptionFactory(slug="weak", city=city, tool=taken, replaces=[left], confidence=Confidence.LOW)
    AdoptionFactory(slug="draft", tool=taken, replaces=[left], draft=True)
    AdoptionFactory(slug="hidden", tool=taken, replaces=[left], city__draft=True)
    AdoptionFactory(slug="claim", tool=taken, replaces=[other], status=AdoptionStatus.UNCONFIRMED)
    reindex()


@pytest.fixture(scope="module")
def world_database(database_like, empty_database, django_db_blocker):
    """The name of a database with the world in it: it takes long to make."""
    name = database_like(empty_database, "standings")
    with django_db_blocker.unblock(), on_database(name), transaction.atomic():
        make_world()
    return name


@pytest.fixture
def _on_the_database(world_database):
    with on_database(world_database):
        yield


@pytest.fixture
def world(_on_the_database, db):
    """What a test changes in it is undone at its end."""


def kept():
    """What is kept, the best first: `{product: [what is told of a tool]}`."""
    products = Product.objects.order_by("slug")
    found = alternatives(products)
    return {
        product.slug: [
            (
                *(one.tool.slug, one.replacement and one.replacement.coverage, one.proven),
                *(one.adoptions, one.statuses, one.best_switches),
            )
            for one in found[product.pk].rows
        ]
        for product in products
    }


def true():
    """The same, put together out of every adoption and every replacement."""
    found = defaultdict(dict)
    for row in Replacement.objects.filter(tool__published_at__isnull=False):
        found[row.product][row.tool] = (row.coverage, [])
    for adoption in Adoption.objects.visible().order_by_proof():
        for product in adoption.replaces.all():
            found[product].setdefault(adoption.tool, (None, []))[1].append(adoption)
    return {
        product.slug: [
            _told(tool, *told)
            for tool, told in sorted(found[product].items(), key=lambda each: _rank(*each))
        ]
        for product in Product.objects.order_by("slug")
    }


def _rank(tool, told):
    coverage, adoptions = told
    on_the_way = sum(each.is_current and not each.is_proven for each in adoptions)
    proven = {each.city_id for each in adoptions if each.is_proven}
    how_far = [*Coverage.values, None].index(coverage)
    return tool.is_dead, -len(proven), -on_the_way, how_far, fold(tool.name), tool.pk


def _told(tool, coverage, adoptions):
    proven = {each.city_id for each in adoptions if each.is_proven}
    statuses = dict(Counter(each.status for each in adoptions))
    switches = [_switch(each) for each in adoptions[:SHOWN]]
    return tool.slug, coverage, len(proven), len(adoptions), statuses, switches


def _switch(adoption):
    city = adoption.city
    return {
        "slug": adoption.slug,
        "url": f"⟦site⟧/api/v1/adoptions/{adoption.slug}/",
        "city": {
            "slug": city.slug,
            "name": city.name,
            "url": f"⟦site⟧/api/v1/cities/{city.slug}/",
        },
        "status": adoption.status,
        "as_of": adoption.as_of or None,
        "is_proof": adoption.is_proven,
    }


@contextmanager
def editing(*rows):
    """What an editor changes of these rows is followed, as the admin does it."""
    before = touched(rows)
    yield
    changed([row for row in rows if row.pk], before=before)


def change(row, **values):
    with editing(row):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def remove(row):
    with editing(row):
        row.delete()


def relink(slug, products):
    adoption = Adoption.objects.get(slug=slug)
    with editing(adoption):
        adoption.replaces.set(Product.objects.filter(slug__in=products))


def merge(product, into):
    """All that tells of a product tells of another one."""
    adoptions = list(product.replaced_in.all())
    with editing(product, into, *adoptions):
        for adoption in adoptions:
            adoption.replaces.add(into)
        Replacement.objects.filter(product=product).update(product=into)
        product.delete()


def add(row):
    changed([row])


def the(model, slug):
    return model.objects.get(slug=slug)


def first(**which):
    return Replacement.objects.filter(**which).first()


EDITS = {
    "an adoption moves on": lambda: change(
        the(Adoption, "on-the-way"), status=AdoptionStatus.IN_PRODUCTION
    ),
    "an adoption ends": lambda: change(
        the(Adoption, "there"), status=AdoptionStatus.ENDED, ended="2024"
    ),
    "an adoption turns out to be a claim": lambda: change(
        the(Adoption, "there"), status=AdoptionStatus.UNCONFIRMED
    ),
    "an adoption is of another tool": lambda: change(
        the(Adoption, "there"), tool=the(Tool, "listed")
    ),
    "an adoption is of another city": lambda: change(the(Adoption, "there"), city=CityFactory()),
    "an adoption is confirmed later": lambda: change(the(Adoption, "many-0"), as_of="2025-03"),
    "an adoption has another slug": lambda: change(the(Adoption, "many-3"), slug="another"),
    "an adoption is surely true": lambda: change(the(Adoption, "weak"), confidence=Confidence.HIGH),
    "an adoption is doubtful": lambda: change(the(Adoption, "there"), confidence=Confidence.LOW),
    "an adoption left another product": lambda: relink("there", ["other"]),
    "an adoption left one more product": lambda: relink("there", ["left", "other"]),
    "an adoption left nothing": lambda: relink("there", []),
    "an adoption is withdrawn": lambda: change(the(Adoption, "there"), published_at=None),
    "an adoption is published": lambda: change(
        the(Adoption, "draft"), published_at="2026-01-01T00:00Z"
    ),
    "an adoption is removed": lambda: remove(the(Adoption, "there")),
    "an adoption is added": lambda: add(
        AdoptionFactory(tool=the(Tool, "listed"), replaces=[the(Product, "other")])
    ),
    "a replacement covers more": lambda: change(first(), coverage=Coverage.FULL),
    "a replacement is for another product": lambda: change(first(), product=ProductFactory()),
    "a replacement is by another tool": lambda: change(first(), tool=the(Tool, "taken")),
    "a replacement is removed": lambda: remove(first()),
    "a replacement that nobody chose is removed": lambda: remove(first(tool__slug="listed")),
    "a replacement is added": lambda: add(
        ReplacementFactory(tool=the(Tool, "taken"), product=the(Product, "left"))
    ),
    "a city is withdrawn": lambda: change(the(City, "twice"), published_at=None),
    "a city is published": lambda: change(
        City.objects.get(published_at=None), published_at="2026-01-01T00:00Z"
    ),
    "a city is renamed": lambda: change(
        the(Adoption, "many-3").city, name={"fr": "Ailleurs", "br": "E lec’h all"}, slug="ailleurs"
    ),
    "a city is removed": lambda: remove(the(City, "twice")),
    "a tool dies": lambda: change(the(Tool, "described"), development_status="obsolete"),
    "a tool that nobody chose dies": lambda: change(the(Tool, "listed"), maintenance="none"),
    "a tool is withdrawn": lambda: change(the(Tool, "described"), published_at=None),
    "a tool that nobody chose is withdrawn": lambda: change(the(Tool, "listed"), published_at=None),
    "a tool is published": lambda: change(
        Tool.objects.get(published_at=None), published_at="2026-01-01T00:00Z"
    ),
    "a tool is renamed": lambda: change(the(Tool, "listed"), name="Écran", slug="ecran"),
    "a tool that is only taken is renamed": lambda: change(the(Tool, "taken"), name="A"),
    "a tool is removed": lambda: remove(the(Tool, "described")),
    "a product has another slug": lambda: change(the(Product, "left"), slug="gone"),
    "a product is withdrawn": lambda: change(the(Product, "left"), published_at=None),
    "a product is removed": lambda: remove(the(Product, "other")),
    "a product becomes another": lambda: merge(the(Product, "other"), the(Product, "left")),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_standings_follow_every_edit(world, edit):
    assert kept() == true()

    edit()

    assert kept() == true()
    followed = rows()
    rebuild_standings()
    assert rows() == followed


def rows():
    """Everything that is kept."""
    return [sorted(map(str, model.objects.values_list())) for model in (Switch, Alternative)]


def test_what_is_lost_or_wrong_is_mended(world):
    Switch.objects.filter(tool__slug="described").delete()
    Switch.objects.update(as_of="1999")
    Alternative.objects.filter(tool__slug="listed").delete()
    Alternative.objects.update(proven=1000)
    Alternative.objects.create(
        product_id=404, tool_id=404, is_dead=False, proven=9, on_the_way=0, coverage=1, name="",
        adoptions=0, statuses={}, switches="[]",
    )  # fmt: skip

    rebuild_standings()

    assert kept() == true()
    assert not Alternative.objects.filter(product_id=404).exists()


def test_what_is_right_is_not_written_again(world):
    before = versions()

    rebuild_standings()
    change(the(Adoption, "there"), note={"fr": "Une autre note."})

    assert versions() == before


def versions():
    """Where each row lies: a row that is written lies elsewhere."""
    places = "SELECT array_agg(ctid::text ORDER BY ctid) FROM {}"
    return [rows_of(places.format(model._meta.db_table)) for model in (Switch, Alternative)]
