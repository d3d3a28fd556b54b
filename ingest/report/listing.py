"""Lists of everything: all facts with search and filters, and all checks by kind; in parts where they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report import checks
from ingest.report.checks import Checks, kind_name
from ingest.report.events import Groups
from ingest.report.evidence import Evidence
from ingest.report.facts import fact_name, worst_first
from ingest.report.frame import page, parts
from ingest.report.overview import check_link
from ingest.report.paths import chunks, numbered
from ingest.report.rows import Row, Rows, maybe, text
from ingest.report.words import OUTCOMES

FACTS_A_PAGE = 2_500
_CHECKS_WEIGHT = 2_000

_FACTS = template("""<h1>All facts</h1>
<p class="lead">Every published value, the worst first: %s in all%s. Each leads to what says so, what says
otherwise and why this one.</p>
%s<div class="filter" data-for="facts" data-fields="s:Status p:Property r:Rule of:Event" data-sort
hidden><label>Search <input type="search" placeholder="a name, a property, a mark"></label></div>
<ul class="rows facts" id="facts">
%s</ul>
%s""")
_RANGE = template("; here the %s to %s")
_FACT = template("""<li data-s="%s" data-p="%s" data-r="%s"><a class="name" href="%s">%s</a> %s <span
class="tag is-%s">%s</span>
<span class="of">%s</span></li>
""")
_STATED = template('<b class="value"><bdi>%s</bdi></b>')
_NO_VALUE = Html('<b class="value">no value</b>')
_CHECKS = template("""<h1>Checks</h1>
<p class="lead">Arithmetic and logic that the sources must satisfy. A check that fails is a finding about the
sources; nothing is changed by it.</p>
%s%s%s%s""")
_KINDS = template("""<section id="kinds" aria-labelledby="kinds-title"><h2 id="kinds-title">By kind</h2>
<div class="scroll" role="region" aria-label="Checks by kind" tabindex="0"><table
class="grid sortable"><caption>Checks by kind and outcome</caption>
<thead><tr><th scope="col">Kind</th><th scope="col" class="count">fail</th><th scope="col"
class="count">unverifiable</th><th scope="col" class="count">pass</th></tr></thead>
<tbody>
%s</tbody></table></div></section>
""")
_KIND = template(
    '<tr><th scope="row">%s</th><td class="count">%s</td><td class="count">%s</td><td class="count">%s</td></tr>\n'
)
_OUTCOME = template("""<section id="checks-%s" aria-labelledby="checks-%s-title"><h2 id="checks-%s-title">%s <span
class="n">%s</span></h2>
<p class="note">%s</p>
%s</section>
""")
_LINES = template('<ul class="rows" id="lines-%s">\n%s</ul>\n')
_LINE = template('<li data-s="%s"><a class="name" href="%s">%s</a><span class="of">%s</span> %s</li>\n')
_NONE = Html('<p class="none">None.</p>')
_FILTER = Html(
    '<div class="filter" data-for="main" hidden><label>Search these checks <input type="search"></label></div>\n'
)


def fact_pages(rows: Rows, groups: Groups, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield the pages that list every fact."""
    ordered = worst_first(rows.get("reconciliation", ()))
    starts = range(0, max(1, len(ordered)), FACTS_A_PAGE)
    names = [
        (numbered("facts", number), f"{start + 1:,}–{min(start + FACTS_A_PAGE, len(ordered)):,}")
        for number, start in enumerate(starts)
    ]
    for (path, words), start in zip(names, starts, strict=True):
        run = ordered[start : start + FACTS_A_PAGE]
        links = parts(names, path)
        here = when(len(names) > 1, _RANGE, *words.split("–")) if run else EMPTY
        body = _FACTS(f"{len(ordered):,}", here, links, join(_fact(row, groups, evidence) for row in run), links)
        yield path, page(path, "All facts" if start == 0 else f"Facts {words}", body)


def _fact(row: Row, groups: Groups, evidence: Evidence) -> Html:
    entrant, whole_name = evidence.subjects.parts(text(row, "subject"))
    status, value = text(row, "status"), maybe(row, "value_text")
    return _FACT(
        status, text(row, "property"), text(row, "rule"), groups.page(text(row, "fact_id")), fact_name(row, entrant),
        _NO_VALUE if value is None else _STATED(value), status, status, whole_name,
    )  # fmt: skip


def check_pages(rows: Rows, groups: Groups, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield the pages that list every check: those of an event lead to its page, the others are shown here."""
    ordered = checks.in_order(rows.get("checks", ()))
    turn = Checks(evidence.at_top())
    shown = [row for row in ordered if row.get("outcome") != "pass" or not row.get("event_id")]
    weights = (1 if row.get("event_id") else checks.weight(row) for row in shown)
    runs = list(chunks(shown, weights, _CHECKS_WEIGHT)) or [[]]
    names = [(numbered("checks", number), f"Part {number + 1}") for number in range(len(runs))]
    kinds = join(
        _KIND(kind, *(counts.get(outcome, 0) for outcome in OUTCOMES)) for kind, counts in checks.kinds(ordered)
    )
    for (path, words), run in zip(names, runs, strict=True):
        first = path == names[0][0]
        sections = join(_outcome(outcome, ordered, run, groups, turn, first=first) for outcome in OUTCOMES)
        body = _CHECKS(parts(names, path), _FILTER, sections, when(first and kinds, _KINDS, kinds))
        yield path, page(path, "Checks" if first else f"Checks, {words}", body)


def _outcome(
    outcome: str, ordered: Sequence[Row], run: Sequence[Row], groups: Groups, turn: Checks, *, first: bool
) -> Html:
    total = sum(row.get("outcome") == outcome for row in ordered)
    here = [row for row in run if row.get("outcome") == outcome]
    if not here and not first:
        return EMPTY
    linked = [row for row in here if groups.page(text(row, "check_id"))]
    own = [row for row in here if not groups.page(text(row, "check_id"))]
    lines = join(
        _LINE(outcome, check_link(row, groups), kind_name(row), turn.subject(row), text(row, "message"))
        for row in linked
    )
    cards = turn.passing(own) if outcome == "pass" else turn.cards(own)
    note = "Those of an event are on its page." if outcome == "pass" else OUTCOMES[outcome]
    inside = join((when(lines, _LINES, outcome, lines), cards))
    return _OUTCOME(outcome, outcome, outcome, outcome.capitalize(), f"{total:,}", note, inside or _NONE)
