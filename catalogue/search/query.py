"""From a question to ranked entries: exact names first, then words weighed with proof; slips of
typing are forgiven.
"""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramSimilarity
from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Ln
from django.utils.translation import get_language

from catalogue.choices import Kind
from catalogue.models import SearchEntry, SearchWord
from catalogue.search.counting import count_facets
from catalogue.search.facets import narrow
from catalogue.search.question import ORDERS
from catalogue.search.text import fold, squash, words

NEAR_ENOUGH = 0.3
#: Columns that a list of rows has no use for.
HEAVY = ("words", "record")
#: Words with which people ask, and which say nothing of what they look for.
ASKING = {
    "remplacer", "remplace", "remplacement", "alternative", "alternatives", "logiciel", "logiciels",
    "outil", "outils", "replace", "replacing", "replacement", "software", "tool", "tools",
    "instead",
    "a", "au", "de", "des", "du", "pour", "of", "for", "to",
}  # fmt: skip
#: How long a word is to be a slip of another: shorter ones are too near to everything, longer ones
#: are no word, and the database does not measure them.
SHORTEST_SLIP, LONGEST_SLIP = 4, 100
#: Each word costs a query, and a sign that stands for several letters makes many of few.
MOST_SLIPS = 12


@dataclass(frozen=True)
class Found:
    """The answer to a question. `corrected` is the text that was searched instead of the one typed,
    or "".
    """

    entries: object
    unnarrowed: object
    corrected: str = ""


def ask(question):
    """Answer a question with ranked entries; when nothing matches, answer its nearest spelling."""
    entries = SearchEntry.objects.filter(kind=question.kind).defer(*HEAVY)
    if not question.text:
        return Found(
            _in_order(narrow(entries, question.facets, question.chosen), question), entries
        )
    matched, corrected = matching(entries, question.text)
    narrowed = narrow(matched, question.facets, question.chosen)
    return Found(_in_order(narrowed, question), matched, corrected)


def ask_everything(text, *, each):
    """The best entries of every kind: `([(kind, count, entries)], corrected)`, exact names first,
    then in the order of Kind.
    """
    everything = SearchEntry.objects.filter(kind__in=Kind.searched()).defer(*HEAVY)
    matched, corrected = matching(everything, text)
    answers = []
    for kind in Kind.searched():
        best = list(_by_relevance(matched.filter(kind=kind))[: each + 1])
        count = len(best) if len(best) <= each else matched.filter(kind=kind).order_by().count()
        if best:
            answers.append((kind, count, best[:each]))
    # A kind in which something bears just this name comes before the others.
    answers.sort(key=lambda answer: -max(entry.named for entry in answer[2]))
    return answers, corrected


def facets_of(question, found, **which):
    """Every facet of the list with its counts, or those that `which` asks `count_facets` for."""
    return count_facets(found.unnarrowed, question, **which)


def matching(entries, text):
    """Entries that hold the words of `text`, and the spelling that was used instead if none did."""
    matched = _with_words(entries, text)
    if matched.exists():
        return matched, ""
    corrected = correct(text)
    if corrected and corrected != " ".join(words(text)):
        again = _with_words(entries, corrected)
        if again.exists():
            return again, corrected
    return matched, ""


def _sought(text):
    """The text without the words of asking, unless there is nothing else."""
    kept = [word for word in text.split() if fold(word) not in ASKING]
    return " ".join(kept) or text


def _with_words(entries, text):
    """Entries matching all the words in French or in English, or whose name is the text with other
    spaces.
    """
    sought = _sought(text)
    query = (
        SearchQuery(sought, config="communal_fr", search_type="websearch")
        | SearchQuery(sought, config="communal_en", search_type="websearch")
        | SearchQuery(sought, config="communal_names", search_type="websearch")
    )
    whole = [squash(text)]
    return entries.filter(Q(words=query) | Q(names__overlap=whole)).annotate(
        named=Case(
            When(names__overlap=whole, then=Value(1)), default=Value(0), output_field=IntegerField()
        ),
        relevance=SearchRank(F("words"), query, normalization=Value(1))
        * (1 + Ln(F("proof") + 1.0) / 4),
    )


def _by_relevance(entries):
    return entries.order_by("-named", "-relevance", "-proof", _by_name(), "pk")


def _in_order(entries, question):
    if question.text and not question.order:
        return _by_relevance(entries)
    order = question.order or ORDERS[question.kind][0]
    return entries.order_by(
        *{
            "proof": ("-proof", "-cities", _by_name()),
            "name": (_by_name(),),
            "activity": ("-fresh", _by_name()),
            "recent": ("-fresh", _by_name()),
            "population": ("-size", _by_name()),
            "alternatives": ("-size", _by_name()),
            "products": ("-size", _by_name()),
            "position": ("size", _by_name()),
        }[order],
        "pk",
    )


def _by_name():
    return "sort_en" if get_language() == "en" else "sort_fr"


def correct(text):
    """The text with each word that no name knows replaced by the nearest one, or "" when it holds
    too many.
    """
    spelt = words(text)
    if len(spelt) > MOST_SLIPS:
        return ""
    known = set(SearchWord.objects.filter(word__in=spelt).values_list("word", flat=True))
    corrected = [word if word in known else nearest(word) or word for word in spelt]
    whole = squash(text)
    if len(spelt) > 1 and (joined := nearest(whole)) and corrected == spelt:
        return joined
    return " ".join(corrected)


def nearest(word):
    """The name's word that is fewest slips away from `word`, or None."""
    if not SHORTEST_SLIP <= len(word) <= LONGEST_SLIP:
        return None
    slips = Func(Value(word), F("word"), function="levenshtein", output_field=IntegerField())
    return (
        SearchWord.objects.filter(word__trigram_similar=word)
        .annotate(slips=slips, likeness=TrigramSimilarity("word", word))
        .filter(slips__lte=max(1, len(word) // 3), likeness__gte=NEAR_ENOUGH)
        .order_by("slips", "-likeness", "word")
        .values_list("word", flat=True)
        .first()
    )
