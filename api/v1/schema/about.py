"""What the description says of the whole API."""

from catalogue.choices import Kind

TITLE = "Communal"
#: Of this description: the last number rises with a mended word, the middle one with what is new.
VERSION = "1.1.0"
DESCRIPTION = """\
The catalogue of the free software that cities run: what it replaces, and the proof that it works. \
Every fact cites its sources.

**The promise of version 1.** What is described here stays: no address, parameter or member is \
taken away, renamed or given another meaning under `/api/v1/`. New addresses, parameters, members \
and words of closed lists may come: be ready to meet them.

**Whoever asks may read.** A token only raises the limits. Reads are cached by their `ETag`, and \
any web page may make them.

**Nothing is guessed.** An unknown parameter, value, member or expansion is a 400 that names it \
and what is allowed. What is not known is null. Texts that people write are kept per language.

**What goes wrong** is told as `application/problem+json` (RFC 9457); its `type` is stable."""
SECURITY_SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A personal token, from the catalogue's desk. Reads do without.",
    }
}
NOUNS = {
    Kind.TOOL: "Free software that a city can run.",
    Kind.PRODUCT: "What cities pay for, or are paid for with data.",
    Kind.CITY: "Local public bodies.",
    Kind.CASE_STUDY: "Stories of adoptions, for people who decide.",
    Kind.ORGANISATION: "Who stewards tools, and who helps cities to run them.",
    Kind.CATEGORY: "What tools are for, in two levels: domains hold categories.",
    Kind.VENDOR: "Makers of products.",
    Kind.REPLACEMENT: "A tool stands in for a product: an editorial judgement.",
    Kind.ADOPTION: "One city, one tool: how far it went, as of when, and who says so.",
    Kind.ARGUMENT: "Reasons to choose free software, with evidence and a caution.",
    Kind.SOURCE: "Documents that state facts.",
}
EVERYTHING, MIRROR, PUBLICCODE, ABOUT = "everything", "mirror", "publiccode", "description"
TAGS = [
    *({"name": kind.noun, "description": said} for kind, said in NOUNS.items()),
    {"name": EVERYTHING, "description": "Questions over the whole catalogue."},
    {"name": MIRROR, "description": "What a copy of the catalogue is made and kept in step with."},
    {"name": PUBLICCODE, "description": "Files in which software describes itself."},
    {"name": ABOUT, "description": "What you read, for programs."},
]
