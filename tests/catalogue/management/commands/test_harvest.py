"""`manage.py harvest`: what a timer runs, and what it tells whoever reads its mail."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from catalogue.exchange.subjects import UNSORTED
from catalogue.models import OutsideCatalogue, Tool
from tests.factories import CategoryFactory, LicenceFactory
from tests.web_server import web_server

pytestmark = pytest.mark.django_db

ENTRY = {"id": 1, "name": "Datelune", "license": "MIT", "function": "F.", "referencedSinceTime": 1}


@pytest.fixture
def source(tmp_path):
    """A catalogue that is due, and the file that it is read from."""
    LicenceFactory(spdx="MIT")
    CategoryFactory(slug=UNSORTED)
    path = tmp_path / "sill.json"
    path.write_text(json.dumps([ENTRY]))
    catalogue("sill", path)
    return path


def catalogue(slug, where, **values):
    values = {"title": slug, "format": "sill", "every_days": 7, **values}
    return OutsideCatalogue.objects.create(slug=slug, where=str(where), **values)


def test_what_is_due_is_read_once(source, capsys):
    call_command("harvest")
    first = capsys.readouterr().out
    call_command("harvest")

    assert first.startswith("sill: 1 ")
    assert Tool.objects.get().name == "Datelune"
    assert capsys.readouterr().out == ""


def test_what_is_named_is_read_though_it_is_not_due(source, capsys):
    call_command("harvest")
    source.write_text(json.dumps([{**ENTRY, "name": "Moonpoll"}]))

    call_command("harvest", "sill")

    assert Tool.objects.get().name == "Moonpoll"


def test_what_is_due_is_listed_and_not_read(source, capsys):
    call_command("harvest", list=True)

    assert capsys.readouterr().out == f"sill: {source}\n"
    assert not Tool.objects.exists()


def test_a_source_that_fails_does_not_stop_the_others_and_ends_with_1(source, tmp_path, capsys):
    catalogue("gone", tmp_path / "gone.json")

    with pytest.raises(CommandError) as fault:
        call_command("harvest")

    assert fault.value.returncode == 1
    assert "1" in str(fault.value)
    assert "2" in str(fault.value)
    assert capsys.readouterr().err.startswith("gone: ")
    assert Tool.objects.get().name == "Datelune"


def test_a_source_of_which_nothing_is_taken_is_told_and_ends_with_1(source):
    source.write_text(json.dumps([{**ENTRY, "license": "Proprietary"}]))

    with pytest.raises(CommandError, match=r"sill\.json") as fault:
        call_command("harvest")

    assert fault.value.returncode == 1


@pytest.mark.parametrize("slug", ["nobody", "by-hand"])
def test_what_cannot_be_read_is_told_before_anything_is(source, slug):
    catalogue("by-hand", "", every_days=None)

    with pytest.raises(CommandError, match=slug):
        call_command("harvest", "sill", slug)

    assert not Tool.objects.exists()


def test_nothing_is_asked_in_private_networks(source, capsys):
    with web_server() as server:
        server.says["/sill.json"] = [{"body": [ENTRY]}]
        OutsideCatalogue.objects.update(where=f"{server.address}/sill.json")

        with pytest.raises(CommandError):
            call_command("harvest")

        assert server.asked == []
    assert server.address in capsys.readouterr().err


def test_a_quiet_run_says_nothing(source, capsys):
    call_command("harvest", verbosity=0)

    assert capsys.readouterr().out == ""


@pytest.fixture
def editors(settings):
    settings.HARVEST_REPORT_TO = ["editor@example.org"]
    settings.SITE_URL = "https://communal.example.org"


NAMELESS = {**ENTRY, "id": 2, "name": "Autre", "function": ""}
DESK = "https://communal.example.org/admin/catalogue"


def test_editors_learn_what_needs_them_and_where(source, editors, tmp_path, mailoutbox):
    source.write_text(json.dumps([ENTRY, NAMELESS, {**NAMELESS, "id": 3, "name": "Encore"}]))
    call_command("harvest", verbosity=0)
    source.write_text(json.dumps([ENTRY, NAMELESS]))
    gone = catalogue("gone", tmp_path / "gone.json")

    with pytest.raises(CommandError):
        call_command("harvest", "sill", "gone", verbosity=0)

    first, second = mailoutbox
    sill = OutsideCatalogue.objects.get(slug="sill").pk
    assert first.to == ["editor@example.org"]
    assert f"{DESK}/outsiderecord/?catalogue__id__exact={sill}&standing=waiting" in first.body
    assert "2" in first.body.splitlines()[1]
    mine = f"catalogue__id__exact={sill}"
    assert f"{DESK}/outsiderecord/?{mine}&standing=all&vanished=yes" in second.body
    assert "standing=waiting" not in second.body
    assert f"{DESK}/importrun/{gone.runs.get().pk}/change/" in second.body
    assert gone.runs.get().failure in second.body


def test_editors_hear_nothing_when_nothing_needs_them(source, editors, mailoutbox):
    call_command("harvest", verbosity=0)
    call_command("harvest", "sill", verbosity=0)

    assert mailoutbox == []


def test_nobody_is_told_unless_somebody_says_whom(source, mailoutbox):
    source.write_text(json.dumps([NAMELESS]))

    call_command("harvest", verbosity=0)

    assert mailoutbox == []


def test_a_letter_is_in_the_language_of_the_site(source, editors, settings, mailoutbox):
    source.write_text(json.dumps([NAMELESS]))
    settings.LANGUAGE_CODE = "en"

    with override("fr"):
        call_command("harvest", verbosity=0)

    assert "1 record waits for an editor." in mailoutbox[0].body


def test_a_mail_server_that_is_not_there_loses_no_harvest(source, editors, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    source.write_text(json.dumps([ENTRY, NAMELESS]))

    with override("en"), pytest.raises(CommandError, match="could not be told by mail") as fault:
        call_command("harvest", verbosity=0)

    assert (fault.value.returncode, len(str(fault.value).splitlines())) == (1, 1)
    assert Tool.objects.get().name == "Datelune"
