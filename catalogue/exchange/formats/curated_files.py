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
#: One file, many records: which noun each table is.
LISTS = {
    "categories.toml": {"domain": "category", "category": "category"},
    "licences.toml": {"licence": "licence"},
    "vendors.toml": {"vendor": "vendor"},
    "organisations.toml": {"organisation": "organisation"},
    "arguments.toml": {"argument": "argument"},
}
ORDERED = {"argument", "category"}


@dataclass(frozen=True)
class Record:
    """One record of a file: what noun it is, what it says, and where it stands."""

    noun: str
    values: dict
    where: str


def read(folder):
    """Every record of a curated folder. Raises UnreadableRecord on a file that is not as described
    in `docs/curated-catalogue.md`.
    """
    yield from _sources(folder)
    for name, tables in LISTS.items():
        yield from _many(folder, name, tables)
    for name, noun in FOLDERS.items():
        for path in sorted((folder / name).glob("*.toml")):
            yield from _one(folder, f"{name}/{path.name}", noun)


def _sources(folder):
    for slug, values in _parse(folder, "sources.toml").items():
        if not isinstance(values, dict):
            raise UnreadableRecord(
                _("%(where)s: unknown key %(keys)s.") % {"where": "sources.toml", "keys": slug}
            )
        yield Record("source", {"slug": slug, **values}, f"sources.toml [{slug}]")


def _many(folder, name, tables):
    parsed = _parse(folder, name)
    for table, noun in tables.items():
        for position, values in enumerate(_rows(parsed, table, name)):
            if table == "category" and "domain" not in values:
                raise UnreadableRecord(
                    _("%(where)s: %(keys)s is missing.")
                    % {"where": f"{name} {values.get('slug', '')}", "keys": "domain"}
                )
            yield from _record(noun, values, name, position)
    if parsed:
        raise UnreadableRecord(
            _("%(where)s: unknown key %(keys)s.")
            % {"where": name, "keys": ", ".join(sorted(parsed))}
        )


def _one(folder, name, noun):
    values = _parse(folder, name)
    path = folder / name
    if values.get("slug") != path.stem:
        raise UnreadableRecord(
            _("%(file)s: the slug is “%(slug)s” but the file is named %(name)s.")
            % {"file": name, "slug": values.get("slug", ""), "name": path.name}
        )
    yield from _record(noun, values, name)


def _parse(folder, name):
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableRecord(
            _("%(file)s cannot be read as TOML: %(why)s") % {"file": name, "why": error}
        ) from error


def _rows(values, table, where):
    """Take the tables of one name out of what holds them."""
    rows = values.pop(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableRecord(
            _("%(where)s: write [[%(table)s]], between two pairs of square brackets")
            % {"where": where, "table": table}
        )
    return rows


def _record(noun, values, where, position=None):
    values = {RENAMED.get(noun, {}).get(name, name): value for name, value in values.items()}
    inner = {table: _rows(values, table, where) for table in NESTED.get(noun, {})}
    if noun in ORDERED:
        values["position"] = position
    yield Record(noun, values, f"{where} {values.get('slug') or values.get('spdx', '')}".strip())
    for table, rows in inner.items():
        nested, reference = NESTED[noun][table]
        for row in rows:
            label = row.get("slug") or row.get("product") or row.get("tool") or ""
            yield Record(
                nested, {**row, reference: values.get("slug")}, f"{where} [{table} {label}]"
            )
