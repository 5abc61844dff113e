"""Which tools stand in for a product, ranked by the cities that really made the switch."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F, prefetch_related_objects

from catalogue.choices import AdoptionStatus, Coverage, Kind
from catalogue.models import Adoption, Replacement, SearchEntry, Tool
from catalogue.search.text import fold

#: At equal proof, a fuller replacement comes first; a switch that no replacement describes comes
#: last.
COVERAGE_ORDER = {coverage: rank for rank, coverage in enumerate(Coverage.values)}
#: So many switches of each alternative are shown; all of them are a list of their own.
SHOWN = 12
#: What of each adoption is ranked and told: a product may have been left by thousands of cities.
TOLD = ("slug", "city_id", "tool_id", "status", "as_of", "confidence")


@dataclass
class Alternative:
    """A tool in place of a product: the editorial judgement (`replacement`, may be None) and every
    recorded switch, the best first; as many as are shown come with their cities.
    """

    tool: object
    replacement: object = None
    adoptions: list = field(default_factory=list)

    @property
    def proven(self):
        """Adoptions of cities that made the switch and were in production when last seen."""
        return [adoption for adoption in self.adoptions if adoption.is_proven]

    @property
    def counts(self):
        """`[(status, number of cities)]`, those in production first, reversals last."""
        found = defaultdict(set)
        for adoption in self.adoptions:
            found[adoption.status].add(adoption.city_id)
        return sorted(
            ((AdoptionStatus(status), len(cities)) for status, cities in found.items()),
            key=lambda row: (_rank(row[0]), row[0]),
        )

    @property
    def sort_key(self):
        on_the_way = sum(
            adoption.is_current and not adoption.is_proven for adoption in self.adoptions
        )
        coverage = COVERAGE_ORDER.get(self.replacement.coverage, 9) if self.replacement else 9
        return (self.tool.is_dead, -len(self.proven), -on_the_way, coverage, fold(self.tool.name))


def alternatives(products):
    """`{product id: [Alternative]}`, the best proven first. Four queries, whatever the number."""
    ids = [product.pk for product in products]
    found = {pk: {} for pk in ids}
    replacements = Replacement.objects.filter(
        product__in=ids, tool__published_at__isnull=False
    ).select_related("tool")
    for replacement in replacements:
        found[replacement.product_id][replacement.tool_id] = Alternative(
            replacement.tool, replacement
        )
    adoptions = list(
        Adoption.objects.visible()
        .annotate(product_left=F("replaces"))
        .filter(product_left__in=ids)
        .order_by_proof()
        .only(*TOLD)
    )
    tools = Tool.objects.in_bulk({adoption.tool_id for adoption in adoptions})
    for adoption in adoptions:
        alternative = found[adoption.product_left].setdefault(
            adoption.tool_id, Alternative(tools[adoption.tool_id])
        )
        alternative.adoptions.append(adoption)
    shown = [
        adoption
        for by_tool in found.values()
        for each in by_tool.values()
        for adoption in each.adoptions[:SHOWN]
    ]
    prefetch_related_objects(shown, "city")
    return {
        pk: sorted(by_tool.values(), key=lambda each: each.sort_key)
        for pk, by_tool in found.items()
    }


def proof_of(tool_ids):
    """`{tool id: number of cities seen running it}`, whatever they left for it. One query."""
    entries = SearchEntry.objects.filter(kind=Kind.TOOL, object_id__in=list(tool_ids))
    return dict(entries.values_list("object_id", "proof"))


def _rank(status):
    if status in AdoptionStatus.proven():
        return 0
    if status == AdoptionStatus.UNCONFIRMED:
        return 3
    return 2 if status in AdoptionStatus.over() else 1
