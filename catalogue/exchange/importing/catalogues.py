"""The catalogues that are known by name, and how far each is trusted where they disagree.

The order is the maker's own file first, then who looks after each record by hand, then who gathers
from others: docs/exchange.md says why. An editor may change it for each catalogue.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from catalogue.choices import OutsideNoun
from catalogue.errors import CatalogueError
from catalogue.exchange.sources.files import is_address
from catalogue.models import OutsideCatalogue

LONGEST = OutsideCatalogue._meta.get_field("slug").max_length


@dataclass(frozen=True)
class Known:
    """What is known of a catalogue that is read in a format for the first time, beside the format's
    own title and licence. `whole` catalogues are read to their end: what they no longer tell has
    vanished. `noun` is what a line or an entry of it tells of.
    """

    trust: int
    home: str = ""
    whole: bool = True
    noun: OutsideNoun = OutsideNoun.TOOL


KNOWN = {
    "publiccode": Known(10, "https://yml.publiccode.tools/", whole=False),
    "adoptions": Known(15, whole=False, noun=OutsideNoun.ADOPTION),
    "sill": Known(20, "https://code.gouv.fr/sill/"),
    "comptoir-du-libre": Known(30, "https://comptoir-du-libre.org/"),
    "open-catalog": Known(40, "https://developers.italia.it/"),
    "awesome-selfhosted": Known(60, "https://awesome-selfhosted.net/"),
    "yunohost": Known(70, "https://apps.yunohost.org/"),
    "mappings": Known(80, whole=False, noun=OutsideNoun.MAPPING),
    "places": Known(90, whole=False, noun=OutsideNoun.PLACE),
}


def catalogue_of(form, where, name=""):
    """The catalogue of a format, under its own name or under one that tells several apart. It is
    not saved when it is new. Raises CatalogueError where the name cannot be its.
    """
    known = KNOWN[form.name]
    host = urlsplit(str(where)).hostname if form.by_pages and is_address(where) else ""
    slug = name or (host[:LONGEST] or form.name).replace(".", "-").strip("-")
    held = OutsideCatalogue.objects.filter(slug=slug).first()
    if held and not held.format:  # a mirror only named it: from now on it is read
        held.format, held.home, held.trust = form.name, held.home or known.home, known.trust
    if held and held.format != form.name:
        message = _("The catalogue “%(name)s” is written as %(format)s: choose another name.")
        raise CatalogueError(message % {"name": slug, "format": held.format})
    if len(slug) > LONGEST or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        message = _("“%(name)s” is no name: write at most %(most)d of a-z, 0-9 and hyphens.")
        raise CatalogueError(message % {"name": slug, "most": LONGEST})
    return held or OutsideCatalogue(
        slug=slug,
        title=name or host or form.title,
        format=form.name,
        home=known.home,
        licence=form.licence,
        trust=known.trust,
    )
