"""`python -m config run`, `dev`, `serve`, `backup` or `restore`, as the Makefile calls it."""

import signal
import sys

from config.errors import CannotStart

if __name__ == "__main__":
    # A shell that starts us in the background has SIGINT ignored; whoever sends it means it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        from config.start import main

        main(*sys.argv[1:])
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
