"""What the public sees of each noun: the entry that lists and searches read, the record that the
API answers. One module a noun reads its rows in a handful of queries and yields documents;
`indexing` writes them.
"""

import hashlib
from pathlib import Path

from catalogue.choices import Kind
from catalogue.search.documents import (
    adoption,
    argument,
    case_study,
    category,
    city,
    organisation,
    product,
    replacement,
    source,
    tool,
)
from catalogue.search.documents.base import Document, published
from catalogue.search.documents.tool import ADOPTER_STEPS

DOCUMENTS = {
    Kind.TOOL: tool.documents,
    Kind.PRODUCT: product.documents,
    Kind.VENDOR: product.vendor_documents,
    Kind.REPLACEMENT: replacement.documents,
    Kind.CATEGORY: category.documents,
    Kind.CITY: city.documents,
    Kind.ADOPTION: adoption.documents,
    Kind.CASE_STUDY: case_study.documents,
    Kind.ORGANISATION: organisation.documents,
    Kind.ARGUMENT: argument.documents,
    Kind.SOURCE: source.documents,
}

CATALOGUE = Path(__file__).parents[2]
#: All code that an entry or a record comes from. Rather too much of it than too little: what is
#: forgotten here would leave old entries after an upgrade.
MAKERS = (
    CATALOGUE / "choices.py",
    CATALOGUE / "countries.py",
    *sorted((CATALOGUE / "models").glob("*.py")),
    *sorted((CATALOGUE / "search").rglob("*.py")),
)
#: Entries that other code made are made again when the site starts.
MADE_BY = hashlib.md5(
    b"".join(path.read_bytes() for path in MAKERS), usedforsecurity=False
).hexdigest()[:8]

__all__ = ["ADOPTER_STEPS", "DOCUMENTS", "MADE_BY", "MAKERS", "Document", "published"]
