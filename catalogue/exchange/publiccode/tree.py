"""A YAML document as values that know where they stand, read as YAML 1.2 means them."""

import re
from dataclasses import dataclass, field

#: The core schema of YAML 1.2: `yes`, `no`, `on` and `off` are texts, and so is a date.
NOTHING = re.compile(r"(?:null|Null|NULL|~|)")
FLAG = re.compile(r"(?:(?P<yes>true|True|TRUE)|false|False|FALSE)")
WHOLE = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FRACTION = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
#: Longer numbers are beyond what any reader calculates with.
LONGEST_NUMBER = 300


@dataclass(slots=True, eq=False)
class Node:
    """Lines and columns are counted from one, as editors show them."""

    line: int
    column: int
    #: How many values it holds, itself included, and how many floors, with all aliases followed.
    weight: int = field(default=1, kw_only=True)
    height: int = field(default=1, kw_only=True)


@dataclass(slots=True, eq=False)
class Scalar(Node):
    source: str
    #: Quoted, written as a block, or tagged as text: never anything but a text.
    is_text: bool = False

    @property
    def is_nothing(self):
        return not self.is_text and bool(NOTHING.fullmatch(self.source))

    @property
    def is_plainly_text(self):
        return not (self.is_nothing or self.is_number or self.flag is not None)

    @property
    def flag(self):
        """Whether it says true or false; nothing where it says neither."""
        match = None if self.is_text else FLAG.fullmatch(self.source)
        return bool(match["yes"]) if match else None

    @property
    def is_number(self):
        return not self.is_text and bool(
            WHOLE.fullmatch(self.source) or FRACTION.fullmatch(self.source)
        )

    def text(self):
        """What the reference parser takes for its text: `1.0` is a number, and reads `1`."""
        if self.is_nothing:
            return ""
        if self.flag is not None:
            return str(self.flag).lower()
        if not self.is_number or len(self.source) > LONGEST_NUMBER:
            return self.source
        if WHOLE.fullmatch(self.source):
            return str(int(self.source, 0 if self.source[:2] in ("0o", "0x") else 10))
        number = float(self.source)
        return str(int(number)) if number.is_integer() and abs(number) < 1e21 else str(number)


@dataclass(slots=True, eq=False)
class Sequence(Node):
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mapping(Node):
    #: By the text of the key; a key that is no single value is called by its place.
    pairs: dict[str, tuple[Node, Node]] = field(default_factory=dict)


class Keys:
    """What the values of a document are called, in the words of the reference parser."""

    def __init__(self, root):
        self.lines, self.paths = {}, {}
        self._walk(root, "")

    def of(self, node):
        """The first key on the value's line, as that parser names what it cannot decode:
        `organisation[0]`, `isBasedOn.foobar`; its own where no key stands on that line.
        """
        return self.lines.get(node.line) or self.paths.get(id(node), "")

    def _walk(self, node, prefix):
        self.paths.setdefault(id(node), prefix)
        if isinstance(node, Mapping):
            for name, (key, value) in node.pairs.items():
                here = f"{prefix}.{name}" if prefix else name
                self.lines.setdefault(key.line, here)
                self._walk(value, here)
        elif isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                here = f"{prefix}[{index}]"
                self.lines.setdefault(item.line, here)
                self._walk(item, here)


def value_at(node, path):
    """The value at a path of names and numbers; nothing where the document has none there."""
    for step in path:
        if isinstance(step, int):
            items = node.items if isinstance(node, Sequence) else []
            node = items[step] if step < len(items) else None
        else:
            node = node.pairs.get(step, (None, None))[1] if isinstance(node, Mapping) else None
    return node


def place_of(root, path):
    """Line and column of the key at a path, or of the item of a list. For what is missing, the
    place of the nearest thing above it that is there.
    """
    for length in range(len(path), 0, -1):
        above, step = value_at(root, path[: length - 1]), path[length - 1]
        if isinstance(above, Mapping) and step in above.pairs:
            key, value = above.pairs[step]
            inside = length < len(path) and isinstance(value, Mapping)
            return (value.line, value.column) if inside else (key.line, key.column)
        if isinstance(above, Sequence) and isinstance(step, int) and step < len(above.items):
            return above.items[step].line, above.items[step].column
    return (root.line, root.column) if root else (1, 1)
