"""Django's commands, on the project's own PostgreSQL unless DATABASE_URL names another one."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext

from config.errors import CannotStart

# These never touch the database; everything else finds it running.
WITHOUT_DATABASE = {
    "help",
    "version",
    "check",
    "collectstatic",
    "findstatic",
    "translations",
    "validate_publiccode",
}


def main(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise CannotStart(
            f"{error}. Use the project's own Python, which `make run` prepares: "
            f".venv/bin/python {' '.join(words)}"
        ) from error
    from config import env

    env.check()
    with database_for(words[1:]):
        execute_from_command_line(words)


def database_for(words: list[str]) -> AbstractContextManager[object]:
    from config import env, postgres

    asks_for_help = not words or words[0] in WITHOUT_DATABASE or {"-h", "--help"} & set(words)
    if asks_for_help or env.database_url():
        return nullcontext()
    return postgres.running(env.data_dir())


if __name__ == "__main__":
    try:
        main(sys.argv)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
