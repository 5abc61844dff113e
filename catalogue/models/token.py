"""The keys with which people's programs use the API: kept so that nobody can read them here."""

from datetime import timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from catalogue.choices import TokenScope, TokenState

#: What every secret begins with, so that a scanner finds the one that slipped into a public file.
PREFIX = "communal_"
LONGEST = timedelta(days=365)


class TokenQuerySet(models.QuerySet):
    def with_state(self, now):
        """Annotates `state`, a `TokenState`: revoked before expired, both before suspended."""
        return self.annotate(
            state=Case(
                When(revoked_at__isnull=False, then=Value(TokenState.REVOKED)),
                When(expires_at__lte=now, then=Value(TokenState.EXPIRED)),
                When(owner__is_active=False, then=Value(TokenState.SUSPENDED)),
                default=Value(TokenState.VALID),
                output_field=models.CharField(),
            )
        )

    def valid(self, now):
        """Those that open something."""
        return self.with_state(now).filter(state=TokenState.VALID)


# Neither what proves the secret nor each hour of use is history.
@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["digest", "last_used_at"],
)
class Token(models.Model):
    """The key of a person's program: what it may do, and until when. Its secret is shown once and
    kept nowhere.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,  # a key of nobody opens nothing; the history keeps its line
        related_name="tokens",
        editable=False,
    )
    name = models.CharField(
        _("what it is for"),
        max_length=120,
        help_text=_("The program or the machine that will hold it, to know later what to revoke."),
    )
    # A plain hash is enough: slow ones protect words that can be guessed, and nobody guesses 256
    # random bits; a slow one would make every request wait.
    digest = models.CharField(max_length=64, unique=True, editable=False, db_collation="C")
    hint = models.CharField(
        _("begins with"), max_length=6, unique=True, editable=False, db_collation="C"
    )
    scopes = ArrayField(
        models.CharField(max_length=10, choices=TokenScope),
        verbose_name=_("what it may do"),
    )
    created_at = models.DateTimeField(_("issued on"), db_default=Now(), editable=False)
    expires_at = models.DateTimeField(_("expires on"), editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__contained_by=TokenScope.values, scopes__len__gt=0),
                name="token_scopes_known",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at"))
                & LessThanOrEqual(F("expires_at") - F("created_at"), LONGEST),
                name="token_lasts_a_year_at_most",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="token_says_what_it_is_for"),
            models.CheckConstraint(
                condition=Q(digest__regex="^[0-9a-f]{64}$"), name="token_secret_is_hashed"
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.shown})"

    @property
    def shown(self):
        """As much of the secret as anybody may see, to recognise it by."""
        return f"{PREFIX}{self.hint}…"

    def may(self, scope):
        return scope in self.scopes
