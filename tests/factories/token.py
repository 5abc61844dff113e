"""Tokens of the API."""

from datetime import timedelta

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from factory.django import DjangoModelFactory

from catalogue.actions.tokens import digest_of, hint_of, new_secret
from catalogue.choices import TokenScope
from catalogue.models import Token


class OwnerFactory(DjangoModelFactory):
    """Somebody with an account and no right."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence("person-{}".format)


class TokenFactory(DjangoModelFactory):
    """Reads for 30 days. `TokenFactory(secret=…)` when the test shows it; `expired=True`,
    `revoked=True`.
    """

    class Meta:
        model = Token
        exclude = ("secret",)

    class Params:
        expired = factory.Trait(
            created_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=31))
        )
        revoked = factory.Trait(revoked_at=factory.LazyFunction(timezone.now))

    secret = factory.LazyFunction(new_secret)
    owner = factory.SubFactory(OwnerFactory)
    name = factory.Sequence("Program {}".format)
    scopes = [TokenScope.READ]
    digest = factory.LazyAttribute(lambda row: digest_of(row.secret))
    hint = factory.LazyAttribute(lambda row: hint_of(row.secret))
    created_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda row: row.created_at + timedelta(days=30))
