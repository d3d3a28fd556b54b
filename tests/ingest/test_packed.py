"""Values held packed are the values, in order; of some of them, and with others in their place, too."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import packed as module
from ingest.packed import Packed, Spool, Texts

_VALUES = st.lists(st.tuples(st.text(), st.integers(), st.none() | st.binary()))


@given(_VALUES)
def test_what_is_unpacked_is_what_was_packed(values: list[tuple[str, int, bytes | None]]) -> None:
    packed = Packed(values)
    assert list(packed) == values
    assert len(packed) == len(values)
    assert [packed[place] for place in range(len(values))] == values
    assert packed[1:] == values[1:]


@given(_VALUES, st.data())
def test_some_are_chosen_in_another_order_with_others_instead(
    values: list[tuple[str, int, bytes | None]], data: st.DataObject
) -> None:
    places = data.draw(st.lists(st.sampled_from(range(len(values))), unique=True) if values else st.just([]))
    instead = {place: ("other", place, None) for place in places[::2]}
    packed = Packed(values)
    assert list(packed.chosen(places, instead)) == [instead.get(place, values[place]) for place in places]
    assert list(packed) == values


def test_texts_that_have_much_in_common_take_a_fraction_of_their_room() -> None:
    titles = [f"Cycling at the {year} Summer Olympics – Men's track time trial" for year in range(1000, 3000)]
    packed = Packed(titles)
    assert packed._spool.size < sum(map(len, titles)) / 4  # the figure that it is for


@given(st.lists(st.text()))
def test_texts_are_those_given(given_texts: list[str]) -> None:
    texts = Texts(given_texts)
    assert list(texts) == given_texts
    assert texts[1:] == given_texts[1:]


def test_what_is_too_much_for_memory_is_read_from_a_file_by_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BYTES_IN_MEMORY", 10)
    spool = Spool()
    pieces = [b"%d " % number for number in range(1000)]
    for piece in pieces:
        spool.append(piece)
    whole = b"".join(pieces)
    assert not spool._data
    assert spool.read(0, spool.size) == whole
    with ProcessPoolExecutor(1, mp_context=get_context("fork"), initializer=_take, initargs=(spool,)) as pool:
        assert pool.submit(_taken, 90, 120).result() == spool.read(90, 120) == whole[90:120]


_given: list[Spool] = []


def _take(spool: Spool) -> None:
    _given.append(spool)


def _taken(start: int, end: int) -> bytes:
    return _given[0].read(start, end)
