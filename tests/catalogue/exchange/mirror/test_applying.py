"""What an origin told stands in the rows, whatever order that takes; what cannot be, waits."""

from datetime import UTC, datetime
from random import Random

import pytest

from catalogue.choices import AdoptionStatus
from catalogue.exchange.mirror.origin import Told
from catalogue.models import (
    Adoption,
    Category,
    City,
    FormerSlug,
    MirroredRecord,
    Product,
    Replacement,
    Tool,
    Vendor,
)
from tests.factories import (
    AdoptionFactory,
    ArgumentFactory,
    CaseStudyFactory,
    CategoryFactory,
    CitationFactory,
    CityFactory,
    CityLabelFactory,
    MilestoneFactory,
    MoneyFactFactory,
    OrganisationFactory,
    ProductFactFactory,
    ProductFactory,
    ReplacementFactory,
    ServiceFactory,
    ToolFactory,
    ValueOriginFactory,
)
from tests.mirroring import everything, shown
from tests.storm import Storm


@pytest.fixture
def world(db):
    """A few of each noun, all linked, with something in every column."""
    suite = ProductFactory()
    part = ProductFactory(part_of=suite, vendor=suite.vendor)
    CitationFactory(product_fact=ProductFactFactory(product=part))
    steward = OrganisationFactory(slug="steward")
    tool = ToolFactory(slug="tool", steward=steward, licensed=True)
    fork = ToolFactory(slug="fork", part_of=tool, based_on=tool, other_categories=[part.category])
    ReplacementFactory(tool=tool, product=suite)
    city = CityFactory(slug="city", insee="35238", latitude=48.11, longitude=-1.68)
    CitationFactory(city_label=CityLabelFactory(city=city))
    milestone = MilestoneFactory(city=city)
    running = AdoptionFactory(slug="running", city=city, tool=tool, replaces=[suite, part])
    AdoptionFactory(city=city, tool=fork, provider=steward).replaces_tools.set([tool])
    amount = MoneyFactFactory(city=city, adoption=running, amount="1234.50")
    story = CaseStudyFactory(cities=[city], adoptions=[running], money=[amount])
    ArgumentFactory(adoptions=[running], case_studies=[story], milestones=[milestone])
    ServiceFactory(organisation=steward, tool=tool, attested_by=city)
    for row in (tool, city, running, steward):
        ValueOriginFactory(row=row, field="slug")
    Storm(Random(20)).blow(60)


def changed(told, noun, slug, **members):
    """The record of one thing, with other members."""
    [record] = [each.record for each in told if (each.noun, each.slug) == (noun, slug)]
    return Told(noun, slug, {**record, **members})


def gone(noun, slug, moved_to=""):
    return Told(noun, slug, None, moved_to)


def test_world_comes_back_as_it_was_in_whatever_order_it_is_told(world, copying):
    told = copying.told()
    before = shown()
    copying.forget()

    Random(7).shuffle(told)
    outcome = copying.bring_in(told)

    assert outcome.amiss == {}
    assert shown() == before
    assert copying.waiting() == set()


def test_same_again_writes_nothing(world, copying):
    told = copying.told()
    copying.bring_in(told)
    before = everything()

    outcome = copying.bring_in(told, anew=True)

    assert (outcome.counts, outcome.amiss) == ({}, {})
    assert everything() == before


def test_history_says_who_brought_it(copying):
    ToolFactory(slug="tool")
    told = copying.told()
    copying.forget()

    copying.bring_in(told)

    event = Tool.objects.get().events.get(pgh_label="insert")
    assert event.pgh_context.metadata == {"name": "mirror of https://origin.example"}


DAYS = [datetime(2001, 2, 3, 4, 5, 6, 789, tzinfo=UTC), datetime(2020, 12, 31, tzinfo=UTC)]


@pytest.mark.parametrize(
    "factory",
    [
        *(ToolFactory, ProductFactory, CityFactory, AdoptionFactory),
        *(CaseStudyFactory, OrganisationFactory, ArgumentFactory),
    ],
    ids=lambda factory: factory.__name__.removesuffix("Factory"),
)
def test_row_has_the_day_on_which_the_origin_published_it(copying, factory):
    rows = factory._meta.model.objects.filter(slug="published")
    factory(slug="published", published_at=DAYS[0])
    told = copying.told()
    rows.update(published_at=DAYS[1])
    told_again = copying.told()
    copying.forget()

    days = []
    for each in (told, told_again):
        outcome = copying.bring_in(each)
        days += [(outcome.amiss, rows.get().published_at)]

    assert days == [({}, DAYS[0]), ({}, DAYS[1])]


def test_draft_that_the_origin_published_is_published_as_there(copying):
    tool = ToolFactory(published_at=DAYS[0])
    told = copying.told()
    Tool.objects.update(published_at=None)

    copying.bring_in(told, anew=True)

    assert Tool.objects.get() == tool
    assert Tool.objects.get().published_at == DAYS[0]


def test_what_names_something_untold_waits_for_it(copying):
    ToolFactory(slug="tool", category=CategoryFactory(slug="late"))
    told = copying.told()
    copying.forget()
    first = [each for each in told if each.slug != "late"]
    late = [each for each in told if each.slug == "late"]

    outcome = copying.bring_in(first)
    [(place, sentence)] = outcome.waiting.items()
    assert place == ("tools", "tool")
    assert "late" in sentence
    assert not Tool.objects.exists()

    outcome = copying.bring_in(late)

    assert outcome.amiss == {}
    assert Tool.objects.get().category.slug == "late"
    assert copying.waiting() == set()


def test_renamed_thing_keeps_its_row_and_redirects(copying):
    tool = ToolFactory(slug="old")
    AdoptionFactory(tool=tool)
    Tool.objects.filter(pk=tool.pk).update(slug="new")
    told = copying.told()
    Tool.objects.filter(pk=tool.pk).update(slug="old")
    copying.told()

    outcome = copying.bring_in([*told, gone("tools", "old", moved_to="new")])

    assert outcome.counts["renamed"] == 1
    assert outcome.counts["created"] == 0
    assert Tool.objects.get().pk == tool.pk
    assert FormerSlug.objects.get(slug="old").object_id == tool.pk


def test_pair_that_went_before_one_of_its_ends_was_renamed_is_gone(copying):
    tool = ToolFactory(slug="old")
    stays = ReplacementFactory(tool=tool, product__slug="stays")
    ReplacementFactory(tool=tool, product__slug="goes").delete()
    Tool.objects.filter(pk=tool.pk).update(slug="new")
    told = copying.told()
    Tool.objects.filter(pk=tool.pk).update(slug="old")
    ReplacementFactory(tool=tool, product=Product.objects.get(slug="goes"))
    copying.told()

    copying.bring_in(
        [
            *told,
            gone("tools", "old", moved_to="new"),
            gone("replacements", "old--goes"),
            gone("replacements", "old--stays", moved_to="new--stays"),
        ]
    )

    assert list(Replacement.objects.all()) == [stays]
    assert stays.events.count() == 1
    assert Tool.objects.get().slug == "new"


def test_fresh_copy_redirects_from_slugs_that_it_never_had(copying):
    tool = ToolFactory(slug="new")
    told = copying.told()
    copying.forget()

    copying.bring_in([*told, gone("tools", "old", moved_to="new")])

    assert FormerSlug.objects.get(slug="old").object_id == Tool.objects.get().pk
    assert Tool.objects.get().pk != tool.pk


def test_withdrawn_thing_goes_and_comes_back_under_its_slug(world, copying):
    told = copying.told()
    before = shown()
    [tool] = [each for each in told if each.noun == "tools" and each.record["sources"] == []][:1]

    copying.bring_in([gone(tool.noun, tool.slug)])
    assert not Tool.objects.filter(slug=tool.slug).exists()

    copying.bring_in(told, anew=True)
    assert shown() == before


def test_what_goes_with_another_thing_comes_back_by_its_own_record(world, copying):
    """A tool withdrawn and published again between two looks is told once, as it is now."""
    told = copying.told()
    copying.bring_in(told)
    before = shown()
    slug = Adoption.objects.visible().first().tool.slug

    outcome = copying.bring_in([gone("tools", slug)])
    assert ("tools", slug) not in shown()
    copying.bring_in([each for each in told if each.slug == slug])

    assert outcome.different
    assert shown() == before


def test_things_that_name_each_other_come_in(copying):
    one, other = ToolFactory(slug="one"), ToolFactory(slug="other")
    third = ToolFactory(slug="third", part_of=one)
    Tool.objects.filter(pk=one.pk).update(part_of=other, based_on=third)
    Tool.objects.filter(pk=other.pk).update(based_on=one)
    told = copying.told()
    before = shown()
    copying.forget()

    outcome = copying.bring_in(told)

    assert outcome.amiss == {}
    assert shown() == before


def test_circle_with_something_untold_in_it_waits_whole(copying):
    one, other = ToolFactory(slug="one"), ToolFactory(slug="other")
    Tool.objects.filter(pk=one.pk).update(part_of=other)
    Tool.objects.filter(pk=other.pk).update(part_of=one)
    told = copying.told()
    copying.forget()

    outcome = copying.bring_in([each for each in told if each.slug != "other"])

    assert set(outcome.waiting) == {("tools", "one")}
    assert not Tool.objects.exists()


def test_two_cities_exchange_what_each_may_have_alone(copying):
    CityFactory(slug="one", insee="11111", wikidata="Q1")
    CityFactory(slug="other", insee="22222", wikidata="Q2")
    told = copying.told()

    outcome = copying.bring_in(
        [
            changed(told, "cities", "one", insee="22222", wikidata="Q2"),
            changed(told, "cities", "other", insee="11111", wikidata="Q1"),
        ]
    )

    assert outcome.amiss == {}
    assert dict(City.objects.values_list("slug", "insee")) == {"one": "22222", "other": "11111"}


def test_two_current_adoptions_of_a_city_exchange_their_tools(copying):
    one = AdoptionFactory(slug="one")
    AdoptionFactory(slug="other", city=one.city)
    told = copying.told()
    tools = {each.slug: each.record["tool"] for each in told if each.noun == "adoptions"}

    copying.bring_in(
        [
            changed(told, "adoptions", "one", tool=tools["other"]),
            changed(told, "adoptions", "other", tool=tools["one"]),
        ]
    )

    found = dict(Adoption.objects.values_list("slug", "tool__slug"))
    assert found == {"one": tools["other"]["slug"], "other": tools["one"]["slug"]}
    assert set(Adoption.objects.values_list("status", flat=True)) == {AdoptionStatus.IN_PRODUCTION}


def test_what_something_still_needs_goes_after_that_has_changed(copying):
    left = ProductFactory(slug="product").vendor
    found = ProductFactory().vendor
    told = copying.told()

    outcome = copying.bring_in(
        [
            gone("vendors", left.slug),
            changed(told, "products", "product", vendor={"slug": found.slug}),
        ]
    )

    assert list(Vendor.objects.all()) == [found]
    assert Product.objects.get(slug="product").vendor == found
    assert outcome.waiting == {}


def test_what_something_still_needs_waits_until_it_does_not(copying):
    category = ProductFactory().category
    copying.told()

    outcome = copying.bring_in([gone("categories", category.slug)])

    assert list(outcome.waiting) == [("categories", category.slug)]
    assert Category.objects.filter(pk=category.pk).exists()


REFUSED = {
    "a choice of a later release": ("cities", {"kind": "planet"}, "kind"),
    "no text per language": ("cities", {"name": ["Rennes"]}, "name"),
    "half a place": ("cities", {"latitude": 3.5}, "city_coordinates_are_whole"),
    "an amount without a name": ("cities", {"money": [{"amount": "12.00"}]}, "slug"),
    "a date that is none": ("adoptions", {"as_of": "2024-13"}, "as_of"),
    "no source": ("adoptions", {"sources": []}, "adoption_has_a_source"),
    "an unfree licence": ("tools", {"licence": "Proprietary"}, "licence"),
    "something else in place of a list": ("tools", {"aliases": {"fr": 3}}, "aliases"),
    "something else in place of a reference": ("tools", {"category": 12}, "category"),
    "no day": ("tools", {"published_at": "yesterday"}, "tools/tool"),
    "a day of no place on earth": ("tools", {"published_at": "2001-02-03T04:05"}, "tools/tool"),
    "a day before all days": ("tools", {"published_at": "0001-01-01T00:00+14:00"}, "tools/tool"),
    "a number in place of citations": ("tools", {"sources": 12}, "tools/tool"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_record_is_told_and_the_others_come_in(copying, what):
    noun, members, said = REFUSED[what]
    AdoptionFactory(slug="adoption", tool__slug="tool", city__slug="city", confirmed_by_city=False)
    told = copying.told()
    slug = {"cities": "city", "adoptions": "adoption", "tools": "tool"}[noun]
    fine = changed(told, "sources", Adoption.objects.get().citations.get().source.slug, title="New")

    outcome = copying.bring_in([changed(told, noun, slug, **members), fine])

    [(place, sentence)] = outcome.refused.items()
    assert place == (noun, slug)
    assert sentence.startswith(f"{noun}/{slug}")
    assert said in sentence
    assert copying.waiting() == {f"{noun}/{slug}"}
    assert ("source", fine.slug) in shown()
    assert shown()["source", fine.slug]["label"]["fr"] == "New"


def test_noun_of_a_later_release_is_kept_for_it(copying):
    outcome = copying.bring_in([Told("events", "salon", {"slug": "salon", "url": "…"})])

    assert list(outcome.refused) == [("events", "salon")]
    assert MirroredRecord.objects.get().record == {"slug": "salon", "url": "…"}
