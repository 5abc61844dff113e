"""Writes entries: what documents say, in the form in which lists and searches read it."""

import hashlib
import json

from django.db import connection, transaction

from catalogue.choices import Kind
from catalogue.models import SearchEntry, SearchWord
from catalogue.search.documents import DOCUMENTS, MADE_BY
from catalogue.search.text import fold, squash, words
from catalogue.search.turns import at_leisure

#: Things that are in memory at a time, with all that they name.
BATCH = 500
SHORTEST_WORD, LONGEST_WORD = 3, 60
#: Configurations in which a text is read: its own language, and whole words for names.
READINGS = {
    "any": ("communal_names", "communal_fr", "communal_en"),
    "fr": ("communal_fr",),
    "en": ("communal_en",),
}
#: The columns of an entry as they are sent, and their types. Its words are sent as texts.
SENT = {
    "object_id": "bigint",
    "slug": "text",
    "label": "jsonb",
    "names": "text[]",
    "sort_fr": "text",
    "sort_en": "text",
    "facets": "text[]",
    "proof": "integer",
    "cities": "integer",
    "size": "integer",
    "fresh": "text",
    "under": "text",
    "record": "text",
    "digest": "text",
}
#: The weighted words of one text of an entry, among those sent; nothing where there are fewer.
WORDS = "coalesce(setweight(to_tsvector(configs[{n}], texts[{n}]), weights[{n}]), '')"
UPSERT = """
INSERT INTO catalogue_searchentry (kind, {columns}, words)
SELECT %s, {columns}, {words}
  FROM json_to_recordset(%s) AS sent({types}, configs regconfig[], texts text[], weights "char"[])
ON CONFLICT (kind, object_id) DO UPDATE SET {changes}, words = excluded.words
"""
ADD_WORDS = "INSERT INTO catalogue_searchword SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"


def write(kind, ids, *, trusting=True):
    """Write entries that differ, and take away those of which no document tells any more."""
    ids = sorted(ids)
    for start in range(0, len(ids), BATCH):
        _write_batch(kind, ids[start : start + BATCH], trusting=trusting)


def _write_batch(kind, ids, *, trusting):
    held = SearchEntry.objects.filter(kind=kind, object_id__in=ids)
    digests = dict(held.values_list("object_id", "digest"))
    gone, rows, spoken = set(digests), [], set()
    for document in DOCUMENTS[kind](ids):
        gone.discard(document.object_id)
        digest = _digest(document)
        if not trusting or digests.get(document.object_id) != digest:
            rows.append(_row(document, digest))
            spoken |= _words_of(document.names)
    if rows:
        _upsert(kind, rows)
    # A word that no name holds any more stays until the next `reindex`: at worst a slip is
    # corrected to it and finds nothing.
    _add_words(spoken)
    if gone:
        SearchEntry.objects.filter(kind=kind, object_id__in=gone).delete()


def _digest(document):
    told = [
        *(document.slug, document.label, document.record, document.names, document.weighted),
        *(sorted(document.facets), document.proof, document.cities, document.size, document.fresh),
        document.under,
    ]
    return MADE_BY + hashlib.md5(json.dumps(told).encode(), usedforsecurity=False).hexdigest()


def _row(document, digest):
    """An entry as it is sent. Its texts in all the ways in which they are read; names also whole
    and squashed, so that their beginnings find them.
    """
    parts = [
        (config, text, weight)
        for weight, texts in document.weighted.items()
        for language, text in texts.items()
        if text
        for config in READINGS[language]
    ]
    return {
        "object_id": document.object_id,
        "slug": document.slug,
        "label": document.label,
        "names": sorted({squash(name) for name in document.names} - {""}),
        "sort_fr": fold(_best(document.label, "fr")),
        "sort_en": fold(_best(document.label, "en")),
        "facets": sorted(document.facets),
        "proof": document.proof,
        "cities": document.cities,
        "size": document.size,
        "fresh": document.fresh,
        "under": document.under,
        "record": json.dumps(document.record, ensure_ascii=False, separators=(",", ":")),
        "digest": digest,
        "configs": [config for config, _text, _weight in parts],
        "texts": [text for _config, text, _weight in parts],
        "weights": [weight for _config, _text, weight in parts],
    }


def _upsert(kind, rows):
    """All rows as one parameter: thousands of them would take more time than the rest."""
    most = max(len(row["texts"]) for row in rows)
    statement = UPSERT.format(
        columns=", ".join(SENT),
        types=", ".join(f"{column} {type_}" for column, type_ in SENT.items()),
        changes=", ".join(f"{column} = excluded.{column}" for column in SENT),
        words=" || ".join(WORDS.format(n=n) for n in range(1, most + 1)) or "''",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [kind, json.dumps(rows, ensure_ascii=False)])


@transaction.atomic
def write_words():
    """The words of every name, and no others."""
    at_leisure()
    names = SearchEntry.objects.filter(kind__in=Kind.searched()).values_list("label", "names")
    spoken = {w for label, held in names.iterator() for w in _words_of([*label.values(), *held])}
    kept = set(SearchWord.objects.values_list("word", flat=True))
    SearchWord.objects.filter(word__in=kept - spoken).delete()
    _add_words(spoken - kept)


def _add_words(spoken):
    if spoken:
        with connection.cursor() as cursor:
            cursor.execute(ADD_WORDS, [sorted(spoken)])


def _words_of(names):
    """The words of names that a slip of typing may be corrected to."""
    spoken = {word for name in names for word in (squash(name), *words(name))}
    return {word for word in spoken if SHORTEST_WORD <= len(word) <= LONGEST_WORD}


def _best(label, language):
    return label.get(language) or next(iter(label.values()), "")
