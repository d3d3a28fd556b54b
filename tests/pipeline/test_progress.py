from __future__ import annotations

import pytest

from ingest.commands.progress import PlainProgress
from ingest.progress import Step, rates


def test_pages_and_bytes_a_second_time_left_and_refusals() -> None:
    step = Step("read", 50, 200, 2_000_000, 6_000_000, 3)
    assert rates(step, 10) == "read: 50 of 200; 5.0 pages/s, 0.20 MB/s; 0:20 left; 3 refused"


@pytest.mark.parametrize(
    ("step", "seconds", "said"),
    [
        (Step("read", 0, 200, 0, 6_000_000), 0, "read: 0 of 200"),
        (Step("judge", 3, 4), 10, "judge: 3 of 4"),
        (Step("read x", 50, -1, 2, 6), 10, "read x: 50 pages; 5.0 pages/s, 0.00 MB/s; 0:20 left"),
        (Step("read", 1, 2, 1, 7_201), 1, "read: 1 of 2; 1.0 pages/s, 0.00 MB/s; 2:00:00 left"),
        (Step("read", 2, 2, 4, 4), 2, "read: 2 of 2; 1.0 pages/s, 0.00 MB/s"),
    ],
    ids=["at the start", "without bytes", "how many is not known", "hours", "at the end"],
)
def test_what_is_not_known_is_not_told(step: Step, seconds: float, said: str) -> None:
    assert rates(step, seconds) == said


def test_a_pipe_gets_a_line_every_ten_seconds_and_the_last(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([0.0, 4.0, 11.0, 15.0, 21.0, 22.0])
    monkeypatch.setattr("ingest.commands.progress.time.monotonic", lambda: next(times))
    shown = PlainProgress()
    for done in range(6):
        shown.show(Step("judge", done, 5))
    assert capsys.readouterr().err.splitlines() == ["judge: 2 of 5", "judge: 4 of 5", "judge: 5 of 5"]


def test_a_stage_with_nothing_to_do_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    shown = PlainProgress()
    for step in (Step("read", 0, 0), Step("judge", 1, 1), Step("tables", 0, 0)):
        shown.show(step)
    assert capsys.readouterr().err == "judge: 1 of 1\n"
