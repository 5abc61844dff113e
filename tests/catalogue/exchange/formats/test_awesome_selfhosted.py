"""awesome-selfhosted: a file a software, and what of it is no free software."""

import pytest

from catalogue.exchange.formats import awesome_selfhosted
from tests.catalogue.exchange.told_of import a_file, sorted_out

SOFTWARE = """
name: Baïkal
website_url: https://sabre.io/baikal/
description: Calendars, [contacts](https://example.org/c) (alternative to Big Cloud, and Meet/Up).
licenses: [GPL-3.0]
platforms: [PHP]
tags: [Groupware]
source_code_url: https://github.com/sabre-io/Baikal
updated_at: 2026-08-21
archived: true
depends_3rdparty: true
current_release: {tag: 0.10.1, published_at: '2026-05-01'}
commit_history: {2026-08: 3}
"""
NOT_FREE = "- identifier: Own-1.0\n  name: Our own licence\n- identifier: ⊘ Proprietary\n"


def read(**files):
    return sorted_out(
        awesome_selfhosted.read(
            a_file(text, name.replace("__", "/") + ".yml") for name, text in files.items()
        )
    )


def test_a_software_is_told():
    [tool], [fault] = read(software__baïkal=SOFTWARE)

    assert tool.key == "baïkal"
    assert tool.values == {
        "name": "Baïkal",
        "summary": {"en": "Calendars, contacts (alternative to Big Cloud, and Meet/Up)."},
        "licence_as_written": "GPL-3.0",
        "licence_at_least": "GPL-3.0-only",
        "licence_doubt": "or_later",
        "website": "https://sabre.io/baikal/",
        "repository": "https://github.com/sabre-io/Baikal",
        "platforms": ["server"],
        "subjects": ["Groupware"],
        "latest_release_version": "0.10.1",
        "latest_release_on": "2026-05-01",
        "last_activity": "2026-08-21",
        "maintenance": "none",
        "caution": awesome_selfhosted.DEPENDS,
        "alternatives": ["Big Cloud", "Meet", "Up"],
    }
    assert tool.outside_ids == {"repository": "github.com/sabre-io/baikal"}
    assert fault.startswith("warning software/baïkal.yml licence")


@pytest.mark.parametrize(
    "licences",
    ["⊘ Proprietary", "SSPL-1.0", "MIT, Commons-Clause", "AGPL-3.0, ⊘ Proprietary", "Own-1.0"],
)
@pytest.mark.parametrize("last", [True, False], ids=["list after", "list before"])
def test_what_is_not_free_software_is_refused(licences, last):
    entry = {"software__x": SOFTWARE.replace("GPL-3.0", licences)}
    known = {"licenses-nonfree": NOT_FREE}

    told, [fault] = read(**(entry | known if last else known | entry))

    assert told == []
    assert fault.startswith("error software/x.yml licence: ")


def test_other_files_of_the_repository_are_passed_over():
    told, faults = read(
        tags__groupware="name: Groupware", platforms__php="name: PHP", licenses="- identifier: MIT"
    )

    assert (told, faults) == ([], [])


@pytest.mark.parametrize("text", ["name: x", "- a", "", "licenses: [MIT]", "name: ["])
def test_one_bad_file_does_not_stop_the_others(text):
    told, faults = read(software__bad=text, software__good=SOFTWARE.replace("GPL-3.0", "MIT"))

    assert told[-1].key == "good"
    assert faults[0].split()[1].startswith("software/bad.yml")
