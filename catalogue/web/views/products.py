"""Products: what cities pay for, and what really took its place."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import Product, ProductFact
from catalogue.search.browse import vendors
from catalogue.search.documents import published
from catalogue.search.proof import alternatives, cities_gone, proof_of
from catalogue.search.results import case_study_cards
from catalogue.web.addresses import find
from catalogue.web.links import trail
from catalogue.web.lists import list_page
from catalogue.web.twins import record_twins

#: So many tools are named for each part of a suite.
COVERING = 4


@require_safe
def product_list(request):
    return list_page(request, Kind.PRODUCT, "products/list.html", vendors=vendors)


@require_safe
def product_detail(request, slug):
    products = (
        Product.objects.published()
        .select_related("vendor", "category")
        .prefetch_related(published("part_of", Product), "citations__source")
    )
    product = find(products, slug, "product-detail")
    parts = list(product.parts.published().select_related("category").order_by("name"))
    found = alternatives([product, *parts])
    ranked = found[product.pk]
    context = {
        "product": product,
        "twins": record_twins(product, Kind.PRODUCT),
        "crumbs": trail((_("What to replace"), reverse("product-list")), (product.name, "")),
        "alternatives": ranked,
        "in_use": proof_of(each.tool_id for each in ranked.rows),
        "cities_gone": cities_gone(product),
        "parts": [(part, found[part.pk].rows[:COVERING]) for part in parts],
        "facts": ProductFact.objects.filter(product=product).prefetch_related("citations__source"),
        "siblings": product.vendor.products.published()
        .exclude(pk=product.pk)
        .order_by("name")[:12],
        "studies": case_study_cards().published().filter(adoptions__replaces=product).distinct(),
    }
    return render(request, "products/detail.html", context)
