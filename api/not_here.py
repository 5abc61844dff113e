"""Addresses under the API that lead nowhere: a problem, or the same address with its slash."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from api.reading import ReadView


class NotHere(ReadView):
    """Redirects to the address with a slash at its end where there is one, else 404."""

    schema = None  # nothing to describe

    def answer(self, request, **kwargs):
        if not request.path.endswith("/"):
            try:
                found = resolve(f"{request.path}/")
            except Resolver404:
                raise Http404 from None
            if getattr(found.func, "view_class", None) is not NotHere:
                return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        raise Http404
