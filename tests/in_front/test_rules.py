"""What is kept and what never is, told apart by no more than it has to be, and given when the site
fails.
"""

import gzip
import socket
import time

import pytest

from tests.in_front.conftest import READY, in_front
from tests.web_server import web_server

FIRST, SECOND = {"body": b"first"}, {"body": b"second"}


def heard(site):
    """The headers of the last request, by their names in small letters."""
    return {name.lower(): value for name, value in site.asked[-1][1].items()}


def wait_for(true, seconds=30):
    ends = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < ends, "This takes too long."
        time.sleep(0.1)
    return found


@pytest.mark.parametrize("status", [200, 301, 302, 404, 410])
def test_what_anybody_is_answered_is_kept(front, site, status):
    site.says["/en/tools/"] = [{**FIRST, "status": status}, SECOND]

    answers = [front.says("/en/tools/?category=chat") for _ in range(2)]

    assert answers == [("MISS", "first"), ("HIT", "first")]
    assert front.says("/en/tools/?category=maps") == ("MISS", "second")


@pytest.mark.parametrize(
    "path",
    [
        *("/admin/", "/healthz", "/readyz", "/api/v1/changes/", "/api/v1/exports/"),
        *("/api/v1/exports/tools.jsonl", "/api/v1/tools.csv", "/api/v1/tools.ods?category=chat"),
    ],
)
def test_some_places_are_answered_by_the_site_each_time(front, site, path):
    site.says[path.partition("?")[0]] = [FIRST, SECOND]

    assert [front.says(path) for _ in range(2)] == [(None, "first"), (None, "second")]


@pytest.mark.parametrize(
    "who",
    [
        {"cookie": "a=b; sessionid=abc"},
        {"cookie": "__Host-session=abc"},
        {"cookie": "csrftoken=abc"},
        {"cookie": "__Host-csrf=abc"},
        {"cookie": "written=abc"},
        {"authorization": "Bearer communal_abc"},
    ],
    ids=lambda who: next(iter(who.values())),
)
def test_editors_and_tokens_are_answered_by_the_site_each_time(front, site, who):
    site.says["/en/"] = [FIRST, SECOND, {"body": b"third"}]
    front.get("/en/")

    answers = [front.says("/en/", **who) for _ in range(2)]

    assert answers == [(None, "second"), (None, "third")]
    assert front.says("/en/") == ("HIT", "first")
    ((name, value),) = who.items()
    assert heard(site)[name] == value


@pytest.mark.parametrize(
    "said",
    [
        {"Cache_Control": "private, max-age=60"},
        {"Cache_Control": "no-store"},
        {"Cache_Control": "no-cache"},
        {"Set_Cookie": "a=b"},
        {"status": 400},
        {"status": 429, "Cache_Control": "no-store"},
        {"status": 500},
        {"status": 503},
    ],
    ids=str,
)
def test_what_is_not_for_everybody_is_not_kept(front, site, said):
    site.says["/en/"] = [{"body": b"mine", **said}]
    front.get("/en/")
    site.says["/en/"] = [SECOND]

    assert front.says("/en/") == ("MISS", "second")


def test_an_answer_that_depends_on_another_header_is_not_given_to_others(front, site):
    site.says["/api/"] = [
        lambda handler: handler.tell(handler.headers["Accept"].encode(), Vary="Accept")
    ]

    answers = [front.says("/api/", accept=wanted)[1] for wanted in ("text/html", "text/json")]

    assert answers == ["text/html", "text/json"]


def test_cookies_of_others_have_no_say(front, site):
    site.says["/en/"] = [FIRST, SECOND]

    answers = [front.says("/en/", cookie=f"_pk_id={n}; django_language=de") for n in range(2)]

    assert answers == [("MISS", "first"), ("HIT", "first")]
    assert "cookie" not in heard(site)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("fr", "fr"), ("fr-CA,fr;q=0.9,en;q=0.8", "fr"), ("de,fr;q=0.9,en;q=0.8", "fr"),
        ("de", "fr"), ("*", "fr"), ("frr, english", "fr"),
        ("en", "en"), ("en-GB,en;q=0.9,fr;q=0.8", "en"), ("de-AT,de;q=0.9,en;q=0.8", "en"),
        ("EN-us", "en"), ("zh-Hant, en", "en"),
    ],
)  # fmt: skip
def test_readers_are_told_apart_by_two_languages(front, site, asked, told):
    site.says["/api/v1/tools/"] = [in_their_language]
    for each in ("fr", "en"):
        front.get("/api/v1/tools/", accept_language=each)

    assert front.says("/api/v1/tools/", accept_language=asked) == ("HIT", told)


def in_their_language(handler):
    handler.tell(
        handler.headers["Accept-Language"].encode(), Vary="Accept-Encoding, Accept-Language"
    )


def test_a_page_has_its_language_in_its_address(front, site):
    site.says["/en/"] = [{**FIRST, "Vary": "Accept-Encoding"}, SECOND]
    front.get("/en/", accept_language="fr")

    assert front.says("/en/", accept_language="en") == ("HIT", "first")


@pytest.mark.parametrize(
    ("asked", "coding"),
    [
        ("gzip, deflate, br, zstd", "gzip"), ("br, gzip", "gzip"),
        ("gzip;q=1.0,deflate;q=0.6", "gzip"),
        ("identity", None), ("br", None), ("gzip;q=0", None),
    ],
)  # fmt: skip
def test_who_takes_gzip_gets_it_and_who_does_not_does_not(front, site, asked, coding):
    site.says["/en/"] = [perhaps_compressed]
    for each in ("gzip", "identity"):
        front.get("/en/", accept_encoding=each)

    _status, headers, body = front.get("/en/", accept_encoding=asked)

    assert (headers["X-Cache"], headers["Content-Encoding"]) == ("HIT", coding)
    assert (gzip.decompress(body) if coding else body) == b"a page " * 100


def perhaps_compressed(handler):
    body, headers = b"a page " * 100, {"ETag": 'W/"a"', "Vary": "Accept-Encoding"}
    if "gzip" in handler.headers.get("Accept-Encoding", ""):
        body, headers = gzip.compress(body), {**headers, "Content-Encoding": "gzip"}
    handler.tell(body, **{name.replace("-", "_"): value for name, value in headers.items()})


def test_how_often_one_may_ask_is_told_to_that_one_only(front, site):
    left = {"RateLimit": '"read";r=7;t=9', "RateLimit_Policy": '"read";q=300;w=60'}
    site.says["/api/v1/tools/"] = [{**FIRST, **left}]

    def told(**who):
        headers = front.get("/api/v1/tools/", **who)[1]
        return headers["X-Cache"], headers["RateLimit"], headers["RateLimit-Policy"]

    answers = [told(), told(), told(authorization="Bearer communal_abc")]

    assert answers == [
        ("MISS", *left.values()), ("HIT", None, None), (None, *left.values()),
    ]  # fmt: skip


def test_the_site_is_told_who_asks(front, site):
    site.says["/en/"] = [FIRST]

    front.get("/en/", x_forwarded_for="192.0.2.1")

    assert heard(site)["x-forwarded-for"] == "192.0.2.1, 127.0.0.1"


def test_whoever_holds_it_gets_nothing_but_that(front, site):
    site.says["/en/"] = [{**FIRST, "ETag": 'W/"a"'}]
    front.get("/en/")

    status, _headers, body = front.get("/en/", if_none_match='W/"a"')

    assert (status, body) == (304, b"")
    assert len(site.asked) == 1


def test_a_token_may_hold_an_answer_too(front, site):
    site.says["/api/v1/tools/"] = [FIRST]

    front.get("/api/v1/tools/", authorization="Bearer communal_abc", if_none_match='W/"a"')

    assert heard(site)["if-none-match"] == 'W/"a"'


def test_a_download_goes_on_where_it_broke_off(front, site):
    site.says["/api/v1/exports/tools.jsonl"] = [
        {"status": 206, "body": b"rest", "Content_Range": "bytes 5-8/9", "ETag": '"a"'}
    ]

    status, headers, body = front.get(
        "/api/v1/exports/tools.jsonl", range="bytes=5-", if_range='"a"'
    )

    assert (status, headers["ETag"], body) == (206, '"a"', b"rest")
    assert heard(site)["range"] == "bytes=5-"
    assert heard(site)["if-range"] == '"a"'


def test_what_is_old_is_asked_for_again_by_its_tag(brief, site):
    site.says["/en/"] = [
        {**FIRST, "ETag": 'W/"a"'},
        {"status": 304, "ETag": 'W/"a"'},
    ]
    brief.get("/en/")

    wait_for(lambda: brief.get("/en/") and len(site.asked) > 1)

    assert heard(site)["if-none-match"] == 'W/"a"'
    assert brief.says("/en/")[1] == "first"


def test_what_has_changed_is_told_when_the_time_is_over(brief, site):
    site.says["/en/"] = [FIRST]
    brief.get("/en/")

    site.says["/en/"] = [SECOND]

    wait_for(lambda: brief.says("/en/")[1] == "second")


def hang_up(handler):
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    "fails",
    [{"status": 500}, {"status": 502}, {"status": 503, "Cache_Control": "no-store"}, hang_up],
    ids=["500", "502", "503", "nothing"],
)
def test_what_was_kept_is_given_while_the_site_fails(brief, site, fails):
    site.says["/en/"] = [FIRST]
    brief.get("/en/")
    site.says["/en/"] = [fails]

    wait_for(lambda: brief.says("/en/")[0] == "STALE")
    answers = [brief.get("/en/") for _ in range(5)]
    site.says["/en/"] = [SECOND]

    assert {(status, body) for status, _headers, body in answers} == {(200, b"first")}
    wait_for(lambda: brief.says("/en/")[1] == "second")


def test_what_was_never_kept_fails_as_the_site_says_it(front, site):
    site.says["/en/"] = [{"status": 503, "body": b"come again", "Retry_After": "5"}]

    status, headers, body = front.get("/en/")

    assert (status, headers["Retry-After"], body) == (503, "5", b"come again")


def test_what_was_kept_is_given_when_the_site_has_gone(product, tmp_path):
    with web_server() as site:
        site.says = {
            READY: [{"body": b"ready", "Connection": "close"}],
            "/en/": [{**FIRST, "Connection": "close"}],
        }
        begun = in_front(
            product, tmp_path / "front", site.server_port, data_dir=tmp_path, seconds=1
        )
        front = begun.__enter__()
        front.get("/en/")
    try:
        wait_for(lambda: front.says("/en/") == ("STALE", "first"))
        assert front.get("/fr/")[0] in (502, 503)
    finally:
        begun.__exit__(None, None, None)


def test_what_was_taken_down_is_gone_at_once_and_for_good(brief, site):
    site.says["/en/"] = [FIRST]
    brief.get("/en/")
    site.says["/en/"] = [{"status": 410, "body": b"gone"}]

    brief.purge()
    after = brief.says("/en/")
    site.says["/en/"] = [{"status": 503}]
    brief.purge()
    away = brief.get("/en/")

    assert after == ("MISS", "gone")
    assert (away[0], away[2]) == (503, b"")
