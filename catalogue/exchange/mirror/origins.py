"""Copies from which other catalogues the origin took its values. Those are only named here: they
have no place to be read from, and are never due.
"""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogue.actions.editing import touched
from catalogue.choices import Kind
from catalogue.exchange.mirror.pieces import SHAPE_OF_NOUN, moment_of
from catalogue.exchange.records import told
from catalogue.exchange.write import refusal
from catalogue.models import OutsideCatalogue, ValueOrigin
from catalogue.models.outside_catalogue import noun_of
from catalogue.search.documents.origins import CALLED
from catalogue.validators import web_address

#: The nouns whose records name origins.
TELLING = (Kind.TOOL, Kind.CITY, Kind.ADOPTION, Kind.ORGANISATION)
COLUMN = {member: column for column, member in CALLED.items()}
NAMING = {"slug", "title", "home"}
WRITTEN = ("catalogue", "licence", "as_written", "value")


class Origins:
    """The origins of values, and the catalogues that they name, under the hands of the mirror."""

    def __init__(self):
        self._catalogues = {each.slug: each for each in OutsideCatalogue.objects.all()}
        self._retold = {}

    def touched(self):
        """The entries that name catalogues which the origin calls otherwise than before."""
        return touched(self._retold.values())

    def copy(self, shape, records):
        """Name of each row whom its record names: `({(noun, key)} changed, {place: why not})`.
        An origin of an earlier release says nothing of it, and then nothing changes.
        """
        said = {row.slug: row for row in records if "origins" in row.record}
        rows = {row.slug: row for row in shape.model.objects.filter(slug__in=said)}
        held = defaultdict(dict)
        for origin in ValueOrigin.objects.of(rows.values()):
            held[origin.object_id][origin.field] = origin
        changed, refused, new, gone = set(), {}, [], []
        for slug, row in rows.items():
            record = said[slug]
            try:
                named = self._named(shape, row, record.record["origins"])
            except ValidationError as fault:
                refused[record.noun, slug] = told(str(record), refusal(fault))
                continue
            except (KeyError, TypeError, ValueError, AttributeError):
                why = _("it is not made like a record")
                refused[record.noun, slug] = told(str(record), why)
                continue
            ours = held[row.pk]
            differ = [each for each in named.values() if not _is_same(each, ours.get(each.field))]
            left = [origin.pk for field, origin in ours.items() if field not in named]
            if differ or left:
                changed.add((shape.noun, slug))
            new += differ
            gone += left
        ValueOrigin.objects.filter(pk__in=gone).delete()
        _write(new)
        return changed, refused

    def forget(self):
        """Origins of rows that are gone, and catalogues that nothing names any more."""
        for kind in TELLING:
            model = SHAPE_OF_NOUN[kind.noun].model
            of_noun = ValueOrigin.objects.filter(noun=noun_of(model))
            of_noun.exclude(object_id__in=model.objects.values("pk")).delete()
        OutsideCatalogue.objects.filter(format="", origins=None, records=None).delete()

    def _named(self, shape, row, origins):
        """`{field: origin}` as the record of a row tells them."""
        named = {}
        for each in origins:
            member, dot, language = each["field"].partition(".")
            column = COLUMN.get(member, member)
            if column not in shape.columns:
                raise ValidationError(_("this release knows no “%s”; upgrade it") % member)
            origin = ValueOrigin(
                noun=noun_of(row),
                object_id=row.pk,
                field=f"{column}{dot}{language}",
                licence=each["licence"] or "",
                as_written=each["as_written"] or "",
                taken_at=moment_of(each["taken_at"]),
            )
            origin.value = origin.value_in(row)
            if origin.value is None:
                raise ValidationError(
                    _("it says where “%s” comes from, and not what it is") % each["field"]
                )
            origin.clean_fields(exclude=["catalogue", "value"])
            origin.catalogue = self._catalogue(each["catalogue"], origin.licence)
            named[origin.field] = origin
        return named

    def _catalogue(self, said, licence):
        """The catalogue that is named, under the title and the address that it has there."""
        slug, title, home = said["slug"], said["title"], said["address"] or ""
        row = self._catalogues.get(slug)
        if row is None or (row.title, row.home) != (title, home):
            named = OutsideCatalogue(slug=slug, title=title, home=home)
            named.clean_fields(exclude={f.name for f in named._meta.fields} - NAMING)
            if home:
                web_address(home)
            row = row or OutsideCatalogue(slug=slug, licence=licence)
            row.title, row.home = named.title, named.home
            row.save()
            self._catalogues[slug] = self._retold[slug] = row
        return row


def _is_same(told, held):
    names = ("catalogue_id", "licence", "as_written", "value", "taken_at")
    return held is not None and all(getattr(told, n) == getattr(held, n) for n in names)


def _write(origins):
    moments = [origin.taken_at for origin in origins]
    ValueOrigin.objects.bulk_create(
        origins,
        update_conflicts=True,
        unique_fields=["noun", "object_id", "field"],
        update_fields=WRITTEN,
    )
    for origin, moment in zip(origins, moments, strict=True):
        origin.taken_at = moment  # when it was taken there, not when it was written here
    ValueOrigin.objects.bulk_update(origins, ["taken_at"], batch_size=500)
