"""Every page keeps its address: a slug is never given to something else."""

import pytest
from django.core.exceptions import ValidationError

from catalogue.models import City, FormerSlug, Tool
from tests.factories import CityFactory, ToolFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_slug_is_unique_within_a_noun():
    ToolFactory(slug="glpi")

    with refused("catalogue_tool_slug"):
        ToolFactory(slug="glpi")


def test_slug_of_a_deleted_tool_is_never_reused():
    ToolFactory(slug="gone").delete()

    with refused("slug_never_reused"):
        ToolFactory(slug="gone")


def test_slug_that_a_tool_left_is_never_given_to_another():
    tool = ToolFactory(slug="openerp")
    tool.slug = "odoo"
    tool.save()

    with refused("slug_never_reused"):
        ToolFactory(slug="openerp")


def test_slug_is_not_taken_by_a_change_either():
    ToolFactory(slug="gone").delete()
    other = ToolFactory(slug="other")

    with refused("slug_never_reused"):
        Tool.objects.filter(pk=other.pk).update(slug="gone")


def test_slug_may_be_taken_back_by_its_own_tool():
    tool = ToolFactory(slug="first")
    for slug in ("second", "first", "second"):
        tool.slug = slug
        tool.save()

    assert Tool.objects.get(slug="second") == tool


def test_slugs_of_two_nouns_do_not_meet():
    ToolFactory(slug="nantes").delete()

    assert CityFactory(slug="nantes").slug == "nantes"


def test_old_slug_leads_to_the_thing():
    tool = ToolFactory(slug="openerp")

    Tool.objects.filter(pk=tool.pk).update(slug="odoo")

    former = FormerSlug.objects.get(kind=Tool._meta.db_table, slug="openerp")
    assert former.object_id == tool.pk


def test_slug_of_something_deleted_is_remembered():
    city = CityFactory(slug="gone")
    pk = city.pk

    City.objects.filter(pk=pk).delete()

    assert FormerSlug.objects.get(kind=City._meta.db_table, slug="gone").object_id == pk


@pytest.mark.parametrize("slug", ["Glpi", "café", "a--b", "-a", "a-", "a b", "a/b", "", "a'b"])
def test_slug_has_a_shape(slug):
    with pytest.raises(ValidationError):
        Tool._meta.get_field("slug").clean(slug, None)


def test_every_change_is_dated_whatever_the_way_of_writing():
    tool = ToolFactory()
    before = Tool.objects.get(pk=tool.pk).updated_at

    Tool.objects.filter(pk=tool.pk).update(name="Another name")

    assert Tool.objects.get(pk=tool.pk).updated_at > before


def test_a_change_of_nothing_is_not_dated():
    tool = ToolFactory()
    before = Tool.objects.get(pk=tool.pk).updated_at

    Tool.objects.filter(pk=tool.pk).update(name=tool.name)

    assert Tool.objects.get(pk=tool.pk).updated_at == before


def test_draft_is_not_published():
    ToolFactory(draft=True)
    seen = ToolFactory()

    assert list(Tool.objects.published()) == [seen]
