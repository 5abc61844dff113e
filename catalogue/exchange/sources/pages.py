"""Lists that a server gives page by page: each page with the address of the next, to the end."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from catalogue.exchange.sources.bounds import Budget, File, UnreadableSource
from catalogue.exchange.sources.files import fetched
from catalogue.exchange.sources.http import Door
from catalogue.exchange.sources.structured import json_of
from catalogue.exchange.tidy import part

MOST_PAGES = 5_000


def pages(address: str, door: Door, budget: Budget | None = None) -> Iterator[File]:
    """Every page of an Open Catalog API, following `links.next`. Raises UnreadableSource on a page
    that leads back or elsewhere: half a list would look like the whole of it.
    """
    budget, seen = budget or Budget(files=MOST_PAGES), set()
    while True:
        if address in seen:
            raise UnreadableSource(_("%s leads back to a page that was read already.") % address)
        seen.add(address)
        page = File(address, fetched(address, door).data)
        budget.take(address, len(page.data))
        yield page
        following = part(json_of(page), "links").get("next")
        if not following:
            return
        there = urljoin(address, str(following))
        if urlsplit(there)[:2] != urlsplit(address)[:2]:
            raise UnreadableSource(
                _("%(here)s says that its list goes on elsewhere: %(there)s.")
                % {"here": address, "there": there}
            )
        address = there
