"""The command that fills an empty database with a made-up catalogue."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from catalogue.choices import Kind
from catalogue.exchange.synthetic.world import SCALES, Scale
from catalogue.models import (
    Adoption,
    AdoptionEvent,
    Argument,
    CaseStudy,
    Citation,
    SearchEntry,
    Tool,
)
from tests.factories import CityFactory, ToolFactory

pytestmark = pytest.mark.django_db
TINY = Scale("S", tools=20, products=12, cities=30, adoptions=80)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setitem(SCALES, "S", TINY)
    with translation.override("en"):
        yield


def held():
    """What the whole catalogue looks like to its readers."""
    return list(SearchEntry.objects.order_by("kind", "object_id").values("kind", "slug", "record"))


def test_every_page_and_list_has_something_to_show(client, capsys):
    call_command("generate_catalogue", "--scale", "S", "--seed", "3")

    assert f"{SearchEntry.objects.count()} entries" in capsys.readouterr().out
    assert set(SearchEntry.objects.values_list("kind", flat=True)) == set(Kind.values)
    story = CaseStudy.objects.filter(money__isnull=False, adoptions__isnull=False).first()
    tool = Tool.objects.order_by("pk").first()
    for address in (tool.get_absolute_url(), story.get_absolute_url()):
        assert client.get(address).status_code == 200
    assert Argument.objects.filter(adoptions__isnull=False).exists()
    assert not Adoption.objects.filter(citations=None).exists()


def test_same_scale_and_seed_are_the_same_catalogue():
    call_command("generate_catalogue", "--seed", "3")
    before = held()

    call_command("generate_catalogue", "--seed", "4", "--again")
    between = held()
    call_command("generate_catalogue", "--seed", "3", "--again")

    assert held() == before
    assert between != before


def test_what_is_made_up_leaves_no_history_and_what_follows_does():
    call_command("generate_catalogue")
    assert not AdoptionEvent.objects.exists()

    Adoption.objects.filter(pk=1).update(version="7")

    assert AdoptionEvent.objects.filter(pgh_obj_id=1).count() == 1


def test_rules_hold_and_new_rows_go_on_after_the_old_ones():
    call_command("generate_catalogue")

    with pytest.raises(IntegrityError, match="adoption_has_a_source"):
        take_all_sources_from(adoption=1)
    assert ToolFactory().pk > TINY.tools


@transaction.atomic
def take_all_sources_from(adoption):
    Citation.objects.filter(adoption=adoption).delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("again", [[], ["--again"]], ids=["first", "again"])
def test_real_content_is_refused(again):
    tool = ToolFactory(slug="real")

    with pytest.raises(CommandError, match="real, or did once: nothing was changed"):
        call_command("generate_catalogue", *again)

    assert list(Tool.objects.all()) == [tool]


def test_content_whose_history_was_cleared_away_is_refused():
    tool = ToolFactory(slug="real")
    with connection.cursor() as cursor:
        cursor.execute(
            "DO $$ DECLARE t record; BEGIN FOR t IN SELECT tablename FROM pg_tables "
            "WHERE tablename ~ '^catalogue_.*event$' LOOP "
            "EXECUTE format('DELETE FROM %I', t.tablename); END LOOP; END $$"
        )

    with pytest.raises(CommandError, match="its content was not generated"):
        call_command("generate_catalogue", "--again")

    assert list(Tool.objects.all()) == [tool]


def test_made_up_catalogue_that_somebody_edited_is_refused():
    call_command("generate_catalogue")
    city = CityFactory()

    with pytest.raises(CommandError, match="holds something real"):
        call_command("generate_catalogue", "--again")

    city.refresh_from_db()


def test_made_up_catalogue_is_replaced_only_when_asked():
    call_command("generate_catalogue")
    before = held()

    with pytest.raises(CommandError, match=re.escape("Add --again")):
        call_command("generate_catalogue", "--seed", "2")

    assert held() == before
