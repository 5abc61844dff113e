"""A file, a folder, an archive and an address are read alike."""

import os
import zipfile

import pytest

from catalogue.exchange.sources.bounds import Budget, File, UnreadableSource
from catalogue.exchange.sources.files import files
from catalogue.exchange.sources.http import Door


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "software").mkdir()
    (tmp_path / "software" / "baïkal.yml").write_bytes(b"name: B")
    (tmp_path / "software" / ".net.yml").write_bytes(b"name: .NET")
    (tmp_path / "README.md").write_bytes(b"no")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config.yml").write_bytes(b"no")
    return tmp_path


def test_a_folder_gives_its_wanted_files_in_order(folder):
    found = list(files(folder, suffixes=(".yml",)))

    assert found == [
        File("software/.net.yml", b"name: .NET"),
        File("software/baïkal.yml", b"name: B"),
    ]


def test_a_link_in_a_folder_is_left_aside_and_told(folder):
    (folder / "software" / "link.yml").symlink_to("/etc/passwd")
    (folder / "elsewhere").symlink_to("/etc")

    [fault] = [each for each in files(folder, suffixes=(".yml",)) if not isinstance(each, File)]

    assert str(fault).startswith("software/link.yml: ")


def test_a_file_is_read_whatever_it_is_called(folder):
    [found] = files(folder / "README.md", suffixes=(".yml",))

    assert found == File("README.md", b"no")


def test_an_archive_is_opened(folder, tmp_path):
    path = tmp_path / "catalogue.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("software/a.yml", "name: A")
        archive.writestr("LICENSE", "…")

    assert list(files(path, suffixes=(".yml",))) == [File("software/a.yml", b"name: A")]


def test_an_address_is_read_like_a_file(server):
    server.says["/data/catalogi.json"] = [{"body": b"[]"}]

    [found] = files(f"{server.address}/data/catalogi.json", door=Door(private=True))

    assert found == File("catalogi.json", b"[]")


def test_an_address_that_holds_nothing_is_told(server):
    server.says["/"] = [{"status": 404}]

    with pytest.raises(UnreadableSource, match="404"):
        list(files(f"{server.address}/", door=Door(private=True)))


def test_what_does_not_exist_is_told(tmp_path):
    with pytest.raises(UnreadableSource, match="nowhere"):
        list(files(tmp_path / "nowhere"))


@pytest.mark.parametrize("where", ["ftp://example.org/all.json", "FILE:///etc/passwd"])
def test_only_addresses_of_the_web_are_read(where):
    with pytest.raises(UnreadableSource) as refused:
        list(files(where))

    assert where in str(refused.value)
    assert "https://" in str(refused.value)


def test_a_device_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.yml")

    with pytest.raises(UnreadableSource):
        list(files(tmp_path / "pipe.yml"))


def test_too_many_files_are_too_many(folder):
    with pytest.raises(UnreadableSource):
        list(files(folder, suffixes=(".yml",), budget=Budget(files=1)))
