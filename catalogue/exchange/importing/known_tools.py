"""Which of our tools another catalogue means: by outside identifiers first, then by name.

Two records are joined without asking only when an identifier says so, or when the names are the
same and nothing speaks against it. All that is doubtful waits for a person.
"""

import re
from collections import defaultdict
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from catalogue.choices import OutsideNoun, Standing
from catalogue.exchange.tidy import FORGES, repository_id
from catalogue.models import OutsideRecord, Tool
from catalogue.search.text import squash

#: Identifiers that only one tool has.
OWN = ("wikidata", "sill", "comptoir_du_libre", "open_catalog", "framalibre")
COLUMNS = ("wikidata", "sill", "comptoir_du_libre")
#: How alike two names are of which one may be misspelt, and how many are worth a look.
ALIKE, MOST_ALIKE = 0.85, 5
#: A name with its further explanation: “OCS Inventory (agent)”.
ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")


#: Why a record waits whose tool is only named.
NOBODY = _("there is no tool of that name")
LIKE_IT = _("there is no tool of that name, and one of nearly that name")


class Found(NamedTuple):
    """A tool, or why none; `candidates` are the tools that it may be."""

    tool: int | None
    candidates: tuple = ()
    why: str = ""


NEW = Found(None)


class KnownTools:
    """Every tool of ours under all that identifies it, also what other catalogues said of it."""

    def __init__(self):
        self._ids = defaultdict(set)
        self._names, self._aliases = defaultdict(set), defaultdict(set)
        self._evidence = {}
        self.slugs = {}
        for tool in Tool.objects.only("slug", "name", "aliases", "website", "repository", *COLUMNS):
            ids = {name: getattr(tool, name) for name in COLUMNS}
            self.add(tool, {**ids, "repository": repository_id(tool.repository)}, tool.website)
        self._aside = set()
        kept = OutsideRecord.objects.filter(
            noun=OutsideNoun.TOOL, standing__in=(Standing.JOINED, Standing.ASIDE)
        )
        for pk, name, ids in kept.values_list("object_id", "name", "outside_ids"):
            if pk in self.slugs:
                self._learn(pk, ids)
            else:  # an editor left it aside, or deleted its tool
                self._aside |= _marks(name, ids)

    def add(self, tool, ids, website):
        """From now on this tool is known too."""
        self.slugs[tool.pk] = tool.slug
        self._names[plain_name(tool.name)].add(tool.pk)
        for alias in tool.aliases:
            self._aliases[plain_name(alias)].add(tool.pk)
        self._evidence[tool.pk] = _evidence(ids, website)
        self._learn(tool.pk, ids)

    def _learn(self, pk, ids):
        for name, value in ids.items():
            if value:
                self._ids[name, value].add(pk)

    def holder(self, column, value):
        """The tool that has an identifier, or None."""
        return next(iter(self._ids[column, value]), None) if value else None

    def find(self, name, ids, website=""):
        """The tool that a name and outside identifiers mean."""
        found = self.find_by_id(name, ids)
        if found == NEW:
            found = self._find_by_name(name, ids, website)
        if found == NEW and self._aside & _marks(name, ids):
            why = _("an editor deleted or left aside what another catalogue calls so")
            return Found(None, (), why)
        return found

    def near(self, name):
        """The tools whose names are a slip or two away, the nearest first."""
        names = get_close_matches(
            plain_name(name), {*self._names, *self._aliases}, MOST_ALIKE, ALIKE
        )
        found = [pk for each in names for pk in self._names[each] | self._aliases[each]]
        return tuple(dict.fromkeys(found))

    def find_by_id(self, name, ids):
        """The tool that outside identifiers mean, and where they may mean several, a name."""
        by_id = {pk for each in OWN if ids.get(each) for pk in self._ids[each, ids[each]]}
        if len(by_id) == 1:
            return Found(*by_id)
        if by_id:
            return Found(None, tuple(by_id), _("its identifiers belong to several tools"))
        named, also = self._names[plain_name(name)], self._aliases[plain_name(name)]
        in_repository = self._ids["repository", ids.get("repository")]
        if both := in_repository & (named | also):
            return Found(*both) if len(both) == 1 else _doubt(both)
        if in_repository:
            alike = {pk for pk in in_repository if self._is_alike(pk, name)}
            if len(in_repository) == 1 and alike:
                return Found(*alike)
            return Found(None, tuple(in_repository), _("the same source code under another name"))
        return NEW

    def _find_by_name(self, name, ids, website):
        named, also = self._names[plain_name(name)], self._aliases[plain_name(name)]
        if len(named) > 1:
            return _doubt(named)
        if named:
            (pk,) = named
            if self._contradicts(pk, ids, website):
                return Found(None, (pk,), _("the same name with other identifiers or addresses"))
            return Found(pk)
        if also:
            same = {pk for pk in also if self._is_seconded(pk, ids, website)}
            if len(same) == 1:
                return Found(*same)
            return Found(None, tuple(also), _("another name of this tool"))
        return NEW

    def _is_alike(self, pk, name):
        """Whether one name begins with the other: “Decidim” and “Decidim Barcelona”."""
        slug = self.slugs[pk].replace("-", "")
        squashed = plain_name(name)
        return bool(squashed) and (slug.startswith(squashed) or squashed.startswith(slug))

    def _contradicts(self, pk, ids, website):
        """Whether two things of one name have other identifiers or addresses, none in common."""
        ours, theirs = self._evidence[pk], _evidence(ids, website)
        alike = {kind for kind, value in ours} & {kind for kind, value in theirs}
        return bool(alike) and not ours & theirs

    def _is_seconded(self, pk, ids, website):
        return bool(self._evidence[pk] & _evidence(ids, website))


def _doubt(pks):
    return Found(None, tuple(pks), _("several tools of that name"))


def plain_name(name):
    return squash(ASIDE.sub("", name)) or squash(name)


def _marks(name, ids):
    """By what a tool is known again: its name and its identifiers."""
    return {("name", plain_name(name)), *ids.items()}


def _evidence(ids, website):
    """`{(kind, value)}`: its identifiers, whose code it is, and on which site it shows itself."""
    found = {(name, ids[name]) for name in COLUMNS if ids.get(name)}
    for address in filter(None, [ids.get("repository"), repository_id(website)]):
        host, *path = address.split("/")
        if host in FORGES:
            found.add(("code", f"{host}/{path[0]}"))
    site = (urlsplit(website).hostname or "").removeprefix("www.")
    if site and site not in FORGES:
        found.add(("site", site))
    return found
