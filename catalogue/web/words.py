"""Turning values into what a reader reads: the filters of the templates."""

import datetime
from collections import Counter
from functools import lru_cache

import nh3
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal
from django.utils.translation import get_language, ngettext, npgettext, pgettext
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markupsafe import Markup

from catalogue.choices import AdoptionStatus, MoneyRecurrence
from catalogue.countries import names_of

LOCALES = {"fr": Locale("fr"), "en": Locale("en", "GB")}
#: What Markdown may become. Everything else is dropped.
ALLOWED_TAGS = {
    "p",
    "br",
    "em",
    "strong",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "h3",
    "h4",
    "hr",
}
#: A section has some thousand characters; the dearest Markdown of this length takes a second.
LONGEST_MARKDOWN = 20_000

_markdown = MarkdownIt("commonmark", {"html": False})


def locale():
    return LOCALES[get_language() or "fr"]


def reading(text):
    """The reader's language of a localised text and the words themselves, or the best other one."""
    language = get_language() or "fr"
    for candidate in (language, "en", "fr", *text):
        if candidate in text:
            return candidate, text[candidate]
    return language, ""


def plain(text):
    """A localised text as bare words, for titles and attributes."""
    return reading(text)[1]


def text(value):
    """A localised text for a page; said to be in another language where it is."""
    language, words = reading(value)
    if language == (get_language() or "fr"):
        return words
    return Markup('<span lang="{}">{}</span>').format(language, words)


def prose(value):
    """A localised Markdown text as safe HTML."""
    language, words = reading(value)
    html = Markup(render_markdown(words))  # noqa: S704  nh3 has cleaned it
    if language == (get_language() or "fr") or not words:
        return html
    return Markup('<div lang="{}">{}</div>').format(language, html)


@lru_cache(maxsize=2000)
def render_markdown(source):
    """Markdown to HTML that cannot carry a script, a style or an image."""
    return nh3.clean(
        _markdown.render(source[:LONGEST_MARKDOWN]),
        tags=ALLOWED_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
    )


def partial_date(value):
    """“2016”, “April 2016” or “30 April 2016”."""
    return _dated(value, get_language() or "fr")


@lru_cache(maxsize=5000)
def _dated(value, language):
    parts = [int(part) for part in value.split("-") if part]
    if len(parts) == 3:
        written = format_date(datetime.date(*parts), "long", locale=LOCALES[language])
        return f"1er{written[1:]}" if language == "fr" and parts[2] == 1 else written
    if len(parts) == 2:
        first = datetime.datetime(*parts, 1, tzinfo=datetime.UTC)
        return format_skeleton("yMMMM", first, locale=LOCALES[language])
    return value


def period(started, ended):
    """“since 2013”, “2003–2017”, “until 2017”, or nothing."""
    if started and ended:
        both_years = len(started) == len(ended) == len("2016")
        return (
            ("–" if both_years else " – ").join((partial_date(started), partial_date(ended)))
            if started != ended
            else partial_date(started)
        )
    if started:
        since = pgettext("a full date", "since %s") if _is_day(started) else _("since %s")
        return since % partial_date(started)
    if ended:
        until = pgettext("a full date", "until %s") if _is_day(ended) else _("until %s")
        return until % partial_date(ended)
    return ""


def _is_day(value):
    return len(value) == len("2016-04-30")


def number(value):
    """“7”, “13,875”."""
    return str(value) if 0 <= value < 1000 else _written(value, get_language() or "fr")


@lru_cache(maxsize=5000)
def _written(value, language):
    return format_decimal(value, locale=LOCALES[language])


def amount(fact):
    """A money fact's amount: “€260,000 a year”."""
    value = fact.amount
    written = format_currency(
        value,
        fact.currency,
        locale=locale(),
        currency_digits=False,
        format=None if value % 1 else _whole(),
    )
    if fact.recurrence == MoneyRecurrence.PER_YEAR:
        return f"{written} {fact.get_recurrence_display()}"
    return written


def _whole():
    return "#,##0\u00a0¤" if get_language() == "fr" else "¤#,##0"


def country(code):
    return _country(code, get_language() or "fr")


@lru_cache(maxsize=1000)
def _country(code, language):
    return names_of(code).get(language, code)


def language_name(tag):
    """“French”, “Portuguese (Brazil)”: a BCP 47 tag in words, or itself where it has no name."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name(locale())
    except (ValueError, UnknownLocaleError):
        name = None
    return name or tag


def place(city):
    """Where a city is: region and country, in words."""
    return placed(city.department, city.region, city.country)


def placed(department, region, code):
    return ", ".join(part for part in (department or region, country(code)) if part)


def cited(citations):
    """Citations as the source list shows them."""
    return [
        {
            "title": citation.source.title,
            "url": citation.source.url,
            "publisher": citation.source.publisher,
            "date": partial_date(citation.source.date),
            "kind": citation.source.get_kind_display(),
            "lang": citation.source.lang,
            "note": text(citation.note) if citation.note else "",
        }
        for citation in citations
    ]


def replaced(adoption):
    """What an adoption replaced, products first, then tools."""
    gone = [*adoption.replaces.all(), *adoption.replaces_tools.all()]
    return [{"name": thing.name, "url": thing.get_absolute_url()} for thing in gone]


#: The statuses that take another form after a number, in one language or the other.
COUNTED_STATUSES = {
    AdoptionStatus.ANNOUNCED: lambda n: npgettext("after a number", "announced", "announced", n),
    AdoptionStatus.PILOT: lambda n: npgettext("after a number", "pilot", "pilots", n),
    AdoptionStatus.PARTLY_REVERSED: lambda n: npgettext(
        "after a number", "partly reversed", "partly reversed", n
    ),
    AdoptionStatus.REVERSED: lambda n: npgettext("after a number", "reversed", "reversed", n),
    AdoptionStatus.ENDED: lambda n: npgettext("after a number", "ended", "ended", n),
    AdoptionStatus.UNCONFIRMED: lambda n: npgettext(
        "after a number", "not confirmed", "not confirmed", n
    ),
}


#: From the best proven to the last.
STATUS_ORDER = (
    AdoptionStatus.IN_PRODUCTION,
    *AdoptionStatus.on_the_way(),
    AdoptionStatus.PARTLY_REVERSED,
    *AdoptionStatus.over(),
    AdoptionStatus.UNCONFIRMED,
)


@lru_cache(maxsize=5000)
def _after_number(status, count, _language):
    if status in COUNTED_STATUSES:
        return COUNTED_STATUSES[status](count)
    return str(status.label).lower()


def status_counts(counts):
    """`[{status, label, count}]` of Counts or of an Alternative, those in production first, the
    reversed ones last. Those that no sure source shows in production are counted apart, as rankings
    do.
    """
    counted = Counter(counts.statuses)
    weak = counted[AdoptionStatus.IN_PRODUCTION] - counts.proven
    counted[AdoptionStatus.IN_PRODUCTION] = counts.proven
    told = [
        {
            "status": status.value,
            "label": _after_number(status, counted[status], get_language()),
            "count": counted[status],
        }
        for status in STATUS_ORDER
        if counted[status]
    ]
    if weak:
        label = ngettext("in production, to be confirmed", "in production, to be confirmed", weak)
        status = AdoptionStatus.IN_PRODUCTION.value
        told.append({"status": status, "label": label, "count": weak})
    return told


def short_caution(tool):
    """The warning that a list must show beside a tool, in a few words, or ""."""
    return warning(tool.is_dead, tool.licence, tool.caution)


def warning(is_dead, licence, caution):
    if is_dead:
        return _("No longer maintained")
    if not licence:
        return _("Free licence not established")
    return _("With a caution") if caution else ""


def first_few(items, most):
    """The first items, with “…” when there are more."""
    return [*items[:most], "…"] if len(items) > most else items


def code_spans(words):
    """A sentence with its `words of code` set as such."""
    parts = str(words).split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else part
        for place, part in enumerate(parts)
    )


FILTERS = {
    "amount": amount,
    "cited": cited,
    "code_spans": code_spans,
    "country": country,
    "first_few": first_few,
    "number": number,
    "partial_date": partial_date,
    "place": place,
    "plain": plain,
    "prose": prose,
    "replaced": replaced,
    "short_caution": short_caution,
    "status_counts": status_counts,
    "text": text,
}
