"""Loading the curated files: all or nothing, as often as you like, and never against an editor."""

import pytest
from django.apps import apps
from django.db import connection

from catalogue.actions.attribution import acting
from catalogue.errors import UnreadableRecord
from catalogue.exchange import curated
from catalogue.exchange.curated import load
from catalogue.models import (
    Adoption,
    Argument,
    CaseStudy,
    City,
    CuratedRecord,
    FormerSlug,
    Organisation,
    Product,
    SearchEntry,
    Tool,
)
from catalogue.search import reindex
from catalogue.search.turns import LOCK
from tests.curated_folder import RECORDS
from tests.factories import CitationFactory, SourceFactory, ToolFactory

pytestmark = pytest.mark.django_db

TOOL, CITY = "tools/datelune.toml", "cities/luneville.toml"


def everything():
    """Every row of the catalogue, its history included: what a load may or may not change."""
    derived = {"SearchEntry", "SearchPair", "SearchTally", "SearchWord"}
    return {
        model.__name__: sorted(model.objects.values_list(), key=str)
        for model in apps.get_app_config("catalogue").get_models(include_auto_created=True)
        if model.__name__ not in derived
    }


def what_is_searched():
    columns = [field.name for field in SearchEntry._meta.fields if field.name != "pk"]
    return sorted(SearchEntry.objects.values_list(*columns), key=str)


def edit(row, **values):
    """What an editor does in the admin."""
    with acting("Ana"):
        type(row).objects.filter(pk=row.pk).update(**values)


def test_first_load_brings_every_noun(folder):
    report = load(folder.path)

    assert (report.counts, report.kept) == ({"created": RECORDS}, [])
    tool, city = Tool.objects.get(), City.objects.get()
    adoption, product = Adoption.objects.get(), Product.objects.get(slug="pollco-dates")
    assert (tool.name, tool.aliases, tool.licence) == ("Datelune", ["Date Lune"], "MIT")
    assert (tool.category.slug, tool.category.domain.slug) == ("date-polls", "workplace")
    assert (tool.steward.slug, tool.published_at is None) == ("free-dates", False)
    assert tool.citations.get().note == {"fr": "la nomme", "en": "names it"}
    assert tool.replacements.get().caveat == {"fr": "Sans agenda.", "en": "No calendar."}
    assert (product.part_of.slug, product.facts.get().date) == ("pollco-suite", "2024")
    assert (city.labels.get().level, city.milestones.get().on) == (3, "2015-06")
    assert (adoption.started, adoption.provider.slug) == ("2016", "free-dates")
    assert list(adoption.replaces.all()) == [product]
    assert CaseStudy.objects.get().money.get().amount == 1200.5
    assert Argument.objects.get().milestones.get() == city.milestones.get()
    assert Organisation.objects.get().services.get().kinds == ["hosting", "training"]


def test_second_load_changes_nothing_and_leaves_no_history(folder):
    load(folder.path)
    before = everything(), what_is_searched()

    report = load(folder.path)

    assert (report.counts, report.kept) == ({"unchanged": RECORDS}, [])
    assert before == (everything(), what_is_searched())


def test_order_of_records_in_files_does_not_matter(folder):
    folder.add("categories.toml", '[[domain]]\nslug = "late"\nname = { en = "Late" }')
    folder.edit(
        "categories.toml",
        'slug = "calendars"\ndomain = "workplace"',
        'slug = "calendars"\ndomain = "late"',
    )

    load(folder.path)

    assert Product.objects.get(slug="pollco-suite").category.domain.slug == "late"


def test_change_in_a_file_arrives(folder):
    load(folder.path)
    folder.edit(TOOL, '"Datelune"', '"Dateline"')
    folder.edit(TOOL, '"calendars"', '"date-polls"')
    folder.edit(TOOL, 'source = "letter"', 'source = "paper"')
    folder.edit(CITY, "level = 3", "level = 4")
    folder.edit(CITY, 'replaces = ["pollco-dates"]', 'replaces = ["pollco-suite"]')

    report = load(folder.path)

    assert report.counts == {"updated": 3, "unchanged": RECORDS - 3}
    tool = Tool.objects.get()
    assert (tool.name, tool.other_categories.get().slug) == ("Dateline", "date-polls")
    assert tool.citations.get().source.slug == "paper"
    assert City.objects.get().labels.get().level == 4
    assert Adoption.objects.get().replaces.get().slug == "pollco-suite"


def test_value_that_leaves_a_file_leaves_the_catalogue(folder):
    load(folder.path)
    folder.edit(TOOL, 'licence = "MIT"\n', "")

    load(folder.path)

    assert Tool.objects.get().licence == ""


def test_record_that_leaves_the_files_stays(folder):
    load(folder.path)
    folder.remove("arguments.toml")

    report = load(folder.path)

    assert report.counts == {"unchanged": RECORDS - 1}
    assert Argument.objects.get().slug == "price"


def test_editor_s_value_survives(folder):
    load(folder.path)
    edit(Tool.objects.get(), name="Edited")

    report = load(folder.path)

    assert (Tool.objects.get().name, report.kept) == ("Edited", [])


def test_editor_s_value_survives_and_is_told_when_the_file_moves_on(folder):
    load(folder.path)
    edit(Tool.objects.get(), name="Edited")
    folder.edit(TOOL, '"Datelune"', '"Dateline"')
    folder.edit(TOOL, "https://datelune.example/", "https://dateline.example/")

    report = load(folder.path)

    tool = Tool.objects.get()
    assert (tool.name, tool.website) == ("Edited", "https://dateline.example/")
    assert report.kept == ["tool datelune: name"]


def test_editor_s_value_survives_a_second_load_after_the_file_moved_on(folder):
    load(folder.path)
    edit(Tool.objects.get(), name="Edited")
    folder.edit(TOOL, '"Datelune"', '"Dateline"')
    load(folder.path)

    load(folder.path)

    assert Tool.objects.get().name == "Edited"


def test_editor_s_list_survives_whole(folder):
    load(folder.path)
    with acting("Ana"):
        CitationFactory(tool=Tool.objects.get(), source=SourceFactory(slug="phone-call"))
    folder.edit(TOOL, 'source = "letter"', 'source = "paper"')

    report = load(folder.path)

    cited = Tool.objects.get().citations.values_list("source__slug", flat=True)
    assert (sorted(cited), report.kept) == (["letter", "phone-call"], ["tool datelune: cites"])


def test_editor_s_deletion_is_not_undone(folder):
    load(folder.path)
    with acting("Ana"):
        Argument.objects.get().delete()
        CaseStudy.objects.get().delete()
    folder.edit("case-studies/luneville.toml", '"2021"', '"2022"')

    report = load(folder.path)

    assert report.counts == {"left deleted": 2, "unchanged": RECORDS - 2}
    assert not Argument.objects.exists()
    assert not CaseStudy.objects.exists()


def test_draft_stays_a_draft(folder):
    load(folder.path)
    edit(Tool.objects.get(), published_at=None)
    folder.edit(TOOL, '"Datelune"', '"Dateline"')

    load(folder.path)

    tool = Tool.objects.get()
    assert (tool.name, tool.published_at) == ("Dateline", None)


def test_record_that_an_editor_made_first_is_only_filled(folder):
    load(folder.path)
    with acting("Ana"):
        ToolFactory(slug="latecomer", name="Ana’s name", category=Tool.objects.get().category)
    folder.write(
        "tools/latecomer.toml",
        'slug = "latecomer"\nname = "File’s name"\ncategory = "date-polls"\n'
        'summary = { fr = "Fait une chose.", en = "Does one thing." }\nlicence = "MIT"',
    )

    report = load(folder.path)

    tool = Tool.objects.get(slug="latecomer")
    assert (tool.name, tool.licence) == ("Ana’s name", "MIT")
    assert report.kept == ["tool latecomer: name"]


def test_slug_that_an_editor_changed_is_followed(folder):
    load(folder.path)
    edit(Tool.objects.get(), slug="date-moon")
    folder.edit(TOOL, '"Datelune"', '"Dateline"')
    folder.edit(CITY, 'as_of = "2021-03"', 'as_of = "2022"')

    report = load(folder.path)

    tool = Tool.objects.get()
    assert (tool.slug, tool.name) == ("date-moon", "Dateline")
    assert (tool.adoptions.get().as_of, tool.replacements.count()) == ("2022", 1)
    assert "created" not in report.counts
    assert FormerSlug.objects.get(slug="datelune").object_id == tool.pk


def test_history_names_the_curated_catalogue(folder):
    load(folder.path)
    folder.edit(TOOL, '"Datelune"', '"Dateline"')
    load(folder.path)

    history = Tool.objects.get().events.order_by("pgh_id")

    told = history.values_list("pgh_label", "name", "pgh_context__metadata__name")
    assert list(told) == [
        ("insert", "Datelune", "curated catalogue"),
        ("update", "Dateline", "curated catalogue"),
    ]


def test_lists_and_searches_are_in_step_afterwards(folder):
    load(folder.path)
    folder.edit(TOOL, '"Datelune"', '"Dateline"')
    folder.edit(CITY, 'status = "in_production"', 'status = "migrating"')

    load(folder.path)

    followed = what_is_searched()
    reindex()
    assert followed == what_is_searched()
    entry = SearchEntry.objects.get(slug="datelune")
    assert (entry.label, entry.proof, entry.cities) == ({"fr": "Dateline", "en": "Dateline"}, 0, 1)


def test_empty_folder_is_nothing_to_load(tmp_path):
    report = load(tmp_path)

    assert (report.counts, report.kept) == ({}, [])


def test_broken_file_leaves_what_was_loaded(folder):
    load(folder.path)
    before = everything(), what_is_searched()
    folder.edit("vendors.toml", '"PollCo"', '"Other name"')
    folder.edit(TOOL, "licence =", "license =")

    with pytest.raises(UnreadableRecord):
        load(folder.path)

    assert before == (everything(), what_is_searched())


def test_load_keeps_what_it_compares_with_next_time(folder):
    load(folder.path)

    kept = CuratedRecord.objects.get(noun="vendor")

    assert kept.values == {"slug": "pollco", "name": "PollCo", "country": "CH", "gafam": False}
    assert CuratedRecord.objects.count() == RECORDS


def test_second_load_at_once_waits_for_the_first(folder):
    load(folder.path)

    with connection.cursor() as cursor:
        cursor.execute("SELECT objid FROM pg_locks WHERE pid = pg_backend_pid() AND objsubid = 1")
        assert (LOCK,) in cursor.fetchall()


ADOPTION = """
[[adoption]]
slug = "luneville-datelune-again"
tool = "datelune"
status = "ended"
confidence = "low"
cites = [{ source = "letter" }]
"""


def test_files_may_go_on_about_what_an_editor_deleted(folder):
    load(folder.path)
    with acting("Ana"):
        Tool.objects.get().delete()
    folder.add(CITY, ADOPTION)

    report = load(folder.path)

    assert report.counts["left deleted"] == 5  # the tool, its replacement, service and adoptions
    assert not Adoption.objects.exists()
    assert load(folder.path).counts == report.counts


def test_list_does_without_what_an_editor_deleted(folder):
    load(folder.path)
    with acting("Ana"):
        Adoption.objects.get().delete()
    study = folder.read("case-studies/luneville.toml").replace('"luneville"', '"harbour"', 1)
    folder.write("case-studies/harbour.toml", study)

    load(folder.path)

    assert not CaseStudy.objects.get(slug="harbour").adoptions.exists()


def test_replacement_of_a_renamed_tool_is_followed(folder):
    load(folder.path)
    edit(Tool.objects.get(), slug="date-moon")
    folder.edit(TOOL, 'coverage = "partial"', 'coverage = "full"')

    report = load(folder.path)

    assert report.counts == {"updated": 1, "unchanged": RECORDS - 1}
    assert Tool.objects.get().replacements.get().coverage == "full"


def test_load_writes_only_what_the_files_bring(folder, monkeypatch):
    load(folder.path)
    folder.edit(TOOL, '"Datelune"', '"Dateline"')
    merge = curated.merge

    def edited_meanwhile(*args):
        Tool.objects.update(maintainer="Ana’s word")
        return merge(*args)

    monkeypatch.setattr(curated, "merge", edited_meanwhile)
    load(folder.path)

    tool = Tool.objects.get()
    assert (tool.name, tool.maintainer) == ("Dateline", "Ana’s word")
