"""Addresses under the API that lead nowhere: a problem, or the same address with its slash. And
requests that reach no address at all.
"""

from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from api.errors import problem
from api.reading import ReadView, open_to_all


class NotHere(ReadView):
    """Redirects to the address with a slash at its end where there is one, else 404: whatever the
    method, for nothing can be done to nothing.
    """

    schema = None  # nothing to describe

    def answer(self, request, **kwargs):
        if not request.path.endswith("/"):
            try:
                found = resolve(f"{request.path}/")
            except Resolver404:
                raise Http404 from None
            if not issubclass(found.func.view_class, NotHere):
                return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        raise Http404

    def options(self, request, **kwargs):
        return self.answer(request)

    http_method_not_allowed = options


def bad_request(request, exception):
    """What Django refuses before any address is looked at."""
    said = (
        _("This site does not go by the name in the “Host” header of the request.")
        if isinstance(exception, DisallowedHost)
        else _("The server could not read the request.")
    )
    return open_to_all(problem("bad-request", 400, said))
