"""Text as a database and a terminal take it, whatever a source holds."""

from dataclasses import fields, is_dataclass, replace


def keepable(value):
    """The same record, fault or value without NUL characters and halves of characters."""
    match value:
        case str():
            return value.replace("\x00", "").encode(errors="replace").decode()
        case dict():
            return {keepable(key): keepable(inner) for key, inner in value.items()}
        case list() | tuple():
            return type(value)(keepable(inner) for inner in value)
        case _ if is_dataclass(value):
            return replace(
                value, **{f.name: keepable(getattr(value, f.name)) for f in fields(value)}
            )
    return value
