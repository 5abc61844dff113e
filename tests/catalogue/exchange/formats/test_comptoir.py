"""Comptoir du Libre: software, who uses it, who serves it."""

from catalogue.exchange.formats import comptoir
from catalogue.exchange.told import User
from tests.catalogue.exchange.told_of import a_file, sorted_out


def person(name, said_to_be="Administration", number=1, website=""):
    return {
        "id": number,
        "name": name,
        "type": said_to_be,
        "url": "https://example.org/",
        "external_resources": {"website": website},
    }


def software(**changes):
    return {
        "id": 72,
        "name": "Archive",
        "licence": "GNU LGPL",
        "external_resources": {
            "website": None,
            "repository": "https://github.com/a/archive.git",
            "framalibre": {"slug": "archive"},
            "sill": {"id": 1},
            "wikidata": {"id": "Q1"},
            "wikipedia": [],
            "cnll": [],
        },
        "users": [],
        "providers": [],
        **changes,
    }


def read(*entries, **envelope):
    data = {"number_of_software": len(entries), "softwares": list(entries), **envelope}
    return sorted_out(comptoir.read([a_file(data, "comptoir.json")]))


def test_a_software_is_told_with_its_outside_ids():
    [tool], [fault] = read(software())

    assert tool.values == {
        "name": "Archive",
        "repository": "https://github.com/a/archive.git",
        "licence_as_written": "GNU LGPL",
        "licence_doubt": "version",
    }
    assert tool.outside_ids == {
        "comptoir_du_libre": "72",
        "sill": "1",
        "wikidata": "Q1",
        "framalibre": "archive",
        "repository": "github.com/a/archive",
    }
    assert fault.startswith("warning comptoir.json[0] licence")


def test_empty_resources_are_lists_and_an_old_record_has_fewer():
    outside = {"framalibre": [], "sill": [], "wikidata": [], "cnll": [], "website": ""}

    told, faults = read(
        software(external_resources=outside, licence="MIT"),
        {"id": 2, "name": "Old", "licence": "MIT", "external_resources": {}},
    )

    assert [tool.outside_ids for tool in told] == [
        {"comptoir_du_libre": "72"},
        {"comptoir_du_libre": "2"},
    ]
    assert faults == []


def test_users_are_bodies_as_written_once_each_and_never_private_persons():
    users = [
        person("Ville d'Albi (81)", number=274, website="http://www.mairie-albi.fr"),
        person("Ville d'Albi (81)", number=275),
        person("Jane Doe", "Person", 3),
        person("", number=4),
    ]

    [tool], _faults = read(software(users=users))

    assert tool.users == (
        User(
            "Ville d'Albi (81)",
            "Administration",
            "http://www.mairie-albi.fr",
            {"comptoir-du-libre": "274"},
        ),
    )
    assert "Jane Doe" not in str(tool)


def test_providers_are_told_once_with_all_that_they_serve():
    libre, jane = person("Libre Expert", "Company", 312), person("Jane Doe", "Person", 9)

    told, _faults = read(
        software(providers=[libre, jane]), software(id=73, name="Zip", providers=[libre])
    )

    [organisation] = [each for each in told if each.noun == "organisation"]
    assert organisation.key == "312"
    assert organisation.values == {
        "name": "Libre Expert",
        "kind": "company",
        "services": ["Archive", "Zip"],
    }


def test_one_bad_record_does_not_stop_the_others():
    told, faults = read(
        None, {"id": 1}, software(name=["x"]), software(id=5), software(id=6, licence="SSPL-1.0")
    )

    assert [each.key for each in told] == ["5"]
    assert [fault.partition(": ")[0] for fault in faults] == [
        "error comptoir.json[0]",
        "error comptoir.json[1] name",
        "error comptoir.json[2] name",
        "warning comptoir.json[3] licence",
        "error comptoir.json[4] licence",
    ]


def test_a_file_that_was_cut_is_told():
    told, [fault] = read(software(licence="MIT"), number_of_software=400)

    assert len(told) == 1
    assert "400" in fault
