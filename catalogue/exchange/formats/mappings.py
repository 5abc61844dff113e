"""Which free software stands in for which product, as a table that anybody can write.

A CSV, ODS or XLSX with these headings, in English or French, in any order (only the first two are
needed), one line for each pair:

    tool         logiciel      the free software
    product      produit       what it stands in for; several are separated by semicolons
    vendor       éditeur       who makes the product
    coverage     couverture    full, partial, companion / totale, partielle, complément
    caveat_en    réserve_en    what will not work, in English
    caveat_fr    réserve_fr    the same in French
    repository   dépôt         the address of the source code, by which the tool is known
    wikidata     wikidata      the identifier of the tool in Wikidata
    source       source        the title of what says so
    source_url   adresse       its address

JSON with the same keys is read as well: a list of objects, alone or under `items`. `product` may
then be called `alternative_to` or `replaces`, and hold a list.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from catalogue.choices import Coverage
from catalogue.exchange.drafts import Draft
from catalogue.exchange.headings import Headings, plain
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.structured import each, json_of, of_list
from catalogue.exchange.sources.tables import Row
from catalogue.exchange.tidy import address, one_line
from catalogue.exchange.told import Fault, Told, Where, refused

CATALOGUE = "mappings"
COLUMNS = Headings(
    tool=("tool", "software", "name", "logiciel", "logiciel libre", "outil", "nom"),
    product=(
        *("product", "products", "replaces", "alternative to", "proprietary"),
        *("produit", "produits", "remplace", "alternative à", "logiciel propriétaire"),
    ),
    vendor=("vendor", "publisher", "éditeur", "fabricant"),
    coverage=("coverage", "couverture"),
    caveat_en=("caveat en", "caveat", "réserve en"),
    caveat_fr=("caveat fr", "réserve fr", "réserve", "réserves"),
    repository=("repository", "repo", "source code", "dépôt", "code source"),
    wikidata=("wikidata",),
    source=("source", "source title", "titre de la source"),
    source_url=("source url", "url de la source", "adresse de la source", "adresse"),
)
COVERAGES = {
    plain(word): coverage.value
    for coverage, words in {
        Coverage.FULL: "full, complete, total, totale, complet, complète",
        Coverage.PARTIAL: "partial, partiel, partielle",
        Coverage.COMPANION: "companion, complement, complément, complémentaire",
    }.items()
    for word in words.split(", ")
}


def read(files: Iterable[File]) -> Iterator[Told | Fault]:
    """One mapping for each tool and product."""
    for file in files:
        if file.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
            for _file, data in each([file], json_of):
                if isinstance(data, Fault):
                    yield data
                else:
                    entries = data.get("items") if isinstance(data, dict) else data
                    yield from of_list(file, entries, _of_object)
        else:
            for row in COLUMNS.rows(file):
                if isinstance(row, Fault):
                    yield row
                else:
                    yield from _of_row(row)


def _of_object(entry: dict, where: Where) -> Iterator[Told | Fault]:
    if entry.get("open_source", True) is False:
        message = _("It says itself that it is not free software.")
        yield refused(where.at("open_source"), message)
        return
    headings = {COLUMNS.column(key.replace("_", " ")): key for key in entry}
    named = {column: entry[key] for column, key in headings.items()}
    products = named.get("product")
    if products == []:
        return  # looked at, and nothing found that it stands in for
    products = products if isinstance(products, list) else [products]
    yield from _pairs(named, [_product(it) for it in products], where, headings)


def _product(value: Any) -> dict[str, Any]:
    """A product may be a name, or an object with a name, a vendor and a coverage."""
    if not isinstance(value, dict):
        return {"product": value}
    return {COLUMNS.column(key): inner for key, inner in value.items()} | {
        "product": value.get("product", value.get("name"))
    }


def _of_row(row: Row) -> Iterator[Told | Fault]:
    names = re.split(r"\s*;\s*", one_line(row.cells.get("product")))
    yield from _pairs(row.cells, [{"product": name} for name in names], row.where, row.headings)


def _pairs(said, products, where, headings):
    """`headings` say under which heading a column is read: faults name it."""
    tool = one_line(said.get("tool"))
    products = [{**said, **product} for product in products if one_line(product["product"])]
    if not tool or not products:
        key = "product" if tool else "tool"
        yield refused(where.at(headings.get(key, key)), _("A tool and a product are needed."))
    for product in products if tool else ():
        yield from _mapping(tool, product, where, headings)


def _mapping(tool, said, where, headings):
    name = one_line(said["product"])
    draft = Draft("mapping", CATALOGUE, f"{tool}/{name}", where, said)
    draft.text("tool", tool)
    draft.text("product", name)
    draft.text("vendor", said.get("vendor"))
    draft.texts("caveat", said.get("caveat_en"), "en")
    draft.texts("caveat", said.get("caveat_fr"), "fr")
    draft.repository(said.get("repository"))
    draft.outside("wikidata", said.get("wikidata"))
    coverage = one_line(said.get("coverage"))
    draft.put("coverage", COVERAGES.get(plain(coverage)))
    if coverage and plain(coverage) not in COVERAGES:
        message = _("Left out: “%s” is no coverage; write full, partial or companion.")
        draft.doubt(headings.get("coverage", "coverage"), message % coverage)
    source = {"title": one_line(said.get("source")), "url": address(said.get("source_url"))}
    draft.put("source", {key: value for key, value in source.items() if value})
    yield from draft.told()
