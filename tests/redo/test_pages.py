from __future__ import annotations

from pathlib import Path

from ingest.redo.cache import Cache
from ingest.redo.pages import PAGES, RememberedPages


class Made:
    """Counts how often pages are put together."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[tuple[str, str]]:
        self.times += 1
        return [("a.html", "<p>ä</p>")]


def test_pages_are_made_once_for_the_same_rows_and_code() -> None:
    cache, made = Cache(Path(":memory:")), Made()
    for _ in range(2):
        remembered = RememberedPages(cache, "code")
        assert remembered.pages("rows", made) == [("a.html", "<p>ä</p>")]
        remembered.save()
        assert cache.known(PAGES, remembered.used) == set(remembered.used)
    assert made.times == 1


def test_other_rows_or_other_code_make_them_again() -> None:
    cache, made = Cache(Path(":memory:")), Made()
    for code, key in (("code", "rows"), ("code", "other rows"), ("other code", "rows")):
        remembered = RememberedPages(cache, code)
        remembered.pages(key, made)
        remembered.save()
    assert made.times == 3
