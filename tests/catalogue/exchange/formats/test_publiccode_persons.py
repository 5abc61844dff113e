"""Nobody's name, address or number is kept of a publiccode.yml."""

import pytest

from catalogue.exchange.formats.publiccode_persons import Persons, is_quoted_in
from catalogue.exchange.publiccode import validate
from catalogue.exchange.publiccode.reading import read_tree
from tests.publiccode_file import file

TEXT = """
name: Arrosoir
legal: {mainCopyrightOwner: jane  ROE, repoOwner: City, authorsFile: jane@example.org}
usedBy: [Albi, Jane Roe]
maintenance:
  type: contract
  contacts:
    - {name: Jane Roe, affiliation: City, email: jane@example.org}
    - {name: City, affiliation: City}
    - Max Moe
  contractors: [{name: Ann Poe, until: 2030-01-01}]
localisation: {localisationReady: true, x: ~, availableLanguages: [no]}
"""


def test_document_is_kept_without_its_contacts_wherever_they_stand():
    root = read_tree(TEXT)

    assert Persons(root).left_out_of(root) == {
        "name": "Arrosoir",
        "legal": {"repoOwner": "City"},
        "usedBy": ["Albi"],
        "maintenance": {"type": "contract"},
        "localisation": {"localisationReady": True, "x": None, "availableLanguages": ["no"]},
    }


@pytest.mark.parametrize(
    ("name", "is_person"),
    [("JANE ROE", True), ("Jo <jo@example.org>", True), ("City", False), ("", False)],
    ids=["contact", "with an e-mail address", "body", "nothing"],
)
def test_contact_is_a_person_unless_it_is_a_body(name, is_person):
    assert Persons(read_tree(TEXT)).holds(name) == is_person


def test_file_without_contacts_names_nobody():
    assert not Persons(None).holds("Jane Roe")
    assert Persons(read_tree("- a")).left_out_of(read_tree("- a")) == ["a"]


@pytest.mark.parametrize(
    ("section", "is_quoted"),
    [
        ("{type: internal, contacts: [{name: A, email: jane}]}", True),
        ("{type: internal, contacts: Jane}", True),
        ("{type: internal}", False),
        ("{type: never}", False),
    ],
    ids=["e-mail", "not a list", "no contact", "type"],
)
def test_sentence_that_repeats_what_stands_of_a_person_is_known(section, is_quoted):
    findings = validate(file(maintenance=section)).findings

    assert any(map(is_quoted_in, findings)) == is_quoted
    assert findings
