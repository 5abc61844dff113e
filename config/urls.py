"""Mounts the mouths of the catalogue: pages in each language, the admin, answers for machines."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from api import not_here
from catalogue.web import sitemaps
from catalogue.web.views import errors, home, machines

urlpatterns = [
    path("", home.root, name="root"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.part, name="sitemap-section"),
    path("api/", include("api.urls")),
    path("", include("api.dcat")),
    path("open-catalog/", include("api.open_catalog.urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("catalogue.web.urls"))),
]

handler400 = "config.urls.bad_request"
handler403 = "catalogue.web.views.errors.forbidden"
handler404 = "catalogue.web.views.errors.not_found"
handler500 = "catalogue.web.views.errors.server_error"


def bad_request(request, exception):
    """A page, or a problem where machines ask."""
    mouth = not_here if request.path.startswith(settings.MACHINE_PATHS) else errors
    return mouth.bad_request(request, exception)
