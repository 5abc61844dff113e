"""Keeps the tables that lists read in step with the nouns, in the transaction of the change."""

import hashlib
import json
from collections import defaultdict

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from catalogue.choices import Kind, OutsideNoun
from catalogue.models import (
    Adoption,
    Argument,
    CaseStudy,
    Category,
    Change,
    Citation,
    City,
    CityLabel,
    Licence,
    Milestone,
    MoneyFact,
    Organisation,
    OutsideCatalogue,
    Product,
    ProductFact,
    Replacement,
    SearchEntry,
    SearchWord,
    Service,
    Source,
    Tool,
    Vendor,
)
from catalogue.search.documents import DOCUMENTS, MADE_BY
from catalogue.search.text import fold, squash, words
from catalogue.search.turns import at_leisure, one_at_a_time

BATCH = 500
SHORTEST_WORD, LONGEST_WORD = 3, 60
WORDS = "setweight(to_tsvector(%s::regconfig, %s), %s)"
WRITTEN = [
    *("slug", "label", "names", "sort_fr", "sort_en", "words", "facets"),
    *("proof", "cities", "size", "fresh", "record", "digest"),
]
#: Configurations in which a text is read: its own language, and whole words for names.
READINGS = {
    "any": ("communal_names", "communal_fr", "communal_en"),
    "fr": ("communal_fr",),
    "en": ("communal_en",),
}
#: Where a record shows citations, by the way from its thing to them.
CITED_IN = {
    Kind.TOOL: ("",),
    Kind.PRODUCT: ("", "facts__"),
    Kind.REPLACEMENT: ("",),
    Kind.CITY: ("", "labels__", "milestones__", "money__"),
    Kind.ADOPTION: ("",),
    Kind.CASE_STUDY: ("", "money__"),
    Kind.ORGANISATION: ("",),
    Kind.ARGUMENT: ("",),
}
MODEL_OF = {
    Kind.TOOL: Tool,
    Kind.PRODUCT: Product,
    Kind.VENDOR: Vendor,
    Kind.REPLACEMENT: Replacement,
    Kind.CATEGORY: Category,
    Kind.CITY: City,
    Kind.ADOPTION: Adoption,
    Kind.CASE_STUDY: CaseStudy,
    Kind.ORGANISATION: Organisation,
    Kind.ARGUMENT: Argument,
    Kind.SOURCE: Source,
}
#: Which documents read a noun, by the way from their thing to it: `documents`, backwards.
TOLD_IN = {
    Tool: {
        Kind.TOOL: ("pk", "part_of", "based_on"),
        Kind.PRODUCT: ("replacements__tool", "replaced_in__tool"),
        Kind.REPLACEMENT: ("tool",),
        Kind.CITY: ("adoptions__tool", "money__adoption__tool"),
        Kind.ADOPTION: ("tool", "replaces_tools"),
        Kind.CASE_STUDY: ("adoptions__tool", "money__adoption__tool"),
        Kind.ORGANISATION: ("tools", "services__tool"),
        Kind.ARGUMENT: ("adoptions__tool",),
        Kind.CATEGORY: (
            "main_tools",
            "other_tools",
            "categories__main_tools",
            "categories__other_tools",
        ),
        Kind.SOURCE: (
            "citations__tool",
            "citations__replacement__tool",
            "citations__adoption__tool",
        ),
    },
    Product: {
        Kind.PRODUCT: ("pk", "part_of", "parts"),
        Kind.VENDOR: ("products",),
        Kind.TOOL: ("replacements__product",),
        Kind.REPLACEMENT: ("product",),
        Kind.CITY: ("adoptions__replaces",),
        Kind.ADOPTION: ("replaces",),
        Kind.CASE_STUDY: ("adoptions__replaces",),
        Kind.SOURCE: (
            "citations__product",
            "citations__product_fact__product",
            "citations__replacement__product",
        ),
    },
    City: {
        Kind.CITY: ("pk", "money__adoption__city"),
        Kind.TOOL: ("adoptions__city",),
        Kind.PRODUCT: ("replaced_in__city",),
        Kind.REPLACEMENT: ("tool__adoptions__city",),
        Kind.ADOPTION: ("city",),
        Kind.CASE_STUDY: ("cities", "adoptions__city", "money__city", "money__adoption__city"),
        Kind.ORGANISATION: ("services__attested_by",),
        Kind.ARGUMENT: ("adoptions__city", "milestones__city"),
        Kind.SOURCE: (
            "citations__city",
            "citations__city_label__city",
            "citations__milestone__city",
            "citations__money_fact__city",
            "citations__adoption__city",
        ),
    },
    Adoption: {
        Kind.ADOPTION: ("pk",),
        Kind.TOOL: ("adoptions",),
        Kind.PRODUCT: ("replaced_in",),
        Kind.REPLACEMENT: ("tool__adoptions",),
        Kind.CITY: ("adoptions", "money__adoption"),
        Kind.CASE_STUDY: ("adoptions", "money__adoption"),
        Kind.ARGUMENT: ("adoptions",),
        Kind.SOURCE: ("citations__adoption",),
    },
    Category: {
        Kind.CATEGORY: ("pk", "categories", "domain"),
        Kind.TOOL: (
            "category",
            "category__domain",
            "other_categories",
            "other_categories__domain",
        ),
        Kind.PRODUCT: ("category", "category__domain"),
        Kind.REPLACEMENT: ("tool__category", "tool__category__domain"),
        Kind.ADOPTION: ("tool__category", "tool__category__domain"),
        Kind.CASE_STUDY: ("adoptions__tool__category", "adoptions__tool__category__domain"),
    },
    Vendor: {
        Kind.VENDOR: ("pk",),
        Kind.PRODUCT: ("vendor",),
        Kind.TOOL: ("replacements__product__vendor",),
        Kind.REPLACEMENT: ("product__vendor",),
    },
    Organisation: {
        Kind.ORGANISATION: ("pk",),
        Kind.TOOL: ("steward",),
        Kind.ADOPTION: ("provider",),
        Kind.SOURCE: ("citations__organisation",),
    },
    CaseStudy: {
        Kind.CASE_STUDY: ("pk",),
        Kind.ARGUMENT: ("case_studies",),
        Kind.SOURCE: ("citations__case_study",),
    },
    Replacement: {
        Kind.REPLACEMENT: ("pk",),
        Kind.TOOL: ("replacements",),
        Kind.PRODUCT: ("replacements",),
        Kind.SOURCE: ("citations__replacement",),
    },
    Argument: {Kind.ARGUMENT: ("pk",), Kind.SOURCE: ("citations__argument",)},
    Service: {Kind.ORGANISATION: ("services",)},
    Milestone: {
        Kind.CITY: ("milestones",),
        Kind.ARGUMENT: ("milestones",),
        Kind.SOURCE: ("citations__milestone",),
    },
    MoneyFact: {
        Kind.CITY: ("money",),
        Kind.CASE_STUDY: ("money",),
        Kind.SOURCE: ("citations__money_fact",),
    },
    ProductFact: {Kind.PRODUCT: ("facts",), Kind.SOURCE: ("citations__product_fact",)},
    CityLabel: {Kind.CITY: ("labels",), Kind.SOURCE: ("citations__city_label",)},
    Licence: {Kind.TOOL: ("licence__contains",)},
    Citation: {
        Kind.SOURCE: ("citations",),
        **{kind: tuple(f"{way}citations" for way in ways) for kind, ways in CITED_IN.items()},
    },
    Source: {
        Kind.SOURCE: ("pk",),
        **{
            kind: tuple(f"{way}citations__source" for way in ways)
            for kind, ways in CITED_IN.items()
        },
    },
}


def reindex(*, trusting=True):
    """Bring every entry in step with the nouns, some at a time: between two batches, others have
    their turn. Entries whose digest is right are left alone, unless it is not to be trusted.

    Who wants all of it or nothing calls this in a transaction, and nobody else writes meanwhile.
    """
    _count_transactions_here()
    for kind in Kind:
        ids = _ids_of(kind)
        for start in range(0, len(ids), BATCH):
            _refresh_batch(kind, ids[start : start + BATCH], trusting=trusting)
    _write_words()


@transaction.atomic
def _count_transactions_here():
    """Changes that came with a backup carry the numbers of another server's transactions."""
    at_leisure()
    now = _transaction()
    Change.objects.filter(transaction__gt=now).update(transaction=now)


def _ids_of(kind):
    """The things of a kind, published or not, and those of which only an entry is left."""
    entries = SearchEntry.objects.filter(kind=kind).values_list("object_id", flat=True)
    return sorted({*MODEL_OF[kind].objects.values_list("pk", flat=True), *entries})


@transaction.atomic
def _refresh_batch(kind, ids, *, trusting):
    at_leisure()
    _write(kind, ids, trusting=trusting)


def _transaction():
    """The number of the transaction that runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return cursor.fetchone()[0]


def is_outdated():
    """Whether entries were made by another release or never, or came with a backup from another
    server.
    """
    return (
        SearchEntry.objects.exclude(digest__startswith=MADE_BY).exists()
        or (Tool.objects.published().exists() and not SearchEntry.objects.exists())
        or Change.objects.filter(transaction__gt=_transaction()).exists()
    )


@transaction.atomic
def refresh(changed):
    """Bring the entries of `{kind: {ids}}` in step; a thing that is no longer published loses its
    entry.
    """
    one_at_a_time()
    for kind, ids in changed.items():
        _write(kind, ids)


def entries_touched_by(row):
    """Which entries tell something of `row`: `{kind: {ids}}`, itself included."""
    if isinstance(row, OutsideCatalogue):
        return _taken_from(row)
    return {
        kind: ids
        for kind, lookups in TOLD_IN.get(type(row), {}).items()
        if (ids := {pk for lookup in lookups for pk in _ids(kind, lookup, row)})
    }


def _taken_from(catalogue):
    """The entries that name another catalogue as the origin of a value."""
    told = defaultdict(set)
    for noun, pk in catalogue.origins.values_list("noun", "object_id").distinct():
        told[Kind.CITY if noun == OutsideNoun.PLACE else Kind(noun)].add(pk)
    return dict(told)


def _ids(kind, lookup, row):
    return MODEL_OF[kind].objects.filter(**{lookup: row.pk}).values_list("pk", flat=True)


def _write(kind, ids, *, trusting=True):
    """Write entries that differ, and take away those of which no document tells any more."""
    held = SearchEntry.objects.filter(kind=kind, object_id__in=ids)
    digests = dict(held.values_list("object_id", "digest"))
    gone, batch = set(digests), []
    for document in DOCUMENTS[kind](ids):
        gone.discard(document.object_id)
        digest = _digest(document)
        if not trusting or digests.get(document.object_id) != digest:
            batch.append((document, digest))
        if len(batch) == BATCH:
            _upsert(batch)
            batch = []
    _upsert(batch)
    if gone:
        SearchEntry.objects.filter(kind=kind, object_id__in=gone).delete()


def _digest(document):
    told = [
        *(document.slug, document.label, document.record, document.names, document.weighted),
        *(sorted(document.facets), document.proof, document.cities, document.size, document.fresh),
    ]
    return MADE_BY + hashlib.md5(json.dumps(told).encode(), usedforsecurity=False).hexdigest()


def _upsert(batch):
    SearchEntry.objects.bulk_create(
        (
            SearchEntry(
                kind=document.kind,
                object_id=document.object_id,
                slug=document.slug,
                label=document.label,
                names=sorted({squash(name) for name in document.names} - {""}),
                sort_fr=fold(_best(document.label, "fr")),
                sort_en=fold(_best(document.label, "en")),
                words=_vector(document.weighted),
                facets=sorted(document.facets),
                proof=document.proof,
                cities=document.cities,
                size=document.size,
                fresh=document.fresh,
                record=json.dumps(document.record, ensure_ascii=False, separators=(",", ":")),
                digest=digest,
            )
            for document, digest in batch
        ),
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=WRITTEN,
    )
    # A word that no name holds any more stays until the next `reindex`: at worst a slip is
    # corrected to it and finds nothing.
    _add_words(set().union(*(_words_of(document.names) for document, digest in batch)))


@transaction.atomic
def _write_words():
    """The words of every name, and no others."""
    at_leisure()
    names = SearchEntry.objects.filter(kind__in=Kind.searched()).values_list("label", "names")
    spoken = {w for label, held in names.iterator() for w in _words_of([*label.values(), *held])}
    kept = set(SearchWord.objects.values_list("word", flat=True))
    SearchWord.objects.filter(word__in=kept - spoken).delete()
    _add_words(spoken - kept)


def _add_words(spoken):
    SearchWord.objects.bulk_create(
        (SearchWord(word=word) for word in sorted(spoken)), ignore_conflicts=True
    )


def _words_of(names):
    """The words of names that a slip of typing may be corrected to."""
    spoken = {word for name in names for word in (squash(name), *words(name))}
    return {word for word in spoken if SHORTEST_WORD <= len(word) <= LONGEST_WORD}


def _best(label, language):
    return label.get(language) or next(iter(label.values()), "")


def _vector(weighted):
    """The weighted words of a document; names also whole and squashed, so that their beginnings
    find them.
    """
    parts = [
        (config, text, weight)
        for weight, texts in weighted.items()
        for language, text in texts.items()
        if text
        for config in READINGS[language]
    ]
    # Django's own expressions would take more time than all the rest of an entry.
    return RawSQL(  # noqa: S611  constants, and what is said as parameters
        " || ".join([WORDS] * len(parts)) or "''", [value for part in parts for value in part]
    )
