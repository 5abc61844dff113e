"""A tree of values to plain values by a shape: what is of the wrong kind, and what is unknown.

A section with a fault inside is set aside as a whole, as the reference parser does it; what then
counts as missing is said to be unread.
"""

from catalogue.exchange.publiccode import addresses, messages
from catalogue.exchange.publiccode.shapes import Address, Flag, Languages, ListOf, Section, Text
from catalogue.exchange.publiccode.tree import Mapping, Scalar, Sequence

#: What readers of YAML 1.1 take for true or false.
FLAGS_OF_1_1 = {"yes", "no", "on", "off", "y", "n"}


class SetAside(Exception):
    """What is wrong with the value was said; it is not there for the rules."""


class Decoder:
    """`fault(rule, node, **facts)` is told of each fault, with the value or the key it is at."""

    def __init__(self, fault):
        self.fault = fault

    def document(self, node, shape):
        """The values of a whole document, without those that were set aside."""
        values, _is_whole = self._fields(node, shape)
        return values

    def _value(self, node, shape):
        if isinstance(node, Scalar) and node.is_nothing:
            return None
        readers = {
            Text: self._text,
            Address: self._address,
            Flag: self._flag,
            ListOf: self._list,
            Section: self._section,
            Languages: self._languages,
        }
        return readers[type(shape)](node, shape)

    def _text(self, node, shape):
        if not isinstance(node, Scalar):
            raise self._wrong("text", node)
        return node.text()

    def _address(self, node, shape):
        text = self._text(node, shape)
        if addresses.split(text) is None:
            self.fault("address.broken", node, value=text)
            raise SetAside
        return text

    def _flag(self, node, shape):
        flag = node.flag if isinstance(node, Scalar) else None
        if flag is None:
            raise self._wrong("flag", node)
        return flag

    def _list(self, node, shape):
        if isinstance(node, Scalar) and shape.or_one:
            return [self._value(node, shape.item)]
        if not isinstance(node, Sequence):
            raise self._wrong("text" if shape.or_one else "list", node)
        values, is_whole = [], True
        for item in node.items:
            try:
                value = self._value(item, shape.item)
            except SetAside:
                is_whole = False
            else:
                values.append("" if value is None and isinstance(shape.item, Text) else value)
        if not is_whole:
            raise SetAside
        return values

    def _section(self, node, shape):
        if not isinstance(node, Mapping):
            raise self._wrong("section", node)
        values, is_whole = self._fields(node, shape)
        if not is_whole:
            raise SetAside
        return values

    def _fields(self, node, shape):
        values, is_whole = {}, True
        for name, (key, value) in node.pairs.items():
            if name not in shape.fields:
                self.fault("unknown", key, name=name, among=shape.fields)
                is_whole = False
                continue
            try:
                values[name] = self._value(value, shape.fields[name])
            except SetAside:
                is_whole = False
        return values, is_whole

    def _languages(self, node, shape):
        if not isinstance(node, Mapping):
            raise self._wrong("section", node)
        values, is_whole = {}, True
        for name, (_key, value) in node.pairs.items():
            try:
                values[name] = self._value(value, shape.section) or {}
            except SetAside:
                is_whole = False
        if not is_whole:
            raise SetAside
        return values

    def _wrong(self, kind, node):
        rule, facts = f"type.{kind}", {"found": messages.kind(node)}
        if kind == "flag" and isinstance(node, Scalar) and node.source.lower() in FLAGS_OF_1_1:
            rule, facts = "type.flag-1.1", {"value": node.source}
        self.fault(rule, node, **facts)
        return SetAside()
