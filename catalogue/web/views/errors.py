"""Pages for what cannot be answered. They never ask the database."""

from django.shortcuts import render


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
    return render(request, "500.html", status=500)
