"""YunoHost’s `apps.toml`: which packaged application may stand in for which product.

The list knows neither names nor licences nor addresses of the software, only those of the package:
it tells of replacements and cautions, and the tool is to be found by the name of its package.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from catalogue.exchange.drafts import Draft
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.structured import each, toml_of
from catalogue.exchange.tidy import listed, one_line
from catalogue.exchange.told import Fault, Told, Where, doubted, refused

CATALOGUE = "yunohost"
SUFFIXES = (".toml",)
#: Files of the same folder that tell of something else.
OTHER_FILES = {
    "antifeatures",
    "categories",
    "graveyard",
    "rejectedlist",
    "security",
    "taplo",
    "wishlist",
}
ALTERNATIVES = ("potential_alternative_to", "alternative_to", "alternativeTo")
CAUTIONS = {
    "alpha-software": ("At an early stage.", "Aux premiers stades."),
    "arbitrary-limitations": ("Limits that its makers chose.", "Limites voulues par ses auteurs."),
    "bad-security-reputation": (
        "Known for security problems.",
        "Connu pour des problèmes de sécurité.",
    ),
    "deprecated-software": ("No longer maintained.", "N’est plus maintenu."),
    "non-free-addons": ("Promotes add-ons that are not free.", "Promeut des modules non libres."),
    "non-free-assets": (
        "Holds pictures or sounds that are not free.",
        "Contient des images ou des sons non libres.",
    ),
    "non-free-dependencies": (
        "Needs software that is not free.",
        "A besoin de logiciels non libres.",
    ),
    "non-free-network": (
        "Depends on a service that is not free.",
        "Dépend d’un service non libre.",
    ),
    "not-totally-free-upstream": (
        "Not all of it is free software.",
        "N’est pas entièrement libre.",
    ),
    "paid-content": ("Depends on a paid service.", "Dépend d’un service payant."),
    "replaced-by-another-app": ("Replaced by another.", "Remplacé par un autre."),
    "tracking": ("Follows its users.", "Suit ses utilisateurs à la trace."),
}
#: About the package, not about the software.
OF_THE_PACKAGE = {"package-not-maintained", "not-totally-free-package"}


def read(files: Iterable[File]) -> Iterator[Told | Fault]:
    """One mapping for each application and product."""
    apps = (file for file in files if PurePosixPath(file.name).stem not in OTHER_FILES)
    for file, data in each(apps, toml_of):
        if isinstance(data, Fault):
            yield data
            continue
        for app, entry in data.items():
            where = Where(file.name, key=app)
            if isinstance(entry, dict):
                yield from _mappings(app, entry, where)
            else:
                yield refused(where, _("This entry is no record."))


def _mappings(app, entry, where):
    cautions, unknown = [], []
    for word in map(one_line, listed(entry.get("antifeatures"))):
        if word in CAUTIONS:
            cautions.append(CAUTIONS[word])
        elif word not in OF_THE_PACKAGE:
            unknown.append(word)
    if unknown:
        message = _("Left out: “%s” is no anti-feature known here.")
        yield doubted(where, message % "”, “".join(unknown))
    products = [name for key in ALTERNATIVES for name in listed(entry.get(key))]
    for product in dict.fromkeys(filter(None, map(one_line, products))):
        draft = Draft("mapping", CATALOGUE, f"{app}/{product}", where, entry)
        draft.outside("yunohost", app)
        draft.text("tool", app)
        draft.text("product", product)
        if cautions:
            draft.put(
                "caution",
                {
                    "en": " ".join(english for english, french in cautions),
                    "fr": " ".join(french for english, french in cautions),
                },
            )
        yield from draft.told()
