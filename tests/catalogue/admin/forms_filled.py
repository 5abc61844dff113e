"""Fills a form of the admin as a browser does: with everything that the page holds."""

from bs4 import BeautifulSoup
from django.urls import reverse


def address(page, row):
    """`address("change", tool)`, `address("changelist", Tool)`."""
    keys = [] if isinstance(row, type) else [row.pk]
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=keys)


def answers(html):
    """What a browser would send if the editor changed nothing."""
    form = BeautifulSoup(html, "html.parser").select_one("#content-main form[method=post]")
    given = {}
    for field in form.select("[name]"):
        if field.name == "textarea":
            _add(given, field, field.text.removeprefix("\n").replace("\n", "\r\n"))
        elif field.name == "select":
            for option in field.select("option[selected]"):
                _add(given, field, option["value"])
        elif field.get("type") in {"checkbox", "radio"}:
            if field.has_attr("checked"):
                _add(given, field, field.get("value", "on"))
        elif field.get("type") != "submit":
            _add(given, field, field.get("value", ""))
    return {name: value for name, value in given.items() if "__prefix__" not in name}


def save(desk, page, row, **changes):
    """Open a form, change some answers, save. `None` leaves an answer out."""
    where = address(page, row)
    given = answers(desk.get(where).text) | changes
    return desk.post(where, {name: value for name, value in given.items() if value is not None})


def faults(response):
    """The sentences of a form that was refused."""
    page = BeautifulSoup(response.content, "html.parser")
    return [fault.text for fault in page.select(".errorlist li")]


def _add(given, field, value):
    given.setdefault(field["name"], []).append(value)
