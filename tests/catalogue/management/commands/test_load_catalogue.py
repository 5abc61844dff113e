"""The command that brings the catalogue in step with the curated files."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from catalogue.models import Tool, Vendor
from tests.curated_folder import RECORDS, CuratedFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return CuratedFolder(tmp_path)


def test_command_tells_what_it_did(folder, capsys):
    call_command("load_catalogue", folder.path)
    call_command("load_catalogue", folder.path)

    assert capsys.readouterr().out == f"{RECORDS} created\n{RECORDS} unchanged\n"


def test_command_names_what_it_left_to_editors(folder, capsys):
    call_command("load_catalogue", folder.path)
    Vendor.objects.update(name="Theirs")
    folder.edit("vendors.toml", "PollCo", "Poll Co")
    capsys.readouterr()

    call_command("load_catalogue", folder.path)

    assert "vendor pollco: name" in capsys.readouterr().out


def test_broken_file_is_a_sentence_and_nothing_is_loaded(folder):
    folder.edit("vendors.toml", "country", "land")

    with pytest.raises(CommandError, match=r"vendors\.toml.*land"):
        call_command("load_catalogue", folder.path)

    assert not Vendor.objects.exists()


def test_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("load_catalogue", tmp_path / "nowhere")


def test_catalogue_that_holds_something_is_left_alone_when_asked(folder, capsys):
    call_command("load_catalogue", folder.path, if_empty=True)
    Tool.objects.all().delete()
    capsys.readouterr()

    call_command("load_catalogue", folder.path, if_empty=True)

    assert capsys.readouterr().out == ""
    assert not Tool.objects.exists()
