"""A small publication made by hand: one event, one overview, and one of everything that the report shows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

Row = dict[str, object]

EVENT = "1928-summer-olympics/cycling/mens-track-time-trial"
HANSEN, GRAY = f"{EVENT}#willy-hansen", f"{EVENT}#dunc-gray"
ARTICLE = "cycling-at-the-1928-summer-olympics-mens-track-time-trial"
OVERVIEW = "track-time-trial-at-the-olympics"


def identifier(kind: str, number: int) -> str:
    """Return an identifier of the published form: `s-00000000000000000007`."""
    return f"{kind}-{number:020x}"


def statement(number: int, property_name: str, value: str, **columns: object) -> Row:
    """Return a statement of the event's article on the event."""
    words = str(columns.get("excerpt", value))
    row: Row = {
        "statement_id": identifier("s", number), "document_id": ARTICLE, "event_id": EVENT, "subject": EVENT,
        "property": property_name, "round": None, "heat": None, "distance_m": None, "as_of": None, "value_text": value,
        "value_number": None, "value_unit": None, "value_date": None, "attributed_to": None, "source_kind": "infobox",
        "section": "Lead", "table_index": None, "cell_row": None, "column_index": None, "char_start": 100 * number,
        "char_end": 100 * number + len(words), "source_line": number, "selector": None, "excerpt": words,
        "footnotes": [], "extractor": "by.hand",
    }  # fmt: skip
    return row | columns


def in_table(row: int, column: int) -> Row:
    """Return the columns of a statement that stands in the table of results."""
    return {"source_kind": "table", "section": "Results", "table_index": 0, "cell_row": row, "column_index": column}


def prose(section: str, excerpt: str, **columns: object) -> Row:
    """Return the columns of a statement that stands in prose."""
    return {"source_kind": "prose", "section": section, "excerpt": excerpt, "source_line": None, **columns}


def fact(number: int, property_name: str, value: str | None, status: str, rule: str, **columns: object) -> Row:
    """Return a fact on the event, without evidence."""
    row: Row = {
        "fact_id": identifier("f", number), "event_id": EVENT, "subject": EVENT, "property": property_name,
        "round": None, "heat": None, "distance_m": None, "as_of": None, "value_text": value, "value_number": None,
        "value_unit": None, "value_date": None, "status": status, "rule": rule, "explanation": None,
        "explanation_code": None, "decision": None, "statement_count": 0, "document_count": 1, "supporting": [],
        "opposing": [], "flips_if": [], "alternatives": [],
        "evidence": f"e-{number:020x}-{number:020x}",
    }  # fmt: skip
    return row | columns


def judged(values: dict[str, list[int]], *supporting: str, flips_if: tuple[int, ...] = ()) -> Row:
    """Return the columns of a fact's evidence: the statements of each value, and the values that hold."""
    ids = {value: sorted(identifier("s", number) for number in numbers) for value, numbers in values.items()}
    sides: dict[bool, list[str]] = {True: [], False: []}
    for value, statements in ids.items():
        sides[value in supporting].extend(statements)
    return {
        "statement_count": sum(map(len, ids.values())),
        "supporting": sorted(sides[True]),
        "opposing": sorted(sides[False]),
        "flips_if": [identifier("s", number) for number in flips_if],
        "alternatives": [{"value_text": value, "statement_ids": ids[value]} for value in sorted(ids)],
    }


def check(number: int, kind: str, outcome: str, message: str, *statements: int) -> Row:
    """Return a check on the event."""
    return {
        "check_id": identifier("c", number), "kind": kind, "document_id": ARTICLE, "event_id": EVENT,
        "outcome": outcome, "expected": "16", "found": "14", "message": message,
        "statement_ids": [identifier("s", n) for n in statements],
    }  # fmt: skip


def part(kind: str, name: str, outcome: str, reason: str | None = None) -> Row:
    """Return how a part of the event's article was handled."""
    return {
        "document_id": ARTICLE, "kind": kind, "name": name, "outcome": outcome, "count": 1, "reason": reason,
    }  # fmt: skip


def decision(number: int, outcome: str) -> Row:
    """Return a decision on the number of competitors."""
    return {
        "decision_id": identifier("d", number), "position": number - 1, "fact_id": identifier("f", 4),
        "subject": EVENT, "property": "competitors", "round": None, "heat": None, "distance_m": None, "as_of": None,
        "action": "choose", "value_text": "16", "statement_id": None, "explanation_code": None, "other": None,
        "reason": "All sixteen started.", "decided_by": "A. Reader", "decided_on": date(2024, 5, 1),
        "evidence": f"e-{4:020x}-{4:020x}", "outcome": outcome, "moved": False, "message": "it decides",
        "decided_text": "16", "ladder_text": None, "ladder_status": "disputed", "ladder_rule": "disputed",
        "evidence_now": f"e-{4:020x}-{4:020x}",
    }  # fmt: skip


def document(document_id: str, title: str, url: str | None, license_name: str | None) -> Row:
    """Return a document."""
    return {
        "document_id": document_id, "title": title, "path": f"articles/{document_id}.txt", "form": "plaintext",
        "sha256": "0" * 64, "size_bytes": 3210, "revision_id": None, "retrieved_at": None, "source_url": url,
        "license": license_name,
    }  # fmt: skip


def result(row_index: int, **columns: object) -> Row:
    """Return a row of results that says nothing but its rank."""
    row: Row = {
        "event_id": EVENT, "document_id": ARTICLE, "round": "final", "heat": None, "section": "Results",
        "table_index": 0, "row_index": row_index, "rank": row_index + 1, "tied": False, "competitor": None,
        "competitor_id": None, "competitor_basis": "unknown", "members": [], "member_ids": [], "nation": None,
        "noc": None,
        "noc_basis": "unknown", "race_number": None, "mark_stated": None, "mark": None, "mark_unit": None,
        "mark_basis": "unknown", "mark_suggested": None, "status": "finished", "notes": None,
        "supporting": [identifier("s", 3)],
    }  # fmt: skip
    return row | columns


def _cells(*grid: tuple[str, ...]) -> list[Row]:
    return [
        {
            "document_id": ARTICLE, "table_index": 0, "cell_row": row, "column_index": column, "section": "Results",
            "caption": None, "is_header": row == 0, "text": cell, "is_spanned": False,
        }
        for row, cells in enumerate(grid)
        for column, cell in enumerate(cells)
    ]  # fmt: skip


WON = "The event was won by the Danish cyclist Willy Hansen in 1 minute, 14.4 seconds."


def publication() -> dict[str, list[Row]]:
    """Return the rows of every dataset that the report reads."""
    return {
        "documents": [
            document(ARTICLE, "Cycling at the 1928 Summer Olympics – Men's track time trial",
                     "https://en.wikipedia.org/wiki/Cycling_1928", "CC BY-SA 4.0"),
            document(OVERVIEW, "Track time trial at the Olympics", None, None),
        ],
        "events": [{
            "event_id": EVENT, "document_id": ARTICLE, "games": "1928 Summer Olympics", "year": 1928,
            "season": "summer", "sport": "Cycling", "event": "Men's track time trial", "gender": "men",
            "date_start": date(1928, 8, 5), "date_end": date(1928, 8, 5), "venue": None, "competitors": None,
            "nations": None, "winning_mark_text": "1:14.4", "winning_mark": Decimal("74.4"), "mark_unit": "s",
            "previous_games": 1896, "next_games": 1932, "disputed_facts": 1, "failed_checks": 1,
        }],
        "table_cells": _cells(("Rank", "Cyclist", "Time"), ("1", "", "1:14.2"), ("2", "", "1:15.1")),
        "statements": [
            statement(1, "winning_time", "1:14.4"),
            statement(2, "winning_time", "1 minute, 14.4 seconds", **prose("Lead", WON)),
            statement(3, "winning_time", "1:14.2", **in_table(1, 2)),
            statement(4, "mark", "1:14.2", char_start=300, char_end=306, source_line=3, subject=HANSEN,
                      **in_table(1, 2)),
            statement(5, "competitors", "16"),
            statement(6, "listed_count", "14",
                      **prose("Notes", "The Official Report lists 14.", attributed_to="Official Report")),
            statement(7, "mark", "1:15.3", subject=GRAY, **prose("Records", "Gray rode 1:15.3.", as_of="1928-08-05")),
            statement(8, "mark", "1:15.4", subject=GRAY, document_id=OVERVIEW),
            statement(9, "gold", "Willy Hansen"),
            statement(10, "gold_noc", "DEN"),
            statement(11, "venue", "Olympic Stadium"),
            statement(12, "venue", "Olympic stadium", document_id=OVERVIEW),
        ],
        "reconciliation": [
            fact(1, "winning_time", "1:14.4", "resolved", "explained_with_support", value_number=Decimal("74.4"),
                 value_unit="s", explanation="1:14.2 is 1:14.4 with its fifths written as tenths",
                 explanation_code="fifths_read_as_tenths", document_count=2,
                 **judged({"1:14.4": [1, 2], "1:14.2": [3, 4]}, "1:14.4", flips_if=(2,))),
            fact(2, "mark", "1:14.4", "resolved", "explained_with_support", subject=HANSEN, document_count=2,
                 **judged({"1:14.4": [1, 2], "1:14.2": [3, 4]}, "1:14.4", flips_if=(2,))),
            fact(3, "mark", None, "disputed", "disputed", subject=GRAY, document_count=2,
                 **judged({"1:15.3": [7], "1:15.4": [8]})),
            fact(4, "competitors", "16", "curated", "decision_choose", decision=identifier("d", 1),
                 **judged({"14": [6], "16": [5]}, "16")),
            fact(5, "venue", "Olympic Stadium", "agreed", "all_equal", document_count=2, statement_count=2,
                 supporting=[identifier("s", 11), identifier("s", 12)]),
            fact(6, "gold", "Willy Hansen", "single", "single_statement", statement_count=1,
                 supporting=[identifier("s", 9)]),
        ],
        "decisions": [decision(1, "applied")],
        "checks": [
            check(1, "rows_equal_competitors", "fail", "The infobox counts 16 competitors, the report 14.", 5, 6),
            check(2, "weekday_fits_date", "unverifiable", "No date of the event is known."),
            check(3, "ranks_follow_marks", "pass", "The ranks follow the marks.", 3),
        ],
        "competitors": [{
            "competitor_id": "willy-hansen", "name": "Willy Hansen", "aliases": [], "nocs": ["DEN"],
            "first_year": 1928, "last_year": 1928, "basis": "stated", "supporting": [identifier("s", 9)],
        }],
        "results": [
            result(0, competitor="Willy Hansen", competitor_id="willy-hansen", competitor_basis="inferred",
                   nation="Denmark", noc="DEN", noc_basis="inferred", mark_stated="1:14.2", mark=Decimal("74.4"),
                   mark_unit="s", mark_basis="corrected", supporting=[identifier("s", n) for n in (1, 3, 9, 10)]),
            result(1, mark_stated="1:15.1", mark=Decimal("75.1"), mark_unit="s", mark_basis="stated",
                   mark_suggested=Decimal("75.2")),
            result(2),
        ],
        "coverage": [
            part("field", "0/1 Games", "read"),
            part("field", "0/7 Longnames", "ignored", "steers the display of the template"),
            part("section", "Background", "unread", "no statement from 2 paragraphs"),
            part("lost", "0 cut list: Lead, line 18", "unread", "the list is cut off"),
        ],
        "rejects": [{
            "path": "articles/empty.txt", "stage": "read", "position": 0, "document_id": None, "error": "empty_file",
            "message": "articles/empty.txt: the file is empty; fetch the article again", "excerpt": None,
        }],
    }  # fmt: skip
