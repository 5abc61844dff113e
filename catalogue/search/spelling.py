"""Slips of typing: the words of names that are nearest to what was typed."""

from catalogue.search.asking import rows_of
from catalogue.search.text import squash, words

#: How long a word is to be a slip of another: shorter ones are too near to everything, longer ones
#: are no word, and the database does not measure them.
SHORTEST_SLIP, LONGEST_SLIP = 4, 100
NEAR_ENOUGH = 0.3
#: A sign that stands for several letters makes many words of few.
MOST_SLIPS = 12
#: Each word as it is where a name has it, else the word of a name that is fewest slips away.
NEAREST = f"""
SELECT coalesce(
    (SELECT word FROM catalogue_searchword WHERE word = typed),
    (SELECT word FROM catalogue_searchword
      WHERE length(typed) BETWEEN {SHORTEST_SLIP} AND {LONGEST_SLIP}
        AND word %% typed AND similarity(word, typed) >= {NEAR_ENOUGH}
        AND levenshtein(typed, word) <= greatest(1, length(typed) / 3)
      ORDER BY levenshtein(typed, word), similarity(word, typed) DESC, word LIMIT 1)
) FROM unnest(%s::text[]) WITH ORDINALITY AS asked (typed, place) ORDER BY place
"""


def forgiving(answer, text):
    """What `answer` finds for a text, or else for its nearest spelling, and that spelling or ""."""
    if found := answer(text):
        return found, ""
    if (corrected := correction(text)) and (found := answer(corrected)):
        return found, corrected
    return found, ""


def correction(text):
    """What else may have been meant, or ""."""
    corrected = correct(text)
    return "" if corrected == " ".join(words(text)) else corrected


def correct(text):
    """The text with each word that no name knows replaced by the nearest one, or "" when it holds
    too many.
    """
    spelt = words(text)
    if len(spelt) > MOST_SLIPS:
        return ""
    corrected = [near or word for word, near in zip(spelt, nearest(spelt), strict=True)]
    if len(spelt) > 1 and corrected == spelt and (joined := nearest([squash(text)])[0]):
        return joined
    return " ".join(corrected)


def nearest(spelt):
    """For each word itself, where a name has it, or the nearest word of a name, or None."""
    return [word for (word,) in rows_of(NEAREST, [spelt])]
