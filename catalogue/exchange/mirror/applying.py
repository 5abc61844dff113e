"""Brings the catalogue in step with what the origin told: renames, what is gone, what is there.

All of it in one transaction, with the lists that tell of it; then each record here is compared with
the origin's. What names something that was not told yet waits for the next time.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.actions.attribution import acting
from catalogue.actions.editing import merge
from catalogue.choices import Kind
from catalogue.errors import UnreadableRecord
from catalogue.exchange.mirror.comparing import fault_of
from catalogue.exchange.mirror.origins import TELLING, Origins
from catalogue.exchange.mirror.pieces import SHAPE_OF_NOUN, TOLD_IN, pieces_of
from catalogue.exchange.mirror.reading import under_places
from catalogue.exchange.mirror.rows import Rows, key_of, under
from catalogue.exchange.records import told
from catalogue.exchange.shapes import SHAPES
from catalogue.exchange.write import refusal
from catalogue.models import MirroredRecord, SearchEntry
from catalogue.search.indexing import refresh, reindex
from catalogue.search.turns import at_leisure

BATCH = 500
REPLACEMENT = SHAPE_OF_NOUN[Kind.REPLACEMENT.noun]
#: What hangs on a thing may go with it, and come back by its own record the second time.
ROUNDS = 3
#: Below so many things, and this part of all, asking which entries tell of each takes less time
#: than making all of them again.
FEW, PART = 25, 50


@dataclass
class Outcome:
    """What was done; and by noun and slug, each in a sentence, what is not here as it is there:
    records that name what was not told yet, records that were refused, records that differ.
    """

    counts: Counter = field(default_factory=Counter)
    waiting: dict = field(default_factory=dict)
    refused: dict = field(default_factory=dict)
    different: dict = field(default_factory=dict)

    @property
    def amiss(self):
        return {**self.different, **self.waiting, **self.refused}


def apply(mirror, say):
    """Bring in all that waits; what cannot be goes on waiting."""
    outcome = Outcome()
    with transaction.atomic(), acting(f"mirror of {mirror.origin}"):
        at_leisure()
        for _round in range(ROUNDS):
            if not (many := _waiting().count()):
                break
            say(_("%d changes to bring in…") % many)
            outcome = Outcome(counts=outcome.counts)
            _bring_in(outcome)
            if not _settle(outcome):
                break
        mirror.caught_up_at = timezone.now()
        mirror.save()
    return outcome


def batches(records):
    """Rows of a query, some at a time, so that no more of them are held than that."""
    pks = list(records.order_by("noun", "slug").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        yield list(records.model.objects.filter(pk__in=pks[start : start + BATCH]))


def _waiting():
    return MirroredRecord.objects.filter(waiting=True)


def _bring_in(outcome):
    few = _waiting().count() <= max(FEW, SearchEntry.objects.count() // PART)
    rows = Rows(noting=few)
    gone = _gone()
    pairs = _pairs(gone)
    for shape, row in gone:
        if row.moved_to and shape.key == ("slug",):
            rows.rename(shape, row.slug, row.moved_to)
    rows.delete_all(pair for pair in pairs if not _is_told(pair))
    held = [(shape, row) for shape, row in gone if not rows.delete(shape, key_in(shape, row.slug))]
    for shape in SHAPES:
        _write(shape, rows, outcome)
    named = _name_origins(rows, outcome)
    for shape, row in held:
        if not rows.delete(shape, key_in(shape, row.slug)):
            outcome.waiting[row.noun, row.slug] = told(
                str(row), _("it is gone there, and something here still needs it")
            )
    for shape, row in gone:
        if row.moved_to and shape.key == ("slug",):
            rows.redirect(shape, row.slug, row.moved_to)
    for row in _waiting().exclude(noun__in=SHAPE_OF_NOUN):
        outcome.refused[row.noun, row.slug] = told(
            str(row), _("this release knows no such thing; upgrade it")
        )
    if few:
        refresh(merge(rows.touched(), _told_of(), named.touched()))
    else:
        reindex()
    outcome.counts += rows.counts


def _gone():
    """What is gone there, with its shape, in the order in which it can be deleted."""
    gone = [
        (SHAPE_OF_NOUN[row.noun], row)
        for row in _waiting().filter(record__isnull=True, noun__in=SHAPE_OF_NOUN)
    ]
    return sorted(gone, key=lambda pair: -SHAPES.index(pair[0]))


def _pairs(gone):
    """Replacements that are gone, found before one of their ends gets another slug: they were told
    under those of then.
    """
    slugs = [row.slug for shape, row in gone if shape is REPLACEMENT]
    return [pair for slug in slugs for pair in under(REPLACEMENT, [key_in(REPLACEMENT, slug)])]


def _is_told(pair):
    """Whether a pair is there under the slugs that its ends have now."""
    pair.refresh_from_db()
    slug = key_of(REPLACEMENT, pair).replace("/", "--")
    return MirroredRecord.objects.filter(
        noun=Kind.REPLACEMENT.noun, slug=slug, record__isnull=False
    ).exists()


def key_in(shape, slug):
    """The key of a row out of its slug in the API: that of a replacement names its two ends."""
    return "/".join(slug.partition("--")[::2]) if len(shape.key) > 1 else slug


def _write(shape, rows, outcome):
    """Write all that waiting records say of one shape, as often as that brings anything further."""
    kind, _member, owner = TOLD_IN[shape.noun]
    left, said = [], {}
    for records in batches(_waiting().filter(noun=kind.noun, record__isnull=False)):
        pieces = {}
        for row in records:
            try:
                found = pieces_of(shape, row.noun, row.record)
            except UnreadableRecord as fault:
                outcome.refused[row.noun, row.slug] = str(fault)
                continue
            pieces |= {piece.key: piece for piece in found}
            said[row.slug] = {piece.key for piece in found}
        left += rows.write_all(shape, list(pieces.values()))
    for piece in _try_again(shape, rows, left):
        amiss = outcome.waiting if piece.names_nothing else outcome.refused
        amiss[piece.of] = told("/".join(piece.of), refusal(piece.fault))
    if owner:
        rows.delete_untold(shape, said)


def _name_origins(rows, outcome):
    """Name of each value that was written from whom the origin took it."""
    named = Origins()
    for kind in TELLING:
        for records in batches(_waiting().filter(noun=kind.noun, record__isnull=False)):
            written = [row for row in records if (row.noun, row.slug) not in outcome.amiss]
            changed, refused = named.copy(SHAPE_OF_NOUN[kind.noun], written)
            rows.counts["updated"] += len(changed - rows.wrote)
            outcome.refused |= refused
    named.forget()
    return named


def _try_again(shape, rows, left):
    """Write what was refused as long as some of it is written then. Gives back the rest."""
    while left:
        many = len(left)
        for way in (rows.write_all, rows.close_circles, rows.make_room):
            left = way(shape, left)
        if len(left) == many:
            break
    return left


def _told_of():
    """The entries of all that waits: `{kind: {ids}}`."""
    ids = {}
    for kind in Kind:
        shape = SHAPE_OF_NOUN[kind.noun]
        slugs = _waiting().filter(noun=kind.noun).values_list("slug", flat=True)
        if keys := [key_in(shape, slug) for slug in slugs]:
            ids[kind] = set(under(shape, keys).values_list("pk", flat=True))
    return ids


def _settle(outcome):
    """Let wait what does not stand here as it does there, and nothing else. Whether anything does
    that did not wait before.
    """
    others = []
    for kind in Kind:
        entries = SearchEntry.objects.filter(kind=kind)
        for records in batches(_to_compare(kind, entries)):
            slugs = [row.slug for row in records]
            kept = dict(entries.filter(slug__in=slugs).values_list("slug", "record"))
            for row in records:
                place = (row.noun, row.slug)
                fault = fault_of(row.noun, row.record, kept.get(row.slug))
                if fault and place not in outcome.amiss:
                    outcome.different[place] = told(str(row), fault)
                    others += [] if row.waiting else [row.pk]
    amiss = [row.pk for row in under_places(outcome.amiss) if (row.noun, row.slug) in outcome.amiss]
    settled = _waiting().exclude(pk__in=amiss)
    settled.filter(record__isnull=True).delete()
    settled.update(waiting=False)
    MirroredRecord.objects.filter(pk__in=others).update(waiting=True)
    return bool(others)


def _to_compare(kind, entries):
    """Records of what was told, of what was written here just now, and of what is not here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        [began] = cursor.fetchone()
    written = entries.filter(updated_at__gte=began).values("slug")
    return MirroredRecord.objects.filter(noun=kind.noun, record__isnull=False).filter(
        Q(waiting=True) | Q(slug__in=written) | ~Q(slug__in=entries.values("slug"))
    )
