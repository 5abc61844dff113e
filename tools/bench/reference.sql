-- The narrow tables of the reference formulations: for each question, what a query of its own would
-- read if nothing else mattered. Made beside the catalogue's tables, and dropped after the run.
DROP SCHEMA IF EXISTS bench_reference CASCADE;
CREATE SCHEMA bench_reference;
SET search_path = bench_reference, public;

-- Numbers that sort downwards are held negative, so that one comparison of rows finds a page.
CREATE UNLOGGED TABLE tool AS
SELECT object_id AS id, slug, -proof::int AS p, -cities::int AS c, sort_fr, words, facets
FROM catalogue_searchentry WHERE kind = 'tool' ORDER BY proof DESC, cities DESC, sort_fr, object_id;
ALTER TABLE tool ADD PRIMARY KEY (id);
CREATE INDEX ON tool (p, c, sort_fr, id);
CREATE INDEX ON tool USING gin (words);

CREATE UNLOGGED TABLE filter AS
SELECT substr(x, 10) AS category, substr(y, 9) AS licence, p, c, sort_fr, id
FROM tool, unnest(facets) x, unnest(facets) y
WHERE x LIKE 'category:%' AND y LIKE 'licence:%';
CREATE INDEX ON filter (category, licence, p, c, sort_fr, id);

CREATE UNLOGGED TABLE adopter AS
SELECT e.object_id AS id, t.slug AS tool, e.fresh, e.sort_fr
FROM catalogue_searchentry e JOIN catalogue_adoption a ON a.id = e.object_id
JOIN tool t ON t.id = a.tool_id WHERE e.kind = 'adoption';
CREATE INDEX ON adopter (tool, fresh DESC, sort_fr, id);

CREATE UNLOGGED TABLE peer AS
SELECT e.object_id AS id, e.slug, city.kind, city.country, city.population
FROM catalogue_searchentry e JOIN catalogue_city city ON city.id = e.object_id
WHERE e.kind = 'city' AND city.population IS NOT NULL;
CREATE INDEX ON peer (kind, country, population);
CREATE INDEX ON peer (kind, population);
CREATE INDEX ON peer (slug);

CREATE UNLOGGED TABLE switch AS
SELECT p.slug AS product, a.tool_id, a.id AS adoption_id, a.slug, a.as_of, a.status,
       city.slug AS city, city.name AS city_name,
       a.status = 'in_production' AND a.confidence <> 'low' AS proven
FROM catalogue_adoption_replaces r JOIN catalogue_adoption a ON a.id = r.adoption_id
JOIN catalogue_product p ON p.id = r.product_id
JOIN catalogue_city city ON city.id = a.city_id
WHERE a.published_at IS NOT NULL AND city.published_at IS NOT NULL;
CREATE INDEX ON switch (product, tool_id, proven DESC, as_of DESC);

CREATE UNLOGGED TABLE alternative AS
SELECT product, tool_id, max(coverage) AS coverage, -sum(n)::int AS n, sum(adoptions)::int AS adoptions
FROM (
    SELECT product, tool_id, NULL AS coverage, count(*) FILTER (WHERE proven) AS n,
           count(*) AS adoptions
    FROM switch GROUP BY 1, 2
    UNION ALL
    SELECT p.slug, r.tool_id, r.coverage, 0, 0
    FROM catalogue_replacement r JOIN catalogue_product p ON p.id = r.product_id
) both_ways GROUP BY 1, 2;
CREATE INDEX ON alternative (product, n, tool_id);

CREATE UNLOGGED TABLE total AS
SELECT 'tools' AS what, count(*) AS n FROM tool
UNION ALL SELECT 'adopters:' || tool, count(*) FROM adopter GROUP BY tool
UNION ALL SELECT 'peers:' || kind, count(*) - 1 FROM peer GROUP BY kind
UNION ALL SELECT 'alternatives:' || product, count(*) FROM alternative GROUP BY product;
CREATE INDEX ON total (what);
CREATE UNLOGGED TABLE tally AS
SELECT 'tool' AS kind, x AS value, count(*) AS n FROM tool, unnest(facets) x GROUP BY 2;
CREATE INDEX ON tally (kind);
ANALYZE tool, filter, adopter, peer, switch, alternative, total, tally;
