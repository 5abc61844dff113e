"""Tools of other catalogues: joined to ours or made new, and merged value by value."""

import re

from django.utils.translation import gettext as _

from catalogue.choices import ImportOutcome, OutsideNoun, Standing
from catalogue.exchange.importing.judging import column_values, complete, new_slug
from catalogue.exchange.importing.known_tools import COLUMNS
from catalogue.exchange.importing.merging import merge_rows
from catalogue.exchange.subjects import category_of
from catalogue.models import Category, Licence, Tool

NOUN = OutsideNoun.TOOL
#: What another catalogue may say of a tool of ours. Where it is filed is decided once, when it
#: comes in; its slug is ours.
FIELDS = (
    *("name", "summary", "description", "caution", "licence", "website", "repository", "download"),
    *("documentation", "training", "community", "software_type", "development_status"),
    *("maintenance", "platforms", "languages", "first_release", "latest_release_version"),
    *("latest_release_on", "last_activity", "maintainer", "publiccode_url", *COLUMNS),
)


class Tools:
    """Takes in the tools of one import."""

    def __init__(self, work, known):
        self.work, self.known = work, known
        self.categories = set(Category.objects.leaves().values_list("slug", flat=True))
        self.licences = set(Licence.objects.values_list("spdx", flat=True))

    def take(self):
        records = list(self.work.records(NOUN))
        self._join(records)
        new = [record for record in records if record.standing == Standing.KNOWN]
        for done, record in enumerate(new):
            self.create(record)
            self.work.telling.progress(_("New tools"), done + 1, len(new))
        joined = [record for record in records if record.standing == Standing.JOINED]
        merge_rows(self.work, NOUN, FIELDS, joined, self.said)

    def _join(self, records):
        """Find the tool of each record that has none."""
        there = set(
            Tool.objects.filter(
                pk__in=[record.object_id for record in records if record.object_id]
            ).values_list("pk", flat=True)
        )
        for record in records:
            if record.object_id and record.object_id not in there:
                self.work.was_deleted(record)
        spoken_for = {record.object_id for record in records if record.object_id in there}
        alone = [record for record in records if not record.object_id]
        # Who is known by an identifier first, so that nobody of like name stands in the way.
        by_id = {
            record.pk: self.known.find_by_id(record.name, record.outside_ids) for record in alone
        }
        for record in sorted(alone, key=lambda record: not by_id[record.pk].tool):
            found = self.known.find(
                record.name, record.outside_ids, record.values.get("website", "")
            )
            if found.tool and found.tool not in spoken_for:
                spoken_for.add(found.tool)
                self.work.settle(record, Standing.JOINED, row=Tool(pk=found.tool))
            elif found.tool:
                self._wait(record, (found.tool,), _("another record of it speaks of this tool"))
            elif found.candidates:
                self._wait(record, found.candidates, found.why)
            else:
                self.work.settle(record, Standing.KNOWN)

    def _wait(self, record, candidates, why):
        self.work.wait(record, why, sorted(self.known.slugs[pk] for pk in candidates))

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
        if self.work.write(record, "tool", tool, complete("tool", values)):
            self._doubt_licence(record)
            self.work.settle(record, Standing.JOINED, row=tool)
            self.known.add(tool, record.outside_ids, tool.website)
            self.work.report.of_record(ImportOutcome.CREATED, record)
            self.work.new.add((NOUN, tool.pk))

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
        if record.object_id and self.known.is_called(record.object_id, values["name"]):
            del values["name"]
        if "licence" in values and not licences_in(values["licence"]) <= self.licences:
            del values["licence"]
        return column_values(Tool, values)


def licences_in(expression):
    """The identifiers of an SPDX expression, exceptions left aside."""
    alone = re.sub(r"\s+WITH\s+[^\s()]+", "", expression)
    parts = re.split(r"[()]|\s+AND\s+|\s+OR\s+", alone)
    return {part.strip() for part in parts if part.strip()}
