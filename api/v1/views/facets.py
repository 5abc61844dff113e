"""How a list may be narrowed: its facets, and how many records each of their values would leave."""

from api.lists import asked, page_size
from api.reading import ReadView
from api.records import as_json, read_names
from api.v1.schema.asked import COUNTS
from api.v1.schema.described import Described
from api.v1.schema.facets import MOST_ASKED
from api.v1.schema.names import plural_of, schema, words_of
from api.v1.schema.parameters import counting_parameters, facet_parameters, shared
from catalogue.search import settle
from catalogue.search.counting import MOST_THINGS, count_facets
from catalogue.search.facets import FACETS


class NounFacets(ReadView):
    """The facets of a list with their counts, each under all the others."""

    kind = None
    # Everything there is may have to be counted.
    throttle_scope = "search"

    def answer(self, request):
        names = [facet.name for facet in FACETS[self.kind]]
        besides = ("facets", "begins", "page_size") if names else ()
        question = asked(request, self.kind, besides=besides)
        only = read_names(request.GET, "facets", names)
        most = page_size(request.GET, usual=MOST_THINGS, most=MOST_ASKED)
        question, count = settle(question)
        counted = count_facets(question, only=only, most=most, begins=request.GET.get("begins", ""))
        return as_json(
            {
                "count": count,
                "facets": [
                    _facet(facet, counted[facet.name])
                    for facet in question.facets
                    if facet.name in counted
                ],
            }
        )

    def described(self):
        noun = self.kind.noun
        return Described(
            operation=f"count{plural_of(self.kind)}",
            summary=f"Count {words_of(self.kind)} by facet",
            description=(
                "The ways to narrow the list, with the number of records that each value would "
                "leave under all the other choices."
            ),
            tag=noun,
            shape=schema("Facets"),
            asked=f"/api/v1/{noun}/facets/{COUNTS[self.kind]}",
            parameters=(
                *shared("Text"),
                *facet_parameters(self.kind),
                *counting_parameters(self.kind),
            ),
        )


def _facet(facet, counted):
    return {
        "name": facet.name,
        "label": str(facet.label),
        "values_count": counted.total,
        "values": [
            {
                "value": value.value,
                "label": value.label,
                "count": value.count,
                "chosen": value.chosen,
                "under": value.under or None,
            }
            for value in counted.values
        ],
    }
