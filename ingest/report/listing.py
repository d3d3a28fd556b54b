"""The lines of facts and checks, and the list of all checks by kind, in parts where it is long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report import checks
from ingest.report.audit import SEED, lot
from ingest.report.checks import Checks, check_line, kind_name, kind_words, passing_list
from ingest.report.events import Group, Groups
from ingest.report.evidence import Evidence
from ingest.report.facts import WORST_FIRST, fact_name
from ingest.report.frame import page, parts
from ingest.report.lines import Line, order
from ingest.report.paths import numbered
from ingest.report.rows import Row, maybe, text
from ingest.report.whole import Whole
from ingest.report.words import OUTCOMES

_CHECKS_WEIGHT = 2_000

_FACT = template("""<li data-s="%s" data-p="%s" data-r="%s"%s><a class="name" href="%s">%s</a> %s <span
class="tag is-%s">%s</span>
<span class="of">%s</span></li>
""")
_OF = template(' data-of="%s"')
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
_ELSEWHERE = template('<p class="more">They begin on <a href="%s#checks-%s">a further part</a>.</p>')
_FILTER = Html(
    '<div class="filter" data-for="main" hidden><label>Search these checks <input type="search"></label></div>\n'
)


def fact_lines(group: Group, groups: Groups, evidence: Evidence) -> Iterator[Line]:
    """Yield the lines of a group's facts."""
    for number, row in enumerate(group.facts):
        identifier, status = text(row, "fact_id"), text(row, "status")
        href = groups.page(identifier) or ""
        place = order(WORST_FIRST[status], group.name, number)
        rule = text(row, "rule") if row.get("value_text") is not None else ""
        yield Line("fact", place, _fact(row, href, evidence), rule, identifier, href, lot=lot(SEED, identifier))


def _fact(row: Row, href: str, evidence: Evidence) -> Html:
    entrant, whole_name = evidence.subjects.parts(text(row, "subject"))
    status, value, event_id = text(row, "status"), maybe(row, "value_text"), maybe(row, "event_id")
    event = evidence.subjects.event(event_id) if event_id else whole_name
    return _FACT(
        status, text(row, "property"), text(row, "rule"), when(event != whole_name, _OF, event), href,
        fact_name(row, entrant),
        _NO_VALUE if value is None else _STATED(value), status, status, whole_name,
    )  # fmt: skip


def check_lines(rows: Iterable[Row], groups: Groups, evidence: Evidence) -> Iterator[Line]:
    """Yield the lines of checks: those of an event lead to its page, the others are shown in the list itself."""
    turn = Checks(evidence.at_top())
    for row in checks.in_order(rows):
        outcome, event_id, identifier = text(row, "outcome"), maybe(row, "event_id"), text(row, "check_id")
        place = order(
            list(OUTCOMES).index(outcome), "" if event_id is None else f"1{event_id}", text(row, "document_id"),
            text(row, "kind"), identifier,
        )  # fmt: skip
        href = groups.page(identifier)
        if outcome == "fail":
            yield Line("failing", place, check_line(row, href or f"checks.html#{identifier}", turn))
        if href is None:
            html = turn.passing_line(row) if outcome == "pass" else turn.card(row)
            yield Line("check", place, html, f"{outcome} own", identifier, weight=checks.weight(row))
        elif outcome != "pass":
            html = _LINE(outcome, href, kind_name(row), turn.subject(row), text(row, "message"))
            yield Line("check", place, html, f"{outcome} linked", identifier, href)


def check_pages(everything: Whole) -> Iterator[tuple[str, str]]:
    """Yield the pages that list every check."""
    runs = everything.runs("check", _CHECKS_WEIGHT)
    names = [(numbered("checks", n), f"Part {n + 1}") for n in range(len(runs))]
    by_kind = everything.counts("checks", "kind", "outcome")
    kinds = join(_KIND(kind_words(kind), *counts) for kind, counts in _by_kind(by_kind))
    totals = everything.counts("checks", "outcome")
    begins = _begins(totals, runs)
    for number, ((path, words), (start, stop)) in enumerate(zip(names, runs, strict=True)):
        lines = everything.lines("check", start, stop)
        sections = join(_outcome(each, totals[each,], lines, None if number else begins[each]) for each in OUTCOMES)
        body = _CHECKS(parts(names, path), _FILTER, sections, when(number == 0 and kinds, _KINDS, kinds))
        yield path, page(path, f"Checks, {words}" if number else "Checks", body)


def _by_kind(counts: Mapping[tuple[str, ...], int]) -> Iterator[tuple[str, list[int]]]:
    for kind in sorted({kind for kind, _ in counts}):
        yield kind, [counts.get((kind, outcome), 0) for outcome in OUTCOMES]


def _begins(totals: Mapping[tuple[str, ...], int], runs: Sequence[tuple[int, int]]) -> dict[str, str]:
    """Return the page on which the checks of each outcome begin; "" where none is listed."""
    at, found = 0, {}
    for outcome in OUTCOMES:  # in the order of the list, in which of those that pass only some are
        pages = (numbered("checks", n) for n, (start, stop) in enumerate(runs) if start <= at < stop)
        found[outcome] = next(pages, "") if totals[outcome,] else ""
        at += totals[outcome,]
    return found


def _outcome(outcome: str, total: int, run: Sequence[Line], begins: str | None) -> Html:
    """Return what a page shows of an outcome; `begins` is where its list does, and None after the first page."""
    linked = [line.html for line in run if line.section == f"{outcome} linked"]
    own = [line.html for line in run if line.section == f"{outcome} own"]
    if not linked and not own and begins is None:
        return EMPTY
    lines, cards = (join(map(Html, each)) for each in (linked, own))
    if outcome == "pass" and own:
        cards = passing_list(cards, len(own))
    note = "Those of an event are on its page." if outcome == "pass" else OUTCOMES[outcome]
    inside = join((when(lines, _LINES, outcome, lines), cards))
    nothing = _ELSEWHERE(begins, outcome) if begins else EMPTY if total else _NONE
    return _OUTCOME(outcome, outcome, outcome, outcome.capitalize(), f"{total:,}", note, inside or nothing)
