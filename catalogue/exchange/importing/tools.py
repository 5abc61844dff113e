"""Tools of other catalogues: joined to ours or made new, and merged value by value."""

import re

from django.utils.translation import gettext_lazy as _

from catalogue.choices import ImportOutcome, OutsideNoun, Standing
from catalogue.exchange.importing.judging import column_values, new_slug
from catalogue.exchange.importing.known_tools import COLUMNS, NEW, Found
from catalogue.exchange.importing.merging import merge_rows
from catalogue.exchange.subjects import category_of
from catalogue.models import Category, Licence, Tool

NOUN = OutsideNoun.TOOL
#: What another catalogue may say of a tool of ours: of its licence, what holds in any case. Where
#: it is filed is decided once, when it comes in; its slug is ours.
FIELDS = (
    *("name", "summary", "description", "caution", "licence", "website", "repository"),
    *("download", "documentation", "training", "community", "software_type", "development_status"),
    *("maintenance", "platforms", "languages", "localisation_ready"),
    *("first_release", "latest_release_version"),
    *("latest_release_on", "last_activity", "maintainer", "publiccode_url", *COLUMNS),
)


class Tools:
    """Takes in the tools of one import."""

    def __init__(self, work, known):
        self.work, self.known = work, known
        self.categories = set(Category.objects.leaves().values_list("slug", flat=True))
        self.licences = set(Licence.objects.values_list("spdx", flat=True))
        self.spoken_for = set()

    def take(self):
        records = list(self.work.records(NOUN))
        alone = self._alone(records)
        found = [(record, self._join(record)) for record in alone]
        new = [record for record, other in found if other == NEW and "summary" in record.values]
        for done, record in enumerate(new):
            self.create(record)
            self.work.telling.progress(_("New tools"), done + 1, len(new))
        for record in alone:  # what they may be is said now that all is there, as it is next time
            if record.standing != Standing.JOINED and record not in new:
                self._wait(record, self._join(record))
        joined = [record for record in records if record.standing == Standing.JOINED]
        merge_rows(self.work, NOUN, FIELDS, joined, self.said)

    def _alone(self, records):
        """The records without a tool. Who is known by an identifier comes first, so that nobody of
        like name stands in the way.
        """
        alone = []
        for record in records:
            if not record.object_id:
                alone.append(record)
            elif record.object_id in self.known.slugs:
                self.spoken_for.add(record.object_id)
            else:
                self.work.was_deleted(record)
        by_id = {
            record.pk: self.known.find_by_id(record.name, record.outside_ids) for record in alone
        }
        return sorted(alone, key=lambda record: not by_id[record.pk].tool)

    def _join(self, record):
        """Join a record to its tool, if that is sure; what was found."""
        found = self.known.find(record.name, record.outside_ids, record.values.get("website", ""))
        if found.tool in self.spoken_for:
            return Found(None, (found.tool,), _("another record of it speaks of this tool"))
        if found.tool:
            self.spoken_for.add(found.tool)
            self.work.settle(record, Standing.JOINED, row=Tool(pk=found.tool))
        return found

    def _wait(self, record, found):
        if found == NEW:
            self.work.wait(record, _("it does not say what the software does"))
        elif not found.tool:
            self.work.wait(record, found.why, sorted(map(self.known.slugs.get, found.candidates)))

    def create(self, record):
        said = self.said(record)
        if not said.get("summary"):
            self.work.wait(record, _("it does not say what the software does"))
            return
        filed = category_of(
            record.catalogue.format, record.values.get("subjects", ()), self.categories
        )
        tool = Tool(published_at=self.work.published_at)
        values = {
            **said,
            "slug": new_slug(Tool, record.name, f"{self.work.catalogue.slug}-{record.key}"),
            "category": filed.category,
            "other_categories": sorted(filed.others),
            "cites": [{"source": self.work.source()}],
        }
        if self.work.make(record, "tool", tool, values):
            self._doubt_licence(record)
            self.known.add(tool, record.outside_ids, tool.website)
            self.spoken_for.add(tool.pk)

    def _doubt_licence(self, record):
        written = record.values.get("licence", "")
        if written and not licences_in(written) <= self.licences:
            message = _("its licence %s is on neither list, of the OSI and of the FSF: look at it")
            self.work.report.of_record(ImportOutcome.WARNED, record, message % written)

    def said(self, record):
        """What a record says of a tool that ours can keep."""
        values = {name: record.values[name] for name in FIELDS if name in record.values}
        for name in COLUMNS:
            value = record.outside_ids.get(name)
            if value and self.known.holder(name, value) in (None, record.object_id):
                values[name] = value
        licence = values.pop("licence", "") or record.values.get("licence_at_least", "")
        if licence and licences_in(licence) <= self.licences:
            values["licence"] = licence
        return column_values(Tool, values)


def licences_in(expression):
    """The identifiers of an SPDX expression, exceptions left aside."""
    alone = re.sub(r"\s+WITH\s+[^\s()]+", "", expression)
    parts = re.split(r"[()]|\s+AND\s+|\s+OR\s+", alone)
    return {part.strip() for part in parts if part.strip()}
