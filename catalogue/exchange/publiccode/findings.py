"""What is said of a file: each fault with its place, and the verdict that follows from them all."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Word(StrEnum):
    """The verdict in one word, as the reference parser's users know it."""

    VALID = "valid"
    VALID_WITH_WARNINGS = "valid_with_warnings"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `key` is written the way the reference parser writes keys, and empty where the
    fault is the file's as a whole; `rule` stays the same from version to version, for programs.
    """

    severity: Severity
    key: str
    line: int
    column: int
    message: str
    rule: str

    def facts(self):
        return {
            "severity": self.severity.value,
            "key": self.key,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    findings: tuple[Finding, ...] = ()

    @property
    def word(self):
        found = {finding.severity for finding in self.findings}
        if Severity.ERROR in found:
            return Word.INVALID
        return Word.VALID_WITH_WARNINGS if found else Word.VALID
