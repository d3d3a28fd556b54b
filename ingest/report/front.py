"""The pages at the top of the report: what all events and articles together amount to, in figures and in lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ingest.report.audit import SAMPLE_A_RULE, ErrorRates, audit_page, error_rates, sample
from ingest.report.completeness import articles_pages
from ingest.report.decisions import OpenJoins, decisions_page
from ingest.report.evidence import Evidence
from ingest.report.fact_list import fact_pages, fact_parts
from ingest.report.frame import Sheet
from ingest.report.line_pieces import SortedLines
from ingest.report.listing import check_pages
from ingest.report.methodology import methodology_page
from ingest.report.overview import overview_pages, suggested_pages
from ingest.report.rows import Row, Rows, text, texts
from ingest.report.sources import Documents, Sources
from ingest.report.subjects import Subjects
from ingest.report.whole import Whole
from schemas.audits import Mark
from schemas.contract import DATASETS

if TYPE_CHECKING:
    from ingest.publish import Datasets

_JOINS_SHOWN = 200


def front_pages(
    datasets: Datasets,
    lines: SortedLines,
    documents: Documents,
    marks: Sequence[Mark],
) -> Iterator[Sheet]:
    """Yield each page, `index.html` first.

    `lines` are those of all parts; `documents` gives a parsed article, or None where it is not at hand.
    """
    everything = Whole(datasets, lines)
    listed = lines.listed_facts()
    facts = fact_parts(listed)
    rates = error_rates(_marked(everything, marks), marks, everything.rules())
    yield from map(_made, overview_pages(everything, rates, facts))
    yield from fact_pages(listed, facts)
    yield from map(_made, _other_lists(everything))
    yield from map(_made, _pages_of_people(everything, marks, rates, documents))
    yield _made(methodology_page(rates))


def _made(given: tuple[str, str]) -> Sheet:
    path, html = given
    return Sheet(path, partial(str, html))


def _other_lists(everything: Whole) -> Iterator[tuple[str, str]]:
    yield from suggested_pages(everything)
    yield from check_pages(everything)
    yield from articles_pages(everything)


def _pages_of_people(
    everything: Whole, marks: Sequence[Mark], rates: ErrorRates, documents: Documents
) -> Iterator[tuple[str, str]]:
    """Yield the pages on what people decided, and what they are to look at."""
    decided = everything.rows("decisions")
    audited = _audited(everything, marks)
    joins = _open_joins(everything)
    evidence = _evidence(everything, audited, (*decided, *joins.rows), documents)
    places = everything.places(text(row, "fact_id") for row in (*audited, *decided))
    yield decisions_page(decided, joins, places, evidence)
    yield audit_page(audited, rates, places, evidence)


def _audited(everything: Whole, marks: Sequence[Mark]) -> list[Row]:
    """Return the facts of the audit sheet, in its order."""
    # What is marked already is not drawn again: so many more of each rule may be needed.
    drawn = everything.drawn(SAMPLE_A_RULE + len(marks))
    return sample(everything.rows_with("reconciliation", "fact_id", drawn), marks)


def _marked(everything: Whole, marks: Sequence[Mark]) -> list[Row]:
    return everything.rows_with("reconciliation", "fact_id", (mark.fact_id for mark in marks))


def _open_joins(everything: Whole) -> OpenJoins:
    """Return which competitors may be one person and wait for a decision."""
    import polars as pl

    waiting = everything.scan("competitor_joins").filter(pl.col("outcome") == "open")
    found = waiting.sort(DATASETS["competitor_joins"].key).head(_JOINS_SHOWN).collect(engine="streaming")
    count = everything.counts("competitor_joins", "outcome")["open",]
    return OpenJoins([*found.iter_rows(named=True)], count)


def _evidence(everything: Whole, facts: Sequence[Row], decided: Sequence[Row], documents: Documents) -> Evidence:
    """Return what the audit sheet and the decisions show, and no more."""
    sides = ("supporting", "opposing")
    cited = {each for row in (*facts, *decided) for column in sides for each in texts(row, column)}
    statements = everything.rows_with("statements", "statement_id", cited)
    subjects = [text(row, "subject") for row in (*facts, *decided, *statements)]
    articles = {text(row, "document_id") for row in statements}
    rows: Rows = {
        "statements": statements,
        "documents": everything.rows_with("documents", "document_id", articles),
        "events": everything.rows_with("events", "event_id", (each.partition("#")[0] for each in subjects)),
        "competitors": everything.rows_with("competitors", "competitor_id", _names(subjects)),
        "table_cells": everything.rows_with("table_cells", "document_id", _with_tables(statements)),
    }
    return Evidence(rows, Subjects(rows), Sources(documents))


def _names(subjects: Iterable[str]) -> Iterator[str]:
    for subject in subjects:
        head, _, entrant = subject.partition("#")
        yield entrant or head.partition(":")[2]


def _with_tables(statements: Iterable[Row]) -> set[str]:
    return {text(row, "document_id") for row in statements if row.get("table_index") is not None}
