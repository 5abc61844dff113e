"""Cities: the list, and the story of one."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import AdoptionStatus, Kind
from catalogue.models import Adoption, City, Milestone, MoneyFact, Product, Tool
from catalogue.search.documents import published
from catalogue.search.peers import peers_of
from catalogue.search.results import case_study_cards, city_cards
from catalogue.web.addresses import find
from catalogue.web.bibliography import Bibliography
from catalogue.web.links import trail
from catalogue.web.lists import list_page
from catalogue.web.origins import origins_of
from catalogue.web.story import story_of
from catalogue.web.twins import record_twins
from catalogue.web.words import plain

PEERS = 4
RUNNING = (AdoptionStatus.IN_PRODUCTION, AdoptionStatus.PARTLY_REVERSED)


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
        .prefetch_related(
            published("replaces", Product),
            published("replaces_tools", Tool),
            "citations__source",
        )
        .order_by_proof()
    )
    milestones = list(Milestone.objects.filter(city=city).prefetch_related("citations__source"))
    money = list(MoneyFact.objects.filter(city=city).prefetch_related("citations__source"))
    labels = list(city.labels.all())
    bibliography = Bibliography(*adoptions, *milestones, *money, *labels, city)
    context = {
        "city": city,
        "twins": record_twins(city, Kind.CITY),
        "crumbs": trail((_("Cities"), reverse("city-list")), (plain(city.name), "")),
        "adoptions": adoptions,
        "running": [row for row in adoptions if row.status in RUNNING],
        "coming": [row for row in adoptions if row.status in AdoptionStatus.on_the_way()],
        "past": [row for row in adoptions if row.is_over],
        "claims": [row for row in adoptions if row.is_claim],
        "story": story_of(
            [row for row in adoptions if not row.is_claim], milestones, labels, bibliography.refs
        ),
        "money": money,
        "studies": case_study_cards().published().filter(cities=city),
        "peers": peers(city),
        "bibliography": bibliography,
        "origins": origins_of(city, *adoptions),
    }
    return render(request, "cities/detail.html", context)


def peers(city):
    """The cards of the cities most like it."""
    nearest = peers_of(city, PEERS)
    cards = city_cards().in_bulk(nearest)
    return [cards[pk] for pk in nearest]
