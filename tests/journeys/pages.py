"""One address of each kind of page, rich ones and poor ones."""

import pytest

LANGUAGES = ("fr", "en")

#: name: (path after the language, status)
KINDS = {
    "home": ("", 200),
    "search": ("search/", 200),
    "search with results": ("search/?q=messagerie", 200),
    "search without results": ("search/?q=xqzzyk", 200),
    "tools": ("tools/", 200),
    "tools filtered": ("tools/?replaces=microsoft-office&licence=MPL-2.0", 200),
    "tools corrected": ("tools/?q=libreofice", 200),
    "tools empty": ("tools/?q=xqzzyk&category=email-clients", 200),
    "tool rich": ("tools/libreoffice/", 200),
    "tool dead": ("tools/capdemat/", 200),
    "tool of unknown licence": ("tools/citiviz/", 200),
    "products": ("products/", 200),
    "product rich": ("products/microsoft-office/", 200),
    "product suite": ("products/microsoft-365/", 200),
    "product without alternative": ("products/apple-macos/", 200),
    "cities": ("cities/", 200),
    "city nantes": ("cities/nantes/", 200),
    "city munich": ("cities/munich/", 200),
    "city istres": ("cities/istres/", 200),
    "case studies": ("case-studies/", 200),
    "case study": ("case-studies/munich/", 200),
    "organisations": ("organisations/", 200),
    "organisation": ("organisations/adullact/", 200),
    "why": ("why/", 200),
    "about": ("about/", 200),
    "data": ("data/", 200),
    "api": ("api/", 200),
    "api used": ("api/use/", 200),
    "api problems": ("api/problems/", 200),
    "api of a noun": ("api/tools/", 200),
    "api across nouns": ("api/everything/", 200),
    "legal": ("legal/", 200),
    "accessibility": ("accessibility/", 200),
    "style guide": ("styleguide/", 200),
    "not found": ("tools/no-such-tool/", 404),
    "bad question": ("tools/?page=abc", 400),
}


def path_of(kind, language):
    return f"/{language}/{KINDS[kind][0]}"


#: Every kind once in each language.
EVERY_PAGE = [
    pytest.param(kind, language, id=f"{kind}-{language}")
    for kind in KINDS
    for language in LANGUAGES
]

#: Every kind once, the languages in turn.
EVERY_KIND = [
    pytest.param(kind, LANGUAGES[place % 2], id=f"{kind}-{LANGUAGES[place % 2]}")
    for place, kind in enumerate(KINDS)
]
