"""A record of the API taken to pieces: the row that it tells of, and those that it tells on the
side.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django.db.models import DecimalField
from django.utils.translation import gettext as _

from catalogue.choices import Kind
from catalogue.errors import UnreadableRecord
from catalogue.exchange.gather import SHAPE_OF, plain
from catalogue.exchange.records import complete, told
from catalogue.exchange.write import NOTHING
from catalogue.models.base import Publishable
from catalogue.search.documents.origins import CALLED

#: Which list of the API tells a noun: inside which member, and as which reference its owner stands
#: in it. "" is the record itself.
TOLD_IN = {
    "licence": (Kind.TOOL, "licences", ""),
    "source": (Kind.SOURCE, "", ""),
    "category": (Kind.CATEGORY, "", ""),
    "vendor": (Kind.VENDOR, "", ""),
    "organisation": (Kind.ORGANISATION, "", ""),
    "product": (Kind.PRODUCT, "", ""),
    "tool": (Kind.TOOL, "", ""),
    "replacement": (Kind.REPLACEMENT, "", ""),
    "city": (Kind.CITY, "", ""),
    "milestone": (Kind.CITY, "milestones", "city"),
    "adoption": (Kind.ADOPTION, "", ""),
    "money": (Kind.CITY, "money", "city"),
    "case study": (Kind.CASE_STUDY, "", ""),
    "argument": (Kind.ARGUMENT, "", ""),
    "service": (Kind.ORGANISATION, "services", "organisation"),
}
#: Shapes whose rows have an address of their own, by the noun of the API.
SHAPE_OF_NOUN = {
    kind.noun: SHAPE_OF[noun] for noun, (kind, member, owner) in TOLD_IN.items() if not member
}
#: Columns that the API calls otherwise.
RENAMED = {
    "source": {"url": "address"},
    "tool": CALLED,
}


@dataclass(eq=False)
class Piece:
    """What a record says of one row: `of` is the record's own noun and slug."""

    key: str
    values: dict
    of: tuple
    #: When the row was published at the origin, where rows of its kind have drafts.
    published_at: datetime | None = None
    #: Why it could not be written, when it was tried last.
    fault: Exception | None = None

    @property
    def names_nothing(self):
        """Whether it only waits for what it names."""
        return getattr(self.fault, "code", "") == NOTHING


@dataclass(frozen=True)
class _Record:
    values: dict
    where: str


def pieces_of(shape, noun, record):
    """What a record says of the rows of one shape. Raises UnreadableRecord."""
    _kind, member, owner = TOLD_IN[shape.noun]
    has_drafts = issubclass(shape.model, Publishable)
    of = (noun, record["slug"])
    where = f"{noun}/{record['slug']}"
    try:
        rows = record[member] if member else [record]
        inside = [{**row, owner: {"slug": record["slug"]}} if owner else row for row in rows]
        given = [_values(shape, row) for row in inside]
        published_at = moment_of(record["published_at"]) if has_drafts else None
    except KeyError as missing:
        raise UnreadableRecord(
            told(
                where,
                _("“%s” is missing: the origin runs another release; upgrade both to the same")
                % missing.args[0],
            )
        ) from missing
    except (TypeError, ValueError, AttributeError, ArithmeticError) as fault:
        raise UnreadableRecord(told(where, _("it is not made like a record"))) from fault
    whole = [complete(shape, _Record(values, where)) for values in given]
    return [Piece(shape.key_of(values), values, of, published_at) for values in whole]


def _values(shape, record):
    """The values of a shape out of a record of the API, in which null is what is not known."""
    names = RENAMED.get(shape.noun, {})
    values = {
        name: _column(shape.model._meta.get_field(name), record[names.get(name, name)])
        for name in shape.columns
    }
    values |= {name: _slug(record[name]) for name, noun in shape.refs}
    values |= {name: [_slug(each) for each in record[name]] for name, noun in shape.links}
    for part in shape.parts:
        values[part.name] = [_values(part.shape, row) for row in record[part.name]]
    if shape.cites:
        values["cites"] = [_cite(cited) for cited in record["sources"]]
    return values


def moment_of(text):
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


def _column(field, value):
    if value is None and not field.null:
        return field.get_default()
    if isinstance(field, DecimalField):
        return plain(Decimal(value))
    return value


def _slug(named):
    """References are objects; an amount names its adoption by the bare slug."""
    return named["slug"] if isinstance(named, dict) else named


def _cite(cited):
    note = {"note": cited["note"]} if cited["note"] else {}
    return {"source": cited["slug"], **note}
