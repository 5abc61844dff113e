"""Words as a search sees them: without accents, case or signs."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "’": "'"})


def fold(text):
    """Small letters without accents: “Échirolles” is `echirolles`. Lists sort by it."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def squash(text):
    """Letters and digits only: “Libre Office” and “libre-office” are `libreoffice`."""
    return re.sub(r"[\W_]+", "", fold(text))


def words(text):
    """The folded words of a text, in order."""
    return re.findall(r"[^\W_]+", fold(text))
