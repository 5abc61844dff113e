"""What only some nouns have: a product's alternatives, a city's peers."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from api.lists import Wanted, answer_page, paged, refuse_strangers
from api.reading import ReadView
from api.records import as_json, find_entry
from api.v1.schema.asked import AROUND
from api.v1.schema.described import Described
from api.v1.schema.names import first_of, page_of, schema
from api.v1.schema.parameters import shaping_parameters, shared, slug_of
from api.v1.serializers import MEMBERS
from api.v1.views.nouns import moved
from catalogue.choices import Kind
from catalogue.models import City, Product, SearchEntry
from catalogue.search.documents.base import address_of, ref
from catalogue.search.proof import SHOWN, alternatives


class Alternatives(ReadView):
    """What stands in for a product, ranked by the cities that really made the switch."""

    def answer(self, request, slug):
        refuse_strangers(request.GET, ["page", "page_size"])
        wanted = Wanted.of(request.GET, Kind.PRODUCT, MEMBERS[Kind.PRODUCT])
        entry = find_entry(Kind.PRODUCT, slug)
        if entry.slug != slug:
            return moved(request, entry.slug)
        ranked = alternatives([Product(pk=entry.object_id)])[entry.object_id]
        results = [_alternative(each, slug) for each in ranked[wanted.part]]
        return paged(request, as_json(results), len(ranked), wanted)

    def described(self):
        return Described(
            operation="listAlternativesOfProduct",
            summary="List what stands in for one of the products",
            description=(
                "Every tool that the editors judged to stand in for it or that a city left it for, "
                "ranked by the cities that really made the switch, with the first of their "
                "adoptions."
            ),
            tag=Kind.PRODUCT.noun,
            shape=schema("AlternativePage"),
            asked=f"/api/v1/products/{AROUND[Kind.PRODUCT]}/alternatives/?page_size=2",
            parameters=(slug_of(Kind.PRODUCT), *shared("Page", "PageSize")),
            of_a_thing=True,
            paged=True,
        )


def _alternative(found, product):
    replacement = found.replacement
    asked = urlencode({"tool": found.tool.slug, "replaces": product})
    return {
        "tool": ref(Kind.TOOL, found.tool),
        "coverage": replacement.coverage if replacement else None,
        "caveat": (replacement.caveat or None) if replacement else None,
        "cities_in_production": len({row.city_id for row in found.proven}),
        "adoptions_count": len(found.adoptions),
        "adoptions_url": f"{settings.SITE_URL}{reverse('v1:adoption-list')}?{asked}",
        "adoptions": [
            {
                "slug": row.slug,
                "url": address_of(Kind.ADOPTION, row.slug),
                "city": ref(Kind.CITY, row.city),
                "status": row.status,
                "as_of": row.as_of or None,
                "is_proof": row.is_proven,
            }
            for row in found.adoptions[:SHOWN]
        ],
    }


class CityPeers(ReadView):
    """Cities of the same kind, those of the same country first, the nearest in size first."""

    def answer(self, request, slug):
        refuse_strangers(request.GET, ["page", "page_size", "fields", "expand"])
        wanted = Wanted.of(request.GET, Kind.CITY, MEMBERS[Kind.CITY])
        entry = find_entry(Kind.CITY, slug)
        if entry.slug != slug:
            return moved(request, entry.slug)
        peers = City.objects.published().like(City.objects.get(pk=entry.object_id))
        ids = list(peers[wanted.part].values_list("pk", flat=True))
        held = {
            each.object_id: each
            for each in SearchEntry.objects.filter(kind=Kind.CITY, object_id__in=ids)
        }
        rows = [held[pk] for pk in ids if pk in held]
        return answer_page(request, Kind.CITY, rows, peers.order_by().count(), wanted)

    def described(self):
        return Described(
            operation="listPeersOfCity",
            summary="List the cities like one of the cities",
            description="Of the same kind: those of its country first, the nearest in size first.",
            tag=Kind.CITY.noun,
            shape=page_of(Kind.CITY),
            asked=f"/api/v1/cities/{AROUND[Kind.CITY]}/peers/?page_size=2&fields=slug,population",
            parameters=(
                slug_of(Kind.CITY),
                *shared("Page", "PageSize"),
                *shaping_parameters(Kind.CITY),
            ),
            of_a_thing=True,
            paged=True,
            links=first_of(Kind.CITY),
        )
