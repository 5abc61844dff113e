"""A program of somebody else: a client that a public generator makes out of the description reads
the whole catalogue.
"""

import json
import re
import subprocess
import sys
from importlib import import_module

import pytest
from django.conf import settings

from api.v1.schema.asked import SLUGS
from api.v1.schema.names import name_of, plural_of
from catalogue.choices import Kind
from tests.journeys.site import get

PACKAGE = "made_from_the_description"
#: Operations whose answers the generator has no reader for.
NO_JSON = {
    "/api/v1/tools/{slug}/publiccode.yml",
    "/api/v1/openapi.yaml",
    *(f"/api/v1/{kind.noun}.ods" for kind in Kind),
}


@pytest.fixture(scope="session")
def generated(tmp_path_factory):
    """What the generator said while it made the client; the client can be imported."""
    folder = tmp_path_factory.mktemp("client")
    config = folder / "config.json"
    config.write_text('{"post_hooks": []}')
    words = [
        *("generate", "--path", settings.BASE_DIR / "docs" / "openapi-v1.yaml"),
        *("--config", config, "--meta", "none", "--output-path", folder / PACKAGE),
    ]
    made = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    sys.path.insert(0, str(folder))
    yield made.stdout + made.stderr
    sys.path.remove(str(folder))


@pytest.fixture(scope="session")
def program(generated, site):
    with import_module(PACKAGE).Client(site, raise_on_unexpected_status=True) as client:
        yield client


def operation(tag, name):
    """The module of an operation: `listCaseStudies` is `api.case_studies.list_case_studies`."""
    snake = re.sub("(?<!^)([A-Z])", r"_\1", name).lower()
    return import_module(f"{PACKAGE}.api.{tag.replace('-', '_')}.{snake}")


def everything(listing, program):
    """All records of a list, page by page."""
    found, page = [], 0
    while True:
        page += 1
        answer = listing.sync(client=program, page=page, page_size=100)
        found += answer.results
        if not answer.next_:
            assert len(found) == answer.count
            return found


def test_generator_takes_all_but_what_is_no_json(generated):
    assert set(re.findall(r"^WARNING parsing GET (\S+)", generated, re.MULTILINE)) == NO_JSON
    assert "ERROR" not in generated


@pytest.mark.parametrize("kind", Kind, ids=str)
def test_client_reads_every_list_and_loses_nothing(site, program, kind):
    records = everything(operation(kind.noun, f"list{plural_of(kind)}"), program)

    assert len(records) == len({record.slug for record in records}) > 10
    assert {type(record).__name__ for record in records} == {name_of(kind)}
    status, told = get(site, f"/api/v1/{kind.noun}/?page_size=1")
    assert status == 200
    assert records[0].to_dict() == json.loads(told)["results"][0]


@pytest.mark.parametrize("kind", Kind, ids=str)
def test_client_reads_one_of_each_noun(program, kind):
    record = operation(kind.noun, f"read{name_of(kind)}").sync(SLUGS[kind], client=program)

    assert type(record).__name__ == name_of(kind)
    assert record.slug == SLUGS[kind]
    assert record.url.endswith(f"/api/v1/{kind.noun}/{SLUGS[kind]}/")


def test_client_asks_questions_and_meets_problems(program):
    status = import_module(f"{PACKAGE}.models").ListAdoptionsStatusItem.IN_PRODUCTION

    narrowed = operation("adoptions", "listAdoptions").sync(
        client=program, status=[status], tool=["libreoffice"], page_size=100
    )
    found = operation("everything", "searchEverything").sync(client=program, q="dodle")
    missing = operation("tools", "readTool").sync("nothing", client=program)
    changed = operation("mirror", "followChanges").sync(client=program, page_size=5)

    assert narrowed.count == len(narrowed.results) > 5
    assert {each.status.value for each in narrowed.results} == {"in_production"}
    assert found.corrected == "doodle"
    assert found.results[0].records[0].slug == "doodle"
    assert missing.status == 404
    assert missing.type_.endswith("#not-found")
    assert len(changed.results) == 5
    assert changed.results[0].record.slug == changed.results[0].slug
