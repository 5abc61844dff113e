"""The state of what is public, under a mark that no other state has had."""

from django.db import models


class Revision(models.Model):
    """One row, whose `mark` is another one after each commit that changed what readers may see.

    The database gives the mark, at the end of the transaction that changes something: whoever reads
    it sees the state that it stands for, on a replica too.
    """

    is_now = models.BooleanField(primary_key=True, default=True)
    mark = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(is_now=True), name="revision_is_one"),
        ]

    def __str__(self):
        return str(self.mark)
