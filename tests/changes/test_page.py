"""The page of a change: the worst first, readable, and safe whatever an article says.

Rewrite the golden files with PHOTOFINISH_UPDATE_GOLDEN=1, and read the difference before committing it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from ingest.changes.diff import compare
from ingest.changes.facts import Kind, fact_changes
from ingest.changes.inputs import Inputs
from ingest.changes.losses import Loss, coverage_losses, shrunken_documents
from ingest.changes.page import LIMIT, render_changes
from tests.changes.articles import CONTRADICTED, MOVED, PAIRS, SCULLS, WITHOUT_TABLE
from tests.changes.conftest import Publish
from tests.parsers.golden_text import check_golden
from tests.pipeline.running import Ran

GOLDEN = Path(__file__).parent / "golden"
FOURS = PAIRS.replace("coxless pairs", "coxless fours").replace("Norway", "Italy")
GOLDEN_EDITS: dict[str, dict[str, str | None]] = {
    "contradicted": {"a.txt": CONTRADICTED},
    "moved-and-replaced": {"a.txt": MOVED, "b.txt": None, "c.txt": FOURS},
}


def page_of(before: Ran, after: Ran, accepted: str | None = None) -> str:
    found = compare(before.current, after.current, Inputs(), Inputs())
    losses = coverage_losses(before.current, after.current)
    return render_changes(
        found, fact_changes(found), losses, shrunken_documents(before.current, after.current), accepted
    )


def sections(html: str) -> dict[str, Tag]:
    return {str(section["id"]): section for section in BeautifulSoup(html, "lxml").find_all("section")}


def readable(section: Tag) -> str:
    """Return a section as lines: its heading, its paragraphs, and a line a row of its table."""
    lines = []
    for element in section.find_all(["h2", "p", "caption", "tr"]):
        cells = element.find_all(["th", "td"]) if element.name == "tr" else [element]
        lines.append(" | ".join(" ".join(cell.get_text(" ").split()) for cell in cells))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", GOLDEN_EDITS)
def test_what_a_page_says_of_facts(name: str, first: Ran, publish: Publish) -> None:
    found = sections(page_of(first, publish(GOLDEN_EDITS[name])))
    check_golden(GOLDEN / f"{name}.txt", "\n".join(readable(found[section]) for section in ("coverage", *Kind)))


def test_the_worst_comes_first(first: Ran, publish: Publish) -> None:
    order = list(sections(page_of(first, publish({"a.txt": CONTRADICTED}))))
    assert order == [
        "coverage", "disputed", "gone", "changed", "judged", "settled", "added", "inputs", "causes", "datasets",
    ]  # fmt: skip


def test_a_loss_is_said_with_the_reason_for_which_it_was_taken(first: Ran, publish: Publish) -> None:
    after = publish({"a.txt": WITHOUT_TABLE})
    said = readable(sections(page_of(first, after, "the table was wrong"))["coverage"])
    assert "rows of results: 6 → 3 (−50.0%)" in said
    assert "Published all the same, because: the table was wrong" in said
    assert "Articles of which much less is read than before" in said
    assert "because" not in readable(sections(page_of(first, after))["coverage"])


def test_a_loss_is_the_first_that_the_page_shows(first: Ran, publish: Publish) -> None:
    found = sections(page_of(first, publish({"a.txt": WITHOUT_TABLE}), "the table was wrong"))
    assert next(iter(found)) == "coverage"
    assert len(found) > 3


def test_everything_is_counted_by_dataset_and_cause(first: Ran, publish: Publish) -> None:
    found = sections(page_of(first, publish({"a.txt": MOVED})))
    assert "infobox_fields | 0 | 1 | 0" in readable(found["datasets"])
    assert "source | rowing-at-the-1952-summer-olympics-mens-single-sculls: sha256" in readable(found["causes"])
    assert "source | rowing-at-the-1952-summer-olympics-mens-single-sculls: sha256" in readable(found["inputs"])


def test_what_articles_say_is_text(publish: Publish) -> None:
    hostile = SCULLS.replace("Long Lake", "<script>alert(1)</script><b title='\"'>&amp;")
    html = page_of(publish({"a.txt": hostile}), publish({"a.txt": hostile.replace("alert(1)", "alert(2)\x01")}))
    page = BeautifulSoup(html, "lxml")
    assert page.find("script") is None
    assert page.find("b") is None
    assert "<script>alert(1)</script><b title='\"'>&amp;" in readable(sections(html)["changed"])
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", html)


def test_the_policy_allows_its_own_style_and_nothing_else(first: Ran, publish: Publish) -> None:
    page = BeautifulSoup(page_of(first, publish({"a.txt": MOVED})), "lxml")
    (style,) = page.find_all("style")
    digest = base64.b64encode(hashlib.sha256(style.get_text().encode()).digest()).decode()
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in str(policy["content"])
    assert page.find_all(["script", "img", "link", "iframe"]) == []
    assert [a["href"] for a in page.find_all("a")] == ["#main"]


def test_a_list_that_is_too_long_says_how_much_follows(first: Ran) -> None:
    found = compare(first.current, first.current, Inputs(), Inputs())
    many = [Loss(f"statements of a-{number}", 10, 1) for number in range(LIMIT + 7)]
    html = render_changes(found, fact_changes(found), (), many, None)
    assert f"statements of a-{LIMIT - 1}:" in html
    assert f"statements of a-{LIMIT}:" not in html
    assert "7 more articles in changes.parquet" in html


class _Nesting(HTMLParser):
    """Collects tags that do not match, which a browser would silently repair."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.errors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.errors.append(f"{self.getpos()}: </{tag}>")


def test_every_element_is_closed(first: Ran, publish: Publish) -> None:
    reader = _Nesting()
    reader.feed(page_of(first, publish({"a.txt": WITHOUT_TABLE}), "a reason"))
    assert (reader.errors, reader.open) == ([], [])
