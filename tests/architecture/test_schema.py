"""Tables, addresses and words: what Django knows is what the documents say."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import URLPattern, get_resolver

from tests.architecture.tree import ROOT, read, table_of


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_migrations_are_named_after_what_they_do():
    names = [path.stem for path in (ROOT / "catalogue/migrations").glob("[0-9]*.py")]

    assert [name for name in names if not re.fullmatch(r"\d{4}_[a-z]+(_[a-z]+)*", name)] == []
    assert [name for name in names if "auto" in name.split("_")] == []


def nouns():
    """Our models, without the versions of them that the database keeps."""
    models = apps.get_app_config("catalogue").get_models()
    return {m.__name__ for m in models if not m.__name__.endswith("Event")}


def test_glossary_names_every_model_and_no_other():
    words = set(re.findall(r"`([A-Z]\w+)`", read("docs/glossary.md"))) - {"Event"}

    assert words == nouns()


def test_every_address_has_a_name_of_its_own():
    patterns = list(_patterns(get_resolver()))
    names = [name for name, _pattern in patterns]

    assert [str(pattern.pattern) for _name, pattern in patterns if not pattern.name] == []
    assert [name for name, n in Counter(names).items() if n > 1] == []


def _patterns(resolver, room=""):
    """`(name with its namespace, pattern)` of every address of ours."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{room}{entry.name or ''}", entry
        elif entry.app_name != "admin":
            yield from _patterns(entry, f"{entry.namespace}:" if entry.namespace else room)


@pytest.mark.django_db
def test_every_rule_that_the_documents_name_is_kept_by_the_database():
    table = table_of("docs/architecture.md", "Where the rules are")
    rules = {rule for _says, names in table for rule in re.findall(r"`(\w+)`", names)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
        kept = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE 'pgtrigger_%'")
        kept |= {
            name
            for (source,) in cursor.fetchall()
            for name in re.findall(r"CONSTRAINT = '(\w+)'", source)
        }

    assert rules
    assert rules - kept == set()
