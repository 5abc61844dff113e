"""Reading a curated folder: every record, where it stands, and the tables inside others."""

import pytest

from catalogue.errors import UnreadableRecord
from catalogue.exchange.formats.curated_files import read
from tests.curated_folder import RECORDS


def test_records_are_told_with_their_noun_and_place(folder):
    records = list(read(folder.path))

    assert len(records) == RECORDS
    assert sorted((record.noun, record.where) for record in records) == [
        ("adoption", "cities/luneville.toml [adoption luneville-datelune]"),
        ("argument", "arguments.toml price"),
        ("case study", "case-studies/luneville.toml luneville"),
        ("category", "categories.toml calendars"),
        ("category", "categories.toml date-polls"),
        ("category", "categories.toml workplace"),
        ("city", "cities/luneville.toml luneville"),
        ("licence", "licences.toml MIT"),
        ("milestone", "cities/luneville.toml [milestone luneville-vote]"),
        ("money", "cities/luneville.toml [money luneville-savings]"),
        ("organisation", "organisations.toml free-dates"),
        ("product", "products/pollco-dates.toml pollco-dates"),
        ("product", "products/pollco-suite.toml pollco-suite"),
        ("replacement", "tools/datelune.toml [replaces pollco-dates]"),
        ("service", "organisations.toml [service datelune]"),
        ("source", "sources.toml [letter]"),
        ("source", "sources.toml [paper]"),
        ("tool", "tools/datelune.toml datelune"),
        ("vendor", "vendors.toml pollco"),
    ]


def test_inner_table_refers_to_what_holds_it(folder):
    records = {record.noun: record.values for record in read(folder.path)}

    assert records["adoption"]["city"] == "luneville"
    assert records["milestone"]["city"] == "luneville"
    assert records["money"]["city"] == "luneville"
    assert records["replacement"]["tool"] == "datelune"
    assert records["service"]["organisation"] == "free-dates"
    assert "adoption" not in records["city"]


def test_order_in_the_file_is_the_order_on_the_site(folder):
    folder.add("categories.toml", '[[domain]]\nslug = "other"\nname = { en = "Other" }')

    categories = [record.values for record in read(folder.path) if record.noun == "category"]

    assert [(values["slug"], values["position"]) for values in categories] == [
        ("workplace", 0),
        ("other", 1),
        ("date-polls", 0),
        ("calendars", 1),
    ]


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"slug = ", b"[[", b"a = 1\na = 2", b"[" * 5000, b"\x00", b'a = "\xed"'],
    ids=["not utf-8", "no value", "open table", "key twice", "deep", "nul", "half a letter"],
)
def test_file_that_is_not_toml_is_named(folder, content):
    (folder.path / "tools" / "broken.toml").write_bytes(content)

    with pytest.raises(UnreadableRecord, match=r"^tools/broken\.toml"):
        list(read(folder.path))


def test_file_without_a_slug_is_named(folder):
    folder.edit("tools/datelune.toml", 'slug = "datelune"\n', "")

    with pytest.raises(UnreadableRecord, match=r"^tools/datelune\.toml"):
        list(read(folder.path))
