"""Addresses that cannot be read at all, whoever asks: too long, not UTF-8, or holding NUL."""

from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.utils.translation import gettext as _

LONGEST_QUERY = 8000


def fault_of(path, query):
    """What makes an address unreadable, in a sentence, or None."""
    if len(query) > LONGEST_QUERY or query.count("&") >= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        return _("The question in this address is too long.")
    try:
        readable = unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return _("This address holds characters that are not valid UTF-8.")
    if "\x00" in readable or "\x00" in path:
        return _("This address holds the NUL character.")
    return None
