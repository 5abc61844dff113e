"""The addresses of the pages, the same words in every language."""

from django.urls import path

from catalogue.web import feeds
from catalogue.web.views import (
    api_pages,
    case_studies,
    cities,
    home,
    organisations,
    pages,
    products,
    publiccode,
    search,
    tools,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggestions, name="suggest"),
    path("tools/", tools.tool_list, name="tool-list"),
    path("tools/<slug:slug>/", tools.tool_detail, name="tool-detail"),
    path("products/", products.product_list, name="product-list"),
    path("products/<slug:slug>/", products.product_detail, name="product-detail"),
    path("cities/", cities.city_list, name="city-list"),
    path("cities/<slug:slug>/", cities.city_detail, name="city-detail"),
    path("case-studies/", case_studies.case_study_list, name="case-study-list"),
    path("case-studies/<slug:slug>/", case_studies.case_study_detail, name="case-study-detail"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path(
        "organisations/<slug:slug>/", organisations.organisation_detail, name="organisation-detail"
    ),
    path("why/", pages.why, name="why"),
    path("about/", pages.about, name="about"),
    path("data/", pages.data, name="data"),
    path("api/", api_pages.overview, name="api"),
    path("api/use/", api_pages.use, name="api-use"),
    path("api/problems/", api_pages.problems, name="api-problems"),
    path("api/<slug:tag>/", api_pages.reference, name="api-chapter"),
    path("publiccode/", publiccode.validator, name="publiccode"),
    path("legal/", pages.legal, name="legal"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("feeds/tools.atom", feeds.NewTools(), name="feed-tools"),
    path("feeds/adoptions.atom", feeds.NewAdoptions(), name="feed-adoptions"),
    path("feeds/case-studies.atom", feeds.NewCaseStudies(), name="feed-case-studies"),
    path("styleguide/", pages.styleguide, name="styleguide"),
]
