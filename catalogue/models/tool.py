"""Free software that a city can run."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from catalogue.choices import (
    DevelopmentStatus,
    Maintenance,
    OutsideNoun,
    Platform,
    SoftwareType,
)
from catalogue.models.base import Publishable, PublishableQuerySet, Sluggable
from catalogue.models.fields import LocalisedText, PartialDate, is_partial_date
from catalogue.models.history import keep_history, keep_link_history
from catalogue.models.outside_catalogue import ValueOrigin
from catalogue.validators import spdx_expression, web_address

#: Every identifier of the expression must be a licence of the catalogue, where only free ones are
#: kept. Exceptions (WITH …) only add permissions.
LICENCE_IS_FREE = r"""
    IF EXISTS (
        SELECT FROM regexp_split_to_table(
            regexp_replace(NEW.licence, '\s+WITH\s+[^\s()]+', '', 'g'), '[()]|\s+AND\s+|\s+OR\s+'
        ) AS part
        WHERE trim(part) <> '' AND NOT EXISTS (SELECT FROM catalogue_licence WHERE spdx = trim(part))
    ) THEN
        RAISE check_violation USING
            MESSAGE = format('tool_licence_is_free: %s is not made of free-software licences', NEW.licence),
            CONSTRAINT = 'tool_licence_is_free';
    END IF;
    RETURN NEW;
"""  # noqa: E501


def _address(label):
    return models.CharField(label, max_length=300, blank=True, validators=[web_address])


@keep_history
class Tool(Publishable, Sluggable):
    """Free software that a city can run. An empty licence means that none could be established, and
    the page says so.
    """

    name = models.CharField(_("name"), max_length=150)
    aliases = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("other names"),
        default=list,
        blank=True,
        help_text=_("Former names, abbreviations, usual spellings, separated by commas."),
    )
    category = models.ForeignKey(
        "catalogue.Category",
        verbose_name=_("main category"),
        on_delete=models.RESTRICT,  # a tool is always filed somewhere
        related_name="main_tools",
        limit_choices_to={"domain__isnull": False},
    )
    other_categories = models.ManyToManyField(
        "catalogue.Category",
        verbose_name=_("other categories"),
        blank=True,
        related_name="other_tools",
        limit_choices_to={"domain__isnull": False},
    )
    summary = LocalisedText(_("summary"), help_text=_("One sentence: what a city does with it."))
    description = LocalisedText(_("description"), blank=True, help_text=_("Markdown."))
    caution = LocalisedText(
        _("caution"),
        blank=True,
        help_text=_("Dead, renamed, open core, doubtful licence: say it here."),
    )

    licence = models.CharField(
        _("licence"),
        max_length=200,
        blank=True,
        validators=[spdx_expression],
        help_text=_(
            "SPDX expression, for example AGPL-3.0-or-later. "
            "Only free-software licences are accepted."
        ),
    )
    licence_note = LocalisedText(_("about the licence"), blank=True)

    website = _address(_("website"))
    repository = _address(_("source code"))
    download = _address(_("download"))
    documentation = _address(_("documentation"))
    training = _address(_("training"))
    community = _address(_("community"))

    software_type = models.CharField(
        _("software type"), max_length=20, choices=SoftwareType, blank=True
    )
    development_status = models.CharField(
        _("development status"), max_length=12, choices=DevelopmentStatus, blank=True
    )
    maintenance = models.CharField(_("maintenance"), max_length=10, choices=Maintenance, blank=True)
    platforms = ArrayField(
        models.CharField(max_length=10, choices=Platform),
        verbose_name=_("platforms"),
        default=list,
        blank=True,
    )
    languages = ArrayField(
        models.CharField(max_length=12),
        verbose_name=_("interface languages"),
        default=list,
        blank=True,
    )
    localisation_ready = models.BooleanField(
        _("made for several languages"),
        null=True,
        blank=True,
        help_text=_("Whether it can be translated without changing its code."),
    )

    first_release = PartialDate(_("first release"), blank=True)
    first_release_verified = models.BooleanField(_("first release verified"), default=True)
    latest_release_version = models.CharField(_("latest version"), max_length=40, blank=True)
    latest_release_on = PartialDate(_("latest release"), blank=True)
    last_activity = PartialDate(_("last activity seen"), blank=True)

    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of the suite"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
    )
    based_on = models.ForeignKey(
        "self",
        verbose_name=_("based on"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="derived",
        help_text=_("The tool that this one was forked from."),
    )
    steward = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("steward"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tools",
    )
    maintainer = models.CharField(
        _("maintainer"),
        max_length=200,
        blank=True,
        help_text=_("As the source names it, when the body has no page of its own here."),
    )

    wikidata = models.CharField("Wikidata", max_length=15, blank=True)
    sill = models.CharField("SILL", max_length=15, blank=True)
    comptoir_du_libre = models.CharField("Comptoir du Libre", max_length=15, blank=True)
    publiccode_url = models.CharField(
        "publiccode.yml", max_length=300, blank=True, validators=[web_address]
    )

    objects = PublishableQuerySet.as_manager()

    class Meta(Sluggable.Meta):
        verbose_name = _("tool")
        verbose_name_plural = _("tools")
        ordering = ["name", "pk"]
        triggers = [
            *Sluggable.Meta.triggers,
            pgtrigger.Trigger(
                name="licence_is_free",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("licence"),
                when=pgtrigger.Before,
                func=LICENCE_IS_FREE,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(software_type="") | Q(software_type__in=SoftwareType.values),
                name="tool_type_known",
            ),
            models.CheckConstraint(
                condition=Q(development_status="")
                | Q(development_status__in=DevelopmentStatus.values),
                name="tool_status_known",
            ),
            models.CheckConstraint(
                condition=Q(maintenance="") | Q(maintenance__in=Maintenance.values),
                name="tool_maintenance_known",
            ),
            models.CheckConstraint(
                condition=Q(platforms__contained_by=Platform.values), name="tool_platforms_known"
            ),
            models.CheckConstraint(
                condition=is_partial_date("first_release")
                & is_partial_date("latest_release_on")
                & is_partial_date("last_activity"),
                name="tool_dates_are_dates",
            ),
            models.CheckConstraint(
                condition=(Q(part_of__isnull=True) | ~Q(part_of=models.F("id")))
                & (Q(based_on__isnull=True) | ~Q(based_on=models.F("id"))),
                name="tool_is_not_its_own_suite_or_fork",
            ),
            models.UniqueConstraint(
                fields=["wikidata"], condition=~Q(wikidata=""), name="tool_wikidata_unique"
            ),
            models.UniqueConstraint(
                fields=["sill"], condition=~Q(sill=""), name="tool_sill_unique"
            ),
            models.UniqueConstraint(
                fields=["comptoir_du_libre"],
                condition=~Q(comptoir_du_libre=""),
                name="tool_comptoir_unique",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("tool-detail", args=[self.slug])

    @cached_property
    def licence_doubt(self):
        """The origin of a licence whose source does not say all of it (which version, whether later
        ones too), or None.
        """
        if not self.licence:
            return None
        origins = ValueOrigin.objects.filter(noun=OutsideNoun.TOOL, object_id=self.pk)
        taken = origins.filter(field="licence", value=self.licence).exclude(as_written="")
        return taken.select_related("catalogue").first()

    @property
    def is_dead(self):
        """Nobody develops or maintains it any more."""
        return (
            self.maintenance == Maintenance.NONE
            or self.development_status == DevelopmentStatus.OBSOLETE
        )


@keep_link_history
class ToolOtherCategory(Tool.other_categories.through):
    """A tool filed in a further category."""

    class Meta:
        proxy = True
