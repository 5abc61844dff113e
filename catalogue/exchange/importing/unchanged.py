"""Asks an address only for what changed since it was read last."""

from catalogue.exchange.sources.http import Door


class Unchanged(Exception):
    """The one address that was asked says that nothing changed."""


class RememberingDoor(Door):
    """Gives back the marks (ETag, date) with which a source answered the last time, and keeps the
    new ones in `marks`: `{address: [etag, modified]}`. Only for sources of one address: of several
    pages, one may change without the others.
    """

    def __init__(self, marks, *, private=False):
        super().__init__(private=private)
        self.marks = dict(marks)

    def get(self, address, **_marks):
        etag, modified = self.marks.get(address, (None, None))
        answer = super().get(address, etag=etag, modified=modified)
        if answer.status == 304:
            raise Unchanged
        if answer.etag or answer.modified:
            self.marks = {address: [answer.etag, answer.modified]}
        return answer
