"""How large a made-up catalogue is, and what its later nouns know of the earlier ones."""

import random
from array import array
from dataclasses import dataclass, field

from catalogue.exchange.synthetic.words import Names, Speaker, vocabulary


@dataclass(frozen=True)
class Scale:
    """So many of the nouns that count; of the others, as many as go with them."""

    name: str
    tools: int
    products: int
    cities: int
    adoptions: int

    @property
    def vendors(self):
        return 10 + self.products // 5

    @property
    def organisations(self):
        return 10 + self.tools // 20

    @property
    def sources(self):
        return 20 + self.adoptions // 40

    @property
    def stories(self):
        return 5 + self.adoptions // 100


SCALES = {
    scale.name: scale
    for scale in (
        Scale("S", 200, 100, 300, 2_000),
        Scale("M", 10_000, 1_000, 40_000, 200_000),
        Scale("L", 100_000, 5_000, 40_000, 2_000_000),
    )
}


@dataclass
class World:
    """One catalogue in the making. Ids are places in these lists, from 1."""

    scale: Scale
    seed: int
    names: dict = field(default_factory=dict)
    makers: dict = field(default_factory=dict)
    category_of_tool: array = field(default_factory=lambda: array("H"))
    category_of_product: array = field(default_factory=lambda: array("H"))
    replaced: list = field(default_factory=list)
    tool_slugs: list = field(default_factory=list)
    city_slugs: list = field(default_factory=list)
    populations: array = field(default_factory=lambda: array("L"))
    #: City and tool of each adoption.
    adopting: array = field(default_factory=lambda: array("L"))
    adopted: array = field(default_factory=lambda: array("L"))
    amounts: int = 0
    milestones: int = 0
    replacements: int = 0
    facts: int = 0

    def __post_init__(self):
        domains = len(vocabulary()["domain"])
        categories = vocabulary()["category"]
        self.categories = {c["slug"]: domains + i for i, c in enumerate(categories, 1)}
        self.speakers = {self.categories[c["slug"]]: Speaker(c) for c in categories}

    def luck(self, noun):
        """The draws of a noun: what another noun draws changes nothing in them."""
        return random.Random(f"{self.seed} {self.scale} {noun}")  # noqa: S311  nothing secret

    def name(self, noun, draw, ending=""):
        """A free name of a noun and its slug."""
        return self.names.setdefault(noun, Names()).take(draw, ending)
