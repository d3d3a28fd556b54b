"""What a version was made of is kept as it was, and its loss is no fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.changes.inputs import DocumentInput, Inputs, forget_inputs, load_inputs, store_inputs

NAMES = st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3)
DOCUMENTS = st.dictionaries(
    st.text(max_size=5), st.builds(DocumentInput, st.text(max_size=5), st.none() | st.integers(0, 2**40)), max_size=3
)
INPUTS = st.builds(Inputs, DOCUMENTS, NAMES, NAMES, st.text(max_size=5), st.none() | st.text(max_size=5))


@given(INPUTS)
def test_what_is_written_is_read(inputs: Inputs) -> None:
    assert Inputs.from_json(inputs.as_json()) == inputs


def test_equal_inputs_are_written_alike() -> None:
    one, other = Inputs(code={"a": "1", "b": "2"}), Inputs(code={"b": "2", "a": "1"})
    assert one.as_json() == other.as_json()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "documents": []}', '{"format": 1, "documents": {"a": 1}}']
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected the inputs|Expecting value"):
        Inputs.from_json(text)


def test_they_are_kept_by_version_and_forgotten(tmp_path: Path) -> None:
    first, second = Inputs(rules="1"), Inputs(rules="2")
    store_inputs(tmp_path, "v1", first)
    store_inputs(tmp_path, "v2", second)
    assert (load_inputs(tmp_path, "v1"), load_inputs(tmp_path, "v2")) == (first, second)
    store_inputs(tmp_path, "v1", second)
    assert load_inputs(tmp_path, "v1") == second
    forget_inputs(tmp_path, "v1")
    assert load_inputs(tmp_path, "v1") is None


def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    store_inputs(tmp_path, "v1", Inputs())
    (tmp_path / ".cache" / "inputs" / "v1.json").write_bytes(b"\xff{")
    assert load_inputs(tmp_path, "v1") is None
