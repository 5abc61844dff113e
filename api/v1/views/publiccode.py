"""A tool as a publiccode.yml file, under the tool's own address."""

from django.shortcuts import get_object_or_404
from rest_framework.exceptions import NotFound

from api.lists import refuse_strangers
from api.reading import ReadView
from api.records import find_entry
from api.v1.schema.asked import SLUGS
from api.v1.schema.described import Described
from api.v1.schema.parameters import slug_of
from api.v1.views.nouns import moved
from catalogue.choices import Kind
from catalogue.exchange.formats.publiccode import NoPubliccode, with_everything, write
from catalogue.models import Tool

#: What every file says; the rest is the standard's.
SHAPE = {
    "type": "object",
    "required": ["publiccodeYmlVersion", "name", "url", "description", "legal"],
    "additionalProperties": True,
}


class ToolPubliccode(ReadView):
    """What the catalogue knows of a tool in the words of publiccode.yml. A tool without a
    repository of its own or without a licence has none: 404, which says why.
    """

    content_type = "application/yaml; charset=utf-8"

    def answer(self, request, slug):
        refuse_strangers(request.GET, [])
        entry = find_entry(Kind.TOOL, slug)
        if entry.slug != slug:
            return moved(request, entry.slug)
        tool = get_object_or_404(with_everything(Tool.objects.published()), pk=entry.object_id)
        try:
            return write(tool).encode()
        except NoPubliccode as error:
            raise NotFound(str(error)) from error

    def described(self):
        return Described(
            operation="readPubliccodeOfTool",
            summary="Read a publiccode.yml of one of the tools",
            description=(
                "What the catalogue knows of the tool, in the words of that standard; 404 where it "
                "has no repository of its own or no licence."
            ),
            tag=Kind.TOOL.noun,
            shape=SHAPE,
            asked=f"/api/v1/tools/{SLUGS[Kind.TOOL]}/publiccode.yml",
            parameters=(slug_of(Kind.TOOL),),
            of_a_thing=True,
            content_type="application/yaml",
        )
