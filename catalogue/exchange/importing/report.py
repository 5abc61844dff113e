"""What an import did, record by record, in words for whoever asked for it."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogue.choices import ImportOutcome, OutsideNoun

NOUNS = dict(OutsideNoun.choices)
#: What became of records that were taken in, or stand here as their source tells them.
TAKEN = {
    *(ImportOutcome.CREATED, ImportOutcome.UPDATED, ImportOutcome.KEPT),
    *(ImportOutcome.UNCHANGED, ImportOutcome.WAITING),
}


@dataclass(frozen=True)
class Line:
    """What became of one record: where it stands in the source, and why or what changed. A message
    that is the same for every record is translated when it is shown.
    """

    outcome: ImportOutcome
    noun: str
    name: str
    place: str
    message: str = ""

    def __str__(self):
        what = " ".join(filter(None, [str(NOUNS.get(self.noun, self.noun)), self.name]))
        parts = (self.place, self.outcome.label, what, self.message)
        said, *others = (str(part) for part in parts if part)
        for other in others:
            said = _("%(where)s: %(what)s") % {"where": said, "what": other}
        return said


@dataclass
class Report:
    """Every record is counted under its noun and what became of it. Those that did not change have
    no line, nor have those that are kept beside ours with nothing to say of each.
    """

    counts: Counter = field(default_factory=Counter)
    lines: list = field(default_factory=list)

    def note(self, outcome, noun, name="", place="", message=""):
        self.counts[noun, outcome] += 1
        self.add_line(outcome, noun, name, place, message)

    def add_line(self, outcome, noun, name="", place="", message=""):
        """One more line of a record that is counted."""
        is_silent = outcome == ImportOutcome.KEPT and not message
        if outcome != ImportOutcome.UNCHANGED and not is_silent:
            self.lines.append(Line(outcome, noun, name[:300], str(place)[:400], message))

    def of_record(self, outcome, record, message=""):
        self.note(outcome, record.noun, record.name, record.place, message)

    @property
    def refused(self):
        return [line for line in self.lines if line.outcome == ImportOutcome.REFUSED]

    @property
    def took_nothing(self):
        """Whether no record of the source came in or was there already."""
        return not any(outcome in TAKEN for _noun, outcome in self.counts)

    def as_counts(self):
        """`{noun: {outcome: how many}}`."""
        told = {}
        for (noun, outcome), many in sorted(self.counts.items()):
            told.setdefault(str(noun), {})[str(outcome)] = many
        return told


def in_numbers(counts):
    """`{outcome: how many}` in words: `3 created, 12 waiting for an editor`."""
    return ", ".join(
        _("%(many)d %(outcome)s") % {"many": many, "outcome": ImportOutcome(outcome).label.lower()}
        for outcome, many in counts.items()
    )


def msgid(sentence):
    """A sentence as it is kept: untranslated, for readers of any language."""
    with override(None):
        return str(sentence)
