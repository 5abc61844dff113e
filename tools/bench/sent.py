"""Which SQL the site sends for each address: told as addresses on its input, said as statements on
its output. A process of its own, so that nothing of the site is in the one that measures.
"""

import json
import sys


def sent(paths):
    """`{address: [statement]}`, of the second time that each is asked."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, found = Client(headers={"host": "127.0.0.1"}), {}
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        if response.status_code != 200:
            raise SystemExit(f"{path} answers {response.status_code}: {response.content[:300]}")
        found[path] = [query["sql"] for query in queries]
    return found


if __name__ == "__main__":
    json.dump(sent(json.load(sys.stdin)), sys.stdout)
