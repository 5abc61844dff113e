"""What a record may be, for the person who decides: its candidates as rows, and what the machine
would answer.
"""

from catalogue.choices import OutsideNoun
from catalogue.exchange.importing.products import KnownProducts
from catalogue.models import (
    Adoption,
    City,
    Organisation,
    OutsideRecord,
    Product,
    Replacement,
    Tool,
)

#: The row that a record of each noun is joined to.
MODEL_OF = {
    OutsideNoun.TOOL: Tool,
    OutsideNoun.ADOPTION: Adoption,
    OutsideNoun.MAPPING: Replacement,
    OutsideNoun.PLACE: City,
    OutsideNoun.ORGANISATION: Organisation,
}
PLACE = "place"
NAMED = {"tool": Tool, "city": City, "product": Product, "organisation": Organisation}
#: What a candidate is that does not say so itself.
USUAL = {
    OutsideNoun.TOOL: "tool",
    OutsideNoun.MAPPING: "product",
    OutsideNoun.PLACE: "city",
    OutsideNoun.ORGANISATION: "organisation",
}


def thing_of(record):
    """The row that a record is joined to, or None."""
    if record.object_id is None:
        return None
    return MODEL_OF[record.noun].objects.filter(pk=record.object_id).first()


def name_of(row):
    """A row as the candidate of a record of its own noun, or of another."""
    if isinstance(row, OutsideRecord):
        return f"{PLACE}:{row.pk}"
    kind = next(kind for kind, model in NAMED.items() if isinstance(row, model))
    return f"{kind}:{row.slug}"


def candidates(record):
    """The rows that a record may be, in its order, and the places that are no cities yet; those
    that are gone are left out.
    """
    wanted = {}
    for each in record.candidates:
        kind, _colon, key = each.rpartition(":")
        wanted.setdefault(kind or USUAL.get(record.noun, ""), []).append(key)
    found = []
    for kind, keys in wanted.items():
        if kind == PLACE:
            found += _places([key for key in keys if key.isdecimal()])
        elif kind in NAMED:
            rows = {row.slug: row for row in NAMED[kind].objects.filter(slug__in=keys)}
            found += [rows[key] for key in keys if key in rows]
    return list(dict.fromkeys(found))


def likely(record, found):
    """`{"tool": …, "product": …, "city": …}` of an adoption or a mapping, as far as that is known.
    `found` are its candidates.
    """
    said = record.values
    answer = {}
    for kind in ("tool", "product", "city"):
        alike = [row for row in found if isinstance(row, NAMED[kind])]
        if len(alike) == 1:
            [answer[kind]] = alike
    if key := said.get("tool_key"):
        told = record.catalogue.records.filter(noun=OutsideNoun.TOOL, key=key).first()
        if told and (tool := thing_of(told)):
            answer["tool"] = tool
    elif "tool" not in answer and (name := said.get("tool")):
        named = list(Tool.objects.filter(name__iexact=name)[:2])
        if len(named) == 1:
            [answer["tool"]] = named
    if record.noun == OutsideNoun.MAPPING and "product" not in answer:
        slug = KnownProducts().find(said["product"], said.get("vendor", ""))
        if slug:
            answer["product"] = Product.objects.get(slug=slug)
    return answer


def _places(keys):
    """Places, each as its city where it is one."""
    records = {
        str(record.pk): record
        for record in OutsideRecord.objects.filter(pk__in=keys, noun=OutsideNoun.PLACE).defer("raw")
    }
    cities = City.objects.in_bulk([each.object_id for each in records.values() if each.object_id])
    found = [records[key] for key in keys if key in records]
    return [cities.get(each.object_id, each) for each in found]
