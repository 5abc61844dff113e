"""What the door to the network lets through, how long it waits, and what it says otherwise."""

import gzip
import socket
import ssl
import time

import pytest
import urllib3

from catalogue.exchange.sources import http
from catalogue.exchange.sources.http import Door, NotFetched, web_address


@pytest.fixture
def door():
    return Door(private=True)


@pytest.fixture
def hurried(monkeypatch):
    """The same patience, in less time."""
    monkeypatch.setattr(http, "PATIENCE", http.PATIENCE.new(backoff_factor=0.01))
    monkeypatch.setattr(http, "TO_GO_ON", 0.2)


def test_an_answer_comes_back_whole_and_unpacked(door, server):
    body = gzip.compress(b'{"name": "Communal"}')
    server.says["/here"] = [{"body": body, "Content_Encoding": "gzip"}]

    answer = door.get(f"{server.address}/here")

    assert (answer.status, answer.json()) == (200, {"name": "Communal"})
    [(_path, headers)] = server.asked
    assert headers["User-Agent"].startswith("Communal/")
    assert "(+http" in headers["User-Agent"]
    assert headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "body", [b"<html>", b"\xff\xfe", b"[" * 100_000, b""], ids=["html", "bytes", "deep", "empty"]
)
def test_what_is_no_json_is_nothing(door, server, body):
    server.says["/"] = [{"body": body}]

    assert door.get(f"{server.address}/").json() is None


@pytest.mark.parametrize("status", [400, 404, 410, 500])
def test_any_status_comes_back_at_once(door, server, status):
    server.says["/"] = [{"status": status}]

    assert door.get(f"{server.address}/").status == status
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(door, server, status):
    server.says["/"] = [{"status": status, "Retry_After": "1"}, {"body": {"fine": True}}]
    before = time.monotonic()

    assert door.get(f"{server.address}/").json() == {"fine": True}

    assert time.monotonic() - before >= 1


def test_a_server_that_stays_busy_is_left_in_the_end(door, server, hurried):
    server.says["/"] = [{"status": 503}]

    assert door.get(f"{server.address}/").status == 503
    assert len(server.asked) == 1 + http.PATIENCE.total


def cut_short(handler):
    handler.tell(b"{", Content_Length="100")
    handler.close_connection = True


def fall_silent(handler):
    handler.tell(b"{", Content_Length="100")
    time.sleep(1)
    handler.close_connection = True


@pytest.mark.parametrize("fails", [cut_short, fall_silent])
def test_an_answer_that_breaks_off_is_asked_for_again(door, server, hurried, fails):
    server.says["/"] = [fails, {"body": {"fine": True}}]

    assert door.get(f"{server.address}/").json() == {"fine": True}


def test_an_answer_that_always_breaks_off_is_told(door, server, hurried):
    server.says["/"] = [cut_short]

    with pytest.raises(NotFetched, match=r"^http://127\.0\.0\.1:\d+/ "):
        door.get(f"{server.address}/")


def test_too_large_an_answer_is_not_read_to_its_end(door, server, monkeypatch):
    monkeypatch.setattr(http, "LARGEST", 1024**2)
    server.says["/"] = [{"body": gzip.compress(b" " * 50 * 1024**2), "Content_Encoding": "gzip"}]

    with pytest.raises(NotFetched, match="1"):
        door.get(f"{server.address}/")


def test_an_endless_answer_ends(door, server, hurried, monkeypatch):
    monkeypatch.setattr(http, "TO_END", 0.3)
    monkeypatch.setattr(http, "PATIENCE", urllib3.Retry(total=1, read=0))

    def trickle(handler):
        handler.tell(b"", Content_Length="1000")
        for _piece in range(20):
            handler.wfile.write(b" ")
            time.sleep(0.05)

    server.says["/"] = [trickle]

    with pytest.raises(NotFetched):
        door.get(f"{server.address}/")


def test_redirects_are_followed_three_times(door, server):
    for number in range(4):
        server.says[f"/{number}"] = [{"status": 302, "Location": f"/{number + 1}"}]
    server.says["/4"] = [{"body": {"fine": True}}]

    assert door.get(f"{server.address}/1").json() == {"fine": True}
    with pytest.raises(NotFetched):
        door.get(f"{server.address}/0")


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://example.org/", "//a:b@127.0.0.1/", "http://[::1"]
)
def test_redirects_lead_to_the_web_only(door, server, location):
    server.says["/"] = [{"status": 301, "Location": location}]

    with pytest.raises(NotFetched):
        door.get(f"{server.address}/")


def test_https_is_not_left_on_the_way():
    with pytest.raises(NotFetched, match=r"http://example\.org"):
        http._followed("https://example.org/", "http://example.org/")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://Example.org", "https://example.org"),
        ("https://example.org:443/x", "https://example.org/x"),
        ("http://example.org:8000/", "http://example.org:8000/"),
        ("https://données.example/", "https://xn--donnes-eva.example/"),
        ("http://[::1]:8000/#top", "http://[::1]:8000/"),
    ],
)
def test_addresses_of_the_web_are_read(typed, read):
    assert web_address(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        *("", "example.org", "ftp://example.org", "file:///etc/passwd", "https://", "https:///x"),
        *("http://[::1", "http://example.org:port/", "http://a..b/", "https://ada:pw@example.org"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(typed):
    with pytest.raises(NotFetched):
        web_address(typed)


def test_who_may_not_enter_private_networks_asks_nothing_there(server):
    with pytest.raises(NotFetched):
        Door(private=False).get(f"{server.address}/")

    assert server.asked == []


def test_an_unreachable_server_is_told_in_a_sentence(door):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    with pytest.raises(NotFetched, match="Connection refused"):
        door.get(f"http://127.0.0.1:{port}/")


def test_a_server_without_tls_is_told_at_once(door, server):
    before = time.monotonic()

    with pytest.raises(NotFetched, match=r"^https://127\.0\.0\.1"):
        door.get(server.address.replace("http", "https"))

    assert time.monotonic() - before < 1


def test_a_certificate_that_nobody_vouches_for_is_told():
    cause = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] self-signed")
    cause.verify_message = "self-signed certificate"

    fault = urllib3.exceptions.SSLError(cause)
    fault.__cause__ = cause

    assert "self-signed certificate" in http._why(fault)
