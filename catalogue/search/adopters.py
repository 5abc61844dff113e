"""Who runs a tool, however many they are: how many are how far, the first of them, who helped."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from catalogue.choices import AdoptionStatus, Confidence
from catalogue.models import Adoption, City, Organisation, Service, Tool
from catalogue.search.asking import rows_of
from catalogue.search.firsts import Firsts

OVER, CLAIMS = AdoptionStatus.over(), (AdoptionStatus.UNCONFIRMED,)
CURRENT = tuple(status for status in AdoptionStatus if status not in OVER + CLAIMS)
PROVEN, PROVING = AdoptionStatus.proven(), Confidence.proving()
#: Drafts of cities and tools are looked up first: they are few where adoptions are many.
SEEN = """published_at IS NOT NULL
   AND city_id NOT IN (SELECT id FROM catalogue_city WHERE published_at IS NULL)
   AND tool_id NOT IN (SELECT id FROM catalogue_tool WHERE published_at IS NULL)"""
COUNTED = f"""
SELECT {{noun}}_id, status, count(*),
       count(*) FILTER (WHERE status = ANY(%(proven)s) AND confidence = ANY(%(proving)s))
  FROM catalogue_adoption WHERE {{noun}}_id = ANY(%(ids)s) AND {SEEN} GROUP BY 1, 2
"""
#: A provider with a page here. Both are said, so that the index of those who helped is seen to do.
HAS_A_PAGE = {"provider__isnull": False, "provider__published_at__isnull": False}
#: The newest of each status, along the index of a tool's adoptions by status.
FIRST = """
SELECT one.id, one.status
  FROM unnest(%(statuses)s::text[]) AS asked (status) CROSS JOIN LATERAL (
    SELECT adoption.id, adoption.status, as_of, adoption.slug
      FROM catalogue_adoption AS adoption JOIN catalogue_city AS city ON city.id = city_id
     WHERE tool_id = %(tool)s AND adoption.status = asked.status
       AND adoption.published_at IS NOT NULL AND city.published_at IS NOT NULL
     ORDER BY as_of DESC, adoption.slug LIMIT %(most)s
  ) AS one
 ORDER BY one.status <> %(first)s, as_of DESC, slug
"""


@dataclass(frozen=True)
class Counts:
    """How many adoptions are how far, and how many of those in production are proven."""

    statuses: dict
    proven: int

    def only(self, statuses):
        kept = {status: n for status, n in self.statuses.items() if status in statuses}
        return Counts(kept, self.proven if AdoptionStatus.IN_PRODUCTION in statuses else 0)

    def of(self, *statuses):
        return sum(self.statuses.get(status, 0) for status in statuses)

    @property
    def total(self):
        return sum(self.statuses.values())


def counts_of(tool):
    """The Counts of a tool’s adoptions."""
    return _counts("tool", [tool.pk])[tool.pk]


def counts_in(cities):
    """`{city: Counts}` of the adoptions of cities."""
    return _counts("city", cities)


def _counts(noun, ids):
    statuses, proven = {pk: {} for pk in ids}, Counter()
    asked = {"ids": list(ids), "proven": list(PROVEN), "proving": list(PROVING)}
    for pk, status, number, surely in rows_of(COUNTED.format(noun=noun), asked):
        statuses[pk][status] = number
        proven[pk] += surely
    return {pk: Counts(statuses[pk], proven[pk]) for pk in ids}


def first_of(tool, **groups):
    """`{group: ids}` of the best proven adoptions, for each group the statuses and how many at
    most. One query.
    """
    most = max(most for _statuses, most in groups.values())
    values = {"tool": tool.pk, "most": most, "first": AdoptionStatus.IN_PRODUCTION}
    found = rows_of(FIRST, values | {"statuses": AdoptionStatus.values})
    return {
        group: [pk for pk, status in found if status in statuses][:most]
        for group, (statuses, most) in groups.items()
    }


def providers_of(tool, most):
    """The organisations that most cities name as their providers."""
    named = (
        _adoptions(tool=tool).filter(**HAS_A_PAGE).values_list("provider").annotate(n=Count("*"))
    )
    ids = [pk for pk, _n in named.order_by("-n", "provider")]
    rows = Organisation.objects.in_bulk(ids[:most])
    return Firsts([rows[pk] for pk in ids[:most]], len(ids))


def provider_count(tool):
    """How many names there are of those who serve a tool or were named by a city."""
    adoptions = _adoptions(tool=tool).exclude(status__in=CLAIMS)
    services = Service.objects.filter(tool=tool, organisation__published_at__isnull=False)
    bodies = adoptions.filter(**HAS_A_PAGE)
    return (
        services.order_by()
        .values_list("organisation__name")
        .union(
            bodies.values_list("provider__name"),
            adoptions.exclude(provider_name="").values_list("provider_name"),
        )
        .count()
    )


def _adoptions(**of):
    """Those that visitors may see, drafts being looked up beforehand as in SEEN."""
    cities, tools = (model.objects.filter(published_at__isnull=True) for model in (City, Tool))
    seen = Adoption.objects.published().exclude(city__in=cities).exclude(tool__in=tools)
    return seen.filter(**of).order_by()
