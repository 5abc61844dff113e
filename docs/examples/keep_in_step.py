"""Keep a copy of the catalogue in a file. Run it as often as you like."""

import json
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

SITE = "https://communal.example"
COPY = Path("communal.json")


def news(cursor):
    """The next stretch of the feed, or None where the cursor is known no more."""
    try:
        with urlopen(f"{SITE}/api/v1/changes/?page_size=100&since={cursor}") as answer:
            return json.load(answer)
    except HTTPError as problem:
        if problem.code == 410:
            return None
        raise


held = json.loads(COPY.read_text()) if COPY.exists() else {"cursor": "", "records": {}}
more = True
while more:
    told = news(held["cursor"])
    if told is None:  # another database answers: start over
        held = {"cursor": "", "records": {}}
        continue
    for change in told["results"]:
        key = f"{change['noun']}/{change['slug']}"
        if change["deleted"]:
            held["records"].pop(key, None)
        else:
            held["records"][key] = change["record"]
    held["cursor"], more = told["cursor"], told["more"]
    draft = COPY.with_suffix(".part")
    draft.write_text(json.dumps(held))
    draft.replace(COPY)  # never half a copy, whatever happens

print(len(held["records"]), "records")
