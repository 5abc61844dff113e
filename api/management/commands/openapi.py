"""`manage.py openapi`: writes or checks the committed description of the API."""

import json
from difflib import unified_diff
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import Client

from api.v1.schema.about import ABOUT
from api.v1.schema.document import Generator, as_text, described
from api.v1.schema.examples import FILE as EXAMPLES
from api.v1.schema.examples import SITE, beginning, kept, shortened, written
from api.v1.schema.file import FILE


class Command(BaseCommand):
    help = (
        "Check that docs/openapi-v1.yaml is what the code says (default), write it again, or ask "
        "the catalogue for its examples first."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Fail if it is not (the default).")
        parser.add_argument("--update", action="store_true", help="Write the file again.")
        parser.add_argument(
            "--examples",
            action="store_true",
            help="Write it with new examples, from a database with the curated catalogue.",
        )

    def handle(self, *, update, examples, **options):
        if examples:
            EXAMPLES.write_text(written(examples_now()), encoding="utf-8")
            kept.cache_clear()
        text = as_text(described())
        if update or examples:
            FILE.write_text(text, encoding="utf-8")
            return
        held = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
        if held != text:
            lines = unified_diff(held.splitlines(), text.splitlines(), "the file", "the code")
            raise CommandError(
                "docs/openapi-v1.yaml is not what the code says: run `manage.py openapi --update`."
                "\n" + "\n".join(islice(lines, 40))
            )


def examples_now():
    """`{operation: answer}` of every address, asked of this catalogue."""
    found = {}
    host = urlsplit(settings.SITE_URL).hostname
    client = Client(headers={"Accept-Language": "en"}, SERVER_NAME=host)
    for view in Generator().views():
        described = view.described()
        if described.tag == ABOUT or described.body or described.binary:
            continue  # it would hold itself, waits for something to be sent, or is no text
        answer = client.get(described.asked)
        text = answer.getvalue().decode().replace(settings.SITE_URL, SITE)
        if answer.status_code != 200:
            raise CommandError(f"{described.asked} answers {answer.status_code}: {text[:300]}")
        found[described.operation] = (
            shortened(json.loads(text))
            if described.content_type == "application/json"
            else beginning(text, described.content_type)
        )
    return found
