"""What stands between a record and its row: one import at work, and the verdict on each record."""

from dataclasses import dataclass, field

from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.actions.editing import merge, note_edit
from catalogue.choices import ImportOutcome, SourceKind, Standing
from catalogue.exchange.importing.report import msgid
from catalogue.exchange.shapes import SHAPES
from catalogue.exchange.write import REFUSALS, nothing_named, refusal, write
from catalogue.models import FormerSlug, OutsideRecord, Source

SHAPE = {shape.noun: shape for shape in SHAPES}
LONGEST_SLUG = 100


@dataclass(frozen=True)
class Reading:
    """What a source told this time, each by `(noun, key)`: None for all that its catalogue holds.
    `news` is what is new in it, or says something else than before.
    """

    told: set | None = None
    news: set = field(default_factory=set)

    def tells(self, record):
        return self.told is None or (record.noun, record.key) in self.told

    def is_news(self, record):
        return (record.noun, record.key) in self.news


class Import:
    """One catalogue being taken in: what is new is published or not, all is told in `report`."""

    def __init__(self, catalogue, report, telling, *, publishes, reading=None):
        self.catalogue, self.report, self.telling = catalogue, report, telling
        self.publishes, self.reading = publishes, reading or Reading()
        self.new = set()  # (noun, pk) of what was made of a record just now
        self.told = set()  # records of which the report tells already what became of them
        self.changed = {}  # rows by (model, pk), for the entries that tell of them
        self.noted = {}  # what others told of these before, and where
        self._rows = {}
        self._source = None

    @property
    def published_at(self):
        return timezone.now() if self.publishes else None

    def records(self, noun, *standings):
        """The records of a noun that this catalogue holds, but for those that an editor left aside
        or wants to decide about.
        """
        found = (
            self.catalogue.records.filter(noun=noun, vanished_at=None)
            .exclude(models.Q(standing=Standing.WAITING) & ~models.Q(decided_by=""))
            .select_related("catalogue")
        )
        return (
            found.filter(standing__in=standings)
            if standings
            else found.exclude(standing=Standing.ASIDE)
        )

    def settle(self, record, standing, *, why="", candidates=(), row=None):
        """Write down what a record is to ours."""
        new = (standing, msgid(why)[:300], [str(each) for each in candidates], row and row.pk)
        held = (record.standing, record.why, record.candidates, record.object_id)
        was_said = held[1] == str(why)[:300]  # an earlier release kept it in its own language
        if new != held:
            record.standing, record.why, record.candidates, record.object_id = new
            OutsideRecord.objects.filter(pk=record.pk).update(
                standing=new[0], why=new[1], candidates=new[2], object_id=new[3]
            )
        return new != held and not (was_said and new[::2] == held[::2] and new[3] == held[3])

    def wait(self, record, why, candidates=()):
        """It is for a person to decide."""
        is_other = self.settle(record, Standing.WAITING, why=why, candidates=candidates)
        if is_other or self.reading.is_news(record):
            self.tell(ImportOutcome.WAITING, record, why)
        else:
            self.rest(record)

    def refuse(self, record, why):
        """It cannot be taken in as it is."""
        is_other = self.settle(record, Standing.REFUSED, why=why)
        if is_other or self.reading.tells(record):
            self.tell(ImportOutcome.REFUSED, record, why)

    def leave(self, record, why):
        """There is nothing to do with it, until something else changes."""
        self.rest(record, why, is_other=self.settle(record, Standing.KNOWN, why=why))

    def was_deleted(self, record):
        """Whether the row of a record is gone: an editor deleted it, and it stays so."""
        why = _("an editor deleted it here")
        self.rest(record, why, is_other=self.settle(record, Standing.ASIDE, why=why))

    def rest(self, record, why="", *, is_other=False):
        """Ours stays as it is: what is new in a record, or new to be said of it (`is_other`), is
        only kept beside it.
        """
        if is_other or self.reading.is_news(record):
            self.tell(ImportOutcome.KEPT, record, why)
        elif self.reading.tells(record):
            self.tell(ImportOutcome.UNCHANGED, record)

    def rest_others(self):
        """Count what was told and not judged, without a line: places of which nobody tells, which
        are thousands, and what an editor decides or left aside.
        """
        there = self.catalogue.records.filter(vanished_at=None)
        for record in there.only("catalogue_id", "noun", "key", "name", "place"):
            if record.pk not in self.told:
                self.rest(record)

    def write(self, record, noun, row, values):
        """Write a row; whether it was taken. A refusal is told with its reason."""
        if row.pk:
            self._note(row, relinks=not values.keys() <= set(SHAPE[noun].columns))
        try:
            write(SHAPE[noun], row, values, self.find)
        except REFUSALS as fault:
            self.refuse(record, refusal(fault))
            return False
        self.changed[type(row), row.pk] = row
        return True

    def retell(self, row):
        """Nothing of a row changed but who told it."""
        self._note(row, relinks=False)
        self.changed.setdefault((type(row), row.pk), row)

    def _note(self, row, *, relinks):
        """Before an edit, what others tell. Several of one row add up; of a row that changed and
        was not noted, everything is told again anyway.
        """
        key = type(row), row.pk
        held = self.noted.get(key)
        if key not in self.changed or (held and relinks):
            [noted] = note_edit(row, relinks=relinks).values()
            before = merge(held.entries, noted.entries) if held else noted.entries
            self.noted[key] = noted._replace(entries=before)

    def make(self, record, noun, row, values):
        """Write a new row, with the default of what `values` leave out; whether it was taken."""
        if not self.write(record, noun, row, complete(noun, values)):
            return False
        self.settle(record, Standing.JOINED, row=row)
        self.new.add((record.noun, row.pk))
        self.tell(ImportOutcome.CREATED, record)
        return True

    def tell(self, outcome, record, message=""):
        """Say what became of a record, before its values are merged."""
        self.told.add(record.pk)
        self.report.of_record(outcome, record, message)

    def find(self, noun, key):
        """The row that a value refers to."""
        if (noun, key) not in self._rows:
            model, column = SHAPE[noun].model, SHAPE[noun].key[0]
            row = model.objects.filter(**{column: key}).first()
            if row is None:
                raise nothing_named(noun, key)
            self._rows[noun, key] = row
        return self._rows[noun, key]

    def source(self):
        """The slug of the source that stands for the whole catalogue."""
        if self._source is None:
            self._source = self.cited(
                self.catalogue.title, self.catalogue.home, SourceKind.CATALOGUE
            )
        return self._source

    def cited(self, title, url, kind, date=""):
        """The slug of the source at an address or of a title, made where there is none."""
        title = (title or url)[:300]
        values = {"url": "", **column_values(Source, {"url": url, "date": date})}
        held = Source.objects.filter(url=values["url"])
        source = (held if values["url"] else held.filter(title=title)).first()
        if source is None:
            source = Source(slug=new_slug(Source, title), title=title, kind=kind, **values)
            source.clean_fields(exclude=["created_at", "updated_at"])
            source.save()
            self.changed[Source, source.pk] = source
        return source.slug


def beside(differs):
    """Why a record only stands beside ours, by the names of the values that differ."""
    if differs:
        return gettext("differs from ours: %s") % ", ".join(differs)
    return _("it says nothing that ours does not")


def new_slug(model, name, otherwise="record"):
    """A slug that nothing has and nothing had."""
    base = slugify(name)[: LONGEST_SLUG - 5].strip("-_").replace("_", "-") or otherwise
    base = "-".join(filter(None, base.split("-")))
    taken = {
        *model.objects.filter(slug__startswith=base).values_list("slug", flat=True),
        *FormerSlug.objects.filter(kind=model._meta.db_table, slug__startswith=base).values_list(
            "slug", flat=True
        ),
    }
    number = 2
    slug = base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def complete(noun, values):
    """Values with the default of everything that they leave out."""
    shape = SHAPE[noun]
    made = {name: shape.model._meta.get_field(name).get_default() for name in shape.columns}
    made |= {name: None for name, _noun in shape.refs} | {name: [] for name, _noun in shape.links}
    return {**made, **{part.name: [] for part in shape.parts}, **values}


def column_values(model, values):
    """Only what fits into the columns of a model."""
    kept = {}
    for name, value in values.items():
        field = model._meta.get_field(name)
        most = field.max_length if isinstance(field, models.CharField) else None
        if not most or len(value) <= most:
            kept[name] = value
    return kept
