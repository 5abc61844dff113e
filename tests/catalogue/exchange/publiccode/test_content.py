"""What a file says, read by the rules of those who import it: as much as there is."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.publiccode import read, validate
from catalogue.exchange.publiccode.content import Contractor, Description, Organisation
from tests.publiccode_file import LONG, description, file

SHARED = settings.BASE_DIR / "../shared/data/publiccode"


def test_file_that_keeps_every_rule_is_read_whole():
    content = read(
        file(
            isBasedOn="https://git.example.org/original",
            softwareVersion="1.10",
            releaseDate="2026-01-31",
            categories="[other]",
            usedBy="[Albi, Mions, Albi]",
            organisation="{uri: 'https://example.org', name: City}",
            fundedBy="[{uri: 'urn:foo:bar'}]",
            intendedAudience="{scope: [environment], countries: [fr, IT]}",
            supports="[{id: 'alias:gdpr'}]",
            maintenance=(
                "{type: contract, contractors: [{name: A, until: 2030-01-01}],"
                " contacts: [{name: B, email: b@example.org}]}"
            ),
            dependsOn="{open: [{name: PostgreSQL}]}",
        )
    )

    assert [each.rule for each in content.findings] == ["country.lower"]
    assert (content.version, content.name, content.licence) == ("0", "Arrosoir", "EUPL-1.2")
    assert content.url == "https://git.example.org/city/arrosoir.git"
    assert content.is_based_on == ("https://git.example.org/original",)
    assert (content.software_version, content.release_date) == ("1.10", "2026-01-31")
    assert (content.platforms, content.categories) == (("web",), ("other",))
    assert content.used_by == ("Albi", "Mions")
    assert content.organisation == Organisation("https://example.org", "City")
    assert content.funded_by == (Organisation("urn:foo:bar"),)
    assert (content.scopes, content.countries) == (("environment",), ("FR", "IT"))
    assert content.supports == ("alias:gdpr",)
    assert (content.development_status, content.software_type) == ("stable", "standalone/web")
    assert content.maintenance == "contract"
    assert content.contractors == (Contractor("A", "", "2030-01-01"),)
    assert (content.localisation_ready, content.languages) == (True, ("fr", "en"))
    assert content.depends_on == {"open": ("PostgreSQL",)}
    assert content.descriptions == {
        "en": Description(summary="Waters trees", text=LONG.strip(), features=("Watering",))
    }


def test_persons_are_not_read():
    content = read(file(maintenance="{type: internal, contacts: [{name: Jane, email: j@a.org}]}"))

    assert "Jane" not in repr(content)


def test_what_is_wrong_is_left_out_and_the_rest_is_read():
    content = read(
        file(
            landingURL="''",
            releaseDate="t.b.d.",
            categories="[trees, other, [x]]",
            usedBy="{a: b}",
            fundedBy="[a, {name: City}]",
            description=description(documentation="here", shortDescription="é" * 200),
            legal="{license: LICENSE.md, licence: MIT}",
            localisation="{localisationReady: yes, availableLanguages: [fr, ita]}",
            colour="green",
        )
    )

    assert content.verdict.word == "invalid"
    assert (content.landing_url, content.release_date) == ("", "")
    assert (content.categories, content.used_by) == (("other",), ())
    assert content.funded_by == (Organisation(name="City"),)
    assert content.descriptions["en"].documentation == ""
    assert content.descriptions["en"].summary == "é" * 200
    assert content.licence == "LICENSE.md"
    assert (content.localisation_ready, content.languages) == (None, ("fr",))


def test_one_platform_is_a_list_of_one():
    assert read(file(platforms="web")).platforms == ("web",)


def test_version_is_read_as_it_is_written():
    assert read(file(softwareVersion="1.10")).software_version == "1.10"


def test_file_of_another_version_is_read_all_the_same():
    content = read(file(publiccodeYmlVersion="'0.1'"))

    assert content.name == "Arrosoir"
    assert [each.rule for each in content.findings] == ["version.unsupported"]


def test_italian_body_is_the_organisation_where_none_is_named():
    italian = read(file(it="{riuso: {codiceIPA: c_h501}}", legal="{license: MIT, repoOwner: Roma}"))
    both = read(file(IT="{riuso: {codiceIPA: c_h501}}", organisation="{uri: 'https://a.example'}"))

    assert italian.organisation == Organisation("urn:x-italian-pa:c_h501", "Roma")
    assert both.organisation == Organisation("https://a.example")


@pytest.mark.parametrize(
    "text", ["", "a: [", b"\xff", "- a", "description: {en: x, fr: {}, xx: {}}"]
)
def test_file_that_says_nothing_says_nothing(text):
    content = read(text)

    assert (content.name, content.descriptions, content.used_by) == ("", {}, ())
    assert content.verdict == validate(text)


@given(st.text(alphabet="ab01:-[]{},'\"&*!|>%#?@`~<\\ \t\n\r", max_size=60))
def test_no_punctuation_brings_it_down(text):
    assert read(text).verdict.word


@pytest.mark.skipif(not SHARED.is_dir(), reason="the files of others are not here")
def test_every_file_of_others_is_read():
    nameless = {
        path.name
        for path in SHARED.rglob("*.yml")
        if path.parent.name == "real" and not read(path.read_bytes()).name
    }

    assert nameless == {"codegouvfr__awesome-codegouvfr__template.yml"}
