"""What the settings make of the environment."""

import json
import os
import subprocess
import sys
from urllib.parse import quote

from config import env

PRINTED = """
import json; from config import settings
print(json.dumps([settings.REPLICAS, settings.DATABASES]))
"""


def printed():
    told = subprocess.check_output(
        [sys.executable, "-c", PRINTED], cwd=env.PROJECT, env=dict(os.environ), text=True
    )
    return json.loads(told)


def test_replicas_are_given_up_sooner_than_the_primary(variables):
    variables(
        DATABASE_URL="postgresql://ada@db1.example/communal",
        DATABASE_REPLICA_URLS="postgresql://ada@b/c,postgresql://ada@b:5433/c?connect_timeout=3",
    )

    replicas, databases = printed()

    assert replicas == ["replica-1", "replica-2"]
    waits = [databases[name]["OPTIONS"]["connect_timeout"] for name in ("default", *replicas)]
    assert waits == [5, 2, "3"]


def test_what_an_address_says_of_its_sessions_comes_after_what_we_say(variables):
    said = "-c statement_timeout=7"
    variables(DATABASE_URL=f"postgresql://ada@db1.example/communal?options={quote(said)}")

    options = printed()[1]["default"]["OPTIONS"]["options"]

    assert "pgtrigger.ignore" in options
    assert options.endswith(said)
