"""What only some nouns have: a product's alternatives, a city's peers."""

import json

from django.conf import settings
from django.urls import reverse

from api.lists import Wanted, answer_page, paged, refuse_strangers
from api.reading import ReadView
from api.records import Entry, slug_now
from api.v1.schema.asked import AROUND
from api.v1.schema.described import Described
from api.v1.schema.names import first_of, page_of, schema
from api.v1.schema.parameters import shaping_parameters, shared, slug_of
from api.v1.serializers import MEMBERS
from api.v1.views.nouns import moved
from catalogue.choices import Kind
from catalogue.search.asking import rows_of
from catalogue.search.documents.base import SITE, ref
from catalogue.search.peers import MOST, peers_of, place_of
from catalogue.search.proof import page_of_alternatives

ENTRIES = """
SELECT {columns} FROM catalogue_searchentry_city WHERE kind = 'city' AND object_id = ANY(%s)
"""


class Alternatives(ReadView):
    """What stands in for a product, ranked by the cities that really made the switch."""

    def answer(self, request, slug):
        refuse_strangers(request.GET, ["page", "page_size"])
        wanted = Wanted.of(request.GET, Kind.PRODUCT, MEMBERS[Kind.PRODUCT])
        ranked = page_of_alternatives(slug, wanted.start, wanted.size)
        if ranked is None:
            return moved(request, slug_now(Kind.PRODUCT, slug))
        listed = f"{settings.SITE_URL}{reverse('v1:adoption-list')}"
        results = ",".join(_alternative(each, slug, listed) for each in ranked.rows)
        told = f"[{results}]".replace(SITE, settings.SITE_URL)
        return paged(request, told.encode(), ranked.total, wanted)

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


def _alternative(found, product, listed):
    """An alternative as JSON, of which some is kept as such."""
    members = {
        "tool": json.dumps(ref(Kind.TOOL, found), ensure_ascii=False),
        "coverage": json.dumps(found.coverage),
        "caveat": found.caveat or "null",
        "cities_in_production": found.proven,
        "adoptions_count": found.adoptions,
        "adoptions_url": json.dumps(f"{listed}?tool={found.slug}&replaces={product}"),
        "adoptions": found.switches,
    }
    return "{" + ", ".join(f'"{name}": {value}' for name, value in members.items()) + "}"


class CityPeers(ReadView):
    """Cities of the same kind, those of the same country first, the nearest in size first."""

    def answer(self, request, slug):
        refuse_strangers(request.GET, ["page", "page_size", "fields", "expand"])
        wanted = Wanted.of(request.GET, Kind.CITY, MEMBERS[Kind.CITY])
        city = place_of(slug)
        if city is None:
            return moved(request, slug_now(Kind.CITY, slug))
        peers = peers_of(city)
        ids = peers[wanted.part]
        statement = ENTRIES.format(columns=", ".join(Entry._fields))
        told = map(Entry._make, rows_of(statement, [ids]))
        held = {row.object_id: row for row in told}
        rows = [held[pk] for pk in ids if pk in held]
        return answer_page(request, Kind.CITY, rows, len(peers), wanted)

    def described(self):
        return Described(
            operation="listPeersOfCity",
            summary="List the cities like one of the cities",
            description=(
                f"The {MOST} most like it, of the same kind: those of its country first, the "
                "nearest in size first."
            ),
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
