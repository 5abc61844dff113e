"""What the settings make of the environment."""

import json
import os
import subprocess
import sys

from config import env

PRINTED = """
import json; from config import settings
print(json.dumps([settings.REPLICAS, settings.DATABASES]))
"""


def test_replicas_are_given_up_sooner_than_the_primary(variables):
    variables(
        DATABASE_URL="postgresql://ada@db1.example/communal",
        DATABASE_REPLICA_URLS="postgresql://ada@b/c,postgresql://ada@b:5433/c?connect_timeout=3",
    )
    told = subprocess.check_output(
        [sys.executable, "-c", PRINTED], cwd=env.PROJECT, env=dict(os.environ), text=True
    )
    replicas, databases = json.loads(told)

    assert replicas == ["replica-1", "replica-2"]
    waits = [databases[name]["OPTIONS"]["connect_timeout"] for name in ("default", *replicas)]
    assert waits == [5, 2, "3"]
