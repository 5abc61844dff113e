"""The sources of a fact, on the page of the fact."""

from catalogue.admin.inlines import CatalogueInline
from catalogue.models import Citation


class CitationInline(CatalogueInline):
    """Finds its way to whichever noun cites by itself: a citation has one foreign key to each."""

    model = Citation
    fields = [("source", "position"), "note"]
    autocomplete_fields = ["source"]
    reads = ("source",)
