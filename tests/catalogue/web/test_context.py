"""What every page knows of itself."""

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/fr/tools/?q=a&platform=web", "/en/tools/?q=a&platform=web"),
        ("/en/", "/fr/"),
        ("/fr/fr/", "/en/fr/"),
    ],
)
def test_same_question_in_the_other_language(client, db, path, other):
    page = client.get(path).page

    language = other[1:3]
    assert page.alternates[language] == settings.SITE_URL + other


def test_canonical_address_leaves_out_what_changes_nothing(client, db):
    page = client.get("/fr/tools/?utm_source=x&page=1&q=&platform=web&platform=web").page

    assert page.canonical == f"{settings.SITE_URL}/fr/tools/?platform=web"


@pytest.mark.parametrize(("path", "label"), [("/en/tools/", "Tools"), ("/en/why/", "Why")])
def test_navigation_says_where_we_are(client, db, path, label):
    words = client.get(path).text

    navigation = words[words.index("site-header__nav") :]
    current = navigation[navigation.index("aria-current=") :]
    assert current[: current.index("</a>")].endswith(f">{label}")
