"""The nouns of the catalogue, one file each."""

from catalogue.models.adoption import Adoption, AdoptionProduct, AdoptionReplacedTool
from catalogue.models.alternative import Alternative, Switch
from catalogue.models.argument import (
    Argument,
    ArgumentAdoption,
    ArgumentCaseStudy,
    ArgumentMilestone,
)
from catalogue.models.case_study import (
    CaseStudy,
    CaseStudyAdoption,
    CaseStudyCity,
    CaseStudyMoney,
    MoneyFact,
)
from catalogue.models.category import Category
from catalogue.models.change import Change
from catalogue.models.city import City, CityLabel, Milestone
from catalogue.models.curated import CuratedRecord
from catalogue.models.former_slug import FormerSlug
from catalogue.models.import_run import ImportLine, ImportRun
from catalogue.models.licence import Licence
from catalogue.models.mirror import Mirror, MirroredRecord
from catalogue.models.organisation import Organisation, Service
from catalogue.models.outside_catalogue import OutsideCatalogue, OutsideRecord, ValueOrigin
from catalogue.models.product import Product, ProductFact
from catalogue.models.replacement import Replacement
from catalogue.models.revision import Revision
from catalogue.models.search_entry import SearchEntry, SearchPair, SearchTally, SearchWord
from catalogue.models.source import Citation, Source
from catalogue.models.token import Token
from catalogue.models.tool import Tool, ToolOtherCategory
from catalogue.models.vendor import Vendor

__all__ = [
    "Adoption",
    "AdoptionProduct",
    "AdoptionReplacedTool",
    "Alternative",
    "Argument",
    "ArgumentAdoption",
    "ArgumentCaseStudy",
    "ArgumentMilestone",
    "CaseStudy",
    "CaseStudyAdoption",
    "CaseStudyCity",
    "CaseStudyMoney",
    "Category",
    "Change",
    "Citation",
    "City",
    "CityLabel",
    "CuratedRecord",
    "FormerSlug",
    "ImportLine",
    "ImportRun",
    "Licence",
    "Milestone",
    "Mirror",
    "MirroredRecord",
    "MoneyFact",
    "Organisation",
    "OutsideCatalogue",
    "OutsideRecord",
    "Product",
    "ProductFact",
    "Replacement",
    "Revision",
    "SearchEntry",
    "SearchPair",
    "SearchTally",
    "SearchWord",
    "Service",
    "Source",
    "Switch",
    "Token",
    "Tool",
    "ToolOtherCategory",
    "ValueOrigin",
    "Vendor",
]
