"""What of an adoption is only true together: its status, as of when, and from when to when."""

from catalogue.choices import AdoptionStatus

#: A status holds as of a date, and with when it began and ended.
STATE = ("status", "as_of", "started", "ended")


def together(name):
    """What is to be taken with a value, so that nobody reads a status beside the date of another.
    When it began is a fact of its own.
    """
    return STATE if name in STATE and name != "started" else (name,)


def untrue(taken):
    """What a row may not keep once a status was `taken`: the date and the end of another one."""
    if "status" not in taken:
        return {}
    is_over = taken["status"] in AdoptionStatus.over()
    dated = ("as_of",) if is_over else ("as_of", "ended")
    return {name: "" for name in dated if name not in taken}
