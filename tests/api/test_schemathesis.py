"""Thousands of requests made from the description, good ones and bad ones, asked of the curated
catalogue: every answer is as described, every bad request is refused. All checks of schemathesis
are on.
"""

import copy
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from api.v1.schema.asked import AROUND, SLUGS
from catalogue.choices import Kind
from tests.api.description import description, faults, shape

#: The same requests in every run, for a fault must not come and go.
CONFIG = {"seed": 2026, "generation": {"deterministic": True, "max-examples": 10}}
STEADY = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),  # the catalogue is only read, and machines are slow
)
#: Words of the curated catalogue, for what takes only those that a catalogue holds.
THINGS = {kind: sorted({SLUGS[kind], AROUND.get(kind, SLUGS[kind])}) for kind in Kind}
HELD = {
    "category": THINGS[Kind.CATEGORY],
    "city": THINGS[Kind.CITY],
    "country": ["CH", "DE", "FR"],
    "domain": ["citizens", "workplace"],
    "lang": ["en", "fr"],
    "language": ["en", "fr"],
    "licence": ["unknown", "strong_copyleft", "MPL-2.0"],
    "product": THINGS[Kind.PRODUCT],
    "replaced": THINGS[Kind.PRODUCT],
    "replaces": THINGS[Kind.PRODUCT],
    "tool": THINGS[Kind.TOOL],
    "vendor": THINGS[Kind.VENDOR],
    "since": [""],  # a cursor of this database comes from the answers of this run: see the links
}


def narrowed():
    """The description with each value that only the catalogue knows narrowed to some of its own,
    so that whatever else is sent there has to be refused.
    """
    made = copy.deepcopy(description())
    del made["components"]["parameters"]["After"]  # a place comes from an answer: test_places
    for parameter in made["components"]["parameters"].values():
        items = parameter["schema"].get("items")
        if items and "enum" not in items:
            parameter["schema"]["items"] = {"type": "string", "enum": HELD[parameter["name"]]}
    for operation in (path["get"] for path in made["paths"].values() if "get" in path):
        operation["parameters"] = [
            each for each in operation["parameters"] if not each.get("$ref", "").endswith("/After")
        ]
        for parameter in operation["parameters"]:
            if parameter.get("name") == "slug":
                kind = next(kind for kind in Kind if SLUGS[kind] == parameter["example"])
                parameter["schema"] = {"type": "string", "enum": THINGS[kind]}
            elif parameter.get("name") == "since":
                parameter["schema"]["enum"] = HELD["since"]
    return made


@cache
def application():
    return get_wsgi_application()


def site(environ, start_response):
    """The site, asked for nothing compressed: the client of these tests does not unpack."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return application()(environ, start_response)


api = schemathesis.openapi.from_dict(narrowed(), config=SchemathesisConfig.from_dict(CONFIG))
api.app = site


@pytest.fixture(autouse=True)
def _requests_leave_the_connection_open():
    """As with Django's own test client: a request must not end the transaction of its test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@api.parametrize()
@STEADY
def test_every_answer_is_as_described(catalogue, case):
    answer = case.call_and_validate()

    is_read = case.operation.method == "get" and answer.status_code == 200
    if is_read and not {"fields", "expand"} & {*(case.query or ())}:
        assert unlike_whole_records(case.operation, answer) == []


def unlike_whole_records(operation, answer):
    """What is wrong with records that were asked for as they are, which the description lets be
    narrower or wider for those who ask otherwise.
    """
    said = description()["paths"][operation.path]["get"]["responses"]["200"]["content"]
    schema = said.get("application/json", {}).get("schema", {})
    name = next(iter(schema.get("anyOf", [schema])), {}).get("$ref", "").rpartition("/")[2]
    records = answer.json()["results"] if name.endswith("Page") else [answer.json()] if name else []
    return [fault for each in records for fault in faults(shape(name.removesuffix("Page")), each)]


def test_one_answer_leads_to_another(catalogue):
    machine = api.as_state_machine()

    machine.run(settings=settings(STEADY, max_examples=25, stateful_step_count=5))
