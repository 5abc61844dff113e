"""An origin's answers are read, or told to be none."""

import pytest

from catalogue.errors import CursorExpired
from catalogue.exchange.mirror.origin import News, Origin, Told, site_of
from catalogue.exchange.sources.http import NotFetched
from tests.web_server import web_server

CHANGES, TOOL = "/api/v1/changes/", "/api/v1/tools/gimp/"
RECORD = {"slug": "gimp", "url": "https://origin.example/api/v1/tools/gimp/", "name": "GIMP"}
ROW = {"noun": "tools", "slug": "gimp", "deleted": False, "moved_to": None, "record": RECORD}
PAGE = {"cursor": "abc", "more": False, "results": [ROW]}


@pytest.fixture
def server():
    with web_server() as server:
        yield server


@pytest.fixture
def origin(server):
    return Origin(server.address)


def test_a_page_of_the_feed_is_read(server, origin):
    gone = {**ROW, "slug": "old", "deleted": True, "moved_to": "gimp", "record": None}
    server.says[CHANGES] = [{"body": {**PAGE, "results": [ROW, gone], "later": "more"}}]

    news = origin.changes("a+b")

    told = [Told("tools", "gimp", RECORD), Told("tools", "old", None, "gimp")]
    assert news == News(told, "abc", more=False)
    assert server.asked[0][0] == f"{CHANGES}?since=a%2Bb&page_size=100"


@pytest.mark.parametrize(
    "said",
    [
        *([], "text", {}, {**PAGE, "cursor": ""}, {**PAGE, "more": "no"}, {**PAGE, "results": {}}),
        *({**PAGE, "results": [row]} for row in (None, {}, {**ROW, "noun": "../tools"})),
        *({**PAGE, "results": [{**ROW, "slug": slug}]} for slug in ("", "a/b", "a" * 211, 3)),
        {**PAGE, "results": [{**ROW, "record": None}]},
        {**PAGE, "results": [{**ROW, "deleted": True}]},
        {**PAGE, "results": [{**ROW, "moved_to": "A B"}]},
        {**PAGE, "results": [{**ROW, "record": []}]},
        {**PAGE, "results": [{**ROW, "record": {**RECORD, "slug": "krita"}}]},
        {**PAGE, "results": [{**ROW, "record": {**RECORD, "url": "https://origin.example/"}}]},
    ],
)
def test_what_no_communal_says_is_told(server, origin, said):
    server.says[CHANGES] = [{"body": said}]

    with pytest.raises(NotFetched, match="/api/v1/"):
        origin.changes("")


@pytest.mark.parametrize(
    "answer",
    [{"status": 404}, {"body": b"<html>Bonjour</html>"}, {"status": 500, "body": b"oops"}],
    ids=["nothing", "a page", "a fault"],
)
def test_another_site_is_told(server, origin, answer):
    server.says[CHANGES] = [answer]

    with pytest.raises(NotFetched, match=server.address):
        origin.changes("")


def test_an_expired_cursor_is_told_apart(server, origin):
    problem = {"type": "https://origin.example/api/problems/#cursor-expired", "detail": "Again."}
    server.says[CHANGES] = [{"status": 410, "body": problem}]

    with pytest.raises(CursorExpired, match=r"Again\."):
        origin.changes("abc")


def test_a_refusal_is_told_in_the_origins_words(server, origin):
    problem = {"type": "https://origin.example/api/problems/#forbidden", "detail": "Not you."}
    server.says[CHANGES] = [{"status": 403, "body": problem}]

    with pytest.raises(NotFetched, match=r"403.*Not you\."):
        origin.changes("abc")


def test_a_list_is_read_to_its_end(server, origin):
    other = {**RECORD, "slug": "krita", "url": "https://origin.example/api/v1/tools/krita/"}
    server.says["/api/v1/tools/"] = [
        {"body": {"count": 2, "next": "there", "results": [RECORD]}},
        {"body": {"count": 2, "next": None, "results": [other]}},
    ]

    assert list(origin.records("tools")) == [[RECORD], [other]]
    assert [path.rpartition("&")[2] for path, headers in server.asked] == ["page=1", "page=2"]


@pytest.mark.parametrize("said", [{}, {"results": [RECORD]}, {"results": [{}], "next": None}])
def test_a_list_that_is_none_is_told(server, origin, said):
    server.says["/api/v1/tools/"] = [{"body": said}]

    with pytest.raises(NotFetched, match="/api/v1/tools/"):
        list(origin.records("tools"))


@pytest.mark.parametrize(
    ("answer", "record"),
    [
        ({"body": RECORD}, RECORD),
        ({"status": 404}, None),
        ({"status": 410, "body": {"type": "gone", "detail": "Removed."}}, None),
        ({"status": 301, "Location": "/api/v1/tools/the-gimp/"}, None),
    ],
    ids=["there", "never there", "removed", "renamed"],
)
def test_one_record_is_there_or_is_not(server, origin, answer, record):
    moved = {**RECORD, "slug": "the-gimp", "url": "https://x.example/api/v1/tools/the-gimp/"}
    server.says["/api/v1/tools/the-gimp/"] = [{"body": moved}]
    server.says[TOOL] = [answer]

    assert origin.record("tools", "gimp") == record


@pytest.mark.parametrize(
    "typed",
    [
        *("https://origin.example", " https://Origin.example/ ", "https://origin.example/api/v1/"),
        *("https://origin.example/api", "https://origin.example/fr/", "https://origin.example/en"),
        "https://origin.example/api/v1/changes/?page_size=3",
    ],
)
def test_address_is_read_as_people_copy_it(typed):
    assert site_of(typed) == "https://origin.example"


def test_address_may_have_a_folder():
    assert site_of("http://10.0.0.3:8080/communal/") == "http://10.0.0.3:8080/communal"
