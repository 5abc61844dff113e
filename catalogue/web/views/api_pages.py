"""The pages about the API: what there is, how to use it, what its errors mean, every address."""

import json

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from markupsafe import Markup

from catalogue.web.examples import example, examples
from catalogue.web.facts import link
from catalogue.web.links import trail
from catalogue.web.reference import about, chapter, chapters, kind_of, plain_types
from catalogue.web.words import code_spans, number

#: `{kind of problem: (status, title)}`, in the order in which one meets them. The kinds, and their
#: titles word for word, are those of `api.errors`; a test compares them.
PROBLEMS = {
    "bad-parameter": (400, gettext_lazy("A parameter is not as it should be")),
    "bad-request": (400, gettext_lazy("The request is not as it should be")),
    "unauthorised": (401, gettext_lazy("A valid token is needed")),
    "forbidden": (403, gettext_lazy("Not allowed")),
    "not-found": (404, gettext_lazy("There is nothing here")),
    "method-not-allowed": (405, gettext_lazy("This address does not take that method")),
    "gone": (410, gettext_lazy("This was removed")),
    "cursor-expired": (410, gettext_lazy("This place in the feed is not known any more")),
    "unsupported-media-type": (415, gettext_lazy("This format is not understood")),
    "too-many-requests": (429, gettext_lazy("Too many requests")),
    "server-error": (500, gettext_lazy("The server failed")),
    "unavailable": (503, gettext_lazy("Not available right now")),
}
#: What the limits are for.
SCOPES = {
    "read": gettext_lazy("Reading"),
    "search": gettext_lazy("Search, suggestions and counts by facet"),
    "export": gettext_lazy("Exports and CSV"),
}


@require_safe
def overview(request):
    parts = [
        ("start", _("In a minute")),
        ("nouns", _("What there is")),
        ("lists", _("Lists")),
        ("filters", _("Filters")),
        ("fields", _("Choosing what comes")),
        ("values", _("Texts, dates, silences")),
        ("errors", _("Errors")),
        ("again", _("Asking again")),
        ("limits", _("Limits")),
        ("changes", _("Changes, and copies")),
        ("exports", _("Exports and CSV")),
        ("open-catalog", _("Open Catalog, publiccode.yml")),
        ("cors", _("From a web page")),
        ("tokens", _("Tokens")),
        ("promise", _("What version 1 promises")),
        ("licence", _("Licence")),
    ]
    tags = chapters()
    context = {
        "start_command": example("replace.sh"),
        "openapi_url": reverse("v1:openapi-yaml"),
        "noun_rows": [
            [link(chapter_url(tag), name) + _address(tag), code_spans(about(tag))]
            for tag, name in tags.items()
            if kind_of(tag)
        ],
        "other_tags": [
            {"label": name, "url": chapter_url(tag)}
            for tag, name in tags.items()
            if not kind_of(tag)
        ],
        "type_rows": [
            [code_spans(f"`{name}`"), code_spans(words)] for name, words in plain_types()
        ],
        "limit_rows": limit_rows(),
    }
    return manual_page(request, "api/overview.html", parts, context)


@require_safe
def use(request):
    parts = [
        ("curl", _("On the command line")),
        ("python", "Python"),
        ("spreadsheet", _("In a spreadsheet")),
        ("copy", _("Keep a copy")),
    ]
    context = {"examples": examples(), "site": settings.SITE_URL}
    return manual_page(request, "api/use.html", parts, context)


@require_safe
def problems(request):
    facts = {kind: {"status": status, "title": str(t)} for kind, (status, t) in PROBLEMS.items()}
    sample = {
        "type": f"{settings.SITE_URL}/api/problems/#bad-parameter",
        "title": facts["bad-parameter"]["title"],
        "status": 400,
        "detail": _("“%(value)s” is not a value of “%(name)s”.")
        % {"value": "XX", "name": "country"},
        "parameter": "country",
    }
    context = {
        "problems": facts,
        "sample": json.dumps(sample, ensure_ascii=False, indent=2),
    }
    parts = [(kind, fact["title"]) for kind, fact in facts.items()]
    return manual_page(request, "api/problems.html", parts, context)


@require_safe
def reference(request, tag):
    names = chapters()
    if tag not in names:
        raise Http404
    operations, shapes = chapter(tag)
    parts = [(operation.anchor, operation.title) for operation in operations]
    answered = {operation.answer for operation in operations} - {"Facets"}
    parts += [(shape.name, shape.name) for shape in shapes if shape.name in answered]
    context = {
        "name": str(names[tag]),
        "about": about(tag),
        "operations": operations,
        "shapes": shapes,
        "facets_url": reverse(f"v1:{kind}-facets") if (kind := kind_of(tag)) else "",
    }
    return manual_page(request, "api/chapter.html", parts, context)


def _address(tag):
    return Markup("<br><code>/api/v1/<wbr>{}/</code>").format(tag)


def chapter_url(tag):
    return reverse("api-chapter", args=[tag])


def manual_page(request, template, parts, context):
    """A page of the manual of the API, with what it holds: `(anchor, label)`."""
    guide = [
        (reverse("api"), _("The API")),
        (reverse("api-use"), _("Use the API")),
        (reverse("api-problems"), _("Problems of the API")),
    ]
    pages = [(chapter_url(tag), str(name)) for tag, name in chapters().items()]
    [title] = [label for url, label in [*guide, *pages] if url == request.path]
    root = [] if request.path == reverse("api") else [(_("The API"), reverse("api"))]
    context |= {
        "crumbs": trail(*root, (title, "")),
        "manual": _("The API"),
        "groups": [
            {"label": "", "links": _links(guide, request.path, parts)},
            {"label": _("Every address"), "links": _links(pages, request.path, parts)},
        ],
    }
    return render(request, template, context)


def _links(pages, here, parts):
    shown = [{"anchor": anchor, "label": label} for anchor, label in parts]
    return [
        {"url": url, "label": label, "current": url == here, "parts": shown} for url, label in pages
    ]


def limit_rows():
    """The limits that this site sets, for its table."""
    return [
        [label, *(_limit(scope, times) for times in (1, settings.API_TOKEN_FACTOR))]
        for scope, label in SCOPES.items()
    ]


def _limit(scope, times):
    requests, seconds = settings.API_LIMITS.get(scope, (0, 0))
    if not requests:
        return _("no limit")
    said = {"requests": number(requests * times), "seconds": seconds}
    return _("%(requests)s in %(seconds)d seconds") % said
