"""Writes what the origin told into the rows of the catalogue, whatever order that takes."""

from collections import Counter
from dataclasses import replace

from django.db import DEFAULT_DB_ALIAS, DataError, IntegrityError, transaction
from django.db.models import RestrictedError
from django.utils import timezone

from catalogue.actions.editing import merge, touched
from catalogue.choices import AdoptionStatus
from catalogue.exchange.gather import SHAPE_OF, gather
from catalogue.exchange.mirror.pieces import TOLD_IN
from catalogue.exchange.write import REFUSALS, nothing_named, write
from catalogue.models import FormerSlug

#: What a row says for a moment when two of them exchange what each may have alone.
ROOM = {
    "source": {"url": ""},
    "city": dict.fromkeys(("insee", "siren", "istat", "geonames", "wikidata"), ""),
    "tool": dict.fromkeys(("wikidata", "sill", "comptoir_du_libre"), ""),
    "adoption": {"status": AdoptionStatus.ENDED},
}


class Rows:
    """The rows of the catalogue under the hands of the mirror.

    Where `noting`, `touched()` says which entries tell of what was written; it takes some twenty
    queries a row.
    """

    def __init__(self, *, noting):
        self.noting = noting
        self.counts = Counter()
        self.wrote = set()  # (noun, key)
        self._pks, self._before, self._written = {}, {}, []

    def touched(self):
        return merge(self._before, touched(self._written))

    def rename(self, shape, old, new):
        """Give a row its new slug, so that the old one redirects."""
        row = shape.model.objects.filter(slug=old).first()
        if row is None or shape.model.objects.filter(slug=new).exists():
            return
        self._note(row)
        self._clear_the_way(shape, new, row)
        row.slug = new
        row.save(update_fields=["slug"])
        self._pks.clear()
        self._written.append(row)
        self.counts["renamed"] += 1

    def redirect(self, shape, old, new):
        """Let an old slug redirect that no row here ever had."""
        row = under(shape, [new]).first()
        if row is not None and not under(shape, [old]).exists():
            FormerSlug.objects.get_or_create(
                kind=shape.model._meta.db_table,
                slug=old,
                defaults={"object_id": row.pk, "left_at": timezone.now()},
            )

    def delete(self, shape, key):
        """Whether the row under a key is gone now; something may still hold it."""
        row = under(shape, [key]).first()
        return row is None or self._delete(row)

    def delete_all(self, rows):
        """Delete rows that nothing needs."""
        for row in rows:
            self._delete(row)

    def delete_untold(self, shape, told):
        """Delete the rows of owners that their records, `{slug: {keys}}`, tell no more."""
        owner = TOLD_IN[shape.noun][2]
        rows = shape.model.objects.filter(**{f"{owner}__slug__in": told})
        for row in rows.select_related(*(name for name, noun in shape.refs)):
            if key_of(shape, row) not in told[getattr(row, owner).slug]:
                self._delete(row)

    def write_all(self, shape, pieces):
        """Write pieces. Those that were refused come back, each with its fault."""
        held = gather(shape, under(shape, [piece.key for piece in pieces]))
        return [piece for piece in pieces if not self._try(shape, piece, held.get(piece.key))]

    def close_circles(self, shape, pieces):
        """Write pieces that name each other, first without that, then whole. The others come
        back.
        """
        own = {name: None for name, noun in shape.refs if noun == shape.noun}
        stuck = [piece for piece in pieces if own and piece.names_nothing]
        while stuck:
            counts = self.counts.copy()
            with transaction.atomic():
                self.write_all(shape, [replace(each, values=each.values | own) for each in stuck])
                refused = self.write_all(shape, stuck)
                transaction.set_rollback(bool(refused))
            if not refused:
                break
            self.counts = counts
            self._pks.clear()
            stuck = [piece for piece in stuck if piece not in refused]
        return [piece for piece in pieces if piece not in stuck]

    def make_room(self, shape, pieces):
        """Write pieces that stand in each other's way. The others come back."""
        stuck = {piece.key: piece for piece in pieces if isinstance(piece.fault, IntegrityError)}
        if shape.noun not in ROOM or not stuck:
            return pieces
        rows = under(shape, list(stuck))
        before = {row.pop("slug"): row for row in rows.values("slug", *ROOM[shape.noun])}
        rows.update(**ROOM[shape.noun])
        for piece in self.write_all(shape, list(stuck.values())):
            if piece.key in before:
                self._restore(under(shape, [piece.key]), before[piece.key])
            del stuck[piece.key]
        return [piece for piece in pieces if piece.key not in stuck]

    def _restore(self, rows, values):
        try:
            with transaction.atomic():
                rows.update(**values)
        except IntegrityError:
            pass  # another one has it now, as the origin says

    def _try(self, shape, piece, held):
        try:
            self._write(shape, piece, held)
        except REFUSALS as fault:
            piece.fault = fault
            return False
        return True

    def _write(self, shape, piece, held):
        """Write what differs from the row that is held, or a new one."""
        row, ours = held or (shape.model(), {})
        values = {
            name: value
            for name, value in piece.values.items()
            if held is None or ours[name] != value
        }
        is_redated = piece.published_at and row.published_at != piece.published_at
        if values or is_redated:
            if held:
                self._note(row)
            else:
                self._clear_the_way(shape, piece.key, row)
            with transaction.atomic():
                if is_redated:
                    row.published_at = piece.published_at
                    if held:
                        row.save(update_fields=["published_at"])
                write(shape, row, values, self._find)
            self._written.append(row) if self.noting else None
            self.counts["updated" if held else "created"] += 1
            self.wrote.add((shape.noun, piece.key))
        self._pks[shape.noun, piece.key] = row.pk

    def _find(self, noun, key):
        """Enough of the row that a record names to refer to it."""
        model = SHAPE_OF[noun].model
        if (noun, key) not in self._pks:
            try:
                self._pks[noun, key] = model.objects.only("pk").get(slug=key).pk
            except (model.DoesNotExist, DataError):
                raise nothing_named(noun, key) from None
        return model.from_db(DEFAULT_DB_ALIAS, [model._meta.pk.attname], [self._pks[noun, key]])

    def _delete(self, row):
        self._note(row)
        try:
            with transaction.atomic():
                row.delete()
        except (RestrictedError, IntegrityError):
            return False
        self._pks.clear()  # others may have gone with it
        self.counts["deleted"] += 1
        return True

    def _clear_the_way(self, shape, key, row):
        """The origin never gives a slug to another thing: what had it here was this one."""
        if shape.key == ("slug",):
            FormerSlug.objects.filter(kind=shape.model._meta.db_table, slug=key).exclude(
                object_id=row.pk or 0
            ).delete()

    def _note(self, row):
        if self.noting:
            self._before = merge(self._before, touched([row]))


def under(shape, keys):
    """The rows under some keys; with keys of two parts also those of other pairs of these."""
    if len(shape.key) == 1:
        return shape.model.objects.filter(**{f"{shape.key[0]}__in": keys})
    if not keys:
        return shape.model.objects.none()
    parts = zip(*(key.split("/", 1) for key in keys), strict=True)
    return shape.model.objects.filter(
        **{f"{name}__slug__in": set(part) for name, part in zip(shape.key, parts, strict=True)}
    )


def key_of(shape, row):
    """The key of a row."""
    values = {name: getattr(row, name) for name in shape.key}
    return shape.key_of({name: getattr(value, "slug", value) for name, value in values.items()})
