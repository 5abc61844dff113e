"""What a view says of itself, for the description."""

from dataclasses import dataclass, field

#: Statuses that every address may answer beside its own.
EVERYWHERE = (400, 401, 429, 503)
#: The shape of a file that is no text.
BINARY = {"type": "string", "format": "binary"}


@dataclass(frozen=True)
class Described:
    """One address: what it is called, what it takes and what it answers.

    `shape` is the schema of a good answer. `asked` is an address to try it with: the description
    shows its answer. `body` is what is sent there, by content type: such an address takes POST, and
    nothing of its answer is kept. `of_a_thing` says that a slug is in the address: a former one
    redirects, a deleted one is gone. `expires` says that a cursor may be of no use any more.
    `paged` answers say where their neighbours are; `links` lead on to other addresses. Of a file,
    `also` holds the other types that it comes in, and a `ranged` one may be had in parts. A
    `binary` one is no text that an example could show.
    """

    operation: str
    summary: str
    tag: str
    shape: dict
    asked: str
    description: str = ""
    parameters: tuple = ()
    body: dict = field(default_factory=dict)
    of_a_thing: bool = False
    paged: bool = False
    expires: bool = False
    headers: tuple = ()
    ranged: bool = False
    links: dict = field(default_factory=dict)
    content_type: str = "application/json"
    also: dict = field(default_factory=dict)
    binary: bool = False

    @property
    def problems(self):
        """The statuses of its problems."""
        own = {
            *((404, 410) if self.of_a_thing else ()),
            *((404,) if self.paged else ()),
            *((410,) if self.expires else ()),
            *((404, 416) if self.ranged else ()),
            *((413, 415) if self.body else ()),
        }
        return sorted({*EVERYWHERE, *own})
