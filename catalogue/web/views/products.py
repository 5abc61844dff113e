"""Products: what cities pay for, and what really took its place."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import Product, ProductFact
from catalogue.search import Question
from catalogue.search.browse import most_left, vendors
from catalogue.search.documents import published
from catalogue.search.proof import alternatives, cities_gone, proof_of
from catalogue.search.tallies import totals
from catalogue.web.addresses import find
from catalogue.web.cards import first_cards
from catalogue.web.links import list_of, trail, vendor_links
from catalogue.web.lists import list_page
from catalogue.web.twins import record_twins

#: So many alternatives are told in full, so many others in a line each; the rest are a list away.
IN_FULL, MOST = 20, 60
#: So many tools are named for each part of a suite, and so many parts.
COVERING, PARTS = 4, 40
#: So many case studies are shown; all of them are a list away.
STUDIES = 8
#: So many vendors are named over the list, those of the best known with so many products.
VENDORS, PRODUCTS_OF_EACH = 60, 5


@require_safe
def product_list(request):
    return list_page(request, Kind.PRODUCT, "products/list.html", browse=by_vendor)


def by_vendor():
    """The ways into the list by who makes a product."""
    makers = vendors(VENDORS)
    known = [maker for maker in makers if maker.is_gafam]
    others = totals().get(Kind.VENDOR, 0) - len(makers)
    return {
        "known": vendor_links(known, most_left(known, PRODUCTS_OF_EACH)),
        "others": [maker for maker in makers if not maker.is_gafam],
        "left_out": others,
    }


@require_safe
def product_detail(request, slug):
    products = (
        Product.objects.published()
        .select_related("vendor", "category")
        .prefetch_related(published("part_of", Product), "citations__source")
    )
    product = find(products, slug, "product-detail")
    ranked = alternatives([product], MOST)[product.pk]
    told_of = Question(Kind.CASE_STUDY, chosen={"replaces": [product.slug]})
    context = {
        "product": product,
        "twins": record_twins(product, Kind.PRODUCT),
        "crumbs": trail((_("What to replace"), reverse("product-list")), (product.name, "")),
        "alternatives": ranked,
        "in_full": IN_FULL,
        "in_use": proof_of(each.tool_id for each in ranked.rows[:IN_FULL]),
        "cities_gone": cities_gone(product),
        "parts": parts_of(product),
        "facts": ProductFact.objects.filter(product=product).prefetch_related("citations__source"),
        "siblings": product.vendor.products.published()
        .exclude(pk=product.pk)
        .order_by("name")[:12],
        "studies": first_cards(told_of, STUDIES),
        "studies_url": list_of(Kind.CASE_STUDY, replaces=[product.slug]),
    }
    return render(request, "products/detail.html", context)


def parts_of(product):
    """`[(part of the suite, the best alternatives to it)]`, by name."""
    parts = list(product.parts.published().select_related("category").order_by("name")[:PARTS])
    covering = alternatives(parts, COVERING) if parts else {}
    return [(part, covering[part.pk].rows) for part in parts]
