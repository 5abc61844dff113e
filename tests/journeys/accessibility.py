"""What a machine can tell of a page's accessibility: the rules of axe, and sizes on the screen."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    "resultTypes": ["violations"],
}

UNFOLD = "() => document.querySelectorAll('details').forEach((one) => { one.open = true })"


def faults_of(page):
    """What axe finds, a line for each place; folded parts count too."""
    page.evaluate(UNFOLD)
    found = Axe().run(page, options=RULES).response
    return [
        f"{rule['id']}: {node['target'][0]} — {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
