"""A bar for a long piece of work, where somebody is looking."""

import sys
from functools import partial

from tqdm import tqdm


def bar(verbosity):
    """What shows how far a loop is: `for row in show(rows, desc="rows")`."""
    return partial(tqdm, unit="", leave=False, disable=not (verbosity and sys.stderr.isatty()))
