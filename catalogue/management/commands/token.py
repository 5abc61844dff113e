"""`manage.py token`: issues, lists and revokes tokens of the API from the server's own console."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalogue.actions import tokens
from catalogue.choices import TokenScope
from catalogue.errors import CatalogueError
from catalogue.models import Token

BY = "manage.py token"


class Command(BaseCommand):
    help = "Issue, list or revoke the personal tokens with which programs use the API."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="issue|list|revoke")
        issue = verbs.add_parser("issue", help="Issue a token; its secret is printed this once.")
        issue.add_argument("username", help="Whose token it is.")
        issue.add_argument("--name", required=True, help="What it is for.")
        issue.add_argument(
            "--scope",
            action="append",
            required=True,
            choices=TokenScope.values,
            dest="scopes",
            help="What it may do; may be given several times.",
        )
        issue.add_argument(
            "--days", type=int, default=90, help="How long it is valid, 365 at most (90)."
        )
        listing = verbs.add_parser("list", help="List all tokens, the newest first.")
        listing.add_argument("username", nargs="?", help="Only those of this person.")
        revoke = verbs.add_parser("revoke", help="Revoke a token for good.")
        revoke.add_argument("hint", help="How it begins, as the list shows it: communal_Ab3dE9.")

    def handle(self, *, verb, **options):
        {"issue": self.issue, "list": self.list, "revoke": self.revoke}[verb](**options)

    def issue(self, *, username, name, scopes, days, **options):
        owner = self._user(username)
        try:
            token, secret = tokens.issue(owner=owner, name=name, scopes=scopes, days=days, by=BY)
        except CatalogueError as fault:
            raise CommandError(str(fault)) from fault
        # The secret alone goes where a script reads it.
        self.stderr.write(
            f"Token of {username} until {token.expires_at:%Y-%m-%d}. "
            "Keep it now: it is shown this once."
        )
        self.stdout.write(secret)

    def list(self, *, username, **options):
        held = Token.objects.with_state(timezone.now()).select_related("owner")
        if username:
            held = held.filter(owner=self._user(username))
        for token in held:
            used = f"used {token.last_used_at:%Y-%m-%d}" if token.last_used_at else "never used"
            parts = [
                *(token.shown, token.state, f"until {token.expires_at:%Y-%m-%d}", used),
                *(token.owner.get_username(), "+".join(token.scopes), token.name),
            ]
            self.stdout.write("  ".join(parts))

    def revoke(self, *, hint, **options):
        # Somebody in a hurry pastes the whole secret: it is not repeated.
        hint = tokens.hint_of(hint)
        token = Token.objects.filter(hint=hint).first()
        if token is None:
            raise CommandError(
                f"No token begins with communal_{hint}. “manage.py token list” shows them all."
            )
        done = tokens.revoke(token=token, by=BY)
        self.stdout.write(
            f"{token} is revoked."
            if done
            else f"{token} was revoked on {token.revoked_at:%Y-%m-%d}."
        )

    def _user(self, username):
        users = get_user_model()
        try:
            return users.objects.get_by_natural_key(username)
        except users.DoesNotExist as fault:
            raise CommandError(f"There is no account “{username}”.") from fault
