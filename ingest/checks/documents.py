"""Documents: whether they are whole, and whether title and infobox speak of the same event."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checks.model import Check, CheckOutcome
from ingest.checks.view import Scope, TableView, View, listed, plural
from ingest.link.events import games_slug
from parsers.title import event_words, gender_of, year_of
from schemas.document import Loss, Table
from schemas.extraction import Extraction
from schemas.games import games_named
from schemas.linked import LinkedStatement

_CUT = "truncated table"


def document_is_whole(view: View) -> Iterator[Check]:
    """A text that ends inside a table's row: a download or a copy that was cut off."""
    for extraction in view.documents:
        document = extraction.document
        cuts = [loss for loss in document.losses if loss.kind == _CUT]
        scope = Scope(
            document.document_id, view.judged.linked.event_of_document.get(document.document_id), f"“{document.title}”"
        )
        yield from (_cut(scope, loss, _last_ids(extraction)) for loss in cuts)
        if document.tables and not cuts:
            message = "the text does not end inside a row of a table"
            yield scope.check(
                "document_is_whole",
                "end",
                "pass",
                "a whole last row",
                "a whole last row",
                message,
                _last_ids(extraction),
            )


def lost_rowspans_are_restored(view: View) -> Iterator[Check]:
    """Rows that a lost rowspan had shifted, put right by types, neighbours and sums: whoever audits wants to see them.

    Usual cause: a form of the article that keeps no rowspans.
    """
    for extraction in view.documents:
        tables = {table.reading.table_index: table for table in view.tables_of(extraction.document.document_id)}
        for source in extraction.document.tables:
            if source.repaired_rows and source.index in tables:
                yield _restored(tables[source.index], source)


def _restored(table: TableView, source: Table) -> Check:
    numbers = [cell_row - source.header_rows for cell_row, _ in source.repaired_rows]
    rows = [row for row in table.rows if row.row_index in set(numbers)]
    reasons = sorted({reason for _, reason in source.repaired_rows})
    message = f"{plural(len(numbers), 'row')} ({listed([str(n + 1) for n in numbers])}) put right: {'; '.join(reasons)}"
    found = f"{plural(len(numbers), 'row')} with fewer"
    ids = [identifier for row in rows for identifier in row.ids()]
    return table.scope.check(
        "lost_rowspans_are_restored", table.key, "pass", "as many cells in each row", found, message, ids
    )


def _cut(scope: Scope, loss: Loss, ids: list[str]) -> Check:
    line = loss.locator.source_line
    message = f"line {line} of {loss.locator.section} breaks off inside a row of a table; fetch the article again"
    found = f"the text ends in “{loss.excerpt}”"
    outcome: CheckOutcome = "fail" if ids else "unverifiable"
    if not ids:
        message += ": what its table says is missing, as no row of it could be read"
    return scope.check("document_is_whole", f"line {line}", outcome, "a whole last row", found, message, ids)


def _last_ids(extraction: Extraction) -> list[str]:
    """Return the statements of the last row that is read, else the document's last statement."""
    rows = [row for table in extraction.tables for row in table.rows[-1:]]
    return list(rows[-1].statement_ids) if rows else [s.statement_id for s in extraction.statements[-1:]]


def title_matches_infobox(view: View) -> Iterator[Check]:
    """An infobox of other Games or of the other gender than the title: copied from the article of another event."""
    titles = {e.document.document_id: e.document.title for e in view.documents}
    for name in ("games", "event"):
        for linked in view.said(name):
            is_box = linked.statement.source_kind == "infobox"
            found = _compared(titles[linked.document_id], linked) if is_box and linked.document_id in titles else None
            if found:
                yield _title_check(view, linked, *found)


def _compared(title: str, linked: LinkedStatement) -> tuple[str, str, bool] | None:
    """Return what title and infobox say, and whether it can be the same; None where one of them does not say."""
    words, text = event_words(title), linked.statement.value.text
    if linked.property == "event":
        own, other = words.gender, gender_of(text)
        return (own, other, own == other) if "unknown" not in (own, other) else None
    if words.year is None or words.games is None or year_of(text) is None:
        return None
    known = games_named(words.games) is not None and games_named(text) is not None
    same = games_slug(words.games) == games_slug(text) if known else words.year == year_of(text)
    return words.games, text, same


def _title_check(view: View, linked: LinkedStatement, own: str, other: str, same: bool) -> Check:
    outcome: CheckOutcome = "pass" if same else "fail"
    message = f"the title says {own}, the infobox {other}"
    if not same:
        message += "; look whether the infobox is that of another article"
    key = f"{linked.property} {linked.statement.value.text}"
    return view.scope(linked).check("title_matches_infobox", key, outcome, own, other, message, [linked.statement_id])
