"""What to propose while a reader types: what is named just so, then what begins so, the best proven
first.
"""

import json
from typing import NamedTuple

from catalogue.choices import Kind
from catalogue.search.asking import ASKED, HAS_WORDS, WEIGHED, rows_of, sought
from catalogue.search.spelling import forgiving
from catalogue.search.text import squash, words

MOST = 8
ORDER = (Kind.PRODUCT, Kind.TOOL, Kind.CATEGORY, Kind.CITY, Kind.ORGANISATION, Kind.CASE_STUDY)
#: Entries with these words in their names, the last one perhaps not finished.
BEGUN = f"""
SELECT kind, slug, label::text FROM catalogue_searchentry
 WHERE kind = ANY(%(kinds)s)
   AND (words @@ to_tsquery('communal_names', %(begun)s::text)
        OR names && ARRAY[%(whole)s::text])
 ORDER BY names && ARRAY[%(whole)s::text] DESC,
          strpos(' ' || array_to_string(names, ' '), ' ' || %(whole)s::text) > 0 DESC,
          proof DESC, array_position(%(kinds)s::text[], kind::text), sort_fr, kind, object_id
 LIMIT {MOST}
"""
NEAR = f"""
WITH {ASKED}
SELECT kind, slug, label FROM (
    SELECT kind, object_id, slug, label::text, {WEIGHED} FROM catalogue_searchentry
     WHERE kind = ANY(%(kinds)s) AND {HAS_WORDS}
) AS found ORDER BY named DESC, relevance DESC, kind, object_id LIMIT {MOST}
"""


class Suggestion(NamedTuple):
    """A thing to go to."""

    kind: str
    slug: str
    label: dict


def suggest(text):
    """At most eight entries for a beginning; a misspelt one gets the nearest names."""
    spelt = words(text)
    if not spelt:
        return []
    begun = " & ".join([*(f"{word}:A" for word in spelt[:-1]), f"{spelt[-1]}:*A"])
    found = _suggestions(BEGUN, begun=begun, whole=squash(text))
    return found or forgiving(lambda asked: _suggestions(NEAR, **sought(asked)), text)[0]


def _suggestions(statement, **values):
    kinds = [kind.value for kind in ORDER]
    rows = rows_of(statement, {"kinds": kinds, **values})
    return [Suggestion(kind, slug, json.loads(label)) for kind, slug, label in rows]
