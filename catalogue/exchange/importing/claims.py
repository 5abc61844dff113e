"""What a record of a tool says beside the tool itself: who is said to use it, what it is said to
replace. Each becomes a record of its own, so that each is judged and remembered alone.
"""

from dataclasses import replace

from catalogue.exchange.public_bodies import Sort, bodies_of
from catalogue.exchange.tidy import one_line
from catalogue.exchange.told import Told
from catalogue.search.text import squash


def apart(told):
    """The record, and one more for each thing that it claims of others."""
    if told.noun != "tool":
        yield replace(told, users=())
        return
    values = dict(told.values)
    alternatives = values.pop("alternatives", [])
    persons = {user.name for user in told.users if is_person(user)}
    yield replace(told, values=values, users=(), raw=without(persons, told.raw))
    about = {"tool_key": told.key, "tool": values["name"]}
    # Who is written twice, in other letters, is one.
    bodies = {squash(user.name): user for user in told.users if user.name not in persons}
    for user in bodies.values():
        said = {"said_to_be": user.said_to_be, "website": user.website}
        yield _beside(
            told,
            "adoption",
            squash(user.name),
            {
                **about,
                **{name: value for name, value in said.items() if value},
                "city": user.name,
                "city_ids": user.outside_ids,
                "claim": True,
            },
        )
    for product in {squash(product): product for product in alternatives}.values():
        yield _beside(told, "mapping", squash(product), {**about, "product": product})


def is_person(user):
    """Whether a name is a private person's, as far as it says."""
    bodies = bodies_of(user.name, user.said_to_be, user.website)
    return all(body.sort == Sort.PERSON for body in bodies)


def without(names, value):
    """A record as it came, without some names and what stands under them."""
    if not names:
        return value
    if isinstance(value, dict):
        return {
            key: without(names, inner)
            for key, inner in value.items()
            if one_line(key) not in names and not _is_of(names, inner)
        }
    if isinstance(value, list):
        return [without(names, inner) for inner in value if not _is_of(names, inner)]
    return value


def _is_of(names, value):
    name = value.get("name") if isinstance(value, dict) else value
    return one_line(name) in names


def _beside(told, noun, name, values):
    return Told(noun, told.catalogue, f"{told.key}/{name}"[:400], told.where, values)
