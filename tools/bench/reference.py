"""Each question in the best SQL that we know of: one statement, one text of JSON, on tables of its
own. What a server cannot beat.
"""

from pathlib import Path

SCHEMA = "bench_reference"
TABLES = Path(__file__).with_name("reference.sql")

RECORDS = """
    (SELECT '[' || string_agg(e.record, ',' ORDER BY {order}) || ']'
     FROM ({page}) f
     JOIN catalogue_searchentry e ON e.kind = '{kind}' AND e.object_id = f.id)
"""
WORDS = """
    (websearch_to_tsquery('communal_fr', {0}) || websearch_to_tsquery('communal_en', {0})
     || websearch_to_tsquery('communal_names', {0}))
"""
#: Everything that matches the words, weighed: a page, the number and the facets come out of it.
MATCHED = """
    WITH m AS MATERIALIZED (
        SELECT id, facets, ts_rank(words, q, 1) * (1 + ln(1 - p) / 4) AS r
        FROM tool, (SELECT {words} AS q) asked WHERE words @@ q
    )
"""
BEST = "SELECT id, r FROM m ORDER BY r DESC, id LIMIT 20"
FACETS = """(SELECT json_object_agg(x, n)
    FROM (SELECT x, count(*) n FROM m, unnest(facets) x GROUP BY 1) z)"""


def answer(count, page, order, *more, kind="tool"):
    records = RECORDS.format(page=page, order=order, kind=kind)
    return f"SELECT concat_ws(',', {', '.join([count, records, *more])})"


def total(what):
    return f"(SELECT n FROM total WHERE what = {what})"


def search(words, *more):
    matched = MATCHED.format(words=WORDS.format(words))
    return matched + answer("(SELECT count(*) FROM m)", BEST, "f.r DESC, f.id", *more)


LISTED = "f.p, f.c, f.sort_fr, f.id"
HEADS = "SELECT id, p, c, sort_fr FROM"
#: One way from the size of a city, in its own country or abroad, along an index.
SCAN = """
    (SELECT id, slug, {abroad} AS abroad, abs(ln(population + 1.0) - ln(me.population + 1.0)) AS gap
     FROM peer WHERE kind = me.kind AND country {same} me.country
     AND population {way} me.population ORDER BY population {turn} LIMIT 21)
"""
WAYS = [
    SCAN.format(abroad=abroad, same=same, way=way, turn=turn)
    for abroad, same in ((0, "="), (1, "<>"))
    for way, turn in ((">=", ""), ("<", "DESC"))
]
NEAREST = f"""
    SELECT n.id, n.slug, n.abroad, n.gap
    FROM (SELECT * FROM peer WHERE slug = $1::text) me, LATERAL ({" UNION ALL ".join(WAYS)}) n
    WHERE n.id <> me.id ORDER BY n.abroad, n.gap, n.slug LIMIT 20
"""
ALTERNATIVES = f"""
    SELECT concat_ws(',', {total("'alternatives:' || $1::text")}, json_agg(row_to_json(z)))
    FROM (SELECT t.slug, e.label, k.coverage, -k.n AS cities, k.adoptions, (
        SELECT json_agg(row_to_json(s)) FROM (
            SELECT slug, as_of, status, city, city_name FROM switch
            WHERE product = $1::text AND tool_id = k.tool_id
            ORDER BY proven DESC, as_of DESC LIMIT 12) s) AS switches
      FROM (SELECT * FROM alternative WHERE product = $1::text ORDER BY n, tool_id LIMIT 20) k
      JOIN tool t ON t.id = k.tool_id
      JOIN catalogue_searchentry e ON e.kind = 'tool' AND e.object_id = t.id
      ORDER BY k.n, k.tool_id) z
"""
CORRECTED = """
    (SELECT word FROM catalogue_searchword WHERE word % $1::text
     ORDER BY levenshtein(word, $1::text), word LIMIT 1)
"""

#: By question; the parameters are texts.
STATEMENTS = {
    "list": answer(
        "(SELECT count(*) FROM filter WHERE category = $1::text AND licence = $2::text)",
        f"{HEADS} filter WHERE category = $1::text AND licence = $2::text "
        "ORDER BY p, c, sort_fr, id LIMIT 20",
        LISTED,
    ),
    "deep": answer(
        total("'tools'"),
        f"{HEADS} tool WHERE (p, c, sort_fr, id) > "
        "($1::text::int, $2::text::int, $3::text, $4::text::bigint) "
        "ORDER BY p, c, sort_fr, id LIMIT 20",
        LISTED,
    ),
    "search": search("$1::text"),
    "name": search("$1::text"),
    "misspelt": search(CORRECTED),
    "facets": "SELECT json_object_agg(value, n)::text FROM tally WHERE kind = 'tool'",
    "search_facets": search("$1::text", FACETS),
    "tool": "SELECT record FROM catalogue_searchentry WHERE kind = 'tool' AND slug = $1::text",
    "adopters": answer(
        total("'adopters:' || $1::text"),
        "SELECT id, fresh, sort_fr FROM adopter WHERE tool = $1::text "
        "ORDER BY fresh DESC, sort_fr, id LIMIT 20",
        "f.fresh DESC, f.sort_fr, f.id",
        kind="adoption",
    ),
    "alternatives": ALTERNATIVES,
    "peers": answer(
        # The nearest hundred are offered.
        "least(100, " + total("'peers:' || (SELECT kind FROM peer WHERE slug = $1::text)") + ")",
        NEAREST,
        "f.abroad, f.gap, f.slug",
        kind="city",
    ),
}
COPY = "COPY (SELECT record FROM catalogue_searchentry WHERE kind = 'tool' ORDER BY slug) TO STDOUT"


def build(connection):
    """Make the reference tables; those of an earlier run are replaced."""
    connection.execute(TABLES.read_text(encoding="utf-8"))
    connection.execute(f"SET search_path = {SCHEMA}, public")


def drop(connection):
    connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
