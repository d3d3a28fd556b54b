"""The list of all facts in parts: each fact is in one, and a fact more or less leaves the others as they are."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.report import fact_list, line_pieces
from ingest.report.fact_list import MOST, starts
from tests.ingest.report.page_tools import parsed, words
from tests.ingest.report.report_rows import EVENT, Row, fact, publication
from tests.ingest.report.site import site

CUTS = st.lists(st.integers(1, 20_000), unique=True).map(sorted)


@given(CUTS, st.integers(0, 20_000))
def test_parts_are_neither_empty_nor_too_long(cuts: list[int], count: int) -> None:
    found = starts([cut for cut in cuts if cut < count], count)
    assert found[:1] == ([0] if count else [])
    assert all(0 < stop - start <= MOST for start, stop in pairwise([*found, count]))


@given(CUTS, st.integers(1, 20_000), st.integers(0, 20_000))
def test_a_line_more_moves_no_part_beyond_the_next_place_to_begin(cuts: list[int], count: int, at: int) -> None:
    there = [cut for cut in cuts if cut < count]
    moved = [cut + (cut > at) for cut in there]
    before, after = starts(there, count), starts(moved, count + 1)
    shared = set(before) & {start - (start > at) for start in after}
    for start in shared:
        if start > at:
            assert {each for each in before if each >= start} == {each - 1 for each in after if each > start}


def rows_of(numbers: range) -> dict[str, list[Row]]:
    rows = publication()
    rows["reconciliation"] = [
        fact(n, "mark", "1", "agreed", "all_equal", subject=f"{EVENT}#rider-{n:06}") for n in numbers
    ]
    return rows


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fact_list, "MOST", 100)
    monkeypatch.setattr(fact_list, "_LEAST", 10)
    monkeypatch.setattr(line_pieces, "_BEGINS", "[01]0$")


def lists(pages: dict[str, str]) -> dict[str, str]:
    return {path: html for path, html in pages.items() if re.fullmatch(r"facts(\.\w+)?\.html", path)}


def test_every_fact_is_in_one_part_and_each_part_leads_to_its_neighbours() -> None:
    found = {path: parsed(html) for path, html in lists(site(rows_of(range(1000, 1400)))).items()}
    assert len(found) > 3
    listed = Counter(words(line.select("a.name")[0]) for page in found.values() for line in page.select("#facts > li"))
    assert sum(listed.values()) == 400
    names = [str(a["href"]) for a in found["facts.html"].select("nav.pages")[0].select("a")]
    assert sorted(names) == sorted(found)
    for before, here, after in zip(names, names[1:], [*names[2:], None], strict=False):
        for links in found[here].select("nav.pages"):
            assert [a["href"] for a in links.select("a")] == ["facts.html", before, *filter(None, [after])]


def test_a_fact_more_changes_few_parts() -> None:
    before, after = (lists(site(rows_of(numbers))) for numbers in (range(1000, 1600), range(999, 1600)))
    same = [path for path, html in before.items() if after.get(path) == html]
    assert len(same) >= len(before) - 4
    assert len(same) > 5
