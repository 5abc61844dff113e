"""Plain values against the rules of a shape: what is missing, and what is not what it must be."""

from catalogue.exchange.publiccode.languages import is_language_tag
from catalogue.exchange.publiccode.shapes import Address, Flag, Languages, ListOf, Section, Text


class Judge:
    """`fault(rule, path, **facts)` is told of each fault. A value has one at most: after the first
    rule that it does not keep, the others are not asked.
    """

    def __init__(self, fault):
        self.fault = fault

    def section(self, values, shape, path=()):
        faulty = dict(shape.together(values)) if shape.together else {}
        for name, inner in shape.fields.items():
            if name in faulty:
                self.fault(faulty[name], (*path, name), name=name, kind=values.get("type") or "")
            else:
                self._value(values.get(name), inner, (*path, name))

    def _value(self, value, shape, path):
        match shape:
            case Text() | Address():
                self._text(value, shape, path)
            case Flag():
                if value is None and shape.required:
                    self.fault("required", path, name=path[-1])
            case ListOf():
                self._list(value, shape, path)
            case Section():
                if value is not None or shape.expected:
                    self.section(value or {}, shape, path)
            case Languages():
                self._languages(value, shape, path)

    def _text(self, value, shape, path):
        if shape.required and (value is None or (value == "" and isinstance(shape, Text))):
            self.fault("required", path, name=path[-1])
        elif value or (value == "" and not getattr(shape, "may_be_blank", False)):
            for rule in shape.rules:
                if not rule.is_kept(value):
                    self.fault(rule.named_for(value), path, value=value, **rule.facts(value))
                    break

    def _list(self, value, shape, path):
        if not value and shape.not_empty:
            self.fault("empty", path, name=path[-1])
        for index, item in enumerate(value or ()):
            inside = (*path, index)
            if item is None and isinstance(shape.item, Section):
                self.section({}, shape.item, inside)
            elif item is None:
                self.fault("address", inside, value="")
            else:
                self._value(item, shape.item, inside)

    def _languages(self, value, shape, path):
        strangers = [tag for tag in value or () if not is_language_tag(tag)]
        if not value:
            self.fault("empty", path, name=path[-1])
        elif strangers:
            self.fault("languages", path, words=strangers)
        else:
            for tag, section in value.items():
                self.section(section, shape.section, (*path, tag))
