"""Pages of a list end where nobody turns them any more, and say so."""

import pytest

from catalogue.search import reindex, results
from tests.factories import ToolFactory


@pytest.fixture
def _long_list(db, monkeypatch):
    monkeypatch.setattr(results, "LAST_SHOWN", 40)
    ToolFactory.create_batch(45)
    reindex()


@pytest.mark.usefixtures("_long_list")
def test_last_page_says_that_the_list_goes_on(client):
    first, last = (client.get(f"/en/tools/?page={page}").content.decode() for page in (1, 2))

    assert "45" in first
    assert "The list goes on" not in first
    assert "The list goes on" in last
    assert client.get("/en/tools/?page=3").status_code == 404
    assert client.get("/en/tools/?page=9999").status_code == 404
