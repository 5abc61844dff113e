"""The addresses of version 1: every noun the same way, then what is particular."""

from django.urls import path

from api.v1 import views
from catalogue.choices import Kind


def noun_paths(kind):
    """List, facets and detail of a noun."""
    noun = kind.noun
    return [
        path(f"{noun}/", views.NounList.as_view(kind=kind), name=f"{kind}-list"),
        path(f"{noun}/facets/", views.NounFacets.as_view(kind=kind), name=f"{kind}-facets"),
        path(f"{noun}/<slug:slug>/", views.NounDetail.as_view(kind=kind), name=f"{kind}-detail"),
    ]


def around(kind, of, facet):
    """The records of a noun that belong to a thing of another."""
    return path(
        f"{of.noun}/<slug:slug>/{kind.noun}/",
        views.Around.as_view(kind=kind, of=of, facet=facet),
        name=f"{of}-{kind.noun}",
    )


app_name = "v1"
urlpatterns = [
    *(pattern for kind in Kind for pattern in noun_paths(kind)),
    around(Kind.ADOPTION, Kind.TOOL, "tool"),
    around(Kind.REPLACEMENT, Kind.TOOL, "tool"),
    around(Kind.CASE_STUDY, Kind.TOOL, "tool"),
    around(Kind.ADOPTION, Kind.PRODUCT, "replaces"),
    around(Kind.ADOPTION, Kind.CITY, "city"),
    path(
        "products/<slug:slug>/alternatives/",
        views.Alternatives.as_view(),
        name="product-alternatives",
    ),
    path("cities/<slug:slug>/peers/", views.CityPeers.as_view(), name="city-peers"),
    path("search/", views.SearchEverything.as_view(), name="search"),
    path("suggest/", views.Suggest.as_view(), name="suggest"),
    path("stats/", views.Stats.as_view(), name="stats"),
    path("changes/", views.Changes.as_view(), name="changes"),
]
