"""Vendors, their products and facts about these: what cities leave."""

from catalogue.choices import Hosting, ProductFactKind
from catalogue.exchange.synthetic.chance import Skewed, Weighted, as_known, day_before
from catalogue.exchange.synthetic.words import invented, slug_of, vocabulary

GAFAM = {"Microsoft", "Google"}
SEATS = Weighted({"US": 55, "FR": 25, "DE": 8, "GB": 5, "": 5, "CA": 2})
HOSTINGS = Weighted({Hosting.HOSTED: 5, Hosting.BOTH: 2, Hosting.ON_PREMISES: 2, "": 1})
FACTS = Weighted(
    {ProductFactKind.PRICE: 5, ProductFactKind.END_OF_SUPPORT: 2, ProductFactKind.CHANGE: 2}
)


def vendors(world):
    """The known ones first."""
    rng = world.luck("vendors")
    known = list(dict.fromkeys(vendor for vendor, _c in vocabulary()["products"].values()))
    for pk in range(1, world.scale.vendors + 1):
        if pk <= len(known):
            name, slug = world.name("vendor", lambda pk=pk: known[pk - 1])
        else:
            name, slug = world.name("vendor", lambda: invented(rng, 2, 4).capitalize())
        country = "US" if name in GAFAM else SEATS(rng)
        world.makers[name] = pk
        row = {"id": pk, "slug": slug, "name": name, "country": country}
        yield {**row, "gafam": name in GAFAM}


def products(world):
    """The known ones first; a few are parts of earlier ones."""
    rng, words = world.luck("products"), vocabulary()
    known = list(words["products"].items())
    filed = Skewed(list(world.categories.values()), 0.7)
    some = Skewed(range(1, world.scale.vendors + 1), 0.6)
    for pk in range(1, world.scale.products + 1):
        if pk <= len(known):
            named, (vendor, category) = known[pk - 1]
            name, slug = world.name("product", lambda named=named: named)
            maker, category = world.makers.get(vendor, 1), world.categories[category]
        else:
            maker, category = some(rng), filed(rng)
            name, slug = world.name("product", lambda: _product_name(rng))
        world.category_of_product.append(category)
        aliases = [slug_of(name).replace("-", "")] if rng.random() < 0.1 else []
        suite = 1 + int(rng.random() * (pk - 1)) if pk > 1 and rng.random() < 0.05 else None
        yield {
            "id": pk,
            "slug": slug,
            "name": name,
            "aliases": aliases,
            "vendor_id": maker,
            "category_id": category,
            "part_of_id": suite,
            "hosting": HOSTINGS(rng),
            "summary": world.speakers[category].text(rng, 2),
        }


def _product_name(rng):
    words = vocabulary()
    return f"{invented(rng, 2, 3).capitalize()} {rng.choice(words['suffixes'] + words['stems'])}"


def product_facts(world):
    rng = world.luck("product facts")
    for product in range(1, world.scale.products + 1):
        for _ in range(int(rng.random() * 2.5)):
            world.facts += 1
            yield {
                "id": world.facts,
                "product_id": product,
                "kind": FACTS(rng),
                "date": as_known(rng, day_before(rng, 2500)),
                "text": world.speakers[world.category_of_product[product - 1]].text(rng),
                "verified": rng.random() < 0.6,
            }
