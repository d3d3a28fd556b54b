"""Rows of results that hold more than their own table says: a name, a nation or a mark from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report.evidence import About, Evidence
from ingest.report.rows import Row, maybe, text, texts, whole
from ingest.report.words import counted, mark
from schemas.properties import property_of

_QUOTES_SHOWN = 12
_FILE = "results.parquet"

_TABLE = template("""<h3>%s</h3>
<div class="scroll" role="region" aria-label="Rows of %s, table %s" tabindex="0"><table class="inferred">
<caption>Underlined: not in the row itself, but inferred or corrected. Suggested: what a tested hypothesis would
make of a mark that nothing else supports; the mark is not changed.</caption>
<thead><tr><th scope="col">Row</th><th scope="col">Rank</th><th scope="col">Competitor</th><th
scope="col">NOC</th><th scope="col">Mark</th><th scope="col">Suggested</th><th scope="col">Evidence from
elsewhere</th></tr></thead>
<tbody>
%s</tbody></table></div>
""")
_ROW = template(
    '<tr><th scope="row">%s</th><td>%s</td><td>%s</td><td>%s</td><td class="value">%s</td><td class="value">%s</td>'
    "<td>%s</td></tr>\n"
)
_PUT_THERE = template("<ins>%s</ins>")
_CORRECTED = template("<del>%s</del> <ins>%s</ins>")
_HELD_BACK = template('%s <span class="note">disputed: no mark is published</span>')
_SUGGESTED = template("<em>%s</em>")
_FOLDED = template("<details><summary>%s</summary>%s</details>")


def is_inferred(row: Row) -> bool:
    """Say whether a row of results holds what its own cells do not."""
    return (
        "inferred" in (row.get("competitor_basis"), row.get("noc_basis"))
        or row.get("mark_basis") in {"corrected", "curated", "disputed"}
        or row.get("mark_suggested") is not None
    )


def inferred_tables(rows: Sequence[Row], evidence: Evidence) -> Html:
    """Return the inferred rows of an event's results, by table; `rows` are in the order of their key."""
    by_table = groupby(filter(is_inferred, rows), key=lambda row: (text(row, "document_id"), whole(row, "table_index")))
    return join(_table(document_id, table, list(of), evidence) for (document_id, table), of in by_table)


def _table(document_id: str, table: int, rows: Sequence[Row], evidence: Evidence) -> Html:
    section = text(rows[0], "section").replace(" / ", " › ")
    body = join(_row(row, evidence) for row in rows)
    return _TABLE(f"{evidence.title(document_id)}, {section}", section, table + 1, body)


def _row(row: Row, evidence: Evidence) -> Html:
    unit = text(row, "mark_unit")
    suggested = mark(row.get("mark_suggested"), unit)
    return _ROW(
        whole(row, "row_index") + 1,
        text(row, "rank") + ("=" if row.get("tied") else ""),
        _basis(text(row, "competitor"), row.get("competitor_basis")),
        _basis(text(row, "noc"), row.get("noc_basis")),
        _mark(row, unit),
        _SUGGESTED(suggested) if suggested else EMPTY,
        _outside(row, evidence),
    )


def _basis(words: str, basis: object) -> Html | str:
    return _PUT_THERE(words) if basis == "inferred" else words


def _mark(row: Row, unit: str) -> Html | str:
    stated, basis = text(row, "mark_stated"), row.get("mark_basis")
    if basis == "disputed":
        return _HELD_BACK(stated)
    return _CORRECTED(stated, mark(row.get("mark"), unit)) if basis in {"corrected", "curated"} else stated


def _outside(row: Row, evidence: Evidence) -> Html:
    """Return the supporting statements that do not stand in the row's own table."""
    here = text(row, "document_id"), "table", row.get("table_index")
    # What is said of a mark bears on a corrected mark and on a name that was found by it, not on a nation.
    marks_matter = row.get("competitor_basis") == "inferred" or row.get("mark_basis") == "corrected"
    found = []
    for identifier in texts(row, "supporting"):
        statement = evidence.statement(identifier)
        if statement is None or tuple(statement.get(c) for c in ("document_id", "source_kind", "table_index")) == here:
            continue
        if marks_matter or property_of(text(statement, "property")).value_type != "mark":
            found.append(identifier)
    quotes = evidence.quotes(found, About(maybe(row, "event_id")), _QUOTES_SHOWN, _FILE)
    return when(found, _FOLDED, counted(len(found), "statement"), quotes)


def suggestions(rows: Iterable[Row], evidence: Evidence) -> dict[tuple[str, ...], str]:
    """Return the marks that only a hypothesis gives, each by the statement of the mark that it is about."""
    found: dict[tuple[str, ...], str] = {}
    for row in rows:
        if row.get("mark_suggested") is not None:
            for identifier in texts(row, "supporting"):
                said = evidence.statement(identifier)
                if said and said.get("property") == "mark" and said.get("value_text") == row.get("mark_stated"):
                    found[(identifier,)] = mark(row["mark_suggested"], text(row, "mark_unit"))
    return found
