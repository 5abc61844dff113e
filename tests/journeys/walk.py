"""A walk through a page with the Tab key alone."""


def faults_on_the_way(page):
    """Stops out of the order of the text, out of sight or not marked, in words."""
    faults = []
    for place in range(page.evaluate("() => measures.countStops()")):
        page.keyboard.press("Tab")
        here = page.evaluate("(place) => measures.faultsHere(place)", place)
        faults += here
        if any(fault.startswith("stop") for fault in here):
            break
    return faults
