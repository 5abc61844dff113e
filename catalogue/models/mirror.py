"""This instance as a copy of another one: of which, how far it has read there, and what it read."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Mirror(models.Model):
    """The instance that this one is a copy of, and how far its feed of changes was read. One row,
    or none.

    `beginning` counts how often the feed was read from its start: what was not told again since the
    last time is no longer there.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    origin = models.CharField(max_length=300)
    cursor = models.TextField(blank=True, default="")
    beginning = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(db_default=Now())
    caught_up_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="mirror_is_of_one_origin"),
        ]

    def __str__(self):
        return self.origin


class MirroredRecord(models.Model):
    """A thing as the origin told it last: its record, or none when it is gone there.

    `waiting` until the catalogue here says the same. `moved_to` is the slug that a thing gone from
    this one has now.
    """

    noun = models.CharField(max_length=40)
    slug = models.CharField(max_length=210, db_collation="C")
    record = models.JSONField(null=True)
    moved_to = models.CharField(max_length=210, blank=True, default="", db_collation="C")
    beginning = models.PositiveIntegerField()
    waiting = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["noun", "slug"], name="mirrored_record_once"),
        ]
        indexes = [
            models.Index(
                fields=["noun", "slug"], condition=Q(waiting=True), name="mirrored_record_waiting"
            ),
        ]

    def __str__(self):
        return f"{self.noun}/{self.slug}"
