"""What is measured: each question as addresses of the site, with parameters for its reference."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from tools.bench.sample import PAGE_SIZE

#: The address of the answer of nothing (tools/bench/urls.py).
NOTHING = "bench/nothing"


@dataclass(frozen=True)
class Question:
    """Addresses that ask the same thing of different subjects. `requests` of them make one answer;
    `parameters` are those of its reference statement, one tuple a subject. `kept` tells whether the
    kept answer is measured too; `unchanged`, that the reader holds the answer already.
    """

    name: str
    label: str
    paths: list
    parameters: list = field(default_factory=list)
    requests: int = 1
    kept: bool = False
    unchanged: bool = False


def ask(address, **query):
    return f"{address}?{urlencode(query)}" if query else address


def questions(sample, static):
    """Every question, in the order of the table. `static` is the address of a static file."""
    api, page = "/api/v1", "/fr"
    tools = f"{api}/tools/"
    found = [ask(tools, q=text) for text in sample.texts]
    counted = [ask(f"{tools}facets/", q=text) for text in sample.texts]
    in_turn = [path for both in zip(found, counted, strict=True) for path in both]
    texts, names = one_each(sample.texts), one_each(sample.names)
    slips = one_each(sample.misspelt)
    pairs = [{"category": category, "licence": licence} for category, licence in sample.pairs]
    last = {"page": sample.last_page, "page_size": PAGE_SIZE}
    return [
        Question("nothing", "answer of nothing", [f"/{NOTHING}"]),
        Question("static", "static file", [static]),
        Question(
            "list", "list, two filters, page 1", [ask(tools, **pair) for pair in pairs],
            sample.pairs, kept=True,
        ),
        Question("unchanged", "the same, unchanged (304)", [ask(tools, **pair) for pair in pairs],
                 kept=True, unchanged=True),
        Question("deep", f"list, page {sample.last_page}", [ask(tools, **last)],
                 [sample.before_last]),
        Question("search", "search, two words", found, texts, kept=True),
        Question("name", "search for a name", [ask(tools, q=name) for name in sample.names], names),
        Question("misspelt", "the same, misspelt", [ask(tools, q=slip) for slip in sample.misspelt],
                 slips),
        Question("facets", "facets of everything", [f"{tools}facets/"], [()]),
        Question(
            "search_facets", "search, count, all facets", in_turn, texts, requests=2,
        ),
        Question("tool", "tool", [f"{tools}{slug}/" for slug in sample.tools],
                 one_each(sample.tools), kept=True),
        Question("adopters", "tool’s adopters",
                 [f"{tools}{slug}/adoptions/" for slug in sample.tools],
                 one_each(sample.tools)),
        Question("alternatives", "alternatives to a product",
                 [f"{api}/products/{slug}/alternatives/" for slug in sample.products],
                 one_each(sample.products)),
        Question("peers", "cities like mine",
                 [f"{api}/cities/{slug}/peers/" for slug in sample.cities],
                 one_each(sample.cities)),
        Question("home", "home page", [f"{page}/"], kept=True),
        Question("page", "HTML list, two filters",
                 [ask(f"{page}/tools/", **pair) for pair in pairs],
                 kept=True),
        Question("search_page", "HTML search",
                 [ask(f"{page}/tools/", q=text) for text in sample.texts]),
    ]  # fmt: skip


def one_each(values):
    return [(value,) for value in values]
