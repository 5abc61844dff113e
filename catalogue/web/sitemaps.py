"""Every public page, in both languages, with the date of its last change."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.models import CaseStudy, City, Organisation, Product, Tool

FIXED = (
    "home",
    "tool-list",
    "product-list",
    "city-list",
    "case-study-list",
    "organisation-list",
    "why",
    "about",
    "data",
    "api",
    "api-use",
    "api-problems",
    "publiccode",
    "accessibility",
    "legal",
)


class _OnThisSite(Sitemap):
    """Pages in every language, under the address that the site is known by."""

    i18n = True
    alternates = True
    limit = 2000

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class Fixed(_OnThisSite):
    """The pages that are always there."""

    def items(self):
        return FIXED

    def location(self, name):
        return reverse(name)


class Rows(_OnThisSite):
    """The pages of one noun."""

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.published().order_by("slug").only("slug", "updated_at")

    def lastmod(self, row):
        return row.updated_at


SITEMAPS = {
    "pages": Fixed(),
    **{
        name: Rows(model)
        for name, model in (
            ("tools", Tool),
            ("products", Product),
            ("cities", City),
            ("case-studies", CaseStudy),
            ("organisations", Organisation),
        )
    },
}


@require_safe
def index(request):
    """Where the parts of the site map are."""
    parts = []
    for name, part in SITEMAPS.items():
        address = settings.SITE_URL + reverse("sitemap-section", args=[name])
        last = part.paginator.num_pages
        parts += [address, *(f"{address}?p={number}" for number in range(2, last + 1))]
    items = [SitemapIndexItem(location=address) for address in parts]
    return TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml"
    )
