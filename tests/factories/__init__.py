"""Small valid objects for tests, one file a noun."""

from tests.factories.adoption import AdoptionFactory
from tests.factories.argument import ArgumentFactory
from tests.factories.case_study import CaseStudyFactory, MoneyFactFactory
from tests.factories.category import CategoryFactory, DomainFactory
from tests.factories.city import CityFactory, CityLabelFactory, MilestoneFactory
from tests.factories.licence import LicenceFactory
from tests.factories.organisation import OrganisationFactory, ServiceFactory
from tests.factories.outside_catalogue import (
    ImportLineFactory,
    ImportRunFactory,
    OutsideCatalogueFactory,
    OutsideRecordFactory,
    ValueOriginFactory,
)
from tests.factories.product import ProductFactFactory, ProductFactory
from tests.factories.replacement import ReplacementFactory
from tests.factories.source import CitationFactory, SourceFactory
from tests.factories.token import OwnerFactory, TokenFactory
from tests.factories.tool import ToolFactory
from tests.factories.vendor import VendorFactory

__all__ = [
    "AdoptionFactory",
    "ArgumentFactory",
    "CaseStudyFactory",
    "CategoryFactory",
    "CitationFactory",
    "CityFactory",
    "CityLabelFactory",
    "DomainFactory",
    "ImportLineFactory",
    "ImportRunFactory",
    "LicenceFactory",
    "MilestoneFactory",
    "MoneyFactFactory",
    "OrganisationFactory",
    "OutsideCatalogueFactory",
    "OutsideRecordFactory",
    "OwnerFactory",
    "ProductFactFactory",
    "ProductFactory",
    "ReplacementFactory",
    "ServiceFactory",
    "SourceFactory",
    "TokenFactory",
    "ToolFactory",
    "ValueOriginFactory",
    "VendorFactory",
]
