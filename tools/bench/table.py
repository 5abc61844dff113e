"""A result as tables in Markdown, which read well in a terminal too."""

from tools.bench.goals import MEMORY, judged, ratio
from tools.bench.growth import growth

NOT_MEASURED = "–"


def tables(result, rounds, earlier):
    """All of them, with what stands above. `earlier` are the newest results by scale."""
    parts = [head(result), main_table(result, rounds), goals_table(result, rounds)]
    if rows := growth(earlier):
        parts.append(growth_table(rows, earlier))
    return "\n\n".join(parts) + "\n"


def head(result):
    machine, catalogue = result["machine"], result["catalogue"]
    versions = ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    entries = ", ".join(f"{n} {kind}" for kind, n in list(catalogue["entries"].items())[:4])
    missing = f" Not installed: {', '.join(result['missing'])}." if result["missing"] else ""
    memory = ", ".join(f"{name} {mb}" for name, mb in result["memory"].items())
    seed = f", seed {catalogue['seed']}" if catalogue["seed"] else ""
    return (
        f"{result['date'][:10]}, scale {catalogue['scale']}{seed} ({entries}). "
        f"{machine['cores']} cores, {machine['memory_gb']} GB, {machine['cpu']}, "
        f"load {machine['load']} before. {versions}.{missing}\n"
        f"Load: {result['generator']} on the same machine, {result['rounds']} rounds of "
        f"{result['seconds']:g} s. Memory of a worker afterwards, MB (at most {MEMORY}): {memory}."
    )


def main_table(result, rounds):
    columns = (
        "Question", "1: p50 ms", "16: /s", "p99 ms", "64: /s", "p99 ms", "CPU ms",
        "of nothing", "kept", "time / SQL sent", "time / bare SQL", "of Starlette", "of Datasette",
    )  # fmt: skip
    requests = {name: question["requests"] for name, question in result["questions"].items()}
    rows = [
        row_of(result["medians"], rounds, requests, name, question["label"])
        for name, question in result["questions"].items()
    ]
    return markdown(columns, rows)


def row_of(medians, rounds, requests, name, label):
    def figure(row, what):
        if row not in medians:
            return NOT_MEASURED
        return number(medians[row][what] * (requests[name] if what == "cpu" else 1))

    def times(over, under, *, upside_down=False):
        found = ratio(rounds, requests, over, under)
        return number(1 / found if upside_down else found) if found else NOT_MEASURED

    here = f"fresh/{name}"
    failed = any(medians[row]["failed"] for row in medians if row.split("/")[1] == name)
    return (
        label + (" (with failures)" if failed else ""),
        figure(f"{here}/1", "p50"),
        figure(f"{here}/16", "rate"), figure(f"{here}/16", "p99"),
        figure(f"{here}/64", "rate"), figure(f"{here}/64", "p99"), figure(f"{here}/16", "cpu"),
        times(f"{here}/16", f"beside/{name}/16"), times(f"kept/{name}/16", f"beside/{name}/16"),
        times(f"{here}/1", f"sent/{name}/1", upside_down=True),
        times(f"{here}/1", f"reference/{name}/1", upside_down=True),
        times(f"{here}/16", f"starlette/{name}/16"), times(f"{here}/16", f"datasette/{name}/16"),
    )  # fmt: skip


def goals_table(result, rounds):
    requests = {name: question["requests"] for name, question in result["questions"].items()}
    rows = [
        (
            goal.words,
            shown(found),
            shown(goal.by_cpu(result["medians"], requests)),
            goal.wanted,
            verdict(met),
        )
        for goal, found, met in judged(rounds, requests)
    ]
    return markdown(("Goal", "Ratio", "by CPU", "Wanted", ""), rows)


def growth_table(rows, results):
    columns = ("p50 in answers of nothing", *results, "grows", "Wanted", "")
    labels = next(iter(results.values()))["questions"]
    return markdown(
        columns,
        [
            (labels[name]["label"], *map(number, costs), number(times),
             f"≤ {wanted}" if wanted else NOT_MEASURED, verdict(met))
            for name, costs, times, wanted, met in rows
        ],
    )  # fmt: skip


def verdict(met):
    return {True: "met", False: "not met", None: "not measured"}[met]


def shown(value):
    return number(value) if value else NOT_MEASURED


def number(value):
    """Three figures that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def markdown(columns, rows):
    rows = [tuple(map(str, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    lines = [columns, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    )
