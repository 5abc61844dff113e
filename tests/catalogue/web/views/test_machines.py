"""Answers for machines."""

import pytest
from django.conf import settings
from django.db import connection


def test_health_is_told_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok\n")


def test_readiness_is_told_with_a_database(client, db):
    response = client.get("/readyz")

    assert (response.status_code, response.text) == (200, "ok\n")


def test_readiness_is_refused_while_the_database_is_away(client, django_db_blocker, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    connection.close()

    with django_db_blocker.unblock():
        response = client.get("/readyz")

    assert response.status_code == 503
    assert "does not answer" in response.text
    connection.close()


def test_robots_are_kept_out_of_the_admin_and_told_the_map(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert "Disallow: /admin/" in lines
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt"])
def test_machines_only_read(client, db, path):
    assert client.post(path).status_code == 405
