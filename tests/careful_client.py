"""A browser that looks at every page for the things that we never want to ship."""

import re
from html.parser import HTMLParser

from django.db import connection
from django.test import Client

READS = re.compile(r"\s*(\(\s*)*(SELECT|WITH|SAVEPOINT|RELEASE)\b", re.IGNORECASE)
DATA_BLOCK = "application/ld+json"


class CarefulClient(Client):
    """Refuses pages that write, that print a template's insides or that a strict policy breaks."""

    def generic(self, method, path, *args, **kwargs):
        if method not in {"GET", "HEAD"}:
            return super().generic(method, path, *args, **kwargs)
        with connection.execute_wrapper(refuse_writes):
            response = super().generic(method, path, *args, **kwargs)
        if response.headers.get("Content-Type", "").startswith("text/html") and response.content:
            faults = faults_of(response.text)
            assert faults == [], f"{path}: {faults}"
        return response


def refuse_writes(execute, sql, params, many, context):
    assert READS.match(sql), f"A page view wrote: {sql}"
    return execute(sql, params, many, context)


def faults_of(html):
    """What is wrong with a page, in words; an empty list for a good one."""
    inspector = _Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.faults


class _Inspector(HTMLParser):
    def __init__(self):
        super().__init__()
        self.faults = []
        self.inside = ""

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.inside = tag if tag in {"script", "style"} else self.inside
        if tag == "style":
            self.faults.append("an inline <style>")
        if tag == "script" and "src" not in attributes and attributes.get("type") != DATA_BLOCK:
            self.faults.append("an inline <script>")
        self.faults += [
            f"{name}= on <{tag}>" for name in attributes if name == "style" or name.startswith("on")
        ]
        self.faults += [
            f"{attributes[name]} in {name}= of <{tag}>"
            for name in ("href", "src", "action")
            if (attributes.get(name) or "").strip().lower().startswith(("javascript:", "data:text"))
        ]

    def handle_endtag(self, tag):
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data):
        if not self.inside and ("{{" in data or "{%" in data):
            self.faults.append(f"a template's insides: {data.strip()[:80]}")
