"""Every public page, in both languages, with the date of its last change: an index of parts, each
of a bounded size.
"""

from functools import lru_cache
from xml.sax.saxutils import escape

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES
from catalogue.models import SearchEntry

FIXED = (
    "home",
    "tool-list",
    "product-list",
    "city-list",
    "case-study-list",
    "organisation-list",
    "why",
    "about",
    "data",
    "api",
    "api-use",
    "api-problems",
    "publiccode",
    "accessibility",
    "legal",
)
KINDS = (Kind.TOOL, Kind.PRODUCT, Kind.CITY, Kind.CASE_STUDY, Kind.ORGANISATION)
#: A part holds the pages of things with so many following numbers: some two megabytes.
PART = 2_500
#: From the first thing of each part to the next, without looking at those between.
PARTS = """
WITH RECURSIVE part (kind, number) AS (
    SELECT kind, (SELECT min(object_id) / %(size)s FROM catalogue_searchentry AS entry
                   WHERE entry.kind = asked.kind)
      FROM unnest(%(kinds)s::text[]) AS asked (kind)
    UNION ALL
    SELECT kind, (SELECT min(object_id) / %(size)s FROM catalogue_searchentry AS entry
                   WHERE entry.kind = part.kind AND object_id >= (number + 1) * %(size)s)
      FROM part WHERE number IS NOT NULL
)
SELECT kind, number FROM part WHERE number IS NOT NULL
 ORDER BY array_position(%(kinds)s::text[], kind), number
"""
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
INDEX = f'<sitemapindex xmlns="{SCHEMA}">{{}}</sitemapindex>'
PAGES = f'<urlset xmlns="{SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">{{}}</urlset>'


@require_safe
def index(request):
    """Where the parts of the site map are."""
    with connection.cursor() as cursor:
        cursor.execute(PARTS, {"size": PART, "kinds": [kind.value for kind in KINDS]})
        parts = [f"{_part_of(Kind(kind).noun)}?p={number}" for kind, number in cursor.fetchall()]
    found = [settings.SITE_URL + address for address in (_part_of("pages"), *parts)]
    return _xml(INDEX, (f"<sitemap><loc>{escape(each)}</loc></sitemap>" for each in found))


@require_safe
def part(request, section):
    """The pages that are always there, or those of one noun with following numbers."""
    if section == "pages":
        return _xml(PAGES, (_page(_everywhere(name), "") for name in FIXED))
    kind = next((kind for kind in KINDS if kind.noun == section), None)
    number = request.GET.get("p", "0")
    if kind is None or not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    start = int(number) * PART
    entries = SearchEntry.objects.filter(
        kind=kind, object_id__gte=start, object_id__lt=start + PART
    )
    rows = entries.order_by("object_id").values_list("slug", "updated_at__date")
    if not rows:
        raise Http404
    lists = _everywhere(f"{kind}-list")
    pages = (
        _page({language: f"{there}{slug}/" for language, there in lists.items()}, changed)
        for slug, changed in rows
    )
    return _xml(PAGES, pages)


def _part_of(section):
    return reverse("sitemap-section", args=[section])


@lru_cache
def _everywhere(name):
    """`{language: address}` of a page without arguments, as it is written in XML."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = escape(settings.SITE_URL + reverse(name))
    return found


def _page(addresses, changed):
    """A page, once in each language, each time with all of them."""
    last = f"<lastmod>{changed}</lastmod>" if changed else ""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in addresses.items()
    )
    return "".join(
        f"<url><loc>{address}</loc>{last}{others}</url>\n" for address in addresses.values()
    )


def _xml(frame, parts):
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + frame.format("\n" + "".join(parts))
    # The map itself is no page to be found.
    headers = {"X-Robots-Tag": "noindex, noodp, noarchive"}
    return HttpResponse(text, content_type="application/xml", headers=headers)
