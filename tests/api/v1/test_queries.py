"""Every address asks the database a fixed number of questions, however many rows it answers."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.leases import LEASES
from api.records import RELATED
from catalogue.choices import Kind
from catalogue.search import reindex
from tests import factories
from tests.api.description import operations

pytestmark = pytest.mark.django_db

#: The most questions to the database, the one that counts the reader included.
MOST = {
    "list": 3,
    "read": 2,
    "count": 4,
    "download": 3,
    "around": 4,
    "listAlternativesOfProduct": 6,
    "listPeersOfCity": 6,
    "searchEverything": 2,
    "suggestNames": 2,
    "readStatistics": 3,
    "readPubliccodeOfTool": 6,
    "readSchemaOrgOfTool": 4,
}
ELSEWHERE = {
    "listExports",  # files are made once and kept
    "downloadExport",
    "readDescriptionAsYaml",  # not made of the database
    "readDescriptionAsJson",
    "followChanges",  # tells nothing of a transaction that still runs, as a test's does
}


class World:
    """A thing of each noun at the slug “hub”, and as many around it as asked for."""

    def __init__(self):
        made = {"slug": "hub"}
        self.domain = factories.DomainFactory(slug="hub-domain")
        self.category = factories.CategoryFactory(**made, domain=self.domain)
        self.vendor = factories.VendorFactory(**made)
        self.product = factories.ProductFactory(
            **made, vendor=self.vendor, category=self.category, name="Hub product"
        )
        self.organisation = factories.OrganisationFactory(**made)
        self.tool = factories.ToolFactory(
            **made,
            category=self.category,
            licensed=True,
            name="Hub tool",
            repository="https://forge.example/hub/tool",
            steward=self.organisation,
        )
        self.city = factories.CityFactory(**made)
        self.adoption = factories.AdoptionFactory(**made, city=self.city, tool=self.tool)
        factories.ReplacementFactory(tool=self.tool, product=self.product)
        self.story = factories.CaseStudyFactory(**made, cities=[self.city])
        factories.ArgumentFactory(**made)
        factories.CitationFactory(source=factories.SourceFactory(**made), tool=self.tool)

    def grow(self, rows):
        for _row in range(rows):
            city = factories.CityFactory()
            tool = factories.ToolFactory(category=self.category, licensed=True, name="Hub row")
            product = factories.ProductFactory(
                vendor=self.vendor, category=self.category, part_of=self.product
            )
            adoption = factories.AdoptionFactory(
                city=city, tool=self.tool, replaces=[self.product, product]
            )
            factories.AdoptionFactory(city=self.city, tool=tool, replaces=[product])
            factories.ReplacementFactory(tool=tool, product=self.product)
            factories.ReplacementFactory(tool=self.tool, product=product)
            factories.ServiceFactory(organisation=self.organisation, tool=tool)
            factories.CategoryFactory(domain=self.domain)
            factories.CitationFactory(tool=self.tool)
            factories.CitationFactory(city=self.city)
            factories.MoneyFactFactory(city=self.city)
            factories.CityLabelFactory(city=city)
            factories.CaseStudyFactory(cities=[self.city, city], adoptions=[adoption])
            factories.ArgumentFactory(adoptions=[adoption], case_studies=[self.story])
        reindex()


@pytest.fixture
def world(settings):
    settings.API_LIMITS = {"read": (9999, 60), "search": (9999, 60), "export": (9999, 60)}
    return World()


def questions(address):
    """How many questions an address puts to the database, from its second time on."""
    reader = Client()
    for _time in range(2):
        LEASES.forget()  # whoever asks often is not counted by the database each time
        with CaptureQueriesContext(connection) as asked:
            answer = reader.get(address)
            assert answer.getvalue()
            assert answer.status_code == 200
    return len(asked)


def most(path, name):
    if name in MOST:
        return MOST[name]
    if path.endswith("/facets/"):
        return MOST["count"]
    if "{slug}" in path and name.startswith("list"):
        return MOST["around"]
    return next(number for start, number in MOST.items() if name.startswith(start))


def addresses():
    """`{address: the most questions that it may put}`"""
    found = {}
    for path, operation in operations():
        name = operation["operationId"]
        if name not in ELSEWHERE:
            slug = "hub--hub" if name == "readReplacement" else "hub"
            words = "?q=hub" if name in ("searchEverything", "suggestNames") else ""
            found[path.replace("{slug}", slug) + words] = most(path, name)
    for kind in Kind:
        found[f"/api/v1/{kind.noun}/?q=hub&page_size=1"] = MOST["list"] + 2
        if RELATED[kind]:
            expand = ",".join(RELATED[kind])
            found[f"/api/v1/{kind.noun}/?expand={expand}"] = MOST["list"] + len(RELATED[kind])
    return found


def test_more_rows_are_no_more_questions(world):
    world.grow(1)
    few = {address: questions(address) for address in addresses()}
    world.grow(2)

    many = {address: questions(address) for address in addresses()}

    assert many == few
    assert {each: number for each, number in many.items() if number > addresses()[each]} == {}
