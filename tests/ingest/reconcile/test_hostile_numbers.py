"""Numbers that no event has are judged like others: none of them stops a run."""

from __future__ import annotations

import pytest

from ingest.checks import run_checks
from tests.ingest.checks.articles import article, judged, results

HUGE = ("9" * 40, "0." + "0" * 40 + "1", "0", "1" + "0" * 35 + ":00.5", "1" * 30 + "." + "2" * 30)


@pytest.mark.parametrize("mark", HUGE, ids=lambda mark: mark[:8])
@pytest.mark.parametrize("other", ["1:04.5", "9" * 39 + "8", "0.5", "1" * 31])
def test_huge_and_tiny_marks(mark: str, other: str) -> None:
    rows = (
        f"1 | Ann | {mark} | | {mark} | {mark}",
        f"2 | Bo | {other} | +{mark} | {mark} | {other}",
        f"3 | Cy | 1:05.0 | +{other} | {other} | {mark}",
        f"4 | Di | 1:05.2 | +{other} | {other} | {mark}",
    )
    table = results("Rank | Name | Time | Behind | Run 1 | Speed", *rows)
    found = judged(article(table, Gold="Ann", Win_Value=other, Distance=f"{mark} km"))
    assert found.facts.all()
    assert run_checks(found)
