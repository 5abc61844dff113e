"""Every noun that has a place at the desk, and how a test makes one with everything around it."""

from tests.factories import (
    AdoptionFactory,
    ArgumentFactory,
    CaseStudyFactory,
    CategoryFactory,
    CitationFactory,
    CityFactory,
    CityLabelFactory,
    LicenceFactory,
    MilestoneFactory,
    MoneyFactFactory,
    OrganisationFactory,
    ProductFactFactory,
    ProductFactory,
    ReplacementFactory,
    ServiceFactory,
    SourceFactory,
    ToolFactory,
    VendorFactory,
)


def an_adoption():
    return AdoptionFactory(replaces=[ProductFactory()], provider=OrganisationFactory())


def a_tool():
    tool = ToolFactory(steward=OrganisationFactory(), part_of=ToolFactory())
    ReplacementFactory(tool=tool)
    ServiceFactory(tool=tool, attested_by=CityFactory())
    AdoptionFactory(tool=tool)
    return cited(tool=tool)


def a_product():
    product = ProductFactory(part_of=ProductFactory())
    ReplacementFactory(product=product)
    ProductFactFactory(product=product)
    return cited(product=product)


def a_city():
    city = CityFactory()
    CityLabelFactory(city=city)
    MilestoneFactory(city=city)
    AdoptionFactory(city=city)
    return cited(city=city)


def an_organisation():
    organisation = OrganisationFactory()
    ServiceFactory(organisation=organisation)
    return cited(organisation=organisation)


def a_case_study():
    adoption = AdoptionFactory()
    money = MoneyFactFactory(city=adoption.city, adoption=adoption)
    study = CaseStudyFactory(cities=[adoption.city], adoptions=[adoption], money=[money])
    return cited(case_study=study)


def an_argument():
    argument = ArgumentFactory()
    argument.adoptions.add(AdoptionFactory())
    return cited(argument=argument)


def a_licence():
    """As many as asked for: the factory would give the same one again."""
    return LicenceFactory(spdx=f"LicenseRef-{SourceFactory().pk}")


def a_source():
    return cited(tool=ToolFactory()).citations.get().source


def cited(**owner):
    CitationFactory(**owner)
    return next(iter(owner.values()))


NOUNS = {
    "adoption": lambda: AdoptionFactory(
        replaces=[ProductFactory()], provider=OrganisationFactory()
    ),
    "argument": an_argument,
    "case study": a_case_study,
    "category": CategoryFactory,
    "city": a_city,
    "label": lambda: cited(city_label=CityLabelFactory()),
    "licence": a_licence,
    "milestone": lambda: cited(milestone=MilestoneFactory()),
    "money": lambda: cited(money_fact=MoneyFactFactory()),
    "organisation": an_organisation,
    "product": a_product,
    "product fact": lambda: cited(product_fact=ProductFactFactory()),
    "replacement": lambda: cited(replacement=ReplacementFactory()),
    "source": a_source,
    "tool": a_tool,
    "vendor": VendorFactory,
}
