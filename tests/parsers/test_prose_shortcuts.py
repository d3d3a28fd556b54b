"""What spares the prose rules work: each shortcut finds all that the long way finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.prose import atoms, lexicon
from parsers.prose.atoms import lowered
from parsers.prose.engine import RULES, candidates
from parsers.values.marks import FRACTION_WORDS
from parsers.values.numbers import NUMBER_WORDS

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
_WORDS = st.sampled_from(
    sorted({
        *NUMBER_WORDS, *FRACTION_WORDS, "the", "modern", "local time", "Olympic Games", "World", "Cup", "Summer",
        "UTC+2", "12:30.5", "1968", "5", "August", "10th", "m", "metres", "kilometre", "ſix", "Ten", "years earlier",
        "am", "aft", "of", "was", "-", "and", "km", "in", "CET", "3–7", "1,000",
    })
)  # fmt: skip


def _kinds(pattern: re.Pattern[str], text: str) -> list[tuple[str | None, int, int]]:
    return [(match.lastgroup, match.start(), match.end()) for match in pattern.finditer(text)]


def _without_beginnings() -> re.Pattern[str]:
    pattern = atoms._scanner().pattern
    look = f"(?={atoms._beginnings()})"
    assert pattern.count(look) == 1
    return re.compile(pattern.replace(look, ""))


@given(st.lists(_WORDS, max_size=8).map(" ".join) | st.text(max_size=30))
def test_a_word_that_cannot_begin_anything_begins_nothing(text: str) -> None:
    assert _kinds(atoms._scanner(), text) == _kinds(_without_beginnings(), text)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_holds_the_same_by_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = _kinds(atoms._scanner(), text)
    assert found == _kinds(_without_beginnings(), text)
    assert found


@given(st.lists(st.sampled_from([hint for rule in RULES for hint in rule.hints]), max_size=6).map(" ".join))
def test_exactly_the_rules_with_a_hint_are_asked_in_their_order(low: str) -> None:
    assert candidates(low) == [rule for rule in RULES if any(hint in low for hint in rule.hints)]


@given(st.text(alphabet=st.sampled_from("aİıſKµßΣÉ é'100m"), max_size=12))
def test_lower_case_keeps_every_position(text: str) -> None:
    assert len(lowered(text)) == len(text)
    assert lowered(lowered(text)) == lowered(text)


@given(st.text(alphabet=st.sampled_from("SsſKkKIiıİeE "), max_size=10))
def test_lower_case_takes_for_one_letter_what_a_pattern_that_ignores_case_does(text: str) -> None:
    for word in ("ski", "is"):
        loosely = [match.span() for match in re.finditer(word, text, re.IGNORECASE)]
        assert [match.span() for match in re.finditer(word, lowered(text))] == loosely


def test_every_common_word_has_its_kind() -> None:
    from parsers.prose.names import _COMMON

    assert set(_COMMON) == lexicon.SINGULAR_ROLES | lexicon.PLURAL_ROLES | lexicon.WINNING_VERBS
    assert all(_COMMON[word] == "H" for word in lexicon.SINGULAR_ROLES)
