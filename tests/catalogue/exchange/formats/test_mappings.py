"""Tables and lists of what stands in for what."""

import pytest

from catalogue.exchange.formats import mappings
from tests.catalogue.exchange.told_of import a_file, sorted_out


def read(data, name="mappings.csv"):
    return sorted_out(mappings.read([a_file(data, name)]))


def test_the_documented_headings_are_read():
    text = (
        "tool,product,vendor,coverage,caveat_en,caveat_fr,repository,wikidata,source,source_url\n"
        "GIMP,Photoshop,Adobe,partial,No CMYK.,Pas de CMJN.,https://gitlab.gnome.org/GNOME/gimp,"
        "Q8038,A test,https://example.org/test\n"
    )

    [mapping], faults = read(text)

    assert faults == []
    assert (mapping.noun, mapping.key) == ("mapping", "GIMP/Photoshop")
    assert mapping.values == {
        "tool": "GIMP",
        "product": "Photoshop",
        "vendor": "Adobe",
        "coverage": "partial",
        "caveat": {"en": "No CMYK.", "fr": "Pas de CMJN."},
        "repository": "https://gitlab.gnome.org/GNOME/gimp",
        "source": {"title": "A test", "url": "https://example.org/test"},
    }
    assert mapping.outside_ids == {
        "repository": "gitlab.gnome.org/gnome/gimp",
        "wikidata": "Q8038",
    }


def test_french_headings_and_several_products_in_a_cell():
    text = 'Logiciel libre;Produit;Couverture;Réserve\nZammad;"Zendesk ; Jira";complète;Rien\n'

    told, faults = read(text.encode("cp1252"))

    assert faults == []
    assert [(each.key, each.values["coverage"], each.values["caveat"]) for each in told] == [
        ("Zammad/Zendesk", "full", {"fr": "Rien"}),
        ("Zammad/Jira", "full", {"fr": "Rien"}),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "A", "repo": "https://github.com/a/a", "alternative_to": ["B", "C"]},
        {"name": "A", "alternative_to": [{"name": "B", "url": "https://b.org"}, {"name": "C"}]},
        {"software": "A", "replaces": [{"product": "B", "confidence": "strong"}, {"product": "C"}]},
        {"tool": "A", "product": ["B", "C"]},
    ],
    ids=["names", "objects", "replaces", "ours"],
)
@pytest.mark.parametrize("wrapped", [True, False], ids=["items", "list"])
def test_lists_of_others_are_read(entry, wrapped):
    told, faults = read({"items": [entry]} if wrapped else [entry], "list.json")

    assert faults == []
    assert [each.key for each in told] == ["A/B", "A/C"]
    assert all("coverage" not in each.values for each in told)  # how sure is not how far


def test_what_is_not_free_software_or_has_no_product_is_refused():
    told, faults = read(
        [
            {"name": "A", "alternative_to": ["B"], "open_source": False},
            {"name": "A", "alternative_to": []},
            {"name": "A"},
            {"alternative_to": ["B"]},
            7,
        ],
        "list.json",
    )

    assert told == []
    assert [fault.split(": ")[0] for fault in faults] == [
        "error list.json[0] open_source",
        "error list.json[2] product",
        "error list.json[3] tool",
        "error list.json[4]",
    ]


@pytest.mark.parametrize(
    ("word", "coverage"),
    [
        *((word, "full") for word in ("Total", "totale", "complet", "Complète", "full")),
        *((word, "partial") for word in ("partiel", "Partielle", "partial")),
        *((word, "companion") for word in ("complément", "Complement", "companion")),
    ],
)
def test_coverage_is_read_in_usual_words(word, coverage):
    [mapping], faults = read(f"Logiciel;Produit;Couverture\nGIMP;Photoshop;{word}\n")

    assert faults == []
    assert mapping.values["coverage"] == coverage


@pytest.mark.parametrize("heading", ["Couverture", "coverage"])
def test_an_unknown_coverage_is_left_out_and_told_under_its_heading(heading):
    [mapping], [fault] = read(f"tool;product;{heading}\nGIMP;Photoshop;so so\n")

    assert "coverage" not in mapping.values
    assert fault.startswith(f"warning mappings.csv:2 {heading}: ")
