"""The environment of the page templates: missing values are errors, everything is escaped, texts
are translated.
"""

from functools import cache, lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from catalogue.choices import Kind
from catalogue.web import adoptions, facts, linked_data, links, portraits, words


def said(msgid, **values):
    """A text of the templates in the reader's language. A page says some eighty: they are kept."""
    return Markup(gettext(msgid)) % values if values else _said(msgid, get_language())  # noqa: S704


@lru_cache(maxsize=5000)
def _said(msgid, _language):
    return Markup(gettext(msgid)) % {}  # noqa: S704  ours


def environment(**options):
    """A Jinja environment for Django's backend."""
    env = Environment(  # noqa: S701  Django's backend asks for autoescape
        **{
            **options,
            "undefined": StrictUndefined,
            "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
            "trim_blocks": True,
            "lstrip_blocks": True,
        }
    )
    env.install_gettext_callables(
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(
        gettext=said,
        _=said,
        static=cache(static),
        url=links.url,
        list_of=lambda kind, **chosen: links.list_of(Kind(kind), **chosen),
        period=words.period,
        site_url=settings.SITE_URL,
        **linked_data.GLOBALS,
    )
    env.filters.update(
        {
            **words.FILTERS,
            **facts.FILTERS,
            **portraits.FILTERS,
            **adoptions.FILTERS,
            **linked_data.FILTERS,
            "domain_links": links.domain_links,
        }
    )
    return env
