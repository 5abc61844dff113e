"""Adoptions that other catalogues tell of: what a body says of itself on a sheet, and what others
claim of it, which enters unconfirmed and never counts as proof.
"""

from django.utils.translation import gettext_lazy as _

from catalogue.choices import (
    AdoptionStatus,
    Confidence,
    ImportOutcome,
    Kind,
    OutsideNoun,
    SourceKind,
    Standing,
)
from catalogue.exchange.importing.judging import column_values, new_slug
from catalogue.exchange.importing.known_tools import LIKE_IT, NEW, NOBODY
from catalogue.exchange.importing.merging import merge_rows, rows_of
from catalogue.exchange.importing.products import KnownProducts
from catalogue.exchange.matches import Why
from catalogue.exchange.public_bodies import ADMINISTRATION
from catalogue.exchange.told import User
from catalogue.models import Adoption, Change, City, Tool

NOUN = OutsideNoun.ADOPTION
FIELDS = (
    *("status", "as_of", "started", "ended", "roles", "scale", "workstations", "people"),
    *("version", "provider_name", "note"),
)
#: So many candidates are enough for an editor to look at.
MOST = 10
NO_CODE = _("its INSEE code is none that is known here; it may be a postal code")
CLAIMED = {"status": AdoptionStatus.UNCONFIRMED.value}


class Adoptions:
    """Takes in the adoptions of one import."""

    def __init__(self, work, known_tools, known_places):
        self.work, self.tools, self._make_places = work, known_tools, known_places
        self.products = KnownProducts()

    def take(self):
        records = list(self.work.records(NOUN))
        if not records:
            return
        users = [_user(record) for record in records if not record.object_id]
        self.places = self._make_places(self.work, users)
        self.tool_of = dict(
            self.work.catalogue.records.filter(noun=OutsideNoun.TOOL).values_list(
                "key", "object_id"
            )
        )
        there = rows_of(NOUN, [record.object_id for record in records if record.object_id])
        for done, record in enumerate(records):
            if not record.object_id:
                self._join_or_create(record)
            elif record.object_id not in there:
                self.work.was_deleted(record)
            self.work.telling.progress(NOUN.label, done + 1, len(records))
        joined = [record for record in records if record.standing == Standing.JOINED]
        told = [record for record in joined if not record.values.get("claim")]
        made = [record for record in joined if record.pk in self.work.told and record not in told]
        merge_rows(self.work, NOUN, FIELDS, told, self.said)
        merge_rows(self.work, NOUN, FIELDS, made, lambda record: CLAIMED)
        for record in joined:
            if record.values.get("claim") and record.pk not in self.work.told:
                self.work.rest(record, _("a claim changes nothing of an adoption that is there"))

    def _join_or_create(self, record):
        tool = self._tool(record)
        if tool is None:
            return
        city = self._city(record)
        if city is None:
            return
        self.bring_in(record, city, tool)

    def bring_in(self, record, city, tool):
        """Join a record to the adoption of a tool by a city, made where there is none."""
        held = Adoption.objects.filter(city=city, tool=tool).order_by_proof().first()
        if held is None:
            self._create(record, city, tool)
            return
        self.work.settle(record, Standing.JOINED, row=held)
        if held.is_claim and not record.values.get("claim"):
            self._confirm(record, held)

    def _confirm(self, record, adoption):
        """What a body says itself counts more than what others claimed of it."""
        source = {"source": self._source(record.values)}
        cites = rows_of(NOUN, [adoption.pk])[adoption.pk][1]["cites"]
        values = {
            "confidence": self._confidence(record.values),
            "cites": cites if source in cites else [*cites, source],
        }
        if self.work.write(record, "adoption", adoption, values):
            self.work.tell(ImportOutcome.UPDATED, record, "confidence")

    def _tool(self, record):
        """The tool that a record speaks of; None after saying why not."""
        values = record.values
        if "tool_key" in values:
            pk = self.tool_of.get(values["tool_key"])
            if pk is None:
                self.work.leave(record, _("its tool is not ours yet"))
                return None
        else:
            found = self.tools.find(values.get("tool", ""), values.get("tool_ids", {}))
            if found == NEW:
                near = [f"tool:{self.tools.slugs[pk]}" for pk in self.tools.near(values["tool"])]
                self.work.wait(record, LIKE_IT if near else NOBODY, near)
                return None
            if found.tool is None:
                slugs = sorted(self.tools.slugs[each] for each in found.candidates)
                self.work.wait(record, found.why, [f"tool:{slug}" for slug in slugs])
                return None
            pk = found.tool
        return Tool.objects.filter(pk=pk).first()

    def _city(self, record):
        key, match = self.places.find(_user(record))
        if key:
            city = self.places.city(key)
            if city is None:
                self.work.leave(record, _("an editor deleted its city, or it was refused"))
            return city
        is_unknown = bool(record.values.get("city_ids", {}).get("insee"))
        if match.why == Why.OTHER and not is_unknown:
            self.work.leave(record, match.why.label)
        else:
            candidates = [match.place, *match.candidates] if match.place else match.candidates
            found = list(dict.fromkeys(map(self.places.reference, candidates[:MOST])))
            self.work.wait(record, NO_CODE if is_unknown else match.why.label, found)
        return None

    def _create(self, record, city, tool):
        said, is_claim = record.values, record.values.get("claim", False)
        products, unknown = self.products.find_all(said.get("replaces", []))
        adoption = Adoption(published_at=self.work.published_at)
        values = {
            **(CLAIMED if is_claim else self.said(record)),
            "slug": new_slug(Adoption, f"{city.slug}-{tool.slug}"),
            "city": city.slug,
            "tool": tool.slug,
            "confidence": self._confidence(said),
            "replaces": products,
            "cites": [{"source": self._source(said)}],
        }
        if self.work.make(record, "adoption", adoption, values):
            self._publish(city)
            for name in unknown:
                message = _("Left out: “%s” is no product of the catalogue.") % name
                self.work.report.of_record(ImportOutcome.WARNED, record, message)

    def _publish(self, city):
        """A city of which something public is told is public, unless an editor withdrew it."""
        was_public = Change.objects.filter(kind=Kind.CITY, slug=city.slug).exists()
        if self.work.publishes and city.published_at is None and not was_public:
            City.objects.filter(pk=city.pk).update(published_at=self.work.published_at)
            self.work.changed[City, city.pk] = city

    def _confidence(self, said):
        has_source = said.get("source", {}).get("url") or said.get("service_url")
        return (Confidence.MEDIUM if has_source else Confidence.LOW).value

    def _source(self, said):
        source = said.get("source", {})
        url = source.get("url") or said.get("service_url", "")
        if not url and not source.get("title"):
            return self.work.source()
        return self.work.cited(
            source.get("title", ""), url, SourceKind.SELF_DECLARED, source.get("date", "")
        )

    def said(self, record):
        """What a record says of an adoption. Of one that is there, a claim says nothing."""
        values = {name: record.values[name] for name in FIELDS if name in record.values}
        return column_values(Adoption, values)


def _user(record):
    """Who is said to use a tool."""
    values = record.values
    return User(
        values["city"],
        # Who fills in a sheet of adoptions writes for a public body.
        values.get("said_to_be", "") or ("" if values.get("claim") else ADMINISTRATION),
        values.get("website", ""),
        values.get("city_ids", {}),
    )
