"""Whose program asks: the personal token of a request (RFC 6750), and what it may do.

A token comes in the `Authorization` header alone: addresses and bodies end in logs.
"""

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import APIException
from rest_framework.permissions import BasePermission

from catalogue.actions.tokens import is_well_formed, token_for
from catalogue.choices import TokenScope
from catalogue.models import Token

CHALLENGE = 'Bearer realm="communal"'


class TokenMissing(APIException):
    """Only a program with a token may do this. No error is named: none was shown (section 3)."""

    status_code = 401
    auth_header = CHALLENGE

    def __init__(self):
        super().__init__(_("This needs a token, in a header: “Authorization: Bearer communal_…”."))


class TokenRefused(APIException):
    """The request came with a token that opens nothing."""

    status_code = 401
    auth_header = f'{CHALLENGE}, error="invalid_token"'


class ScopeMissing(APIException):
    """The token is good, for something else."""

    status_code = 403

    def __init__(self, scope):
        super().__init__(
            _("This token may not do this: make another one, with the scope “%(scope)s”.")
            % {"scope": scope}
        )
        self.auth_header = f'{CHALLENGE}, error="insufficient_scope", scope="{scope}"'


@sensitive_variables("header", "secret")
def bearer_of(request):
    """The valid token that comes with a request, or None where none does; raises TokenRefused."""
    header = request.headers.get("Authorization", "")
    scheme, _space, secret = header.partition(" ")
    if scheme.lower() != "bearer":
        return None  # a proxy in front may have a password of its own: none of our business
    secret = secret.strip()
    if not is_well_formed(secret):
        raise TokenRefused(
            _(
                "This is no token of this catalogue: one begins with “communal_”, and not a "
                "character of it may be missing. Send it as “Authorization: Bearer communal_…”."
            )
        )
    token = token_for(secret)
    if token is None:
        # Which of the three is said to its owner at the desk, not to whoever found it.
        raise TokenRefused(
            _("This token opens nothing: it is unknown, has expired or was revoked.")
        )
    return token


class BearerAuthentication(BaseAuthentication):
    """`request.auth` is the token, `request.user` its owner. For views that write."""

    def authenticate(self, request):
        token = bearer_of(request)
        return token and (token.owner, token)

    def authenticate_header(self, request):
        return CHALLENGE


class HasScope(BasePermission):
    """`permission_classes = [HasScope("contribute")]`"""

    def __init__(self, scope):
        self.scope = TokenScope(scope).value

    def __call__(self):
        """The framework asks for a permission at each request: always this one."""
        return self

    def has_permission(self, request, view):
        if not isinstance(request.auth, Token):
            raise TokenMissing
        if not request.auth.may(self.scope):
            raise ScopeMissing(self.scope)
        return True


class BearerScheme(OpenApiAuthenticationExtension):
    """What the API's description says of it."""

    target_class = BearerAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer"}
