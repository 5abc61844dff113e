"""A process that has read the translations reads them again once they are newer."""

import os

import pytest
from django.utils.translation import gettext, override

from catalogue.management import messages

FILE = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Tools"\nmsgstr "{}"\n'
)


@pytest.fixture
def folder(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    yield tmp_path / "fr/LC_MESSAGES"
    messages.forget_older_ones()  # what other tests read is the site's own


def write(folder, french, at):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "django.po"
    path.write_text(FILE.format(french))
    os.utime(path, (at, at))


def test_what_was_translated_anew_is_read_by_a_process_that_had_read_it(folder):
    said = []
    for number, french in enumerate(["Outils", "Outillage"]):
        write(folder, french, at=2_000_000_000 + number * 100_000_000)
        messages.compile_all()
        with override("fr"):
            said.append(gettext("Tools"))

    assert said == ["Outils", "Outillage"]
