"""An identifier depends on what is said, not on where in the file or beside what it stands."""

from __future__ import annotations

from tests.ingest.articles import extraction

TITLE = "Rowing at the 1952 Summer Olympics – Men's single sculls"
RESULTS = """
==Results==

| Rank | Rower | Time |
| 1 | | 8:12.8 |
| 2 | Bo Berg | 8:14.5 |
| 3 | | 8:14.5 |
"""
OTHER = """
==Schedule==

A paragraph that says nothing of it.

| Date | Time | Round |
| 23 July 1952 | 14:00 | Final |
"""


def _ids(body: str) -> set[str]:
    return {s.statement_id for s in extraction(TITLE, body).statements}


def test_another_section_changes_no_identifier() -> None:
    alone = _ids(RESULTS)
    assert alone < _ids(OTHER + RESULTS)
    assert alone < _ids(RESULTS + OTHER)


def test_equal_statements_are_told_apart() -> None:
    statements = extraction(TITLE, RESULTS).statements
    assert len({s.statement_id for s in statements}) == len(statements)


def test_another_value_is_another_statement() -> None:
    assert _ids(RESULTS) - _ids(RESULTS.replace("8:12.8", "8:12.9"))
