"""What lists tell follows a change, and what is deleted leaves them."""

import pytest
from django.db import connection

from catalogue.actions.editing import changed, merge, note, touched
from catalogue.models import SearchEntry
from catalogue.search.turns import LOCK
from tests.factories import AdoptionFactory, ReplacementFactory, ToolFactory

pytestmark = pytest.mark.django_db


def test_new_thing_is_listed():
    tool = ToolFactory()

    changed([tool])

    assert SearchEntry.objects.filter(kind="tool", object_id=tool.pk).exists()


def test_deleted_thing_leaves_the_lists_and_what_told_of_it_follows():
    pair = ReplacementFactory()
    changed([pair])
    tool, before = pair.tool, touched([pair.tool])

    tool.delete()
    changed([], before=before)

    assert not SearchEntry.objects.filter(kind="tool").exists()
    assert SearchEntry.objects.get(kind="product").size == 0


def test_what_a_change_leaves_behind_is_told_again_too():
    adoption = AdoptionFactory()
    left, before = adoption.city, touched([adoption])
    changed([adoption])

    adoption.city = AdoptionFactory().city
    adoption.save()
    changed([adoption], before=before)

    assert SearchEntry.objects.get(kind="city", object_id=left.pk).proof == 0


def test_merge_is_the_union():
    assert merge({"tool": {1}}, {"tool": {2}, "city": {3}}, {}) == {"tool": {1, 2}, "city": {3}}


def test_editors_write_entries_in_turn():
    changed([ToolFactory()])

    with connection.cursor() as cursor:
        cursor.execute("SELECT objid FROM pg_locks WHERE pid = pg_backend_pid() AND objsubid = 1")
        assert (LOCK,) in cursor.fetchall()


def test_what_only_its_own_entry_tells_leaves_all_others_alone():
    adoption = AdoptionFactory()
    changed([adoption, adoption.tool])
    SearchEntry.objects.filter(kind="city").update(record="untouched")

    noted = note([adoption.tool])
    adoption.tool.website = "https://example.org/new"
    adoption.tool.save()
    changed([adoption.tool], noted=noted)

    assert "https://example.org/new" in SearchEntry.objects.get(kind="tool").record
    assert SearchEntry.objects.get(kind="city").record == "untouched"


def test_what_a_noted_edit_leaves_behind_is_told_again_too():
    adoption = AdoptionFactory()
    left, noted = adoption.city, note([adoption])
    changed([adoption])

    adoption.city = AdoptionFactory().city
    adoption.save()
    changed([adoption], noted=noted)

    assert SearchEntry.objects.get(kind="city", object_id=left.pk).proof == 0
