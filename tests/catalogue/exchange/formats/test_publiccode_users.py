"""Users as people write them into a publiccode.yml."""

import pytest

from catalogue.exchange.formats.publiccode_users import users
from catalogue.exchange.publiccode.reading import read_tree
from catalogue.exchange.told import User

SITE = "https://bari.example.org/"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[Albi,  'Comune  di Bari ']", [User("Albi"), User("Comune di Bari")]),
        ("Albi", [User("Albi")]),
        ("", []),
        ("[~, '', 12]", [User("12")]),
        (f"[{SITE}]", [User(SITE, website=SITE)]),
        (f"[{{name: Bari, url: '{SITE}'}}]", [User("Bari", website=SITE)]),
        (f"{{name: Bari, uri: '{SITE}'}}", [User("Bari", website=SITE)]),
        (
            "[{name: Bari, uri: 'urn:x-italian-pa:C_A662'}]",
            [User("Bari", outside_ids={"ipa": "c_a662"})],
        ),
        ("[{nome: Bari, codiceIPA: c_a662}]", [User("Bari", outside_ids={"ipa": "c_a662"})]),
        (
            "['urn:x-italian-pa:c_a662']",
            [User("urn:x-italian-pa:c_a662", outside_ids={"ipa": "c_a662"})],
        ),
        (f"{{Bari: '{SITE}', Albi: ~}}", [User("Bari", website=SITE), User("Albi")]),
        (f"[{{Bari: {{url: '{SITE}'}}}}]", [User("Bari", website=SITE)]),
        ("{cities: [Albi, Bari]}", [User("Albi"), User("Bari")]),
        ("[Albi: javascript:x]", [User("Albi")]),
    ],
    ids=[
        "names",
        "one",
        "nothing",
        "empty",
        "address",
        "object",
        "one object",
        "urn of an object",
        "code of an object",
        "urn",
        "names as keys",
        "objects below names",
        "headings",
        "no address of the web",
    ],
)
def test_users_are_told_by_name(written, told):
    assert list(users(read_tree(written))) == told


def test_file_without_users_has_none():
    assert list(users(None)) == []
