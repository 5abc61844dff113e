"""The whole description: what the API is, its addresses and their shapes, as the committed file
holds them.
"""

from django.utils import translation
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.plumbing import ComponentRegistry
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.settings import patched_settings
from drf_spectacular.validation import validate_schema
from jsonschema import ValidationError
from rest_framework.views import APIView

from api.v1.schema import answers
from api.v1.schema.about import DESCRIPTION, SECURITY_SCHEMES, TAGS, TITLE, VERSION
from api.v1.schema.operation import Operation
from api.v1.schema.parameters import components
from api.v1.schema.shapes import schemas

SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": TITLE,
    "VERSION": VERSION,
    "DESCRIPTION": DESCRIPTION,
    "LICENSE": {
        "name": "Licence Ouverte 2.0 or Creative Commons Attribution 4.0, as you prefer",
        "identifier": "etalab-2.0 OR CC-BY-4.0",
    },
    "SERVERS": [{"url": "/", "description": "The catalogue that you read this in."}],
    "TAGS": TAGS,
    "EXTERNAL_DOCS": {"url": "/api/", "description": "How to use the API, with examples."},
    "SORT_OPERATIONS": False,
    "POSTPROCESSING_HOOKS": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SCHEMA_PATH_PREFIX": "",
}


class Components(ComponentRegistry):
    """What the addresses refer to: records and other shapes, parameters, headers, answers."""

    def build(self, extra_components):
        operation = Operation()
        operation.registry, operation.view = self, APIView(request=None)
        return {
            "schemas": schemas(operation, self),
            "parameters": components(),
            "headers": answers.headers(),
            "responses": answers.responses(),
            "securitySchemes": SECURITY_SCHEMES,
        }


class Generator(SchemaGenerator):
    """Finds the addresses and puts everything together, in English whoever asks."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.registry = Components()

    def get_schema(self, request=None, public=False):  # noqa: FBT002 - the framework's words
        with translation.override("en"), patched_settings(SETTINGS):
            return super().get_schema(request, public=True)

    def views(self):
        """The view of every address that is described."""
        self._initialise_endpoints()
        found = [view for _path, _regex, _method, view in self._get_paths_and_endpoints()]
        return [view for view in found if hasattr(view, "described")]

    def create_view(self, callback, method, request=None):
        view = super().create_view(callback, method, request)
        self._set_schema_to_view(view, Operation())
        return view


class CannotDescribe(Exception):
    """The code says something that OpenAPI has no words for."""


def described():
    """The description, valid and without a warning."""
    GENERATOR_STATS.reset()
    made = Generator().get_schema()
    if GENERATOR_STATS:
        GENERATOR_STATS.emit_summary()
        raise CannotDescribe("A view or a shape is not described as it should be: see above.")
    return valid(made)


def valid(made):
    """The same; raises CannotDescribe where it is not OpenAPI."""
    try:
        validate_schema(made)
    except ValidationError as error:
        raise CannotDescribe(f"{error.json_path}: {error.message}") from error
    return made


def as_text(made):
    """The committed file."""
    return OpenApiYamlRenderer().render(made).decode()
