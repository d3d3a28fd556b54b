"""A map of where an event's values come from: which part of which article says each property, and who contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report.evidence import Evidence
from ingest.report.rows import Row, text, texts
from ingest.report.words import capital, property_name

_ARTICLES_SHOWN = 8
_TABLE = template("""<div class="scroll" role="region" aria-label="Where the values come from"
tabindex="0"><table class="origins">
<caption>Statements for the published value (green) and against it (red), by the part
of the article that makes
them%s</caption>
<thead><tr><th scope="col">Property</th>%s</tr></thead>
<tbody>
%s</tbody></table></div>
""")
_COLUMN = template('<th scope="col">%s<span class="of">%s</span></th>')
_ROW = template('<tr><th scope="row">%s</th>%s</tr>\n')
_NONE = Html("<td></td>")
_CELL = template("""<td><svg viewBox="0 0 40 8" role="img" aria-label="%s"><rect class="for" x="0" y="0"
width="%s" height="8"/><rect
class="against" x="%s" y="0" width="%s" height="8"/></svg> %s</td>""")
_WIDTH = 40
_LEAVES_OUT = template("; %s more articles are not in this picture")


def origins(facts: Iterable[Row], evidence: Evidence) -> Html:
    """Return the map for the facts of an event; nothing where all come from one place."""
    counts: dict[str, dict[tuple[str, str], list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in facts:
        of_property = counts[text(row, "property")]
        for side, column in enumerate(("supporting", "opposing")):
            for statement in filter(None, map(evidence.statement, texts(row, column))):
                of_property[text(statement, "document_id"), text(statement, "source_kind")][side] += 1
    columns = sorted({column for of_property in counts.values() for column in of_property})
    if len(columns) < 2:
        return EMPTY
    articles = sorted({document_id for document_id, _ in columns})
    shown = [column for column in columns if column[0] in articles[:_ARTICLES_SHOWN]]
    left_out = len(articles) - _ARTICLES_SHOWN
    body = join(_row(name, [counts[name].get(column) for column in shown]) for name in sorted(counts))
    heads = join(_COLUMN(kind, evidence.title(document_id)) for document_id, kind in shown)
    return _TABLE(when(left_out > 0, _LEAVES_OUT, left_out), heads, body)


def _row(name: str, cells: Sequence[Sequence[int] | None]) -> Html:
    most = max((sum(cell) for cell in cells if cell), default=1) or 1
    return _ROW(capital(property_name(name)), join(_cell(cell, most) for cell in cells))


def _cell(cell: Sequence[int] | None, most: int) -> Html:
    if not cell or not sum(cell):
        return _NONE
    supporting, opposing = cell
    wide, narrow = (round(_WIDTH * count / most, 1) for count in (supporting, opposing))
    words = f"{supporting}, {opposing} against" if opposing else str(supporting)
    return _CELL(f"{supporting} for, {opposing} against", wide, wide, narrow, words)
