"""Organisations that other catalogues name as providers: joined to ours, or waiting for an editor,
who knows what they offer.
"""

from collections import defaultdict
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from catalogue.choices import OutsideNoun, Standing
from catalogue.exchange.importing.judging import column_values, new_slug
from catalogue.exchange.importing.merging import merge_rows
from catalogue.models import Organisation
from catalogue.search.text import squash

NOUN = OutsideNoun.ORGANISATION
FIELDS = ("website", "summary", "description", "country", "founded")


class Organisations:
    """Takes in the organisations of one import."""

    def __init__(self, work):
        self.work = work
        self.slugs, self.named, self.at = {}, defaultdict(set), defaultdict(set)

    def take(self):
        records = list(self.work.records(NOUN))
        if not records:
            return
        for row in Organisation.objects.all():
            self._index(row)
        there = set(Organisation.objects.values_list("pk", flat=True))
        for record in records:
            if record.object_id and record.object_id not in there:
                self.work.was_deleted(record)
            elif not record.object_id:
                self._join_or_create(record)
        joined = [record for record in records if record.standing == Standing.JOINED]
        merge_rows(self.work, NOUN, FIELDS, joined, self.said)

    def _index(self, row):
        self.slugs[row.pk] = row.slug
        for name in (row.name, *row.aliases):
            self.named[squash(name)].add(row.pk)
        if site := _site(row.website):
            self.at[site].add(row.pk)

    def _join_or_create(self, record):
        site = _site(record.values.get("website", ""))
        named = self.named[squash(record.name)]
        found = named & self.at[site] or named
        if len(found) == 1:
            self.work.settle(record, Standing.JOINED, row=Organisation(pk=next(iter(found))))
        elif found or (site and self.at[site]):
            slugs = sorted(self.slugs[pk] for pk in found or self.at[site])
            self.work.wait(record, _("several organisations may be meant"), slugs)
        elif "kind" not in record.values:
            self.work.wait(record, _("say what kind of body it is"))
        else:
            self.create(record, record.values["kind"])

    def create(self, record, kind):
        row = Organisation(published_at=self.work.published_at)
        values = {
            **self.said(record),
            "name": record.values["name"],
            "kind": kind,
            "slug": new_slug(Organisation, record.name),
            "cites": [{"source": self.work.source()}],
        }
        if self.work.make(record, "organisation", row, values):
            self.slugs[row.pk] = row.slug
            self.named[squash(row.name)].add(row.pk)

    def said(self, record):
        return column_values(
            Organisation, {name: record.values[name] for name in FIELDS if name in record.values}
        )


def _site(address):
    return (urlsplit(address).hostname or "").removeprefix("www.")
