from __future__ import annotations

import os
import pickle
import zlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.columns import Columns
from ingest.redo.packing import ForeignValueError, pack, unpack
from schemas.statements import EventWords, Qualifiers
from schemas.values import Value

CELLS = st.one_of(
    st.none(), st.text(), st.integers(), st.booleans(), st.dates(), st.decimals(allow_nan=False), st.lists(st.text())
)


@given(st.lists(CELLS))
def test_what_is_packed_comes_back(cells: list[object]) -> None:
    assert unpack(pack(Columns((cells,)))) == Columns((cells,))


def test_values_of_our_own_come_back() -> None:
    value = {
        "a": (EventWords(1968, "1968 Summer Olympics"), Qualifiers("final"), Value("1:02.3", Decimal("62.3"), "s"))
    }
    assert unpack(pack(value)) == value
    assert unpack(pack(frozenset({date(1968, 10, 17)}))) == frozenset({date(1968, 10, 17)})


class _Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


class _OwnFunction:
    def __reduce__(self) -> tuple[object, tuple[object]]:
        return pack, (1,)


@pytest.mark.parametrize("value", [_Harm(), _OwnFunction(), os.getcwd], ids=["a call", "a function of ours", "a name"])
def test_what_is_no_value_is_refused(value: object) -> None:
    data = zlib.compress(pickle.dumps(value))
    with pytest.raises(ForeignValueError, match="delete the cache"):
        unpack(data)


def test_what_a_worker_refuses_to_unpack_is_said_by_its_process() -> None:
    error = ForeignValueError("os", "system")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
