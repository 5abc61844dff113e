"""Sources: the documents that facts rest on."""

from django.db.models import Count

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES
from catalogue.models import Source
from catalogue.search.documents.base import Document, head, only, texts_of


def documents(ids=None):
    sources = only(Source.objects.all(), ids).annotate(cited=Count("citations"))
    for source in sources.order_by("pk"):
        yield Document(
            kind=Kind.SOURCE,
            object_id=source.pk,
            slug=source.slug,
            label=dict.fromkeys(LANGUAGES, source.title),
            record={
                **head(Kind.SOURCE, source.slug, ""),
                "title": source.title,
                "publisher": source.publisher or None,
                "address": source.url or None,
                "date": source.date or None,
                "kind": source.kind,
                "lang": source.lang or None,
                "cited": source.cited,
            },
            weighted={"A": texts_of(source.title), "B": texts_of(source.publisher)},
            facets={f"kind:{source.kind}", *([f"lang:{source.lang}"] if source.lang else [])},
            proof=source.cited,
            fresh=source.date,
        )
