"""The page of a thing, from its kind and slug, and the list of things of a kind."""

from functools import cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.choices import Kind
from catalogue.search import Question
from catalogue.web.twins import question_words, with_words
from catalogue.web.words import number, text


def url(name, *args, **kwargs):
    """The address of a page. A page asks for some sixty: those without arguments are kept."""
    if args or kwargs:
        return reverse(name, args=args, kwargs=kwargs)
    return _address(name, get_language())


@cache
def _address(name, _language):
    return reverse(name)


def link_to(kind, slug):
    """The address of a thing's page; a category's page is the list of its tools."""
    if kind == Kind.CATEGORY:
        return f"{url('tool-list')}?category={slug}"
    return f"{url(f'{kind}-list')}{slug}/"


def list_of(kind, **chosen):
    """The address of a list, narrowed by these values of its facets."""
    return with_words(url(f"{kind}-list"), question_words(Question(kind, chosen=chosen)))


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
            "count": number(count),
            "categories": [
                {
                    "name": text(category.name),
                    "url": link_to(Kind.CATEGORY, category.slug),
                    "count": number(held),
                }
                for category, held in categories
            ],
        }
        for domain, count, categories in domains
    ]


def vendor_links(makers, products):
    """Vendors as the category index shows them, each with its `products`."""
    return [
        {
            "name": maker.name,
            "url": list_of(Kind.PRODUCT, vendor=[maker.slug]),
            "count": number(maker.products),
            "categories": [
                {
                    "name": name,
                    "url": link_to(Kind.PRODUCT, slug),
                    "count": number(left) if left else "",
                }
                for slug, name, left in products[maker.slug]
            ],
        }
        for maker in makers
    ]
