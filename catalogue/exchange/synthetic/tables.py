"""Every table of a made-up catalogue, in the order in which one needs the other."""

from catalogue.exchange.synthetic import adoptions, cities, filing, market, stories, tools
from catalogue.exchange.synthetic.world import World
from catalogue.models import (
    Adoption,
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
    Product,
    ProductFact,
    Replacement,
    Service,
    Source,
    Tool,
    Vendor,
)

#: Each with what draws its rows. The order counts: a noun knows those before it.
TABLES = {
    Licence: filing.licences,
    Category: filing.categories,
    Source: filing.sources,
    Vendor: market.vendors,
    Product: market.products,
    ProductFact: market.product_facts,
    Organisation: tools.organisations,
    Tool: tools.tools,
    Tool.other_categories.through: tools.other_categories,
    Replacement: tools.replacements,
    City: cities.cities,
    CityLabel: cities.labels,
    Milestone: cities.milestones,
    Service: tools.services,
    Adoption: adoptions.adoptions,
    Adoption.replaces.through: adoptions.products_left,
    Adoption.replaces_tools.through: adoptions.tools_left,
    CaseStudy: stories.case_studies,
    CaseStudy.cities.through: stories.cities_told,
    CaseStudy.adoptions.through: stories.adoptions_told,
    MoneyFact: stories.amounts,
    CaseStudy.money.through: stories.amounts_told,
    Argument: stories.arguments,
    Argument.adoptions.through: stories.adoptions_that_argue,
    Argument.case_studies.through: stories.stories_that_argue,
    Argument.milestones.through: stories.milestones_that_argue,
    Citation: stories.citations,
}


def rows_of(scale, seed):
    """`(model, rows)` of every table. Rows are drawn as they are read: read them in this order. A
    row says what is not the default of its model.
    """
    world = World(scale, seed)
    for model, draw in TABLES.items():
        yield model, draw(world)
