"""What another catalogue says, in an editor's words: a table instead of JSON."""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalogue.admin.fields import name_of
from catalogue.exchange.licences import Doubt
from catalogue.models import City, OutsideRecord, Source, Tool
from catalogue.models.fields import LocalisedText

#: What no column of ours says, by the names in `exchange.told`.
LABELS = {
    "alternatives": _("what it may replace"),
    "based_on": _("made from"),
    "city": _("city"),
    "city_ids": _("identifiers of the city"),
    "claim": _("said by somebody else"),
    "department_code": _("number of the department"),
    "framalibre": "Framalibre",
    "licence_as_written": _("licence, as written"),
    "licence_at_least": _("licence, at least"),
    "licence_doubt": _("doubt about the licence"),
    "member_of": _("member of"),
    "open_catalog": "Open Catalog",
    "parent": _("part of"),
    "postal_code": _("postal code"),
    "postal_codes": _("postal codes"),
    "product": _("product"),
    "replaces": _("products replaced"),
    "repository": _("source code"),
    "said_to_be": _("said to be"),
    "service_url": _("address of the service"),
    "services": _("tools that it serves"),
    "similar": _("software like it"),
    "source": _("source"),
    "subjects": _("filed there under"),
    "tool": _("tool"),
    "tool_ids": _("identifiers of the tool"),
    "tool_key": _("key of the tool there"),
    "vendor": _("vendor"),
    "website": _("website"),
}
#: Whose columns the names inside a value are.
INSIDE = {"city_ids": City, "tool_ids": Tool, "source": Source}
DOUBTS = {
    Doubt.MISSING: _("it says none"),
    Doubt.UNKNOWN: _("SPDX knows none of that name"),
    Doubt.VERSION: _("it does not say which version"),
    Doubt.OR_LATER: _("it does not say whether later versions are allowed too"),
    Doubt.SEVERAL: _("it names several, and not whether one may choose"),
}
PAGES = {"repository": "https://{}", "wikidata": "https://www.wikidata.org/wiki/{}"}


@dataclass(frozen=True)
class Fact:
    """One line of a table: `address` where the text leads somewhere, `lang` where it is prose."""

    label: str
    text: str
    lang: str = ""
    address: str = ""


def facts(model, values):
    """What a record says, text by text."""
    found = []
    for name, value in values.items():
        column = _column(model, name)
        if isinstance(value, dict) and (isinstance(column, LocalisedText) or name == "caution"):
            found += [fact(model, f"{name}.{language}", text) for language, text in value.items()]
        else:
            found.append(fact(model, name, value))
    return found


def fact(model, name, value):
    """One value; `name` is a column, a text and its language, or what no column says."""
    text = words(model, name, value)
    is_address = text.startswith(("http://", "https://")) and " " not in text
    language = name.partition(".")[2]
    return Fact(label(model, name), text, language, text if is_address else "")


def told_apart(rows):
    """What each row is called: a place with where it lies and how many live there, all else with
    its slug where another has the same name.
    """
    named = [_name_and_place(row) for row in rows]
    return [
        f"{name} ({slug})" if named.count(name) > 1 and (slug := getattr(row, "slug", "")) else name
        for name, row in zip(named, rows, strict=True)
    ]


def _name_and_place(row):
    if isinstance(row, OutsideRecord):  # a place that is no city yet
        name, said = row.name, row.values
    elif isinstance(row, City):
        name, said = str(row), vars(row)
    else:
        return str(row)
    lies_in = [said.get("department"), said.get("region")]
    told = [name, *(lies_in if any(lies_in) else [said.get("country")])]
    people = said.get("population")
    if isinstance(people, int):
        number = number_format(people, force_grouping=True)
        told.append(ngettext("%s inhabitant", "%s inhabitants", people) % number)
    return ", ".join(dict.fromkeys(str(each) for each in told if each))


def identifiers(model, outside_ids):
    """Outside identifiers, each with the page that it leads to where there is one."""
    return [
        Fact(label(model, name), str(value), "", _page(name, value))
        for name, value in outside_ids.items()
    ]


def label(model, name):
    """What a value is called: `Summary (French)`."""
    plain, _dot, language = name.partition(".")
    column = _column(model, plain)
    said = column.verbose_name if column else LABELS.get(plain, plain.replace("_", " "))
    said = capfirst(str(said))
    return f"{said} ({name_of(language)})" if language else said


def words(model, name, value):
    """A value as a person would write it."""
    column = _column(model, name.partition(".")[0])
    if value in (None, "", [], {}):
        return ""
    if name == "licence_doubt":
        return str(DOUBTS.get(value, value))
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    inside = INSIDE.get(name)
    if isinstance(value, list):
        chosen = dict(column.base_field.flatchoices) if isinstance(column, ArrayField) else {}
        texts = [_plain(each, inside) for each in value]
        return ", ".join(str(chosen.get(text, text)) for text in texts)
    if isinstance(value, dict):
        return _plain(value, inside)
    return str(dict(column.flatchoices).get(value, value)) if column else str(value)


def _plain(value, inside):
    if isinstance(value, dict):
        named = ((label(inside, key), _plain(inner, inside)) for key, inner in value.items())
        return ", ".join(
            gettext("%(label)s: %(value)s") % {"label": key, "value": inner} for key, inner in named
        )
    return str(value)


def _column(model, name):
    if model is None:
        return None
    try:
        column = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return column if column.concrete and not column.is_relation else None


def _page(name, value):
    return PAGES[name].format(value) if name in PAGES else ""
