"""The shape of every record: what the documentation says and a test holds the kept records to."""

from api.v1.serializers.city import Adoption, City
from api.v1.serializers.product import Product, Replacement, Vendor
from api.v1.serializers.story import Argument, CaseStudy, Category, Organisation, Source
from api.v1.serializers.tool import Tool
from catalogue.choices import Kind

SERIALIZERS = {
    Kind.TOOL: Tool,
    Kind.PRODUCT: Product,
    Kind.VENDOR: Vendor,
    Kind.REPLACEMENT: Replacement,
    Kind.CATEGORY: Category,
    Kind.CITY: City,
    Kind.ADOPTION: Adoption,
    Kind.CASE_STUDY: CaseStudy,
    Kind.ORGANISATION: Organisation,
    Kind.ARGUMENT: Argument,
    Kind.SOURCE: Source,
}
#: The members of each noun's records, in their order.
MEMBERS = {kind: tuple(serializer().fields) for kind, serializer in SERIALIZERS.items()}

__all__ = ["MEMBERS", "SERIALIZERS"]
