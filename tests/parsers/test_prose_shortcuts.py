"""What spares the prose rules work: each shortcut finds all that the long way finds."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.plaintext import parse_plaintext
from parsers.prose import atoms, lexicon, phrases, read_prose, reading
from parsers.prose.absence import absent
from parsers.prose.caseless import lowered
from parsers.prose.engine import RULES, Memory, candidates, matching
from parsers.prose.typed import Node, Typed
from parsers.values.marks import FRACTION_WORDS
from parsers.values.numbers import NUMBER_WORDS
from schemas.document import Span
from schemas.statements import EventWords

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


@pytest.mark.parametrize(
    "words",
    [
        "did not compete", "didn't enter", "would not defend", "was unable to race", "declined to take part",
        "failed to qualify", "was left out", "scratched", "had been withdrawn", "was serving a suspension",
        "was banned", "were suspended at the time", "was kept at home", "was absent", "missed these Games",
        "stayed at home", "had retired", "had turned professional",
    ],
)  # fmt: skip
def test_none_of_the_ways_to_be_absent_is_passed_over(words: str) -> None:
    made = Typed(f"⟨W0⟩ {words}.", [(0, 0, 9, True)], [Node("W", Span(0, 9), "Anna Berg")])
    assert absent(made) == {"Anna Berg"}


@pytest.mark.parametrize("text", ["Neither ⟨W0⟩ nor ⟨W1⟩ competed.", "In the absence of ⟨W0⟩ and ⟨W1⟩ she won."])
def test_two_who_are_absent_are_not_passed_over(text: str) -> None:
    people = [Node("W", Span(0, 9), "Anna Berg"), Node("W", Span(9, 18), "Eva Falk")]
    assert absent(Typed(text, [(0, 0, len(text), True)], people)) == {"Anna Berg", "Eva Falk"}


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
    from parsers.prose.runs import _COMMON

    assert set(_COMMON) == lexicon.SINGULAR_ROLES | lexicon.PLURAL_ROLES | lexicon.WINNING_VERBS
    assert all(_COMMON[word] == "H" for word in lexicon.SINGULAR_ROLES)


_ENTRIES = st.sampled_from([
    "France (12)", "Jane Doe", "Jane Doe (FRA)", "2:34", "Heat 1: +1.2 m/s", "Cuba", "CET", "won gold", "12 nations",
    "Jane Doe won.", "It was held on 5 August 1968.", "Great Britain", "second place", "DNF = did not finish",
    "Doe debuted.", "Ann Aal and Jane Doe", "disqualified", "1st", "Final (5 August)", "a new record",
])  # fmt: skip


_TYPED = st.sampled_from([
    "⟨W0⟩", "⟨P1⟩", "⟨N2⟩", "⟨E3⟩", "⟨G4⟩", "⟨M5⟩", "⟨Q6⟩", "⟨T7⟩", "⟨O8⟩", "⟨A9⟩", "⟨C1⟩", "⟨H2⟩", "of", "in", "the",
    "The", "IN", "At", ",", ".", "WORLD RECORD", "gold medal", "Gold Medalist", "was held", "from", "place", "final",
    "set a new Olympic record", "nations", "for the first time", "ſet", "wıth", "İn", "Kelvin", "ΜΣς",
    "Defending champion",
])  # fmt: skip


@given(st.lists(_TYPED, min_size=1, max_size=9).map(" ".join))
def test_in_lower_case_a_pattern_finds_what_it_finds_ignoring_case(text: str) -> None:
    for pattern in (*[rule.pattern for rule in RULES], phrases._DESCRIPTION, phrases._COMPETITOR):
        expected = [match.span() for match in lexicon.compiled(pattern).finditer(text)]
        found = lexicon.caseless(pattern)
        assert [match.span() for match in found.finditer(text)] == expected
        assert found.finds(text) is bool(expected)


def test_in_articles_a_pattern_finds_what_it_finds_ignoring_case() -> None:
    texts = [path.read_text(encoding="utf-8") for path in ARTICLES]
    readers = [reading.Reader(parse_plaintext("made", text, "Page"), EventWords(1968)) for text in texts]
    scanned = [
        (reader, paragraph, each)
        for reader in readers
        for paragraph, sentences in zip(reader.document.paragraphs, reader.scanned, strict=True)
        for each in sentences
    ]
    found = 0
    for reader, paragraph, each in scanned:
        text = reader.sentence(paragraph, each, Memory()).typed.text
        for rule in candidates(text.lower()):
            expected = [match.span() for match in lexicon.compiled(rule.pattern).finditer(text)]
            assert [match.span() for match in rule.regex.finditer(text)] == expected
            found += len(expected)
    assert found


@given(st.lists(_ENTRIES, min_size=1, max_size=4).map(" ".join))
def test_a_short_text_says_what_all_rules_with_a_hint_read_in_it(text: str) -> None:
    article = f"= Page =\n\n== Results ==\n\n{text}\n\nJane Doe of France won the gold medal.\n"
    document = parse_plaintext("made", article, "Page")
    found = read_prose(document, EventWords(1968))
    with patch.object(reading, "matching", lambda text: candidates(text.lower())):
        assert read_prose(document, EventWords(1968)) == found
    assert any("won" in statement.excerpt for statement in found)


@pytest.mark.parametrize(("text", "silent"), [("⟨N0⟩ (⟨C1⟩)", True), ("⟨U0⟩ (⟨C1⟩)", True), ("⟨W2⟩ ⟨A1⟩ ⟨E0⟩.", False)])
def test_an_entry_of_a_list_is_silent_and_a_sentence_is_not(text: str, silent: bool) -> None:
    assert (not matching(text)) is silent


def test_a_list_of_nations_and_counts_says_nothing_and_changes_nothing() -> None:
    names = sorted({name for known in lexicon.nations().values() for name in known})
    entries = "".join(f"{name} (12)\n\n" for name in names)
    article = f"= Page =\n\nJane Doe won gold.\n\n{entries}Ann Aal of Georgia took the silver medal.\n"
    document = parse_plaintext("made", article, "Page")
    event = EventWords(1968, "1968 Summer Olympics", "Rowing", "Men's eight", "men")
    found = read_prose(document, event)
    assert {statement.value.text for statement in found} >= {"Jane Doe", "Ann Aal"}
    with patch.object(reading, "_counts_a_nation", lambda text: False):
        assert read_prose(document, event) == found


@pytest.mark.parametrize(
    ("text", "is_entry"),
    [("France (12)", True), ("Côte d’Ivoire (1)", True), ("Jane Doe (3)", False), ("France (FRA)", False)],
)
def test_an_entry_is_a_known_nation_and_a_count(text: str, is_entry: bool) -> None:
    assert reading._counts_a_nation(text) is is_entry
