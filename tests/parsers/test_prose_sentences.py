"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.plaintext import parse_plaintext
from parsers.prose import read_prose, sentences
from parsers.title import event_words
from schemas.document import Span


def _split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He won in 1 minute, 14.4 seconds. She came second.", 2),
        ("It was held in St. Moritz.", 1),
        ("J. P. Smith won. He was British.", 2),
        ("The U.S. Olympic trials were won by A. Jones.", 1),
        ("The cap of 45 is reached.The qualifying period began.", 2),
        ('The event was "popular in Italy." Twelve took part.', 2),
        ("A preview at Olympics.com named him.", 1),
        ("Who won? Nobody did!", 2),
        ("All rode approx. 12 laps.", 1),
        ("", 0),
    ],
)
def test_sentences_are_split_where_they_end(text: str, count: int) -> None:
    assert len(_split(text)) == count


@given(st.text(alphabet='aA1 .?!\n"()é', max_size=80))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(_split(text)).split()) == "".join(text.split())


@given(st.text(max_size=80), st.text(max_size=20))
def test_a_span_within_a_text_is_split_as_if_alone(text: str, before: str) -> None:
    start = len(before) + 2
    whole = f"{before}\n\n{text}"
    spans = sentences(whole, Span(start, len(whole)))
    assert [span.of(whole) for span in spans] == _split(text)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("According to the Official Report, Anna Lund finished in 1:14.6.", "Official Report"),
        ("The Official Report gives Anna Lund's time as 1:14.6.", "Official Report"),
        ("Some sources give Anna Lund's time as 1:14.6.", "Some sources"),
        ("Anna Lund finished in 1:14.6.", None),
    ],
)
def test_who_is_named_as_the_source_of_a_mark(sentence: str, source: str | None) -> None:
    title = "Cycling at the 1952 Summer Olympics – Women's track time trial"
    found = read_prose(parse_plaintext("a", sentence, title), event_words(title))
    assert [(s.value.text, s.attributed_to) for s in found if s.property == "mark"] == [("1:14.6", source)]
