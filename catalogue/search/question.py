"""The parsed question of a list or a search, the same for pages and API."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from catalogue.choices import Kind
from catalogue.errors import BadQuestion
from catalogue.search.facets import FACETS
from catalogue.search.tallies import pair_of, tallies_of

LONGEST_TEXT = 200
MOST_WORDS = 12
MOST_VALUES = 30
LAST_PAGE = 10_000

#: Orders of each list, the default first.
ORDERS = {
    Kind.TOOL: ("proof", "name", "activity"),
    Kind.PRODUCT: ("proof", "name", "alternatives"),
    Kind.CITY: ("proof", "name", "population", "recent"),
    Kind.CASE_STUDY: ("recent", "name"),
    Kind.ORGANISATION: ("name", "proof"),
    Kind.CATEGORY: ("position", "name", "proof"),
    Kind.VENDOR: ("name", "products"),
    Kind.REPLACEMENT: ("proof", "name"),
    Kind.ADOPTION: ("recent", "name", "population"),
    Kind.ARGUMENT: ("position", "name"),
    Kind.SOURCE: ("name", "recent"),
}


@dataclass(frozen=True)
class Question:
    """What a reader asks of a list: words, a choice for each facet, an order and a page.

    `order` is "" for the best order of the moment: by relevance where there are words, else the
    list's own.
    """

    kind: Kind
    text: str = ""
    chosen: dict = field(default_factory=dict)
    order: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, kind, query, given=None):
        """Read a QueryDict. Unknown parameters are left to the caller; a bad value raises
        BadQuestion. Choices of a value each that the address makes are `given`, by facet.
        """
        chosen = {facet: (value,) for facet, value in (given or {}).items()}
        for facet in FACETS[kind]:
            values = [value for value in query.getlist(facet.name) if value]
            if len(values) > MOST_VALUES:
                raise BadQuestion(
                    _("Choose at most %(most)d values for “%(name)s”.")
                    % {"most": MOST_VALUES, "name": facet.name},
                    parameter=facet.name,
                )
            if values:
                chosen[facet.name] = tuple(dict.fromkeys(values))
        question = cls(
            kind=kind,
            text=read_text(query),
            chosen=chosen,
            order=_order(kind, _one(query, "order")),
            page=_page(_one(query, "page")),
        )
        if chosen:
            question.refuse_unknown_values()
        return question

    def refuse_unknown_values(self):
        """A value that entries have is one; of others, their names know."""
        for facet in self.facets:
            given = self.chosen.get(facet.name, ())
            rare = {value for value in given if (facet.name, value) not in self.tallied}
            known = facet.names(rare) if rare else ()
            for value in given:
                if value in rare and value not in known:
                    raise BadQuestion(
                        _("“%(value)s” is not a value of “%(name)s”.")
                        % {"value": value[:60], "name": facet.name},
                        parameter=facet.name,
                    )

    @property
    def facets(self):
        return FACETS[self.kind]

    def choices(self, *, skip=None):
        """`[(facet, values)]` of each facet with a choice but `skip`."""
        return [
            (facet, self.chosen[facet.name])
            for facet in self.facets
            if facet is not skip and self.chosen.get(facet.name)
        ]

    @property
    def order_of_answers(self):
        """The order that is meant: the best match first where there are words."""
        return self.order or ("relevance" if self.text else ORDERS[self.kind][0])

    @property
    def is_narrowed(self):
        return bool(self.text or self.chosen)

    @cached_property
    def tallied(self):
        """`{(facet, value): number of entries}` of what is chosen, each by itself."""
        return tallies_of(self.kind, self.chosen)

    @cached_property
    def tallied_count(self):
        """How many entries answer, where that is known without looking for them; else None."""
        words = [(name, value) for name, given in self.chosen.items() for value in given]
        pair = pair_of(self.chosen)
        if self.text or not (pair or len(words) < 2):
            return None
        if not pair:
            return self.tallied.get(words[0] if words else ("", ""), 0)
        both = self.tallied.get(tuple(pair), 0)
        if len(self.chosen) == 2:
            return both
        return sum(self.tallied.get(word, 0) for word in words) - both

    @property
    def tallied_total(self):
        """How many entries there are."""
        return self.tallied["", ""]


def read_text(query):
    """The words of `?q=`, trimmed; too many or too long raise BadQuestion."""
    text = " ".join(_one(query, "q").split())
    if len(text) > LONGEST_TEXT:
        raise BadQuestion(
            _("A search takes at most %(most)d characters; yours has %(given)d.")
            % {"most": LONGEST_TEXT, "given": len(text)},
            parameter="q",
        )
    if len(text.split()) > MOST_WORDS:
        raise BadQuestion(
            _("A search takes at most %(most)d words.") % {"most": MOST_WORDS}, parameter="q"
        )
    return text


def _one(query, name):
    values = query.getlist(name)
    if len(values) > 1 or f"{name}[]" in query:
        raise BadQuestion(_("“%(name)s” takes one value.") % {"name": name}, parameter=name)
    return values[0] if values else ""


def _order(kind, value):
    if value and value not in ORDERS[kind]:
        raise BadQuestion(
            _("“%(value)s” is not an order of this list; use %(orders)s.")
            % {"value": value[:60], "orders": ", ".join(ORDERS[kind])},
            parameter="order",
        )
    return value


def _page(value):
    if not value:
        return 1
    if (
        not (value.isascii() and value.isdigit())
        or not 1 <= int(value[:9]) <= LAST_PAGE
        or len(value) > 9
    ):
        raise BadQuestion(
            _("A page is a number from 1 to %(last)d.") % {"last": LAST_PAGE}, parameter="page"
        )
    return int(value)
