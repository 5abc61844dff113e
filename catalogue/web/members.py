"""What the members of records are called where the API's description does not say: the words of the
models' own fields.
"""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.web.openapi import followed, sentence_of

#: Models whose fields a shape shows; the others bear the shape's name.
MODELS = {
    "Alternative": ("Replacement",),
    "Cited": ("Citation", "Source"),
    "DatedFact": ("ProductFact",),
    "Label": ("CityLabel",),
    "Money": ("MoneyFact",),
    "ReplacedProduct": ("Replacement",),
    "ReplacingTool": ("Replacement",),
    "Switch": ("Adoption",),
}
#: Members that are a field under another name.
FIELDS = {
    "address": "url",
    "latest_release": "latest_release_on",
    "latest_version": "latest_release_version",
}
USUAL = {
    "adoptions_by_status": _("How many adoptions are how far"),
    "chosen": _("Whether the question chooses it"),
    "cities_in_production": _("Cities that run it in production"),
    "cities_with_adoptions": _("Cities that have to do with a tool"),
    "count": _("How many there are"),
    "format": _("The end of its name"),
    "name": _("Name"),
    "noun": _("The noun, as in addresses"),
    "spdx": _("SPDX identifier"),
    "url": _("The address of its record"),
    "value": _("What the parameter takes"),
}


def meaning_of(shape, member, part):
    """A few words, or ""."""
    for model in MODELS.get(shape, (shape,)):
        if words := _field_name(model, FIELDS.get(member, member)):
            return capfirst(words)
    if member in USUAL:
        return str(USUAL[member])
    return _what_it_refers_to(part)


def _field_name(model, name):
    try:
        field = apps.get_model("catalogue", model)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return ""
    return str(getattr(field, "verbose_name", ""))


def _what_it_refers_to(part):
    inner = part.get("items", part)
    told, name = followed(inner)
    says = name and "enum" not in told and sentence_of(told)
    return gettext(says) if says else ""
