"""The committed description, and what it holds an answer to."""

from functools import cache

import jsonschema_rs
import yaml
from django.conf import settings

FILE = settings.BASE_DIR / "docs" / "openapi-v1.yaml"


@cache
def description():
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(FILE.read_bytes(), Loader=loader)


def operations():
    """`[(path, operation)]` of what is read."""
    return [(path, each["get"]) for path, each in description()["paths"].items() if "get" in each]


@cache
def shape(name):
    """What the component of that name takes, formats included."""
    return holding({"$ref": f"#/components/schemas/{name}"})


def holding(schema):
    """What a schema of the description takes."""
    whole = {**schema, "components": description()["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def faults(validator, answer):
    """What is wrong with an answer, in words."""
    return [
        f"{'/'.join(map(str, each.instance_path))}: {each.message}"[:300]
        for each in validator.iter_errors(answer)
    ]
