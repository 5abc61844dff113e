"""`manage.py validate_publiccode`: says what is wrong with publiccode.yml files, and where."""

import json
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from catalogue.exchange.publiccode import Severity, Word, validate
from catalogue.exchange.publiccode.reading import LARGEST

STANDARD_INPUT = "-"
NAMES = ("publiccode.yml", "publiccode.yaml")


class Command(BaseCommand):
    help = (
        "Validate publiccode.yml files. Exits with 0 where all are valid, with 1 where one is not, "
        "with 2 where one could not be read."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "files",
            nargs="+",
            metavar="FILE",
            help="A file; a folder, for every publiccode.yml below it; or - for standard input.",
        )
        parser.add_argument(
            "--format",
            choices=("text", "json"),
            default="text",
            help="Lines for people, or one JSON object a file. Text unless told otherwise.",
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="The language of the messages.",
        )

    def handle(self, *, files, language, **options):
        tell = self._as_json if options["format"] == "json" else self._as_text
        words, is_unread = [], False
        with override(language):
            for place in [each for named in files for each in _places(named)]:
                try:
                    text = _text_at(place)
                except OSError as problem:
                    is_unread = True
                    self.stderr.write(_unread(place, problem))
                else:
                    verdict = validate(text)
                    words.append(verdict.word)
                    tell(place, verdict)
        if is_unread:
            sys.exit(2)
        if Word.INVALID in words:
            sys.exit(1)

    def _as_json(self, name, verdict):
        findings = [finding.facts() for finding in verdict.findings]
        facts = {"file": name, "verdict": verdict.word, "findings": findings}
        self.stdout.write(json.dumps(facts, ensure_ascii=False))

    def _as_text(self, name, verdict):
        for each in verdict.findings:
            is_error = each.severity is Severity.ERROR
            severity = (self.style.ERROR if is_error else self.style.WARNING)(each.severity)
            key = f" {each.key}" if each.key else ""
            place = f"{name}:{each.line}:{each.column}"
            self.stdout.write(f"{place}: {severity}{key}: {each.message}")
        self.stdout.write(f"{name}: {self._in_words(verdict)}")

    def _in_words(self, verdict):
        count = len(verdict.findings)
        match verdict.word:
            case Word.VALID:
                return self.style.SUCCESS(_("valid"))
            case Word.VALID_WITH_WARNINGS:
                return self.style.WARNING(
                    ngettext("valid, with %(n)s warning", "valid, with %(n)s warnings", count)
                    % {"n": count}
                )
        return self.style.ERROR(_("not valid"))


def _places(named):
    """A file is itself; a folder, the files below it, or itself where there is none to read."""
    if named == STANDARD_INPUT or not Path(named).is_dir():
        return [named]
    return sorted(str(path) for name in NAMES for path in Path(named).rglob(name)) or [named]


def _text_at(place):
    """No more of it than the validator takes: it says itself that a file is too large."""
    if place == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(place).open("rb") as file:
        return file.read(LARGEST + 1)


def _unread(place, problem):
    if isinstance(problem, IsADirectoryError):
        return _("There is no publiccode.yml below %(folder)s.") % {"folder": place}
    return _("%(file)s cannot be read: %(why)s.") % {"file": place, "why": problem.strerror}
