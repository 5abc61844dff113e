"""What the curated files last said, so that loading again never undoes an editor's change."""

from django.db import models


class CuratedRecord(models.Model):
    """One record of the curated files as it was last loaded: the common ancestor of the file and
    the row.
    """

    noun = models.CharField(max_length=30)
    key = models.CharField(max_length=250, db_collation="C")
    values = models.JSONField()
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "curated record"
        constraints = [
            models.UniqueConstraint(fields=["noun", "key"], name="curated_record_once"),
        ]

    def __str__(self):
        return f"{self.noun} {self.key}"
