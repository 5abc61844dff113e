"""The verdict on a file: every rule once kept and once broken, in the words of the reference
parser's keys; and how far the two agree on that parser's own files.
"""

import json
from itertools import starmap

import pytest
from django.conf import settings
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from catalogue.exchange.formats.plain_yaml import to_yaml
from catalogue.exchange.formats.publiccode import write
from catalogue.exchange.publiccode import validate
from catalogue.exchange.publiccode.reading import LARGEST
from catalogue.exchange.publiccode.validation import MOST_FINDINGS
from catalogue.exchange.publiccode.version_0 import VERSION_0
from tests.factories.category import CategoryFactory
from tests.factories.licence import LicenceFactory
from tests.factories.tool import ToolFactory
from tests.publiccode_file import LONG, description, file

SHARED = settings.BASE_DIR / "../shared/data/publiccode"
PEER = SHARED / "peer-tests/expectations.json"


def found(text):
    return {(each.severity.value, each.key, each.rule) for each in validate(text).findings}


def error(key, rule):
    return ("error", key, rule)


def warning(key, rule):
    return ("warning", key, rule)


def test_file_that_keeps_every_rule_is_valid():
    verdict = validate(file())

    assert (verdict.word, verdict.findings) == ("valid", ())


def test_everything_that_may_be_there_may_be_there():
    verdict = validate(
        file(
            applicationSuite="Jardin",
            landingURL="https://example.org",
            isBasedOn="[https://git.example.org/a, 'https://git.example.org/b']",
            softwareVersion=1.10,
            releaseDate="2026-01-31",
            logo="assets/logo.SVG",
            organisation="{uri: 'urn:x-italian-pa:c_h501'}",
            fundedBy="[{uri: 'https://example.org', name: City}]",
            platforms="[web, Minitel]",
            categories="[other]",
            usedBy="[City of Trees]",
            roadmap="https://example.org/roadmap",
            supports="[{id: 'alias:gdpr'}, {id: 'https://example.org/law'}]",
            intendedAudience="{scope: [environment], countries: [FR], unsupportedCountries: []}",
            description=description(
                localisedName="Arrosoir",
                documentation="https://example.org/doc",
                apiDocumentation="https://example.org/api",
                screenshots="[a.png, 'https://example.org/picture']",
                videos="['https://vimeo.com/1']",
                awards="[Best watering can]",
            ),
            legal="{license: MIT OR EUPL-1.2, mainCopyrightOwner: City}",
            maintenance=(
                "{type: contract, contractors: [{name: A, until: 2030-01-01, email: a@example.org,"
                " website: 'https://example.org'}],"
                " contacts: [{name: B, phone: 1, affiliation: C, email: b@example.org}]}"
            ),
            dependsOn="{open: [{name: P, version: 18, optional: true}], hardware: [{name: Can}]}",
            IT="{countryExtensionVersion: '1.0', piattaforme: {spid: true}}",
        )
    )

    assert verdict.findings == ()


NOTHING_BUT_KEYS = [
    pytest.param(key, id=key)
    for key in ("categories", "usedBy", "logo", "landingURL", "organisation", "IT", "dependsOn")
]


@pytest.mark.parametrize("key", NOTHING_BUT_KEYS)
def test_key_without_a_value_is_as_good_as_none(key):
    assert validate(file(**{key: ""})).findings == ()


@pytest.mark.parametrize("text", ["0", "0.7", "0.7.0"])
def test_current_versions(text):
    assert found(file(publiccodeYmlVersion=f"'{text}'")) == set()


@pytest.mark.parametrize("text", ["0.2", "0.2.0", "0.2.1", "0.2.2", "0.3", "0.3.0", "0.4", "0.5.0"])
def test_older_versions_are_read_with_a_warning(text):
    assert found(file(publiccodeYmlVersion=f"'{text}'")) == {
        warning("publiccodeYmlVersion", "version.old")
    }


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("'1'", "version.unsupported", id="the next one"),
        pytest.param("'0.1'", "version.unsupported", id="the first one"),
        pytest.param("2.4.1", "version.unsupported", id="the version of the software"),
        pytest.param("0.4", "version.type", id="a number"),
        pytest.param("0", "version.type", id="a whole number"),
        pytest.param("", "version.type", id="nothing"),
        pytest.param("['0']", "version.type", id="a list"),
        pytest.param(None, "version.required", id="no key"),
    ],
)
def test_without_a_version_nothing_else_is_said(text, rule):
    verdict = validate(file(publiccodeYmlVersion=text, name=None))

    assert [(each.key, each.rule) for each in verdict.findings] == [("publiccodeYmlVersion", rule)]


@pytest.mark.parametrize("text", ["", "# nothing"])
def test_file_that_holds_nothing_says_so_of_the_version(text):
    assert found(text) == {error("publiccodeYmlVersion", "version.nothing")}


@pytest.mark.parametrize("text", ["- a", "a", "null"])
def test_file_that_is_no_publiccode_says_no_version(text):
    assert found(text) == {error("publiccodeYmlVersion", "version.required")}


MISSING = [
    ("name", "name", "required"),
    ("url", "url", "required"),
    ("platforms", "platforms", "empty"),
    ("developmentStatus", "developmentStatus", "required"),
    ("softwareType", "softwareType", "required"),
    ("description", "description", "empty"),
    ("legal", "legal.license", "required"),
    ("maintenance", "maintenance.type", "required"),
]


@pytest.mark.parametrize(("key", "told", "rule"), MISSING, ids=[key for key, *_rest in MISSING])
@pytest.mark.parametrize("value", [None, "", "null"], ids=["no key", "no value", "null"])
def test_what_every_file_must_say(key, told, rule, value):
    assert found(file(**{key: value})) == {error(told, rule)}


def test_localisation_must_say_two_things():
    assert found(file(localisation=None)) == {
        error("localisation.localisationReady", "required"),
        error("localisation.availableLanguages", "empty"),
    }


BROKEN = {
    "an empty name": ({"name": "''"}, error("name", "required")),
    "a status of its own": ({"developmentStatus": "alpha"}, error("developmentStatus", "word")),
    "a type of its own": ({"softwareType": "web"}, error("softwareType", "word")),
    "no address": ({"url": "foobar"}, error("url", "address")),
    "an empty address": ({"landingURL": "''"}, error("landingURL", "web-address")),
    "an address of no web": ({"roadmap": "ftp://a.b/c"}, error("roadmap", "web-address")),
    "one original of two": (
        {"isBasedOn": "['https://a.example/b', c]"},
        error("isBasedOn[1]", "address"),
    ),
    "an original that is none": ({"isBasedOn": "c"}, error("isBasedOn[0]", "address")),
    "an empty original": ({"isBasedOn": "[~]"}, error("isBasedOn[0]", "address")),
    "an empty day": ({"releaseDate": "''"}, error("releaseDate", "date")),
    "a day and a time": ({"releaseDate": "2026-01-31T10:00:00Z"}, error("releaseDate", "date")),
    "an address for a day": ({"releaseDate": "'https://a.b'"}, error("releaseDate", "date")),
    "no platform": ({"platforms": "[]"}, error("platforms", "empty")),
    "a category of its own": ({"categories": "[other, trees]"}, error("categories[1]", "category")),
    "an empty category": ({"categories": "[~]"}, error("categories[0]", "category")),
    "a scope of its own": (
        {"intendedAudience": "{scope: [trees]}"},
        error("intendedAudience.scope[0]", "scope"),
    ),
    "no country": (
        {"intendedAudience": "{countries: [FR, Fr]}"},
        error("intendedAudience.countries[1]", "country"),
    ),
    "no country either": (
        {"intendedAudience": "{unsupportedCountries: [ZZ]}"},
        error("intendedAudience.unsupportedCountries[0]", "country"),
    ),
    "an organisation without address": (
        {"organisation": "{name: City}"},
        error("organisation.uri", "required"),
    ),
    "an organisation with a bad address": (
        {"organisation": "{uri: example.org}"},
        error("organisation.uri", "organisation"),
    ),
    "a body that is none": (
        {"fundedBy": "[{uri: 'urn:x-italian-pa:no_such_body'}]"},
        error("fundedBy[0].uri", "organisation.italian"),
    ),
    "an alias of its own": (
        {"supports": "[{id: 'alias:trees'}]"},
        error("supports[0].id", "supports.alias"),
    ),
    "a law without address": ({"supports": "[{id: gdpr}]"}, error("supports[0].id", "supports")),
    "a law without anything": ({"supports": "[{}]"}, error("supports[0].id", "required")),
    "a licence file": ({"legal": "{license: LICENSE.md}"}, error("legal.license", "licence")),
    "no maintenance type": ({"maintenance": "{}"}, error("maintenance.type", "required")),
    "a maintenance type of its own": (
        {"maintenance": "{type: us}"},
        error("maintenance.type", "word"),
    ),
    "internal without contacts": (
        {"maintenance": "{type: internal}"},
        error("maintenance.contacts", "maintainers"),
    ),
    "community without contacts": (
        {"maintenance": "{type: community, contacts: }"},
        error("maintenance.contacts", "maintainers"),
    ),
    "contract without contractors": (
        {"maintenance": "{type: contract}"},
        error("maintenance.contractors", "maintainers"),
    ),
    "contractors without contract": (
        {"maintenance": "{type: none, contractors: [{name: A}]}"},
        error("maintenance.contractors", "contractors"),
    ),
    "a contact without a name": (
        {"maintenance": "{type: internal, contacts: [{email: a@example.org}]}"},
        error("maintenance.contacts[0].name", "required"),
    ),
    "a contact with an empty e-mail address": (
        {"maintenance": "{type: internal, contacts: [{name: A, email: ''}]}"},
        error("maintenance.contacts[0].email", "email"),
    ),
    "a contractor without an end": (
        {"maintenance": "{type: contract, contractors: [{name: A}]}"},
        error("maintenance.contractors[0].until", "required"),
    ),
    "a contractor with a wrong end": (
        {"maintenance": "{type: contract, contractors: [{name: A, until: soon}]}"},
        error("maintenance.contractors[0].until", "date"),
    ),
    "no language": (
        {"localisation": "{localisationReady: true, availableLanguages: []}"},
        error("localisation.availableLanguages", "empty"),
    ),
    "a language by its long code": (
        {"localisation": "{localisationReady: true, availableLanguages: [fr, ita]}"},
        error("localisation.availableLanguages[1]", "language"),
    ),
    "a dependency without a name": (
        {"dependsOn": "{open: [{version: 1}]}"},
        error("dependsOn.open[0].name", "required"),
    ),
    "an Italian version as a number": (
        {"IT": "{countryExtensionVersion: 1.0}"},
        error("IT.countryExtensionVersion", "word"),
    ),
    "an Italian body that is none": (
        {"IT": "{riuso: {codiceIPA: no_such_body}}"},
        error("IT.riuso.codiceIPA", "italian-body"),
    ),
    "a logo from the root": ({"logo": "/logo.svg"}, error("logo", "path.absolute")),
    "a logo of this machine": ({"logo": "'file:///logo.svg'"}, error("logo", "path.file")),
    "a logo of a wrong kind": ({"logo": "logo.jpg"}, error("logo", "path.picture")),
    "a logo without an ending": ({"logo": "pictures.svg/logo"}, error("logo", "path.picture")),
}


@pytest.mark.parametrize(("changes", "finding"), BROKEN.values(), ids=BROKEN)
def test_rule_that_is_broken(changes, finding):
    assert found(file(**changes)) == {finding}


IN_A_LANGUAGE = {
    "no summary": ({"shortDescription": None}, "shortDescription", "required"),
    "a long summary": ({"shortDescription": "é" * 151}, "shortDescription", "long"),
    "no text": ({"longDescription": None}, "longDescription", "required"),
    "a short text": ({"longDescription": "e\u0301" * 149}, "longDescription", "short"),
    "a long text": ({"longDescription": LONG * 50}, "longDescription", "long"),
    "no features": ({"features": None}, "features", "empty"),
    "an empty list of features": ({"features": "[]"}, "features", "empty"),
    "an address that is none": ({"documentation": "here"}, "documentation", "web-address"),
    "a picture of a wrong kind": ({"screenshots": "[a.svg]"}, "screenshots[0]", "path.picture"),
    "a video nobody can show": (
        {"videos": "['https://example.org/a']"},
        "videos[0]",
        "video",
    ),
}


@pytest.mark.parametrize(("changes", "key", "rule"), IN_A_LANGUAGE.values(), ids=IN_A_LANGUAGE)
def test_rule_that_is_broken_in_a_language(changes, key, rule):
    text = file(description=description(**changes))

    assert found(text) == {error(f"description.en.{key}", rule)}


def test_keys_of_languages_with_a_region_are_written_as_the_reference_parser_writes_them():
    text = description(shortDescription=None, genericName="Can").replace("en:", "pt-BR:")

    assert found(file(description=text)) == {
        error("description[pt-BR].shortDescription", "required"),
        warning("description.pt-BR.genericName", "old"),
    }


def test_language_that_is_none_is_told_once_for_all_of_its_section():
    text = description(shortDescription=None).replace("en:", "en_GB:")

    assert found(file(description=text)) == {error("description", "languages")}


WRONG_TYPES = {
    "a text": ({"applicationSuite": "[]"}, {error("applicationSuite", "type.text")}),
    "a text that is asked for": (
        {"name": "{}"},
        {error("name", "type.text"), error("name", "required")},
    ),
    "an address": ({"landingURL": "[]"}, {error("landingURL", "type.text")}),
    "a list": (
        {"platforms": "web"},
        {error("platforms", "type.list"), error("platforms", "unread")},
    ),
    "a list of texts": ({"usedBy": "\n  - a\n  - [b]"}, {error("usedBy[1]", "type.text")}),
    "a list with keys": ({"fundedBy": "\n  name: a"}, {error("fundedBy.name", "type.list")}),
    "a section": ({"organisation": "\n  - uri: a"}, {error("organisation[0]", "type.section")}),
    "a mandatory section": (
        {"legal": "MIT"},
        {error("legal", "type.section"), error("legal.license", "required")},
    ),
    "a section set aside": (
        {"localisation": "\n  localisationReady: yes\n  availableLanguages: [fr]"},
        {
            error("localisation.localisationReady", "type.flag-1.1"),
            error("localisation.localisationReady", "unread"),
            error("localisation.availableLanguages", "unread"),
        },
    ),
    "a flag": (
        {"dependsOn": "\n  open:\n    - name: a\n      optional: 1"},
        {error("dependsOn.open[0].optional", "type.flag")},
    ),
    "languages": (
        {"description": "[]"},
        {error("description", "type.section"), error("description", "empty")},
    ),
    "within a language": (
        {"description": description(documentation="[]")},
        {error("description.en.documentation", "type.text"), error("description", "unread")},
    ),
    "originals": (
        {"isBasedOn": "\n  other: a"},
        {error("isBasedOn.other", "type.text")},
    ),
    "an address that cannot be one": (
        {"landingURL": "'https://a b'"},
        {error("landingURL", "address.broken")},
    ),
    "an address as Git has them": (
        {"url": "git@example.org:a/b.git"},
        {error("url", "address.broken"), error("url", "unread")},
    ),
}


@pytest.mark.parametrize(("changes", "findings"), WRONG_TYPES.values(), ids=WRONG_TYPES)
def test_value_of_a_wrong_type(changes, findings):
    assert found(file(**changes)) == findings


def test_unknown_keys_are_told_all_of_them_and_set_their_section_aside():
    text = file(colour="green", size="big", legal="\n  licence: MIT\n  license: MIT")

    assert found(text) == {
        error("colour", "unknown"),
        error("size", "unknown"),
        error("legal.licence", "unknown"),
        error("legal.license", "unread"),
    }


OLD = {
    "monochromeLogo": ({"monochromeLogo": "a.svg"}, "monochromeLogo", "old.replaced"),
    "authorsFile": ({"legal": "{license: MIT, authorsFile: A}"}, "legal.authorsFile", "old"),
    "repoOwner": ({"legal": "{license: MIT, repoOwner: A}"}, "legal.repoOwner", "old.replaced"),
    "inputTypes": ({"inputTypes": "[]"}, "inputTypes", "old"),
    "outputTypes": ({"outputTypes": "[text/plain]"}, "outputTypes", "old"),
    "genericName": (
        {"description": description(genericName="Can")},
        "description.en.genericName",
        "old",
    ),
    "it": ({"it": "{}"}, "it", "italy.lower"),
    "conforme": ({"IT": "{conforme: {gdpr: true}}"}, "IT.conforme", "old"),
    "codiceIPA": ({"IT": "{riuso: {codiceIPA: c_h501}}"}, "IT.riuso.codiceIPA", "old.replaced"),
    "a country in lower case": (
        {"intendedAudience": "{countries: [fr]}"},
        "intendedAudience.countries[0]",
        "country.lower",
    ),
}


@pytest.mark.parametrize(("changes", "key", "rule"), OLD.values(), ids=OLD)
def test_keys_on_their_way_out_are_warned_about(changes, key, rule):
    verdict = validate(file(**changes))

    assert verdict.word == "valid_with_warnings"
    assert found(file(**changes)) == {warning(key, rule)}


def test_old_keys_keep_their_rules():
    text = file(
        inputTypes="[text]",
        monochromeLogo="a.gif",
        description=description(genericName="é" * 36),
        legal="{license: MIT, authorsFile: /AUTHORS}",
    )

    assert {each for each in found(text) if each[0] == "error"} == {
        error("inputTypes[0]", "media-type"),
        error("monochromeLogo", "path.picture"),
        error("description.en.genericName", "long"),
        error("legal.authorsFile", "path.absolute"),
    }


def test_both_italian_sections_are_one_too_many():
    text = file(IT="{}", it="{conforme: {}}")

    assert found(text) == {warning("it", "italy.lower"), error("it", "italy.twice")}


def test_places_are_those_of_the_keys_and_items_in_the_order_of_the_file():
    text = file(platforms="\n  - web", categories="\n  - other\n  - trees", size="big")

    places = [(each.key, each.line, each.column) for each in validate(text).findings]

    lines = text.splitlines()
    assert places == [
        ("categories[1]", lines.index("  - trees") + 1, 5),
        ("size", lines.index("size: big") + 1, 1),
    ]


def test_what_is_missing_is_told_where_it_should_stand():
    text = file(description=description(features=None), name=None)

    places = {each.key: (each.line, each.column) for each in validate(text).findings}

    summary = text.splitlines().index("    shortDescription: Waters trees") + 1
    assert places == {"name": (1, 1), "description.en.features": (summary, 5)}


def test_endless_list_of_faults_is_cut():
    text = file(usedBy="\n" + "  - [x]\n" * (MOST_FINDINGS + 10))

    assert len(validate(text).findings) == MOST_FINDINGS


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_message_is_a_sentence_in_the_readers_language(language):
    texts = [
        *(file(**changes) for changes, _finding in BROKEN.values()),
        *(file(**changes) for changes, _findings in WRONG_TYPES.values()),
        *(file(**changes) for changes, _key, _rule in OLD.values()),
        *(file(description=description(**each)) for each, _key, _rule in IN_A_LANGUAGE.values()),
        file(colour="green"),
        "a: [",
    ]

    with override(language):
        messages = [each.message for text in texts for each in validate(text).findings]

    assert all(message.endswith((".", "?")) or "https://…" in message for message in messages)
    assert not any("%" in message or "None" in message for message in messages)


@given(st.binary(max_size=200))
def test_no_bytes_bring_it_down(data):
    assert validate(data).word in ("valid", "valid_with_warnings", "invalid")


@given(st.text(max_size=200))
def test_no_text_brings_it_down(text):
    assert validate(text).word


@given(st.text(alphabet="ab01:-[]{},'\"&*!|>%#?@`~<\\ \t\n\r", max_size=60))
def test_no_punctuation_brings_it_down(text):
    assert validate('publiccodeYmlVersion: "0"\n' + text).word


def shapes_of(shape):
    """Values of any kind under the keys that a shape knows, wrong ones more often than right."""
    single = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    anything = st.recursive(
        single,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=5,
    )
    fields = getattr(shape, "fields", None) or getattr(
        getattr(shape, "item", None) or getattr(shape, "section", None), "fields", None
    )
    if not fields:
        return anything | st.lists(single, max_size=3)
    section = st.fixed_dictionaries({}, optional=dict(starmap(named, fields.items())))
    return (
        section
        | st.lists(section, max_size=2)
        | st.dictionaries(st.sampled_from(["en", "fr-FR", "en_GB", ""]), section, max_size=2)
        | anything
    )


def named(name, shape):
    return name, shapes_of(shape)


def test_contractors_without_a_type_of_maintenance_are_told():
    found = validate(file(maintenance="{contractors: [{name: A}]}")).findings

    assert {(each.key, each.rule) for each in found} >= {
        ("maintenance.type", "required"),
        ("maintenance.contractors", "contractors"),
    }


@given(
    st.fixed_dictionaries(
        {"publiccodeYmlVersion": st.just("0")},
        optional=dict(
            named(name, shape)
            for name, shape in VERSION_0.fields.items()
            if name != "publiccodeYmlVersion"
        ),
    )
)
def test_no_tree_of_values_brings_it_down(values):
    assert validate(json.dumps(values)).word


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=30), max_size=5))
def test_what_we_write_is_read_back_the_same(values):
    text = to_yaml(values)

    assert validate(text).findings
    assert dict(YAML(typ="safe", pure=True).load(text) or {}) == values


def test_limit_leaves_room_for_thousands_of_users():
    text = file(usedBy="\n" + "".join(f"  - Municipality of number {n}\n" for n in range(5000)))

    assert len(text) < LARGEST
    assert validate(text).word == "valid"


@pytest.mark.skipif(not PEER.is_file(), reason="the reference parser's files are not here")
def test_verdicts_and_findings_agree_with_the_reference_parser():
    expected = json.loads(PEER.read_text(encoding="utf-8"))["files"]
    compared, other_verdict, other_findings = 0, [], []

    for name, answer in expected.items():
        if answer["verdict_offline"] not in ("valid", "valid_with_warnings", "invalid"):
            continue
        verdict = validate((PEER.parent / name).read_bytes())
        known = {
            (each["severity"], each["key"])
            for each in answer["errors"] + answer["warnings"]
            if each["check"] not in ("filesystem", "url-check")
        }
        compared += 1
        if verdict.word != answer["verdict_offline"]:
            other_verdict.append(name)
        if {(each.severity, each.key) for each in verdict.findings} != known:
            other_findings.append(name)

    assert (compared, other_verdict, other_findings) == (193, [], [])


@pytest.mark.skipif(not (SHARED / "real").is_dir(), reason="the files of others are not here")
def test_every_file_found_in_the_wild_gets_a_verdict():
    verdicts = {
        path.name: validate(path.read_bytes()).word for path in (SHARED / "real").glob("*.yml")
    }

    assert len(verdicts) > 60
    assert set(verdicts.values()) == {"valid", "valid_with_warnings", "invalid"}


@pytest.mark.django_db
def test_what_the_catalogue_writes_of_a_tool_that_it_knows_well_is_valid():
    tool = ToolFactory(
        repository="https://git.example.org/city/arrosoir",
        licence=LicenceFactory().spdx,
        summary={"fr": "Arrose les arbres.", "en": "Waters trees."},
        description={"fr": LONG, "en": LONG},
        category=CategoryFactory(name={"fr": "Arrosage", "en": "Watering"}),
        platforms=["web"],
        development_status="stable",
        software_type="standalone/web",
        maintenance="community",
        languages=["fr", "en"],
        localisation_ready=True,
        latest_release_on="2026-01-31",
    )

    assert validate(write(tool)).findings == ()
