"""What rankings of alternatives read: which city left what for what, and what that adds up to.

Derived from adoptions and replacements in the transaction of the change; `manage.py reindex` makes
both again from nothing. Nothing refers to these rows and they refer to nothing that the database
would have to look up: whoever takes a noun away brings them in step at the end.
"""

import json

from django.db import models
from django.utils.functional import cached_property


def _thing(model, **options):
    return models.ForeignKey(
        model,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        **{"db_index": False, **options},
    )


class Switch(models.Model):
    """A city that left a product for a tool: an adoption that visitors see, beside one of the
    products that it replaces.

    `rank` and what follows it are the order of `Adoption.objects.order_by_proof`.
    """

    pk = models.CompositePrimaryKey("adoption_id", "product_id")
    adoption = _thing("catalogue.Adoption")
    product = _thing("catalogue.Product")
    tool = _thing("catalogue.Tool")
    city = _thing("catalogue.City")
    status = models.CharField(max_length=16)
    is_proof = models.BooleanField()
    is_current = models.BooleanField()
    rank = models.PositiveSmallIntegerField()
    as_of = models.CharField(max_length=10, db_collation="C")
    slug = models.CharField(max_length=100, db_collation="C")

    class Meta:
        indexes = [
            models.Index(
                fields=["product", "tool", "rank", "-as_of", "slug"],
                include=["city", "status", "is_proof", "is_current"],
                name="switch_by_proof",
            ),
        ]

    def __str__(self):
        return self.slug


class Alternative(models.Model):
    """A tool in place of a product, because editors judged that it stands in (`replacement`) or
    because a city left the product for it, with where it stands among the others.

    `proven` counts the cities that made the switch and were in production when last seen,
    `on_the_way` those that began or promised it, `statuses` the adoptions by status. `switches` is
    the JSON of the best of these as the API answers it.
    """

    pk = models.CompositePrimaryKey("product_id", "tool_id")
    product = _thing("catalogue.Product")
    tool = _thing("catalogue.Tool")
    replacement = _thing("catalogue.Replacement", null=True, db_index=True)
    is_dead = models.BooleanField()
    proven = models.PositiveIntegerField()
    on_the_way = models.PositiveIntegerField()
    coverage = models.PositiveSmallIntegerField()
    name = models.TextField(db_collation="C")
    adoptions = models.PositiveIntegerField()
    statuses = models.JSONField()
    switches = models.TextField()

    #: Of the alternatives to one product, the best first.
    RANKED = ("is_dead", "-proven", "-on_the_way", "coverage", "name", "tool")

    class Meta:
        indexes = [
            models.Index(
                fields=["product", "is_dead", "-proven", "-on_the_way", "coverage", "name", "tool"],
                name="alternative_by_rank",
            ),
        ]

    def __str__(self):
        return f"{self.tool_id} for {self.product_id}"

    @cached_property
    def best_switches(self):
        return json.loads(self.switches)
