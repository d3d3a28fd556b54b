"""The report: what a reader opens to decide whether to trust the data. A folder of pages, complete in itself.

It is a pure function of the published rows and of what stands beside them (the parsed articles, people's audits): the
same rows, in any order, give the same bytes. What articles say is hostile until it is escaped: every page loads
nothing, and its Content-Security-Policy allows its own style and script by their digests and nothing else. Without the
script everything can be read; with it there are search, filters, sorting and the saving of an audit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from ingest.report.articles import article_pages
from ingest.report.audit import audit_page, error_rates
from ingest.report.checks import Checks
from ingest.report.completeness import articles_pages, own_ledger, tally
from ingest.report.decisions import curating, decisions_page
from ingest.report.events import Events, Groups
from ingest.report.evidence import Evidence
from ingest.report.facts import Facts
from ingest.report.listing import check_pages, fact_pages
from ingest.report.memory import NoMemory, PageMemory, Pages, article_key, group_key
from ingest.report.methodology import methodology_page
from ingest.report.overview import overview_pages
from ingest.report.provenance import SourceView, source_view
from ingest.report.results import suggestions
from ingest.report.rows import Row, Rows, in_order, text
from ingest.report.sources import Documents, Sources
from ingest.report.subjects import Subjects
from schemas.audits import Mark

__all__ = ["Documents", "report_pages"]

_NO_MEMORY = NoMemory()


def report_pages(
    rows: Rows,
    documents: Documents = lambda document_id: None,
    marks: Sequence[Mark] = (),
    memory: PageMemory = _NO_MEMORY,
) -> Iterator[tuple[str, str]]:
    """Yield the path in the report's folder and the HTML of each page, `index.html` first, one at a time.

    `rows` are those of the published datasets, by dataset; a missing dataset has no rows. `documents` gives a parsed
    article by its document_id, or None where it is not at hand: quotes then lead nowhere. `marks` are people's audits.
    `memory` remembers the pages of events and articles between runs.
    """
    sources = Sources(documents)
    evidence = Evidence(rows, Subjects(rows), sources)
    groups = Groups(rows)
    hints = suggestions(rows.get("results", ()), evidence)
    turn_facts = Facts(evidence, curating(rows.get("decisions", ())), hints)
    events = Events(evidence, turn_facts, Checks(evidence))
    rates = error_rates(rows.get("reconciliation", ()), marks)
    coverage = _by_document({"coverage": in_order(rows, "coverage")}, "coverage")
    yield from overview_pages(rows, groups, events, evidence, tally(rows.get("coverage", ())), rates)
    yield from fact_pages(rows, groups, evidence)
    yield from check_pages(rows, groups, evidence)
    views = [source_view(row) for row in in_order(rows, "documents")]
    yield from articles_pages(views, coverage, in_order(rows, "rejects"))
    yield decisions_page(rows, groups, evidence)
    yield audit_page(rows, rates, marks, groups, evidence)
    yield methodology_page(rates)
    decisions = in_order(rows, "decisions")
    for group in groups.worst_first():
        yield from memory.pages(group_key(group, evidence, decisions), partial(events.pages, group))
    statements, records = _by_document(rows, "statements"), _by_document(rows, "record_progression")
    for row, view in zip(in_order(rows, "documents"), views, strict=True):
        identifier = view.document_id
        said, held, parts = statements[identifier], records[identifier], coverage[identifier]

        def made(
            view: SourceView = view, said: list[Row] = said, held: list[Row] = held, parts: list[Row] = parts
        ) -> Pages:
            document = documents(view.document_id)
            return article_pages(view, document, said, held, own_ledger(parts), sources)

        yield from memory.pages(article_key(row, said, held, parts), made)


def _by_document(rows: Rows, dataset: str) -> dict[str, list[Row]]:
    """Return the rows of a dataset by the document that they are of; whoever shows them puts them in order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows.get(dataset, ()):
        found[text(row, "document_id")].append(row)
    return found
