"""JSON whatever the browser asks for: an address typed by hand shows data, not an error."""

from rest_framework.negotiation import BaseContentNegotiation


class AlwaysJson(BaseContentNegotiation):
    """Answer the view's first format; `Accept` is a wish that data need not refuse."""

    def select_parser(self, request, parsers):
        return next(
            (p for p in parsers if p.media_type == request.content_type.split(";")[0]), None
        )

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type
