"""What can go wrong in the catalogue, each with a sentence that a person may read."""


class CatalogueError(Exception):
    """Something was refused; `str()` says what, where and how to mend it, to the reader."""


class BadQuestion(CatalogueError):
    """A list or a search was asked with a word that it does not know."""

    def __init__(self, message, *, parameter):
        super().__init__(message)
        self.parameter = parameter


class CursorExpired(CatalogueError):
    """A place in the feed of changes that this database cannot tell from: start again."""


class Busy(CatalogueError):
    """Somebody else writes for long what this wanted to write: nothing was saved, try again."""


class UnreadableRecord(CatalogueError):
    """A record of a file cannot be taken in; the message names the file and the key."""
