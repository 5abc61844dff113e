"""What the values of facets are called in the reader's language: `{value: (name, value it stands
under)}` of those that are known.
"""

import json

from babel import Locale
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from catalogue.choices import LicenceFamily
from catalogue.countries import TERRITORIES
from catalogue.search.asking import rows_of
from catalogue.search.documents import ADOPTER_STEPS
from catalogue.search.text import fold
from catalogue.validators import LANGUAGE_TAG

BEGUN = "SELECT slug FROM catalogue_searchentry WHERE kind = %s AND starts_with({name}, %s)"


class Words:
    """Values that are a closed list."""

    def __init__(self, *choices):
        self.choices = {str(value): label for value, label in choices}

    def __call__(self, values):
        return {value: (str(label), "") for value, label in self.choices.items() if value in values}


class LookedUp:
    """Values that the catalogue names. `statement` answers rows of value, name, what it stands
    under and its place in the order, for the values that are its one parameter.
    """

    statement = ""

    def __call__(self, values):
        return self.told(values, rows_of(self.statement, [list(values)]) if values else ())

    def told(self, values, rows):
        return {value: (name, under) for value, name, under, _place in rows}


class Things(LookedUp):
    """Values that are things of the catalogue: there may be any number of them."""

    def __init__(self, kind):
        self.kind = kind
        self.statement = (
            "SELECT slug, label::text, '', 0 FROM catalogue_searchentry "
            f"WHERE kind = '{kind.value}' AND slug = ANY(%s::text[])"
        )

    def told(self, values, rows):
        return {slug: (in_reader_language(label), "") for slug, label, _under, _place in rows}

    def beginning(self, text):
        """The values whose names begin so, accents and case aside."""
        name = "sort_en" if get_language() == "en" else "sort_fr"
        begun = rows_of(BEGUN.format(name=name), [self.kind.value, fold(text)])
        return {slug for (slug,) in begun}


class Categories(LookedUp):
    """Domains, each with its categories, in the catalogue's order."""

    statement = """
    SELECT category.slug, category.name::text, coalesce(domain.slug, ''),
           row_number() OVER (ORDER BY category.position, category.slug)
      FROM catalogue_category AS category LEFT JOIN catalogue_category AS domain
        ON domain.id = category.domain_id
     WHERE category.slug = ANY(%s::text[])
    """

    def told(self, values, rows):
        ordered = sorted(rows, key=lambda row: row[3])
        return {slug: (in_reader_language(name), domain) for slug, name, domain, _place in ordered}


class Licences(LookedUp):
    """Families first, each with its licences."""

    statement = "SELECT spdx, spdx, family, 0 FROM catalogue_licence WHERE spdx = ANY(%s::text[])"

    def told(self, values, rows):
        families = {
            value: (str(label), "") for value, label in LicenceFamily.choices if value in values
        }
        unknown = {"unknown": (str(_("Not established")), "")} if "unknown" in values else {}
        return families | unknown | super().told(values, rows)


class Languages:
    """Languages, of which there may be any number, named where the Unicode data names them."""

    def __call__(self, values):
        names = Locale(get_language() or "fr").languages
        tags = (value for value in values if LANGUAGE_TAG.fullmatch(value))
        return {tag: (names.get(tag, tag), "") for tag in tags}

    def beginning(self, text):
        """The languages whose names begin so, accents and case aside."""
        names = Locale(get_language() or "fr").languages.items()
        return {tag for tag, name in names if fold(name).startswith(fold(text))}


def countries(values):
    territories = TERRITORIES[get_language() or "fr"]
    return {value: (territories[value], "") for value in values if value in territories}


def adopters(values):
    return {
        str(step): (ngettext("at least %d city", "at least %d cities", step) % step, "")
        for step in ADOPTER_STEPS
        if str(step) in values
    }


def names_of(wanted):
    """The names of the values of several facets, `[(names, values)]`, in their order: those that
    the catalogue knows are asked for in one statement.
    """
    asked = [
        (place, names.statement, list(values))
        for place, (names, values) in enumerate(wanted)
        if isinstance(names, LookedUp) and values
    ]
    statement = " UNION ALL ".join(
        f"SELECT {place}, * FROM ({statement}) AS named_{place}" for place, statement, _v in asked
    )
    rows = rows_of(statement, [values for *_asked, values in asked]) if asked else ()
    return [
        names.told(values, [row[1:] for row in rows if row[0] == place])
        if isinstance(names, LookedUp)
        else names(values)
        for place, (names, values) in enumerate(wanted)
    ]


def in_reader_language(label):
    """One text of a localised one, which the database holds as JSON."""
    texts = json.loads(label)
    return texts.get(get_language() or "fr") or next(iter(texts.values()), "")
