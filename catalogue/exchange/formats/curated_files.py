"""The curated catalogue: a folder of TOML files, written by hand, one file a tool, a product, a
city or a case study.

`docs/curated-catalogue.md` describes every key.
"""

import tomllib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.errors import UnreadableRecord

#: Tables inside a file that are records of their own, with the reference that they take from the
#: file's main record.
NESTED = {
    "tool": {"replaces": ("replacement", "tool")},
    "city": {
        "adoption": ("adoption", "city"),
        "milestone": ("milestone", "city"),
        "money": ("money", "city"),
    },
    "organisation": {"service": ("service", "organisation")},
}
#: Names that differ between file and model.
RENAMED = {"city": {"label": "labels"}, "product": {"fact": "facts"}}
#: One file, one record.
FOLDERS = {"products": "product", "tools": "tool", "cities": "city", "case-studies": "case study"}
#: One file, many records: the table's name is the noun.
LISTS = {
    "licences.toml": ("licence",),
    "vendors.toml": ("vendor",),
    "organisations.toml": ("organisation",),
    "arguments.toml": ("argument",),
}
ORDERED = {"argument", "category"}


@dataclass(frozen=True)
class Record:
    """One record of a file: what noun it is, what it says, and where it stands."""

    noun: str
    values: dict
    where: str


def read(folder):
    """Every record of a curated folder. Raises UnreadableRecord on a file that is not TOML."""
    yield from _sources(folder / "sources.toml")
    yield from _categories(folder / "categories.toml")
    for name, nouns in LISTS.items():
        for noun in nouns:
            for position, values in enumerate(_parse(folder / name).get(noun, [])):
                yield from _record(noun, values, name, position)
    for name, noun in FOLDERS.items():
        for path in sorted((folder / name).glob("*.toml")):
            values = _parse(path)
            if values.get("slug") != path.stem:
                raise UnreadableRecord(
                    _("%(file)s: the slug is “%(slug)s” but the file is named %(name)s.")
                    % {"file": f"{name}/{path.name}", "slug": values.get("slug"), "name": path.name}
                )
            yield from _record(noun, values, f"{name}/{path.name}")


def _parse(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableRecord(
            _("%(file)s cannot be read as TOML: %(why)s") % {"file": path.name, "why": error}
        ) from error


def _sources(path):
    for slug, values in _parse(path).items():
        yield Record("source", {"slug": slug, **values}, f"{path.name} [{slug}]")


def _categories(path):
    parsed = _parse(path)
    for position, values in enumerate(parsed.get("domain", [])):
        yield Record(
            "category", {**values, "position": position}, f"{path.name} {values.get('slug')}"
        )
    for position, values in enumerate(parsed.get("category", [])):
        yield Record(
            "category", {**values, "position": position}, f"{path.name} {values.get('slug')}"
        )


def _record(noun, values, where, position=None):
    values = {RENAMED.get(noun, {}).get(name, name): value for name, value in values.items()}
    inner = {name: values.pop(name) for name in NESTED.get(noun, {}) if name in values}
    if noun in ORDERED:
        values["position"] = position
    yield Record(noun, values, f"{where} {values.get('slug', '')}".strip())
    for name, rows in inner.items():
        nested, reference = NESTED[noun][name]
        for row in rows:
            label = row.get("slug") or row.get("product") or row.get("tool") or ""
            yield Record(
                nested, {**row, reference: values.get("slug")}, f"{where} [{name} {label}]"
            )
