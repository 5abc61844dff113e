"""The addresses of the Open Catalog API. They end without a slash, as its contract has them."""

from django.urls import path, re_path

from api.open_catalog import views

app_name = "open-catalog"
urlpatterns = [
    path("v1/software", views.SoftwareList.as_view(), name="software-list"),
    path("v1/software/<str:key>", views.SoftwareDetail.as_view(), name="software-detail"),
    path("v1/publishers", views.PublisherList.as_view(), name="publisher-list"),
    path("v1/publishers/<str:key>", views.PublisherDetail.as_view(), name="publisher-detail"),
    path("v1/catalogs", views.CatalogList.as_view(), name="catalog-list"),
    path("v1/catalogs/<str:key>", views.CatalogDetail.as_view(), name="catalog-detail"),
    re_path("", views.NotHere.as_view(), name="not-here"),
]
