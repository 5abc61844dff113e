"""Reading a curated folder: every record, where it stands, and the tables inside others."""

import pytest

from catalogue.errors import UnreadableRecord
from catalogue.exchange.formats.curated_files import read
from tests.catalogue.exchange.little_files import say, write


def test_records_are_told_with_their_noun_and_place(tmp_path):
    records = list(read(write(tmp_path)))

    assert sorted((record.noun, record.where) for record in records) == [
        ("adoption", "cities/storyville.toml [adoption storyville-freemail]"),
        ("argument", "arguments.toml control"),
        ("case study", "case-studies/storyville.toml storyville"),
        ("category", "categories.toml mail"),
        ("category", "categories.toml workplace"),
        ("city", "cities/storyville.toml storyville"),
        ("licence", "licences.toml AGPL-3.0-or-later"),
        ("milestone", "cities/storyville.toml [milestone storyville-vote]"),
        ("money", "cities/storyville.toml [money storyville-saving]"),
        ("organisation", "organisations.toml helpers"),
        ("product", "products/bigmail.toml bigmail"),
        ("replacement", "tools/freemail.toml [replaces bigmail]"),
        ("service", "organisations.toml [service freemail]"),
        ("source", "sources.toml [council]"),
        ("source", "sources.toml [press]"),
        ("tool", "tools/freemail-mobile.toml freemail-mobile"),
        ("tool", "tools/freemail.toml freemail"),
        ("vendor", "vendors.toml bigcorp"),
    ]


def test_inner_table_refers_to_what_holds_it(tmp_path):
    records = {record.noun: record.values for record in read(write(tmp_path))}

    assert records["adoption"]["city"] == "storyville"
    assert records["replacement"]["tool"] == "freemail"
    assert records["service"]["organisation"] == "helpers"


def test_order_in_the_file_is_the_order_of_categories(tmp_path):
    folder = write(tmp_path)
    say(folder, "categories.toml", "[[category]]", '[[domain]]\nslug = "other"\n\n[[category]]')

    domains = [r for r in read(folder) if r.noun == "category" and "domain" not in r.values]

    assert [(r.values["slug"], r.values["position"]) for r in domains] == [
        ("workplace", 0),
        ("other", 1),
    ]


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"slug = ", b"[[", b"a = 1\na = 2", b"[" * 5000, b"\x00", b'a = "\xed"'],
)
def test_file_that_is_not_toml_is_named(tmp_path, content):
    folder = write(tmp_path)
    (folder / "tools" / "broken.toml").write_bytes(content)

    with pytest.raises(UnreadableRecord, match=r"broken\.toml"):
        list(read(folder))
