"""Proprietary products by the names that others give them."""

from collections import defaultdict

from catalogue.models import Product
from catalogue.search.text import squash


class KnownProducts:
    """Every product of ours under its name, its vendor's name before it, and its other names."""

    def __init__(self):
        self._named = defaultdict(set)
        for product in Product.objects.select_related("vendor"):
            vendor = product.vendor.name
            for name in (product.name, *product.aliases):
                self._named[squash(name)].add(product.slug)
                self._named[squash(f"{vendor} {name}")].add(product.slug)

    def find(self, name, vendor=""):
        """The slug of the one product that a name means, or ""."""
        for each in filter(None, [vendor and f"{vendor} {name}", name]):
            found = self._named[squash(each)]
            if len(found) == 1:
                return next(iter(found))
        return ""

    def find_all(self, names):
        """`(slugs of those that are known, names of the others)`."""
        found = {name: self.find(name) for name in names}
        slugs = sorted({slug for slug in found.values() if slug})
        return slugs, [name for name, slug in found.items() if not slug]
