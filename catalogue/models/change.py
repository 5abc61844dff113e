"""What changed in the public catalogue, in an order that a mirror can follow without missing
anything.
"""

from django.db import models


class Change(models.Model):
    """The transaction that last changed what is to be read of a thing under a slug.

    Written by the database with the entry it tells of: where there is none, the thing is gone, and
    `object_id` is that of the last to leave the slug. Numbers of transactions are handed out before
    they commit, so a reader only goes as far as the oldest one still running: everything before it
    is there to stay.
    """

    kind = models.CharField(max_length=14)
    slug = models.CharField(max_length=210, db_collation="C")
    object_id = models.BigIntegerField()
    transaction = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="change_one_per_thing"),
        ]
        indexes = [
            models.Index(fields=["transaction", "kind", "slug"], name="change_in_order"),
        ]

    def __str__(self):
        return f"{self.kind} {self.slug}"
