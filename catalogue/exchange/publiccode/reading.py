"""The text of a file to a tree of values: YAML 1.2, within limits that no honest file meets."""

import re

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from catalogue.exchange.publiccode.tree import Mapping, Node, Scalar, Sequence

#: The largest file seen in the wild, with 5,000 users, has a third of this.
LARGEST = 512 * 1024
#: Values, with all aliases followed: a few lines of aliases of aliases make millions.
MOST = 20_000
DEEPEST = 30

#: What YAML 1.2 allows in a file (`c-printable`).
NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What an escape can still bring in, and no database or message can hold.
NOT_KEPT = re.compile("[\0\ud800-\udfff]")
LINE_BREAK = re.compile("\r\n|\r|\n")
#: What the library says, and what somebody did.
SLIPS = tuple(
    (re.compile(words), rule)
    for words, rule in (
        (r"'\\t'", "yaml.tab"),
        (r"mapping values are not allowed", "yaml.colon"),
        (r"could not find expected ':'", "yaml.key"),
        (r"quoted scalar .*end of stream", "yaml.quotes"),
        (r"flow .*<stream end>|expected ',' or", "yaml.brackets"),
        (r"expected <block end>|sequence entries are not allowed", "yaml.indentation"),
        (r"cannot start any token", "yaml.beginning"),
        (r"unknown escape", "yaml.escape"),
    )
)
#: Told where something was opened, and not where the file ends without its other half.
OPENED = ("yaml.quotes", "yaml.brackets")
TEXT_TAG = "tag:yaml.org,2002:str"


class Unreadable(Exception):
    """The file is no YAML that anything could be said of. It carries the rule, the place, and the
    facts of the message; never the file's own text.
    """

    def __init__(self, rule, line=1, column=1, **facts):
        super().__init__(rule)
        self.rule, self.line, self.column, self.facts = rule, line, column, facts


def read_tree(text: str | bytes) -> Node | None:
    """The one document of a file; nothing where the file is empty."""
    text = _decoded(text)
    builder = _Builder()
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        raise _explained(error) from error
    except (YAMLError, ValueError, IndexError, AttributeError) as error:
        # The library lets these out on input that it did not foresee, such as %YAML 9.
        raise Unreadable("yaml.syntax") from error
    return builder.root


def _decoded(text):
    size = len(text.encode(errors="replace")) if isinstance(text, str) else len(text)
    if size > LARGEST:
        raise Unreadable("yaml.large", limit=LARGEST // 1024)
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            before = text[: error.start].decode("utf-8")
            raise Unreadable("yaml.encoding", *_position(before)) from error
    text = text.removeprefix("\ufeff")
    if match := NOT_ALLOWED.search(text):
        raise Unreadable("yaml.character", *_position(text[: match.start()]), code=_code_of(match))
    return text


def _code_of(match):
    return f"U+{ord(match.group()):04X}"


def _position(before):
    lines = LINE_BREAK.split(before)
    return len(lines), len(lines[-1]) + 1


def _explained(error):
    """The library speaks English to programmers; what its readers most often did has a rule."""
    told = f"{error.context} {error.problem}"
    rule = next((rule for words, rule in SLIPS if words.search(told)), "yaml.syntax")
    first = error.context_mark if rule in OPENED else None
    mark = first or error.problem_mark or error.context_mark
    return Unreadable(rule, *((mark.line + 1, mark.column + 1) if mark else ()))


class _Builder:
    """Takes the events of the scanner one by one, so that nothing grows past its limit."""

    def __init__(self):
        self.root = None
        self.open = []
        self.anchors = {}
        self.documents = 0
        self.weight = 0

    def take(self, event):
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        match event:
            case DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise Unreadable("yaml.documents", line, column)
            case ScalarEvent():
                if match := NOT_KEPT.search(event.value):
                    raise Unreadable("yaml.character", line, column, code=_code_of(match))
                is_text = event.tag == TEXT_TAG if event.tag else event.style is not None
                self._add(Scalar(line, column, event.value, is_text), event.anchor)
            case SequenceStartEvent():
                self._begin(_Open(Sequence(line, column)), event.anchor)
            case MappingStartEvent():
                self._begin(_OpenMapping(Mapping(line, column)), event.anchor)
            case AliasEvent():
                self._add(self._aliased(event.anchor, line, column), None)
            case SequenceEndEvent() | MappingEndEvent():
                self._end()

    def _begin(self, opened, anchor):
        if len(self.open) >= DEEPEST:
            raise Unreadable("yaml.deep", opened.node.line, opened.node.column, limit=DEEPEST)
        if anchor:
            self.anchors[anchor] = None  # an alias to itself would never end
        opened.anchor = anchor
        self._count(opened.node)
        self.open.append(opened)

    def _end(self):
        opened = self.open.pop()
        opened.close()
        self._place(opened.node, opened.anchor)

    def _add(self, node, anchor):
        self._count(node)
        self._place(node, anchor)

    def _count(self, node):
        self.weight += node.weight
        if self.weight > MOST:
            raise Unreadable("yaml.many", node.line, node.column, limit=MOST)

    def _place(self, node, anchor):
        if anchor:
            self.anchors[anchor] = node
        if self.open:
            self.open[-1].take(node)
        else:
            self.root = node

    def _aliased(self, anchor, line, column):
        node = self.anchors.get(anchor)
        if node is None:
            raise Unreadable("yaml.alias", line, column, name=anchor)
        if len(self.open) + node.height > DEEPEST:
            raise Unreadable("yaml.deep", line, column, limit=DEEPEST)
        return node


class _Open:
    """A list whose end has not been read yet."""

    def __init__(self, node):
        self.node = node
        self.anchor = None

    def take(self, node):
        self.node.items.append(node)
        self._grow(node)

    def _grow(self, node):
        self.node.weight += node.weight
        self.node.height = max(self.node.height, node.height + 1)

    def close(self):
        pass


class _OpenMapping(_Open):
    """A mapping whose end has not been read yet."""

    def __init__(self, node):
        super().__init__(node)
        self.key = None

    def take(self, node):
        self._grow(node)
        if self.key is None:
            self.key = node
            return
        key, self.key = self.key, None
        name = key.source if isinstance(key, Scalar) else f"?{key.line}:{key.column}"
        if name in self.node.pairs:
            first = self.node.pairs[name][0].line
            raise Unreadable("yaml.double", key.line, key.column, name=name, first=first)
        self.node.pairs[name] = (key, node)

    def close(self):
        """What `<<` brings in stands beside the mapping's own keys, which win."""
        key, value = self.node.pairs.get("<<", (None, None))
        if key is None or key.is_text:
            return
        brought = value.items if isinstance(value, Sequence) else [value]
        if all(isinstance(each, Mapping) for each in brought):
            del self.node.pairs["<<"]
            for each in brought:
                self.node.pairs = each.pairs | self.node.pairs
