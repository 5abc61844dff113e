"""A browser that looks at every page for the things that we never want to ship."""

import re

from django.db import connection
from django.test import Client

from tests.pages import read_page

READS = re.compile(r"[\s(]*(SELECT|WITH|SAVEPOINT|RELEASE)\b", re.IGNORECASE)


class CarefulClient(Client):
    """Refuses pages that write, print a template's insides or break a strict policy.

    What a page says is read once and kept: `response.page`.
    """

    def generic(self, method, path, *args, **kwargs):
        if method not in {"GET", "HEAD"}:
            return super().generic(method, path, *args, **kwargs)
        with connection.execute_wrapper(refuse_writes):
            response = super().generic(method, path, *args, **kwargs)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.page = read_page(response.text)
            assert response.page.faults == [], path
        return response


def refuse_writes(execute, sql, params, many, context):
    assert READS.match(sql), f"A page view wrote: {sql}"
    return execute(sql, params, many, context)
