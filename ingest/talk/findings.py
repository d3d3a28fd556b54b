"""What an article contradicts: facts on which its statements differ, or on which it differs from others, and checks.

Read from a publication alone, so that a talk page says no more than what is published with its evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from ingest.inspection import UnknownSubjectError, publication_folder
from ingest.near import near
from schemas.decisions import FORM_SEPARATOR
from schemas.facts import CONTESTED
from schemas.slugs import slug

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement: its value, the exact words, and where they stand.

    `row` is a data row of its table, the first 1. `is_nameless` says that the row names nobody: that it is about the
    competitor was inferred.
    """

    statement_id: str
    value: str
    excerpt: str
    title: str
    source_kind: str
    section: str
    row: int | None
    column: str | None
    attributed_to: str | None
    is_nameless: bool

    @property
    def place(self) -> tuple[object, ...]:
        """Where it stands, whatever it is taken to say."""
        return (self.title, self.source_kind, self.section, self.row, self.column, self.excerpt)


@dataclass(frozen=True, slots=True)
class About:
    """What a fact is about, in words; `subject` is "" for the event itself."""

    fact_id: str
    event_id: str | None
    subject: str
    property: str
    qualifiers: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts of which the same places state different values, with all quotes in value order."""

    about: tuple[About, ...]
    quotes: tuple[Quote, ...]
    explanation: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A check of arithmetic or logic that fails, with its statements."""

    check_id: str
    message: str
    expected: str
    found: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class TalkPage:
    """What was found of one article. `read_as` says which text of it was read, where that is known."""

    title: str
    read_as: str | None
    within: tuple[Difference, ...]
    between: tuple[Difference, ...]
    failures: tuple[Failure, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.within or self.between or self.failures)


def talk_pages(output: Path, asked: str) -> list[TalkPage]:
    """Return the talk page of an article (its title or document_id), or one an article that speaks of an event.

    Of an event only what concerns it is told, and only articles of which there is something to tell are there. Raises
    `UnknownSubjectError` where it is neither.
    """
    return list(_Published(publication_folder(output)).pages(asked))


class _Published:
    """The tables of one publication that talk pages are made of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._documents = {row["document_id"]: row for row in self._rows("documents")}
        self._facts = [
            row for row in self._rows("reconciliation") if row["status"] in CONTESTED and row["alternatives"]
        ]
        self._checks = [row for row in self._rows("checks") if row["outcome"] == "fail"]
        wanted = {i for fact in self._facts for i in _statements_of(fact)}
        wanted |= {i for check in self._checks for i in check["statement_ids"]}
        statements = pl.read_parquet(folder / "statements.parquet")
        self._names = _names(statements)
        self._statements = {
            row["statement_id"]: row
            for row in statements.filter(pl.col("statement_id").is_in(sorted(wanted))).to_dicts()
        }
        self._events = set(statements["event_id"].drop_nulls())
        self._tables = self._read_tables()
        results = pl.read_parquet(folder / "results.parquet").filter(pl.col("competitor_basis") == "inferred")
        self._nameless = set(results.select("document_id", "table_index", "row_index").rows())

    def _rows(self, dataset: str) -> list[dict[str, Any]]:
        return pl.read_parquet(self._folder / f"{dataset}.parquet").to_dicts()

    def _read_tables(self) -> dict[tuple[str, int], tuple[int, dict[int, str]]]:
        """Return, of each table that is quoted, how many rows are headers, and the last header of each column."""
        places = {
            (s["document_id"], s["table_index"]) for s in self._statements.values() if s["table_index"] is not None
        }
        found: dict[tuple[str, int], list[Row]] = defaultdict(list)
        documents = sorted({document_id for document_id, _ in places})
        cells = pl.scan_parquet(self._folder / "table_cells.parquet").filter(pl.col("document_id").is_in(documents))
        for row in cells.collect().to_dicts():
            if (row["document_id"], row["table_index"]) in places:
                found[row["document_id"], row["table_index"]].append(row)
        return {place: _headers(rows) for place, rows in found.items()}

    def pages(self, asked: str) -> Iterator[TalkPage]:
        """Yield the pages for an event or an article."""
        titles = {row["title"]: row for row in self._documents.values()}
        if asked in self._events:
            pages = [self._page(title, asked) for title in sorted(titles)]
            yield from (page for page in pages if not page.is_empty)
            return
        title = next((row["title"] for row in titles.values() if _is_named(row, asked)), None)
        if title is None:
            raise UnknownSubjectError(asked, near(asked, {*titles, *self._events}))
        yield self._page(title, None)

    def _page(self, title: str, event_id: str | None) -> TalkPage:
        facts = [fact for fact in self._facts if event_id is None or _is_about(fact, event_id)]
        found = [(fact, self._values_of(fact, title)) for fact in facts]
        return TalkPage(
            title,
            self._read_as(title),
            _joined(self._difference(fact, title) for fact, own in found if len(own) > 1),
            _joined(self._difference(fact, None) for fact, own in found if len(own) == 1),
            tuple(self._failure(check) for check in self._checks if self._concerns(check, title, event_id)),
        )

    def _values_of(self, fact: Row, title: str) -> set[int]:
        """Return which of the values stated of a fact an article states, by their numbers."""
        return {
            number
            for number, alternative in enumerate(fact["alternatives"])
            if any(self._title(self._statements[i]) == title for i in alternative["statement_ids"])
        }

    def _title(self, statement: Row) -> str:
        title: str = self._documents[statement["document_id"]]["title"]
        return title

    def _difference(self, fact: Row, only: str | None) -> Difference:
        """Return a fact with the quotes of all articles; where `only` one is given, other articles still bear on it."""
        ids = [i for alternative in fact["alternatives"] for i in alternative["statement_ids"]]
        quotes = [self._quote(self._statements[i]) for i in ids]
        subject, name = self._subject(fact["subject"]), fact["property"].replace("_", " ")
        about = About(fact["fact_id"], fact["event_id"], subject, name, _qualifiers(fact))
        ordered = sorted(quotes, key=lambda quote: only is not None and quote.title != only)
        return Difference((about,), tuple(ordered), fact["explanation"])

    def _subject(self, subject: str) -> str:
        name = self._names.get(subject) or subject.split("#")[-1].split(":")[-1].replace("-", " ")
        return "" if "#" not in subject and ":" not in subject else name

    def _failure(self, check: Row) -> Failure:
        quotes = [self._quote(self._statements[i]) for i in check["statement_ids"]]
        return Failure(check["check_id"], check["message"], check["expected"], check["found"], tuple(quotes))

    def _concerns(self, check: Row, title: str, event_id: str | None) -> bool:
        if event_id is not None and check["event_id"] != event_id:
            return False
        if check["document_id"] is not None:
            own: str = self._documents[check["document_id"]]["title"]
            return own == title
        return any(self._title(self._statements[i]) == title for i in check["statement_ids"])

    def _quote(self, statement: Row) -> Quote:
        place = (statement["document_id"], statement["table_index"])
        headers, names = self._tables.get(place, (0, {}))
        row = statement["cell_row"]
        return Quote(
            statement["statement_id"],
            statement["value_text"],
            statement["excerpt"],
            self._title(statement),
            statement["source_kind"],
            statement["section"],
            None if row is None else row - headers + 1,
            names.get(statement["column_index"]) or None,
            statement["attributed_to"],
            row is not None and (*place, row - headers) in self._nameless,
        )

    def _read_as(self, title: str) -> str | None:
        """Return which revision was read, or when, of the forms of an article whose sources tell."""
        rows = [row for row in self._documents.values() if row["title"] == title]
        known = sorted({f"revision {row['revision_id']}" for row in rows if row["revision_id"] is not None})
        dated = sorted({f"the text of {row['retrieved_at'][:10]}" for row in rows if row["retrieved_at"]})
        return ", ".join(known or dated) or None


def _joined(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Put facts together that rest on the same places: the winner's mark is the winning mark."""
    found: dict[frozenset[tuple[object, ...]], Difference] = {}
    for difference in differences:
        places = frozenset(quote.place for quote in difference.quotes)
        known = found.get(places)
        found[places] = replace(known, about=(*known.about, *difference.about)) if known else difference
    return tuple(found.values())


def _statements_of(fact: Row) -> list[str]:
    return [*fact["supporting"], *fact["opposing"]]


def _is_about(fact: Row, event_id: str) -> bool:
    return event_id in {fact["event_id"], fact["subject"].split("#")[0]}


def _is_named(document: Row, asked: str) -> bool:
    article = document["document_id"].split(FORM_SEPARATOR)[0]
    return asked in {document["title"], document["document_id"], article} or slug(asked) == article


def _names(statements: pl.DataFrame) -> dict[str, str]:
    """Return how sources write the name of each subject that a row of a table names: the first by statement_id."""
    named = statements.filter(pl.col("property") == "competitor").sort("statement_id")
    return dict(reversed(list(zip(named["subject"], named["value_text"], strict=True))))


def _headers(cells: Sequence[Row]) -> tuple[int, dict[int, str]]:
    rows: dict[int, list[Row]] = defaultdict(list)
    for cell in cells:
        rows[cell["cell_row"]].append(cell)
    count = 0
    while count in rows and all(cell["is_header"] for cell in rows[count]):
        count += 1
    return count, {cell["column_index"]: cell["text"] for cell in rows[count - 1]} if count else {}


def _qualifiers(fact: Row) -> str:
    distance = None if fact["distance_m"] is None else f"{fact['distance_m']:g} m"
    heat = f"heat {fact['heat']}" if fact["heat"] else None
    return ", ".join(str(part) for part in (fact["round"], heat, distance, fact["as_of"]) if part)
