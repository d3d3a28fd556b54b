"""`photofinish explain --table`: how a published table was read, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ingest.cli import cli
from tests.pipeline.running import RawWith, run

DOCUMENT = "rowing-at-the-1952-summer-olympics-mens-single-sculls"
ARTICLE = """= Rowing at the 1952 Summer Olympics – Men's single sculls =

==Results==

| Rank | Rower | Nation | Time | Schuhe |
| 1 | Ann Other | Norway | 8:12.8 | red |
| 2 | Bo Berg | Sweden | 8:14.5 | blue |
| Cy Dale | France | 8:14.5 | green | |
| 4 | Di Early | Italy | 8:19.4 | |

==Boats==

| Colour | Builder |
| red | Smith |
| blue | Jones |
"""


@pytest.fixture
def raw(raw_with: RawWith, tmp_path: Path) -> Path:
    folder = raw_with({"a.txt": ARTICLE})
    assert run(folder, tmp_path / "out").status == 0
    return folder


def explain(raw: Path, *arguments: str) -> Result:
    output = raw.parent / "out"
    return CliRunner().invoke(cli, ["explain", "--table", *arguments, "--raw", str(raw), "--output", str(output)])


def told(raw: Path, table: str, document: str = DOCUMENT) -> dict[str, Any]:
    result = explain(raw, document, table, "--json")
    assert result.exit_code == 0, result.output
    content: dict[str, Any] = json.loads(result.stdout)
    return content


def test_each_column_says_what_it_is_and_why(raw: Path) -> None:
    table = told(raw, "0")
    assert (table["kind"], table["section"], table["rows"], table["header_rows"]) == ("results", "Results", 5, 1)
    columns = {column["header"]: column for column in table["columns"]}
    assert (columns["Rower"]["role"], columns["Rower"]["read"], columns["Rower"]["unread"]) == ("competitor", 4, 0)
    assert columns["Rower"]["why"] == "the column word “rower” names competitor"
    assert columns["Time"]["properties"] == ["mark", "winning_time"]
    assert columns["Time"]["types"] == [["mark", 4]] or columns["Time"]["types"] == [["clock", 4]]
    unread = columns["Schuhe"]
    assert (unread["outcome"], unread["read"], unread["unread"], unread["role"]) == ("unread", 0, 3, None)
    assert unread["why"] == "no column word is “schuhe”; raw/vocabulary.toml can name it under [columns]"
    assert unread["properties"] == ["schuhe"]


def test_rows_whose_cells_were_moved_are_named(raw: Path) -> None:
    assert told(raw, "0")["moved"] == [[3, "cells moved right: Rank handed down by the row above"]]
    assert "  row 3: cells moved right: Rank handed down by the row above" in explain(raw, DOCUMENT, "0").stdout


def test_a_table_of_no_kind_says_what_a_kind_would_take(raw: Path) -> None:
    shown = explain(raw, "a.txt", "1").stdout
    assert f"{DOCUMENT}, table 1 in Boats" in shown
    assert "unknown: no kind is told by its columns: results need a competitor or nation beside a rank" in shown
    assert "0 cells read, 6 unread" in shown


def test_the_users_words_count(raw: Path) -> None:
    (raw / "vocabulary.toml").write_text('[columns]\nnotes = ["Schuhe"]\n', encoding="utf-8")
    assert run(raw, raw.parent / "out").status == 0
    (column,) = [column for column in told(raw, "0")["columns"] if column["header"] == "Schuhe"]
    assert (column["role"], column["outcome"], column["read"]) == ("notes", "read", 3)
    assert column["why"] == "the word of vocabulary.toml “schuhe” names notes"


@pytest.mark.parametrize("is_there", [True, False], ids=["changed", "gone"])
def test_without_the_article_what_is_published_is_told_and_what_is_missing(raw: Path, is_there: bool) -> None:
    if is_there:
        (raw / "a.txt").write_text(ARTICLE.replace("8:12.8", "8:12.9"), encoding="utf-8")
    else:
        (raw / "a.txt").unlink()
    table = told(raw, "0")
    assert table["note"].startswith("why is not told: a.txt ")
    assert (table["kind"], table["why"], table["moved"]) == ("results", None, None)
    column = table["columns"][4]
    assert (column["header"], column["outcome"], column["unread"], column["why"]) == ("Schuhe", "unread", 3, None)
    assert "why is not told" in explain(raw, DOCUMENT, "0").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rowing", "0"), f"rowing is no document_id and no path of a published article; near it are {DOCUMENT}"),
        ((DOCUMENT, "7"), f"{DOCUMENT} has no table 7; it has 0: Results; 1: Boats"),
        ((DOCUMENT,), "--table needs DOCUMENT and the number of its TABLE"),
        ((DOCUMENT, "first"), "--table needs DOCUMENT and the number of its TABLE"),
    ],
)
def test_what_is_not_there_is_said(raw: Path, arguments: tuple[str, ...], said: str) -> None:
    result = explain(raw, *arguments)
    assert said in result.stderr
    assert result.exit_code == 2
