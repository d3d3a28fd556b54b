"""What the title, the infobox and the tables of three invented articles say, whole, in files that a person can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.extract import extract
from tests.parsers.golden_text import check_golden, statements_text
from tests.parsers.made import article

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ["athletics-long-jump", "hammer-throw-series", "judo-medal-table"])
def test_an_article_says_what_its_golden_file_holds(name: str) -> None:
    extraction = extract(article(name))
    statements = [s for s in extraction.statements if s.source_kind != "prose"]
    check_golden(GOLDEN / f"{name}.txt", statements_text(statements, extraction.event))


def test_a_golden_file_is_compared_exactly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PHOTOFINISH_UPDATE_GOLDEN", raising=False)
    path = tmp_path / "golden.txt"
    path.write_text("one\n")
    check_golden(path, "one\n")
    with pytest.raises(AssertionError, match="differs"):
        check_golden(path, "two\n")
    monkeypatch.setenv("PHOTOFINISH_UPDATE_GOLDEN", "1")
    check_golden(path, "two\n")
    assert path.read_text() == "two\n"
