"""A part of the report: the pages of some groups of statements and articles, and their lines in the lists of all.

A pure function of their own rows and of the articles that these cite, so that it is made, and kept, where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.report.articles import article_pages
from ingest.report.checks import Checks
from ingest.report.completeness import article_line, own_ledger
from ingest.report.decisions import curating
from ingest.report.events import Events, Groups
from ingest.report.evidence import Evidence
from ingest.report.facts import Facts
from ingest.report.lines import Line
from ingest.report.listing import check_lines, fact_lines
from ingest.report.overview import event_lines
from ingest.report.provenance import source_view
from ingest.report.results import suggestions
from ingest.report.rows import Row, Rows
from ingest.report.sources import Documents, Sources
from ingest.report.subjects import Subjects


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows that come of statements judged together, under a name; None where all are."""

    name: str | None
    rows: Rows


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its row in `documents`, the places of its statements, and its rows of `coverage`."""

    row: Row
    statements: Sequence[Row]
    coverage: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Part:
    """Pages by their paths in the report's folder, and lines of lists."""

    pages: Sequence[tuple[str, str]]
    lines: Sequence[Line]


def part_of(rows: Rows, groups: Iterable[Judged], articles: Iterable[Article], documents: Documents) -> Part:
    """Return a part of the report.

    `rows` are those behind the groups: their statements, events and competitors, what was decided, and the articles
    cited with their cells. `documents` gives a parsed article, or None where it is not at hand.
    """
    sources = Sources(documents)
    evidence = Evidence(rows, Subjects(rows), sources)
    decided = curating(rows.get("decisions", ()))
    pages: list[tuple[str, str]] = []
    lines: list[Line] = []
    for group in groups:
        for made in _of_group(group, evidence, decided):
            lines.append(made) if isinstance(made, Line) else pages.append(made)
    for article in articles:
        view = source_view(article.row)
        document = documents(view.document_id)
        pages += article_pages(view, document, article.statements, own_ledger(article.coverage), sources)
        lines.append(article_line(view, article.coverage))
    return Part(pages, lines)


def _of_group(
    group: Judged, evidence: Evidence, decisions: Mapping[str, Row]
) -> Iterator[Line | tuple[str, str]]:  # fmt: skip
    groups = Groups(group.rows, group.name)
    hints = suggestions(group.rows.get("results", ()), evidence)
    events = Events(evidence, Facts(evidence, decisions, hints), Checks(evidence))
    for each in groups.worst_first():
        yield from events.pages(each)
        yield from event_lines(each, groups, events, evidence)
        yield from fact_lines(each, groups, evidence)
    yield from check_lines(group.rows.get("checks", ()), groups, evidence)
