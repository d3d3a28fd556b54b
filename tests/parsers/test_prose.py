"""What is read of prose: recall and precision against lists made by hand, and what holds of any text."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.plaintext import parse_plaintext
from parsers.prose import read_prose, unread
from parsers.title import event_words
from schemas.document import Document, Locator, Paragraph, Section, Span
from schemas.statements import Statement

HERE = Path(__file__).parent / "prose_articles"
ARTICLES = Path(__file__).parents[2] / "raw" / "articles"
LISTS = sorted(path.stem for path in HERE.glob("*.toml"))
LEAST_RECALL, LEAST_PRECISION = 0.90, 0.95
FAR = 250
"""Code points. A quote that is farther from an excerpt is not of its sentence."""
TITLE = "Cycling at the 1968 Summer Olympics – Men's track time trial"


@dataclass(frozen=True)
class Fact:
    """One line of a list: subject | property | value | a fragment of the quote."""

    subject: str
    name: str
    value: str
    quote: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.subject, self.name, self.value


@dataclass(frozen=True)
class Article:
    """An article with what it says (`facts`) and what it says less directly (`also`)."""

    title: str
    text: str
    facts: tuple[Fact, ...]
    also: tuple[Fact, ...]


def _facts(block: str) -> tuple[Fact, ...]:
    return tuple(Fact(*(part.strip() for part in line.split(" | "))) for line in block.strip().splitlines())


def _text_of(title: str) -> str:
    texts = (path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt")))
    return next(text for text in texts if text.startswith(f"= {title} ="))


def _article(name: str) -> Article:
    data = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    text = data.get("text") or _text_of(data["title"])
    return Article(data["title"], text, _facts(data["facts"]), _facts(data["also"]))


def _document(text: str, title: str = TITLE) -> Document:
    return parse_plaintext("a", text, title)


def _key(statement: Statement, title: str) -> tuple[str, str, str]:
    own, subject = event_words(title), statement.subject
    words = f"{subject.kind} {subject.name}" if subject.name else subject.kind
    event = subject.event
    if event and event.year and event.year != own.year:
        words += f"@{event.year}"
    if event and event.gender != own.gender:
        words += f":{event.gender}"
    as_of = statement.qualifiers.as_of
    return words, statement.property + (f"[{as_of}]" if as_of else ""), statement.value.text


def _is_near(statement: Statement, quote: str, text: str) -> bool:
    span = statement.locator.span
    assert span is not None
    return quote in text[max(0, span.start - FAR) : span.end + FAR]


def _read(article: Article) -> list[Statement]:
    return read_prose(_document(article.text, article.title), event_words(article.title))


def _missed(article: Article, statements: list[Statement]) -> list[Fact]:
    keyed = [(_key(each, article.title), each) for each in statements]
    return [
        fact
        for fact in article.facts
        if not any(key == fact.key and _is_near(each, fact.quote, article.text) for key, each in keyed)
    ]


def _false(article: Article, statements: list[Statement]) -> list[tuple[str, str, str]]:
    known = {fact.key for fact in (*article.facts, *article.also)}
    return [key for key in (_key(each, article.title) for each in statements) if key not in known]


@pytest.mark.parametrize("name", LISTS)
def test_quotes_are_in_the_article(name: str) -> None:
    article = _article(name)
    assert [fact.quote for fact in (*article.facts, *article.also) if fact.quote not in article.text] == []


@pytest.mark.parametrize("name", LISTS)
def test_recall(name: str) -> None:
    article = _article(name)
    missed = _missed(article, _read(article))
    assert 1 - len(missed) / len(article.facts) >= LEAST_RECALL, missed


@pytest.mark.parametrize("name", LISTS)
def test_precision(name: str) -> None:
    article = _article(name)
    statements = _read(article)
    false = _false(article, statements)
    assert 1 - len(false) / len(statements) >= LEAST_PRECISION, false


@pytest.mark.parametrize("name", LISTS)
def test_excerpts_are_the_text_of_their_spans_within_a_sentence_in_order(name: str) -> None:
    article = _article(name)
    document = _document(article.text, article.title)
    statements = read_prose(document, event_words(article.title))
    starts = []
    for each in statements:
        span = each.locator.span
        assert span is not None
        assert each.excerpt == document.text[span.start : span.end]
        assert each.excerpt.strip() == each.excerpt != ""
        assert any(p.span.start <= span.start and span.end <= p.span.end for p in document.paragraphs)
        assert each.source_kind == "prose"
        assert each.extractor.startswith("prose.")
        starts.append(span.start)
    assert starts == sorted(starts)


def _keys(text: str, title: str = TITLE) -> set[tuple[str, str, str]]:
    return {_key(each, title) for each in read_prose(_document(text, title), event_words(title))}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg of Norway did not win the gold medal.",
        "Anna Berg of Norway was expected to win gold.",
        "Anna Berg hoped to take silver, and could win bronze.",
        "Anna Berg of Norway won gold at the 1967 World Championships.",
        "In the 1967 World Championships, Anna Berg took silver.",
        "Approximately fifty athletes were expected to compete.",
        "Five heats of 6 cyclists each were held.",
        "None of the nine cyclists from 1964 returned.",
        "The qualifying standard was 1:05.20.",
    ],
    ids=["negation", "expectation", "hope", "championship", "opening", "estimate", "heats", "nobody", "standard"],
)
def test_what_is_no_fact_of_the_result(text: str) -> None:
    outcome = {"gold", "silver", "bronze", "competitors", "returning_competitor", "winning_time", "mark", "rank"}
    assert outcome.isdisjoint({name for _, name, _ in _keys(text)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg won silver in 1964.", ("event@1964", "silver", "Anna Berg")),
        ("In 1964, Anna Berg took bronze.", ("event@1964", "bronze", "Anna Berg")),
        ("Anna Berg had won gold in Tokyo four years earlier.", ("event@1964", "gold", "Anna Berg")),
        ("Anna Berg took silver.", ("event", "silver", "Anna Berg")),
    ],
    ids=["after", "before", "city", "own"],
)
def test_a_medal_is_of_the_edition_that_is_told(text: str, expected: tuple[str, str, str]) -> None:
    assert {key for key in _keys(text) if key[1] in {"gold", "silver", "bronze"}} == {expected}


def test_a_surname_means_the_one_full_name_that_ends_in_it() -> None:
    text = "Berg finished fourth. Later, Anna Berg and Carl Lund spoke. Lund finished fifth."
    assert {("entrant Anna Berg", "rank", "fourth"), ("entrant Carl Lund", "rank", "fifth")} <= _keys(text)


def test_a_surname_of_two_people_is_left_as_written() -> None:
    text = "Anna Berg and Carl Berg took part. In the end Berg finished fourth."
    assert ("entrant Berg", "rank", "fourth") in _keys(text)


def test_a_heading_narrows_the_gender() -> None:
    title = "Track time trial at the Olympics"
    assert ("event@1906:women", "gold", "Anna Berg") in _keys("== Women ==\n\nAnna Berg won the 1906 title.", title)


def test_sections_of_rounds_say_nothing_of_the_final() -> None:
    assert not {"rank", "gold"} & {name for _, name, _ in _keys("== Heat 2 ==\n\nAnna Berg finished second.")}


def test_sections_that_only_refer_are_not_read() -> None:
    assert _keys("== References ==\n\nAnna Berg of Norway took silver.") == set()


def test_what_is_too_long_to_be_prose_is_reported() -> None:
    document = _document("Anna Berg took silver, " * 10_000)
    assert read_prose(document, event_words(TITLE)) == []
    assert [paragraph for paragraph, _ in unread(document)] == list(document.paragraphs)


@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    _reads(f"{text}\n\nThe event was won by {text}.")


_PIECES = st.sampled_from(
    [
        "Anna Berg", "Berg", "of Norway", "Norway", "Danish", "won", "took", "silver", "gold", "the event", "in 1964",
        "four years earlier", "1:04.65", "second", "17", "cyclists", "nations", "from", "with", "and", ",", ";", ".",
        "(", ")", "'s", "world record", "the 1964 Games", "debut", "each made their", "returning", "bronze medalist",
        "was", "who", "held", "every Games since", "⟨W1⟩", "\u00a0", "one kilometre", "van der",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40))
def test_any_sentence_of_such_words_is_read_without_error(pieces: list[str]) -> None:
    _reads(" ".join(pieces))


def _reads(text: str) -> None:
    try:
        document = _document(text)
    except ValueError:
        return
    for each in read_prose(document, event_words(TITLE)):
        span = each.locator.span
        assert span is not None
        assert each.excerpt == document.text[span.start : span.end]
        assert each.value.text


@given(st.text(alphabet="abcdefghij klmno.,;", max_size=300))
def test_text_without_names_and_numbers_says_nothing(text: str) -> None:
    try:
        assert read_prose(_document(text), event_words(TITLE)) == []
    except ValueError:
        assert not text.strip()


def _lines() -> Iterator[str]:
    for unit in (
        "a",
        "Aa ",
        "Aa Bb, ",
        "Aa Bb won ",
        "1:",
        "A. ",
        "(",
        "Denmark and ",
        "it was held ",
        "van der ",
        "Aa Bb's ",
    ):
        yield ((unit * 700)[:1_400] + ". Xx ") * 700


@pytest.mark.parametrize("line", list(_lines()), ids=lambda line: line[:12])
def test_a_line_of_a_million_characters_takes_no_time(line: str) -> None:
    document = _document(line[:990_000])
    start = time.perf_counter()
    read_prose(document, event_words(TITLE))
    assert time.perf_counter() - start < 3


def _with_paragraph(source: str, paragraph: Paragraph) -> Document:
    return Document("a", TITLE, None, "wikitext", source, (paragraph.section,), (paragraph,), (), ())


def test_markup_is_part_of_an_excerpt_and_of_no_value() -> None:
    source = "'''[[Anna Berg]]''' of [[Norway]] took silver."
    shown = [(at, char) for at, char in enumerate(source) if char not in "'[]"]
    paragraph = Paragraph(
        Section((), Span(0, len(source))),
        Span(0, len(source)),
        "".join(char for _, char in shown),
        tuple(at for at, _ in shown),
    )
    silver = read_prose(_with_paragraph(source, paragraph), event_words(TITLE))[0]
    assert (silver.property, silver.value.text) == ("silver", "Anna Berg")
    assert silver.excerpt == "'''[[Anna Berg]]''' of [[Norway]] took silver"
    assert silver.locator.span == Span(0, source.index("."))


def test_where_there_are_no_offsets_the_element_is_the_place() -> None:
    section = Section((), Span(0, 40))
    paragraph = Paragraph(section, Span(0, 40), "Anna Berg of Norway took silver.", (), "p:nth-of-type(2)", 7)
    silver = read_prose(_with_paragraph("<p>...</p>", paragraph), event_words(TITLE))[0]
    assert silver.locator == Locator(section="Lead", selector="p:nth-of-type(2)", source_line=7)
    assert silver.excerpt == "Anna Berg of Norway took silver"
