"""Hypotheses about how a wrong value arises: what each fits, what it does not, and what all of them keep."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reconcile.explanations import HYPOTHESES, ComparableRow, fifths, restored_fifths
from ingest.reconcile.explanations.names import is_misspelt
from ingest.reconcile.explanations.numbers import has_lost_minutes, is_cut, is_rounded, is_transposed
from ingest.reconcile.explanations.order import keeps_ranks, longest_ascending
from ingest.reconcile.ladder import LADDER
from schemas.contract import vocabulary
from schemas.values import Value
from tests.ingest.reconcile.test_planted import FILES

TENTHS = st.integers(600, 900).map(lambda tenths: Decimal(tenths) / 10)


def rows_of(marks: list[Decimal], covered: set[int] = frozenset(), *, unit: str = "s") -> list[ComparableRow]:  # type: ignore[assignment]
    """Return a ranked table of marks, best first, ties sharing their rank; covered rows are stated as restored."""
    rows = []
    ordered = sorted(marks)
    for place, mark in enumerate(ordered):
        restored = restored_fifths(mark)
        others = (Value(str(restored), restored, unit),) if place in covered and restored is not None else ()
        rank = Decimal(ordered.index(mark) + 1)
        rows.append(ComparableRow(("a", 0, place), rank, Value(str(mark), mark, unit), others))
    return rows


@given(st.lists(TENTHS, min_size=1, max_size=12), st.sets(st.integers(0, 11)))
def test_a_restored_mark_never_breaks_the_order_of_ranks_or_parts_a_tie(
    marks: list[Decimal], covered: set[int]
) -> None:
    rows = rows_of(marks, covered)
    found = fifths.restoration(rows)
    if found.holds:
        after = [(row.rank, found.restored.get(row.key, row.mark or Decimal(0))) for row in rows]
        assert all(a[1] <= b[1] for a, b in pairwise(after))
        ties = {(row.rank, mark) for row, (_, mark) in zip(rows, after, strict=True)}
        assert len(ties) == len({row.rank for row in rows})


@given(st.lists(TENTHS, min_size=1, max_size=12), st.sets(st.integers(0, 11)))
def test_a_suggestion_is_of_a_row_that_no_other_place_states(marks: list[Decimal], covered: set[int]) -> None:
    rows = {row.key: row for row in rows_of(marks, covered)}
    for key, mark in fifths.suggestions(list(rows.values())).items():
        own = rows[key].mark or Decimal(0)
        assert not rows[key].others
        assert own % 1 < Decimal("0.5")
        assert own < mark <= own + Decimal("0.4")


def test_one_row_that_fits_suggests_nothing_of_the_others() -> None:
    marks = [Decimal("74.2"), Decimal("75.1"), Decimal("75.3")]
    assert fifths.suggestions(rows_of(marks, {0})) == {}
    assert fifths.suggestions(rows_of(marks, {0, 1})) == {("a", 0, 2): Decimal("75.6")}


def test_fifths_are_of_times_alone() -> None:
    marks = [Decimal("74.2"), Decimal("75.1"), Decimal("75.3")]
    assert not fifths.restoration(rows_of(marks, {0, 1}, unit="m")).holds


@given(st.lists(TENTHS, min_size=1, max_size=10), st.integers(0, 9), TENTHS)
def test_ranks_are_kept_exactly_where_the_changed_mark_stands_between_its_neighbours(
    marks: list[Decimal], place: int, mark: Decimal
) -> None:
    rows = rows_of(list(set(marks)))
    row = rows[place % len(rows)]
    after = [mark if other is row else other.mark or Decimal(0) for other in rows]
    assert keeps_ranks(rows, {row.key: mark}) == all(a <= b for a, b in pairwise(after))


@given(st.lists(st.tuples(TENTHS, TENTHS), max_size=12))
def test_the_longest_run_ascends_and_is_of_the_entries(ranked: list[tuple[Decimal, Decimal]]) -> None:
    run = longest_ascending(ranked)
    assert all(a[1] <= b[1] for a, b in pairwise(run))
    left = iter(ranked)
    assert all(entry in left for entry in run)
    assert bool(run) == bool(ranked)


@given(TENTHS, TENTHS)
def test_swapped_digits_are_swapped_both_ways(a: Decimal, b: Decimal) -> None:
    assert is_transposed(a, b) == is_transposed(b, a)
    assert not is_transposed(a, a)


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ("64.56", "64.65", True),
        ("62.43", "64.23", True),  # 1:02.43 and 1:04.23: across the point
        ("64.56", "66.54", False),  # not beside each other
        ("54.20", "52.40", True),  # across the point
        ("94.56", "94.66", False),
        ("74.2", "74.4", False),
        ("101.3", "110.3", False),  # 1:41.3 and 1:50.3 share no such digits
        ("671", "617", False),  # 11:11 and 10:17
    ],
)
def test_digits_are_those_that_a_clock_shows(wrong: str, right: str, expected: bool) -> None:
    assert is_transposed(Decimal(wrong), Decimal(right)) == expected


@pytest.mark.parametrize(
    ("wrong", "right", "cut", "nearest"),
    [
        ("64.6", "64.65", True, True),  # half to even
        ("64.7", "64.65", False, True),
        ("64.60", "64.65", True, True),
        ("10.8", "10.71", False, True),  # hand times are rounded up
        ("43", "43.86", True, False),
        ("44", "43.86", False, True),
        ("64.65", "64.65", False, False),
        ("64.65", "64.6", False, False),  # more decimals are not fewer
        ("64.5", "64.65", False, False),
        ("100", "100.4", True, True),
    ],
)
def test_cut_and_rounded(wrong: str, right: str, cut: bool, nearest: bool) -> None:
    assert (is_cut(Decimal(wrong), Decimal(right)), is_rounded(Decimal(wrong), Decimal(right))) == (cut, nearest)


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [("18.0", "78.0", True), ("18.0", "138.00", True), ("18.0", "79.0", False), ("78.0", "138.0", False)],
)
def test_minutes_that_are_lost(wrong: str, right: str, expected: bool) -> None:
    assert has_lost_minutes(Decimal(wrong), Decimal(right)) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("maximilian", "maximillian", True),
        ("sereikaite", "serieikaite", True),
        ("pospisil", "posipsil", True),
        ("hansen", "jansen", False),  # the first letter tells names apart
        ("lee", "lea", False),
        ("ivanov", "petrov", False),
        ("karpov", "karpova", True),
        ("stage1", "stage2", False),
    ],
)
def test_a_letter_amiss(a: str, b: str, expected: bool) -> None:
    assert is_misspelt(a, b) == is_misspelt(b, a) == expected


def test_each_hypothesis_is_named_as_its_code_which_the_contract_explains() -> None:
    assert {test.__name__ for test in HYPOTHESES} == set(vocabulary.EXPLANATIONS)
    assert all(test.__doc__ for test in HYPOTHESES)
    assert not {rule.__name__ for rule in LADDER} & set(vocabulary.EXPLANATIONS)


def test_each_hypothesis_explains_something_planted() -> None:
    found = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    missing = [code for code in vocabulary.EXPLANATIONS if f"    {code}: " not in found]
    assert missing == []
