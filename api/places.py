"""Where a page of a list ended, as a text that the next question hands back: however deep that is,
the next page costs as much as the first.
"""

import base64
import json
import re

from django.utils.translation import gettext as _

from catalogue.errors import BadQuestion
from catalogue.search.asking import ORDER_BY, columns_of
from catalogue.search.query import Place

LONGEST = 2_000
NUMBERS = {"proof", "cities", "size", "object_id", "named"}


def written(place):
    """A Place as a text for an address."""
    told = json.dumps([place.order, place.language, *map(_plain, place.values)])
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read(text, order):
    """The Place of a text, in a list of this order. Raises BadQuestion on what is none."""
    try:
        padded = text[:LONGEST] + "=" * (-len(text[:LONGEST]) % 4)
        held = json.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        held = None
    match held:
        case [str(said), ("fr" | "en") as language, *values] if said == order and _fits(
            values, said, language
        ):
            return Place(said, language, tuple(values))
    raise BadQuestion(
        _("This is no place in this list: begin with its first page, and follow “next”."),
        parameter="after",
    )


def _fits(values, order, language):
    """Whether these may be values of the columns that an order sorts by."""
    columns = [name for name, _down in columns_of(order, language)] if order in ORDER_BY else []
    return len(values) == len(columns) > 0 and all(
        _is_number(value, name) if name in (*NUMBERS, "relevance") else _is_text(value)
        for name, value in zip(columns, values, strict=True)
    )


def _is_number(value, name):
    kind = int | float if name == "relevance" else int
    return isinstance(value, kind) and not isinstance(value, bool) and abs(value) < 2**63


def _is_text(value):
    """Whether the database could compare it: half a character is none."""
    return isinstance(value, str) and not re.search("[\0\ud800-\udfff]", value)


def _plain(value):
    """Numbers of the database as JSON has them, without losing a digit."""
    return value if isinstance(value, int | str) else float(value)
