"""Which values of a page were taken from another catalogue, as its licence asks us to say."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.models import Adoption, ValueOrigin

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


def origins_of(*rows):
    """`[{catalogue, home, licence, licence_url, values}]` of what a page's thing and the adoptions
    shown with it still hold as it was taken, by catalogue and licence. One query.
    """
    together = {}
    for row, origins in ValueOrigin.objects.held_by(rows).items():
        for origin in origins:
            taken = together.setdefault((origin.catalogue, origin.licence), {})
            taken.setdefault(type(row), set()).add(origin.field.partition(".")[0])
    ordered = sorted(together, key=lambda key: (key[0].title.casefold(), key[0].slug, key[1]))
    return [_told(*key, together[key]) for key in ordered]


def _told(catalogue, licence, taken):
    name, url = LICENCES.get(licence, (licence, ""))
    return {
        "catalogue": catalogue.title,
        "home": catalogue.home,
        "licence": name or _("licence not stated"),
        "licence_url": url,
        "values": capfirst(_words({model: _names(model, taken[model]) for model in taken})),
    }


def _names(model, columns):
    """The names of columns, in the order of the model."""
    return ", ".join(str(f.verbose_name) for f in model._meta.fields if f.name in columns)


def _words(names):
    of_adoptions = names.pop(Adoption, "")
    own = "".join(names.values())  # of the page's one thing
    if own and of_adoptions:
        return _("%(own)s; of adoptions: %(theirs)s") % {"own": own, "theirs": of_adoptions}
    return own or _("of adoptions: %s") % of_adoptions
