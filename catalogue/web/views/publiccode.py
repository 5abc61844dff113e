"""The page where one pastes a publiccode.yml and reads what is wrong with it."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalogue.exchange.publiccode import Severity, Word, validate
from catalogue.exchange.publiccode.messages import cut
from catalogue.web.links import trail

#: Of a line of the file, so that the table fits a screen.
SHOWN = 30
NOTICES = {Word.VALID: "info", Word.VALID_WITH_WARNINGS: "caution", Word.INVALID: "ended"}


@csrf_exempt  # changes nothing and knows nobody: a token would cost visitors a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def validator(request):
    context = {"text": "", "verdict": "", "crumbs": trail((_("Validate a publiccode.yml"), ""))}
    if request.method != "POST":
        return render(request, "publiccode/validator.html", context)
    text = request.POST.get("text", "")
    verdict = validate(text)
    lines = text.splitlines()
    context |= {
        "text": text,
        "notice_kind": NOTICES[verdict.word],
        "verdict": _in_words(verdict),
        "findings": [_told(finding, lines) for finding in verdict.findings],
        "robots": "noindex",
    }
    return never_cache(render)(request, "publiccode/validator.html", context)


def _in_words(verdict):
    count = len(verdict.findings)
    errors = sum(finding.severity is Severity.ERROR for finding in verdict.findings)
    match verdict.word:
        case Word.VALID:
            return _("This file is valid.")
        case Word.VALID_WITH_WARNINGS:
            return ngettext(
                "This file is valid, with %(n)s warning.",
                "This file is valid, with %(n)s warnings.",
                count,
            ) % {"n": count}
    return ngettext(
        "This file is not valid: it has %(n)s error.",
        "This file is not valid: it has %(n)s errors.",
        errors,
    ) % {"n": errors}


def _told(finding, lines):
    """Where it is, what it is about, how bad it is and how to mend it; and the line itself."""
    is_error = finding.severity is Severity.ERROR
    line = lines[finding.line - 1] if finding.line <= len(lines) else ""
    return {
        "where": _("line %(line)d, column %(column)d")
        % {"line": finding.line, "column": finding.column},
        "key": finding.key,
        "severity": _("Error") if is_error else _("Warning"),
        "kind": "ended" if is_error else "caution",
        "message": finding.message,
        "line": cut(line.strip(), SHOWN),
    }
