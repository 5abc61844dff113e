"""The sources of a whole page, numbered once, so that every fact on it can point at its own."""

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from catalogue.web.words import cited, text


class Bibliography:
    """Gathers the citations of things in reading order; a source cited twice is listed once."""

    def __init__(self, *things):
        self._citations = {}
        for thing in things:
            for citation in thing.citations.all():
                self._citations.setdefault(citation.source_id, []).append(citation)
        self._numbers = {source: number for number, source in enumerate(self._citations, 1)}

    def entries(self):
        """Sources as the source list shows them, with all that they are cited for."""
        return [
            {**cited(citations[:1])[0], "note": _notes(citations)}
            for citations in self._citations.values()
        ]

    def addresses(self):
        """The addresses of the sources that have one."""
        return [entry["url"] for entry in self.entries() if entry["url"]]

    def refs(self, thing):
        """The numbers of a thing's sources, each a link to its entry."""
        numbers = [self._numbers[citation.source_id] for citation in thing.citations.all()]
        links = [
            Markup(
                '<a href="#source-{n}"><span class="visually-hidden">{word} </span>[{n}]</a>'
            ).format(n=number, word=_("source"))
            for number in sorted(set(numbers))
        ]
        return Markup(" ").join(links)


def _notes(citations):
    notes = dict.fromkeys(escape(text(citation.note)) for citation in citations if citation.note)
    return Markup(" · ").join(notes)
