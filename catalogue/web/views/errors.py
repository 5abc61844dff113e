"""Pages for what cannot be answered. They never ask the database."""

from django.http import HttpResponse
from django.shortcuts import render

#: The last words, when even the page cannot be drawn.
PLAIN = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Communal</title>"
    "<h1>Something went wrong here</h1><p>Please try again in a few minutes."
    "<p lang=fr>Une erreur est survenue ici. Merci de réessayer dans quelques minutes."
)


def bad_request(request, exception=None):
    return render(request, "400.html", {"explanation": ""}, status=400)


def forbidden(request, exception=None, reason=""):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    explanation = (
        str(exception.args[0])
        if exception and exception.args and isinstance(exception.args[0], str)
        else ""
    )
    return render(request, "404.html", {"explanation": explanation}, status=404)


def server_error(request):
    """A fault of ours. The page that says so may fail for the same reason: then a bare one does."""
    try:
        return render(request, "500.html", status=500)
    except Exception:  # noqa: BLE001  whatever broke the page may break this one too
        return HttpResponse(PLAIN, status=500)
