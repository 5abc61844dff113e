"""Addresses that were in use once: a moved object redirects, a deleted one says that it is gone."""

from django.db import models


class FormerSlug(models.Model):
    """A slug that an object had. Written by the database when a slug changes or an object is
    deleted.
    """

    kind = models.CharField(max_length=63, help_text="The table of the object.")
    slug = models.CharField(max_length=100, db_collation="C")
    object_id = models.BigIntegerField()
    left_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_once_per_kind"),
        ]

    def __str__(self):
        return f"{self.kind} {self.slug}"
