"""Other catalogues: what each says, what of it became ours, and which of our values came from
whom.
"""

from collections import defaultdict

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.choices import OutsideNoun, Standing


class OutsideCatalogue(models.Model):
    """Another catalogue, read in a format from a file or an address, by hand or from time to time.

    Where several catalogues speak of one value, the one with the smaller `trust` is heard first.
    """

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=150)
    format = models.CharField(_("format"), max_length=30)
    where = models.CharField(
        _("where"),
        max_length=600,
        blank=True,
        help_text=_("An address or a path that is read when its time has come."),
    )
    home = models.CharField(_("website"), max_length=300, blank=True)
    licence = models.CharField(
        _("licence"), max_length=60, blank=True, help_text=_("SPDX identifier of its data.")
    )
    trust = models.PositiveSmallIntegerField(
        _("order of trust"), default=50, help_text=_("The smaller, the sooner it is heard.")
    )
    every_days = models.PositiveSmallIntegerField(
        _("read every so many days"),
        null=True,
        blank=True,
        help_text=_("Empty: only by hand."),
    )
    publishes = models.BooleanField(
        _("publish what is new"),
        default=False,
        help_text=_("Otherwise new things are drafts, for an editor to publish."),
    )
    marks = models.JSONField(default=dict, editable=False)
    read_at = models.DateTimeField(_("last read"), null=True, blank=True, editable=False)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("outside catalogue")
        verbose_name_plural = _("outside catalogues")
        ordering = ["trust", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every_days__isnull=True) | (Q(every_days__gt=0) & ~Q(where="")),
                name="outside_catalogue_due_has_a_place",
                violation_error_message=_("Say where it is read from, and at least every day."),
            ),
        ]

    def __str__(self):
        return self.title


class OutsideRecord(models.Model):
    """One thing as another catalogue told it last, kept beside the row that it speaks of.

    `object_id` is that row's (of the noun's table), None while there is none. `differs` names the
    values where ours say something else. A record that its catalogue no longer holds keeps
    `vanished_at`.

    `candidates` are slugs of what it may be, of the record's own noun (of products for a mapping);
    others say what they are first: `tool:etherpad`, `city:lyon`, `place:` and the number of a
    record. What an editor decided (`decided_by`) no import judges again.

    `known_by` is under what a place is looked up among tens of thousands.
    """

    catalogue = models.ForeignKey(
        OutsideCatalogue,
        verbose_name=_("catalogue"),
        on_delete=models.CASCADE,
        related_name="records",
    )
    noun = models.CharField(_("noun"), max_length=14, choices=OutsideNoun)
    key = models.CharField(_("key"), max_length=400, db_collation="C")
    name = models.CharField(_("name"), max_length=300, blank=True)
    place = models.CharField(_("place in the source"), max_length=400, blank=True)
    values = models.JSONField(_("what it says"))
    outside_ids = models.JSONField(_("outside identifiers"), default=dict)
    known_by = ArrayField(models.CharField(max_length=100), default=list, editable=False)
    raw = models.JSONField(_("as it came"), null=True, blank=True)

    standing = models.CharField(_("where it stands"), max_length=8, choices=Standing)
    why = models.CharField(_("why"), max_length=300, blank=True)
    candidates = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    differs = ArrayField(
        models.CharField(max_length=60), verbose_name=_("where ours differs"), default=list
    )

    decided_by = models.CharField(_("decided by"), max_length=150, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True, editable=False)

    first_seen_at = models.DateTimeField(_("first seen"), db_default=Now(), editable=False)
    changed_at = models.DateTimeField(_("last changed"), db_default=Now(), editable=False)
    vanished_at = models.DateTimeField(_("vanished"), null=True, blank=True)

    class Meta:
        verbose_name = _("outside record")
        verbose_name_plural = _("outside records")
        ordering = ["catalogue", "noun", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue", "noun", "key"], name="outside_record_once"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="outside_record_standing_known"
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.JOINED) | Q(object_id__isnull=False),
                name="outside_record_joined_to_something",
            ),
        ]
        indexes = [
            models.Index(fields=["noun", "object_id"], name="outside_record_of_thing"),
            models.Index(fields=["standing", "noun"], name="outside_record_standing"),
            GinIndex(
                fields=["known_by"],
                condition=Q(noun=OutsideNoun.PLACE),
                name="outside_record_place_known_by",
            ),
        ]

    def __str__(self):
        return f"{self.name or self.key} ({self.catalogue})"

    @property
    def reason(self):
        """Why, in the language of the reader. What an earlier release kept is shown as it is."""
        return self.why and gettext(self.why)


class ValueOriginQuerySet(models.QuerySet):
    def of(self, rows):
        """The origins of the values of rows of any nouns."""
        ids = defaultdict(list)
        for row in rows:
            ids[noun_of(row)].append(row.pk)
        asked = Q(pk__in=[])
        for noun, pks in ids.items():
            asked |= Q(noun=noun, object_id__in=pks)
        return self.filter(asked)

    def held_by(self, rows):
        """`{row: [origins]}` of what rows still hold as it was taken, in the order of the fields.
        One query.
        """
        rows = {(noun_of(row), row.pk): row for row in rows}
        held = defaultdict(list)
        taken = self.of(rows.values()).select_related("catalogue") if rows else ()
        for origin in sorted(taken, key=lambda origin: origin.field):
            row = rows[origin.noun, origin.object_id]
            if origin.is_held_by(row):
                held[row].append(origin)
        return held


class ValueOrigin(models.Model):
    """A value that was taken from another catalogue: while the row still holds it, it may follow
    that catalogue; once an editor has changed it, it is the editor's.

    `field` is a column, or a text and its language: `summary.fr`. Where an editor chose the
    catalogue, it is heard first for this value, whatever the order of trust. `as_written` are the
    catalogue's own words where ours say less for certain: a licence without its version.
    """

    noun = models.CharField(max_length=14, choices=OutsideNoun)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    catalogue = models.ForeignKey(
        OutsideCatalogue, on_delete=models.CASCADE, related_name="origins"
    )
    licence = models.CharField(max_length=60, blank=True)
    value = models.JSONField()
    as_written = models.CharField(max_length=200, blank=True)
    is_chosen = models.BooleanField(default=False)
    taken_at = models.DateTimeField(auto_now=True)

    objects = ValueOriginQuerySet.as_manager()

    class Meta:
        verbose_name = _("origin of a value")
        verbose_name_plural = _("origins of values")
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "object_id", "field"], name="value_origin_once"
            ),
        ]

    def __str__(self):
        return f"{self.field}: {self.catalogue}"

    def is_held_by(self, row):
        """Whether a row still holds the value as it was taken."""
        return self.value_in(row) == self.value

    def value_in(self, row):
        """What a row holds in the column, or in one language of the text."""
        column, _dot, language = self.field.partition(".")
        value = getattr(row, column)
        return value.get(language) if language else value


def noun_of(row):
    """What other catalogues call a row of ours: a city is a place of theirs."""
    name = row._meta.model_name
    return OutsideNoun.PLACE if name == "city" else OutsideNoun(name)
