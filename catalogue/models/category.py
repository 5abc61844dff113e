"""What tools do, in two levels: domain and category."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models.base import Sluggable
from catalogue.models.fields import LocalisedText
from catalogue.models.history import keep_history

#: The category of what nobody could place yet: it says nothing about its tools.
UNSORTED = "unsorted"


class CategoryQuerySet(models.QuerySet):
    def domains(self):
        return self.filter(domain__isnull=True)

    def leaves(self):
        """Categories proper, in which tools and products are filed."""
        return self.filter(domain__isnull=False)


@keep_history
class Category(Sluggable):
    """What a tool does. A category lies in a domain; a domain lies in nothing."""

    domain = models.ForeignKey(
        "self",
        verbose_name=_("domain"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,  # a domain with categories is in use
        related_name="categories",
        limit_choices_to={"domain__isnull": True},
    )
    name = LocalisedText(_("name"))
    summary = LocalisedText(_("summary"), blank=True)
    keywords = LocalisedText(
        _("keywords"),
        blank=True,
        help_text=_("Words that people type for it, separated by commas."),
    )
    publiccode = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("publiccode.yml categories"),
        default=list,
        blank=True,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta(Sluggable.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(domain__isnull=True) | ~Q(domain=models.F("id")),
                name="category_is_not_its_own_domain",
            ),
        ]

    def __str__(self):
        return self.name.get("fr") or self.slug

    @property
    def is_unsorted(self):
        """Whether being filed here says nothing."""
        return self.slug == UNSORTED

    def get_absolute_url(self):
        return f"{reverse('tool-list')}?category={self.slug}"
