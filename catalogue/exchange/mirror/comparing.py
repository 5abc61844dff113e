"""Whether the origin's record of a thing and our own say the same."""

import json

from django.utils.translation import gettext as _

from catalogue.search.documents.base import SITE, UPDATED
from catalogue.validators import LANGUAGE_TAG

#: Members that origins of earlier releases do not tell.
ADDED = frozenset({"origins"})


def fault_of(noun, told, kept):
    """In what our record of a thing is not the origin's, in a sentence; "" when it is. Either is
    None when there is no such thing.
    """
    if told is None:
        return _("it is here, and not there") if kept else ""
    if kept is None:
        return _("it is missing here")
    members = differing(noun, told, kept)
    return _("it differs in %s") % ", ".join(members) if members else ""


def differing(noun, told, kept):
    """The members in which the origin's record differs from the one kept here, as JSON: its address
    and its date aside, and what a later release adds.
    """
    ours = json.loads(kept)
    site = told["url"].removesuffix(f"/api/v1/{noun}/{told['slug']}/")
    theirs = {name: _with_marks(told[name], name, site) for name in ours.keys() & told.keys()} | {
        "updated_at": UPDATED
    }
    return [
        name
        for name, value in ours.items()
        if (name not in theirs and name not in ADDED)
        or (name in theirs and _without_additions(theirs[name], value) != value)
    ]


def _with_marks(value, name, site):
    """The value of a member with our mark where the origin's own address stands."""
    if isinstance(value, list):
        return [_with_marks(each, name, site) for each in value]
    if isinstance(value, dict):
        return {name: _with_marks(each, name, site) for name, each in value.items()}
    if name in ("url", "page") and isinstance(value, str) and value.startswith(f"{site}/"):
        return SITE + value.removeprefix(site)
    return value


def _without_additions(theirs, ours):
    """The origin's value without the members that ours does not know. Texts per language have no
    members: a language more is a difference.
    """
    if isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        return [_without_additions(*pair) for pair in zip(theirs, ours, strict=True)]
    if isinstance(theirs, dict) and isinstance(ours, dict) and not _is_text(ours):
        return {
            name: _without_additions(value, ours[name])
            for name, value in theirs.items()
            if name in ours
        }
    return theirs


def _is_text(value):
    return all(LANGUAGE_TAG.fullmatch(name) for name in value)
