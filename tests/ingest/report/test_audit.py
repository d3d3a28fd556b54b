"""Audits: which values are asked about, what marks amount to, and files that are no audit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from ingest.audits import load_audits
from ingest.report.audit import SAMPLE_A_RULE, ErrorRates, error_rates, sample, wilson
from schemas.audits import Mark, MarkVerdict
from tests.ingest.report.page_tools import words
from tests.ingest.report.report_rows import Row, fact, identifier, publication
from tests.ingest.report.site import pages


def facts(count: int, rule: str = "single_statement", start: int = 100) -> list[Row]:
    return [fact(number, "mark", "1", "single", rule) for number in range(start, start + count)]


def rates_of(rows: Sequence[Row], marks: Sequence[Mark]) -> ErrorRates:
    return error_rates(rows, marks, Counter(str(row["rule"]) for row in rows if row["value_text"] is not None))


def mark(number: int, verdict: MarkVerdict, *, value: str = "1", rule: str = "single_statement", day: int = 1) -> Mark:
    return Mark(identifier("f", number), value, rule, verdict, "A. Reader", date(2024, 5, day), number)


@pytest.mark.parametrize(
    ("wrong", "marked", "expected"),
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3.
    [(81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0, 0.1611)), (1, 29, (0.0061, 0.1718))],
)
def test_the_interval_is_wilsons(wrong: int, marked: int, expected: tuple[float, float]) -> None:
    assert wilson(wrong, marked) == pytest.approx(expected, abs=5e-5)


def test_nothing_marked_tells_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    rates = rates_of(facts(3), [])
    assert (rates.overall(), rates.words("single_statement")) == (None, "")


def test_marks_become_an_error_rate_for_each_rule() -> None:
    rows = [*facts(30), *facts(10, "all_equal", 200)]
    marks = [mark(100, "wrong"), *(mark(n, "right") for n in range(101, 104)), mark(104, "unclear")]
    marks += [mark(200, "right", rule="all_equal")]
    rates = {rate.rule: rate for rate in rates_of(rows, marks).rates}
    single = rates["single_statement"]
    assert (single.population, single.marked, single.wrong, single.unclear) == (30, 4, 1, 1)
    assert rates["all_equal"].interval[0] == 0.0
    overall = rates_of(rows, marks).overall()
    assert overall is not None
    assert overall[0] == pytest.approx(30 / 40 * 1 / 4)
    assert overall[1] <= overall[0] <= overall[2]


@pytest.mark.parametrize("changed", [{"value_text": "2"}, {"rule": "all_equal"}, {"value_text": None}])
def test_a_mark_of_what_is_no_longer_published_does_not_count(changed: Row) -> None:
    rows = facts(1)
    rows[0] |= changed
    rates = rates_of(rows, [mark(100, "wrong")])
    assert rates.outdated == 1
    assert sum(rate.marked for rate in rates.rates) == 0


def test_of_several_marks_the_latest_counts() -> None:
    rates = rates_of(facts(1), [mark(100, "right", day=2), mark(100, "wrong", day=1)])
    assert (rates.rates[0].right, rates.rates[0].wrong) == (1, 0)


def test_the_sample_has_as_many_of_each_rule_and_none_that_is_marked_or_disputed() -> None:
    rows = [*facts(50), *facts(3, "all_equal", 200), fact(300, "mark", None, "disputed", "disputed")]
    found = sample(rows, [])
    assert Counter(row["rule"] for row in found) == {"single_statement": SAMPLE_A_RULE, "all_equal": 3}
    marks = [mark(int(str(row["fact_id"])[2:], 16), "right", rule=str(row["rule"])) for row in found]
    again = sample(rows, marks)
    assert Counter(row["rule"] for row in again) == {"single_statement": SAMPLE_A_RULE}
    assert not {row["fact_id"] for row in again} & {row["fact_id"] for row in found}


def test_the_seed_alone_decides_the_sample() -> None:
    rows = facts(50)
    assert sample(rows, []) == sample(rows[::-1], [])
    assert sample(rows, [], "1") != sample(rows, [], "2")


def test_the_report_shows_the_rates() -> None:
    rows = publication()
    found = Mark(identifier("f", 6), "Willy Hansen", "single_statement", "wrong", "A", date(2024, 5, 1), 0)
    site = pages(rows, marks=[found])
    assert "Single statement 1 1 1 0 100.0 % 20.7 % to 100.0 %" in words(site["audit.html"].select("table")[0])
    assert "People found 1 of 1 value wrong." in words(site["index.html"].select("main")[0])


GOOD = {
    "photofinish_audit": 1, "by": "A", "on": "2024-05-01",
    "marks": [{"fact_id": "f-1", "rule": "r", "value": "v", "mark": "right"}],
}  # fmt: skip


def written(raw: Path, name: str, content: object) -> Path:
    (raw / "audits").mkdir(exist_ok=True)
    (raw / "audits" / name).write_text(content if isinstance(content, str) else json.dumps(content))
    return raw


def test_marks_are_read_file_by_file(tmp_path: Path) -> None:
    written(tmp_path, "b.json", GOOD | {"by": "B"})
    marks, rejects = load_audits(written(tmp_path, "a.json", GOOD))
    assert [(found.by, found.position, found.verdict) for found in marks] == [("A", 0, "right"), ("B", 1, "right")]
    assert rejects == ()
    assert load_audits(tmp_path / "nowhere") == ((), ())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "Expecting property name"),
        ("[]", '"photofinish_audit": 1'),
        (GOOD | {"photofinish_audit": 2}, '"photofinish_audit": 1'),
        (GOOD | {"by": ""}, "expected a text as 'by'"),
        (GOOD | {"on": "May"}, "Invalid isoformat string"),
        (GOOD | {"marks": {}}, 'a list of objects as "marks"'),
        (GOOD | {"marks": [{"fact_id": "f", "rule": "r", "value": "v", "mark": "maybe"}]}, "'maybe' is none of right"),
        (GOOD | {"marks": [{"fact_id": "f", "rule": "r", "mark": "right"}]}, "expected a text as 'value'"),
    ],
)
def test_a_file_that_is_no_audit_is_refused_whole(tmp_path: Path, content: object, said: str) -> None:
    marks, (reject,) = load_audits(written(tmp_path, "bad.json", content))
    assert marks == ()
    assert said in reject.message
    assert (reject.path, reject.error, reject.is_document) == ("audits/bad.json", "bad_audit", True)
