"""Keeps the tables that lists read in step with the nouns, in the transaction of the change."""

from collections import defaultdict

from django.contrib.postgres.search import SearchVector
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from catalogue.choices import Kind
from catalogue.models import (
    Adoption,
    CaseStudy,
    Category,
    City,
    Organisation,
    Product,
    SearchEntry,
    SearchWord,
    Tool,
    Vendor,
)
from catalogue.search.documents import DOCUMENTS
from catalogue.search.text import fold, squash, words

BATCH = 500
SHORTEST_WORD, LONGEST_WORD = 3, 60
#: Configurations in which a text is read: its own language, and whole words for names.
READINGS = {
    "any": ("communal_names", "communal_fr", "communal_en"),
    "fr": ("communal_fr",),
    "en": ("communal_en",),
}
KIND_OF = {
    Tool: Kind.TOOL,
    Product: Kind.PRODUCT,
    City: Kind.CITY,
    CaseStudy: Kind.CASE_STUDY,
    Organisation: Kind.ORGANISATION,
    Category: Kind.CATEGORY,
}


@transaction.atomic
def reindex():
    """Make every entry again from the nouns."""
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    for kind in Kind:
        _write(DOCUMENTS[kind]())


@transaction.atomic
def refresh(changed):
    """Write the entries of `{kind: {ids}}` again; a thing that is no longer published loses its
    entry.
    """
    for kind, ids in changed.items():
        SearchEntry.objects.filter(kind=kind, object_id__in=ids).delete()
        _write(DOCUMENTS[kind](ids))


def entries_touched_by(row):
    """Which entries tell something of `row`: `{kind: {ids}}`, itself included."""
    touched = defaultdict(set)
    for thing in _things_around(row):
        if thing is not None:
            touched[KIND_OF[type(thing)]].add(thing.pk)
    return dict(touched)


def _things_around(row):
    if type(row) in KIND_OF:
        yield row
    if isinstance(row, Adoption):
        yield from (row.city, row.tool, *row.replaces.all(), *row.case_studies.all())
    elif isinstance(row, Tool):
        yield from (row.category, row.category.domain, row.steward, *row.other_categories.all())
        yield from Product.objects.filter(replacements__tool=row)
        yield from City.objects.filter(adoptions__tool=row)
    elif isinstance(row, Product):
        yield from Tool.objects.filter(replacements__product=row)
        yield from City.objects.filter(adoptions__replaces=row)
    elif isinstance(row, City):
        yield from Tool.objects.filter(adoptions__city=row)
        yield from CaseStudy.objects.filter(cities=row)
    elif isinstance(row, Category):
        yield row.domain
        yield from Tool.objects.filter(models.Q(category=row) | models.Q(other_categories=row))
        yield from Product.objects.filter(category=row)
    elif isinstance(row, Vendor):
        yield from row.products.all()
        yield from Tool.objects.filter(replacements__product__vendor=row)
    elif isinstance(row, Organisation):
        yield from row.tools.all()


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
