"""Case studies: stories for people who decide."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.models import Adoption, Argument, CaseStudy, City, MoneyFact, Product
from catalogue.search import Question
from catalogue.search.documents import published
from catalogue.search.text import fold
from catalogue.web.addresses import find
from catalogue.web.bibliography import Bibliography
from catalogue.web.cards import first_cards
from catalogue.web.links import trail
from catalogue.web.lists import list_page
from catalogue.web.twins import record_twins
from catalogue.web.words import plain

OTHERS = 3


@require_safe
def case_study_list(request):
    return list_page(request, Kind.CASE_STUDY, "case_studies/list.html")


@require_safe
def case_study_detail(request, slug):
    study = find(whole_studies(), slug, "case-study-detail")
    adoptions = list(study.adoptions.all())
    money = list(study.money.all())
    context = {
        "study": study,
        "twins": record_twins(study, Kind.CASE_STUDY),
        "crumbs": trail(
            (_("Case studies"), reverse("case-study-list")),
            (plain(study.title), ""),
        ),
        "adoptions": adoptions,
        "left": left_by(adoptions),
        "money": money,
        "sections": sections_of(study),
        "others": others_than(study),
        "bibliography": Bibliography(study, *money),
    }
    return render(request, "case_studies/detail.html", context)


def others_than(study):
    """The cards of the newest others."""
    newest = first_cards(Question(Kind.CASE_STUDY), OTHERS + 1).rows
    return [card for card in newest if card["url"] != study.get_absolute_url()][:OTHERS]


def left_by(adoptions):
    """`{"gone" | "going" | "back": products}`: replaced so far, under way or planned, replaced for
    a time. A product counts where its switch went furthest.
    """
    rank = {"gone": 0, "going": 1, "back": 2}
    furthest = {}
    for adoption in adoptions:
        stage = "gone" if adoption.is_in_production else "back" if adoption.is_over else "going"
        for product in adoption.replaces.all():
            furthest[product] = min(furthest.get(product, "back"), stage, key=rank.get)
    return {
        stage: sorted((p for p, s in furthest.items() if s == stage), key=lambda p: fold(p.name))
        for stage in rank
    }


def whole_studies():
    """Published studies with all that their pages show."""
    adoptions = (
        Adoption.objects.visible()
        .select_related("tool")
        .prefetch_related(published("replaces", Product))
        .order_by_proof()
    )
    money = MoneyFact.objects.filter(city__published_at__isnull=False)
    return CaseStudy.objects.published().prefetch_related(
        published("cities", City),
        Prefetch("adoptions", adoptions),
        Prefetch("money", money.prefetch_related("citations__source")),
        "citations__source",
        published("arguments", Argument),
    )


def sections_of(study):
    """`[(anchor, heading, text)]` of the sections that the study has, in reading order."""
    sections = (
        ("context", _("Where they started"), study.context),
        ("motivation", _("Why"), study.motivation),
        ("replaced", _("What was replaced"), study.replaced),
        ("approach", _("How they went about it"), study.approach),
        ("training", _("Training and support"), study.training),
        ("obstacles", _("Obstacles"), study.obstacles),
        ("outcome", _("Where it stands"), study.outcome),
        ("went-wrong", _("What went wrong"), study.went_wrong),
        ("lessons", _("Lessons"), study.lessons),
    )
    return [section for section in sections if section[2]]
