"""Tables that stand beside the article: an infobox, a box of navigation. The ledger ignores them, and says why."""

from __future__ import annotations

from parsers.extract import extract
from parsers.html import parse_html
from schemas.extraction import CoverageEntry

PAGE = """<html><body><table class="infobox"><tr><th>Venue</th><td>Old Oval</td></tr><tr><th>Dates</th><td>4 May
1936</td></tr></table><p>Text.</p>
<table class="wikitable"><tr><th>Rank</th><th>Name</th><th>Time</th></tr><tr><td>1</td><td>Ann Aal</td><td>1:14.4</td>
</tr></table>
<table class="wikitable"><tr><td>some</td><td>words</td></tr><tr><td>and</td><td>more</td></tr></table>
<div class="navbox"><table class="nowraplinks"><tr><th>Men's events</th></tr><tr><td>Sprint</td></tr></table></div>
<div class="navbox"><table class="wikitable"><tr><th>Rank</th><th>Name</th><th>Time</th></tr><tr><td>2</td><td>Bea
Bek</td><td>1:15.4</td></tr></table></div></body></html>"""


def _columns(table: int) -> list[CoverageEntry]:
    coverage = extract(parse_html("a", PAGE, "Cycling at the 1936 Invented Games – Men's sprint")).coverage
    return [entry for entry in coverage if entry.kind == "column" and entry.name.startswith(f"{table}/")]


def test_an_infobox_is_ignored_as_a_table_because_its_fields_are_read() -> None:
    assert {(entry.outcome, entry.reason) for entry in _columns(0)} == {
        ("ignored", "an infobox; its fields are read as such")
    }
    assert sum(entry.count for entry in _columns(0)) == 4


def test_navigation_is_ignored_with_that_reason() -> None:
    (entry,) = _columns(3)
    assert (entry.outcome, entry.count) == ("ignored", 1)
    assert "navigation" in (entry.reason or "")


def test_a_table_of_the_article_that_is_not_understood_stays_unread() -> None:
    assert {entry.outcome for entry in _columns(2)} == {"unread"}


def test_results_are_read_wherever_they_stand() -> None:
    assert {entry.outcome for entry in _columns(1)} == {entry.outcome for entry in _columns(4)} == {"read"}
