"""publiccode.yml, version 0: whether a file keeps the standard's rules, and what it says."""

from catalogue.exchange.publiccode.content import Publiccode, read
from catalogue.exchange.publiccode.findings import Finding, Severity, Verdict, Word
from catalogue.exchange.publiccode.validation import validate

__all__ = ["Finding", "Publiccode", "Severity", "Verdict", "Word", "read", "validate"]
