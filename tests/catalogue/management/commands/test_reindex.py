"""The command that makes every search entry again."""

import pytest
from django.core.management import call_command

from catalogue.models import SearchEntry
from tests.factories import ToolFactory

pytestmark = pytest.mark.django_db


def test_entries_are_made_again(capsys):
    ToolFactory(slug="glpi")
    assert not SearchEntry.objects.exists()

    call_command("reindex")

    assert SearchEntry.objects.filter(slug="glpi").exists()
    assert f"{SearchEntry.objects.count()} entries" in capsys.readouterr().out
