"""Cities: the list, and the story of one."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import Adoption, City, Milestone, MoneyFact
from catalogue.search.results import case_study_cards, city_cards
from catalogue.web.addresses import find
from catalogue.web.lists import list_page
from catalogue.web.story import story_of

PEERS = 4


@require_safe
def city_list(request):
    return list_page(request, Kind.CITY, "cities/list.html")


@require_safe
def city_detail(request, slug):
    cities = City.objects.published().prefetch_related(
        "labels__citations__source", "citations__source"
    )
    city = find(cities, slug, "city-detail")
    adoptions = list(
        Adoption.objects.visible()
        .filter(city=city)
        .select_related("tool__category", "provider")
        .prefetch_related("replaces", "replaces_tools", "citations__source")
        .order_by_proof()
    )
    milestones = list(Milestone.objects.filter(city=city).prefetch_related("citations__source"))
    context = {
        "city": city,
        "adoptions": [adoption for adoption in adoptions if not adoption.is_over],
        "past": [adoption for adoption in adoptions if adoption.is_over],
        "story": story_of(adoptions, milestones, city.labels.all()),
        "milestones": milestones,
        "left": sorted(
            {product for adoption in adoptions for product in adoption.replaces.all()},
            key=lambda p: p.name.lower(),
        ),
        "money": MoneyFact.objects.filter(city=city)
        .select_related("adoption__tool")
        .prefetch_related("citations__source"),
        "studies": case_study_cards().published().filter(cities=city),
        "peers": city_cards().published().like(city)[:PEERS],
    }
    return render(request, "cities/detail.html", context)
