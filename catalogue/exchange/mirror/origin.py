"""The instance that is copied, as its API tells it: what changed, its lists, one record."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from catalogue.errors import CursorExpired
from catalogue.exchange.sources.http import Door, NotFetched, web_address

PAGE = 100
#: What an address in a feed may be made of: slugs, and pairs of them.
SLUG = re.compile(r"[a-z0-9]+(-{1,2}[a-z0-9]+)*")
LONGEST_NOUN, LONGEST_SLUG = 40, 210
#: What a person may have copied from the browser.
BESIDE_THE_SITE = re.compile(r"(/api(/v1(/.*)?)?|/(fr|en))?/*$")


@dataclass(frozen=True)
class Told:
    """A thing as it is now: its record, or None when it is gone from this slug; `moved_to` is where
    it went.
    """

    noun: str
    slug: str
    record: dict | None
    moved_to: str = ""


@dataclass(frozen=True)
class News:
    """A page of the feed: what it tells, the cursor after it, and whether more is ready."""

    told: list
    cursor: str
    more: bool


def site_of(text):
    """The address of an instance out of what somebody typed. Raises NotFetched."""
    parted = web_address(text.strip()).partition("?")[0]
    return BESIDE_THE_SITE.sub("", parted)


class Origin:
    """Another instance, read through its public API."""

    def __init__(self, site):
        self.site = site
        # It may live in the private network of the administrator who typed its address; where it
        # redirects to leads nowhere else in there.
        self._door = Door(private=True)

    def changes(self, cursor):
        """What changed after a cursor, "" being the beginning. Raises CursorExpired or
        NotFetched.
        """
        since = {"since": cursor} if cursor else {}
        said = self._ask("changes/", {**since, "page_size": PAGE})
        match said:
            case {"cursor": str(after), "more": bool(more), "results": list(results)} if after:
                return News([self._told(row) for row in results], after, more)
        raise self._strange("changes/")

    def records(self, noun):
        """Every record of a noun, page by page."""
        page, more = 1, True
        while more:
            query = {"order": "name", "page_size": PAGE, "page": page}
            match self._ask(f"{noun}/", query):
                case {"results": list(results), "next": str() | None as more}:
                    yield [self._record(noun, row) for row in results]
                case _:
                    raise self._strange(f"{noun}/")
            page += 1

    def record(self, noun, slug):
        """The record of one thing; None when there is none under this slug."""
        answer = self._door.get(f"{self.site}/api/v1/{noun}/{slug}/")
        if answer.status in (404, 410):
            return None
        said = self._read(f"{noun}/{slug}/", answer)
        # A former slug leads to the thing under the one of now.
        return self._record(noun, said) if slug == (said or {}).get("slug") else None

    def _ask(self, path, query):
        return self._read(
            path, self._door.get(f"{self.site}/api/v1/{path}?{urlencode(query, quote_via=quote)}")
        )

    def _read(self, path, answer):
        said = answer.json()
        if answer.status == 200 and isinstance(said, dict):
            return said
        if isinstance(said, dict) and isinstance(said.get("detail"), str):
            if str(said.get("type")).endswith("#cursor-expired"):
                raise CursorExpired(said["detail"])
            raise NotFetched(
                _("%(site)s answers %(status)d to %(path)s: %(why)s")
                % {"site": self.site, "status": answer.status, "path": path, "why": said["detail"]}
            )
        if answer.status == 200:
            raise self._strange(path)
        raise NotFetched(
            _("%(site)s answers %(status)d to %(path)s. Is it a Communal?")
            % {"site": self.site, "status": answer.status, "path": f"/api/v1/{path}"}
        )

    def _told(self, row):
        match row:
            case {
                "noun": str(noun),
                "slug": str(slug),
                "deleted": bool(deleted),
                "moved_to": str() | None as moved_to,
                "record": record,
            } if (
                is_a_name(noun, LONGEST_NOUN)
                and is_a_name(slug, LONGEST_SLUG)
                and (moved_to is None or is_a_name(moved_to, LONGEST_SLUG))
                and deleted == (record is None)
            ):
                whole = None if record is None else self._record(noun, record, slug)
                return Told(noun, slug, whole, moved_to or "")
        raise self._strange("changes/")

    def _record(self, noun, record, slug=None):
        """A record that says whose it is."""
        match record:
            case {"slug": str(said), "url": str(url)} if (
                is_a_name(said, LONGEST_SLUG)
                and said == (slug or said)
                and url.endswith(f"/api/v1/{noun}/{said}/")
            ):
                return record
        raise self._strange(f"{noun}/{slug or ''}")

    def _strange(self, path):
        return NotFetched(
            _("%(site)s says at %(path)s what no Communal says. Nothing of it was taken.")
            % {"site": self.site, "path": f"/api/v1/{path}"}
        )


def is_a_name(text, longest):
    return len(text) <= longest and SLUG.fullmatch(text) is not None
