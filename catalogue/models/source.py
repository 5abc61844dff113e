"""Where facts come from, and which fact rests on which source."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.choices import SourceKind
from catalogue.models.adoption import SAYS_WHO_SAYS_SO
from catalogue.models.base import Sluggable
from catalogue.models.fields import LocalisedText, PartialDate, is_partial_date
from catalogue.models.history import keep_history
from catalogue.validators import web_address

#: The nouns that cite sources; a citation belongs to just one of them.
CITING = (
    "tool",
    "product",
    "product_fact",
    "replacement",
    "city",
    "city_label",
    "milestone",
    "adoption",
    "money_fact",
    "case_study",
    "organisation",
    "argument",
)


@keep_history
class Source(Sluggable):
    """A document that states a fact."""

    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=150, blank=True)
    url = models.CharField(_("address"), max_length=600, blank=True, validators=[web_address])
    date = PartialDate(_("date"), blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=SourceKind)
    lang = models.CharField(_("language"), max_length=12, blank=True)

    class Meta(Sluggable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="source_url_unique"),
            models.CheckConstraint(
                condition=Q(kind__in=SourceKind.values), name="source_kind_known"
            ),
            models.CheckConstraint(condition=is_partial_date("date"), name="source_date_is_a_date"),
        ]

    def __str__(self):
        return self.title


def _belongs_to(noun):
    model = "".join(part.title() for part in noun.split("_"))
    return models.ForeignKey(
        f"catalogue.{model}",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )


@keep_history
class Citation(models.Model):
    """A fact rests on a source, which says just this about it."""

    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.RESTRICT,  # a source that is cited holds facts up
        related_name="citations",
    )
    note = LocalisedText(_("what it says"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    tool = _belongs_to("tool")
    product = _belongs_to("product")
    product_fact = _belongs_to("product_fact")
    replacement = _belongs_to("replacement")
    city = _belongs_to("city")
    city_label = _belongs_to("city_label")
    milestone = _belongs_to("milestone")
    adoption = _belongs_to("adoption")
    money_fact = _belongs_to("money_fact")
    case_study = _belongs_to("case_study")
    organisation = _belongs_to("organisation")
    argument = _belongs_to("argument")

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["position", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="adoption_keeps_a_source",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=SAYS_WHO_SAYS_SO.format(adoption="OLD.adoption_id"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    models.lookups.Exact(
                        models.Func(
                            *(models.F(noun) for noun in CITING),
                            function="num_nonnulls",
                            output_field=models.IntegerField(),
                        ),
                        1,
                    )
                ),
                name="citation_belongs_to_one_fact",
            ),
        ]

    def __str__(self):
        return str(self.source)
