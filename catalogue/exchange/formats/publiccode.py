"""A tool as a publiccode.yml file, for the catalogues and crawlers that read that standard.

https://yml.publiccode.tools. What the standard asks for and the catalogue does not know is left
out, and the file begins by saying so: nothing is invented to please a validator.
"""

import re

import regex
from babel.languages import get_official_languages
from django.conf import settings
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from catalogue.choices import Maintenance
from catalogue.errors import CatalogueError
from catalogue.exchange.formats.credits import credits_of
from catalogue.exchange.formats.plain_yaml import to_yaml
from catalogue.exchange.formats.publiccode_words import CATEGORIES
from catalogue.exchange.publiccode.languages import is_language_tag
from catalogue.exchange.tidy import one_line
from catalogue.models import Adoption, ValueOrigin
from catalogue.search.documents.base import seen

#: The current version, 0.7 today, as the standard's examples and its reference parser write it.
VERSION = "0"
LONGEST_SHORT, LONGEST_LONG = 150, 10_000
#: The standard counts what readers see as one character (a grapheme cluster).
LONG_ENOUGH = regex.compile(r"\X{150}")

#: Not those that keep words together: French writes them before “;” and “:”.
SPACES = re.compile(r"[^\S\xa0\u202f]+")

#: Addresses of forges and of their owners' pages, which hold many repositories. Read by Python and
#: by PostgreSQL alike.
FORGE = (
    r"^(https?://(?:www\.)?"
    r"(?:github\.com|bitbucket\.org|codeberg\.org|framagit\.org|salsa\.debian\.org"
    r"|(?:[^/]+\.)?gitlab\.[^/]+)/[^/?#]+)"
)
OWNER_PAGE = rf"{FORGE}/?$"
NOT_A_REPOSITORY = rf"^https?://[^/?#]+/?$|{OWNER_PAGE}"

#: What the standard asks of every file and the catalogue may not know.
ASKED = (
    ("platforms",),
    ("developmentStatus",),
    ("softwareType",),
    ("description", "[lang]", "longDescription"),
    ("description", "[lang]", "features"),
    ("maintenance",),
    ("localisation",),
    ("localisation", "localisationReady"),
    ("localisation", "availableLanguages"),
)
#: Where a file gives a value that other catalogues may have said; `*` is any language.
GIVEN_AS = {
    ("tool", "name"): "name",
    ("tool", "repository"): "url",
    ("tool", "website"): "landingURL",
    ("tool", "latest_release_version"): "softwareVersion",
    ("tool", "latest_release_on"): "releaseDate",
    ("tool", "platforms"): "platforms",
    ("tool", "development_status"): "developmentStatus",
    ("tool", "software_type"): "softwareType",
    ("tool", "summary"): "description/%s/shortDescription",
    ("tool", "description"): "description/%s/longDescription",
    ("tool", "documentation"): "description/*/documentation",
    ("tool", "licence"): "legal/license",
    ("tool", "maintenance"): "maintenance",
    ("tool", "localisation_ready"): "localisation/localisationReady",
    ("tool", "languages"): "localisation/availableLanguages",
    ("organisation", "website"): "organisation/uri",
    ("adoption", "status"): "usedBy",
    ("place", "name"): "usedBy",
}


class NoPubliccode(CatalogueError):
    """The tool lacks what no publiccode.yml can do without."""


def describable(tools):
    """The tools that have a publiccode.yml: a repository of their own, and a licence."""
    return (
        tools.exclude(Q(repository="") | Q(licence=""))
        .exclude(repository__iregex=NOT_A_REPOSITORY)
        .filter(published_at__isnull=False)
    )


def with_everything(tools):
    """Tools with what `write` needs, in three queries however many they are."""
    return tools.select_related("category", "part_of", "based_on", "steward").prefetch_related(
        *_related()
    )


def origins_in(tools):
    """`{tool: origins}` of what the files of tools give and other catalogues said, in one query."""
    rows = {tool: _rows(tool) for tool in tools}
    held = ValueOrigin.objects.held_by(row for each in rows.values() for row in each)
    return {tool: [origin for row in rows[tool] for origin in held.get(row, ())] for tool in rows}


def write(tool, origins=None):
    """The text of a tool's publiccode.yml. For many tools, take them from `with_everything`, and
    their origins from `origins_in`.

    Raises NoPubliccode, which tells the reader why there is none.
    """
    prefetch_related_objects([tool], *_related())
    facts = document(tool)
    said = [f"What {settings.SITE_URL} knows of this tool; not a file of the project itself."]
    if missing := unknown(facts):
        said.append(f"Asked for by the standard, not known here: {', '.join(missing)}.")
    said += _credits(origins_in([tool])[tool] if origins is None else origins, facts)
    return "".join(f"# {line}\n" for line in said) + to_yaml(facts)


def document(tool):
    """What the file says, as plain values in the standard's order."""
    _refuse_if_nothing_to_describe(tool)
    steward = seen(tool.steward)
    facts = {
        "publiccodeYmlVersion": VERSION,
        "name": tool.name,
        "applicationSuite": getattr(seen(tool.part_of), "name", None),
        "url": tool.repository,
        "landingURL": tool.website,
        "isBasedOn": _original(seen(tool.based_on)),
        "softwareVersion": tool.latest_release_version,
        "releaseDate": tool.latest_release_on if len(tool.latest_release_on) == 10 else None,
        "platforms": list(tool.platforms),
        "categories": _categories(tool),
        "usedBy": list(dict.fromkeys(own_name(adoption.city) for adoption in tool.proven)),
        "developmentStatus": tool.development_status,
        "softwareType": tool.software_type,
        "organisation": {"uri": steward.website, "name": steward.name}
        if steward and steward.website
        else None,
        "description": _descriptions(tool),
        "legal": {"license": tool.licence},
        "maintenance": _maintenance(tool.maintenance),
        "localisation": _localisation(tool),
    }
    return {key: value for key, value in facts.items() if value}


def unknown(facts):
    """The keys that the standard asks for and that a document leaves out."""
    languages = facts["description"].values()

    def there(path):
        if path[0] == "description":
            return any(path[-1] in texts for texts in languages)
        if path[0] == "localisation" and len(path) > 1:
            return "localisation" not in facts or path[-1] in facts["localisation"]
        return path[0] in facts

    return ["/".join(path) for path in ASKED if not there(path)]


def own_name(city):
    """The name of a city in a language of its country."""
    spoken = (
        code.partition("_")[0] for code in get_official_languages(city.country, de_facto=True)
    )
    return next(
        (city.name[language] for language in (*spoken, "en", *city.name) if language in city.name),
        city.slug,
    )


def _rows(tool):
    """The rows that a file is made of."""
    cities = [adoption.city for adoption in tool.proven]
    return [tool, *filter(None, [seen(tool.steward)]), *tool.proven, *dict.fromkeys(cities)]


def _credits(origins, facts):
    """A line for each catalogue that said something of the file, with its licence."""

    def word_of(origin):
        column, _dot, language = origin.field.partition(".")
        key = GIVEN_AS.get((origin.noun, column), "")
        key = key % language if "%" in key else key
        return key if key and _gives(facts, key.split("/")) else ""

    return [
        f"From {one_line(catalogue.title)} ({one_line(licence) or 'licence not stated'}): "
        f"{', '.join(keys)}."
        for catalogue, licence, keys in credits_of((origin, word_of(origin)) for origin in origins)
    ]


def _gives(value, path):
    """Whether a document, or a part of it, has something at a path."""
    if not path:
        return True
    name, *rest = path
    if not isinstance(value, dict):
        return False
    parts = value.values() if name == "*" else [value[name]] if name in value else []
    return any(_gives(part, rest) for part in parts)


def _refuse_if_nothing_to_describe(tool):
    if not tool.repository:
        raise NoPubliccode(
            _("A publiccode.yml describes a repository, and none is known for %(tool)s.")
            % {"tool": tool.name}
        )
    if re.search(NOT_A_REPOSITORY, tool.repository, re.IGNORECASE):
        raise NoPubliccode(
            _(
                "A publiccode.yml describes one repository, and the address known for %(tool)s "
                "holds many: %(address)s"
            )
            % {"tool": tool.name, "address": tool.repository}
        )
    if not tool.licence:
        raise NoPubliccode(
            _("A publiccode.yml states a free licence, and none could be established for %(tool)s.")
            % {"tool": tool.name}
        )


def _related():
    """The cities that were seen running the tool, on the word of a source that is not a weak one,
    and its further categories.
    """
    proven = Adoption.objects.visible().proven().select_related("city").order_by("city__slug")
    return "other_categories", Prefetch("adoptions", proven, to_attr="proven")


def _original(tool):
    return [tool.repository] if tool is not None and tool.repository else None


def _categories(tool):
    words = (
        word
        for category in (tool.category, *tool.other_categories.all())
        for word in category.publiccode
    )
    return [word for word in dict.fromkeys(words) if word in CATEGORIES]


def _descriptions(tool):
    """One section a language. A language in which too little is known for the standard is left out,
    unless that goes for all of them.
    """
    filed = [tool.category, *tool.other_categories.all()]
    categories = [category for category in filed if not category.is_unsorted]
    sections = {}
    for language, written in sorted(tool.summary.items()):
        summary = SPACES.sub(" ", written).strip()
        text = {
            "shortDescription": cut(summary, LONGEST_SHORT),
            "longDescription": _long(summary, tool.description.get(language, "")),
            "documentation": tool.documentation,
            "features": _features(categories, language),
        }
        sections[language] = {key: value for key, value in text.items() if value}
    whole = {
        language: text
        for language, text in sections.items()
        if "longDescription" in text and "features" in text
    }
    return whole or sections


def _features(categories, language):
    """What it is for, in the language, or else in the best other one."""
    named = [each.name[language] for each in categories if language in each.name]
    return named or [each.name.get("en") or next(iter(each.name.values())) for each in categories]


def _long(summary, description):
    """The description, with the summary before it where one of them would not fit alone; nothing
    where both are too short.
    """
    both = f"{summary}\n\n{description}"
    for text in (description, both) if len(summary) <= LONGEST_SHORT else (both,):
        lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
        if LONG_ENOUGH.match(lines):
            return cut(lines, LONGEST_LONG)
    return None


def cut(text, most):
    """A text of at most so many characters, ended between two words."""
    if len(text) <= most:
        return text
    start = text[: most - 1]
    words = start.rpartition(" ")[0].rstrip(" ,;:.")
    return f"{words if len(words) > most // 2 else start}…"


def _maintenance(kind):
    """The standard wants natural persons as contacts, and contractors until a date. The catalogue
    keeps neither, and names none.
    """
    nobody = {
        Maintenance.INTERNAL: {"contacts": []},
        Maintenance.COMMUNITY: {"contacts": []},
        Maintenance.CONTRACT: {"contractors": []},
    }
    return {"type": kind, **nobody.get(kind, {})} if kind else None


def _localisation(tool):
    """Some languages have a tag that the standard's parser does not know: they are left out."""
    is_ready = tool.localisation_ready
    languages = [tag for tag in tool.languages if is_language_tag(tag)]
    return {
        **({} if is_ready is None else {"localisationReady": is_ready}),
        **({"availableLanguages": languages} if languages else {}),
    }
