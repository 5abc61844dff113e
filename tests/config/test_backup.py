"""A backup holds everything, and a restore does all or nothing."""

import psycopg
import pytest

from catalogue.search.changes import FEED
from config import backup, postgres
from config.errors import CannotStart


@pytest.fixture
def database(folder, variables):
    variables(DATA_DIR=folder)
    with (
        postgres.running(folder),
        psycopg.connect(postgres.url(folder), autocommit=True) as connection,
    ):
        connection.execute("CREATE TABLE city AS SELECT 'Échirolles' AS name")
        yield connection


def cities(database):
    return [name for (name,) in database.execute("SELECT name FROM city ORDER BY name")]


def test_a_backup_brings_back_what_was_lost(database):
    file = backup.back_up()
    database.execute("UPDATE city SET name = 'lost'")

    backup.restore(file)

    assert cities(database) == ["Échirolles"]
    assert file.stat().st_mode & 0o077 == 0


def test_a_database_that_went_back_tells_mirrors_to_start_again(database):
    database.execute("CREATE TABLE catalogue_change (slug text)")
    file = backup.back_up()
    before = database.execute(FEED).fetchone()

    backup.restore(file)

    assert database.execute(FEED).fetchone() != before


def test_a_broken_backup_changes_nothing(database, folder):
    file = backup.back_up(folder / "whole.dump")
    broken = folder / "broken.dump"
    broken.write_bytes(file.read_bytes()[:-200])
    database.execute("UPDATE city SET name = 'newer'")

    with pytest.raises(CannotStart, match="Nothing was done"):
        backup.restore(broken)

    assert cities(database) == ["newer"]


def test_a_backup_that_fails_leaves_no_file(folder, variables):
    variables(DATA_DIR=folder, DATABASE_URL="postgresql://ada:s3cret@127.0.0.1:1/communal")

    with pytest.raises(CannotStart, match="Nothing was done") as told:
        backup.back_up(folder / "never.dump")

    assert list(folder.iterdir()) == []
    assert "s3cret" not in str(told.value)
