"""Answers for machines: is the site up, what may robots read."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.replicas.servers import SERVERS, name_of


@require_safe
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request):
    """A database answers too; 503 when none does. Where there are replicas, how each of them is."""
    if settings.REPLICAS:
        states = SERVERS.look()
        is_ready = set(states.values()) != {"away"}
        said = "".join(f"{name_of(alias)}: {state}\n" for alias, state in states.items())
    else:
        is_ready, said = _database_answers(), ""
    first = "ok" if is_ready else "the database does not answer"
    return HttpResponse(
        f"{first}\n{said}",
        status=200 if is_ready else 503,
        content_type="text/plain; charset=utf-8",
    )


def _database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@require_safe
def favicon(request):
    """Browsers ask for it by this name where a page names no icon."""
    return redirect(static("img/favicon-32.png"))


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
