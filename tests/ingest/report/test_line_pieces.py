"""Lines in pieces: in their order, the same after a change as if all were sorted, and mostly in the same files."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.report import line_pieces
from ingest.report.line_pieces import Before, Pieces, SortedLines, sorted_lines
from ingest.report.lines import Line, frame_of_lines, order

NUMBERS = st.sets(st.integers(0, 60))


def fact(number: int, html: str = "") -> Line:
    return Line("fact", order(number), html or f"<li>{number}</li>", "rule", f"f-{number}", lot=f"{number:04}")


def event(number: int) -> Line:
    return Line("event", order(number), f"<tr>{number}</tr>")


def written(lines: Sequence[Line], path: Path) -> list[Path]:
    frame_of_lines(lines).write_parquet(path)
    return [path] if lines else []


def shown(lines: SortedLines) -> tuple[str, dict[int, str], list[str]]:
    facts = lines.listed_facts()
    cuts = {number: cut.id for number, cut in facts.cuts().items()}
    assert all(facts.line(number)[1] == identifier for number, identifier in cuts.items())
    return facts.html(0, len(facts)), cuts, lines.others.collect()["html"].to_list()


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_pieces, "_LINES_A_PIECE", 4)
    monkeypatch.setattr(line_pieces, "_BEGINS", "[05]$")


@given(NUMBERS, NUMBERS, NUMBERS)
@settings(max_examples=60, deadline=None)
def test_after_a_change_lines_are_as_if_all_were_sorted(was: set[int], now: set[int], changed: set[int]) -> None:
    before = [*map(fact, sorted(was, reverse=True)), *map(event, was)]
    after = [*(fact(n, f"<li>{n} new</li>" if n in changed else "") for n in now), *map(event, now)]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        gone, fresh = written(before, folder / "gone.parquet"), written(after, folder / "fresh.parquet")
        with sorted_lines(gone, folder / "pieces") as lines:
            last = lines.pieces()
        with sorted_lines(fresh, folder / "pieces", Before(last, gone, fresh)) as stepped:
            found = shown(stepped)
            again = Pieces.of_json(stepped.pieces().as_json())
            assert again == stepped.pieces()
        with sorted_lines(fresh) as whole:
            assert found == shown(whole)


def test_pieces_in_which_nothing_changed_are_the_same_files(tmp_path: Path) -> None:
    lines = [fact(number) for number in range(40)]
    one, other = written(lines, tmp_path / "a.parquet"), written([*lines[:-1], fact(39, "new")], tmp_path / "b.parquet")
    with sorted_lines(one, tmp_path / "pieces") as sorted_once:
        before = sorted_once.pieces()
        facts = sorted_once.listed_facts()
        digests = [facts.digest(0, 20), facts.digest(20, 40)]
    with sorted_lines(other, tmp_path / "pieces", Before(before, one, other)) as sorted_again:
        after = sorted_again.pieces()
        facts = sorted_again.listed_facts()
        assert (facts.digest(0, 20), facts.html(38, 40)) == (digests[0], "<li>38</li>new")
        assert facts.digest(20, 40) != digests[1]
    assert len(before.facts) == len(after.facts) == 10
    assert before.facts[:-1] == after.facts[:-1]


def test_where_a_piece_is_gone_all_are_sorted_again(tmp_path: Path) -> None:
    files = written([fact(number) for number in range(20)], tmp_path / "a.parquet")
    with sorted_lines(files, tmp_path / "pieces") as lines:
        last = lines.pieces()
    (tmp_path / "pieces" / last.facts[2].name).unlink()
    with sorted_lines(files, tmp_path / "pieces", Before(last, files, files)) as lines:
        assert lines.pieces() == last
        assert len(lines.listed_facts().html(0, 20)) == sum(len(f"<li>{n}</li>") for n in range(20))
