"""Cities running tools."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from catalogue.choices import AdoptionRole, AdoptionStatus, Confidence
from catalogue.models.base import Publishable, PublishableQuerySet, Sluggable
from catalogue.models.fields import LocalisedText, PartialDate, is_partial_date
from catalogue.models.history import keep_history, keep_link_history

#: Ends are compared at the coarser of the two precisions: a city may start in 2016-09 and end "in
#: 2016".
ENDS_AFTER_START = """
    IF NEW.started <> '' AND NEW.ended <> ''
       AND left(NEW.ended, least(length(NEW.ended), length(NEW.started)))
         < left(NEW.started, least(length(NEW.ended), length(NEW.started))) THEN
        RAISE check_violation USING
            MESSAGE = format('adoption_ends_after_start: %s ends in %s before %s', NEW.slug, NEW.ended, NEW.started),
            CONSTRAINT = 'adoption_ends_after_start';
    END IF;
    RETURN NEW;
"""  # noqa: E501

#: Looked at when the transaction ends, so that an adoption and its sources may be written in any
#: order.
SAYS_WHO_SAYS_SO = """
    IF EXISTS (
        SELECT FROM catalogue_adoption a
        WHERE a.id = {adoption} AND a.published_at IS NOT NULL AND NOT a.confirmed_by_city
          AND NOT EXISTS (SELECT FROM catalogue_citation c WHERE c.adoption_id = a.id)
    ) THEN
        RAISE check_violation USING
            MESSAGE = format('adoption_has_a_source: adoption %s is published without a source or a confirmation', {adoption}),
            CONSTRAINT = 'adoption_has_a_source';
    END IF;
    RETURN NULL;
"""  # noqa: E501


#: What counts as proof. A weakly sourced adoption is shown, and not counted.
PROVEN = Q(status__in=AdoptionStatus.proven(), confidence__in=Confidence.proving())
#: Begun or promised, and not over; what somebody else claims counts nowhere.
CURRENT = ~Q(status__in=(*AdoptionStatus.over(), AdoptionStatus.UNCONFIRMED))
#: Those in production first, then those on the way, then history, then what somebody else claims.
RANK = Case(
    When(status=AdoptionStatus.IN_PRODUCTION, then=Value(0)),
    When(status__in=AdoptionStatus.over(), then=Value(2)),
    When(status=AdoptionStatus.UNCONFIRMED, then=Value(3)),
    default=Value(1),
)


class AdoptionQuerySet(PublishableQuerySet):
    def visible(self):
        """Published, with a published city and a published tool."""
        return self.published().filter(
            city__published_at__isnull=False, tool__published_at__isnull=False
        )

    def proven(self):
        """The city was seen running it, on the word of a source that is not a weak one."""
        return self.filter(PROVEN)

    def order_by_proof(self):
        """By rank; the newest first within each."""
        return self.alias(rank=RANK).order_by("rank", "-as_of", "slug")


@keep_history
class Adoption(Publishable, Sluggable):
    """A city and a tool: how far it went, as of when, since when, how widely, and who says so."""

    city = models.ForeignKey(
        "catalogue.City",
        verbose_name=_("city"),
        on_delete=models.CASCADE,
        related_name="adoptions",
    )
    tool = models.ForeignKey(
        "catalogue.Tool",
        verbose_name=_("tool"),
        on_delete=models.CASCADE,
        related_name="adoptions",
    )
    status = models.CharField(_("status"), max_length=16, choices=AdoptionStatus)
    as_of = PartialDate(_("as of"), blank=True)
    started = PartialDate(_("started"), blank=True)
    ended = PartialDate(_("ended"), blank=True)
    roles = ArrayField(
        models.CharField(max_length=12, choices=AdoptionRole),
        verbose_name=_("roles"),
        default=list,
        blank=True,
    )
    scale = LocalisedText(_("scale"), blank=True, help_text=_("In words: how many, of what."))
    workstations = models.PositiveIntegerField(_("workstations"), null=True, blank=True)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)
    version = models.CharField(_("version"), max_length=40, blank=True)
    replaces = models.ManyToManyField(
        "catalogue.Product",
        verbose_name=_("products replaced"),
        blank=True,
        related_name="replaced_in",
    )
    replaces_tools = models.ManyToManyField(
        "catalogue.Tool", verbose_name=_("tools replaced"), blank=True, related_name="replaced_in"
    )
    provider = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("provider"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="adoptions",
    )
    provider_name = models.CharField(_("provider’s name"), max_length=150, blank=True)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence)
    confirmed_by_city = models.BooleanField(_("confirmed by the city"), default=False)
    note = LocalisedText(_("note"), blank=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta(Sluggable.Meta):
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["city", "-started", "pk"]
        triggers = [
            *Sluggable.Meta.triggers,
            pgtrigger.Trigger(
                name="ends_after_start",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("started", "ended"),
                when=pgtrigger.Before,
                func=ENDS_AFTER_START,
            ),
            pgtrigger.Trigger(
                name="has_a_source",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=SAYS_WHO_SAYS_SO.format(adoption="NEW.id"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tool", "city"],
                condition=~Q(status__in=AdoptionStatus.over()),
                name="adoption_one_current_per_city",
                violation_error_message=_("This city already has a current adoption of this tool."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=AdoptionStatus.values), name="adoption_status_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="adoption_confidence_known"
            ),
            models.CheckConstraint(
                condition=Q(roles__contained_by=AdoptionRole.values), name="adoption_roles_known"
            ),
            models.CheckConstraint(
                condition=is_partial_date("as_of")
                & is_partial_date("started")
                & is_partial_date("ended"),
                name="adoption_dates_are_dates",
            ),
        ]
        indexes = [
            models.Index(F("tool"), F("as_of").desc(), name="adoption_of_tool_newest"),
            models.Index(F("city"), F("as_of").desc(), name="adoption_of_city_newest"),
            # The page of a tool counts its adopters by status, and shows the first of each.
            models.Index(
                fields=["tool", "status", "-as_of", "slug"],
                include=["confidence", "city"],
                condition=Q(published_at__isnull=False),
                name="adoption_of_tool_by_status",
            ),
            # Cities are counted by what they run, under a status (search/same_adoption.py).
            models.Index(
                fields=["status", "tool"],
                include=["city", "id"],
                condition=Q(published_at__isnull=False),
                name="adoption_by_status",
            ),
            models.Index(
                fields=["tool", "provider", "provider_name"],
                include=["city", "status"],
                condition=Q(published_at__isnull=False)
                & (Q(provider__isnull=False) | ~Q(provider_name="")),
                name="adoption_of_tool_by_provider",
            ),
        ]

    def __str__(self):
        return self.slug

    @property
    def is_proven(self):
        """The same as `proven`, of one row."""
        return self.status in AdoptionStatus.proven() and self.confidence in Confidence.proving()

    @property
    def is_in_production(self):
        """Said to run, on whatever word."""
        return self.status == AdoptionStatus.IN_PRODUCTION

    @property
    def is_claim(self):
        """Said by somebody else, confirmed by nobody: it counts nowhere."""
        return self.status == AdoptionStatus.UNCONFIRMED

    @property
    def is_current(self):
        """Begun or promised, and not over."""
        return not self.is_over and not self.is_claim

    @property
    def is_over(self):
        return self.status in AdoptionStatus.over()


@keep_link_history
class AdoptionProduct(Adoption.replaces.through):
    """A product that a city left for a tool."""

    class Meta:
        proxy = True


@keep_link_history
class AdoptionReplacedTool(Adoption.replaces_tools.through):
    """A tool that a city left for another."""

    class Meta:
        proxy = True
