"""Small catalogues in which every page has something to show, in any number."""

from catalogue.search import reindex
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
    VendorFactory,
)


def world(number):
    """`number` of each noun, each linked to all of the others that it can be linked to."""
    category, vendor = CategoryFactory(), VendorFactory()
    suite = ProductFactory(slug="suite", vendor=vendor, category=category)
    steward = OrganisationFactory(slug="steward")
    products = ProductFactory.create_batch(number, part_of=suite, vendor=vendor, category=category)
    tools = ToolFactory.create_batch(
        number, category=category, steward=steward, other_categories=[CategoryFactory()]
    )
    cities = CityFactory.create_batch(number, population=10_000)
    helpers = OrganisationFactory.create_batch(number)
    for tool in tools:
        CitationFactory(tool=tool)
        for product in [suite, *products]:
            CitationFactory(replacement=ReplacementFactory(tool=tool, product=product))
        for helper in [steward, *helpers]:
            ServiceFactory(tool=tool, organisation=helper)
    for product in [suite, *products]:
        CitationFactory(product=product)
        CitationFactory(product_fact=ProductFactFactory(product=product))
    adoptions = [
        AdoptionFactory(city=city, tool=tool, replaces=[suite, *products], provider=helpers[0])
        for city in cities
        for tool in tools
    ]
    for city in cities:
        CitationFactory(city=city)
        CitationFactory(milestone=MilestoneFactory(city=city))
        CitationFactory(city_label=CityLabelFactory(city=city))
        CitationFactory(money_fact=MoneyFactFactory(city=city, adoption=adoptions[0]))
    for _ in range(number):
        study = CaseStudyFactory(cities=cities, adoptions=adoptions, money=cities[0].money.all())
        CitationFactory(case_study=study)
        argument = ArgumentFactory()
        argument.adoptions.set(adoptions)
        argument.case_studies.set([study])
        argument.milestones.set(cities[0].milestones.all())
        CitationFactory(argument=argument)
    reindex()
    return {
        "tool": tools[0],
        "product": suite,
        "city": cities[0],
        "study": study,
        "organisation": helpers[0],
    }
