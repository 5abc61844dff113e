"""A list with its question as a spreadsheet: the rows and the columns of its CSV."""

import hashlib
import json
from datetime import UTC, datetime

from api.lists import refuse_strangers
from api.records import answer
from api.v1.downloads import LONG, DownloadView, a_slot, download
from api.v1.ods_sheets import MOST_ROWS, TooManyRows, ods_file
from api.v1.schema.asked import CSV
from api.v1.schema.described import BINARY, Described
from api.v1.schema.names import name_of, plural_of, words_of
from api.v1.schema.parameters import facet_parameters, shared
from api.v1.snapshot import Entry
from catalogue.exchange.formats.ods import TYPE
from catalogue.search import Question, every, settle


class OdsList(DownloadView):
    """Written aside by one statement, which sees one moment, then sent at the reader's pace."""

    kind = None

    def answer(self, request):
        facets = [facet.name for facet in Question(self.kind).facets]
        refuse_strangers(request.GET, ["q", *facets, "order"])
        question = Question.from_query(self.kind, request.GET)
        question, count = settle(question)
        if count > MOST_ROWS:
            raise TooManyRows
        with a_slot(needed=count > LONG):
            rows = every(question, Entry._fields)
            records = (json.loads(answer(Entry(*row))) for row in rows)
            file = ods_file(self.kind, records)
        tag = hashlib.file_digest(file, "sha256").hexdigest()[:32]
        name = f"communal-{self.kind.noun}-{datetime.now(UTC):%Y-%m-%d}.ods"
        return download(
            request,
            file,
            size=file.tell(),
            tag=f'W/"{tag}"',
            headers={
                "Content-Type": TYPE,
                "Content-Disposition": f'attachment; filename="{name}"',
                # It is compressed already, and a middleware would do it again.
                "Content-Encoding": "identity",
            },
        )

    def described(self):
        noun = self.kind.noun
        asked = CSV[self.kind].replace("&separator=semicolon", "")
        return Described(
            operation=f"download{plural_of(self.kind)}AsOds",
            summary=f"List {words_of(self.kind)} as a spreadsheet",
            description="All rows of the list, as an OpenDocument spreadsheet.",
            tag=noun,
            shape=BINARY,
            asked=f"/api/v1/{noun}.ods?{asked}",
            parameters=(
                *shared("Text"),
                *facet_parameters(self.kind),
                *shared(f"{name_of(self.kind)}Order"),
            ),
            headers=("ContentDisposition", "Link"),
            content_type=TYPE,
            binary=True,
        )
