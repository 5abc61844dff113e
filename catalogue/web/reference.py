"""The reference pages of the API: its description told in the reader's language.

The sentences of the description are messages of the interface like any other. What they leave
unsaid is told in the words of the pages: what the values of a filter and the fields of a model are
called.
"""

import json
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue import choices
from catalogue.choices import Kind
from catalogue.search.facets import FACETS, Words
from catalogue.web.examples import SITE
from catalogue.web.lists import ORDER_LABELS
from catalogue.web.members import meaning_of
from catalogue.web.openapi import document, followed, row_of, schema_of, sentence_of, type_of

#: What is asked over all nouns.
CHAPTERS = {
    "everything": _("Search and numbers"),
    "mirror": _("Changes and exports"),
    "publiccode": "publiccode.yml",
    "description": _("The description for machines"),
}


@dataclass(frozen=True)
class Part:
    """A parameter of an address, or a member of a shape. `url` is where the reader finds the shape
    that it has, `choices` a list of `(word, meaning)`.
    """

    name: str
    type: str
    text: str
    choices: list
    url: str = ""
    required: bool = False


@dataclass(frozen=True)
class Shape:
    """What an object is made of."""

    name: str
    text: str
    members: list


@dataclass(frozen=True)
class Operation:
    """An address: what it is called, what it takes and what it answers. `sent` are the types of
    what is sent there; `request` and `example` are a question and its answer as text, or "".
    """

    anchor: str
    method: str
    path: str
    title: str
    text: str
    parameters: list
    answer: str
    url: str
    is_list: bool
    formats: list
    sent: list
    request: str
    example: str


def chapters():
    """`{tag: its name}` in the order of the description, those without an address left out."""
    used = {tag for asked in _operations() for tag in asked["tags"]}
    return {
        tag["name"]: kind.label if (kind := kind_of(tag["name"])) else CHAPTERS[tag["name"]]
        for tag in document()["tags"]
        if tag["name"] in used
    }


def about(tag):
    """What a chapter is about."""
    return next(said(each) for each in document()["tags"] if each["name"] == tag)


def said(node):
    """A sentence of the description in the reader's language."""
    sentence = sentence_of(node)
    return gettext(sentence) if sentence else ""


def kind_of(tag):
    """The noun that a chapter is about, or None."""
    return next((kind for kind in Kind if kind.noun == tag), None)


def chapter(tag):
    """`(addresses, shapes)` of a chapter. A shape stands once, the noun's own first; the records of
    other nouns stand in their own chapters.
    """
    kind = kind_of(tag)
    addresses, shapes, waiting = [], {}, [record_of(kind)] if kind else []
    for path, methods in document()["paths"].items():
        for method, asked in methods.items():
            if tag in asked["tags"]:
                addresses.append(_operation(path, method, asked, kind))
                waiting.append(_answer(asked).shape)
    while waiting:
        name = waiting.pop(0)
        if name and name not in shapes and _is_told_under(kind, name):
            schema = schema_of(name)
            shapes[name] = Shape(name, said(schema), _members(name, schema, kind))
            waiting += [type_of(part).shape for part in schema["properties"].values()]
    return addresses, list(shapes.values())


def record_of(kind):
    """`CaseStudy`"""
    return "".join(word.capitalize() for word in kind.value.split("-"))


def plain_types():
    """`[(type, what it is)]` of the values that are more than a string."""
    schemas = document()["components"]["schemas"]
    return [
        (name, said(schema))
        for name, schema in schemas.items()
        if "properties" not in schema and "enum" not in schema and said(schema)
    ]


def _operations():
    return [asked for methods in document()["paths"].values() for asked in methods.values()]


def _content(asked):
    """What a good answer holds, in the first of its formats."""
    return next(iter(asked["responses"]["200"]["content"].values()))


def _answer(asked):
    schema = _content(asked)["schema"]
    return row_of(schema) or type_of(schema)


def _operation(path, method, asked, kind):
    content = _content(asked)
    answer = _answer(asked)
    parameters = [followed(each)[0] for each in asked.get("parameters", ())]
    return Operation(
        anchor=asked["operationId"],
        method=method.upper(),
        path=path,
        title=gettext(asked["summary"]),
        text=said(asked),
        parameters=[_parameter(each, kind) for each in parameters if each["in"] != "header"],
        answer=answer.words,
        url=_place(answer.shape, kind),
        is_list=row_of(content["schema"]) is not None,
        formats=list(asked["responses"]["200"]["content"]),
        sent=list(asked.get("requestBody", {}).get("content", ())),
        **_example(content),
    )


def _example(content):
    """The request and the answer of an example, as text."""
    for example in content.get("examples", {}).values():
        value = example["value"]
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
        return {
            "request": example["summary"].removeprefix("GET "),
            "example": text.replace(SITE, settings.SITE_URL),
        }
    return {"request": "", "example": ""}


def _parameter(told, kind):
    found = type_of(told["schema"])
    # The members of a record are told below.
    values = () if told["name"] == "fields" else found.values
    return Part(
        name=told["name"],
        type=found.words,
        text=said(told),
        choices=_meanings(values, _words_of(told["name"], kind)),
        url=_place(found.shape, kind),
        required=told.get("required", False),
    )


def _words_of(parameter, kind):
    """What the values of a parameter are called on the pages."""
    if parameter == "order":
        return {order: label() for order, label in ORDER_LABELS.items()}
    for facet in FACETS.get(kind, ()):
        if facet.name == parameter and isinstance(facet.names, Words):
            return facet.names.choices
    return {}


def _members(name, schema, kind):
    members = []
    for member, part in schema["properties"].items():
        found = type_of(part)
        members.append(
            Part(
                name=member,
                type=found.words,
                text=said(part) or meaning_of(name, member, part),
                choices=_meanings(found.values, _labels(found.vocabulary)),
                url=_place(found.shape, kind),
            )
        )
    return members


def _meanings(values, known):
    """`[(word, meaning)]` in the reader's language."""
    return [(word, str(known.get(word, ""))) for word in values]


def _labels(vocabulary):
    """What the words of a closed list are called: it bears the name of its class in `choices`."""
    known = getattr(choices, vocabulary, None) if vocabulary else None
    return dict(known.choices) if known else {}


def _elsewhere(shape, kind):
    """The noun in whose chapter a shape is told, where that is another one."""
    return next((each for each in Kind if each != kind and record_of(each) == shape), None)


def _is_told_under(kind, shape):
    return "properties" in schema_of(shape) and not _elsewhere(shape, kind)


def _place(shape, kind):
    """Where a reader finds a shape, or ""."""
    if not shape:
        return ""
    if "properties" not in schema_of(shape):
        return f"{reverse('api')}#values"
    other = _elsewhere(shape, kind)
    return f"{reverse('api-chapter', args=[other.noun]) if other else ''}#{shape}"
