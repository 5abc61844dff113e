"""The feed that a mirror follows."""

import json

from django.conf import settings

from api.lists import page_size, refuse_strangers
from api.reading import ReadView
from api.records import address, answer, as_json
from catalogue.search.changes import news_since


class Changes(ReadView):
    """Every creation, update and deletion after a cursor, in an order that misses nothing."""

    #: A cache must not tell a mirror that it is in step when it is not.
    fresh_for = 0

    def answer(self, request):
        refuse_strangers(request.GET, ["since", "page_size"])
        news = news_since(request.GET.get("since", ""), page_size(request.GET))
        return as_json(
            {
                "cursor": str(news.cursor),
                "more": news.more,
                "next": f"{settings.SITE_URL}{request.path}?since={news.cursor}",
                "results": [_change(told) for told in news.changes],
            }
        )


def _change(told):
    return {
        "noun": told.kind.noun,
        "slug": told.slug,
        "url": address(told.kind, told.slug),
        "deleted": told.entry is None,
        "moved_to": told.moved_to or None,
        "at": told.at.isoformat(),
        "record": None if told.entry is None else json.loads(answer(told.entry)),
    }
