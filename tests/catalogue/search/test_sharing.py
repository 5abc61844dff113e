"""Several processes make the same entries as one, and nobody is left behind by one that fails."""

import multiprocessing

import pytest

from catalogue.exchange.synthetic.loading import load
from catalogue.exchange.synthetic.world import Scale
from catalogue.models import SearchEntry, SearchWord
from catalogue.search import indexing, reindex
from catalogue.search.sharing import share_out

pytestmark = pytest.mark.django_db(transaction=True)
TINY = Scale("tiny", tools=20, products=12, cities=30, adoptions=80)


def everything():
    columns = [f.name for f in SearchEntry._meta.fields if f.name not in {"pk", "updated_at"}]
    entries = SearchEntry.objects.order_by("kind", "object_id").values_list(*columns)
    return list(entries), set(SearchWord.objects.values_list("word", flat=True))


def test_two_processes_make_the_same_entries_as_one(monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 7)
    load(TINY, seed=1)
    reindex()
    by_one = everything()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    shown = []

    reindex(processes=2, tell=lambda slices: shown.extend(slices) or slices)

    assert everything() == by_one
    assert {kind for kind, *_slice in shown} == {row[0] for row in by_one[0]}


def refuse(number):
    if number == 3:
        raise ArithmeticError


def test_failure_of_one_process_ends_all(capfd):
    with pytest.raises(RuntimeError):
        list(share_out(refuse, [(number,) for number in range(100)], 2))

    assert "ArithmeticError" in capfd.readouterr().err
    assert multiprocessing.active_children() == []
