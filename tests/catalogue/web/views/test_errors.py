"""Pages for what cannot be answered: they explain, and ask nothing of the database."""

import pytest
from django.test import Client, RequestFactory

from catalogue.web.views import errors


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.server_error, 500),
    ],
)
def test_error_page_needs_no_database(view, status):
    response = view(RequestFactory().get("/fr/anything/"))

    assert response.status_code == status
    assert response.text.count("<h1") == 1


def test_fault_of_ours_shows_nothing_of_the_inside(db, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("catalogue.web.views.tools.list_page", broken)

    response = Client(raise_request_exception=False).get("/fr/tools/")

    assert response.status_code == 500
    assert "secret detail" not in response.text
    assert "ZeroDivisionError" not in response.text


def test_fault_in_the_error_page_itself_still_says_something(monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("catalogue.web.views.errors.render", broken)

    response = errors.server_error(RequestFactory().get("/fr/"))

    assert response.status_code == 500
    assert "Something went wrong" in response.text
