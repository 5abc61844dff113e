"""Text and facets to ranked results: one parsed question for pages and API."""

from catalogue.search.address import fault_of
from catalogue.search.indexing import is_outdated, refresh, reindex
from catalogue.search.query import Found, ask, ask_everything, every, facets_of, settle
from catalogue.search.question import ORDERS, Question, read_text
from catalogue.search.suggestions import suggest
from catalogue.search.turns import one_at_a_time

__all__ = [
    "ORDERS",
    "Found",
    "Question",
    "ask",
    "ask_everything",
    "every",
    "facets_of",
    "fault_of",
    "is_outdated",
    "one_at_a_time",
    "read_text",
    "refresh",
    "reindex",
    "settle",
    "suggest",
]
