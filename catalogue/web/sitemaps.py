"""Every public page, in both languages, with the date of its last change."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

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
    "accessibility",
    "legal",
)


class Fixed(Sitemap):
    """The pages that are always there."""

    i18n = True
    alternates = True

    def items(self):
        return FIXED

    def location(self, name):
        return reverse(name)


class Rows(Sitemap):
    """The pages of one noun."""

    i18n = True
    alternates = True
    limit = 5000

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.published().order_by("slug").only("slug", "updated_at")

    def lastmod(self, row):
        return row.updated_at


SITEMAPS = {
    "pages": Fixed,
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
