"""The command that brings the catalogue in step with the curated files."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import override

from catalogue.models import Tool, Vendor
from tests.curated_folder import RECORDS

pytestmark = pytest.mark.django_db


def test_command_tells_what_it_did(folder, capsys):
    call_command("load_catalogue", folder.path)
    call_command("load_catalogue", folder.path)

    assert capsys.readouterr().out == f"{RECORDS} created\n{RECORDS} unchanged\n"


def test_command_names_what_it_left_to_editors(folder, capsys):
    call_command("load_catalogue", folder.path)
    Vendor.objects.update(name="Theirs")
    folder.edit("vendors.toml", '"PollCo"', '"Poll Company"')
    capsys.readouterr()

    call_command("load_catalogue", folder.path)

    assert capsys.readouterr().out == (
        f"{RECORDS} unchanged\nkept the site's own value: vendor pollco: name\n"
    )


def test_faults_are_told_and_nothing_is_loaded(folder):
    folder.edit("vendors.toml", "country =", "county =")
    folder.edit("tools/datelune.toml", "licence =", "license =")

    with override("en"), pytest.raises(CommandError) as fault:
        call_command("load_catalogue", folder.path)

    assert str(fault.value).splitlines() == [
        "Nothing was loaded.",
        "vendors.toml pollco: unknown key county",
        "tools/datelune.toml datelune: unknown key license",
    ]
    assert not Vendor.objects.exists()


def test_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("load_catalogue", tmp_path / "nowhere")


def test_empty_catalogue_is_filled_when_asked(folder, capsys):
    call_command("load_catalogue", folder.path, if_empty=True)

    assert capsys.readouterr().out == f"{RECORDS} created\n"


def test_catalogue_that_holds_something_is_left_alone_when_asked(folder, capsys):
    call_command("load_catalogue", folder.path)
    folder.edit("vendors.toml", '"PollCo"', '"Poll Company"')
    capsys.readouterr()

    call_command("load_catalogue", folder.path, if_empty=True)

    assert capsys.readouterr().out == ""
    assert Vendor.objects.get().name == "PollCo"


def test_catalogue_that_editors_emptied_is_left_alone_when_asked(folder, capsys):
    call_command("load_catalogue", folder.path)
    Tool.objects.all().delete()
    capsys.readouterr()

    call_command("load_catalogue", folder.path, if_empty=True)

    assert capsys.readouterr().out == ""
    assert not Tool.objects.exists()
