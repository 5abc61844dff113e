"""One address of the description, made from what its view says of itself."""

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema

from api.v1.schema.answers import answers_of
from api.v1.schema.examples import examples_of
from api.v1.schema.parameters import shared


class Operation(AutoSchema):
    """Asks the view for its `described()`; nothing is guessed."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        if not hasattr(self.view, "described"):
            return None
        if (method == "POST") != bool(self.view.described().body):
            return None
        self.registry, self.path, self.method = registry, path, method
        described = self.view.described()
        return {
            "operationId": described.operation,
            "summary": described.summary,
            **({"description": described.description} if described.description else {}),
            "tags": [described.tag],
            "parameters": [
                *described.parameters,
                *(() if described.body else shared("IfNoneMatch")),
                *shared("AcceptLanguage"),
                *(shared("Range", "IfRange") if described.ranged else ()),
            ],
            **(_asked_with(described.body) if described.body else {}),
            "security": [{}, {"token": []}],
            "responses": answers_of(described, examples_of(described)),
        }


def _asked_with(body):
    content = {name: {"schema": shape} for name, shape in body.items()}
    return {"requestBody": {"required": True, "content": content}}


class ChoiceShape(OpenApiSerializerFieldExtension):
    """A closed list of words is one named shape, with what each word means."""

    target_class = "api.v1.serializers.base.Choice"

    def get_name(self):
        return self.target.words.__name__

    def map_serializer_field(self, auto_schema, direction):
        words = self.target.words
        said = words.__doc__.split("\n\n")[0].strip()
        meanings = {word: str(label) for word, label in words.choices}
        return {
            "type": "string",
            "enum": words.values,
            "description": said,
            "x-enumDescriptions": meanings,
        }
