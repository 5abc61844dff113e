"""The description of the API itself, as the committed file holds it."""

from api.lists import refuse_strangers
from api.reading import ReadView
from api.v1.schema.about import ABOUT
from api.v1.schema.described import Described
from api.v1.schema.file import written_as


class Description(ReadView):
    """OpenAPI 3.1, for programs that read that."""

    ending = None

    @property
    def content_type(self):
        return f"application/{self.ending}"

    def answer(self, request):
        refuse_strangers(request.GET, [])
        return written_as(self.ending)

    def described(self):
        members = ["openapi", "info", "paths", "components"]
        return Described(
            operation=f"readDescriptionAs{self.ending.capitalize()}",
            summary=f"Read this description as {self.ending.upper()}",
            tag=ABOUT,
            shape={"type": "object", "required": members, "additionalProperties": True},
            asked=f"/api/v1/openapi.{self.ending}",
            content_type=self.content_type,
        )
