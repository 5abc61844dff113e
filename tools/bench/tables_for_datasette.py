"""The same catalogue as Datasette serves it: SQLite, with the indexes and the full-text table that
its documentation asks for.
"""

import json
import sqlite3

TOOLS = """
    SELECT e.object_id, e.slug, e.record, e.facets, e.proof
    FROM catalogue_searchentry e WHERE e.kind = 'tool'
"""
ADOPTIONS = """
    SELECT a.id, a.slug, a.tool_id, a.status, a.as_of, city.slug, city.country, city.population
    FROM catalogue_adoption a JOIN catalogue_city city ON city.id = a.city_id
    WHERE a.published_at IS NOT NULL
"""
MAKE = """
    CREATE TABLE tool (id INTEGER PRIMARY KEY, slug TEXT, name TEXT, summary TEXT, description TEXT,
        category TEXT, licence TEXT, cities INTEGER, countries TEXT);
    CREATE TABLE adoption (id INTEGER PRIMARY KEY, slug TEXT, tool_id INTEGER REFERENCES tool(id),
        status TEXT, as_of TEXT, city TEXT, country TEXT, population INTEGER);
"""
INDEX = """
    CREATE INDEX tool_slug ON tool (slug);
    CREATE INDEX tool_list ON tool (category, licence, cities DESC);
    CREATE INDEX adoption_of_tool ON adoption (tool_id, as_of DESC);
    CREATE VIRTUAL TABLE tool_fts USING fts5 (name, summary, description,
        tokenize = 'unicode61 remove_diacritics 2', content = 'tool', content_rowid = 'id');
    INSERT INTO tool_fts (tool_fts) VALUES ('rebuild');
    ANALYZE;
"""


def copy(connection, path):
    """Write the tools and adoptions of a catalogue to a file of SQLite."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as file:
        file.executescript(MAKE)
        with connection.transaction(), connection.cursor(name="tools") as rows:
            rows.execute(TOOLS)
            file.executemany(f"INSERT INTO tool VALUES ({_marks(9)})", map(_tool, rows))
        with connection.transaction(), connection.cursor(name="adoptions") as rows:
            rows.execute(ADOPTIONS)
            file.executemany(f"INSERT INTO adoption VALUES ({_marks(8)})", rows)
        file.executescript(INDEX)
    file.close()


def _tool(row):
    number, slug, record, facets, proof = row
    told = json.loads(record)
    countries = [word.partition(":")[2] for word in facets if word.startswith("country:")]
    summary, description = ((told[name] or {}).get("fr", "") for name in ("summary", "description"))
    category = (told["category"] or {}).get("slug", "")
    return (
        number, slug, told["name"], summary, description, category, told["licence"], proof,
        json.dumps(countries),
    )  # fmt: skip


def _marks(n):
    return ", ".join("?" * n)
