"""What the door to the network lets through, how long it waits, and what it says otherwise."""

import gzip
import socket
import ssl
import time

import pytest
import urllib3
from django.utils.http import http_date

from catalogue.exchange.sources import connections, http
from catalogue.exchange.sources.http import Door, NotFetched, web_address
from tests.web_server import web_server


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


def test_a_busy_server_is_asked_again_at_the_date_it_says(door, server):
    before = time.time()
    server.says["/"] = [
        {"status": 503, "Retry_After": http_date(before + 2)},
        {"body": {"fine": True}},
    ]

    assert door.get(f"{server.address}/").json() == {"fine": True}

    assert 0.9 < time.time() - before < 3


@pytest.mark.parametrize(
    "said",
    ["soon", "-1", "9" * 5000, "Wed, 21 Oct 99999 07:28:00 GMT", "Wed, 21 Oct 1999999999 0:0:0"],
    ids=["word", "negative", "endless", "year", "longer year"],
)
def test_a_time_that_does_not_exist_is_not_waited_for(door, server, hurried, said):
    server.says["/"] = [{"status": 503, "Retry_After": said}, {"body": {"fine": True}}]

    assert door.get(f"{server.address}/").json() == {"fine": True}


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


def drips(start):
    """A server that begins in that way and never ends, a byte now and then."""

    def drip(handler):
        handler.wfile.write(start)
        for _byte in range(100):
            handler.wfile.write(b"1")
            time.sleep(0.05)
        handler.close_connection = True

    return drip


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 ",
        OK + b"Server: ",
        OK + b"Content-Length: 1000\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n1;",
        # A name in the head of the packed file, which gives nothing when it is unpacked.
        OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\x03",
    ],
    ids=["status", "header", "body", "length of a chunk", "packed"],
)
def test_answer_that_drips_is_left_after_its_time(door, server, hurried, monkeypatch, start):
    monkeypatch.setattr(connections, "TO_END", 0.3)
    monkeypatch.setattr(http, "TO_GO_ON", 5)  # a busy machine drips more slowly, but it drips
    server.says["/"] = [drips(start)]
    before = time.monotonic()

    with pytest.raises(NotFetched, match=r"^http://127\.0\.0\.1:\d+/ "):
        door.get(f"{server.address}/")

    assert 0.3 <= time.monotonic() - before < 1
    assert len(server.asked) == 1


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


@pytest.fixture
def other():
    """Another service of the same private network, which nobody typed the address of."""
    with web_server() as other:
        yield other


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"], ids=["port", "name"])
def test_redirects_do_not_lead_on_into_the_private_network(door, server, other, name):
    there = f"http://{name}:{other.server_port}/inside"
    server.says["/"] = [{"status": 302, "Location": there}]

    with pytest.raises(NotFetched, match=rf"^{server.address}/ .*{there}"):
        door.get(f"{server.address}/")

    assert other.asked == []


def test_a_proxy_is_not_asked_to_follow_a_redirect_elsewhere(door, server, other, monkeypatch):
    """It may stand in the private network, and reach all of it."""
    monkeypatch.setenv("http_proxy", server.address)
    server.says["http://typed.example/"] = [
        {"status": 302, "Location": f"http://127.0.0.1:{other.server_port}/"}
    ]

    with pytest.raises(NotFetched, match=r"127\.0\.0\.1"):
        door.get("http://typed.example/")

    assert [path for path, _headers in server.asked] == ["http://typed.example/"]
    assert other.asked == []


@pytest.mark.parametrize(
    ("there", "same"),
    [
        ("http://a.example/elsewhere", True),
        ("https://a.example/", True),
        ("http://a.example:80/", True),
        ("http://a.example:8000/", False),
        ("https://a.example:8443/", False),
        ("http://b.example/", False),
        ("http://a.example.b.example/", False),
    ],
    ids=["path", "TLS", "port said", "port", "port of TLS", "host", "host that begins alike"],
)
def test_place_that_was_typed_is_its_host_and_port(there, same):
    assert http._same_place("http://a.example/", there) is same


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


def test_who_may_not_enter_private_networks_does_not_knock_there():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)

        with pytest.raises(NotFetched):
            Door(private=False).get(f"http://127.0.0.1:{listening.getsockname()[1]}/")

        with pytest.raises(TimeoutError):
            listening.accept()


def test_name_that_leads_elsewhere_a_moment_later_is_not_followed(server, monkeypatch):
    answers, asked = iter(["1.1.1.1", "127.0.0.1"]), []

    def resolved(host, port, *_more, **_options):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)

    with pytest.raises(NotFetched):
        Door(private=False).get(f"http://rebound.example:{server.server_port}/")

    assert asked == ["rebound.example"] * 2
    assert server.asked == []


def test_what_did_not_change_is_not_sent_again(door, server):
    marks = {"ETag": 'W/"a1"', "Last-Modified": "Sat, 29 Oct 1994 19:43:31 GMT"}
    server.says["/"] = [{"body": {"fine": True}, **marks}, {"status": 304}]
    first = door.get(f"{server.address}/")

    again = door.get(f"{server.address}/", etag=first.etag, modified=first.modified)

    (_path, plain), (_path, conditional) = server.asked
    assert "If-None-Match" not in plain
    assert "If-Modified-Since" not in plain
    assert conditional["If-None-Match"] == first.etag == 'W/"a1"'
    assert conditional["If-Modified-Since"] == first.modified == marks["Last-Modified"]
    assert (again.status, again.body) == (304, b"")
    assert (again.etag, again.modified) == (first.etag, first.modified)


def test_what_did_not_change_may_have_a_new_mark(door, server):
    server.says["/"] = [{"status": 304, "ETag": '"b2"'}]

    assert door.get(f"{server.address}/", etag='"a1"').etag == '"b2"'


def test_marks_are_given_back_where_a_redirect_leads(door, server):
    server.says["/"] = [{"status": 301, "Location": "/there", "ETag": '"of the redirect"'}]
    server.says["/there"] = [{"status": 304}]

    answer = door.get(f"{server.address}/", etag='"a1"')

    assert (answer.address, answer.status) == (f"{server.address}/there", 304)
    assert answer.etag == '"a1"'


@pytest.mark.parametrize("etag", ["", "a\x00b", "a" * 501], ids=["empty", "nul", "long"])
def test_mark_that_cannot_be_kept_is_none(door, server, etag):
    server.says["/"] = [{"ETag": etag}]

    assert door.get(f"{server.address}/").etag is None


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
