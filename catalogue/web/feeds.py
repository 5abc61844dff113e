"""Atom feeds: new tools, new adoptions, new case studies."""

import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.models import Adoption, CaseStudy, Tool
from catalogue.web.words import partial_date, plain

LATEST = 50
#: What XML cannot hold; texts pasted from elsewhere bring some.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Atom(Atom1Feed):
    """A feed that no odd character breaks. Its summaries are said to be HTML, which our words are
    not: they are escaped.
    """

    def add_item(self, title, link, description, **more):
        title, description = (CONTROLS.sub(" ", words) for words in (title, description))
        super().add_item(title, link, escape(description), **more)


class _Newest(Feed):
    """The last things published, the newest first, in the language of the address. Addresses do not
    depend on the name by which the site was asked: readers of feeds know an entry by its own.
    """

    feed_type = Atom
    name = list_name = dated = ""

    def items(self):
        """Along the index of that moment. An import publishes thousands of rows in one: as many as
        are told are taken first, as they lie, and only these are put in order.
        """
        rows = sorted(self.rows().order_by("-published_at")[:LATEST], key=lambda row: row.slug)
        rows.sort(key=lambda row: (row.published_at, getattr(row, self.dated)), reverse=True)
        return rows

    def link(self):
        return settings.SITE_URL + reverse(self.list_name)

    def feed_url(self):
        return settings.SITE_URL + reverse(self.name)

    def item_link(self, item):
        return settings.SITE_URL + item.get_absolute_url()

    @property
    def language(self):
        return get_language()

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.updated_at


class NewTools(_Newest):
    name, list_name, dated = "feed-tools", "tool-list", "last_activity"

    def title(self):
        return _("Communal: new tools")

    def rows(self):
        return Tool.objects.published()

    def item_title(self, tool):
        return tool.name

    def item_description(self, tool):
        return plain(tool.summary)


class NewAdoptions(_Newest):
    name, list_name, dated = "feed-adoptions", "city-list", "as_of"

    def title(self):
        return _("Communal: new adoptions")

    def rows(self):
        return Adoption.objects.visible().select_related("city", "tool")

    def item_title(self, adoption):
        return _("%(city)s: %(tool)s (%(status)s)") % {
            "city": plain(adoption.city.name),
            "tool": adoption.tool.name,
            "status": adoption.get_status_display().lower(),
        }

    def item_description(self, adoption):
        when = _("As of %s") % partial_date(adoption.as_of) if adoption.as_of else ""
        return ". ".join(
            part for part in (when, plain(adoption.note) if adoption.note else "") if part
        )

    def item_link(self, adoption):
        return f"{super().item_link(adoption.city)}#{adoption.slug}"


class NewCaseStudies(_Newest):
    name, list_name, dated = "feed-case-studies", "case-study-list", "date"

    def title(self):
        return _("Communal: new case studies")

    def rows(self):
        return CaseStudy.objects.published()

    def item_title(self, study):
        return plain(study.title)

    def item_description(self, study):
        return plain(study.summary)
