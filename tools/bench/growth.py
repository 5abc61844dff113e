"""How the cost of each question grows with the catalogue: the newest result of each scale."""

import json

from tools.bench.goals import GROWTH

SCALES = ("S", "M", "L")


def newest(folder):
    """`{scale: result}` of all that was measured here."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        result = json.loads(path.read_text(encoding="utf-8"))
        found[result["catalogue"]["scale"]] = result
    return {scale: found[scale] for scale in SCALES if scale in found}


def growth(results):
    """`[(question, [cost], times, wanted, met)]`, the cost in answers of nothing of the same run: a
    slower day changes neither.
    """
    if len(results) < 2:
        return []
    first, *_, last = results.values()
    whole = list(results) == list(SCALES) or {"S", "L"} <= results.keys()
    rows = []
    for name in first["questions"]:
        costs = [cost(result, name) for result in results.values()]
        if None in costs:
            continue
        wanted = GROWTH.get(name) if whole else None
        times = cost(last, name) / cost(first, name)
        rows.append((name, costs, times, wanted, times <= wanted if wanted else None))
    return rows


def cost(result, name):
    rows = result["medians"]
    row, beside = rows.get(f"fresh/{name}/1"), rows.get(f"beside/{name}/1")
    return row["p50"] / beside["p50"] if row and beside and beside["p50"] else None
