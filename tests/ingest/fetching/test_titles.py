from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetching.errors import PatternError
from ingest.fetching.names import file_name
from ingest.fetching.titles import literal_beginning


@pytest.mark.parametrize(
    ("pattern", "beginning"),
    [
        ("^Cycling at the .* Olympics", "Cycling at the "),
        (r"^Cycling at the (1996|2000) Summer", "Cycling at the "),
        (r"^100 metres\.$", "100 metres."),
        ("^Rowings? at", "Rowing"),
        (r"^A\(b\)[|]c", "A(b)"),
        ("^Bulk page [0-2]", "Bulk page "),
        (r"^Caf\d", "Caf"),
    ],
)
def test_the_beginning_that_every_match_has(pattern: str, beginning: str) -> None:
    assert literal_beginning(pattern) == beginning


@pytest.mark.parametrize("pattern", ["Cycling", "^.*Olympics", "^Cycling|^Rowing", "^(Cycling|Rowing)", "^ ?A", "^A*"])
def test_without_a_beginning_there_is_nothing_to_list_by(pattern: str) -> None:
    with pytest.raises(PatternError):
        literal_beginning(pattern)


@given(st.from_regex(r"\^[A-Za-z .()|\\d?*+]{1,12}", fullmatch=True), st.text("ABCab .|()d1", max_size=8))
def test_what_matches_begins_so(pattern: str, title: str) -> None:
    try:
        beginning = literal_beginning(pattern)
        matches = re.search(pattern, title)
    except (PatternError, re.error):
        return
    assert not matches or title.startswith(beginning)


@given(st.text(min_size=1), st.integers(1, 2**40))
def test_a_name_is_safe_on_every_file_system(title: str, revision: int) -> None:
    name = file_name(title, revision, "wikitext", ())
    assert re.fullmatch(r"articles/[a-z0-9-]{1,121}-r\d+\.wikitext", name) or not title.strip()
    assert file_name(title, revision, "wikitext", {name}) == name.replace(".wikitext", "-2.wikitext")
