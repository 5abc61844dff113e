"""Files behind addresses, one by one and by lists."""

import io
import zipfile

import pytest
from django.utils.translation import override

from catalogue.exchange import readers
from catalogue.exchange.sources.bounds import UnreadableSource
from catalogue.exchange.sources.http import Door
from tests.catalogue.exchange.told_of import sorted_out
from tests.publiccode_file import file
from tests.web_server import web_server

FORM = readers.formats()["publiccode"]


def read(where):
    with override("en"):
        return sorted_out(readers.read(FORM, where, door=Door(private=True)))


@pytest.fixture
def web():
    with web_server() as server:
        for name in ("a", "b"):
            body = file(name=name, url=f"https://git.example.org/x/{name}").encode()
            server.says[f"/{name}/publiccode.yml"] = [{"body": body}]
        yield server


def test_list_is_read_address_by_address(web, tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(
        f"# ours\n\n{web.address}/a/publiccode.yml\n{web.address}/missing/publiccode.yml\n"
        f"nothing\n {web.address}/b/publiccode.yml \n{web.address}/a/publiccode.yml\n"
    )

    tools, faults = read(path)

    assert [tool.where.file for tool in tools] == [
        f"{web.address}/a/publiccode.yml",
        f"{web.address}/b/publiccode.yml",
    ]
    assert tools[0].values["publiccode_url"] == f"{web.address}/a/publiccode.yml"
    assert [fault.partition(": ")[0] for fault in faults] == [
        "error list.txt:4",
        "error list.txt:5",
    ]
    assert "status 404" in faults[0]


@pytest.mark.parametrize(
    "table",
    [
        "name;address\nA;{0}/a/publiccode.yml;x\nB;{0}/b/publiccode.yml\n",
        'address\n"{0}/a/publiccode.yml"\n"{0}/b/publiccode.yml"\n',
        "{0}/a/publiccode.yml\n{0}/b/publiccode.yml\n",
    ],
    ids=["columns", "quoted", "without headings"],
)
def test_table_of_addresses_is_a_list_too(web, tmp_path, table):
    path = tmp_path / "list.csv"
    path.write_text(table.format(web.address))

    tools, faults = read(path)

    assert ([tool.values["name"] for tool in tools], faults) == (["a", "b"], [])


def test_list_may_stand_at_an_address_itself(web):
    web.says["/list.txt"] = [{"body": f"{web.address}/b/publiccode.yml\n".encode()}]

    [tool], faults = read(f"{web.address}/list.txt")

    assert (tool.values["name"], faults) == ("b", [])


def test_one_address_is_read_under_its_whole_name(web):
    [tool], faults = read(f"{web.address}/a/publiccode.yml")

    assert tool.where.file == f"{web.address}/a/publiccode.yml"
    assert tool.values["publiccode_url"] == f"{web.address}/a/publiccode.yml"
    assert faults == []


def test_address_that_gives_nothing_is_no_empty_catalogue(web):
    with pytest.raises(UnreadableSource):
        read(f"{web.address}/missing/publiccode.yml")


def test_page_of_a_forge_is_told_from_the_file_itself(web):
    web.says["/blob/publiccode.yml"] = [{"body": b"\n<!DOCTYPE html><html></html>"}]

    tools, [fault] = read(f"{web.address}/blob/publiccode.yml")

    assert tools == []
    assert "page of the web" in fault


def test_folder_is_read_file_by_file(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "publiccode.yml").write_text(
            file(name=name, url=f"https://git.example.org/x/{name}")
        )
    (tmp_path / "b" / "list.txt").write_text("https://example.org/publiccode.yml")
    (tmp_path / "bad.yaml").write_text("publiccodeYmlVersion: [")

    tools, [fault] = read(tmp_path)

    assert [tool.where.file for tool in tools] == ["a/publiccode.yml", "b/publiccode.yml"]
    assert fault.startswith("error bad.yaml:1: ")


def test_archive_is_read_file_by_file(web):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("repository/publiccode.yml", file())
        archive.writestr("repository/docker-compose.yml", "services: {}")
    web.says["/archive.zip"] = [{"body": packed.getvalue()}]

    [tool], [fault] = read(f"{web.address}/archive.zip")

    assert tool.values["name"] == "Arrosoir"
    assert "publiccode_url" not in tool.values
    assert fault.startswith("warning repository/docker-compose.yml: ")
