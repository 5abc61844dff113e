"""Version 1: every noun listed and told, what surrounds it, and what a mirror needs."""

import json

from django.conf import settings
from django.db.models import Count, Q
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from api.errors import Gone
from api.lists import list_answer, page_size, refuse_strangers
from api.reading import ReadView
from api.records import RELATED, answer, read_names, shaped
from api.v1.serializers import MEMBERS
from catalogue.choices import AdoptionStatus, Kind
from catalogue.errors import BadQuestion
from catalogue.models import Adoption, City, FormerSlug, Product, SearchEntry
from catalogue.search import Question, ask, ask_everything, facets_of, read_text, suggest
from catalogue.search.changes import news_since
from catalogue.search.proof import alternatives
from catalogue.search.results import entry_counts

#: Records of each noun in a search over everything.
MOST_EACH = 10


def dumps(value):
    return json.dumps(value, ensure_ascii=False).encode()


class NounList(ReadView):
    """A page of records of one noun."""

    kind = None

    def answer(self, request):
        return list_answer(request, self.kind, MEMBERS[self.kind])


class NounDetail(ReadView):
    """One record by its slug. A former slug redirects; a deleted thing is gone."""

    kind = None

    def answer(self, request, slug):
        refuse_strangers(request.GET, ["fields", "expand"])
        fields = read_names(request.GET, "fields", MEMBERS[self.kind])
        expand = read_names(request.GET, "expand", tuple(RELATED[self.kind]))
        entry = find_entry(self.kind, slug)
        if isinstance(entry, HttpResponsePermanentRedirect):
            return entry
        if fields or expand:
            return dumps(shaped(self.kind, [entry], fields=fields, expand=expand)[0])
        return answer(entry)


class NounFacets(ReadView):
    """The facets of a list with their counts, each under all the others."""

    kind = None

    def answer(self, request):
        question = Question(self.kind)
        refuse_strangers(request.GET, ["q", *(facet.name for facet in question.facets)])
        question = Question.from_query(self.kind, request.GET)
        found = ask(question)
        counted = facets_of(question, found)
        return dumps(
            {
                "count": found.entries.order_by().count(),
                "facets": [
                    {
                        "name": facet.name,
                        "label": str(facet.label),
                        "values": [
                            {
                                "value": value.value,
                                "label": value.label,
                                "count": value.count,
                                "chosen": value.chosen,
                                "under": value.under or None,
                            }
                            for value in counted[facet.name]
                        ],
                    }
                    for facet in question.facets
                ],
            }
        )


class Around(ReadView):
    """Records of one noun that belong to a thing of another: a tool's adoptions, a city's peers."""

    kind = None
    of = None
    facet = None

    def answer(self, request, slug):
        entry = find_entry(self.of, slug)
        if isinstance(entry, HttpResponsePermanentRedirect):
            raise Http404
        entries = SearchEntry.objects.filter(
            kind=self.kind, facets__contains=[f"{self.facet}:{slug}"]
        ).order_by("-proof", "-fresh", "slug")
        return list_answer(request, self.kind, MEMBERS[self.kind], entries=entries)


class CityPeers(ReadView):
    """Cities of similar size and of the same kind, those of the same country first."""

    def answer(self, request, slug):
        city = City.objects.published().filter(slug=slug).first()
        if city is None:
            raise Http404
        refuse_strangers(request.GET, ["page_size", "fields", "expand"])
        most = page_size(request.GET)
        peers = list(City.objects.published().like(city)[:most].values_list("pk", flat=True))
        held = {
            entry.object_id: entry
            for entry in SearchEntry.objects.filter(kind=Kind.CITY, object_id__in=peers)
        }
        rows = [held[pk] for pk in peers if pk in held]
        fields = read_names(request.GET, "fields", MEMBERS[Kind.CITY])
        expand = read_names(request.GET, "expand", tuple(RELATED[Kind.CITY]))
        results = shaped(Kind.CITY, rows, fields=fields, expand=expand)
        return dumps({"count": len(results), "next": None, "previous": None, "results": results})


class Changes(ReadView):
    """Every creation, update and deletion after a cursor, in an order that misses nothing."""

    throttle_scope = "read"

    def answer(self, request):
        refuse_strangers(request.GET, ["since", "page_size"])
        news = news_since(request.GET.get("since", ""), page_size(request.GET))
        results = [
            {
                "noun": told.kind.noun,
                "slug": told.slug,
                "url": address(told.kind, told.slug),
                "deleted": told.entry is None,
                "moved_to": told.moved_to or None,
                "at": told.at.isoformat(),
                "record": None if told.entry is None else json.loads(answer(told.entry)),
            }
            for told in news.changes
        ]
        here = f"{settings.SITE_URL}{request.path}?since={news.cursor}"
        return dumps(
            {"cursor": str(news.cursor), "more": news.more, "next": here, "results": results}
        )


def find_entry(kind, slug):
    """The entry of a thing, a redirect from a former slug, or a problem: gone, or never there."""
    entry = SearchEntry.objects.filter(kind=kind, slug=slug).first()
    if entry is not None:
        return entry
    former = FormerSlug.objects.filter(
        kind=f"catalogue_{kind.value.replace('-', '')}", slug=slug
    ).first()
    if former is None:
        raise Http404
    moved = SearchEntry.objects.filter(kind=kind, object_id=former.object_id).first()
    if moved is None:
        raise Gone(_("This was removed."))
    return HttpResponsePermanentRedirect(f"{settings.SITE_URL}/api/v1/{kind.noun}/{moved.slug}/")


class Alternatives(ReadView):
    """What stands in for a product, ranked by the cities that really made the switch."""

    def answer(self, request, slug):
        refuse_strangers(request.GET, [])
        product = Product.objects.published().filter(slug=slug).first()
        if product is None:
            raise Http404
        ranked = alternatives([product])[product.pk]
        held = {
            entry.object_id: json.loads(answer(entry))
            for entry in SearchEntry.objects.filter(
                kind=Kind.ADOPTION,
                object_id__in=[row.pk for each in ranked for row in each.adoptions],
            )
        }
        return dumps(
            {
                "count": len(ranked),
                "results": [
                    {
                        "tool": {
                            "slug": each.tool.slug,
                            "name": each.tool.name,
                            "url": address(Kind.TOOL, each.tool.slug),
                        },
                        "coverage": each.replacement.coverage if each.replacement else None,
                        "caveat": (each.replacement.caveat or None) if each.replacement else None,
                        "cities_in_production": len({row.city_id for row in each.proven}),
                        "statuses": {status.value: count for status, count in each.counts},
                        "adoptions": [held[row.pk] for row in each.adoptions if row.pk in held],
                    }
                    for each in ranked
                ],
            }
        )


class SearchEverything(ReadView):
    """The best records of every noun for some words; a slip of typing is forgiven and told."""

    throttle_scope = "search"

    def answer(self, request):
        refuse_strangers(request.GET, ["q", "page_size"])
        text = read_text(request.GET)
        if not text:
            raise BadQuestion(_("Say what to search for in “q”."), parameter="q")
        answers, corrected = ask_everything(text, each=min(page_size(request.GET), MOST_EACH))
        records = records_of([entry.pk for kind, count, entries in answers for entry in entries])
        return dumps(
            {
                "corrected": corrected or None,
                "results": [
                    {
                        "noun": kind.noun,
                        "count": count,
                        "records": [records[entry.pk] for entry in entries],
                    }
                    for kind, count, entries in answers
                ],
            }
        )


class Suggest(ReadView):
    """Names that begin like a text, exact ones first."""

    throttle_scope = "search"

    def answer(self, request):
        refuse_strangers(request.GET, ["q"])
        return dumps(
            {
                "results": [
                    {
                        "noun": Kind(entry.kind).noun,
                        "slug": entry.slug,
                        "label": entry.label,
                        "url": address(Kind(entry.kind), entry.slug),
                    }
                    for entry in suggest(read_text(request.GET))
                ]
            }
        )


class Stats(ReadView):
    """The numbers behind the front page."""

    def answer(self, request):
        refuse_strangers(request.GET, [])
        counts = entry_counts()
        statuses = dict(
            Adoption.objects.visible().order_by().values_list("status").annotate(n=Count("pk"))
        )
        seen = Adoption.objects.visible().aggregate(
            cities=Count("city", distinct=True),
            proven=Count("city", distinct=True, filter=Q(status__in=AdoptionStatus.proven())),
            countries=Count("city__country", distinct=True),
        )
        return dumps(
            {
                "nouns": {kind.noun: counts.get(kind.value, 0) for kind in Kind},
                "adoptions_by_status": {
                    status: statuses.get(status, 0) for status in AdoptionStatus.values
                },
                "cities_with_adoptions": seen["cities"],
                "cities_in_production": seen["proven"],
                "countries": seen["countries"],
            }
        )


def records_of(pks):
    """`{pk of an entry: its record}`."""
    entries = SearchEntry.objects.filter(pk__in=pks).defer("words")
    return {entry.pk: json.loads(answer(entry)) for entry in entries}


def address(kind, slug):
    """The absolute address of a record."""
    return f"{settings.SITE_URL}/api/v1/{kind.noun}/{slug}/"
