"""The parser of wikitext against the suites of independent cases, in the folder PHOTOFINISH_CORPUS."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conformance import scores, wikitext_adapter
from tests.conftest import CORPUS

pytestmark = pytest.mark.corpus

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
OTHER_FUNCTIONS = re.compile(r"^(?:section|replace)=|htmlVariantLanguage=zh")
"""Options of cases that test other things than how a page is shown: extraction of sections, Chinese variants."""
NOT_PLAIN = re.compile(r"<br|<pre format|Enforce single-line context")
"""Text that differs by how HTML is read, an extension, and headings over several lines, which only HTML can make."""


def cases_folder() -> Path:
    return Path(os.environ[CORPUS]) / "tablecases"


def score(suite: str, *options: str) -> dict[str, int]:
    return scores.score(cases_folder(), suite, "wikitext_adapter.py", options)


def test_every_fuzzed_table_is_read_whole() -> None:
    found = score("fuzz_wikitext_tables.jsonl")
    assert found["n"] == found["grid"] > 0


def test_every_real_table_has_its_shape() -> None:
    found = score("real_wikitext_tables.jsonl")
    assert found["n"] == found["shape"] > 0


def test_the_core_of_the_parser_tests() -> None:
    found = score("parsertests_tables.jsonl", "--core")
    assert found["shape"] >= 0.97 * found["n"] > 0
    assert found["errors"] == 0


def test_the_parser_tests_whole() -> None:
    found = score("parsertests_tables.jsonl")
    assert found["shape"] >= 0.95 * found["n"] > 0


def heading_cases() -> Iterator[dict[str, Any]]:
    with (cases_folder() / "parsertests_headings.jsonl").open(encoding="utf-8") as file:
        for case in map(json.loads, file):
            if not OTHER_FUNCTIONS.search(case["options"]) and not NOT_PLAIN.search(case["id"] + case["input"]):
                yield case


def normal(headings: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(level, " ".join(text.split())) for level, text in headings]


def test_every_heading_of_plain_markup() -> None:
    cases = list(heading_cases())
    wrong = [
        case["id"]
        for case in cases
        if normal(wikitext_adapter.headings(case)) not in map(normal, case["expected"].values())
    ]
    assert cases
    assert wrong == []
