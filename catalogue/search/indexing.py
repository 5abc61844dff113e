"""Keeps the tables that lists read in step with the nouns, in the transaction of the change."""

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from catalogue.choices import Kind
from catalogue.models import (
    Adoption,
    CaseStudy,
    Category,
    City,
    CityLabel,
    Licence,
    Milestone,
    Organisation,
    Product,
    Replacement,
    SearchEntry,
    SearchWord,
    Service,
    Tool,
    Vendor,
)
from catalogue.search.documents import DOCUMENTS
from catalogue.search.text import fold, squash, words

BATCH = 500
#: Arbitrary, ours: who writes entries waits for whoever is writing some.
LOCK = 0x456E7472
SHORTEST_WORD, LONGEST_WORD = 3, 60
#: Configurations in which a text is read: its own language, and whole words for names.
READINGS = {
    "any": ("communal_names", "communal_fr", "communal_en"),
    "fr": ("communal_fr",),
    "en": ("communal_en",),
}
MODEL_OF = {
    Kind.TOOL: Tool,
    Kind.PRODUCT: Product,
    Kind.CITY: City,
    Kind.CASE_STUDY: CaseStudy,
    Kind.ORGANISATION: Organisation,
    Kind.CATEGORY: Category,
}
#: Which documents read a noun, by the way from their thing to it: `documents`, backwards.
TOLD_IN = {
    Tool: {
        Kind.TOOL: ("pk",),
        Kind.PRODUCT: ("replacements__tool", "replaced_in__tool"),
        Kind.CITY: ("adoptions__tool",),
        Kind.CASE_STUDY: ("adoptions__tool",),
        Kind.ORGANISATION: ("tools", "services__tool"),
        Kind.CATEGORY: (
            "main_tools",
            "other_tools",
            "categories__main_tools",
            "categories__other_tools",
        ),
    },
    Product: {
        Kind.PRODUCT: ("pk", "part_of"),
        Kind.TOOL: ("replacements__product",),
        Kind.CITY: ("adoptions__replaces",),
        Kind.CASE_STUDY: ("adoptions__replaces",),
    },
    City: {
        Kind.CITY: ("pk",),
        Kind.TOOL: ("adoptions__city",),
        Kind.PRODUCT: ("replaced_in__city",),
        Kind.CASE_STUDY: ("cities", "adoptions__city"),
    },
    Adoption: {
        Kind.TOOL: ("adoptions",),
        Kind.PRODUCT: ("replaced_in",),
        Kind.CITY: ("adoptions",),
        Kind.CASE_STUDY: ("adoptions",),
    },
    Category: {
        Kind.CATEGORY: ("pk", "categories"),
        Kind.TOOL: (
            "category",
            "category__domain",
            "other_categories",
            "other_categories__domain",
        ),
        Kind.PRODUCT: ("category", "category__domain"),
        Kind.CASE_STUDY: ("adoptions__tool__category", "adoptions__tool__category__domain"),
    },
    Vendor: {Kind.PRODUCT: ("vendor",), Kind.TOOL: ("replacements__product__vendor",)},
    Organisation: {Kind.ORGANISATION: ("pk",), Kind.TOOL: ("steward",)},
    CaseStudy: {Kind.CASE_STUDY: ("pk",)},
    Replacement: {Kind.TOOL: ("replacements",), Kind.PRODUCT: ("replacements",)},
    Service: {Kind.ORGANISATION: ("services",)},
    Milestone: {Kind.CITY: ("milestones",)},
    CityLabel: {Kind.CITY: ("labels",)},
    Licence: {Kind.TOOL: ("licence__contains",)},
}


@transaction.atomic
def reindex():
    """Make every entry again from the nouns."""
    one_at_a_time()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    for kind in Kind:
        _write(DOCUMENTS[kind]())


@transaction.atomic
def refresh(changed):
    """Write the entries of `{kind: {ids}}` again; a thing that is no longer published loses its
    entry.
    """
    one_at_a_time()
    for kind, ids in changed.items():
        SearchEntry.objects.filter(kind=kind, object_id__in=ids).delete()
        _write(DOCUMENTS[kind](ids))


def one_at_a_time():
    """Two writers of one entry would each leave theirs; the second also has to see what the first
    changed. Held to the end of the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def entries_touched_by(row):
    """Which entries tell something of `row`: `{kind: {ids}}`, itself included."""
    return {
        kind: ids
        for kind, lookups in TOLD_IN.get(type(row), {}).items()
        if (ids := {pk for lookup in lookups for pk in _ids(kind, lookup, row)})
    }


def _ids(kind, lookup, row):
    return MODEL_OF[kind].objects.filter(**{lookup: row.pk}).values_list("pk", flat=True)


def _write(documents):
    batch = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            _insert(batch)
            batch = []
    _insert(batch)


def _insert(documents):
    SearchEntry.objects.bulk_create(
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
        )
        for document in documents
    )
    # A word that no name holds any more stays until the next `reindex`: at worst a slip is
    # corrected to it and finds nothing.
    SearchWord.objects.bulk_create(
        (SearchWord(word=word) for word in sorted(set().union(*map(_words_of, documents)))),
        ignore_conflicts=True,
    )


def _words_of(document):
    """The words that a slip of typing may be corrected to."""
    spoken = {word for name in document.names for word in (squash(name), *words(name))}
    return {word for word in spoken if SHORTEST_WORD <= len(word) <= LONGEST_WORD}


def _best(label, language):
    return label.get(language) or next(iter(label.values()), "")


def _vector(weighted):
    """The weighted words of a document; names also whole and squashed, so that their beginnings
    find them.
    """
    parts = [
        SearchVector(Value(text), weight=weight, config=config)
        for weight, texts in weighted.items()
        for language, text in texts.items()
        if text
        for config in READINGS[language]
    ]
    whole = Value("")
    vector = SearchVector(whole, config="communal_names")
    for part in parts:
        vector = vector + part
    return Coalesce(vector, SearchVector(whole))
