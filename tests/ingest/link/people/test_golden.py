"""Six invented articles full of traps, read whole: who is who in them is in a file that a person can read."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.link.people.articles import ARTICLES, people, shown, wikitext

GOLDEN = Path(__file__).parent / "who_is_who.txt"


def test_who_is_who_is_as_written_down() -> None:
    found = people(*(wikitext(title, text) for title, text in ARTICLES.items()))
    assert shown(found) == GOLDEN.read_text(encoding="utf-8")
