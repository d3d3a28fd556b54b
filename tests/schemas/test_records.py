"""Records are packed as calls of their class, and come back as they were."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from decimal import Decimal

import pytest

from schemas.document import Annotation, Cell, Section, Span
from schemas.records import record
from schemas.statements import EventWords, Statement
from schemas.values import PartialDate, Value


@record(frozen=True, slots=True)
class One:
    """A record of a single field."""

    words: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "value",
    [
        One(("a",)),
        One(),
        Span(1, 2),
        Value("1:02.3", Decimal("62.30"), "s", PartialDate(1968)),
        Cell("a", Span(0, 1), (0, 0), True, False, (Annotation("noc", "CUB"),)),
        Section(("Results",), Span(0, 9)),
        EventWords(1968),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_a_record_comes_back_as_it_was(value: object, protocol: int) -> None:
    found = pickle.loads(pickle.dumps(value, protocol))
    assert found == value
    assert repr(found) == repr(value)  # the decimals of a number too, and what does not count in comparison
    assert copy.deepcopy(value) == value


def test_a_packed_record_names_its_class_and_none_of_its_fields() -> None:
    data = pickle.dumps(Value("1:02.3", Decimal("62.3"), "s"), pickle.HIGHEST_PROTOCOL)
    assert b"Value" in data
    assert not any(field.name.encode() in data for field in dataclasses.fields(Value))


def test_a_field_that_does_not_count_in_comparison_is_packed() -> None:
    fields = {field.name: None for field in dataclasses.fields(Statement)}
    made = Statement(**{**fields, "statement_id": "s-1"})  # type: ignore[arg-type] # no value matters here
    assert pickle.loads(pickle.dumps(made)).statement_id == "s-1"
