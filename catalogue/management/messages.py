"""Interface messages: gathered from the code and the pages, kept in one file a language, compiled
by Babel.

No gettext program is needed. Messages are written in English; every other language has its `.po`
file.
"""

import gettext
from io import BytesIO

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

#: Shapes that are told as another one: a record of which some members were left out, a page of it.
LOOSE = ("AsAsked", "Page")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def read_django_template(file, keywords, comment_tags, options):
    """The messages of a page of the admin, which is a Django template and not a Jinja one."""
    calls = templatize(file.read().decode())
    flush_left = "\n".join(line.strip() for line in calls.splitlines())
    return extract_python(BytesIO(flush_left.encode()), keywords, comment_tags, options)


def read_description(file, keywords, comment_tags, options):
    """The sentences of the API's description that its documentation shows."""
    described = yaml.safe_load(file)
    parts = described["components"]
    shapes = [
        shape
        for name, shape in parts["schemas"].items()
        if not name.endswith(LOOSE) and "enum" not in shape
    ]
    parameters = [each for each in parts["parameters"].values() if each["in"] != "header"]
    shown = [described["tags"], described["paths"], parameters, shapes]
    for sentence in dict.fromkeys(_sentences(shown)):
        yield 1, "gettext", sentence, []


def _sentences(node):
    if isinstance(node, list):
        for each in node:
            yield from _sentences(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("summary", "description") and isinstance(value, str):
                yield " ".join(value.split())
            elif key not in ("responses", "examples"):
                yield from _sentences(value)


#: The first pattern that a file matches says how it is read.
METHODS = [
    ("openapi-v1.yaml", read_description),
    ("**.py", "python"),
    ("templates/**.html", read_django_template),
    ("**.html", "jinja2"),
]
#: The environment of the pages, so that messages are read as the pages read them.
OPTIONS = {
    "**.html": {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.i18n,jinja2.ext.do"}
}
FOLDERS = ("api", "catalogue", "config", "docs", "templates")
LANGUAGES = ("fr",)
#: What a `.po` file needs at its head, and nothing that changes from one update to the next.
HEADER = """\
# The interface of Communal in {name}. EUPL-1.2.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def gather():
    """Every message of the interface, with where it stands."""
    template = Catalog(project="Communal", charset="utf-8")
    for folder in FOLDERS:
        found = extract_from_dir(
            settings.BASE_DIR / folder,
            method_map=METHODS,
            options_map=OPTIONS,
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
        )
        for filename, _line, message, comments, context in found:
            template.add(
                message,
                None,
                [(f"{folder}/{filename}", None)],
                auto_comments=comments,
                context=context,
            )
    return template


def path_of(language):
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"


def read(language):
    """The translations of a language as they are kept."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", project="Communal", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language):
    """Bring the file of a language in step with the code: new messages empty, lost ones dropped."""
    kept = read(language)
    kept.update(gather(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    messages = BytesIO()
    write_po(messages, kept, sort_output=True, omit_header=True, width=0, include_lineno=False)
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(
        name=kept.locale.english_name, language=language, plural=kept.plural_forms
    )
    path.write_bytes(header.encode() + messages.getvalue())


def compile_all():
    """Write the binary files that the site reads, where they are missing or older than their
    source.
    """
    for language in LANGUAGES:
        source = path_of(language)
        compiled = source.with_suffix(".mo")
        if source.exists() and (
            not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
        ):
            draft = compiled.with_suffix(".part")
            with draft.open("wb") as file:
                write_mo(file, read(language))
            draft.replace(compiled)
            forget_older_ones()


def forget_older_ones():
    """This process may have read the language before its file was there, as a first start does."""
    gettext._translations.clear()  # noqa: SLF001  neither offers another way
    trans_real._translations.clear()  # noqa: SLF001
    trans_real._default = None  # noqa: SLF001


def faults(language):
    """What a reader of a language would miss: messages without a translation, or with other
    placeholders.
    """
    kept = read(language)
    for message in gather():
        if not message.id:
            continue
        held = kept.get(
            message.id if isinstance(message.id, str) else message.id[0], message.context
        )
        strings = (
            []
            if held is None
            else [held.string]
            if isinstance(held.string, str)
            else list(held.string)
        )
        if not strings or not all(strings):
            yield f"{language}: no translation of {message.id!r} ({message.locations[0][0]})"
        elif problems := list(held.check(kept)):
            yield f"{language}: {message.id!r}: {problems[0]}"
