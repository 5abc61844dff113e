"""Lists tell the truth at every moment: entries follow the nouns, whatever an editor changes."""

import json
from datetime import UTC, datetime
from random import Random

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import BooleanField, CharField, DateTimeField, IntegerField, Model, Q
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.actions.editing import changed, note, touched
from catalogue.choices import AdoptionStatus, Kind
from catalogue.models import (
    Adoption,
    Alternative,
    Argument,
    CaseStudy,
    Category,
    Citation,
    City,
    CityLabel,
    Licence,
    Milestone,
    MoneyFact,
    Organisation,
    OutsideCatalogue,
    Product,
    ProductFact,
    Replacement,
    SearchEntry,
    SearchWord,
    Service,
    Source,
    Switch,
    Tool,
    Vendor,
)
from catalogue.models.source import CITING
from catalogue.search import reindex
from catalogue.search.documents import MAKERS
from catalogue.search.telling import TOLD_IN
from catalogue.validators import web_address
from tests.architecture.tree import ROOT, imported_by, module_of, python
from tests.databases import on_database
from tests.factories import (
    AdoptionFactory,
    ArgumentFactory,
    CaseStudyFactory,
    CategoryFactory,
    CitationFactory,
    CityFactory,
    CityLabelFactory,
    DomainFactory,
    LicenceFactory,
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
from tests.storm import SPECIAL, Storm


def entries():
    """Every entry as plain values, and what rankings of alternatives read."""
    columns = [f.name for f in SearchEntry._meta.fields if f.name not in {"pk", "updated_at"}]
    held = {(row["kind"], row["object_id"]): row for row in SearchEntry.objects.values(*columns)}
    for model in (Switch, Alternative):
        held |= {(model, *row[:2]): row for row in model.objects.values_list()}
    return held


def make_little_world():
    """Two or three of each noun; between them, the first and the last of each have every link, and
    everything that can cites a source that nothing else cites.
    """
    filed, also_filed = CategoryFactory(), CategoryFactory()
    steward, helper = OrganisationFactory(), OrganisationFactory()
    left = ProductFactory(category=filed)
    listed = ProductFactory(part_of=left, category=also_filed)
    listing = ToolFactory(
        licensed=True,
        category=also_filed,
        steward=steward,
        other_categories=[filed, CategoryFactory(), CategoryFactory()],
    )
    Licence.objects.update(osi=True, fsf=True)  # so that either may fall
    running = ToolFactory(category=filed, other_categories=[also_filed])
    ReplacementFactory(tool=listing, product=listed)
    ServiceFactory(organisation=helper, tool=running)
    told = CityFactory(population=5_000, latitude=45.1, longitude=5.7)
    told_of = CityFactory(population=90_000, country="DE")
    AdoptionFactory(city=told, tool=running, replaces=[left])
    adoptions = [
        AdoptionFactory(city=told_of, tool=running, replaces=[left]),
        AdoptionFactory(city=told_of, tool=listing),
    ]
    milestones = [MilestoneFactory(city=told), MilestoneFactory(city=told_of)]
    CitationFactory(milestone=milestones[0])
    CityLabelFactory(city=told, year=2018)
    CityLabelFactory(city=told_of)
    ProductFactFactory(product=left)
    ProductFactFactory(product=listed)
    amounts = [MoneyFactFactory(city=told), MoneyFactFactory(city=told_of, adoption=adoptions[0])]
    stories = [
        CaseStudyFactory(cities=[told], adoptions=adoptions, money=amounts),
        CaseStudyFactory(cities=[told_of], adoptions=adoptions[:1], money=amounts[1:]),
    ]
    ArgumentFactory(adoptions=adoptions, case_studies=stories[:1], milestones=milestones)
    ArgumentFactory(adoptions=adoptions[1:], case_studies=stories, milestones=milestones[:1])
    draft = ToolFactory(category=filed, draft=True)
    AdoptionFactory(city=told, tool=draft, sourced=False, draft=True)
    ReplacementFactory(tool=draft, product=ProductFactory(category=filed, draft=True))
    for row in (listing, running, told, told_of, *adoptions, steward, helper):
        ValueOriginFactory(row=row, field="slug", catalogue__home="https://list.example.org/")
    for noun in CITING:
        for row in Citation._meta.get_field(noun).related_model.objects.all():
            CitationFactory(**{noun: row})
    reindex()


@pytest.fixture(scope="module")
def little_database(database_like, empty_database, django_db_blocker):
    """The name of a database with the little world in it: it takes long to make."""
    name = database_like(empty_database, "little")
    with django_db_blocker.unblock(), on_database(name), transaction.atomic():
        make_little_world()
    return name


@pytest.fixture
def _on_the_little_database(little_database):
    with on_database(little_database):
        yield


@pytest.fixture
def little_world(_on_the_little_database, db):
    """What a test changes in it is undone at its end."""


def change(row: Model, **values):
    noted = note([row])
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    changed([row], noted=noted)


def remove(row):
    before = touched([row])
    row.delete()
    changed([], before=before)


def link(row, name, others):
    noted = note([row])
    getattr(row, name).set(others)
    changed([row], noted=noted)


def add(row):
    changed([row])
    return row


def refer(tool, name, pick):
    change(tool, **{name: pick(Tool.objects.exclude(pk=tool.pk))})


def publish(*rows):
    for row in rows:
        change(row, published_at=timezone.now())


LONG_AGO = datetime(2001, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
WORDS = {"fr": "Le cheval d’arçons", "en": "The pommel horse"}

#: What an editor does: `pick(Model)` is a row of the little world.
EDITS = {
    "rename a tool": lambda pick: change(pick(Tool), name="Renamed", aliases=["Other name"]),
    "move a tool's address": lambda pick: change(pick(Tool), slug="another-address"),
    "file a tool elsewhere": lambda pick: change(pick(Tool), category=pick(Category)),
    "file a tool in more": lambda pick: link(pick(Tool), "other_categories", [pick(Category)]),
    "withdraw a tool": lambda pick: change(pick(Tool), published_at=None),
    "change a tool's licence": lambda pick: change(pick(Tool), licence=pick(Licence).spdx),
    "give a tool to a steward": lambda pick: change(pick(Tool), steward=pick(Organisation)),
    "add a tool": lambda pick: add(ToolFactory(category=pick(Category))),
    "remove a tool": lambda pick: remove(pick(Tool)),
    "rename a product": lambda pick: change(pick(Product), name="Renamed", slug="renamed-product"),
    "withdraw a product": lambda pick: change(pick(Product), published_at=None),
    "take a product out of its suite": lambda pick: change(pick(Product), part_of=None),
    "rename a vendor": lambda pick: change(pick(Vendor), name="Renamed", gafam=True),
    "rename a city": lambda pick: change(pick(City), name=WORDS, country="IT", population=None),
    "withdraw a city": lambda pick: change(pick(City), published_at=None),
    "remove a city": lambda pick: remove(pick(City)),
    "move an adoption on": lambda pick: change(pick(Adoption), status=AdoptionStatus.MIGRATING),
    "end an adoption": lambda pick: change(
        pick(Adoption), status=AdoptionStatus.ENDED, ended="2030", as_of="2030"
    ),
    "withdraw an adoption": lambda pick: change(pick(Adoption), published_at=None),
    "relink an adoption": lambda pick: link(pick(Adoption), "replaces", [pick(Product)]),
    "remove an adoption": lambda pick: remove(pick(Adoption)),
    "rewrite a replacement": lambda pick: change(
        pick(Replacement), product=add(ProductFactory(vendor=pick(Vendor), category=pick(Category)))
    ),
    "remove a replacement": lambda pick: remove(pick(Replacement)),
    "rename a category": lambda pick: change(
        pick(Category), name=WORDS, keywords=WORDS, slug="renamed-category"
    ),
    "move a category": lambda pick: change(pick(Category.objects.leaves()), domain=DomainFactory()),
    "rename an organisation": lambda pick: change(pick(Organisation), name="Renamed"),
    "withdraw an organisation": lambda pick: change(pick(Organisation), published_at=None),
    "widen a service": lambda pick: change(pick(Service), kinds=["hosting", "training"]),
    "remove a service": lambda pick: remove(pick(Service)),
    "rewrite a story": lambda pick: change(pick(CaseStudy), title=WORDS, outcome_kind="partial"),
    "retell a story": lambda pick: link(pick(CaseStudy), "adoptions", [pick(Adoption)]),
    "move a story": lambda pick: link(pick(CaseStudy), "cities", [pick(City)]),
    "rename a milestone": lambda pick: change(pick(Milestone), title=WORDS),
    "add a label": lambda pick: add(CityLabelFactory(city=pick(City), year=2022)),
    "remove a label": lambda pick: remove(pick(CityLabel)),
    "file a licence elsewhere": lambda pick: change(pick(Licence), family="permissive"),
    "rename a source": lambda pick: change(pick(Source), title="Renamed", date="2001"),
    "cite one more source": lambda pick: add(
        CitationFactory(source=pick(Source), tool=pick(Tool), note=WORDS)
    ),
    "cite a source for a price": lambda pick: add(
        CitationFactory(source=pick(Source), product_fact=pick(ProductFact))
    ),
    "cite another source": lambda pick: change(pick(Citation), source=pick(Source), note=WORDS),
    "restate an amount": lambda pick: change(pick(MoneyFact), amount=17, covers=WORDS),
    "move an amount": lambda pick: change(pick(MoneyFact), adoption=pick(Adoption)),
    "remove an amount": lambda pick: remove(pick(MoneyFact)),
    "redate a price": lambda pick: change(pick(ProductFact), date="2001-02"),
    "remove a price": lambda pick: remove(pick(ProductFact)),
    "rewrite an argument": lambda pick: change(pick(Argument), title=WORDS, slug="other-reason"),
    "give an argument evidence": lambda pick: link(
        pick(Argument), "adoptions", [pick(Adoption), pick(Adoption)]
    ),
    "take an argument's stories": lambda pick: link(pick(Argument), "case_studies", []),
    "move a milestone": lambda pick: change(pick(Milestone), city=pick(City)),
    "put a tool in a suite": lambda pick: refer(pick(Tool), "part_of", pick),
    "fork a tool": lambda pick: refer(pick(Tool), "based_on", pick),
    "name a provider": lambda pick: change(pick(Adoption), provider=pick(Organisation)),
    "take a tool's place": lambda pick: link(pick(Adoption), "replaces_tools", [pick(Tool)]),
    "attest a service": lambda pick: change(pick(Service), attested_by=pick(City)),
    "remove a story": lambda pick: remove(pick(CaseStudy)),
    "rename a story": lambda pick: change(pick(CaseStudy), slug="renamed-story"),
    "rename a city's address": lambda pick: change(pick(City), slug="renamed-city"),
    "rename an adoption's address": lambda pick: change(pick(Adoption), slug="renamed-adoption"),
    "move an organisation's address": lambda pick: change(pick(Organisation), slug="renamed-body"),
    "move a vendor's address": lambda pick: change(pick(Vendor), slug="renamed-vendor"),
    "withdraw a story": lambda pick: change(pick(CaseStudy), published_at=None),
    "withdraw an argument": lambda pick: change(pick(Argument), published_at=None),
    "remove an argument": lambda pick: remove(pick(Argument)),
    "remove an organisation": lambda pick: remove(pick(Organisation)),
    "remove a product": lambda pick: remove(pick(Product.objects.filter(parts=None))),
    "publish all drafts": lambda pick: [
        publish(*model.objects.filter(published_at=None)) for model in (Tool, Product, Adoption)
    ],
    "publish a draft again": lambda pick: change(pick(Tool), published_at=LONG_AGO),
    "move a product to another vendor": lambda pick: change(pick(Product), vendor=pick(Vendor)),
    "cite no source any more": lambda pick: remove(
        pick(Citation.objects.filter(adoption=None, source__citations__adoption=None))
    ),
    "take a citation from one fact to another": lambda pick: change(
        pick(Citation.objects.exclude(tool=None)), tool=None, argument=pick(Argument)
    ),
    "move a label": lambda pick: change(pick(CityLabel), city=pick(City), year=1999),
    "move a price": lambda pick: change(pick(ProductFact), product=pick(Product)),
    "remove a milestone": lambda pick: remove(pick(Milestone)),
    "rename another catalogue": lambda pick: change(pick(OutsideCatalogue), title="Renamed"),
    "move another catalogue": lambda pick: change(pick(OutsideCatalogue), home=""),
    "remove another catalogue": lambda pick: remove(pick(OutsideCatalogue)),
    "add a licence": lambda pick: add(LicenceFactory(spdx="MIT", family="permissive")),
}


#: Every column and link that anybody may edit, also of columns that are added one day.
COLUMNS = [
    (model, field.name)
    for model in TOLD_IN
    for field in (*model._meta.fields, *model._meta.many_to_many)
    if not (field.primary_key or field.name in {"created_at", "updated_at"})
]


def give_another_value(row, field):
    """Edit one column or link of a row; whether it says something else now."""
    if field.many_to_many:
        held = set(getattr(row, field.name).all())
        others = set(field.related_model.objects.all()) - held
        link(row, field.name, others)
        return others != held
    held = getattr(row, field.name)
    value = another_value(row, field, held)
    change(row, **{field.name: value})
    return value != held


def another_value(row, field, held):  # noqa: PLR0911  one line a type of field
    """A value that a column takes; what it was if there is no other. Numbers fall where keys rise,
    so that what goes by them changes its order.
    """
    if field.is_relation:
        others = field.related_model.objects.exclude(pk=held and held.pk).order_by("pk")
        return next((other for other in others if other != row), held)
    if field.name in {"latitude", "longitude"}:
        return held and held + 1
    if isinstance(field, DateTimeField):
        return None if held else timezone.now()
    if isinstance(field, BooleanField):
        return not held
    if web_address in field.validators:
        return f"https://example.org/another-{row.pk}"
    if field.choices:
        return next(word for word, _said in reversed(field.choices) if word != held)
    if field.name not in SPECIAL:
        if isinstance(field, IntegerField):
            return 9_000 - row.pk
        if type(field) is CharField:
            return f"Other {row.pk}"
    throws = (Storm(Random(throw)).value_for(field, row) for throw in range(50))
    return next((value for value in throws if value != held), held)


FACTS = {
    "tool": ToolFactory,
    "product": ProductFactory,
    "product_fact": ProductFactFactory,
    "replacement": ReplacementFactory,
    "city": CityFactory,
    "city_label": CityLabelFactory,
    "milestone": MilestoneFactory,
    "adoption": AdoptionFactory,
    "money_fact": MoneyFactFactory,
    "case_study": CaseStudyFactory,
    "organisation": OrganisationFactory,
    "argument": ArgumentFactory,
}


def edit(name, choose):
    """One edit; when the row that it needs is gone, nothing."""

    def pick(rows):
        rows = list((rows.objects if isinstance(rows, type) else rows).order_by("pk"))
        if not rows:
            raise LookupError
        return choose(rows)

    try:
        EDITS[name](pick)
    except LookupError:
        return


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("which", [0, -1], ids=["first", "last"])
def test_entries_follow_every_edit(little_world, name, which):
    edit(name, lambda rows: rows[which])

    followed = entries()
    reindex()
    assert followed == entries()


@pytest.mark.parametrize(
    ("model", "name"), COLUMNS, ids=lambda part: getattr(part, "__name__", part)
)
def test_entries_follow_an_edit_of_each_column(little_world, model, name):
    edited = 0
    for row in model.objects.order_by("pk"):
        try:
            with transaction.atomic():
                edited += give_another_value(row, model._meta.get_field(name))
                connection.check_constraints()
        except IntegrityError:
            continue  # a rule refused it, and nothing of it stays

    assert edited
    followed = entries()
    reindex()
    assert followed == entries()


@settings(
    deadline=None,
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_entries_follow_any_edits_in_any_order(little_world, data):
    with transaction.atomic():
        for name in data.draw(st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=6)):
            try:
                with transaction.atomic():
                    edit(name, lambda rows: data.draw(st.sampled_from(rows)))
            except IntegrityError:
                continue  # a rule refused it, and nothing of it stays

        followed = entries()
        reindex()
        assert followed == entries()
        transaction.set_rollback(True)


def test_withdrawn_city_takes_what_it_paid_out_of_stories_of_other_cities(db):
    story = CaseStudyFactory(cities=[CityFactory()], money=[MoneyFactFactory()])
    reindex()

    change(story.money.get().city, published_at=None)

    followed = entries()
    reindex()
    assert followed == entries()
    assert json.loads(followed[Kind.CASE_STUDY, story.pk]["record"])["money"] == []


def test_withdrawn_city_takes_its_adoption_from_what_another_paid(db):
    adoption = AdoptionFactory()
    amount = MoneyFactFactory(city=CityFactory(), adoption=adoption)
    reindex()

    change(adoption.city, published_at=None)

    followed = entries()
    reindex()
    assert followed == entries()
    [told] = json.loads(followed[Kind.CITY, amount.city_id]["record"])["money"]
    assert told["adoption"] is None


def test_reindex_twice_is_the_same(little_world):
    before = entries(), set(SearchWord.objects.values_list("word", flat=True))

    reindex()

    assert before == (entries(), set(SearchWord.objects.values_list("word", flat=True)))


def in_production(**conditions):
    surely = {"status": AdoptionStatus.IN_PRODUCTION, "confidence__in": ["high", "medium"]}
    return Adoption.objects.visible().filter(**surely, **conditions)


def current(**conditions):
    over = ("reversed", "ended", "declined")
    return Adoption.objects.visible().filter(**conditions).exclude(status__in=over)


def left(product):
    return Adoption.objects.visible().filter(replaces=product)


def number(adoptions, column):
    return len(set(adoptions.values_list(column, flat=True)))


def test_counts_of_tools_are_those_of_the_catalogue(catalogue):
    shown = {e.object_id: (e.proof, e.cities) for e in SearchEntry.objects.filter(kind=Kind.TOOL)}

    counted = {
        tool.pk: (
            number(in_production(tool=tool), "city"),
            number(current(tool=tool), "city"),
        )
        for tool in Tool.objects.published()
    }
    assert shown == counted


def test_counts_of_products_are_those_of_the_catalogue(catalogue):
    entries = SearchEntry.objects.filter(kind=Kind.PRODUCT)
    shown = {entry.object_id: (entry.proof, entry.cities, entry.size) for entry in entries}

    counted = {
        product.pk: (
            number(in_production(replaces=product), "city"),
            number(current(replaces=product), "city"),
            Tool.objects.published()
            .filter(Q(replacements__product=product) | Q(adoptions__in=left(product)))
            .distinct()
            .count(),
        )
        for product in Product.objects.published()
    }
    assert shown == counted


def test_counts_of_cities_are_those_of_the_catalogue(catalogue):
    entries = SearchEntry.objects.filter(kind=Kind.CITY)
    shown = {entry.object_id: (entry.proof, entry.size) for entry in entries}

    counted = {
        city.pk: (number(in_production(city=city), "tool"), city.population or 0)
        for city in City.objects.published()
    }
    assert shown == counted


def test_everything_published_has_one_entry(catalogue):
    shown = {kind: SearchEntry.objects.filter(kind=kind).count() for kind in Kind}

    assert shown == {
        Kind.TOOL: Tool.objects.published().count(),
        Kind.PRODUCT: Product.objects.published().count(),
        Kind.CITY: City.objects.published().count(),
        Kind.CASE_STUDY: CaseStudy.objects.published().count(),
        Kind.ORGANISATION: Organisation.objects.published().count(),
        Kind.CATEGORY: Category.objects.count(),
        Kind.VENDOR: Product.objects.published().values("vendor").distinct().count(),
        Kind.REPLACEMENT: Replacement.objects.count(),
        Kind.ADOPTION: Adoption.objects.visible().count(),
        Kind.ARGUMENT: Argument.objects.published().count(),
        Kind.SOURCE: Source.objects.filter(citations__isnull=False).distinct().count(),
    }


def test_drafts_leave_no_trace(db):
    secret = {"fr": "Xyzzy", "en": "Xyzzy"}
    tool = ToolFactory(draft=True, name="Xyzzy", slug="xyzzy-tool")
    product = ProductFactory(draft=True, name="Xyzzy", slug="xyzzy-product")
    city = CityFactory(draft=True, name=secret, slug="xyzzy-city")
    steward = OrganisationFactory(draft=True, name="Xyzzy", slug="xyzzy-body")
    seen = ToolFactory(steward=steward)
    hidden = AdoptionFactory(city=city, tool=seen, replaces=[product])
    AdoptionFactory(tool=tool, replaces=[product])
    shown = AdoptionFactory(tool=seen, replaces=[product])
    AdoptionFactory(tool=seen, draft=True, note=secret)
    ReplacementFactory(tool=seen, product=product)
    ReplacementFactory(tool=tool)
    ProductFactory(part_of=product)
    ServiceFactory(tool=tool)
    ReplacementFactory(tool=tool, product__vendor__name="Seen")
    ProductFactory(draft=True, vendor__name="Xyzzy", vendor__slug="xyzzy-maker")
    for noun, fact in {
        "tool": tool,
        "product": product,
        "product_fact": ProductFactFactory(product=product),
        "replacement": ReplacementFactory(tool=tool),
        "city": city,
        "city_label": CityLabelFactory(city=city),
        "milestone": MilestoneFactory(city=city),
        "money_fact": MoneyFactFactory(city=city),
        "adoption": hidden,
        "case_study": CaseStudyFactory(draft=True),
        "organisation": steward,
        "argument": ArgumentFactory(published_at=None),
    }.items():
        CitationFactory(**{noun: fact}, source__slug=f"xyzzy-{noun.replace('_', '-')}")
    CaseStudyFactory(cities=[city, shown.city], adoptions=[hidden, shown])
    CaseStudyFactory(draft=True, title=secret)

    reindex()

    traces = [key for key, entry in entries().items() if "xyzzy" in str(entry).lower()]
    assert traces == []
    assert not SearchWord.objects.filter(word__contains="xyzzy").exists()


@pytest.mark.parametrize("noun", CITING)
def test_source_shows_that_anything_published_cites(db, noun):
    citation = CitationFactory(**{noun: FACTS[noun]()})

    reindex()

    assert (Kind.SOURCE, citation.source_id) in entries()


def test_source_shows_as_long_as_something_published_cites_it(db):
    tool = ToolFactory()
    source = CitationFactory(tool=tool, source__slug="paper").source
    CitationFactory(tool=ToolFactory(draft=True), source=source)
    reindex()

    def is_there():
        return (Kind.SOURCE, source.pk) in entries()

    assert is_there()
    change(tool, published_at=None)
    assert not is_there()
    change(tool, published_at=timezone.now())
    assert is_there()
    remove(tool.citations.get())
    assert not is_there()
    add(CitationFactory(milestone=MilestoneFactory(), source=source))
    assert is_there()


def test_vendor_shows_as_long_as_it_makes_something_published(db):
    product = ProductFactory()
    other = ProductFactory(draft=True, vendor=product.vendor)
    reindex()

    def is_there():
        return (Kind.VENDOR, product.vendor_id) in entries()

    assert is_there()
    remove(product)
    assert not is_there()
    change(other, published_at=timezone.now())
    assert is_there()


def test_entries_are_made_again_when_any_code_changes_that_they_come_from():
    ours = {module_of(path): path for path in python("catalogue")}
    makers = {path.relative_to(ROOT) for path in MAKERS}
    without_say = {"catalogue.errors", "catalogue.validators"}
    found, left = set(), {"catalogue.search.indexing"}
    while left:
        module = left.pop()
        found.add(module)
        named = {n for name in imported_by(ours[module]) for n in (name, name.rpartition(".")[0])}
        left |= (named & ours.keys()) - found - without_say

    assert {ours[module] for module in found} <= makers
