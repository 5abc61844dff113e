"""Everything under /api/."""

from django.urls import include, path, re_path

from api.not_here import NotHere

urlpatterns = [
    path("v1/", include("api.v1.urls")),
    re_path("", NotHere.as_view(), name="api-not-here"),
]
