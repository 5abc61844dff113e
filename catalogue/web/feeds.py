"""Atom feeds: new tools, new adoptions, new case studies."""

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.models import Adoption, CaseStudy, Tool
from catalogue.web.words import partial_date, plain

LATEST = 50


class _Newest(Feed):
    """The last things published, the newest first, in the language of the address."""

    feed_type = Atom1Feed

    @property
    def language(self):
        return get_language()

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.updated_at


class NewTools(_Newest):
    link = reverse_lazy("tool-list")

    def title(self):
        return _("Communal: new tools")

    def items(self):
        return Tool.objects.published().order_by("-published_at", "slug")[:LATEST]

    def item_title(self, tool):
        return tool.name

    def item_description(self, tool):
        return plain(tool.summary)


class NewAdoptions(_Newest):
    link = reverse_lazy("city-list")

    def title(self):
        return _("Communal: new adoptions")

    def items(self):
        adoptions = Adoption.objects.visible().select_related("city", "tool")
        return adoptions.order_by("-published_at", "-as_of", "slug")[:LATEST]

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
        return f"{adoption.city.get_absolute_url()}#{adoption.slug}"


class NewCaseStudies(_Newest):
    link = reverse_lazy("case-study-list")

    def title(self):
        return _("Communal: new case studies")

    def items(self):
        return CaseStudy.objects.published().order_by("-published_at", "-date", "slug")[:LATEST]

    def item_title(self, study):
        return plain(study.title)

    def item_description(self, study):
        return plain(study.summary)
