"""The environment of the page templates."""

import pytest
from django.utils.translation import override

from catalogue.web.jinja import environment


@pytest.fixture(scope="module")
def env():
    return environment(autoescape=True)


def rendered(env, text, language="fr", **values):
    with override(language):
        return env.from_string(text).render(**values)


def test_text_is_said_in_the_language_of_the_moment(env):
    said = [rendered(env, '{{ _("Cities") }}', language) for language in ("fr", "en", "fr")]

    assert said == ["Villes", "Cities", "Villes"]


def test_what_a_text_holds_is_escaped_and_the_text_is_not(env):
    assert rendered(env, '{{ _("<b>%(what)s</b>", what=word) }}', word="<i>") == "<b>&lt;i&gt;</b>"
    assert rendered(env, "{% trans %}100 % <b>{{ word }}</b>{% endtrans %}", word="&") == (
        "100 % <b>&amp;</b>"
    )


def test_addresses_are_those_of_the_language(env):
    text = '{{ url("tool-list") }} {{ list_of("city", tool=["gimp"], status=["ended"]) }}'

    assert rendered(env, text, "fr") == "/fr/tools/ /fr/cities/?status=ended&amp;tool=gimp"
    assert rendered(env, text, "en") == "/en/tools/ /en/cities/?status=ended&amp;tool=gimp"
