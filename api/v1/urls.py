"""The addresses of version 1: every noun the same way, then what is particular."""

from django.urls import path

from api.v1.csv_lists import CsvList
from api.v1.exports import ExportFile, Exports
from api.v1.ods_lists import OdsList
from api.v1.views.changes import Changes
from api.v1.views.description import Description
from api.v1.views.everything import SearchEverything, Stats, Suggest
from api.v1.views.facets import NounFacets
from api.v1.views.nouns import Around, NounDetail, NounList
from api.v1.views.publiccode import ToolPubliccode
from api.v1.views.publiccode_labels import PubliccodeLabels, PubliccodeLabelsCsv
from api.v1.views.publiccode_validation import PubliccodeValidation
from api.v1.views.relations import Alternatives, CityPeers
from api.v1.views.schema_org import ToolSchemaOrg
from catalogue.choices import Kind

#: `(thing, its things, the facet of these that names it)`: `tools/<slug>/adoptions/`.
AROUND = (
    (Kind.TOOL, Kind.ADOPTION, "tool"),
    (Kind.TOOL, Kind.CITY, "tool"),
    (Kind.TOOL, Kind.REPLACEMENT, "tool"),
    (Kind.TOOL, Kind.CASE_STUDY, "tool"),
    (Kind.PRODUCT, Kind.ADOPTION, "replaces"),
    (Kind.PRODUCT, Kind.CITY, "replaced"),
    (Kind.PRODUCT, Kind.REPLACEMENT, "product"),
    (Kind.PRODUCT, Kind.CASE_STUDY, "replaces"),
    (Kind.CITY, Kind.ADOPTION, "city"),
    (Kind.VENDOR, Kind.PRODUCT, "vendor"),
    (Kind.CATEGORY, Kind.TOOL, "category"),
)


def noun_paths(kind):
    """List, lists for spreadsheets, facets and detail of a noun."""
    noun = kind.noun
    return [
        path(f"{noun}/", NounList.as_view(kind=kind), name=f"{kind}-list"),
        path(f"{noun}.csv", CsvList.as_view(kind=kind), name=f"{kind}-csv"),
        path(f"{noun}.ods", OdsList.as_view(kind=kind), name=f"{kind}-ods"),
        path(f"{noun}/facets/", NounFacets.as_view(kind=kind), name=f"{kind}-facets"),
        path(f"{noun}/<slug:slug>/", NounDetail.as_view(kind=kind), name=f"{kind}-detail"),
    ]


def around(of, kind, facet):
    return path(
        f"{of.noun}/<slug:slug>/{kind.noun}/",
        Around.as_view(of=of, kind=kind, facet=facet),
        name=f"{of}-{kind.noun}",
    )


app_name = "v1"
urlpatterns = [
    *(pattern for kind in Kind for pattern in noun_paths(kind)),
    *(around(*each) for each in AROUND),
    path("products/<slug:slug>/alternatives/", Alternatives.as_view(), name="product-alternatives"),
    path("tools/<slug:slug>/publiccode.yml", ToolPubliccode.as_view(), name="tool-publiccode"),
    path("tools/<slug:slug>/schema-org.jsonld", ToolSchemaOrg.as_view(), name="tool-schema-org"),
    path("cities/<slug:slug>/peers/", CityPeers.as_view(), name="city-peers"),
    path("search/", SearchEverything.as_view(), name="search"),
    path("suggest/", Suggest.as_view(), name="suggest"),
    path("stats/", Stats.as_view(), name="stats"),
    path("changes/", Changes.as_view(), name="changes"),
    path("publiccode/validate", PubliccodeValidation.as_view(), name="publiccode-validate"),
    path("publiccode/labels.json", PubliccodeLabels.as_view(), name="publiccode-labels"),
    path("publiccode/labels.csv", PubliccodeLabelsCsv.as_view(), name="publiccode-labels-csv"),
    path("exports/", Exports.as_view(), name="exports"),
    path("exports/<str:name>", ExportFile.as_view(), name="export-file"),
    path("openapi.yaml", Description.as_view(ending="yaml"), name="openapi-yaml"),
    path("openapi.json", Description.as_view(ending="json"), name="openapi-json"),
]
