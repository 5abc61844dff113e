"""The API's own description (docs/openapi-v1.yaml), read once, and its types in a few words."""

from dataclasses import dataclass, replace
from functools import lru_cache

import yaml
from django.conf import settings

PATH = settings.BASE_DIR / "docs" / "openapi-v1.yaml"
#: Members of a page of a list, the same for every noun.
OF_A_PAGE = {"count", "next", "previous", "results"}
#: A record of which members were left out: the same shape to a reader.
AS_ASKED = "AsAsked"


@dataclass(frozen=True)
class Type:
    """What a parameter takes or a member holds: `string`, `Ref[] | null`. `shape` names the part of
    the description that says more; `values` is a closed list of words, and `vocabulary` its name.
    """

    words: str
    shape: str = ""
    values: tuple = ()
    vocabulary: str = ""

    def many(self):
        several = f"({self.words})" if " | " in self.words else self.words
        return replace(self, words=f"{several}[]")

    def or_null(self):
        return replace(self, words=f"{self.words} | null")


@lru_cache(maxsize=1)
def document():
    """The description, read once a process."""
    with PATH.open("rb") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def followed(node):
    """`(what it says, its name)` of a part that may be a reference to a component."""
    if "$ref" not in node:
        return node, ""
    _root, section, kind, name = node["$ref"].split("/")
    return document()[section][kind][name], name


def type_of(schema):
    """The type that a schema states."""
    for word in ("oneOf", "anyOf", "allOf"):
        if word in schema:
            return _one_of([each for each in schema[word] if not _is_as_asked(each)])
    schema, name = followed(schema)
    if "enum" in schema:
        return Type("string", values=tuple(map(str, schema["enum"])), vocabulary=name)
    if name:
        return Type(name, shape=name)
    return _plain(schema)


def _one_of(schemas):
    known = [type_of(each) for each in schemas if each.get("type") != "null"]
    whole = known[0] if len(known) == 1 else Type(" | ".join(each.words for each in known))
    return whole if len(known) == len(schemas) else whole.or_null()


def _is_as_asked(schema):
    return schema.get("$ref", "").endswith(AS_ASKED)


def _plain(schema):
    words = schema.get("type", "any")
    null = isinstance(words, list) and "null" in words
    if isinstance(words, list):
        [words] = [word for word in words if word != "null"]
    if words == "array":
        found = type_of(schema["items"]).many()
    else:
        found = Type(schema.get("format", words) if words == "string" else words)
    return found.or_null() if null else found


def schema_of(shape):
    """What the description says of a shape."""
    return document()["components"]["schemas"][shape]


def row_of(schema):
    """The type of the rows where a schema is a page of a list, else None."""
    found, _name = followed(schema)
    if set(found.get("properties", ())) != OF_A_PAGE:
        return None
    return type_of(found["properties"]["results"]["items"])


def sentence_of(node):
    """What a part says of itself, in one line."""
    return " ".join(node.get("description", "").split())
