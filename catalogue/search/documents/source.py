"""Sources: the documents that facts rest on."""

from django.db.models import Exists, OuterRef, Q

from catalogue.choices import Kind
from catalogue.countries import LANGUAGES
from catalogue.models import Citation, Source
from catalogue.search.documents.base import Document, head, read, texts_of

#: What has to be published for a citation to show: of the fact that it belongs to, one line each.
SHOWN = (
    ("tool",),
    ("product",),
    ("product_fact__product",),
    ("replacement__tool", "replacement__product"),
    ("city",),
    ("city_label__city",),
    ("milestone__city",),
    ("money_fact__city",),
    ("adoption", "adoption__city", "adoption__tool"),
    ("case_study",),
    ("organisation",),
    ("argument",),
)


def documents(ids=None):
    """Sources are no drafts of their own: what nothing published cites shows nowhere."""
    cited = Citation.objects.filter(_shown(), source=OuterRef("pk"))
    for source in read(Source.objects.filter(Exists(cited)), ids):
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


def _shown():
    shown = Q()
    for things in SHOWN:
        shown |= Q(**{f"{thing}__published_at__isnull": False for thing in things})
    return shown
