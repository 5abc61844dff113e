"""Cities: the list, and the story of one."""

from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import AdoptionStatus, Kind
from catalogue.models import Adoption, City, Milestone, MoneyFact
from catalogue.search.adopters import CLAIMS, CURRENT, OVER, counts_in
from catalogue.search.firsts import Firsts
from catalogue.search.peers import peers_of
from catalogue.web.addresses import find
from catalogue.web.adoptions import all_told
from catalogue.web.bibliography import Bibliography
from catalogue.web.cards import cards_of
from catalogue.web.links import trail
from catalogue.web.lists import list_page
from catalogue.web.origins import origins_of
from catalogue.web.story import story_of
from catalogue.web.twins import adoption_twin, record_twins, with_words
from catalogue.web.words import plain

PEERS = 4
#: So many case studies are shown; the others are a list away.
STUDIES = 8
#: So many adoptions of each group are told in full, the others in a line each, up to so many.
IN_FULL, MOST = 24, 300
GROUPS = {
    "running": (AdoptionStatus.IN_PRODUCTION, AdoptionStatus.PARTLY_REVERSED),
    "coming": AdoptionStatus.on_the_way(),
    "past": OVER,
    "claims": CLAIMS,
}


@require_safe
def city_list(request):
    return list_page(request, Kind.CITY, "cities/list.html")


@require_safe
def city_detail(request, slug):
    cities = City.objects.published().prefetch_related(
        "labels__citations__source", "citations__source"
    )
    city = find(cities, slug, "city-detail")
    counts = counts_in([city.pk])[city.pk]
    groups = adoptions_of(city, counts)
    adoptions = [row for group in groups.values() for row in group.rows[:IN_FULL]]
    milestones = list(Milestone.objects.filter(city=city).prefetch_related("citations__source"))
    money = list(MoneyFact.objects.filter(city=city).prefetch_related("citations__source"))
    labels = list(city.labels.all())
    studies = [study.pk for study in city.case_studies.published().order_by("-date", "slug")]
    bibliography = Bibliography(*adoptions, *milestones, *money, *labels, city)
    context = {
        "city": city,
        "twins": record_twins(city, Kind.CITY),
        "crumbs": trail((_("Cities"), reverse("city-list")), (plain(city.name), "")),
        "adoptions": adoptions,
        "counts": counts,
        "seen": counts.only(CURRENT + OVER),
        **groups,
        "in_full": IN_FULL,
        "told": sum(len(group.rows) for group in groups.values()),
        "all_of_them": adoption_twin(city=city.slug),
        "story": story_of(
            [row for row in adoptions if not row.is_claim], milestones, labels, bibliography.refs
        ),
        "money": money,
        "studies": Firsts(cards_of(Kind.CASE_STUDY, studies[:STUDIES]), len(studies)),
        "studies_url": with_words(reverse("case-study-list"), [("q", plain(city.name))]),
        "peers": cards_of(Kind.CITY, peers_of(city, PEERS)),
        "bibliography": bibliography,
        "origins": origins_of(city, *adoptions),
    }
    return render(request, "cities/detail.html", context)


def adoptions_of(city, counts):
    """`{group: Firsts}` of what it runs, is moving to, gave up, and is said to run. Only those told
    in full come with all that a page shows of them.
    """
    rows = list(
        Adoption.objects.visible()
        .filter(city=city)
        .select_related("tool__category", "provider")
        .defer("tool__description", "tool__caution")
        .order_by_proof()[:MOST]
    )
    groups = {
        name: Firsts([row for row in rows if row.status in statuses], counts.of(*statuses))
        for name, statuses in GROUPS.items()
    }
    prefetch_related_objects(
        [row for group in groups.values() for row in group.rows[:IN_FULL]],
        *all_told(),
    )
    return groups
