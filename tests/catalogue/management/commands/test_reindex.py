"""The command that makes every search entry again."""

import pytest
from django.core.management import call_command

from catalogue.models import Change, SearchEntry
from catalogue.search import indexing
from tests.factories import AdoptionFactory, ToolFactory

pytestmark = pytest.mark.django_db


def test_entries_are_made_again(capsys):
    ToolFactory(slug="glpi")
    assert not SearchEntry.objects.exists()

    call_command("reindex")

    assert SearchEntry.objects.filter(slug="glpi").exists()
    assert f"{SearchEntry.objects.count()} entries" in capsys.readouterr().out


@pytest.mark.parametrize(
    "damage",
    [{"record": "{}"}, {"names": ["wrong"]}, {"words": "wrong"}, {"slug": "wrong"}],
    ids=lambda damage: next(iter(damage)),
)
def test_entry_that_was_damaged_is_mended(damage):
    tool, whole = ToolFactory(name="Right"), ToolFactory()
    call_command("reindex")
    entries = SearchEntry.objects.filter(kind="tool")
    before = entries.filter(object_id=tool.pk).values(*damage, "digest").get()
    untouched = entries.filter(object_id=whole.pk).values().get()
    entries.filter(object_id=tool.pk).update(**damage)

    call_command("reindex")

    assert entries.filter(object_id=tool.pk).values(*damage, "digest").get() == before
    assert entries.filter(object_id=whole.pk).values().get() == untouched


def test_what_was_right_is_not_told_again():
    AdoptionFactory()
    call_command("reindex")
    before = list(Change.objects.order_by("pk").values())

    call_command("reindex")

    assert list(Change.objects.order_by("pk").values()) == before


def test_entry_of_what_is_no_longer_there_goes():
    tool = ToolFactory()
    call_command("reindex")
    tool.delete()

    call_command("reindex")

    assert not SearchEntry.objects.filter(kind="tool").exists()


def test_start_makes_again_only_what_another_release_made():
    old, new = ToolFactory(), ToolFactory()
    call_command("reindex")
    entries = SearchEntry.objects.filter(kind="tool")
    entries.filter(object_id=old.pk).update(digest="another", names=["wrong"])
    entries.filter(object_id=new.pk).update(names=["not looked at"])

    call_command("reindex", "--if-outdated")
    call_command("reindex", "--if-outdated")

    assert entries.get(object_id=old.pk).names != ["wrong"]
    assert entries.get(object_id=new.pk).names == ["not looked at"]


def test_more_things_than_one_batch_have_their_entries(monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    tools = ToolFactory.create_batch(5)

    call_command("reindex")

    shown = SearchEntry.objects.filter(kind="tool").values_list("object_id", flat=True)
    assert set(shown) == {tool.pk for tool in tools}
