"""Names of countries in the languages of the interface, from the Unicode locale data."""

from babel import Locale

LANGUAGES = ("fr", "en")
TERRITORIES = {language: Locale(language).territories for language in LANGUAGES}


def names_of(code):
    """`{language: name}` of an ISO 3166-1 code; the code itself where it has no name."""
    return (
        {language: TERRITORIES[language].get(code, code) for language in LANGUAGES} if code else {}
    )
