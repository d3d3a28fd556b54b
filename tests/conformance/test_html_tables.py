"""The suites of HTML tables, against browsers: how many cases have the right shape, and the right text in each place.

Of the real tables only the shapes are compared: the suite has the text that a browser lays out, with the marks of
footnotes and hidden keys; ours is without.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.html_adapter import tables
from tests.conftest import CORPUS

pytestmark = pytest.mark.corpus


def cases(suite: str) -> Iterator[dict[str, Any]]:
    path = Path(os.environ[CORPUS]) / "tablecases" / f"{suite}.jsonl"
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def shape(found: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    return [(table["rows"], table["cols"]) for table in found]


def filled(table: Mapping[str, Any]) -> list[list[str]]:
    """The texts, without white space: some cases hold blocks where browsers ignore them."""
    return [["".join((text or "").split()) for text in row] for row in table["grid"]]


def says_the_same(found: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    """Of grids of a thousand columns the suite has the shape alone."""
    return "grid" not in expected or filled(found) == filled(expected)


def failures(suite: str, with_text: bool) -> list[str]:
    failed = []
    for case in cases(suite):
        found, expected = tables(case), case["expected"]
        right = shape(found) == shape(expected)
        if right and with_text:
            right = all(map(says_the_same, found, expected))
        if not right:
            failed.append(case["id"])
    return failed


def test_generated_tables_are_those_of_browsers() -> None:
    assert failures("fuzz_html_tables", with_text=True) == []


def test_real_tables_have_the_shapes_that_browsers_give_them() -> None:
    assert failures("wtq_html_tables", with_text=False) == []


def test_broken_markup_makes_the_tables_of_browsers_but_where_templates_hold_them() -> None:
    failed = set(failures("html5lib_tables", with_text=True))
    templates = {case["id"] for case in cases("html5lib_tables") if "<template" in case["input"]}
    # No file with a NUL byte gets as far as the parser.
    nul = {case["id"] for case in cases("html5lib_tables") if "\0" in case["input"]}
    assert failed - templates - nul == set()
