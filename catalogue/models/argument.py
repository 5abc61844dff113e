"""Reasons to choose free software."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models.base import Publishable, PublishableQuerySet, Sluggable
from catalogue.models.fields import LocalisedText
from catalogue.models.history import keep_history, keep_link_history


@keep_history
class Argument(Publishable, Sluggable):
    """A reason to choose free software, with its evidence and an honest caution."""

    title = LocalisedText(_("title"))
    text = LocalisedText(_("text"))
    caution = LocalisedText(_("caution"), help_text=_("What the evidence does not show."))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    adoptions = models.ManyToManyField(
        "catalogue.Adoption", verbose_name=_("adoptions"), blank=True, related_name="arguments"
    )
    case_studies = models.ManyToManyField(
        "catalogue.CaseStudy", verbose_name=_("case studies"), blank=True, related_name="arguments"
    )
    milestones = models.ManyToManyField(
        "catalogue.Milestone", verbose_name=_("milestones"), blank=True, related_name="arguments"
    )

    objects = PublishableQuerySet.as_manager()

    class Meta(Sluggable.Meta):
        verbose_name = _("argument")
        verbose_name_plural = _("arguments")
        ordering = ["position", "slug"]

    def __str__(self):
        return self.slug


@keep_link_history
class ArgumentAdoption(Argument.adoptions.through):
    """An adoption that bears an argument out."""

    class Meta:
        proxy = True


@keep_link_history
class ArgumentCaseStudy(Argument.case_studies.through):
    """A case study that bears an argument out."""

    class Meta:
        proxy = True


@keep_link_history
class ArgumentMilestone(Argument.milestones.through):
    """A milestone that bears an argument out."""

    class Meta:
        proxy = True
