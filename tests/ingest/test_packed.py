"""Values held packed are the values, in order; of some of them, and with others in their place, too."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.packed import Packed

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
    assert len(packed._data) < sum(map(len, titles)) / 4  # the figure that it is for
