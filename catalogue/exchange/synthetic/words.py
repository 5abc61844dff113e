"""Names and sentences of a made-up catalogue, in French and English."""

import random
import tomllib
from functools import lru_cache
from pathlib import Path

from catalogue.exchange.synthetic.chance import Skewed
from catalogue.search.text import fold

VOCABULARY = Path(__file__).parent / "vocabulary.toml"
RARE_WORDS = 12_000
LANGUAGES = ("fr", "en")


@lru_cache(maxsize=1)
def vocabulary():
    """The words of the file; those that are lists in one text, as lists."""
    with VOCABULARY.open("rb") as file:
        held = tomllib.load(file)
    return {
        name: value.split() if isinstance(value, str) else value for name, value in held.items()
    }


def invented(rng, least, most):
    """A word that means nothing."""
    return "".join(rng.choice(vocabulary()["syllables"]) for _ in range(rng.randint(least, most)))


def slug_of(name):
    return "-".join("".join(c if c.isalnum() else " " for c in fold(name)).split())


class Names:
    """Never the same name twice, nor the same slug."""

    def __init__(self):
        self.names, self.slugs = set(), set()

    def take(self, draw, ending=""):
        """`(name, slug)` of the first name drawn that is free."""
        while True:
            name = draw()
            slug = slug_of(name + ending)
            if slug and slug not in self.slugs and name not in self.names:
                self.names.add(name)
                self.slugs.add(slug)
                return name, slug


class Speaker:
    """Speaks of one category: its own words, those of any town hall, and rare ones."""

    def __init__(self, category):
        words = vocabulary()
        rare = Skewed(_rare_words(), 0.9)
        self.voices = {
            language: (
                Skewed(category[f"words_{language}"].split(), 0.6),
                Skewed(words[f"common_{language}"], 0.8),
                rare,
            )
            for language in LANGUAGES
        }

    def sentence(self, rng, language, least=8, most=14):
        topic, common, rare = self.voices[language]
        said = []
        for _ in range(least + int(rng.random() * (most - least + 1))):
            luck = rng.random()
            said.append((topic if luck < 0.3 else common if luck < 0.92 else rare)(rng))
        said[0] = said[0].capitalize()
        return " ".join(said) + "."

    def text(self, rng, sentences=1, least=8, most=14):
        """So many sentences in each language."""
        return {
            language: " ".join(self.sentence(rng, language, least, most) for _ in range(sentences))
            for language in LANGUAGES
        }


@lru_cache(maxsize=1)
def _rare_words():
    rng, found = random.Random("rare words"), {}  # noqa: S311  nothing secret
    while len(found) < RARE_WORDS:
        word = invented(rng, 2, 4)
        if len(word) > 4:
            found[word] = True
    return list(found)
