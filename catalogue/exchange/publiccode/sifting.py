"""A tree of values to those that a reader can use: unlike the validator, which sets a whole section
aside for one fault in it, this keeps everything around the fault.
"""

from catalogue.exchange.publiccode import addresses
from catalogue.exchange.publiccode.languages import is_language_tag
from catalogue.exchange.publiccode.shapes import Address, Flag, Languages, ListOf, Section, Text
from catalogue.exchange.publiccode.tree import Mapping, Scalar, Sequence


def sift(node, shape):
    """The usable values below a node, by the shape; nothing where there is none."""
    match shape:
        case Text() | Address():
            return _text(node, shape)
        case Flag():
            return node.flag if isinstance(node, Scalar) else None
        case ListOf():
            return _list(node, shape)
        case Section():
            return _section(node, shape)
        case Languages():
            return _languages(node, shape)


def _text(node, shape):
    """As it is written: version 1.10 is not 1.1."""
    if not isinstance(node, Scalar) or node.is_nothing:
        return None
    text = node.source.strip()
    if not text or (isinstance(shape, Address) and addresses.split(text) is None):
        return None
    return text if all(rule.mild or rule.is_kept(text) for rule in shape.rules) else None


def _list(node, shape):
    """A single value counts as a list of one."""
    items = node.items if isinstance(node, Sequence) else [node]
    values = (sift(item, shape.item) for item in items)
    return [value for value in values if value] or None


def _section(node, shape):
    if not isinstance(node, Mapping):
        return None
    values = {
        name: sift(value, shape.fields[name])
        for name, (_key, value) in node.pairs.items()
        if name in shape.fields
    }
    return {name: value for name, value in values.items() if value is not None} or None


def _languages(node, shape):
    if not isinstance(node, Mapping):
        return None
    sections = {
        name: sift(value, shape.section)
        for name, (_key, value) in node.pairs.items()
        if is_language_tag(name)
    }
    return {name: section for name, section in sections.items() if section} or None
