"""Follows a record that has another key in its source than before: code that moved to another
address, a file that was renamed. It stays joined to its row.

Only what is plainly the same is followed; what is doubtful comes as a new record.
"""

from collections import defaultdict

from catalogue.choices import OutsideNoun
from catalogue.exchange.sources.files import is_address
from catalogue.exchange.told import Where
from catalogue.models import OutsideRecord
from catalogue.search.text import squash

#: What has a name of its own; an adoption and a mapping go with their tool.
NAMED = (OutsideNoun.TOOL, OutsideNoun.ORGANISATION, OutsideNoun.PLACE)


def follow(held, told, here, *, is_whole, is_again):
    """Give records their new keys. `held` are the records by `(noun, key)`, and those of them that
    moved change their place in it; `told` is what is told now, `here` what the source holds and
    refuses to us. `is_again` when the source stands where it stood the last time.
    """
    gone = [
        record
        for place, record in held.items()
        if place not in told and place not in here and not record.vanished_at
    ]
    new = [each for place, each in told.items() if place not in held]
    moved = _at_one_place(gone, new, is_again=is_again)
    if is_whole:
        found = {(each.noun, each.key) for each in moved.values()}
        gone = [record for record in gone if record not in moved]
        new = [each for each in new if (each.noun, each.key) not in found]
        moved |= _of_one_name(gone, new, told)
    for record, each in moved.items():
        _move(held, record, each.key[:400])


def _at_one_place(gone, new, *, is_again):
    """`{record: what it is now}`: a file that tells of one thing tells of it still. On the web an
    address is enough; on a disk, where files are put for others, the name must be the same.
    """
    stood, stands = defaultdict(list), defaultdict(list)
    for record in gone:
        stood[record.noun, record.place].append(record)
    for each in new:
        if each.where == Where(each.where.file):
            stands[each.noun, str(each.where)[:400]].append(each)
    pairs = {place: (stood[place], stands[place]) for place in stood.keys() & stands.keys()}
    return {
        record: each
        for (record, *others), (each, *more) in pairs.values()
        if record.noun in NAMED
        and not (others or more)
        and (is_address(each.where.file) or (is_again and _name(record) == _name(each)))
    }


def _of_one_name(gone, new, told):
    """`{record: what it is now}`: nothing else of that name is there, or was."""
    was, comes, there = defaultdict(list), defaultdict(list), defaultdict(int)
    for record in gone:
        was[record.noun, _name(record)].append(record)
    for each in new:
        comes[each.noun, _name(each)].append(each)
    for each in told.values():
        there[each.noun, _name(each)] += each.noun in NAMED
    return {
        was[name][0]: comes[name][0]
        for name in was.keys() & comes.keys()
        if len(was[name]) == there[name] == 1 and not _contradict(was[name][0], comes[name][0])
    }


def _contradict(record, each):
    """Whether both have an identifier of one register, and not the same; where the code lies and
    the key itself may change.
    """
    return any(
        each.outside_ids.get(name, value) != value
        for name, value in record.outside_ids.items()
        if name != "repository" and value != record.key
    )


def _name(each):
    name = each.values.get("name", "")
    return squash(" ".join(name.values()) if isinstance(name, dict) else name)


def _move(held, record, key):
    """The record, and what it claims of others."""
    old = record.key
    moved = [record]
    for each in held.values():
        if each.values.get("tool_key") == old and each.key.startswith(f"{old}/"):
            each.values["tool_key"] = key
            moved.append(each)
    for each in moved:
        place = (each.noun, (key + each.key.removeprefix(old))[:400])
        if place not in held:
            del held[each.noun, each.key]
            each.key, held[place] = place[1], each
    OutsideRecord.objects.bulk_update(moved, ["key", "values"])
