"""What a machine can tell of a page's accessibility: the rules of axe."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def faults_of(page):
    """What axe finds, a line for each place. The window is made as high as the page, since what
    stays in view would lie over controls that a reader scrolls free.
    """
    height = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    found = Axe().run(page, options=RULES).response
    return [
        f"{rule['id']}: {node['target'][0]} — {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
