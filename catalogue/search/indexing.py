"""Keeps the tables that lists read in step with the nouns, in the transaction of the change."""

from collections import defaultdict
from functools import partial

from django.db import connection, transaction

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
    Service,
    Source,
    Tool,
    Vendor,
)
from catalogue.search.documents import MADE_BY
from catalogue.search.entries import BATCH, write, write_words
from catalogue.search.sharing import share_out
from catalogue.search.standings import rebuild_standings, refresh_standings
from catalogue.search.turns import at_leisure, one_at_a_time

SLICES = """
SELECT min(id), max(id) FROM (
    SELECT id, (row_number() OVER (ORDER BY id) - 1) / %s AS slice
    FROM (
        SELECT id FROM {table} UNION SELECT object_id FROM catalogue_searchentry WHERE kind = %s
    ) AS things
) AS numbered GROUP BY slice ORDER BY slice
"""
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


def reindex(*, trusting=True, processes=1, tell=lambda slices: slices):
    """Bring every entry in step with the nouns, some at a time: between two slices, others have
    their turn. Entries whose digest is right are left alone, unless it is not to be trusted.

    Who wants all of it or nothing calls this in a transaction, and nobody else writes meanwhile;
    one process does it then. `tell` is given the slices and gives them back, to show how far it is.
    """
    _count_transactions_here()
    rebuild_standings()
    slices = [(kind, first, last, trusting) for kind in Kind for first, last in _slices(kind)]
    if processes == 1 or connection.in_atomic_block:
        for each in tell(slices):
            _refresh_slice(*each)
    else:
        done = share_out(partial(_refresh_slice, together=True), slices, processes)
        for _slice, _done in zip(tell(slices), done, strict=True):
            pass
    write_words()


@transaction.atomic
def _count_transactions_here():
    """Changes that came with a backup carry the numbers of another server's transactions."""
    at_leisure()
    now = _transaction()
    Change.objects.filter(transaction__gt=now).update(transaction=now)


def _slices(kind):
    """`(first id, last id)` of every so many things of a kind, published or not, and of those of
    which only an entry is left.
    """
    table = MODEL_OF[kind]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(SLICES.format(table=table), [BATCH, kind])
        return cursor.fetchall()


@transaction.atomic
def _refresh_slice(kind, first, last, trusting, *, together=False):
    at_leisure(together=together)
    things = MODEL_OF[kind].objects.filter(pk__range=(first, last))
    entries = SearchEntry.objects.filter(kind=kind, object_id__range=(first, last))
    ids = {*things.values_list("pk", flat=True), *entries.values_list("object_id", flat=True)}
    write(kind, ids, trusting=trusting)


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
    refresh_standings(changed)
    for kind, ids in changed.items():
        write(kind, ids)


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
