"""The site's addresses, and one that answers nothing: what all the middleware costs by itself."""

from django.http import HttpResponse
from django.urls import path

from config import urls
from config.urls import *  # noqa: F403
from tools.bench.questions import NOTHING


def nothing(request):
    return HttpResponse(b"", content_type="text/plain")


urlpatterns = [path(NOTHING, nothing), *urls.urlpatterns]
