"""The feed that a mirror follows."""

import json

from django.conf import settings

from api.lists import page_size, refuse_strangers
from api.reading import ReadView
from api.records import answer, as_json
from api.v1.schema.about import MIRROR
from api.v1.schema.described import Described
from api.v1.schema.names import GO_ON, schema
from api.v1.schema.parameters import query, shared
from catalogue.search.changes import news_since
from catalogue.search.documents.base import address_of


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

    def described(self):
        cursor = query(
            "since", "The cursor that you kept; from the beginning without.", {"type": "string"}
        )
        return Described(
            operation="followChanges",
            summary="Follow the changes",
            description=(
                "Creations, updates and deletions of public things, in an order that misses none. "
                "Keep the cursor, and come back with it. A thing that changed several times is "
                "told once, as it is now."
            ),
            tag=MIRROR,
            shape=schema("Changes"),
            asked="/api/v1/changes/?page_size=2",
            parameters=(cursor, *shared("PageSize")),
            expires=True,
            links=GO_ON,
        )


def _change(told):
    return {
        "noun": told.kind.noun,
        "slug": told.slug,
        "url": address_of(told.kind, told.slug),
        "deleted": told.entry is None,
        "moved_to": told.moved_to or None,
        "at": told.at.isoformat(),
        "record": None if told.entry is None else json.loads(answer(told.entry)),
    }
