"""What only some nouns have: a product's alternatives, a city's peers."""

from api.lists import Wanted, answer_page, refuse_strangers
from api.reading import ReadView
from api.records import TOLD, address, as_json, find_entry, reference
from api.v1.schema.asked import AROUND
from api.v1.schema.described import Described
from api.v1.schema.names import first_of, page_of, schema
from api.v1.schema.parameters import shaping_parameters, shared, slug_of
from api.v1.serializers import MEMBERS
from api.v1.views.nouns import moved
from catalogue.choices import Kind
from catalogue.models import City, Product, SearchEntry
from catalogue.search.proof import alternatives


class Alternatives(ReadView):
    """What stands in for a product, ranked by the cities that really made the switch."""

    def answer(self, request, slug):
        refuse_strangers(request.GET, [])
        entry = find_entry(Kind.PRODUCT, slug)
        if entry.slug != slug:
            return moved(request, slug, entry.slug)
        ranked = alternatives([Product(pk=entry.object_id)])[entry.object_id]
        return as_json({"count": len(ranked), "results": [_alternative(each) for each in ranked]})

    def described(self):
        return Described(
            operation="listAlternativesOfProduct",
            summary="List what stands in for one of the products",
            description=(
                "Every tool that the editors judged to stand in for it or that a city left it for, "
                "ranked by the cities that really made the switch, with their adoptions."
            ),
            tag=Kind.PRODUCT.noun,
            shape=schema("Alternatives"),
            asked=f"/api/v1/products/{AROUND[Kind.PRODUCT]}/alternatives/",
            parameters=(slug_of(Kind.PRODUCT),),
            of_a_thing=True,
        )


def _alternative(found):
    replacement = found.replacement
    return {
        "tool": reference(Kind.TOOL, found.tool.slug, found.tool.name),
        "coverage": replacement.coverage if replacement else None,
        "caveat": (replacement.caveat or None) if replacement else None,
        "cities_in_production": len({row.city_id for row in found.proven}),
        "adoptions": [
            {
                "slug": row.slug,
                "url": address(Kind.ADOPTION, row.slug),
                "city": reference(Kind.CITY, row.city.slug, row.city.name),
                "status": row.status,
                "as_of": row.as_of or None,
                "is_proof": row.is_proven,
            }
            for row in found.adoptions
        ],
    }


class CityPeers(ReadView):
    """Cities of the same kind, those of the same country first, the nearest in size first."""

    def answer(self, request, slug):
        refuse_strangers(request.GET, ["page", "page_size", "fields", "expand"])
        wanted = Wanted.of(request.GET, Kind.CITY, MEMBERS[Kind.CITY])
        entry = find_entry(Kind.CITY, slug)
        if entry.slug != slug:
            return moved(request, slug, entry.slug)
        peers = City.objects.published().like(City.objects.get(pk=entry.object_id))
        ids = list(peers[wanted.part].values_list("pk", flat=True))
        held = {
            each.object_id: each
            for each in SearchEntry.objects.filter(kind=Kind.CITY, object_id__in=ids).only(*TOLD)
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
