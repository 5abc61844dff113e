"""What the description calls the shapes of each noun, and how it refers to them."""

from api.v1.serializers import SERIALIZERS


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


def page_of(kind):
    """A page of records of a noun."""
    return schema(f"{name_of(kind)}Page")
