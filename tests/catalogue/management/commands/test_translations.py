"""The command that keeps the interface whole in every language."""

from io import BytesIO
from shutil import copytree

import pytest
from babel.messages.mofile import read_mo
from django.core.management import call_command
from django.core.management.base import CommandError

from catalogue.management import messages


@pytest.fixture
def locale(tmp_path, settings):
    """A copy of the translations that a test may spoil."""
    copytree(settings.LOCALE_PATHS[0], tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return messages.path_of("fr")


def spoil(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_check_names_a_message_without_translation(locale):
    spoil(locale, 'msgid "Case studies"\nmsgstr "', 'msgid "Case studies"\nmsgstr ""\n# "')

    with pytest.raises(CommandError, match="fr: no translation of 'Case studies'"):
        call_command("translations", check=True)


def test_check_names_a_message_that_is_not_there(locale):
    spoil(locale, 'msgid "Case studies"', 'msgid "Some other words"')

    with pytest.raises(CommandError, match="fr: no translation of 'Case studies'"):
        call_command("translations", check=True)


def test_check_names_a_translation_that_loses_a_value(locale):
    spoil(locale, '%(key)s\u202f» (%(noun)s)"', '%(clef)s\u202f» (%(noun)s)"')

    with pytest.raises(CommandError, match="there is no %\\(noun\\)s"):
        call_command("translations", check=True)


def test_update_writes_what_is_missing_and_keeps_the_rest(locale):
    spoil(locale, 'msgid "Case studies"', 'msgid "Some other words"')

    call_command("translations", update=True)

    updated = locale.read_text(encoding="utf-8")
    assert "Some other words" not in updated
    assert 'msgid "Case studies"\nmsgstr ""' in updated
    assert 'msgid "Cities"\nmsgstr "Villes"' in updated


def test_compiled_file_says_what_its_source_says(locale):
    locale.with_suffix(".mo").unlink(missing_ok=True)

    call_command("translations", compile=True)

    compiled = read_mo(BytesIO(locale.with_suffix(".mo").read_bytes()))
    assert compiled["Case studies"].string == messages.read("fr")["Case studies"].string
