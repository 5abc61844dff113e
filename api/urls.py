"""Everything under /api/."""

from django.urls import include, path, re_path

from api.entrance import Entrance, Problems
from api.not_here import NotHere

urlpatterns = [
    path("", Entrance.as_view(), name="api-entrance"),
    path("v1/", Entrance.as_view(), name="api-entrance-v1"),
    path("problems/", Problems.as_view(), name="api-problem-types"),
    path("v1/", include("api.v1.urls")),
    re_path("", NotHere.as_view(), name="api-not-here"),
]
