"""The environment of the page templates: missing values are errors, everything is escaped, texts
are translated.
"""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from catalogue.web import adoptions, facts, linked_data, links, portraits, words


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
        static=static,
        url=lambda name, *args, **kwargs: reverse(name, args=args, kwargs=kwargs),
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
            "vendor_links": links.vendor_links,
        }
    )
    return env
