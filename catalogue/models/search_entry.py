"""The narrow tables that lists and searches read: one row a thing, with its words, its facets and
its counts.

Derived from the nouns in the same transaction as the fact; `manage.py reindex` makes them again
from nothing. Each kind of entry is in a part of its own, which has an index for every order of its
list (migration 0013): adoptions, of which there may be millions, are no burden on the others.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F
from django.db.models.functions import Now

from catalogue.choices import Kind

#: A slug that is left is told of too, so that a mirror keeps nothing under it.
TELL_CHANGE = """
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.slug <> NEW.slug) THEN
        INSERT INTO catalogue_change (kind, slug, object_id, transaction, at)
        VALUES (OLD.kind, OLD.slug, OLD.object_id, pg_current_xact_id()::text::bigint, clock_timestamp())
        ON CONFLICT (kind, slug) DO UPDATE
           SET object_id = excluded.object_id, transaction = excluded.transaction, at = excluded.at;
    END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND (OLD.record, OLD.slug) <> (NEW.record, NEW.slug)) THEN
        INSERT INTO catalogue_change (kind, slug, object_id, transaction, at)
        VALUES (NEW.kind, NEW.slug, NEW.object_id, pg_current_xact_id()::text::bigint, clock_timestamp())
        ON CONFLICT (kind, slug) DO UPDATE
           SET object_id = excluded.object_id, transaction = excluded.transaction, at = excluded.at;
    END IF;
    RETURN NULL;
"""  # noqa: E501
#: Adds up in the order of the tallies, so that two writers never wait for each other in a ring.
COUNT = """
    INSERT INTO catalogue_searchtally AS held (kind, facet, value, n)
    SELECT kind, split_part(word, ':', 1), substr(word, strpos(word, ':') + 1), sum(step)
      FROM ({changed}) AS changed, unnest(facets || '{{""}}') AS word
     GROUP BY kind, word HAVING sum(step) <> 0 ORDER BY kind, word
    ON CONFLICT (kind, facet, value) DO UPDATE SET n = held.n + excluded.n;
    INSERT INTO catalogue_searchpair AS held (kind, one, other, n)
    SELECT kind, one, other, sum(step)
      FROM ({changed}) AS changed, unnest(facets) AS one, unnest(facets) AS other
     WHERE one < other COLLATE "C"
       AND split_part(one, ':', 1) <> ALL ('{open}') AND split_part(other, ':', 1) <> ALL ('{open}')
     GROUP BY kind, one, other HAVING sum(step) <> 0 ORDER BY kind, one, other
    ON CONFLICT (kind, one, other) DO UPDATE SET n = held.n + excluded.n;
    RETURN NULL;
"""
#: Facets that name things, of which there may be any number: their pairs would be too many.
OPEN_ENDED = ("tool", "city", "product", "replaces", "replaced", "vendor")
CAME, WENT = "SELECT kind, facets, 1 AS step FROM came", "SELECT kind, facets, -1 AS step FROM went"


def _counts(operation, *changed, **seen):
    """What keeps the tallies in step with the entries."""
    return pgtrigger.Trigger(
        name=f"counted_{operation}".lower(),
        level=pgtrigger.Statement,
        operation=operation,
        when=pgtrigger.After,
        referencing=pgtrigger.Referencing(**seen),
        func=COUNT.format(changed=" UNION ALL ".join(changed), open=f"{{{','.join(OPEN_ENDED)}}}"),
    )


class SearchEntry(models.Model):
    """A published thing as a list sees it, and its record as the API answers it.

    `names` holds its names without accents, case, spaces and signs. `facets` holds `facet:value`
    words; `under` is the slug of the thing in whose list it mostly stands: the tool of an adoption.
    `proof` counts cities in production, `cities` all cities with a current adoption.
    `record` is JSON with marks where the site's address and `updated_at` go, the moment at which it
    last changed; `digest` tells whether anything of the entry differs, and what made it.
    """

    pk = models.CompositePrimaryKey("kind", "object_id")
    kind = models.CharField(max_length=14, choices=Kind)
    object_id = models.BigIntegerField()
    slug = models.CharField(max_length=210, db_collation="C")
    label = models.JSONField()
    names = ArrayField(models.TextField())
    sort_fr = models.TextField(db_collation="C")
    sort_en = models.TextField(db_collation="C")
    words = SearchVectorField()
    facets = ArrayField(models.TextField(), default=list)
    under = models.TextField(db_collation="C", db_default="")
    proof = models.PositiveIntegerField(default=0)
    cities = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    fresh = models.CharField(max_length=10, blank=True, db_collation="C")
    record = models.TextField(default="")
    digest = models.CharField(max_length=40, default="", db_collation="C")
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="change_is_dated",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    NEW.updated_at = CASE WHEN NEW.record = OLD.record THEN OLD.updated_at
                                          ELSE clock_timestamp() END;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="change_is_told",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                func=TELL_CHANGE,
            ),
            _counts(pgtrigger.Insert, CAME, new="came"),
            _counts(pgtrigger.Update, CAME, WENT, old="went", new="came"),
            _counts(pgtrigger.Delete, WENT, old="went"),
        ]
        indexes = [
            GinIndex(F("words"), name="search_entry_words"),
            GinIndex(F("facets"), name="search_entry_facets"),
            GinIndex(F("names"), name="search_entry_names"),
            models.Index(fields=["kind", "slug"], name="search_entry_by_slug"),
        ]

    def __str__(self):
        return f"{self.kind} {self.slug}"


class SearchTally(models.Model):
    """How many entries of a kind have a value of a facet; of no facet, how many there are."""

    pk = models.CompositePrimaryKey("kind", "facet", "value")
    kind = models.CharField(max_length=14)
    facet = models.CharField(max_length=20, db_collation="C")
    value = models.TextField(db_collation="C")
    n = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(
                F("kind"), F("facet"), F("n").desc(), F("value"), name="search_tally_by_number"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.facet}:{self.value}: {self.n}"


class SearchPair(models.Model):
    """How many entries of a kind have two `facet:value` words, the first of which comes first; none
    of facets that name things.
    """

    pk = models.CompositePrimaryKey("kind", "one", "other")
    kind = models.CharField(max_length=14)
    one = models.TextField(db_collation="C")
    other = models.TextField(db_collation="C")
    n = models.IntegerField()

    def __str__(self):
        return f"{self.kind} {self.one} {self.other}: {self.n}"


class SearchWord(models.Model):
    """A distinct word of the names, for correcting a slip of typing."""

    word = models.TextField(primary_key=True, db_collation="C")

    class Meta:
        indexes = [
            GinIndex(OpClass(F("word"), name="gin_trgm_ops"), name="search_word_trigrams"),
        ]

    def __str__(self):
        return self.word
