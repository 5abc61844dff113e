"""What readers told, sorted for tests."""

import json

from catalogue.exchange.sources.bounds import File
from catalogue.exchange.told import Fault, Told


def a_file(data, name="data.json"):
    if isinstance(data, str):
        data = data.encode()
    return File(name, data if isinstance(data, bytes) else json.dumps(data).encode())


def sorted_out(stream):
    """The records, and the faults as texts."""
    found = list(stream)
    told = [each for each in found if isinstance(each, Told)]
    return told, [f"{each.severity} {each}" for each in found if isinstance(each, Fault)]
