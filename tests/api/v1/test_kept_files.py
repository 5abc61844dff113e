"""A file is made once for all who ask, whole or not at all, and replaced when it is out of date."""

import threading
import time

import pytest

from api.v1.kept_files import kept


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BUILT_DIR = tmp_path
    return tmp_path / "exports" / "tools.csv"


def read(*place):
    found = kept(*place)
    with found.file:
        return found.file.read()


def files(folder):
    return {path.name for path in folder.iterdir()} - {"lock"}


def test_file_is_made_once(folder):
    assert read("tools.csv", "mark", lambda: [b"one", b"two"]) == b"onetwo"
    assert read("tools.csv", "mark", lambda: [b"other"]) == b"onetwo"
    assert len(files(folder)) == 1


def test_only_the_newest_is_kept_and_who_reads_the_old_one_goes_on(folder):
    old = kept("tools.csv", "old", lambda: [b"old"])

    assert read("tools.csv", "new", lambda: [b"new"]) == b"new"

    assert {name.split(".")[0] for name in files(folder)} == {"new"}
    with old.file:
        assert old.file.read() == b"old"


def test_file_that_could_not_be_made_leaves_what_was_there(folder):
    def breaking():
        yield b"half"
        raise OSError("No space left on device")

    read("tools.csv", "old", lambda: [b"old"])

    with pytest.raises(OSError, match="No space"):
        kept("tools.csv", "new", breaking)

    assert read("tools.csv", "old", None) == b"old"
    assert read("tools.csv", "new", lambda: [b"new"]) == b"new"
    assert len(files(folder)) == 1


def test_without_a_way_to_make_it_there_is_none(folder):
    assert kept("tools.csv", "mark", None) is None


def test_those_who_ask_at_the_same_time_wait_for_one_to_make_it():
    made, got = [], []

    def slowly():
        made.append(1)
        time.sleep(0.1)
        yield b"content"

    def ask():
        got.append(read("tools.csv", "mark", slowly))

    askers = [threading.Thread(target=ask) for _number in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert made == [1]
    assert got == [b"content"] * 4


def test_nobody_waits_for_a_file_that_another_reader_has_made():
    read("tools.csv", "old", lambda: [b"old"])
    begun, go_on = threading.Event(), threading.Event()

    def when_told():
        begun.set()
        go_on.wait(10)
        yield b"new"

    making = threading.Thread(target=read, args=["tools.csv", "new", when_told])
    making.start()
    begun.wait(10)

    meanwhile = read("tools.csv", "old", lambda: [b"never"]), kept("tools.csv", "new", None)
    go_on.set()
    making.join()

    assert meanwhile == (b"old", None)
    assert read("tools.csv", "new", None) == b"new"
