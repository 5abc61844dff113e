"""A list with its question as a file for spreadsheets: all of its rows, in its order."""

import hashlib
import json
import tempfile
from datetime import UTC, datetime

from api.lists import refuse_strangers
from api.records import answer
from api.v1.csv_lines import csv_lines, separator_of
from api.v1.downloads import LONG, PIECE, DownloadView, a_slot, download
from api.v1.export_files import TYPES
from api.v1.schema.asked import CSV
from api.v1.schema.described import Described
from api.v1.schema.names import name_of, plural_of, words_of
from api.v1.schema.parameters import facet_parameters, separator_parameter, shared
from api.v1.snapshot import Entry
from catalogue.search import Question, every, settle


class CsvList(DownloadView):
    """Written aside by one statement, which sees one moment, then sent at the reader's pace."""

    kind = None

    def answer(self, request):
        facets = [facet.name for facet in Question(self.kind).facets]
        refuse_strangers(request.GET, ["q", *facets, "order", "separator"])
        separator = separator_of(request.GET)
        question = Question.from_query(self.kind, request.GET)
        question, count = settle(question)
        with a_slot(needed=count > LONG):
            file, tag = self.written(every(question, Entry._fields), separator)
        name = f"communal-{self.kind.noun}-{datetime.now(UTC):%Y-%m-%d}.csv"
        return download(
            request,
            file,
            size=file.tell(),
            tag=tag,
            headers={
                "Content-Type": TYPES["csv"],
                "Content-Disposition": f'attachment; filename="{name}"',
            },
        )

    def written(self, rows, separator):
        """`(a file that nobody else sees, its tag)`; in memory as long as it is short."""
        found = (json.loads(answer(Entry(*row))) for row in rows)
        file = tempfile.SpooledTemporaryFile(max_size=PIECE)  # noqa: SIM115 - closed once sent
        digest = hashlib.sha256()
        for line in csv_lines(self.kind, found, separator):
            digest.update(line)
            file.write(line)
        return file, f'W/"{digest.hexdigest()[:32]}"'

    def described(self):
        noun = self.kind.noun
        return Described(
            operation=f"download{plural_of(self.kind)}",
            summary=f"List {words_of(self.kind)} for a spreadsheet",
            description="All rows of the list, as one CSV file (RFC 4180) in UTF-8.",
            tag=noun,
            shape={"type": "string"},
            asked=f"/api/v1/{noun}.csv?{CSV[self.kind]}",
            parameters=(
                *shared("Text"),
                *facet_parameters(self.kind),
                *shared(f"{name_of(self.kind)}Order"),
                separator_parameter(),
            ),
            headers=("ContentDisposition", "Link"),
            content_type="text/csv",
        )
