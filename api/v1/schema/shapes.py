"""The shapes of records and of lists of them, as JSON Schema.

A record is answered whole, unless `fields` leaves members out or `expand` puts related records in:
then it is the looser “as asked”.
"""

from copy import deepcopy

from drf_spectacular.plumbing import ResolvedComponent

from api.records import RELATED
from api.v1.schema.names import answer_of, name_of, schema
from api.v1.serializers import SERIALIZERS
from api.v1.serializers.answers import ANSWERS

REFERENCES = (schema("Ref"), schema("RefInLanguages"))


def schemas(operation, registry):
    """`{name: JSON Schema}` of everything that is answered as JSON."""
    for serializer in (*SERIALIZERS.values(), *ANSWERS):
        operation.resolve_serializer(serializer, "response")
    made = {
        name: closed(deepcopy(component.schema))
        for (name, type_), component in registry._components.items()  # noqa: SLF001
        if type_ == ResolvedComponent.SCHEMA
    }
    for kind in SERIALIZERS:
        made[f"{name_of(kind)}AsAsked"] = as_asked(kind, made)
        made[f"{name_of(kind)}Page"] = page(kind)
    return dict(sorted(made.items()))


def closed(shape):
    """Nothing but the members that are said."""
    if "properties" in shape:
        shape.setdefault("additionalProperties", False)
    return shape


def as_asked(kind, made):
    """A record of which `fields` and `expand` chose what is in it."""
    shape = deepcopy(made[name_of(kind)])
    del shape["required"]
    shape["minProperties"] = 1
    shape["description"] = (
        f"{name_of(kind)}, of which `fields` leaves members out and `expand` puts related records "
        "in whole."
    )
    for path, other in RELATED[kind].items():
        name, *rest = path.split(".")
        shape["properties"][name] = _widened(shape["properties"][name], rest, other, made)
    return shape


def _widened(shape, rest, other, made):
    """`shape` with the whole record allowed where it refers to a thing of kind `other`."""
    if shape.get("type") == "array":
        return {**shape, "items": _widened(shape["items"], rest, other, made)}
    for word in ("allOf", "oneOf"):
        if word in shape:
            inner = [_widened(each, rest, other, made) for each in shape[word]]
            return {**shape, word: inner}
    if "$ref" not in shape:
        return shape
    if not rest:
        return {"anyOf": [shape, schema(name_of(other))]} if shape in REFERENCES else shape
    (name,) = rest
    inner = deepcopy(made[shape["$ref"].rpartition("/")[2]])
    inner["properties"][name] = _widened(inner["properties"][name], [], other, made)
    return inner


def page(kind):
    """A page of a list."""
    return {
        "type": "object",
        "description": f"A page of a list of {kind.noun.replace('-', ' ')}.",
        "required": ["count", "next", "previous", "results"],
        "additionalProperties": False,
        "properties": {
            "count": {"type": "integer", "minimum": 0, "description": "In all pages."},
            "next": {"type": ["string", "null"], "format": "uri"},
            "previous": {"type": ["string", "null"], "format": "uri"},
            "results": {"type": "array", "items": answer_of(kind)},
        },
    }
