"""Which values of a page were taken from another catalogue, as its licence asks us to say."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.models import ValueOrigin

#: Addresses of the licences under which other catalogues give their data.
LICENCES = {
    "etalab-2.0": (
        "Licence Ouverte 2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    ),
    "CC-BY-SA-3.0": ("CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


def origins_of(noun, row):
    """`[{catalogue, home, licence, licence_url, values}]` of what a row still holds as it was
    taken, in the order of trust. One query.
    """
    taken = ValueOrigin.objects.filter(noun=noun, object_id=row.pk).select_related("catalogue")
    together = {}
    for origin in taken.order_by("catalogue__trust", "catalogue__slug", "pk"):
        if held(row, origin.field) == origin.value:
            together.setdefault(origin.catalogue, []).append(origin)
    return [_told(row, catalogue, origins) for catalogue, origins in together.items()]


def held(row, field):
    """What a row holds in a column, or in one language of a text: `summary.fr`."""
    column, _dot, language = field.partition(".")
    value = getattr(row, column)
    return value.get(language) if language else value


def _told(row, catalogue, origins):
    licence = origins[0].licence
    name, url = LICENCES.get(licence, (licence, ""))
    columns = dict.fromkeys(origin.field.partition(".")[0] for origin in origins)
    return {
        "catalogue": catalogue.title,
        "home": catalogue.home,
        "licence": name or _("licence not stated"),
        "licence_url": url,
        "values": capfirst(", ".join(str(row._meta.get_field(c).verbose_name) for c in columns)),
    }
