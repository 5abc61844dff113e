"""On the page of a tool, a city, an adoption or an organisation: what other catalogues say of it,
beside ours.
"""

from django.urls import reverse

from catalogue.admin.outside_words import fact, facts, label, words
from catalogue.exchange.importing.candidates import MODEL_OF
from catalogue.exchange.importing.comparing import compared
from catalogue.models import City, Organisation, OutsideRecord, Product, Tool

NOUN_OF = {model: noun for noun, model in MODEL_OF.items()}
#: What tells a row from another of like name.
TELLING = {
    Tool: ("summary", "licence", "website", "repository"),
    City: ("kind", "country", "department", "population"),
    Organisation: ("kind", "country", "website"),
    Product: ("summary",),
}


class JoinedToRecords:
    """An admin whose pages show the records that speak of their row."""

    class Media:
        css = {"all": ["admin_communal/outside.css"]}

    change_form_template = "admin/catalogue/joined_change_form.html"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # noqa: FBT002, PLR0913, PLR0917  Django's own signature
        if change and obj is not None:
            context["joined"] = told(self.model, compared(NOUN_OF[self.model], obj))
            context["may_take"] = self.has_change_permission(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def told(model, comparisons):
    """Comparisons in words."""
    return [
        {
            "record": each.record,
            "catalogue": each.record.catalogue,
            "same": each.same,
            "values": [
                {
                    "name": value.name,
                    "label": label(model, value.name),
                    "theirs": fact(model, value.name, value.theirs),
                    "ours": words(model, value.name, value.ours),
                    "lang": value.name.partition(".")[2],
                    "origin": value.origin,
                }
                for value in each.differs
            ],
        }
        for each in comparisons
    ]


def shown(row):
    """A row of ours, or a place that is no city yet: its name, its page, and what tells it from
    others.
    """
    is_place = isinstance(row, OutsideRecord)
    model = City if is_place else type(row)
    values = (
        row.values if is_place else {name: getattr(row, name) for name in TELLING.get(model, ())}
    )
    telling = {name: values[name] for name in TELLING.get(model, ()) if values.get(name)}
    return {"name": str(row), "address": admin_page(row), "facts": facts(model, telling)}


def admin_page(row):
    return reverse(f"admin:catalogue_{row._meta.model_name}_change", args=[row.pk])
