"""Who is changing the catalogue: what the database's history writes beside each change."""

import pghistory


def acting(by, why=""):
    """A context in which every change is attributed to `by`: a user, or the name of a program."""
    actor = (
        {"user": by.pk, "name": by.get_username()}
        if hasattr(by, "get_username")
        else {"name": str(by)}
    )
    return pghistory.context(**actor, **({"why": why} if why else {}))
