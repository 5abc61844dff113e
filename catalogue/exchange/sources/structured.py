"""JSON, JSON Lines, TOML and YAML to plain values, with the line of what is wrong."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import yaml
from django.utils.translation import gettext as _

from catalogue.exchange.sources.bounds import File, UnreadableSource
from catalogue.exchange.sources.text import text_of
from catalogue.exchange.told import Fault, Told, Where, refused

Build = Callable[[dict[str, Any], Where], Iterator[Told | Fault]]


def each(files: Iterable[File], parse: Callable[[File], Any]) -> Iterator[tuple[File, Any]]:
    """Every file with what it says, or with the fault of it."""
    for file in files:
        try:
            yield file, parse(file)
        except UnreadableSource as error:
            yield file, refused(Where(file.name), str(error))


def of_list(file: File, entries: Any, build: Build) -> Iterator[Told | Fault]:
    """What `build` makes of every object of a list; a fault for what is none."""
    if not isinstance(entries, list):
        yield refused(Where(file.name), _("It holds no list of records of this format."))
        return
    for number, entry in enumerate(entries):
        where = Where(file.name, entry=number)
        if isinstance(entry, dict):
            yield from build(entry, where)
        else:
            yield refused(where, _("This entry is no record."))


def json_of(file: File) -> Any:
    """What a JSON file says; a file of JSON Lines is a list."""
    text = text_of(file)
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise _unreadable(file, "JSON", _("it is nested too deep")) from None
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.startswith("{") for line in lines):
            raise _unreadable(file, "JSON", error) from error
    try:
        return [json.loads(line, parse_constant=_no_number) for line in lines]
    except (ValueError, RecursionError) as error:
        raise _unreadable(file, "JSON", error) from error


def toml_of(file: File) -> dict[str, Any]:
    try:
        return tomllib.loads(text_of(file))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(file, "TOML", error) from error


def yaml_of(file: File) -> Any:
    """What a YAML file says. Dates stay texts, and so do `yes` and `no`; aliases are refused, for
    a few lines of them make a value larger than any memory.
    """
    text = text_of(file)
    try:
        if "*" in text and any(isinstance(it, yaml.AliasEvent) for it in yaml.parse(text, _Plain)):
            raise _unreadable(file, "YAML", _("it uses aliases (*), which are not read"))
        return yaml.load(text, _Plain)  # noqa: S506  # a safe loader with fewer types
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _unreadable(file, "YAML", " ".join(str(error).split())) from error


class _Plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Decimal numbers, true and false, null, and texts: `012` and `12:30` are texts."""


_Plain.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?", list("-0123456789")),
):
    _Plain.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), _first
    )


def _no_number(name):
    raise ValueError(name)


def _unreadable(file, language, why):
    return UnreadableSource(
        _("%(file)s cannot be read as %(language)s: %(why)s")
        % {"file": file.name, "language": language, "why": why}
    )
