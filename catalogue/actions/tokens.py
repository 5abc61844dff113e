"""Tokens of the API: issued with a secret that is told once, recognised by it, revoked for good.

A secret reads `communal_<43 random characters>_<6 of checksum>`. The checksum is a CRC-32, as in
the tokens of GitHub: a scanner knows a real one without asking us, and a slip of copying is told
without asking the database. Letters and digits only, so that a double click selects the whole.
"""

import hashlib
import re
import secrets
import string
import zlib
from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from catalogue.actions.attribution import acting
from catalogue.errors import CatalogueError
from catalogue.models import Token
from catalogue.models.token import LONGEST, PREFIX

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
#: 62 ** 43 is more than 2 ** 256, and 62 ** 6 more than 2 ** 32.
RANDOM_LENGTH, CHECKSUM_LENGTH = 43, 6
SHAPE = re.compile(rf"({PREFIX}[0-9A-Za-z]{{{RANDOM_LENGTH}}})_([0-9A-Za-z]{{{CHECKSUM_LENGTH}}})")
HINT_LENGTH = Token._meta.get_field("hint").max_length
#: Reading with a token writes when it was last used, but seldom.
NOTED_EVERY = timedelta(hours=1)


@sensitive_variables("secret")
def issue(*, owner, name, scopes, days, by):
    """A new token and its secret, which nobody can ask for again."""
    if not 1 <= days <= LONGEST.days:
        raise CatalogueError(_("A token is valid for 1 to %(most)d days.") % {"most": LONGEST.days})
    if not owner.is_active:
        raise CatalogueError(
            _("The account “%(owner)s” is not active: it can have no token.") % {"owner": owner}
        )
    secret, now = new_secret(), timezone.now()
    token = Token(
        owner=owner,
        name=name.strip(),
        scopes=list(dict.fromkeys(scopes)),
        digest=digest_of(secret),
        hint=hint_of(secret),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    try:
        token.full_clean(validate_unique=False)  # two alike are the database's business
    except ValidationError as fault:
        raise CatalogueError(_in_words(fault)) from fault
    with transaction.atomic(), acting(by):
        token.save()
    return token, secret


def revoke(*, token, by):
    """It opens nothing from now on. Whether it did until now: a second time changes nothing."""
    with transaction.atomic(), acting(by):
        done = Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    token.refresh_from_db(fields=["revoked_at"])
    return bool(done)


@sensitive_variables("secret")
def token_for(secret):
    """The valid token of a secret, or None. One query, and a write at most once an hour."""
    if not is_well_formed(secret):
        return None
    now = timezone.now()
    # Nothing is compared in constant time: what the look-up takes may tell how a digest begins,
    # and nobody can make a secret for the digest that he or she would like.
    token = (
        Token.objects.valid(now).select_related("owner").filter(digest=digest_of(secret)).first()
    )
    if token and (token.last_used_at is None or now - token.last_used_at >= NOTED_EVERY):
        with suppress(DatabaseError):  # a standby only reads: the token is no less good
            Token.objects.filter(pk=token.pk).update(last_used_at=now)
            token.last_used_at = now
    return token


@sensitive_variables()
def new_secret():
    start = PREFIX + "".join(secrets.choice(ALPHABET) for _each in range(RANDOM_LENGTH))
    return f"{start}_{_checksum(start)}"


@sensitive_variables()
def is_well_formed(secret):
    """Whether it may be one of ours: it has the shape, and its checksum is right."""
    match = SHAPE.fullmatch(secret)
    return bool(match) and _checksum(match[1]) == match[2]


@sensitive_variables("secret")
def digest_of(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


@sensitive_variables("text")
def hint_of(text):
    """What a token is recognised by, out of its secret or of what lists show of it."""
    return text.strip().removeprefix(PREFIX)[:HINT_LENGTH]


@sensitive_variables("start")
def _checksum(start):
    number, digits = zlib.crc32(start.encode()), ""
    for _each in range(CHECKSUM_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


def _in_words(fault):
    """`what it is for: This field cannot be blank.`"""
    return " ".join(
        f"{Token._meta.get_field(field).verbose_name}: {' '.join(sentences)}"
        for field, sentences in fault.message_dict.items()
    )
