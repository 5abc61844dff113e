"""The committed description, as it is served."""

import json
from functools import cache

import yaml
from django.conf import settings

FILE = settings.BASE_DIR / "docs" / "openapi-v1.yaml"


@cache
def written_as(ending):
    """The file as bytes, the same content in either notation."""
    text = FILE.read_bytes()
    if ending == "yaml":
        return text
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return json.dumps(yaml.load(text, Loader=loader), ensure_ascii=False).encode()  # noqa: S506
