"""The columns of a table under the names that people give them, in French and in English."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext as _

from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.tables import Row, rows
from catalogue.exchange.told import Fault, Where, doubted


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A heading or a word without case, accents and punctuation: `Date d’arrêt *` → `date d arret`.

    What stands in brackets explains, and is no part of it.
    """
    text = re.sub(r"\([^)]*\)", " ", text.casefold().replace("œ", "oe"))
    letters = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", text))


class Headings:
    """Columns, each with its usual headings."""

    def __init__(self, **columns: tuple[str, ...]):
        self.columns = columns
        self._column = {plain(name): each for each, names in columns.items() for name in names}

    def column(self, heading: str) -> str:
        """The column that a heading stands for, or the heading when it stands for none."""
        return self._column.get(plain(heading), heading)

    def knows(self, heading: str) -> bool:
        return plain(heading) in self._column

    def rows(self, file: File) -> Iterator[Row | Fault]:
        """The rows of a table by column. What stands under a heading that is none of these is told
        once.
        """
        is_told = False
        for row in rows(file, self.knows):
            if isinstance(row, Fault):
                yield row
                continue
            strangers = [heading for heading in row.cells if not self.knows(heading)]
            if strangers and not is_told:
                is_told = True
                message = _("The heading “%s” is not known here; what stands under it is not read.")
                yield doubted(Where(file.name), message % "”, “".join(strangers))
            cells: dict = {}
            headings: dict = {}
            for heading, cell in row.cells.items():
                cells.setdefault(self.column(heading), cell)
                headings.setdefault(self.column(heading), heading)
            yield replace(row, cells=cells, headings=headings)
