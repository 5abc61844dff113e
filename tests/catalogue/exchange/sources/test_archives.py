"""What is taken out of an archive, and what is left inside."""

import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from catalogue.exchange.sources.archives import is_archive, unpacked
from catalogue.exchange.sources.bounds import MEGABYTE, Budget, File, UnreadableSource
from catalogue.exchange.told import Fault


def zipped(*entries, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(*members, mode="w:gz"):
    """`(name, data)` is a file; a TarInfo is whatever it says it is."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
            else:
                entry = tarfile.TarInfo(member[0])
                entry.size = len(member[1])
                archive.addfile(entry, io.BytesIO(member[1]))
    return stream.getvalue()


def link(name, kind, target):
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


def out_of(data, name="catalogue.zip", budget=None, suffix=""):
    found = list(unpacked(File(name, data), budget or Budget(), lambda name: name.endswith(suffix)))
    names = [each.name for each in found if isinstance(each, File)]
    return names, [str(each) for each in found if isinstance(each, Fault)]


TWO = (("data/a.yml", b"name: A"), ("data/b.json", b"{}"))


@pytest.mark.parametrize(
    "data",
    [
        zipped(*TWO),
        zipped(*TWO, compression=zipfile.ZIP_STORED),
        tarred(*TWO),
        tarred(*TWO, mode="w"),
        tarred(*TWO, mode="w:bz2"),
        tarred(*TWO, mode="w:xz"),
    ],
    ids=["zip", "stored zip", "tar.gz", "tar", "tar.bz2", "tar.xz"],
)
def test_the_wanted_files_of_an_archive_are_read(data):
    assert is_archive(data)

    assert out_of(data) == (["data/a.yml", "data/b.json"], [])
    assert out_of(data, suffix=".yml") == (["data/a.yml"], [])


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress], ids=["gz", "xz"])
def test_a_file_compressed_alone_loses_the_end_of_its_name(pack):
    [found] = unpacked(File("catalogi.json.gz", pack(b"[]")), Budget(), bool)

    assert found == File("catalogi.json", b"[]")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "C:\\b", "..\\b"], ids=str
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_path_that_leads_out_is_left_aside_and_told(pack, name):
    names, faults = out_of(pack((name, b"x"), ("good.yml", b"x")))

    assert names == ["good.yml"]
    assert len(faults) == 1


@pytest.mark.parametrize(
    "member",
    [
        link("a.yml", tarfile.SYMTYPE, "/etc/passwd"),
        link("a.yml", tarfile.LNKTYPE, "good.yml"),
        link("a.yml", tarfile.FIFOTYPE, ""),
        link("a.yml", tarfile.CHRTYPE, ""),
    ],
    ids=["symbolic link", "hard link", "fifo", "device"],
)
def test_links_and_devices_are_left_aside(member):
    names, [fault] = out_of(tarred(("good.yml", b"x"), member))

    assert names == ["good.yml"]
    assert fault.startswith("catalogue.zip/a.yml: ")


def test_a_link_in_a_zip_is_left_aside():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("a.yml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")

    names, faults = out_of(stream.getvalue())

    assert (names, len(faults)) == ([], 1)


def test_a_file_too_deep_in_folders_is_left_aside():
    names, faults = out_of(zipped(("/".join("abcdefghijklmnopq") + "/x.yml", b"")))

    assert (names, len(faults)) == ([], 1)


BOMB = bytes(40 * MEGABYTE)


@pytest.mark.parametrize(
    "data",
    [
        zipped(("a", BOMB)),
        tarred(("a", BOMB)),
        tarred(("a", BOMB), mode="w:xz"),
        gzip.compress(BOMB),
    ],
    ids=["zip", "tar.gz", "tar.xz", "gz"],
)
def test_an_archive_made_to_burst_is_given_up(data):
    assert len(data) < MEGABYTE / 2

    with pytest.raises(UnreadableSource):
        out_of(data)


@pytest.mark.parametrize(
    "budget",
    [Budget(files=1), Budget(bytes=8), Budget(one_file=6)],
    ids=["too many", "too much", "too large"],
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_more_than_the_budget_is_given_up_as_a_whole(pack, budget):
    with pytest.raises(UnreadableSource):
        out_of(pack(*TWO), budget=budget)


def damaged(data):
    return data[:40] + b"\xff" * 20 + data[60:]


@pytest.mark.parametrize(
    "data",
    [
        tarred(*TWO)[:-30],
        tarred(("a", b"x" * 2000), mode="w")[:1000],
        damaged(zipped(("a.yml", b"abcdefghij" * 50))),
        b"PK\x03\x04 and nothing else",
        b"\x1f\x8b and nothing else",
    ],
    ids=["cut tar.gz", "cut tar", "damaged zip", "no zip", "no gzip"],
)
def test_a_broken_archive_is_given_up_as_a_whole(data):
    with pytest.raises(UnreadableSource, match=r"catalogue\.zip"):
        out_of(data)


def test_a_spreadsheet_is_no_archive():
    assert not is_archive(zipped(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")))
    assert not is_archive(zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")))
