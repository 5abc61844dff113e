"""What an import read, changed, left alone, refused, and why."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.choices import ImportOutcome
from catalogue.models.outside_catalogue import OutsideCatalogue


class ImportRun(models.Model):
    """One reading of another catalogue: when, by whom, how much of what, and why it failed if it
    did. A run that failed changed nothing.
    """

    catalogue = models.ForeignKey(
        OutsideCatalogue,
        verbose_name=_("catalogue"),
        on_delete=models.CASCADE,
        related_name="runs",
    )
    where = models.CharField(_("where"), max_length=600)
    by = models.CharField(_("by"), max_length=150)
    began_at = models.DateTimeField(_("began"), db_default=Now())
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    counts = models.JSONField(_("how many"), default=dict)
    failure = models.TextField(_("why it failed"), blank=True)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-began_at", "-pk"]

    def __str__(self):
        return f"{self.catalogue} {self.began_at:%Y-%m-%d %H:%M}"


class ImportLine(models.Model):
    """What became of one record in a run. Records that did not change have no line."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines")
    outcome = models.CharField(_("outcome"), max_length=9, choices=ImportOutcome)
    noun = models.CharField(_("noun"), max_length=14)
    name = models.CharField(_("name"), max_length=300, blank=True)
    place = models.CharField(_("place in the source"), max_length=400, blank=True)
    message = models.TextField(_("message"), blank=True)

    class Meta:
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of imports")
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "outcome"], name="import_line_outcome")]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.name or self.place}"

    @property
    def said(self):
        """The message, in the language of the reader where it is the same for every record."""
        return self.message and gettext(self.message)
