"""What may be asked of an address: parameters made from the facets, the orders and the members.

They are components, which addresses refer to: a list and what surrounds a thing take the same ones.
"""

from api.lists import LARGEST_PAGE, LAST_NUMBERED, LAST_PAGE, PAGE_SIZE
from api.records import RELATED
from api.v1.csv_lines import SEPARATORS
from api.v1.schema.asked import SLUGS
from api.v1.schema.facets import MOST_ASKED, SENTENCES, values_of
from api.v1.schema.names import name_of, schema
from api.v1.serializers import MEMBERS
from catalogue.choices import Kind
from catalogue.search.counting import MOST_THINGS
from catalogue.search.facets import FACETS
from catalogue.search.question import LONGEST_TEXT, MOST_VALUES, MOST_WORDS, ORDERS

#: What separates words, also where a regular expression has another idea of it than Python.
BLANK = r"\s\x1c-\x1f\x85"
#: A few words, and nothing that PostgreSQL cannot keep.
WORDS = rf"[^{BLANK}\x00]+([{BLANK}]+[^{BLANK}\x00]+){{0,{MOST_WORDS - 1}}}"


def query(name, description, values, **more):
    """A parameter of the query string with one value."""
    return {"name": name, "in": "query", "description": description, "schema": values, **more}


def header(name, description, **more):
    schema = {"type": "string"}
    return {"name": name, "in": "header", "description": description, "schema": schema, **more}


def page_size(usual=PAGE_SIZE, most=LARGEST_PAGE):
    return query(
        "page_size",
        "How many at most; more than the largest number is refused.",
        {"type": "integer", "minimum": 1, "maximum": most, "default": usual},
    )


def text(*, required=False):
    """`q`: words to search for."""
    said = "Words to search for; accents, case and a slip of typing do not matter."
    words = WORDS if required else f"({WORDS})?"
    pattern = f"^[{BLANK}]*{words}[{BLANK}]*$"
    values = {"type": "string", "maxLength": LONGEST_TEXT, "pattern": pattern}
    return query("q", said, values, **({"required": True} if required else {}))


def separator_parameter(more=""):
    """What stands between the cells of a CSV."""
    said = f"Semicolon for spreadsheets set up for a language that writes 1,5.{more}"
    values = {"type": "string", "enum": list(SEPARATORS), "default": "comma"}
    return query("separator", said, values)


def components():
    """`{name: parameter}` of all that addresses refer to."""
    return {
        "Text": text(),
        "Page": query(
            "page",
            f"Which page of the list; 404 past the last one, and past record {LAST_NUMBERED}: "
            "beyond it, `next` leads on.",
            {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
        ),
        "After": query(
            "after",
            "Where the page before this one ended, as its `next` says; not together with `page`.",
            {"type": "string", "minLength": 1, "pattern": "^[A-Za-z0-9_-]+$"},
        ),
        "PageSize": page_size(),
        "ValuesBegin": query(
            "begins",
            "How the names begin: of facets that name things, the values with other names are left "
            "out, unless they are chosen.",
            {"type": "string", "minLength": 1, "pattern": r"^[^\x00]+$"},
        ),
        "ValuesSize": query(
            "page_size",
            "How many values of a facet that names things (tools, products, vendors, cities): the "
            "most frequent, and those that are chosen. Other facets come whole.",
            {"type": "integer", "minimum": 1, "maximum": MOST_ASKED, "default": MOST_THINGS},
        ),
        "IfNoneMatch": header(
            "If-None-Match", "The `ETag` of an answer that you hold: 304 if it is still good."
        ),
        "AcceptLanguage": header(
            "Accept-Language",
            "The language of labels and of what went wrong: French or English.",
            example="en",
        ),
        "Range": header(
            "Range", "A part of the file (RFC 9110, section 14).", example="bytes=0-99"
        ),
        "IfRange": header("If-Range", "The part, if the file still has this `ETag`; else all."),
        **{name: each for kind in Kind for name, each in _of(kind)},
    }


def _of(kind):
    """`(name, parameter)` of those of one noun."""
    noun = name_of(kind)
    for facet in FACETS[kind]:
        values = {"type": "array", "items": values_of(facet), "maxItems": MOST_VALUES}
        said = query(facet.name, SENTENCES[kind][facet.name], values)
        yield f"{noun}{facet.name.capitalize()}", {**said, "style": "form", "explode": True}
    if FACETS[kind]:
        said = "The facets to answer; all of them without."
        yield f"{noun}Facets", _names("facets", said, [facet.name for facet in FACETS[kind]])
    said = f"Without it, the best match first where there are words, else by `{ORDERS[kind][0]}`."
    yield f"{noun}Order", query("order", said, {"type": "string", "enum": list(ORDERS[kind])})
    said = "The members to answer, in this order; all of them without."
    yield f"{noun}Fields", _names("fields", said, MEMBERS[kind])
    if RELATED[kind]:
        said = "Related things to put in whole, in place of their slug, name and address."
        yield f"{noun}Expand", _names("expand", said, RELATED[kind])


def _names(name, description, names):
    """Comma-separated names out of a closed list."""
    values = {"type": "array", "items": {"type": "string", "enum": list(names)}, "minItems": 1}
    return query(name, description, values, style="form", explode=False)


def shared(*names):
    """References to parameters."""
    return tuple({"$ref": f"#/components/parameters/{name}"} for name in names)


def facet_parameters(kind, *, but=None):
    """The ways to narrow a list. Several values of one add up, different ones narrow each other."""
    names = [facet.name for facet in FACETS[kind] if facet.name != but]
    return shared(*(f"{name_of(kind)}{name.capitalize()}" for name in names))


def counting_parameters(kind):
    """What is answered of the facets, where there are any."""
    return shared(f"{name_of(kind)}Facets", "ValuesBegin", "ValuesSize") if FACETS[kind] else ()


def shaping_parameters(kind):
    """What is answered of each record."""
    noun = name_of(kind)
    return shared(f"{noun}Fields", *([f"{noun}Expand"] if RELATED[kind] else []))


def list_parameters(kind, *, but=None):
    """Everything that a list takes; `but` is a facet that is settled already."""
    return (
        *shared("Text"),
        *facet_parameters(kind, but=but),
        *shared(f"{name_of(kind)}Order", "Page", "After", "PageSize"),
        *shaping_parameters(kind),
    )


def slug_of(kind):
    """The thing that an address is about."""
    return {
        "name": "slug",
        "in": "path",
        "required": True,
        "description": f"The slug of the {kind.value.replace('-', ' ')}.",
        "schema": schema("Slug"),
        "example": SLUGS[kind],
    }
