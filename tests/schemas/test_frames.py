"""Every rule of the contract is tested by breaking it."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.config import ValidationDepth, config_context

from schemas.contract import COLUMN_RULES, DATASETS, PUBLISHED, Column, ColumnType, Dataset, ForeignKey
from schemas.frames import (
    ContractViolation,
    Since,
    ValidationDisabled,
    frame,
    pandera_schema,
    polars_schema,
    references,
    validate,
    validate_order,
    validate_publication,
    validate_whole,
)
from tests.schemas.contract_rows import CONTRADICTED, DECISION, GOOD, SAID, publication_rows

Row = Mapping[str, object]


@dataclass(frozen=True)
class Bad:
    """A good row with `values` in place of its own; the rule must say so of the column (None: of the row)."""

    dataset: str
    rule: str
    column: str | None
    values: Row

    @property
    def row(self) -> dict[str, object]:
        return {**GOOD[self.dataset], **self.values}


def said(text: object = "a", ids: object = (SAID,)) -> list[object]:
    return [{"value_text": text, "statement_ids": list(ids) if isinstance(ids, tuple) else ids}]


def bad_values(rule: str, column: Column) -> list[object]:
    """Return values that break a rule on a column."""
    alternatives = column.type is ColumnType.ALTERNATIVES
    match rule:
        case "not_null":
            return [None]
        case "not_empty":
            return [""]
        case "finite":
            return [math.nan, math.inf, -math.inf]
        case "vocabulary":
            return ["no-such-word", "", (column.vocabulary or ("",))[0].upper()]
        case "range":
            below = [] if column.minimum is None else [column.minimum - 1]
            above = [] if column.maximum is None else [column.maximum + 1]
            return [*below, *above]
        case "pattern":
            return (
                [said(ids=("¿",)), said() + said("b", ("¿",))]
                if alternatives
                else [["¿"]]
                if column.is_list
                else ["/¿"]
            )
        case "min_items":
            return [[]]
        case "items_not_null":
            return [[None], said(None), said(ids=None), said(ids=(None,))] if alternatives else [["a", None]]
        case "items_not_empty":
            return [said(""), said(ids=())] if alternatives else [["a", ""]]
        case "items_unique":
            return [said() + said(ids=(CONTRADICTED,))] if alternatives else [["a", "a"]]
    raise LookupError(rule)


def generic_cases() -> Iterator[Bad]:
    for dataset in DATASETS.values():
        for rule in COLUMN_RULES:
            for column in dataset.columns_under(rule):
                for value in bad_values(rule, column):
                    yield Bad(dataset.name, rule, column.name, {column.name: value})


def bad(dataset: str, rule: str, /, **values: object) -> Bad:
    return Bad(dataset, rule, None, values)


ROW_CASES = (
    bad("statements", "offsets_together", char_end=None),
    bad("statements", "offsets_together", char_start=None),
    bad("statements", "offsets_ordered", char_start=107),
    bad("statements", "located", char_start=None, char_end=None),
    bad("statements", "excerpt_length", char_end=107),
    bad("statements", "excerpt_length", excerpt="1:14,4 €"),
    bad("statements", "selector_has_line", selector="#results", source_line=None),
    bad("statements", "table_has_cell", table_index=None),
    bad("statements", "table_has_cell", cell_row=None),
    bad("statements", "table_has_cell", column_index=None),
    bad("statements", "cell_in_table", source_kind="prose", cell_row=None),
    bad("statements", "cell_in_table", source_kind="prose", table_index=None),
    bad("statements", "unit_has_number", value_number=None),
    bad("events", "dates_ordered", date_start=date(1928, 8, 6)),
    bad("events", "dates_ordered", date_start=None),
    bad("events", "mark_whole", winning_mark_text=None),
    bad("events", "mark_whole", mark_unit=None),
    bad("results", "tied_has_rank", tied=True, rank=None),
    bad("results", "competitor_basis", competitor=None),
    bad("results", "competitor_basis", competitor_basis="unknown"),
    bad("results", "identity_has_name", competitor=None, competitor_basis="unknown"),
    bad("results", "noc_basis", noc=None),
    bad("results", "noc_basis", noc_basis="unknown"),
    bad("results", "mark_basis", mark=None),
    bad("results", "mark_basis", mark_basis="disputed"),
    bad("results", "mark_basis", mark_basis="unknown"),
    bad("results", "mark_of_cell", mark_stated=None),
    bad("results", "mark_of_cell", mark_stated=None, mark_basis="stated"),
    bad("results", "mark_has_unit", mark_unit=None),
    bad("results", "mark_has_unit", mark=None, mark_basis="disputed", mark_unit=None),
    bad("medalists", "basis", basis="unknown"),
    bad("medalists", "basis", competitor=None, noc=None),
    bad("medalists", "supported", supporting=[]),
    bad("record_progression", "noc_basis", noc=None),
    bad("record_progression", "noc_basis", noc_basis="unknown"),
    bad("medal_table", "nation_basis", nation=None),
    bad("medal_table", "nation_basis", nation_basis="unknown"),
    bad("multiple_medalists", "nation_basis", nation=None),
    bad("multiple_medalists", "years_ordered", first_year=1977),
    bad("multiple_medalists", "years_ordered", last_year=None),
    bad("competitors", "years_ordered", first_year=1929),
    bad("competitors", "years_ordered", first_year=None),
    bad("medalists", "identity_has_name", competitor=None),
    bad("competitor_joins", "joined_is_one", outcome="open"),
    bad("competitor_joins", "joined_is_one", other_id="willy-hansen-2"),
    bad("competitor_joins", "pair_ordered", other_id="a", outcome="open"),
    bad("competitor_joins", "decided_by_decision", rule="decision"),
    bad("competitor_joins", "decided_by_decision", decision=DECISION),
    bad("competitor_joins", "apart_is_decided", other_id="x", outcome="apart"),
    bad("reconciliation", "disputed_is_null", status="disputed"),
    bad("reconciliation", "disputed_is_null", value_text=None),
    bad("reconciliation", "disputed_is_null", value_text=None, status="curated", decision=DECISION),
    bad("reconciliation", "value_has_text", value_text=None, value_unit=None, value_date=None),
    bad("reconciliation", "value_has_text", value_text=None, value_number=None, value_unit=None),
    bad("reconciliation", "unit_has_number", value_number=None),
    bad("reconciliation", "supported", supporting=[], opposing=[SAID, CONTRADICTED]),
    bad("reconciliation", "unopposed", status="agreed"),
    bad("reconciliation", "unopposed", status="single"),
    bad("reconciliation", "sides_counted", statement_count=3),
    bad("reconciliation", "sides_disjoint", supporting=[SAID, CONTRADICTED], statement_count=3),
    bad("reconciliation", "single_is_one", status="single"),
    bad("reconciliation", "single_is_one", status="agreed", statement_count=1, opposing=[]),
    bad("reconciliation", "difference_shown", alternatives=[]),
    bad("reconciliation", "difference_shown", alternatives=said()),
    bad("reconciliation", "alternatives_are_candidates", opposing=[], statement_count=1),
    bad("reconciliation", "documents_counted", document_count=3),
    bad("reconciliation", "explanation_coded", explanation=None),
    bad("reconciliation", "explanation_coded", explanation_code=None),
    bad("reconciliation", "curated_by_decision", status="curated"),
    bad("reconciliation", "curated_by_decision", decision=DECISION),
    bad("decisions", "about_one_kind", fact_id=None),
    bad("decisions", "about_one_kind", property=None),
    bad("decisions", "about_one_kind", evidence=None),
    bad("decisions", "about_one_kind", other="competitor:willy-hansen"),
    bad("decisions", "value_given", value_text=None),
    bad("decisions", "value_given", value_text=None, action="set"),
    bad("decisions", "ladder_whole", ladder_rule=None),
    bad("decisions", "ladder_whole", ladder_status=None),
    bad("decisions", "stale_by_evidence", evidence=f"e-{'6' * 20}-{'7' * 20}"),
    bad("checks", "failure_shown", statement_ids=[]),
    bad("coverage", "ignored_for_a_reason", kind="field", outcome="ignored", reason=None),
    bad("coverage", "lost_is_unread", outcome="read"),
    bad("changes", "added_from_nothing", change="added"),
    bad("changes", "removed_to_nothing", change="removed"),
    bad("changes", "changed_differs", after="74.2"),
    bad("changes", "whole_row", column="*"),
    bad("changes", "whole_row", change="added", before=None),
    bad("changes", "added_is_shown", column="*", change="added", before=None, after=None),
    bad("changes", "removed_is_shown", column="*", change="removed", before=None, after=None),
)
CASES = (*generic_cases(), *ROW_CASES)
FOREIGN_KEYS = [
    pytest.param(DATASETS[name], key, id=f"{name}.{key.column}")
    for name in PUBLISHED
    for key in DATASETS[name].foreign_keys
]


def name_of(case: Bad) -> str:
    return f"{case.dataset}:{case.rule}:{case.column or '+'.join(case.values)}"


def broken(dataset: str, data: pl.DataFrame) -> dict[tuple[str, str | None], str]:
    """Return the rules that a frame breaks, by id and column, with their messages."""
    with pytest.raises(ContractViolation) as caught:
        validate(dataset, data)
    return {(violation.rule, violation.column): str(violation) for violation in caught.value.violations}


def shifted(dataset: Dataset) -> pl.DataFrame:
    """Return two rows of which the second has the greater key."""
    last = dataset.column(dataset.key[-1])
    value = GOOD[dataset.name][last.name]
    lesser = value - 1 if isinstance(value, int | float) else None if last.nullable else f"{value}"[:-1] + "0"
    greater = value if last.nullable is False else "final"
    return pl.concat([row_frame(dataset.name, {last.name: lesser}), row_frame(dataset.name, {last.name: greater})])


def row_frame(dataset: str, values: Row) -> pl.DataFrame:
    return frame(dataset, [{**GOOD[dataset], **values}])


# Each rule


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_good_row_passes(dataset: str) -> None:
    data = frame(dataset, [GOOD[dataset]])
    assert validate(dataset, data) is data
    assert data.schema == polars_schema(dataset)


@pytest.mark.parametrize("dataset", DATASETS)
def test_no_row_passes(dataset: str) -> None:
    assert validate(dataset, frame(dataset, [])).is_empty()


@pytest.mark.parametrize("dataset", DATASETS)
def test_null_passes_wherever_it_may_stand(dataset: str) -> None:
    for column in DATASETS[dataset].columns:
        if column.nullable:
            data = row_frame(dataset, {column.name: None})
            rules = {rule for rule, at in broken(dataset, data) if at} if fails(dataset, data) else set()
            assert not rules, f"{column.name} may be null"


def fails(dataset: str, data: pl.DataFrame) -> bool:
    try:
        validate(dataset, data)
    except ContractViolation:
        return True
    return False


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_bad_row_is_rejected_by_its_rule(case: Bad) -> None:
    message = broken(case.dataset, frame(case.dataset, [case.row]))[case.rule, case.column]
    assert case.rule in message
    assert "1 row broke it" in message
    assert all(name in message for name in DATASETS[case.dataset].key)


def test_every_rule_has_a_bad_row() -> None:
    columns = {
        (name, rule, column.name)
        for name, dataset in DATASETS.items()
        for rule in COLUMN_RULES
        for column in dataset.columns_under(rule)
    }
    rows = {(name, rule.id, None) for name, dataset in DATASETS.items() for rule in dataset.rules}
    assert {(case.dataset, case.rule, case.column) for case in CASES} == columns | rows


@pytest.mark.parametrize("name", DATASETS)
def test_every_pandera_check_is_a_rule_and_every_rule_a_check(name: str) -> None:
    names = [check.name for check in pandera_schema(name).checks]
    assert names == [rule.id for rule in DATASETS[name].checked_rules()]


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_a_key_twice_is_rejected(dataset: Dataset) -> None:
    data = frame(dataset.name, [GOOD[dataset.name]] * 2)
    assert set(broken(dataset.name, data)) == {("key_unique", None)}


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_rows_out_of_order_are_rejected(dataset: Dataset) -> None:
    in_order = shifted(dataset)
    assert not {("key_sorted", None), ("key_unique", None)} & set(
        broken(dataset.name, in_order) if fails(dataset.name, in_order) else ()
    )
    assert ("key_sorted", None) in broken(dataset.name, in_order.reverse())


def test_text_is_sorted_by_code_point_and_null_first() -> None:
    names = ["Zürich", "a", "é", "z", "ﬁ", "😀"]
    rows = [{**GOOD["coverage"], "name": name} for name in reversed(names)]
    assert validate("coverage", frame("coverage", rows))["name"].to_list() == sorted(names)
    rounds = [{**GOOD["results"], "round": name} for name in ("heats", None, "final")]
    assert validate("results", frame("results", rounds))["round"].to_list() == [None, "final", "heats"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([None, "final", "heats"])), unique=True))
def test_whatever_the_order_of_rows_a_frame_is_sorted(keys: list[tuple[int, str | None]]) -> None:
    rows = [{**GOOD["results"], "row_index": row, "round": name} for row, name in keys]
    data = validate("results", frame("results", rows))
    assert data.equals(frame("results", rows[::-1]))
    assert fails("results", data.reverse()) == (len(keys) > 1)


# The structure of a frame


@pytest.mark.parametrize("name", DATASETS)
def test_other_columns_are_rejected(name: str) -> None:
    data = frame(name, [GOOD[name]])
    first, second, *_ = data.columns
    swapped = [second, first, *data.columns[2:]]
    for other in (data.drop(data.columns[-1]), data.with_columns(more=pl.lit(1)), data.select(swapped)):
        assert set(broken(name, other)) == {("columns", None)}


@pytest.mark.parametrize("name", DATASETS)
def test_other_types_are_rejected(name: str) -> None:
    data = frame(name, [GOOD[name]])
    for column in data.columns:
        other = data.with_columns(pl.lit(1, dtype=pl.Int32).alias(column))
        assert set(broken(name, other)) == {("types", column)}
        assert set(broken(name, data.with_columns(pl.lit(None).alias(column)))) == {("types", column)}


def rejects(*paths: str) -> pl.LazyFrame:
    rows = [{**GOOD["rejects"], "path": path} for path in paths]
    return pl.concat([row_frame("rejects", row) for row in rows]).lazy()


@pytest.mark.parametrize("rows_at_once", [1, 2, 3, 4, 100])
def test_a_dataset_is_checked_in_runs_as_it_is_as_a_whole(rows_at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schemas.frames.checking._ROWS_AT_ONCE", rows_at_once)
    validate_whole("rejects", rejects("a", "b", "c", "d", "e"))
    validate_whole("rejects", rejects("a").head(0))
    for paths, rule in ((("a", "b", "d", "c", "e"), "key_sorted"), (("a", "b", "c", "c", "e"), "key_unique")):
        with pytest.raises(ContractViolation, match=rule):
            validate_whole("rejects", rejects(*paths))
    with pytest.raises(ContractViolation, match="not_empty"):
        validate_whole("rejects", rejects("a", "b", "c", "d", "e").with_columns(message=pl.lit("")))


@pytest.mark.parametrize("keys_at_once", [1, 2, 3, 100])
def test_order_and_columns_are_checked_of_the_whole_alone(keys_at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schemas.frames.checking._KEYS_AT_ONCE", keys_at_once)
    whole = rejects("a", "b", "c", "d")
    validate_order("rejects", whole)
    validate_order("rejects", whole.head(0))
    validate_order("rejects", whole.with_columns(message=pl.lit("")))
    for paths, rule in ((("a", "c", "b", "d"), "key_sorted"), (("a", "b", "b", "d"), "key_unique")):
        with pytest.raises(ContractViolation, match=rule):
            validate_order("rejects", rejects(*paths))
    for other, rule in ((whole.drop("excerpt"), "columns"), (whole.cast({"position": pl.Int32}), "types")):
        with pytest.raises(ContractViolation, match=rule):
            validate_order("rejects", other)


def test_a_lazy_frame_is_refused() -> None:
    with pytest.raises(TypeError, match="only an eager"):
        validate("splits", frame("splits", []).lazy())  # type: ignore[arg-type]  # what a caller may try


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ({"validation_enabled": False}, "PANDERA_VALIDATION_ENABLED"),
        ({"validation_depth": ValidationDepth.SCHEMA_ONLY}, "PANDERA_VALIDATION_DEPTH"),
        ({"validation_depth": ValidationDepth.DATA_ONLY}, "PANDERA_VALIDATION_DEPTH"),
    ],
)
def test_nothing_is_validated_where_pandera_is_switched_off(setting: dict[str, bool], name: str) -> None:
    with config_context(**setting), pytest.raises(ValidationDisabled, match=name):  # type: ignore[arg-type]  # by key
        validate("splits", frame("splits", []))


@pytest.mark.parametrize(
    ("name", "value"), [("PANDERA_VALIDATION_ENABLED", "false"), ("PANDERA_VALIDATION_DEPTH", "SCHEMA_ONLY")]
)
def test_the_environment_cannot_switch_checks_off(name: str, value: str) -> None:
    code = "from schemas.frames import frame, validate; validate('splits', frame('splits', []))"
    run = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, name: value}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert f"switched off by {name}" in run.stderr


def test_the_message_names_dataset_rule_expectation_and_three_rows() -> None:
    rows = [{**GOOD["splits"], "row_index": index, "split_s": math.nan} for index in range(5)]
    with pytest.raises(ContractViolation) as caught:
        validate("splits", frame("splits", rows))
    assert caught.value.dataset == "splits"
    message = str(caught.value)
    assert "dataset splits breaks its contract" in message
    assert "rule finite in split_s expects neither NaN nor infinite; 5 rows broke it" in message
    assert [f"row_index: {index}" in message for index in range(5)] == [True, True, True, False, False]


# The rules that others can run too


def predicate_of(case: Bad) -> str | None:
    return next(rule.predicate for rule in DATASETS[case.dataset].rules if rule.id == case.rule)


def test_two_rules_are_beyond_plain_sql() -> None:
    beyond = {case.rule for case in ROW_CASES if predicate_of(case) is None}
    assert beyond == {"sides_disjoint", "alternatives_are_candidates"}


@pytest.mark.parametrize("case", [case for case in ROW_CASES if predicate_of(case)], ids=name_of)
def test_sql_says_the_same_elsewhere(case: Bad) -> None:
    for row, expected in ((GOOD[case.dataset], 0), (case.row, 1)):
        data = frame(case.dataset, [row])
        query = duckdb.execute(f"SELECT count(*) FROM data WHERE NOT ({predicate_of(case)})")
        assert query.fetchall() == [(expected,)], data


# Making frames


def test_values_of_other_types_are_refused() -> None:
    for dataset, column, value in (
        ("documents", "size_bytes", True),
        ("documents", "size_bytes", 2.0),
        ("documents", "size_bytes", 2**70),
        ("documents", "title", 3),
        ("events", "date_start", "1928-08-05"),
        ("events", "date_start", datetime(1928, 8, 5, 12)),
        ("results", "tied", 1),
        ("results", "mark", "74.4"),
        ("results", "members", "abc"),
        ("results", "members", [1]),
    ):
        with pytest.raises(ContractViolation, match=f"rule types in {column}"):
            row_frame(dataset, {column: value})


def test_unknown_columns_are_refused() -> None:
    with pytest.raises(ContractViolation, match=r"rule columns expects .*: lap"):
        row_frame("splits", {"lap": 1})


def test_numbers_and_tuples_become_what_is_published() -> None:
    data = row_frame("results", {"mark": Decimal("74.40"), "mark_suggested": -0.0, "members": ("a", "b")})
    assert data["mark"].to_list() == [74.4]
    assert math.copysign(1, data["mark_suggested"][0]) == 1
    assert data["members"].to_list() == [["a", "b"]]


def test_nullable_columns_may_be_left_out() -> None:
    row = {name: value for name, value in GOOD["splits"].items() if name not in ("heat", "event_id")}
    assert validate("splits", frame("splits", [row]))["heat"].to_list() == [None]
    assert ("not_null", "split_text") in broken("splits", frame("splits", [{**row, "split_text": None}]))


# A whole publication


def publication() -> dict[str, pl.DataFrame]:
    return {name: validate(name, frame(name, rows)) for name, rows in publication_rows().items()}


def test_a_good_publication_passes() -> None:
    validate_publication(publication())


def test_references_that_are_looked_up_in_parts_are_all_found(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [f"s-{number:020}" for number in range(50)]
    more = [{**GOOD["statements"], "statement_id": name} for name in ids]
    rows = [*publication_rows()["statements"], *more]
    facts = row_frame("reconciliation", {"supporting": ids, "opposing": []})
    frames = {**publication(), "statements": frame("statements", rows), "reconciliation": facts}
    monkeypatch.setattr(references, "_TARGETS_AT_ONCE", 7)
    validate_publication(frames)
    with pytest.raises(ContractViolation, match="rule references in supporting"):
        validate_publication({**frames, "statements": frame("statements", rows[:-1])})


def test_an_empty_publication_passes() -> None:
    validate_publication({name: frame(name, []) for name in PUBLISHED})


@pytest.mark.parametrize("at_once", [1, 10**6])
@pytest.mark.parametrize(("dataset", "key"), FOREIGN_KEYS)
def test_a_reference_to_nothing_is_rejected(
    dataset: Dataset, key: ForeignKey, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "_TARGETS_AT_ONCE", at_once)
    with pytest.raises(
        ContractViolation, match=f"dataset {dataset.name} .*\n.*rule references in {key.column}"
    ) as caught:
        validate_publication(dangling_publication(dataset, key))
    (violation,) = caught.value.violations
    assert violation.row_count == 1
    assert violation.rows[0][key.column] == lost_target(key)


def lost_target(key: ForeignKey) -> str:
    return f"s-{'9' * 20}" if key.dataset == "statements" else "no-such"


def dangling_publication(dataset: Dataset, key: ForeignKey) -> dict[str, pl.DataFrame]:
    """Return a publication in which one reference leads nowhere."""
    column, lost = dataset.column(key.column), lost_target(key)
    value = said() + said("b", (SAID, lost)) if column.type is ColumnType.ALTERNATIVES else lost
    known = [SAID] if key.dataset == "statements" else []
    row = {column.name: [*known, lost] if column.type == "text_list" else value}
    return {**publication(), dataset.name: row_frame(dataset.name, row)}


@pytest.mark.parametrize(("dataset", "key"), FOREIGN_KEYS)
def test_a_new_reference_to_nothing_is_found_among_what_became_different(dataset: Dataset, key: ForeignKey) -> None:
    before, after = publication(), dangling_publication(dataset, key)
    told = Since({name: after[name].lazy() for name in PUBLISHED}, {name: before[name].lazy() for name in PUBLISHED})
    with pytest.raises(ContractViolation, match=f"rule references in {key.column}"):
        validate_publication(after, told)


@pytest.mark.parametrize(("dataset", "key"), FOREIGN_KEYS)
def test_what_is_gone_is_missed_where_rows_that_did_not_change_refer_to_it(dataset: Dataset, key: ForeignKey) -> None:
    after = dangling_publication(dataset, key)
    gone = after[key.dataset].head(1).with_columns(pl.lit(lost_target(key)).alias(key.target))
    nothing = {name: after[name].clear().lazy() for name in PUBLISHED}
    with pytest.raises(ContractViolation, match=f"rule references in {key.column}"):
        validate_publication(after, Since(nothing, {**nothing, key.dataset: gone.lazy()}))
    validate_publication(after, Since(nothing, nothing))  # as it says that nothing became different


def test_where_it_is_not_told_what_became_different_all_is_looked_at() -> None:
    dataset = DATASETS["statements"]
    key = dataset.foreign_keys[0]
    after = dangling_publication(dataset, key)
    nothing = {name: after[name].clear().lazy() for name in PUBLISHED}
    for told in (Since({}, nothing), Since(nothing, {})):
        with pytest.raises(ContractViolation, match=f"rule references in {key.column}"):
            validate_publication(after, told)


def test_a_missing_or_unknown_dataset_is_rejected() -> None:
    frames = publication()
    splits = frames.pop("splits")
    with pytest.raises(ContractViolation, match=r"rule datasets expects .*: splits"):
        validate_publication(frames)
    with pytest.raises(ContractViolation, match=r"rule datasets expects .*: laps"):
        validate_publication({**frames, "splits": splits, "laps": splits})
