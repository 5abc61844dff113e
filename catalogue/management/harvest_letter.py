"""The letter that editors get after a harvest: what waits for them, and where."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from catalogue.choices import ImportOutcome, Standing


def send(harvested):
    """Tell the editors what needs them, if there is anything and anybody to tell. `harvested` are
    pairs of a catalogue and its Report, None where it could not be read. Raises OSError when the
    mail server cannot be reached or refuses it.
    """
    if not settings.HARVEST_REPORT_TO:
        return
    with override(settings.LANGUAGE_CODE):
        parts = list(filter(None, (_of(catalogue, report) for catalogue, report in harvested)))
        if parts:
            subject = _("Other catalogues: something needs you")
            send_mail(subject, "\n\n".join(parts), None, settings.HARVEST_REPORT_TO)


def _of(catalogue, report):
    """What a catalogue needs, a line with an address for each; "" for nothing."""
    if report is None:
        run = catalogue.runs.first()
        lines = [_("It could not be read: %s") % run.failure, _desk("importrun_change", run.pk)]
        return _under(catalogue, lines)
    lines = []
    if many := _number(report, ImportOutcome.WAITING):
        told = ngettext("%d record waits for an editor.", "%d records wait for an editor.", many)
        lines += [told % many, _records(catalogue, standing=Standing.WAITING.value)]
    if many := _number(report, ImportOutcome.VANISHED):
        told = ngettext("%d record has vanished there.", "%d records have vanished there.", many)
        lines += [told % many, _records(catalogue, standing="all", vanished="yes")]
    return _under(catalogue, lines) if lines else ""


def _under(catalogue, lines):
    return "\n".join([catalogue.title, *lines])


def _number(report, outcome):
    return sum(many for (_noun, what), many in report.counts.items() if what == outcome)


def _records(catalogue, **asked):
    query = urlencode({"catalogue__id__exact": catalogue.pk, **asked})
    return f"{_desk('outsiderecord_changelist')}?{query}"


def _desk(page, *args):
    return settings.SITE_URL + reverse(f"admin:catalogue_{page}", args=args)
