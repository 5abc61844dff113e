"""What an import did, record by record, in words for whoever asked for it."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import override

from catalogue.choices import ImportOutcome


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
        what = " ".join(filter(None, [str(self.noun), self.name]))
        parts = (self.place, self.outcome.label, what, self.message)
        return ": ".join(str(part) for part in parts if part)


@dataclass
class Report:
    """Every record is counted under its noun and what became of it; those that did not change have
    no line.
    """

    counts: Counter = field(default_factory=Counter)
    lines: list = field(default_factory=list)

    def note(self, outcome, noun, name="", place="", message=""):
        self.counts[noun, outcome] += 1
        if outcome != ImportOutcome.UNCHANGED:
            self.lines.append(Line(outcome, noun, name[:300], str(place)[:400], message))

    def of_record(self, outcome, record, message=""):
        self.note(outcome, record.noun, record.name, record.place, message)

    @property
    def refused(self):
        return [line for line in self.lines if line.outcome == ImportOutcome.REFUSED]

    def as_counts(self):
        """`{noun: {outcome: how many}}`."""
        told = {}
        for (noun, outcome), many in sorted(self.counts.items()):
            told.setdefault(str(noun), {})[str(outcome)] = many
        return told


def msgid(sentence):
    """A sentence as it is kept: untranslated, for readers of any language."""
    with override(None):
        return str(sentence)
