"""Rows of results that hold more than their own table says: a name, a nation or a mark from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report.evidence import About, Evidence
from ingest.report.paths import chunks
from ingest.report.rows import Row, maybe, text, texts, whole
from ingest.report.words import mark
from ingest.words import counted
from schemas.properties import property_of

_QUOTES_SHOWN = 12
_PART_BYTES = 400_000
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
_APPLIED = template(
    '<tr><td>%s</td><th scope="row">%s</th><td class="value">%s</td><td class="value">%s</td><td>%s</td></tr>\n'
)
_FOLDED = template("<details><summary>%s</summary>%s</details>")


def is_inferred(row: Row) -> bool:
    """Say whether a row of results holds what its own cells do not."""
    return (
        "inferred" in (row.get("competitor_basis"), row.get("noc_basis"))
        or row.get("mark_basis") in {"corrected", "curated", "disputed"}
        or row.get("mark_suggested") is not None
    )


def inferred_parts(rows: Sequence[Row], evidence: Evidence) -> list[Html]:
    """Return the inferred rows of an event's results by table, in parts that a page has room for."""
    shown = [(row, _row(row, evidence)) for row in rows if is_inferred(row)]
    runs = chunks(shown, (len(html.encode()) for _, html in shown), _PART_BYTES)
    return [join(_table(*of, evidence) for of in groupby(run, key=lambda each: _of_table(each[0]))) for run in runs]


def _of_table(row: Row) -> tuple[str, int]:
    return text(row, "document_id"), whole(row, "table_index")


def _table(of: tuple[str, int], rows: Iterable[tuple[Row, Html]], evidence: Evidence) -> Html:
    (first, _), *_others = shown = list(rows)
    section = text(first, "section").replace(" / ", " › ")
    return _TABLE(f"{evidence.title(of[0])}, {section}", section, of[1] + 1, join(html for _, html in shown))


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


def applied_to(fact: Row, rows: Iterable[Row], evidence: Evidence) -> list[Html]:
    """Return the rows that a fact's hypothesis was tested on, each with what it makes of its mark.

    They are the rows of the tables in which the value stands that was not chosen; none where it stands in no table of
    marks, or where nothing explains it.
    """
    if not fact.get("explanation_code"):
        return []
    said = (evidence.statement(identifier) for identifier in texts(fact, "opposing"))
    tables = {
        (text(row, "document_id"), row.get("table_index"))
        for row in said if row and row.get("table_index") is not None
        and property_of(text(row, "property")).value_type == "mark"
    }  # fmt: skip
    return [
        _applied(row, text(fact, "explanation")) for row in rows
        if (text(row, "document_id"), row.get("table_index")) in tables and row.get("mark_stated") is not None
    ]  # fmt: skip


def _applied(row: Row, explanation: str) -> Html:
    unit = text(row, "mark_unit")
    suggested, corrected = row.get("mark_suggested"), row.get("mark_basis") in {"corrected", "curated"}
    made = mark(row.get("mark") if corrected else suggested, unit)
    if corrected:
        known = "fits: other statements say the same, and it is published"
    elif suggested is not None:
        known = "fits: nothing else says so, the mark is published as stated"
    else:
        known = _why_not(text(row, "mark_stated"), explanation)
    who = maybe(row, "competitor") or f"row {whole(row, 'row_index') + 1}"
    rank = text(row, "rank") + ("=" if row.get("tied") else "")
    return _APPLIED(rank, who, text(row, "mark_stated"), _SUGGESTED(made) if made else "as stated", known)


def _why_not(stated: str, explanation: str) -> str:
    """Return why a hypothesis leaves a mark as it is, where its explanation says so: `above four fifths`."""
    _, found, rest = explanation.partition(f"not to {stated} (")
    return f"does not fit: {rest.partition(')')[0]}" if found else "unchanged"


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
