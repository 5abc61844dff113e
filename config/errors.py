"""What keeps the site from starting, in words that say how to mend it."""


class CannotStart(Exception):
    """Shown to the person at the terminal as it is, without a traceback."""
