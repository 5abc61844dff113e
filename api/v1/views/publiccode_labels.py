"""What publiccode.yml's categories and scopes are called, as data of its own."""

from django.http import HttpResponse

from api.lists import refuse_strangers
from api.records import as_json
from api.v1.downloads import LICENCES, DownloadView
from api.v1.schema.about import PUBLICCODE
from api.v1.schema.described import Described
from api.v1.schema.names import schema
from catalogue.exchange.publiccode.labels import as_csv, labels

CSV = "text/csv; charset=utf-8; header=present"


class PubliccodeLabels(DownloadView):
    """All labels, in both languages, with their licences."""

    throttle_scope = "read"

    def answer(self, request):
        refuse_strangers(request.GET, [])
        return as_json(
            {
                "licence": LICENCES,
                "labels": [
                    {"kind": label.kind, "term": label.term, "label": label.names}
                    for label in labels()
                ],
            }
        )

    def described(self):
        return Described(
            operation="listPubliccodeLabels",
            summary="List the labels of publiccode.yml’s categories and scopes",
            description=(
                "What each word of the standard’s two closed lists is called in French and in "
                "English. The labels are ours."
            ),
            tag=PUBLICCODE,
            shape=schema("PubliccodeLabels"),
            asked="/api/v1/publiccode/labels.json",
            headers=("Link",),
        )


class PubliccodeLabelsCsv(DownloadView):
    """The same for a spreadsheet."""

    throttle_scope = "read"

    def answer(self, request):
        refuse_strangers(request.GET, [])
        name = 'attachment; filename="publiccode-labels.csv"'
        return HttpResponse(as_csv(), content_type=CSV, headers={"Content-Disposition": name})

    def described(self):
        return Described(
            operation="downloadPubliccodeLabels",
            summary="List the labels of publiccode.yml for a spreadsheet",
            description="The columns are `kind`, `term`, `label_fr` and `label_en`.",
            tag=PUBLICCODE,
            shape={"type": "string"},
            asked="/api/v1/publiccode/labels.csv",
            headers=("ContentDisposition", "Link"),
            content_type="text/csv",
        )
