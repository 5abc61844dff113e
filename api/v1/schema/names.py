"""What the description calls the shapes of each noun, and how it refers to them."""

from api.v1.serializers import SERIALIZERS

#: From an answer with a cursor to the changes after it.
GO_ON = {
    "changes": {
        "operationId": "followChanges",
        "parameters": {"since": "$response.body#/cursor"},
    }
}


def name_of(kind):
    """`CaseStudy`"""
    return SERIALIZERS[kind].__name__


def plural_of(kind):
    """`CaseStudies`"""
    return "".join(word.capitalize() for word in kind.noun.split("-"))


def words_of(kind):
    """`case studies`"""
    return kind.noun.replace("-", " ")


def schema(name):
    """A reference to a shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def answer_of(kind):
    """A record as it is or, with `fields` and `expand`, as it was asked for."""
    return {"anyOf": [schema(name_of(kind)), schema(f"{name_of(kind)}AsAsked")]}


def first_of(kind):
    """From a page of records to the first of them alone."""
    slug = {"slug": "$response.body#/results/0/slug"}
    return {"first": {"operationId": f"read{name_of(kind)}", "parameters": slug}}


def page_of(kind):
    """A page of records of a noun."""
    return schema(f"{name_of(kind)}Page")
