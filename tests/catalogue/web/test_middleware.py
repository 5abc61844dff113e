"""What readers take, and hostile and mistaken requests: each gets a page that explains, none gets
a fault of ours.
"""

from urllib.parse import quote

import pytest
from django.db import DataError, InternalError, connection, transaction
from django.test import Client

from tests.factories import CityFactory, ToolFactory

LISTS = ["tools/", "products/", "cities/", "case-studies/", "organisations/"]
ASKING = [*LISTS, "search/"]
DETAILS = [f"{path}nothing-like-it/" for path in LISTS]
QUIET = ["", "why/", "about/", "data/", "legal/", "accessibility/", "styleguide/"]
MACHINES = [
    "search/suggest/",
    "feeds/tools.atom",
    "feeds/adoptions.atom",
    "feeds/case-studies.atom",
]

#: What no address of ours may answer otherwise than with a 400.
UNREADABLE = {
    "NUL": "q=%00",
    "NUL in a name": "a%00b=1",
    "NUL among others": "q=ok&page=1&x=%00",
    "invalid UTF-8": "q=%ff",
    "cut UTF-8": "q=%C3",
    "lone surrogate": "q=%ED%A0%80",
    "overlong UTF-8": "q=%C0%80",
    "10 kB": "q=" + "a" * 10_000,
    "5000 parameters": "&".join(f"a{n}=1" for n in range(5000)),
    "1001 short parameters": "a&" * 1001,
}
#: What a list refuses by name.
MISTAKEN = {
    "page of letters": ("page=abc", "page"),
    "page zero": ("page=0", "page"),
    "page far away": ("page=999999999", "page"),
    "page of 5000 digits": ("page=" + "9" * 5000, "page"),
    "page of other digits": ("page=" + quote("٣"), "page"),
    "page twice": ("page=1&page=2", "page"),
    "page as an array": ("page[]=1", "page"),
    "unknown order": ("order=price", "order"),
    "order with SQL": ("order=" + quote("name);select pg_sleep(9)--"), "order"),
    "words as an array": ("q[]=a", "q"),
    "words twice": ("q=a&q=b", "q"),
    "201 characters": ("q=" + "a" * 201, "q"),
    "2000 words": ("q=" + "a+" * 2000, "q"),
}
FACET_OF = dict(zip(LISTS, ["replaces", "gafam", "country", "outcome", "kind"], strict=True))


def explains(response):
    """The answer is a whole page with one heading, a sentence, and a way on."""
    page = response.page
    return len(page.main_headings) == 1 and "/fr/search/" in response.text and page.lang == "fr"


@pytest.mark.parametrize("path", [*QUIET, *ASKING, *DETAILS, *MACHINES])
def test_unreadable_question_is_a_400_that_explains(client, db, path):
    for name, query in UNREADABLE.items():
        response = client.get(f"/fr/{path}?{query}")

        assert response.status_code == 400, name
        assert explains(response), name


@pytest.mark.parametrize("path", LISTS)
def test_mistaken_question_is_a_400_that_names_the_mistake(client, db, path):
    for name, (query, parameter) in MISTAKEN.items():
        response = client.get(f"/fr/{path}?{query}")

        assert response.status_code == 400, name
        assert explains(response), (name, parameter)


@pytest.mark.parametrize(
    "value", ["x", "'", "a'b\"c", "💾", "%", "../..", "a" * 300, "1e400", "<b>"]
)
@pytest.mark.parametrize("path", LISTS)
def test_unknown_facet_value_is_a_400_that_names_it(client, db, path, value):
    response = client.get(f"/fr/{path}?{FACET_OF[path]}={quote(value)}")

    assert response.status_code == 400
    assert explains(response)
    assert FACET_OF[path] in response.text


@pytest.mark.parametrize("path", ["search/", "search/suggest/"])
@pytest.mark.parametrize("query", ["q[]=a", "q=a&q=b", "q=" + "a" * 201, "q=" + "a+" * 50])
def test_mistaken_search_is_a_400(client, db, path, query):
    assert client.get(f"/fr/{path}?{query}").status_code == 400


@pytest.mark.parametrize("path", ASKING)
@pytest.mark.parametrize("text", ["'", "\\", "a & b", "%", "<script>alert(1)</script>", "${7*7}"])
def test_odd_words_are_only_words(client, db, path, text):
    response = client.get(f"/fr/{path}?q={quote(text)}")

    assert response.status_code == 200
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("path", ASKING)
def test_words_are_never_a_template(db, path):
    response = Client().get(f"/fr/{path}?q={quote('{{7*7}}{%if 1%}')}")

    assert "{{7*7}}{%if 1%}" in response.text


@pytest.mark.parametrize("path", [*QUIET, *ASKING])
def test_unknown_parameter_changes_nothing(client, db, path):
    assert client.get(f"/fr/{path}?utm_source=somewhere&x[]=1").status_code == 200


STRANGE_SLUGS = {
    "quote": "o%27hara",
    "quote and SQL": "x%27%3B--",
    "NUL": "a%00",
    "invalid UTF-8": "%ff",
    "very long": "a" * 5000,
    "capitals": "GLPI",
    "accents": "%C3%A9chirolles",
    "dots": "..%2f..%2fetc%2fpasswd",
    "space": "a%20b",
    "line": "a%0d%0aSet-Cookie:x=1",
    "percent": "%25",
    "right to left": "%E2%80%AEabc",
    "unknown": "nothing-like-it",
    "template": "%7B%7B7*7%7D%7D",
}


@pytest.mark.parametrize("path", LISTS)
def test_strange_slug_is_a_page_that_explains(client, db, path):
    for name, slug in STRANGE_SLUGS.items():
        response = client.get(f"/fr/{path}{slug}/")

        assert response.status_code == (400 if name == "NUL" else 404), name
        assert explains(response), name
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "path", ["%00/", "fr/%00", "fr/tools/%00/x/", "%ff", "fr/%ff/", "fr//", "x" * 9000]
)
def test_strange_address_is_a_page_that_explains(client, db, path):
    response = client.get(f"/{path}")

    assert response.status_code in {400, 404}
    assert len(response.page.main_headings) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"accept-language": "a" * 100_000},
        {"accept-language": "fr\x00"},
        {"accept": "a/b"},
        {"cookie": "sessionid=\x00abc"},
        {"cookie": "sessionid=\xff\xfe; csrftoken=\x00"},
        {"x-forwarded-host": "evil.example"},
        {"range": "bytes=0-0,1-1,2-2"},
        {"if-modified-since": "yesterday"},
        {"if-none-match": "\x00"},
    ],
    ids=lambda headers: next(iter(headers.items()))[0],
)
def test_strange_headers_do_no_harm(client, db, headers):
    response = client.get("/fr/", headers=headers)

    assert response.status_code == 200
    assert "evil.example" not in response.text


def test_another_host_s_name_is_refused(client, db):
    response = client.get("/fr/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "evil.example" not in response.text


def test_page_that_the_list_does_not_have_is_a_404_that_says_how_many_it_has(client, db):
    response = client.get("/en/tools/?page=2")

    assert response.status_code == 404
    assert "1" in response.text
    assert len(response.page.main_headings) == 1


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("fr", "Le numéro de page va de 1 à 10000."), ("en", "A page is a number from 1 to 10000.")],
)
def test_explanation_is_in_the_language_of_the_address(client, db, language, sentence):
    response = client.get(f"/{language}/tools/?page=abc")

    assert response.page.lang == language
    assert sentence in response.text


@pytest.fixture
def database_away(django_db_blocker):
    """Nobody listens where the database should be."""
    there = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(HOST="127.0.0.1", PORT="1")
    with django_db_blocker.unblock():
        yield
    connection.close()
    connection.settings_dict.update(there)


@pytest.mark.parametrize("path", ["", *ASKING, "tools/glpi/", "feeds/tools.atom"])
def test_site_says_so_when_the_database_is_away(client, database_away, path):
    response = client.get(f"/fr/{path}?q=a")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert len(response.page.main_headings) == 1


def test_question_that_takes_too_long_is_told_so(client, db):
    def take_long(execute, sql, params, many, context):
        with connection.wrap_database_errors, connection.cursor() as cursor:
            cursor.cursor.execute("SET LOCAL statement_timeout = 20")
            cursor.cursor.execute("SELECT pg_sleep(9)")

    with transaction.atomic(), connection.execute_wrapper(take_long):
        response = client.get("/en/cities/?q=a&country=FR")
        transaction.set_rollback(True)

    assert response.status_code == 503
    assert "This takes too long" in response.page.main_headings[0]
    assert "Retry-After" not in response.headers
    assert "/en/cities/" in response.page.hrefs


@pytest.mark.parametrize(
    ("fault", "status"),
    [(InternalError("cannot execute UPDATE in a read-only transaction"), 503), (DataError(), 400)],
    ids=["read-only", "beyond the types"],
)
def test_what_the_database_refuses_is_a_page_that_explains(client, db, fault, status):
    def refuse(execute, sql, params, many, context):
        raise fault

    with connection.execute_wrapper(refuse):
        response = client.get("/fr/tools/")

    assert response.status_code == status
    assert len(response.page.main_headings) == 1
    assert "read-only" not in response.text


def test_cookie_chooses_the_language_of_pages_alone(client, db):
    client.cookies["django_language"] = "en"

    home = client.get("/", headers={"Accept-Language": "fr"})
    problem = client.get("/api/nope/", headers={"Accept-Language": "fr"})

    assert home["Location"] == "/en/"
    assert problem["Content-Language"] == "fr"


@pytest.mark.parametrize("path", ["legal/", "accessibility/", "nothing/", "tools/?q=%00"])
def test_pages_that_need_no_database_answer_without_it(client, path):
    assert client.get(f"/fr/{path}").status_code in {200, 400, 404}


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/fr/", "/fr/tools/", "/fr/tools/{tool}/", "/fr/cities/{city}/", "/en/search/?q=a"),
        *("/fr/search/suggest/?q=a", "/fr/feeds/tools.atom", "/sitemap.xml", "/sitemap-tools.xml"),
        *("/robots.txt", "/healthz", "/readyz", "/admin/login/", "/fr/styleguide/"),
        *("/fr/nothing/", "/nothing", "/fr/tools", "/fr/tools/?page=x", "/fr/tools/?q=%00"),
        *("/fr/tools/gone/", "/fr/tools/former/"),
        *("/api/v1/", "/api/v1/tools/{tool}/", "/api/nothing/", "/api/v1/tools/?page=x"),
    ],
)
def test_every_answer_tells_browsers_what_to_refuse(client, db, path):
    tool, city = ToolFactory(slug="former"), CityFactory()
    tool.slug = "present"
    tool.save()
    ToolFactory(slug="gone").delete()

    response = client.get(path.format(tool=tool.slug, city=city.slug))

    headers = response.headers
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert set(" ".join(policy.values()).split()) <= {"'self'", "'none'", "data:"}
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert path.startswith("/admin/") or "Set-Cookie" not in headers
    assert not response.cookies or path.startswith("/admin/")


def test_error_page_never_links_to_another_site(client, db):
    response = client.generic("GET", "/", QUERY_STRING="%ff", PATH_INFO="//evil.example/x")

    assert response.status_code == 400
    assert not [href for href in response.page.hrefs if href.startswith("//")]


@pytest.mark.parametrize("path", ["/api/v1/", "/api/nothing/", "/open-catalog/v1/software"])
def test_machines_pass_by_sessions_and_messages(db, path):
    request = Client().get(path).wsgi_request

    assert not hasattr(request, "session")
    assert not hasattr(request, "_messages")


def test_people_do_not(db):
    request = Client().get("/fr/").wsgi_request

    assert hasattr(request, "session")
    assert hasattr(request, "_messages")
