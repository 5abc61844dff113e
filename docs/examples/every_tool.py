"""What stands in for Microsoft Office: slug, licence, cities in production."""

import json
from urllib.request import urlopen

SITE = "https://communal.example"


def records(address):
    """Every record of a list, page after page."""
    while address:
        with urlopen(address) as answer:
            page = json.load(answer)
        yield from page["results"]
        address = page["next"]


for tool in records(f"{SITE}/api/v1/tools/?replaces=microsoft-office&page_size=5"):
    print(tool["slug"], tool["licence"], tool["cities_in_production"], sep="\t")
