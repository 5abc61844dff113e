"""A publiccode.yml as a record: what it says is told, what is wrong in it is told at its line."""

import json
import re

import pytest
from django.conf import settings
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.formats import publiccode_told
from catalogue.exchange.formats.publiccode import cut
from catalogue.exchange.publiccode.reading import MOST
from catalogue.exchange.told import Fault, Told, Where
from tests.catalogue.exchange.told_of import a_file, sorted_out
from tests.publiccode_file import LONG, description, file

SHARED = settings.BASE_DIR / "../shared/data/publiccode"
REPOSITORY = "https://git.example.org/city/arrosoir.git"


def told(text):
    with override("en"):
        return sorted_out(publiccode_told.tool(text))


def test_everything_that_the_catalogue_keeps_is_told():
    [tool], faults = told(
        file(
            applicationSuite="Jardin",
            landingURL="https://arrosoir.example.org",
            isBasedOn="https://git.example.org/original",
            softwareVersion="1.10",
            releaseDate="2026-01-31",
            platforms="[web, GNU/Linux, macOS]",
            categories="[other]",
            usedBy="[Albi, Mions, Albi]",
            organisation="{uri: 'https://example.org', name: City of Albi}",
            description=description(
                localisedName="Watering can", documentation="https://docs.example.org"
            ),
            localisation="{localisationReady: true, availableLanguages: [fr, it-IT, pt_PT]}",
        )
    )

    assert faults == []
    assert (tool.noun, tool.catalogue, tool.where) == (
        "tool",
        "publiccode",
        Where("publiccode.yml"),
    )
    assert tool.key == "git.example.org/city/arrosoir"
    assert tool.outside_ids == {"repository": "git.example.org/city/arrosoir"}
    assert [user.name for user in tool.users] == ["Albi", "Mions"]
    assert tool.values == {
        "name": "Arrosoir",
        "aliases": ["Watering can"],
        "summary": {"en": "Waters trees"},
        "description": {"en": LONG.strip()},
        "licence": "EUPL-1.2",
        "repository": REPOSITORY,
        "website": "https://arrosoir.example.org",
        "documentation": "https://docs.example.org",
        "platforms": ["web", "linux", "mac"],
        "software_type": "standalone/web",
        "development_status": "stable",
        "maintenance": "none",
        "languages": ["fr", "it-IT", "pt-PT"],
        "localisation_ready": True,
        "latest_release_version": "1.10",
        "latest_release_on": "2026-01-31",
        "subjects": ["other"],
        "parent": "Jardin",
        "based_on": ["https://git.example.org/original"],
        "maintainer": "City of Albi",
    }
    assert tool.raw["softwareVersion"] == "1.10"
    assert tool.raw["localisation"]["localisationReady"] is True


def test_what_is_not_said_is_absent():
    [tool], _faults = told("name: A\nlegal: {license: MIT}\nplatforms: []\nlandingURL: ''\n")

    assert tool.values == {"name": "A", "licence": "MIT"}
    assert tool.outside_ids == {}


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        (file(name=None), "publiccode.yml:1 name", "It has no name."),
        (file(legal=None), "publiccode.yml:1 legal.license", "It names no licence"),
        (file(legal="\n  license: ''"), "publiccode.yml:14 legal.license", "It names no licence"),
        (file(legal="\n  license: Other"), "publiccode.yml:14 legal.license", "no licence"),
        (
            file(legal="\n  license: Proprietary"),
            "publiccode.yml:14 legal.license",
            "is not a free-software licence",
        ),
        (
            file(legal="\n  license: Elastic-2.0"),
            "publiccode.yml:14 legal.license",
            "is not a free-software licence",
        ),
        ("name: A\n\turl: b\n", "publiccode.yml:2", "a tab"),
        ("", "publiccode.yml:1 name", "It has no name."),
        (b"\xff\xfe", "publiccode.yml:1", "not UTF-8"),
        ("<!DOCTYPE html>\n<title>name: A</title>", "publiccode.yml", "a page of the web"),
    ],
    ids=[
        "no name",
        "no section",
        "empty licence",
        "other",
        "proprietary",
        "source-available",
        "tab",
        "empty",
        "not UTF-8",
        "page",
    ],
)
def test_record_that_means_nothing_is_refused_with_its_place(text, where, why):
    tools, faults = told(text)

    assert tools == []
    assert any(fault.startswith(f"error {where}: ") and why in fault for fault in faults)


def test_what_else_is_wrong_is_told_at_its_line_and_the_rest_is_taken():
    [tool], faults = told(
        file(
            landingURL="''",
            releaseDate="t.b.d.",
            platforms="[web, nextcloud]",
            categories="[trees, other]",
            colour="green",
            legal="\n  license: AGPL-3.0",
            localisation="{localisationReady: yes, availableLanguages: [fr, klingonish]}",
        )
    )

    assert tool.values["subjects"] == ["other"]
    assert tool.values["languages"] == ["fr"]
    assert tool.values["platforms"] == ["web"]
    assert tool.values["licence_as_written"] == "AGPL-3.0"
    assert tool.values.keys().isdisjoint({"licence", "website", "latest_release_on"})
    assert [fault.partition(": ")[0] for fault in faults] == [
        "warning publiccode.yml:17 localisation",
        "warning publiccode.yml:18 landingURL",
        "warning publiccode.yml:19 releaseDate",
        "warning publiccode.yml:20 categories[0]",
        "warning publiccode.yml:21 colour",
        "warning publiccode.yml:14 legal.license",
        "warning publiccode.yml:4 platforms",
        "warning publiccode.yml:17 localisation.availableLanguages",
    ]


@pytest.mark.parametrize("version", ["'0.2'", "'0.3.0'", "'0.4'", "0.5.0", "'0.7'", "'9'", "1.4"])
def test_every_version_is_read_by_the_same_rules(version):
    [tool], _faults = told(file(publiccodeYmlVersion=version))
    [today], _none = told(file())

    assert tool.values == today.values


def test_keys_on_their_way_out_are_understood_without_a_word():
    [tool], faults = told(
        file(
            publiccodeYmlVersion="'0.2'",
            legal="{license: MIT, repoOwner: City of Rome, authorsFile: AUTHORS}",
            it="{riuso: {codiceIPA: c_h501}}",
            inputTypes="[text/csv]",
        )
    )

    assert tool.values["maintainer"] == "City of Rome"
    assert faults == []


@pytest.mark.parametrize(
    ("written", "spdx"),
    [
        ("EUPL-1.2", "EUPL-1.2"),
        ("agpl-3.0-or-later", "AGPL-3.0-or-later"),
        ("mit", "MIT"),
        ("MIT OR Apache-2.0", "MIT OR Apache-2.0"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
    ],
)
def test_licence_is_told_as_spdx_writes_it(written, spdx):
    [tool], faults = told(file(legal=f"{{license: '{written}'}}"))

    assert (tool.values["licence"], faults) == (spdx, [])


def test_long_text_keeps_its_paragraphs():
    long = f"|\n      {LONG}\n\n      * one\n      * two\n"

    [tool], _faults = told(file(description=description(longDescription=long)))

    assert tool.values["description"]["en"] == f"{LONG.strip()}\n\n* one\n* two"


@pytest.mark.parametrize(
    ("short", "long", "told_as"),
    [
        ("Waters trees", "Waters trees\n\nOf all.", ("Waters trees", "Of all.")),
        ("Waters trees", "Waters trees", ("Waters trees", "Waters trees")),
        ("Waters trees", f"Waters trees\n\n{LONG}", ("Waters trees", f"Waters trees\n\n{LONG}")),
        (cut(LONG, 150), f"{LONG}\n\nOf all.", (LONG, "Of all.")),
        (cut(LONG, 150), LONG, (LONG, None)),
        ("Utile\u202f: arrose", "Arrose\xa0!", ("Utile\u202f: arrose", "Arrose\xa0!")),
    ],
    ids=["short", "twice the same", "long enough", "cut", "cut and nothing else", "French spaces"],
)
def test_summary_and_description_are_told_as_they_were_meant(short, long, told_as):
    text = json.dumps({"en": {"shortDescription": short, "longDescription": long}})

    [tool], _faults = told(file(description=text))

    expected = tuple(each and each.strip() for each in told_as)
    found = tool.values["summary"]["en"], tool.values.get("description", {}).get("en")
    assert found == expected


def test_one_language_under_two_tags_is_told_once():
    [tool], _faults = told(
        file(
            description="\n  it: {shortDescription: Uno}\n  it-IT: {shortDescription: Due}"
            "\n  pt-PT: {shortDescription: Um}\n"
        )
    )

    assert tool.values["summary"] == {"it": "Uno", "pt-pt": "Um"}


def test_contacts_stand_neither_in_the_record_nor_in_a_fault():
    text = file(
        maintenance="\n  type: contract"
        "\n  contacts: [{name: Jane Roe, email: jane, phone: '123', twin: John}, Max Moe]"
        "\n  contractors: [{name: Ann Poe, email: ann@example.org, until: never}]",
        legal="{license: MIT, repoOwner: Jane Roe, authorsFile: ann@example.org}",
        usedBy="[Albi, jane roe, Jo <jo.ann@example.org>]",
    )

    stream = list(publiccode_told.tool(text))

    assert stream[0].values["maintenance"] == "contract"
    assert [user.name for user in stream[0].users] == ["Albi"]
    assert stream[0].raw["maintenance"] == {"type": "contract"}
    assert not re.search(r"[Jj]ane|John|Moe|Poe|ann@|123", repr(stream))
    assert [fault.where.key for fault in stream[1:]] == ["maintenance", "maintenance"]


def test_file_that_names_no_repository_is_known_by_where_it_was_read():
    text = file(url=None)
    address = "https://example.org/publiccode.yml"

    [of_file] = sorted_out(publiccode_told.read([a_file(text, "a/publiccode.yml")]))[0]
    [of_web] = sorted_out(publiccode_told.read([a_file(text, address)]))[0]

    assert (of_file.key, of_web.key) == ("a/publiccode.yml", address)
    assert of_web.values["publiccode_url"] == address
    assert "publiccode_url" not in of_file.values


def test_files_of_other_programs_beside_it_are_left_aside():
    other = a_file("services: {web: {}}", "compose.yml")

    tools, beside = sorted_out(publiccode_told.read([a_file(file(), "publiccode.yml"), other]))
    _none, alone = sorted_out(publiccode_told.read([other]))

    assert [tool.values["name"] for tool in tools] == ["Arrosoir"]
    assert [fault.partition(": ")[0] for fault in beside] == ["warning compose.yml"]
    assert [fault.partition(": ")[0] for fault in alone] == ["error compose.yml"]


def test_aliases_do_not_make_a_record_larger_than_any_file():
    text = f"name: &a {'long ' * 10_000}\nlegal: {{license: MIT}}\nusedBy: [{'*a, ' * (MOST // 4)}]"

    tools, [fault] = told(text)

    assert tools == []
    assert "512 KiB" in fault


@given(st.text(alphabet="aB01:-[]{},'\"&*!|>%#?@`~<\\ \t\n", max_size=80))
def test_no_punctuation_brings_it_down(text):
    for each in publiccode_told.tool(f"name: A\nlegal: {{license: MIT}}\n{text}"):
        assert isinstance(each, Told | Fault)
        if isinstance(each, Told):
            json.dumps([each.values, each.outside_ids, each.raw]).encode()


REAL = SHARED / "real"
REFUSED = {
    "codegouvfr__awesome-codegouvfr__ara.yml": "19 legal.license",
    "codegouvfr__awesome-codegouvfr__djangoDsfr.yml": "19 legal.license",
    "codegouvfr__awesome-codegouvfr__openfisca.yml": "19 legal.license",
    "codegouvfr__awesome-codegouvfr__template.yml": "7",
}
here = pytest.mark.skipif(not SHARED.is_dir(), reason="the files of others are not here")


@here
def test_real_files_are_told_or_refused_for_a_good_reason():
    found = {path: list(publiccode_told.tool(path.read_bytes())) for path in REAL.glob("*.yml")}

    refused = {
        path.name: str(fault.where).partition(":")[2]
        for path, stream in found.items()
        for fault in stream
        if isinstance(fault, Fault) and fault.severity == "error"
    }
    tools = [each for stream in found.values() for each in stream if isinstance(each, Told)]
    assert refused == REFUSED
    assert len(tools) + len(refused) == len(found) > 60
    assert all(tool.key.count("/") > 1 and tool.values.get("summary") for tool in tools)


@here
def test_real_files_say_what_their_list_says():
    listed = json.loads((SHARED / "real.manifest.json").read_text())

    for entry in listed:
        stream = publiccode_told.tool((REAL / entry["file"]).read_bytes())
        for tool in (each for each in stream if isinstance(each, Told)):
            assert tool.values["name"] == " ".join(entry["name"].split())
            assert len(tool.users) >= entry.get("usedBy", 0) - 5  # some name a body twice
            assert len(tool.values["summary"]) <= len(entry.get("langs", "1"))


@here
def test_no_contact_of_a_real_file_is_kept():
    for path in REAL.glob("*.yml"):
        text = path.read_text(errors="replace")
        people = re.findall(r"(?:email|phone): *[\"']?([^\s\"'#]{6,})", text)
        kept = repr(list(publiccode_told.tool(path.read_bytes())))
        assert not [each for each in people if each in kept], path.name


RELEASE = "latest_release_on latest_release_version"
#: Which values differ between successive revisions of one file, as their texts do: keys that the
#: catalogue does not keep, quotation marks and comments make no difference.
REVISIONS = {
    "0n40i4__k0nsult-country-pl": "told|latest_release_on|latest_release_on",
    "Cetriq__publiccode-tools": "told"
    "|aliases description languages licence localisation_ready maintainer maintenance name subjects"
    " summary"
    "|description latest_release_on maintainer subjects|description subjects|aliases subjects"
    "|subjects|"  # then one word that is no category of the standard takes the place of another
    "|description languages latest_release_on localisation_ready maintainer maintenance platforms"
    " software_type subjects summary website"
    f"|description {RELEASE} platforms subjects"
    "|description latest_release_version platforms subjects",
    "CommonGateway__ZGWBundle": f"{'legal.license|' * 4}told|||description|summary"
    "|description summary",
    "GouvernementFR__dsfr": "told|||description||||",
    "OpenCatalogi__web-app": f"{'legal.license|' * 5}told|parent|unreadable||",
    "RegioneER__rer.bandi": "told||description name summary",
    "codegouvfr__awesome-codegouvfr__ara": "legal.license|legal.license",
    "codegouvfr__awesome-codegouvfr__archifiltreDocs": "told|name summary",
    "codegouvfr__awesome-codegouvfr__contentManager": "told|name summary",
    "codegouvfr__awesome-codegouvfr__dsfrViewComponents": "told|name",
    "codegouvfr__awesome-codegouvfr__publicodes": "told|name summary",
    "codegouvfr__awesome-codegouvfr__rdvServicePublic": "told|name summary",
    "codegouvfr__awesome-codegouvfr__vitam": "told|name website",
    "comunedibari__lamiacitta": "told||",
    "developer-overheid-nl__don-oss-register": "told|description|"
    "|description latest_release_on maintainer website",
    "italia__developers-italia-api": f"told|{RELEASE}|summary"
    "|development_status latest_release_version|description name summary",
    "italia__publiccode-editor": "told||latest_release_version||latest_release_version"
    f"|latest_release_version|{RELEASE}|{RELEASE}|{RELEASE}|languages {RELEASE} localisation_ready",
    "maykinmedia__open-inwoner": "told|description|description",
    "open-formulieren__open-forms": f"told|{RELEASE}|latest_release_version|latest_release_version"
    "|description latest_release_version|development_status latest_release_version"
    "|latest_release_version|latest_release_version maintainer|latest_release_version"
    "|latest_release_version",
    "opendatateam__udata": f"told|description development_status documentation languages {RELEASE}"
    " licence licence_as_written licence_at_least licence_doubt localisation_ready platforms"
    " software_type subjects website" + f"|{RELEASE}" * 8,
    "swiss__oss-catalog": "told|description summary||||repository|maintainer"
    "|description name summary|description|description development_status languages"
    " latest_release_on localisation_ready maintenance subjects website",
}


@here
@pytest.mark.parametrize("name", REVISIONS)
def test_revisions_differ_in_what_their_files_differ(name):
    before, changes = None, []
    for path in sorted((SHARED / "revisions" / name).glob("*.yml")):
        first, *_faults = publiccode_told.tool(path.read_bytes())
        if isinstance(first, Fault):
            changes.append(first.where.key or "unreadable")
            continue
        now = {**first.values, "users": first.users}
        changes.append("told" if before is None else _changed(before, now))
        before = now

    assert "|".join(changes) == REVISIONS[name]


def _changed(before, now):
    names = sorted(before | now)
    return " ".join(name for name in names if before.get(name) != now.get(name))


@here
def test_every_folder_of_revisions_is_looked_at():
    folders = {path.name for path in (SHARED / "revisions").iterdir() if path.is_dir()}

    assert folders == REVISIONS.keys()


@here
def test_reading_twice_tells_the_same():
    for path in REAL.glob("*.yml"):
        text = path.read_bytes()
        assert list(publiccode_told.tool(text)) == list(publiccode_told.tool(text))
