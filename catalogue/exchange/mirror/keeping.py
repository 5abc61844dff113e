"""Keeps this instance a copy of its origin, and looks whether it is one: thing by thing."""

import time
from collections import Counter
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.choices import Kind
from catalogue.exchange.mirror.applying import apply
from catalogue.exchange.mirror.comparing import fault_of
from catalogue.exchange.mirror.origin import Told
from catalogue.exchange.mirror.reading import keep_told, read
from catalogue.exchange.records import told as in_place
from catalogue.models import SearchEntry

#: While people write at the origin, pages of one reading may not fit together: the next one heals.
LOOKS, PAUSE = 3, 1
#: Beyond so many, the origin is not asked about each of them again.
MOST_SECOND_LOOKS = 1000


@dataclass(frozen=True)
class Suspect:
    """A thing that is not here as it is there: what the origin says of it, and what is amiss."""

    noun: str
    slug: str
    record: dict | None
    fault: str

    def __str__(self):
        return in_place(f"{self.noun}/{self.slug}", self.fault)


def catch_up(mirror, origin, say):
    """Read what changed and bring it in; what was done, and what is amiss."""
    counts = Counter()
    for look in range(LOOKS):
        if look:
            time.sleep(PAUSE)
        read(mirror, origin, say)
        outcome = apply(mirror, say)
        counts += outcome.counts
        if not outcome.waiting and not outcome.different:
            break
    return replace(outcome, counts=counts)


def verify(mirror, origin, say):
    """Every thing that is not here as it is there, all of the origin read again beside the feed."""
    suspects = [suspect for kind in Kind for suspect in _first_look(kind, origin, say)]
    if suspects:
        # It may only have changed meanwhile.
        catch_up(mirror, origin, say)
    if len(suspects) <= MOST_SECOND_LOOKS:
        suspects = _second_look(suspects, origin.record)
    if not suspects:
        mirror.verified_at = timezone.now()
        mirror.save()
    return suspects


def repair(mirror, suspects, say):
    """Bring in what the origin says of each; those that are still not as they are there."""
    keep_told(mirror, [Told(each.noun, each.slug, each.record) for each in suspects], anew=True)
    apply(mirror, say)
    said = {(each.noun, each.slug): each.record for each in suspects}
    return _second_look(suspects, lambda noun, slug: said[noun, slug])


def _first_look(kind, origin, say):
    entries = SearchEntry.objects.filter(kind=kind)
    unseen = set(entries.values_list("slug", flat=True))
    count = 0
    for records in origin.records(kind.noun):
        slugs = [record["slug"] for record in records]
        kept = dict(entries.filter(slug__in=slugs).values_list("slug", "record"))
        for record in records:
            slug = record["slug"]
            unseen.discard(slug)
            if fault := fault_of(kind.noun, record, kept.get(slug)):
                yield Suspect(kind.noun, slug, record, fault)
        count += len(records)
    say(_("Compared %(count)d %(noun)s…") % {"count": count, "noun": kind.noun})
    for slug in sorted(unseen):
        yield Suspect(kind.noun, slug, None, fault_of(kind.noun, None, slug))


def _second_look(suspects, record_of):
    """Those that still are suspect, compared with what `record_of(noun, slug)` says now."""
    kind_of = {kind.noun: kind for kind in Kind}
    found = []
    for each in suspects:
        record = record_of(each.noun, each.slug)
        entry = SearchEntry.objects.filter(kind=kind_of[each.noun], slug=each.slug).first()
        if fault := fault_of(each.noun, record, entry and entry.record):
            found.append(Suspect(each.noun, each.slug, record, fault))
    return found
