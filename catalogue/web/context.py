"""What every page knows: its language, its address in each language, the main navigation."""

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}


def page(request):
    """Context of every template."""
    lang = get_language() or settings.LANGUAGE_CODE
    path = request.path
    return {
        "lang": lang,
        "canonical": iri_to_uri(settings.SITE_URL + getattr(request, "canonical_path", path)),
        "alternates": [
            {"lang": code, "name": name, "path": there, "url": settings.SITE_URL + there}
            for code, name in LANGUAGE_NAMES.items()
            for there in [path_in(request, lang, code)]
        ],
        "nav": [
            {"url": (url := reverse(name)), "label": label, "current": path.startswith(url)}
            for name, label in (
                ("product-list", _("What to replace")),
                ("tool-list", _("Tools")),
                ("city-list", _("Cities")),
                ("case-study-list", _("Case studies")),
                ("organisation-list", _("Organisations")),
                ("why", _("Why")),
            )
        ],
        "feeds": [
            {"title": title, "url": reverse(name)}
            for name, title in (
                ("feed-tools", _("New tools")),
                ("feed-adoptions", _("New adoptions")),
                ("feed-case-studies", _("New case studies")),
            )
        ],
    }


def path_in(request, lang, other):
    """The same page and question in another language."""
    path = request.get_full_path()
    if path.startswith(f"/{lang}/"):
        path = f"/{other}/{path.removeprefix(f'/{lang}/')}"
    elif not path.startswith(f"/{other}/"):
        path = f"/{other}/"
    return path
