"""What every document is made of: the entry that lists read and the record that the API answers."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch

from catalogue.choices import Kind
from catalogue.models import Citation

#: Stands in kept records for the address of the site, which is put in when they are answered.
SITE = "⟦site⟧"
#: Stands for the moment at which a record last changed, which its entry knows.
UPDATED = "⟦updated⟧"
#: Things of one noun that are in memory at a time, with all that they name.
AT_A_TIME = 500
SOURCE = ("slug", "title", "publisher", "url", "date", "kind")
#: Name and smallest population of each size of city.
CITY_SIZES = (("200k", 200_000), ("50k", 50_000), ("10k", 10_000), ("2k", 2_000), ("0", 0))


@dataclass
class Document:
    """One thing as a list and a search see it, and its record as the API answers it."""

    kind: Kind
    object_id: int
    slug: str
    label: dict
    record: dict
    names: list = field(default_factory=list)
    weighted: dict = field(default_factory=dict)
    facets: set = field(default_factory=set)
    proof: int = 0
    cities: int = 0
    size: int = 0
    fresh: str = ""
    under: str = ""


def texts_of(*parts):
    """Words per language out of plain strings, lists of them and localised texts."""
    gathered = defaultdict(list)
    for part in parts:
        if isinstance(part, dict):
            for language, text in part.items():
                gathered["fr" if language == "fr" else "en"].append(text)
        else:
            for text in [part] if isinstance(part, str) else part:
                gathered["any"].append(text)
    return {language: "\n".join(filter(None, parts)) for language, parts in gathered.items()}


def size_of_city(population):
    """The name of the size of a city, or None when its population is not known."""
    if population is None:
        return None
    return next(name for name, least in CITY_SIZES if population >= least)


def category_words(*categories):
    """The facet words of categories: themselves and their domains."""
    return {
        f"category:{each.slug}"
        for category in categories
        for each in (category, category.domain)
        if each
    }


def address_of(kind, slug):
    """The API's address of a thing."""
    return f"{SITE}/api/v1/{kind.noun}/{slug}/"


def ref(kind, thing, name=None):
    """A thing as another record names it: its slug, its name and its address, or None."""
    if thing is None:
        return None
    return {
        "slug": thing.slug,
        "name": thing.name if name is None else name,
        "url": address_of(kind, thing.slug),
    }


def refs(kind, things):
    """Several things as another record names them, in the order of their slugs."""
    return [ref(kind, thing) for thing in sorted(things, key=lambda thing: thing.slug)]


def head(kind, slug, page):
    """What every record begins with. `page` is the end of the human page's address, or ""."""
    return {
        "slug": slug,
        "url": address_of(kind, slug),
        "page": f"{SITE}/fr/{page}" if page else None,
        "updated_at": UPDATED,
    }


def published_head(kind, thing, page):
    """The head of a noun that has drafts, with the moment at which this one was published."""
    return {
        **head(kind, thing.slug, page),
        "published_at": thing.published_at.isoformat(),
    }


def sources_of(thing):
    """The sources that a thing cites, each with what it says."""
    return [
        source_record(citation.note, *(getattr(citation.source, name) for name in SOURCE))
        for citation in thing.citations.all()
    ]


def sources_by_id(noun, ids):
    """The same of many things of a noun, `{id: sources}`, in one query."""
    found = defaultdict(list)
    rows = Citation.objects.filter(**{f"{noun}__in": ids}).order_by("position", "pk")
    named = (f"source__{name}" for name in SOURCE)
    for pk, *said in rows.values_list(noun, "note", *named):
        found[pk].append(source_record(*said))
    return found


def source_record(note, slug, title, publisher, url, date, kind):  # noqa: PLR0913, PLR0917
    """A source inside the record of what cites it: all of `SOURCE`, and what it says there."""
    return {
        "slug": slug,
        "title": title,
        "publisher": publisher or None,
        "address": url or None,
        "date": date or None,
        "kind": kind,
        "note": note or None,
    }


def rows_by_id(model, ids, *columns):
    """`{id: row}` with these columns: a fraction of the time and the room of models."""
    rows = model.objects.filter(pk__in=ids).values_list("pk", *columns, named=True)
    return {row.pk: row for row in rows}


def with_sources(path="citations"):
    return Prefetch(path, Citation.objects.select_related("source"))


def published(accessor, model):
    """What visitors may see at the other end of a link: a draft shows in no document."""
    return Prefetch(accessor, model.objects.published())


def seen(thing):
    """A thing that visitors may see, or None."""
    return thing if thing is not None and thing.published_at is not None else None


def read(rows, ids):
    """All rows, or those of some ids; never more of them in memory than `AT_A_TIME`."""
    rows = rows if ids is None else rows.filter(pk__in=ids)
    return rows.order_by("pk").iterator(chunk_size=AT_A_TIME)
