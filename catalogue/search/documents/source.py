"""Sources: the documents that facts rest on."""

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES
from catalogue.models import Source
from catalogue.search.documents.base import Document, head, only, texts_of


def documents(ids=None):
    for source in only(Source.objects.all(), ids):
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
            },
            weighted={"A": texts_of(source.title), "B": texts_of(source.publisher)},
            facets={f"kind:{source.kind}", *([f"lang:{source.lang}"] if source.lang else [])},
            fresh=source.date,
        )
