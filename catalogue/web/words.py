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
    parts = [int(part) for part in value.split("-") if part]
    if len(parts) == 3:
        written = format_date(datetime.date(*parts), "long", locale=locale())
        return f"1er{written[1:]}" if get_language() == "fr" and parts[2] == 1 else written
    if len(parts) == 2:
        return format_skeleton(
            "yMMMM", datetime.datetime(*parts, 1, tzinfo=datetime.UTC), locale=locale()
        )
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
    return format_decimal(value, locale=locale())


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
    names = names_of(code)
    return names.get(get_language() or "fr", code) if names else code


def language_name(tag):
    """“French”, “Portuguese (Brazil)”: a BCP 47 tag in words, or itself where it has no name."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name(locale())
    except (ValueError, UnknownLocaleError):
        name = None
    return name or tag


def place(city):
    """Where a city is: region and country, in words."""
    return ", ".join(
        part for part in (city.department or city.region, country(city.country)) if part
    )


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


def _after_number(status, count):
    if status in COUNTED_STATUSES:
        return COUNTED_STATUSES[status](count)
    return str(status.label).lower()


def status_counts(adoptions):
    """`[{status, label, count}]`, those in production first, the reversed ones last. Those that no
    sure source shows in production are counted apart, as rankings do.
    """
    proven = sum(adoption.is_proven for adoption in adoptions)
    return _told(Counter(adoption.status for adoption in adoptions), proven)


def switch_counts(alternative):
    """The same of all switches to an alternative."""
    return _told(Counter(alternative.statuses), alternative.proven)


def _told(counted, proven):
    weak = counted[AdoptionStatus.IN_PRODUCTION] - proven
    counted[AdoptionStatus.IN_PRODUCTION] = proven
    order = [
        AdoptionStatus.IN_PRODUCTION,
        *AdoptionStatus.on_the_way(),
        AdoptionStatus.PARTLY_REVERSED,
        *AdoptionStatus.over(),
        AdoptionStatus.UNCONFIRMED,
    ]
    counts = [
        {
            "status": status.value,
            "label": _after_number(status, counted[status]),
            "count": counted[status],
        }
        for status in order
        if counted[status]
    ]
    if weak:
        label = ngettext("in production, to be confirmed", "in production, to be confirmed", weak)
        status = AdoptionStatus.IN_PRODUCTION.value
        counts.append({"status": status, "label": label, "count": weak})
    return counts


def short_caution(tool):
    """The warning that a list must show beside a tool, in a few words, or ""."""
    if tool.is_dead:
        return _("No longer maintained")
    if not tool.licence:
        return _("Free licence not established")
    return _("With a caution") if tool.caution else ""


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
    "switch_counts": switch_counts,
    "text": text,
}
