"""What a record of a tool says beside the tool itself: who is said to use it, what it is said to
replace. Each becomes a record of its own, so that each is judged and remembered alone.
"""

from dataclasses import replace

from catalogue.exchange.told import Told
from catalogue.search.text import squash


def apart(told):
    """The record, and one more for each thing that it claims of others."""
    if told.noun != "tool":
        yield replace(told, users=())
        return
    values = dict(told.values)
    alternatives = values.pop("alternatives", [])
    yield replace(told, values=values, users=())
    about = {"tool_key": told.key, "tool": values["name"]}
    # Who is written twice, in other letters, is one.
    for user in {squash(user.name): user for user in told.users}.values():
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


def _beside(told, noun, name, values):
    return Told(noun, told.catalogue, f"{told.key}/{name}"[:400], told.where, values)
