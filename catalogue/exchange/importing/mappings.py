"""What other catalogues say a tool stands in for: a replacement once both are known and somebody
has said how far it goes.
"""

from django.utils.translation import gettext_lazy as _

from catalogue.choices import OutsideNoun, SourceKind, Standing
from catalogue.exchange.importing.judging import beside
from catalogue.exchange.importing.known_tools import LIKE_IT, NOBODY
from catalogue.exchange.importing.products import KnownProducts
from catalogue.models import Product, Replacement, Tool

NOUN = OutsideNoun.MAPPING


class Mappings:
    """Takes in the replacements of one import. What is in the catalogue is an editor's judgement:
    it is compared, never overwritten.
    """

    def __init__(self, work, known_tools):
        self.work, self.tools = work, known_tools

    def take(self):
        records = list(self.work.records(NOUN))
        if not records:
            return
        self.products = KnownProducts()
        self.tool_of = dict(
            self.work.catalogue.records.filter(noun=OutsideNoun.TOOL).values_list(
                "key", "object_id"
            )
        )
        held = {
            (tool, product): pk
            for pk, tool, product in Replacement.objects.values_list("pk", "tool", "product__slug")
        }
        for record in records:
            self._take(record, held)

    def _take(self, record, held):
        said = record.values
        if record.object_id and record.decided_by:
            row = Replacement.objects.filter(pk=record.object_id).first()
            self._compare(record, row) if row else self.work.was_deleted(record)
            return
        product = self.products.find(said["product"], said.get("vendor", ""))
        if not product:
            self.work.leave(record, _("there is no product of that name"))
            return
        tool = self._tool(record)
        if tool is None:
            return
        if pk := held.get((tool, product)):
            self._compare(record, Replacement.objects.get(pk=pk))
        elif record.object_id:
            self.work.was_deleted(record)
        elif "coverage" not in said:
            self.work.wait(record, _("say how far it goes"), [product])
        elif not self.work.publishes:
            self.work.wait(record, _("it is new: publish it, or leave it aside"), [product])
        else:
            row = self.create(record, Tool.objects.get(pk=tool), product, said["coverage"])
            if row:
                held[tool, product] = row.pk

    def _tool(self, record):
        said = record.values
        if "tool_key" in said:
            pk = self.tool_of.get(said["tool_key"])
            if pk is None:
                self.work.leave(record, _("its tool is not ours yet"))
            return pk
        found = self.tools.find(said["tool"], record.outside_ids)
        if found.tool is None and found.candidates:
            slugs = sorted(self.tools.slugs[each] for each in found.candidates)
            self.work.wait(record, found.why, [f"tool:{slug}" for slug in slugs])
        elif found.tool is None and (near := self.tools.near(said["tool"])):
            self.work.wait(record, LIKE_IT, [f"tool:{self.tools.slugs[pk]}" for pk in near])
        elif found.tool is None:
            self.work.leave(record, NOBODY)
        return found.tool

    def _compare(self, record, row):
        self.work.settle(record, Standing.JOINED, row=row)
        differs = [
            name
            for name in ("coverage",)
            if name in record.values and record.values[name] != getattr(row, name)
        ]
        if record.differs != differs:
            record.differs = differs
            record.save(update_fields=["differs"])
        self.work.rest(record, beside(differs))

    def create(self, record, tool, product, coverage):
        """The replacement made of a record; None where it is refused."""
        said = record.values
        source = said.get("source", {})
        cited = (
            self.work.cited(source.get("title", ""), source.get("url", ""), SourceKind.CATALOGUE)
            if source
            else self.work.source()
        )
        row = Replacement()
        values = {
            "tool": tool.slug,
            "product": product,
            "coverage": coverage,
            "caveat": said.get("caveat", {}),
            "cites": [{"source": cited}],
        }
        if not self.work.make(record, "replacement", row, values):
            return None
        self.work.changed[Product, row.product_id] = row.product
        return row
