"""Every statement of the articles in raw/, whole, as a file that a person can read.

Rewrite them with PHOTOFINISH_UPDATE_GOLDEN=1, and read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.extract import extract
from parsers.plaintext import parse_plaintext
from parsers.text import decode
from tests.parsers.golden_text import check_golden, statements_text

HERE = Path(__file__).parent
ARTICLES = sorted((HERE.parents[1] / "raw" / "articles").glob("*.txt"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_statements_of_an_article(path: Path) -> None:
    extraction = extract(parse_plaintext(path.stem, decode(path.read_bytes()), path.stem))
    check_golden(HERE / f"{path.stem}.txt", statements_text(extraction.statements, extraction.event))


def test_there_are_articles_and_no_golden_file_without_one() -> None:
    assert len(ARTICLES) >= 4
    assert {path.stem for path in HERE.glob("*.txt")} == {path.stem for path in ARTICLES}
