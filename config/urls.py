"""Mounts the mouths of the catalogue: pages in each language, the admin, answers for machines."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from catalogue.web.sitemaps import SITEMAPS, index
from catalogue.web.views import home, machines

urlpatterns = [
    path("", home.root, name="root"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("sitemap.xml", index, name="sitemap"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    path("api/", include("api.urls")),
    path("", include("api.dcat")),
    path("open-catalog/v1/", include("api.open_catalog.urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("catalogue.web.urls"))),
]

handler400 = "catalogue.web.views.errors.bad_request"
handler403 = "catalogue.web.views.errors.forbidden"
handler404 = "catalogue.web.views.errors.not_found"
handler500 = "catalogue.web.views.errors.server_error"
