"""A request's token: read, refused in words, and asked for what it may do."""

import pytest
from django.test import RequestFactory
from django.utils.translation import override
from rest_framework.response import Response
from rest_framework.views import APIView

from api.errors import explain
from api.tokens import BearerAuthentication, HasScope, TokenRefused, bearer_of
from catalogue.actions.tokens import new_secret
from tests.factories import TokenFactory

pytestmark = pytest.mark.django_db

MALFORMED = (
    "This is no token of this catalogue: one begins with “communal_”, and not a character of it "
    "may be missing. Send it as “Authorization: Bearer communal_…”."
)
REFUSED = "This token opens nothing: it is unknown, has expired or was revoked."


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


class Desk(APIView):
    """Something that only a program that may contribute can write to."""

    authentication_classes = [BearerAuthentication]
    permission_classes = [HasScope("contribute")]

    def post(self, request):
        return Response({"owner": request.user.get_username(), "token": request.auth.name})


def asked(header=None):
    return RequestFactory().get("/api/v1/tools/", headers=with_header(header))


def posted(header=None):
    request = RequestFactory().post("/api/v1/desk/", headers=with_header(header))
    return Desk.as_view()(request)


def with_header(header):
    return {} if header is None else {"authorization": header}


def said(response):
    """What a program learns of a refusal."""
    import json

    body = json.loads(response.content)
    return response.status_code, body["detail"], response["WWW-Authenticate"]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_a_valid_token_is_read(scheme):
    secret = new_secret()
    token = TokenFactory(secret=secret)

    assert bearer_of(asked(f"{scheme} {secret}")) == token


@pytest.mark.parametrize(
    "header",
    [None, "", "Basic bWFyaWU6cGFzcw==", "Digest x"],
    ids=["none", "empty", "basic", "digest"],
)
def test_a_request_without_a_token_of_ours_is_anonymous(header, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert bearer_of(asked(header)) is None


@pytest.mark.parametrize(
    "header",
    [
        *("Bearer", "Bearer ", "Bearer communal_", "Bearer é", "Bearer a b", "Bearer \x00"),
        *(f"Bearer {'x' * 5000}", "Bearer communal_" + "a" * 43 + "_000000"),
    ],
    ids=[
        *("nothing", "blank", "prefix", "not ASCII", "two words", "nul", "long", "wrong checksum"),
    ],
)
def test_what_is_no_token_is_said_to_be_none(header, django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(TokenRefused) as fault:
        bearer_of(asked(header))

    assert str(fault.value.detail) == MALFORMED


@pytest.mark.parametrize(
    "made",
    [None, {"expired": True}, {"revoked": True}, {"owner__is_active": False}],
    ids=["unknown", "expired", "revoked", "owner inactive"],
)
def test_a_token_that_opens_nothing_is_refused_without_telling_whether_it_ever_did(made):
    secret = new_secret()
    if made is not None:
        TokenFactory(secret=secret, **made)

    with pytest.raises(TokenRefused) as fault:
        bearer_of(asked(f"Bearer {secret}"))

    response = explain(fault.value, {})
    assert said(response) == (401, REFUSED, 'Bearer realm="communal", error="invalid_token"')
    assert secret[9:] not in response.text


def test_the_token_may_write_in_its_owner_s_name():
    secret = new_secret()
    token = TokenFactory(secret=secret, scopes=["read", "contribute"])

    response = posted(f"Bearer {secret}")

    assert response.data == {"owner": token.owner.username, "token": token.name}


def test_writing_without_a_token_is_refused_without_naming_an_error():
    assert said(posted()) == (
        401,
        "This needs a token, in a header: “Authorization: Bearer communal_…”.",
        'Bearer realm="communal"',
    )


@pytest.mark.parametrize(
    ("secret", "sentence"),
    [("communal_x", MALFORMED), (new_secret(), REFUSED)],
    ids=["malformed", "unknown"],
)
def test_writing_with_a_bad_token_is_refused(secret, sentence):
    assert said(posted(f"Bearer {secret}")) == (
        401,
        sentence,
        'Bearer realm="communal", error="invalid_token"',
    )


def test_writing_with_a_token_for_something_else_names_the_scope():
    secret = new_secret()
    TokenFactory(secret=secret, scopes=["read", "import"])

    assert said(posted(f"Bearer {secret}")) == (
        403,
        "This token may not do this: make another one, with the scope “contribute”.",
        'Bearer realm="communal", error="insufficient_scope", scope="contribute"',
    )


def test_a_scope_that_does_not_exist_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="rule"):
        HasScope("rule")


def test_the_description_of_the_api_knows_the_scheme():
    from django.urls import path
    from drf_spectacular.generators import SchemaGenerator

    schema = SchemaGenerator(patterns=[path("desk/", Desk.as_view())]).get_schema(public=True)

    assert schema["components"]["securitySchemes"] == {
        "token": {"type": "http", "scheme": "bearer"}
    }
