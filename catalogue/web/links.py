"""The page of a thing, from its kind and slug."""

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.choices import Kind
from catalogue.web.words import text


def link_to(kind, slug):
    """The address of a thing's page; a category's page is the list of its tools."""
    if kind == Kind.CATEGORY:
        return f"{reverse('tool-list')}?category={slug}"
    return reverse(f"{kind}-detail", args=[slug])


def trail(*steps):
    """Breadcrumbs from the front page down: `(label, url)` steps, the last without address."""
    crumbs = [{"label": _("Home"), "url": reverse("home")}]
    for label, url in steps:
        crumbs.append({"label": label, **({"url": url} if url else {})})
    return crumbs


def domain_links(domains):
    """Domains as the category index shows them: `{name, url, count, categories}`."""
    return [
        {
            "name": text(domain.name),
            "url": link_to(Kind.CATEGORY, domain.slug),
            "count": count,
            "categories": [
                {
                    "name": text(category.name),
                    "url": link_to(Kind.CATEGORY, category.slug),
                    "count": held,
                }
                for category, held in categories
            ],
        }
        for domain, count, categories in domains
    ]


def vendor_links(vendors, each):
    """Vendors as the category index shows them, with the `each` products that most cities left."""
    listed = reverse("product-list")
    return [
        {
            "name": vendor.name,
            "url": f"{listed}?vendor={vendor.slug}",
            "count": len(products),
            "categories": [
                {"name": product.name, "url": product.get_absolute_url(), "count": left or ""}
                for product, left in products[:each]
            ],
        }
        for vendor, products in vendors
    ]
