"""A publication of ten thousand facts, made by a generator: many events, one of them with a thousand finishers.

Every event has an article of its own with a table of its finishers; an overview states some of their marks
otherwise. What statements quote stands in the articles at the place that they name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from parsers.plaintext import parse_plaintext
from schemas.document import Document
from tests.ingest.report.report_rows import Row, check, document, fact, identifier, judged, result, statement

FACTS = 10_000
FINISHERS = (1_000, *(60 for _ in range(25)))
OVERVIEW = "road-race-at-the-games"
_EVERY = 13
"""Each so manieth finisher's mark is stated otherwise by the overview."""
_HEADER = "| Rank | Athlete | Nation | Time |\n| --- | --- | --- | --- |\n"

DATASETS = ("documents", "events", "statements", "reconciliation", "results", "checks", "table_cells")


@dataclass
class Text:
    """The text of an article as it grows."""

    document_id: str
    words: str = ""
    lines: int = 1

    def add(self, words: str) -> None:
        """Write on."""
        self.words += words
        self.lines += words.count("\n")

    def place(self, words: str) -> Row:
        """Write words, and return where they stand."""
        start, line = len(self.words), self.lines
        self.add(words)
        return {
            "document_id": self.document_id, "char_start": start, "char_end": len(self.words), "source_line": line,
            "excerpt": words,
        }  # fmt: skip


@dataclass
class Much:
    """The rows of a publication as they grow, and the texts of its articles."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in DATASETS})
    texts: dict[str, Text] = field(default_factory=dict)

    _parsed: dict[str, Document] = field(default_factory=dict)

    def document(self, document_id: str) -> Document | None:
        """Return an article, parsed once it is written."""
        if document_id not in self._parsed:
            self._parsed[document_id] = parse_plaintext(document_id, self.texts[document_id].words, document_id)
        return self._parsed[document_id]

    def article(self, document_id: str, title: str) -> Text:
        """Begin an article."""
        self.rows["documents"].append(document(document_id, title, None, "CC BY-SA 4.0"))
        text = self.texts[document_id] = Text(document_id)
        text.add(f"= {title} =\n\n== Results ==\n")
        return text

    def state(self, name: str, value: str, **columns: object) -> int:
        """Add a statement, and return its number."""
        number = len(self.rows["statements"]) + 1
        self.rows["statements"].append(statement(number, name, value, **columns))
        return number

    def judge(self, name: str, subject: str, sides: dict[str, list[int]]) -> None:
        """Add a fact on what statements say: single, or in dispute where they differ."""
        number, value = len(self.rows["reconciliation"]) + 1, next(iter(sides))
        told = {"subject": subject, "event_id": subject.partition("#")[0], "document_count": len(sides)}
        if len(sides) == 1:
            supporting = [identifier("s", sides[value][0])]
            row = fact(number, name, value, "single", "single_statement", **told, statement_count=1,
                       supporting=supporting)  # fmt: skip
        elif number % 2:
            row = fact(number, name, None, "disputed", "disputed", **told, **judged(sides))
        else:
            code = {"explanation": f"{value} was read so; this fits 2 of 2 rows", "explanation_code": "digits_swapped"}
            row = fact(number, name, value, "resolved", "explained_with_support", **told, **code,
                       **judged(sides, value, flips_if=(sides[value][0],)))  # fmt: skip
        self.rows["reconciliation"].append(row)


def much() -> Much:
    """Return ten thousand facts with their articles."""
    found = Much()
    overview = found.article(OVERVIEW, "Road race at the Games")
    for number, finishers in enumerate(FINISHERS):
        _event(found, overview, 1900 + 4 * number, finishers)
    return found


def _event(found: Much, overview: Text, year: int, finishers: int) -> None:
    event_id, document_id = f"{year}-summer-olympics/cycling/road-race", f"cycling-at-the-{year}-summer-olympics"
    text = found.article(document_id, f"Cycling at the {year} Summer Olympics")
    text.add(_HEADER)
    overview.add(f"\n{year}: ")
    found.rows["events"].append(_event_row(event_id, document_id, year))
    for row in range(finishers):
        _finisher(found, text, overview, event_id, row)
    found.rows["checks"] += _checks(event_id, document_id, year)


def _finisher(found: Much, text: Text, overview: Text, event_id: str, row: int) -> None:
    table: Row = {"source_kind": "table", "section": "Results", "table_index": 0, "cell_row": row + 1}
    seconds = 4_000 + row
    mark = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    subject = f"{event_id}#rider-{row}"
    numbers: dict[str, int] = {}
    for column, (name, value) in enumerate(
        [("rank", str(row + 1)), ("competitor", f"Rider Ödön & <{row}>"), ("noc", "HUN"), ("mark", mark)]
    ):
        text.add("| ")
        place = text.place(value) | table | {"column_index": column}
        numbers[name] = found.state(name, value, event_id=event_id, subject=subject, **place)
        text.add(" ")
        found.rows["table_cells"].append(_cell(text.document_id, row + 1, column, value))
        found.judge(name, subject, _sides(found, overview, name, value, numbers[name], row))
    text.add("|\n")
    found.rows["results"].append(_result(text.document_id, event_id, row, mark, seconds, numbers["mark"]))


def _sides(found: Much, overview: Text, name: str, value: str, number: int, row: int) -> dict[str, list[int]]:
    if name != "mark" or row % _EVERY:
        return {value: [number]}
    last = found.rows["statements"][-1]
    overview.add(f"Rider {row} finished in ")
    other = f"{value[:-2]}99"
    place = {"source_kind": "prose", "section": "Lead"} | overview.place(other)
    overview.add(". ")
    return {value: [number], other: [found.state(name, other, event_id=last["event_id"], subject=last["subject"],
                                                 **place)]}  # fmt: skip


def _event_row(event_id: str, document_id: str, year: int) -> Row:
    return {
        "event_id": event_id, "document_id": document_id, "games": f"{year} Summer Olympics", "year": year,
        "season": "summer", "sport": "Cycling", "event": "Men's road race", "gender": "men", "date_start": None,
        "date_end": None, "venue": None, "competitors": None, "nations": None, "winning_mark_text": None,
        "winning_mark": None, "mark_unit": None, "previous_games": None, "next_games": None, "disputed_facts": 0,
        "failed_checks": 0,
    }  # fmt: skip


def _result(document_id: str, event_id: str, row: int, mark: str, seconds: int, number: int) -> Row:
    return result(
        row, document_id=document_id, event_id=event_id, competitor=f"Rider Ödön & <{row}>", mark_stated=mark,
        competitor_basis="stated", mark=Decimal(seconds), mark_unit="s", mark_basis="stated",
        mark_suggested=None if row % _EVERY else Decimal(seconds + 1), supporting=[identifier("s", number)],
    )  # fmt: skip


def _cell(document_id: str, row: int, column: int, words: str) -> Row:
    return {
        "document_id": document_id, "table_index": 0, "cell_row": row, "column_index": column, "section": "Results",
        "caption": None, "is_header": False, "text": words, "is_spanned": False,
    }  # fmt: skip


def _checks(event_id: str, document_id: str, year: int) -> Iterator[Row]:
    for kind, outcome in enumerate(("fail", "unverifiable", "pass")):
        row = check(10 * year + kind, "ranks_follow_marks", outcome, f"What {year} says.", 1, 2)
        yield row | {"event_id": event_id, "document_id": document_id}
