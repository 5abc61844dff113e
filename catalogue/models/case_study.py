"""Stories of adoptions for people who decide, and the money that somebody stated."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalogue.choices import MoneyNature, MoneyRecurrence, MoneyStanding, Outcome
from catalogue.models.base import Publishable, PublishableQuerySet, Sluggable
from catalogue.models.fields import LocalisedText, PartialDate, is_partial_date
from catalogue.models.history import keep_history, keep_link_history


@keep_history
class CaseStudy(Publishable, Sluggable):
    """The story of one or more adoptions: why, how, what went well and what went wrong."""

    title = LocalisedText(_("title"))
    summary = LocalisedText(_("summary"), help_text=_("Two sentences for a mayor."))
    cities = models.ManyToManyField(
        "catalogue.City", verbose_name=_("cities"), related_name="case_studies"
    )
    adoptions = models.ManyToManyField(
        "catalogue.Adoption", verbose_name=_("adoptions"), blank=True, related_name="case_studies"
    )
    money = models.ManyToManyField(
        "catalogue.MoneyFact",
        verbose_name=_("money facts"),
        blank=True,
        related_name="case_studies",
    )
    outcome_kind = models.CharField(_("how it stands"), max_length=10, choices=Outcome)
    date = PartialDate(_("date"), blank=True)

    context = LocalisedText(_("context"), blank=True)
    motivation = LocalisedText(_("motivation"), blank=True)
    replaced = LocalisedText(_("what was replaced"), blank=True)
    approach = LocalisedText(_("approach"), blank=True)
    training = LocalisedText(_("training"), blank=True)
    obstacles = LocalisedText(_("obstacles"), blank=True)
    outcome = LocalisedText(_("outcome"), blank=True)
    lessons = LocalisedText(_("lessons"), blank=True)
    went_wrong = LocalisedText(
        _("what went wrong"), help_text=_("Required: every migration has something to tell here.")
    )

    objects = PublishableQuerySet.as_manager()

    class Meta(Sluggable.Meta):
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        ordering = ["-date", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome_kind__in=Outcome.values), name="case_study_outcome_known"
            ),
            models.CheckConstraint(
                condition=is_partial_date("date"), name="case_study_date_is_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(went_wrong={}),
                name="case_study_says_what_went_wrong",
                violation_error_message=_("Say what went wrong."),
            ),
        ]

    def __str__(self):
        return self.title.get(get_language() or "fr") or next(iter(self.title.values()), self.slug)

    def get_absolute_url(self):
        return reverse("case-study-detail", args=[self.slug])


@keep_history
class MoneyFact(models.Model):
    """An amount that somebody stated, with its perimeter. Amounts of unlike perimeters are never
    added up.
    """

    slug = models.CharField(max_length=100, unique=True, db_collation="C")
    city = models.ForeignKey(
        "catalogue.City", verbose_name=_("city"), on_delete=models.CASCADE, related_name="money"
    )
    adoption = models.ForeignKey(
        "catalogue.Adoption",
        verbose_name=_("adoption"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="money",
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, help_text=_("ISO 4217 code."))
    year = models.PositiveSmallIntegerField(_("year"))
    nature = models.CharField(_("nature"), max_length=8, choices=MoneyNature)
    recurrence = models.CharField(_("recurrence"), max_length=12, choices=MoneyRecurrence)
    period = models.CharField(_("period"), max_length=30, blank=True)
    standing = models.CharField(_("standing"), max_length=10, choices=MoneyStanding)
    covers = LocalisedText(_("what it covers"))
    said_by = LocalisedText(_("who says so"), blank=True)

    class Meta:
        verbose_name = _("money fact")
        verbose_name_plural = _("money facts")
        ordering = ["year", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(currency__regex="^[A-Z]{3}$"), name="money_fact_currency_is_a_code"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_fact_amount_is_positive"),
            models.CheckConstraint(
                condition=Q(nature__in=MoneyNature.values)
                & Q(recurrence__in=MoneyRecurrence.values)
                & Q(standing__in=MoneyStanding.values),
                name="money_fact_words_known",
            ),
        ]

    def __str__(self):
        return self.slug


@keep_link_history
class CaseStudyCity(CaseStudy.cities.through):
    """A city that a case study tells of."""

    class Meta:
        proxy = True


@keep_link_history
class CaseStudyAdoption(CaseStudy.adoptions.through):
    """An adoption that a case study tells of."""

    class Meta:
        proxy = True


@keep_link_history
class CaseStudyMoney(CaseStudy.money.through):
    """An amount that a case study tells of."""

    class Meta:
        proxy = True
