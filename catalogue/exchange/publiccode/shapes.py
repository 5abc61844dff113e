"""What a value may be: the vocabulary in which the shape of publiccode.yml is written down."""

from dataclasses import dataclass, field

from catalogue.exchange.publiccode.rules import Rule


@dataclass(frozen=True, slots=True)
class Shape:
    required: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Text(Shape):
    """A single value. Numbers and flags are taken as they read."""

    rules: tuple[Rule, ...] = ()
    #: An empty text is as good as none.
    may_be_blank: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Address(Shape):
    """An address; what cannot be one is refused before any rule is asked."""

    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag(Shape):
    """`true` or `false`, and no `yes` or `no`: those are texts since YAML 1.2."""


@dataclass(frozen=True, slots=True)
class ListOf(Shape):
    item: Shape
    not_empty: bool = False
    #: A single value stands for a list of one.
    or_one: bool = False


@dataclass(frozen=True, slots=True)
class Section(Shape):
    fields: dict[str, Shape]
    #: What its keys ask is asked even where the whole section is missing.
    expected: bool = False
    #: A rule about several of its keys at once: takes what was read, gives (key, rule) pairs.
    together: object = None


@dataclass(frozen=True, slots=True)
class Languages(Shape):
    """One section for each language."""

    section: Section
