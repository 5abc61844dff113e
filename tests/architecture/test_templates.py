"""Pages are made of components, and each component says what it takes."""

import re

import pytest
from jinja2 import meta, nodes

from catalogue.choices import AdoptionStatus
from catalogue.web.jinja import environment
from tests.architecture.tree import ROOT, STATIC, TEMPLATES, python, read

COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
#: What a component may use beside its props: functions that need nothing of the page.
FUNCTIONS = {
    "_",
    "caller",
    "gettext",
    "ngettext",
    "npgettext",
    "pgettext",
    "range",
    "static",
    "url",
}
#: Shown by the guide itself, as by every page.
FRAME = {"site_header", "site_footer"}


def sources():
    """Each template's name and text, those of the admin included."""
    for root in (TEMPLATES, ROOT / "catalogue" / "templates"):
        for path in sorted(root.rglob("*.html")):
            yield str(path.relative_to(root)), path.read_text(encoding="utf-8")


def parsed(name):
    return environment().parse(dict(sources())[name])


def macro_of(component):
    """The macro that pages import."""
    return next(macro for macro in macros_of(component) if macro.name == component)


def macros_of(component):
    return list(parsed(f"components/{component}.html").find_all(nodes.Macro))


def signature_of(component):
    """`name, url, cities=0`, as the file writes it."""
    text = read(f"templates/components/{component}.html")
    return re.search(rf"{{% macro {component}\((.*?)\) -?%}}", text, re.DOTALL).group(1)


def test_every_template_is_used():
    templates = dict(sources())
    code = "".join(read(path) for path in python("catalogue", "config"))
    # Texts long enough to be written once a language are included by their beginning.
    joined = re.sub(r'_" ~ lang ~ "\.html"', '_fr.html" "…_en.html"', "".join(templates.values()))
    by_language = {
        f"{beginning}_{language}.html"
        for beginning in re.findall(r'"([\w/]+)_fr\.html" "…_en\.html"', joined)
        for language in ("fr", "en")
    }

    unused = [
        name
        for name in templates
        if f'"{name}"' not in code
        and name not in by_language
        and not any(f'"{name}"' in text for other, text in templates.items() if other != name)
    ]

    assert unused == []


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_is_a_macro_named_after_its_file(component):
    """Pieces that only it uses bear its name too."""
    *pieces, macro = (macro.name for macro in macros_of(component))

    assert macro == component
    assert [piece for piece in pieces if not piece.startswith(f"{component}_")] == []


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_begins_with_what_it_is_and_names_its_props(component):
    text = read(f"templates/components/{component}.html")
    comment, _end, _rest = text.partition("#}")

    assert re.match(r"\{#\n\S.*[.:]", comment)
    unnamed = [arg.name for arg in macro_of(component).args if not names(comment, arg.name)]
    assert unnamed == []


def names(comment, prop):
    """Whether a line of the comment begins with the prop, alone or with others."""
    return re.search(rf"^(\w+, )*{prop}(, \w+)*(  |$)", comment, re.MULTILINE)


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_knows_nothing_but_its_props(component):
    """No request, no setting, no session: the same props give the same piece of page."""
    others = meta.find_undeclared_variables(parsed(f"components/{component}.html"))

    assert others <= FUNCTIONS


@pytest.mark.parametrize("component", COMPONENTS)
def test_style_guide_shows_component_as_it_is_called(component):
    guide = "".join(text for name, text in sources() if name.startswith("styleguide/"))

    signatures = re.findall(rf'specimen\("{component}", "(.*?)", "', guide)

    assert [flat(text) for text in signatures] == [flat(signature_of(component))]
    assert component in FRAME or f'"components/{component}.html"' in guide


def flat(signature):
    return signature.replace('"', "'")


#: For the forms through which cities will contribute.
WAITING = {"error_summary", "field"}


def test_every_component_stands_on_a_page():
    pages = "".join(text for name, text in sources() if not name.startswith("styleguide/"))

    assert {name for name in COMPONENTS if f'"components/{name}.html"' not in pages} == WAITING


@pytest.mark.parametrize("name", [name for name, text in sources()])
def test_no_script_or_style_is_written_in_a_template(name):
    text = re.sub(r"\{#.*?#\}", "", dict(sources())[name], flags=re.DOTALL)

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\b(?:src|type)=)", text) == []


def test_every_icon_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol[^>]* id="([\w-]+)"', (STATIC / "img/icons.svg").read_text()))
    pages = "".join(text for _name, text in sources())
    statuses = {f"status-{status}" for status in AdoptionStatus.values}

    asked = statuses | set(re.findall(r'\bicon\("([\w-]+)"(?! ~)', pages))

    assert asked - drawn == set()
