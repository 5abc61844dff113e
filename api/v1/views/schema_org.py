"""A tool in the words of schema.org, under the tool's own address."""

from django.shortcuts import get_object_or_404

from api.lists import refuse_strangers
from api.reading import ReadView
from api.records import as_json, find_entry
from api.v1.schema.asked import SLUGS
from api.v1.schema.described import Described
from api.v1.schema.parameters import slug_of
from api.v1.views.nouns import moved
from catalogue.choices import Kind
from catalogue.exchange.formats.schema_org import document, software_application
from catalogue.models import Tool

SHAPE = {
    "type": "object",
    "required": ["@context", "@type", "@id", "name", "description", "url"],
    "additionalProperties": True,
}


class ToolSchemaOrg(ReadView):
    """What search engines read in the tool's page, with every text in all of its languages."""

    content_type = "application/ld+json"

    def answer(self, request, slug):
        refuse_strangers(request.GET, [])
        entry = find_entry(Kind.TOOL, slug)
        if entry.slug != slug:
            return moved(request, entry.slug)
        tools = Tool.objects.published().select_related("category", "steward")
        tool = get_object_or_404(tools, pk=entry.object_id)
        return as_json(document(software_application(tool)))

    def described(self):
        return Described(
            operation="readSchemaOrgOfTool",
            summary="Read one of the tools in the words of schema.org",
            description=(
                "A `SoftwareApplication` as JSON-LD, with its texts in every language that there "
                "is."
            ),
            tag=Kind.TOOL.noun,
            shape=SHAPE,
            asked=f"/api/v1/tools/{SLUGS[Kind.TOOL]}/schema-org.jsonld",
            parameters=(slug_of(Kind.TOOL),),
            of_a_thing=True,
            content_type=self.content_type,
        )
