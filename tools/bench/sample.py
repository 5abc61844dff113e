"""What is asked for: values that the catalogue at hand holds, the same ones in every run."""

import re
from dataclasses import dataclass

PAGE_SIZE, LAST_PAGE = 20, 500
PAIRS = """
    SELECT category, licence FROM (
        SELECT category, licence, count(*) AS tools,
               row_number() OVER (PARTITION BY category ORDER BY count(*) DESC, licence) AS n
        FROM bench_reference.filter WHERE licence LIKE '%-%' GROUP BY 1, 2
    ) z WHERE n = 1 ORDER BY tools DESC, 1, 2 LIMIT 8
"""
SUMMARIES = """
    SELECT record::json->'summary'->>'fr' FROM catalogue_searchentry
    WHERE kind = 'tool' AND record::json->'summary'->>'fr' IS NOT NULL
    ORDER BY md5(slug) LIMIT 100
"""
#: The well known, and some that are less so.
TOOLS = """
    SELECT slug
    FROM (SELECT slug, row_number() OVER (ORDER BY p, id) AS n FROM bench_reference.tool) z
    WHERE n IN (1, 2, 5, 17, 60, 130, 150, 190) ORDER BY n
"""
NAMES = """
    SELECT label->>'fr' FROM catalogue_searchentry
    WHERE kind = 'tool' ORDER BY proof DESC, object_id LIMIT 200
"""
PRODUCTS = """
    SELECT product FROM (
        SELECT product, row_number() OVER (ORDER BY sum(adoptions) DESC, product) AS n
        FROM bench_reference.alternative GROUP BY 1
    ) z WHERE n IN (1, 2, 3, 5, 8, 9, 20, 60) ORDER BY n
"""
CITIES = """
    SELECT slug FROM (
        SELECT slug, row_number() OVER (ORDER BY population DESC, id) AS n FROM bench_reference.peer
    ) z WHERE n IN (1, 5, 20, 60, 100, 150, 220, 290) ORDER BY n
"""
#: What stands before the last page: keyset paging goes on after it.
BEFORE_LAST = """
    SELECT p::text AS "1", c::text AS "2", sort_fr, id::text AS "4" FROM bench_reference.tool
    ORDER BY p, c, sort_fr, id OFFSET %s LIMIT 1
"""


@dataclass(frozen=True)
class Sample:
    """Values for the parameters of each question. A misspelt name stands beside the right one."""

    pairs: list
    texts: list
    names: list
    misspelt: list
    tools: list
    products: list
    cities: list
    last_page: int
    before_last: tuple


def take(connection):
    """A Sample of the catalogue. Raises ValueError where there is too little to ask for."""
    tools = connection.execute("SELECT count(*) FROM bench_reference.tool").fetchone()[0]
    last = min(max(2, -(-tools // PAGE_SIZE)), LAST_PAGE)
    names = _names(connection)
    sample = Sample(
        pairs=connection.execute(PAIRS).fetchall(),
        texts=_texts(connection),
        names=names,
        misspelt=[_slip(name) for name in names],
        tools=_column(connection, TOOLS),
        products=_column(connection, PRODUCTS),
        cities=_column(connection, CITIES),
        last_page=last,
        before_last=connection.execute(BEFORE_LAST, [(last - 1) * PAGE_SIZE - 1]).fetchone(),
    )
    if empty := [name for name, value in vars(sample).items() if not value]:
        raise ValueError(f"The catalogue is too small to measure: it has no {', '.join(empty)}.")
    return sample


def _texts(connection):
    """A dozen pairs of words that stand side by side in a summary: each finds something."""
    pairs = (re.findall(r"[^\W\d_]{6,}", summary)[:2] for summary in _column(connection, SUMMARIES))
    found = dict.fromkeys(" ".join(pair).lower() for pair in pairs if len(pair) == 2)
    return list(found)[:12]


def _names(connection):
    """Names of one long word that stay no name with two letters exchanged."""
    known = "SELECT exists(SELECT FROM catalogue_searchword WHERE word = %s)"
    names = [
        name for name in _column(connection, NAMES)
        if re.fullmatch(r"[A-Za-z]{7,20}", name) and _slip(name) != name.lower()
    ]  # fmt: skip
    names = [
        name
        for name in names
        if connection.execute(known, [name.lower()]).fetchone()[0]
        and not connection.execute(known, [_slip(name)]).fetchone()[0]
    ]
    return names[:6]


def _slip(name):
    """The fourth and fifth letters exchanged."""
    name = name.lower()
    return name[:3] + name[4] + name[3] + name[5:]


def _column(connection, query):
    return [row[0] for row in connection.execute(query)]
