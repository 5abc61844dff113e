"""The database keeps every version, with who did it, however it was written."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection

from catalogue.actions.attribution import acting
from catalogue.models import Adoption, Replacement, Tool
from tests.factories import AdoptionFactory, ProductFactory, ReplacementFactory, ToolFactory

pytestmark = pytest.mark.django_db


def kept(noun, **conditions):
    """`[(what, who)]` of the versions kept of a noun's rows, the oldest first."""
    events = apps.get_model("catalogue", f"{noun}Event").objects.filter(**conditions)
    rows = events.order_by("pgh_id").values_list("pgh_label", "pgh_context__metadata__name")
    return [(what, who) for what, who in rows]


def test_creation_change_and_deletion_are_kept_with_who_did_them():
    with acting("Ana"):
        tool = ToolFactory()
    with acting("Bo"):
        tool.name = "Renamed"
        tool.save()
    pk = tool.pk
    with acting("Cy"):
        tool.delete()

    assert kept("Tool", id=pk) == [("insert", "Ana"), ("update", "Bo"), ("delete", "Cy")]


def test_bulk_changes_do_not_escape():
    tools = ToolFactory.create_batch(2)
    ids = [tool.pk for tool in tools]

    with acting("Ana"):
        Tool.objects.filter(pk__in=ids).update(maintainer="Somebody")
        for tool in tools:
            tool.maintainer = "Somebody else"
        Tool.objects.bulk_update(tools, ["maintainer"])
        Tool.objects.filter(pk__in=ids)._raw_delete("default")

    written = [what for what in kept("Tool", id__in=ids) if what[1] == "Ana"]
    assert sorted(written) == [("delete", "Ana")] * 2 + [("update", "Ana")] * 4


def test_bulk_creations_do_not_escape():
    tool, product = ToolFactory(), ProductFactory()

    with acting("Ana"):
        Replacement.objects.bulk_create([Replacement(tool=tool, product=product, coverage="full")])

    assert kept("Replacement", tool=tool) == [("insert", "Ana")]


def test_bare_sql_does_not_escape():
    tool = ToolFactory()

    with acting("Ana"), connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_tool SET name = 'x' WHERE id = %s", [tool.pk])

    assert kept("Tool", id=tool.pk) == [("insert", None), ("update", "Ana")]


def test_version_holds_the_values():
    tool = ToolFactory(name="Before")
    Tool.objects.filter(pk=tool.pk).update(name="After")

    names = tool.events.order_by("pgh_id").values_list("name", flat=True)

    assert list(names) == ["Before", "After"]


def test_change_of_nothing_is_not_kept():
    tool = ToolFactory()

    tool.save()
    Tool.objects.filter(pk=tool.pk).update(name=tool.name)

    assert kept("Tool", id=tool.pk) == [("insert", None)]


def test_links_made_and_undone_are_kept():
    product = ProductFactory()
    adoption = AdoptionFactory()

    with acting("Ana"):
        adoption.replaces.add(product)
        adoption.replaces.clear()

    assert kept("AdoptionProduct", product=product) == [("insert", "Ana"), ("delete", "Ana")]


def test_what_a_deletion_takes_along_is_kept_too():
    replacement = ReplacementFactory()
    adoption = AdoptionFactory(tool=replacement.tool)
    pks = replacement.pk, adoption.pk

    with acting("Ana", why="It was a mistake."):
        replacement.tool.delete()

    assert kept("Replacement", id=pks[0])[-1] == ("delete", "Ana")
    assert kept("Adoption", id=pks[1])[-1] == ("delete", "Ana")
    assert not Adoption.objects.exists()


def test_user_and_reason_are_kept():
    ana = get_user_model().objects.create_user("ana")

    with acting(ana, why="The city told us."):
        tool = ToolFactory()

    context = tool.events.get().pgh_context.metadata
    assert context == {"user": ana.pk, "name": "ana", "why": "The city told us."}


#: Made again from the nouns, or kept by the database itself.
WITHOUT_HISTORY = {
    *("Alternative", "Change", "CuratedRecord", "FormerSlug", "Mirror", "MirroredRecord"),
    *("Revision", "SearchEntry", "SearchPair", "SearchTally", "SearchWord", "Switch"),
    # What others say, and what was read of it: others change it, and each run says how.
    *("ImportLine", "ImportRun", "OutsideCatalogue", "OutsideRecord", "ValueOrigin"),
}


def test_every_noun_and_every_link_has_a_history():
    models = apps.get_app_config("catalogue").get_models(include_auto_created=True)
    tables = {model._meta.db_table: model.__name__ for model in models if not model._meta.proxy}
    events = {name for table, name in tables.items() if name.endswith("Event")}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE 'pgtrigger_delete_delete%'"
        )
        watched = {tables[table] for (table,) in cursor.fetchall()}

    assert set(tables.values()) - events - watched == WITHOUT_HISTORY
