"""The first page: how many facts are agreed, single, resolved, disputed and curated, and what needs a person first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report.audit import ErrorRates
from ingest.report.checks import Checks, kind_name
from ingest.report.completeness import Tally, ledger
from ingest.report.events import Events, Group, Groups
from ingest.report.evidence import Evidence
from ingest.report.facts import IN_DISPUTE, fact_name, worst_first
from ingest.report.frame import page, parts
from ingest.report.paths import chunks, event_page, numbered
from ingest.report.rows import Row, Rows, alternatives, maybe, text, whole
from ingest.report.words import OUTCOMES, STATUSES, counted, mark

_GLANCE = 60
_MEDALS = {1: "gold", 2: "silver", 3: "bronze"}
_NO_RANK = 1_000_000
_VALUES_SHOWN = 5
_EVENTS_A_PAGE = 1_000

_PAGE = template("""<h1>Can these data be trusted?</h1>
<p class="lead">%s made %s, and these amount to %s. Of every value this report says what says so, what says
otherwise, why this one was published, what would change it, and who decided; and it shows each quote in its
article.</p>
<form class="search" role="search" data-search="facts.html" hidden><label>Search all facts <input type="search"
name="q" placeholder="a name, a property, a mark"></label><button>Search</button></form>
<section aria-labelledby="overview-title"><h2 id="overview-title">Overview</h2>
<div class="panels">
<div class="panel"><h3>Facts</h3>%s</div>
<div class="panel"><h3>Checks</h3>%s</div>
<div class="panel"><h3>What was read</h3>%s<p>%s. <a href="articles.html">Article by article</a></p></div>
<div class="panel"><h3>Error rate</h3>%s</div>
</div></section>
%s%s""")
_BAR = template("""<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img"
aria-label="%s"><rect class="track"
x="0" y="0" width="100" height="4"/>%s</svg>
""")
_SHARE = template('<rect class="is-%s" x="%s" y="0" width="%s" height="4"/>')
_FIGURES = template("""<table class="figures"><caption class="visually-hidden">%s</caption><thead
class="visually-hidden"><tr><th
scope="col">Kind</th><th scope="col">Count</th><th
scope="col">Meaning</th></tr></thead><tbody>
%s</tbody></table>
""")
_FIGURE = template("""<tr><th scope="row"><span class="dot is-%s" aria-hidden="true"></span><a href="%s">%s</a></th><td
class="count">%s</td><td>%s</td></tr>
""")
_DISPUTES = template("""<section aria-labelledby="dispute-title"><h2 id="dispute-title">Where the sources
differ, the worst first <span
class="n">%s</span></h2>
<ul class="rows glance">
%s</ul>%s</section>
""")
_NO_DISPUTES = Html("""<section aria-labelledby="dispute-title"><h2 id="dispute-title">Where the sources differ</h2><p
class="none">Nowhere.</p></section>
""")
_LINE = template("""<li id="%s"><a class="name" href="%s">%s</a><span class="of">%s</span> <span
class="says">The sources say
%s.</span> <span class="verdict-line">%s</span></li>
""")
_STATED = template('<bdi class="value">%s</bdi>')
_PUBLISHED = template('Published: <bdi class="value">%s</bdi> <span class="tag is-%s">%s</span>')
_NOTHING = Html('Published: nothing <span class="tag is-disputed">disputed</span>')
_MORE = template('<p class="more">%s: <a href="%s">all of them</a></p>')
_FAILING = template("""<section aria-labelledby="failing-title"><h2 id="failing-title">Checks that fail <span
class="n">%s</span></h2>
<ul class="rows glance">
%s</ul>%s</section>
""")
_CHECK = template('<li><a class="name" href="%s">%s</a><span class="of">%s</span> %s</li>\n')
_SUGGESTED = template("""<section aria-labelledby="suggested-title"><h2 id="suggested-title">Marks that most
likely were others <span
class="n">%s</span></h2>
<p class="note">A tested hypothesis makes another mark of them, and nothing else
supports it: the published mark
is as stated.</p>
<ul class="rows glance">
%s</ul>%s</section>
""")
_HINT = template("""<li><a class="name" href="%s#results">%s</a><span class="of">%s</span> Stated and published: <bdi
class="value">%s</bdi>; most likely <bdi class="value">%s</bdi>.</li>
""")
_COUNT = template('<td class="count%s">%s</td>')
_ZERO = Html(" zero")
_EVENTS = template("""<section aria-labelledby="events-title"><h2 id="events-title">Events, the worst first <span
class="n">%s</span></h2>
%s<div class="filter" data-for="events" hidden><label>Search events <input type="search"></label></div>
<div class="scroll" role="region" aria-label="Events" tabindex="0"><table class="grid sortable" id="events">
<caption>Facts by status and checks that fail, by event or series</caption>
<thead><tr><th scope="col">Event</th><th scope="col" class="count">disputed</th><th scope="col"
class="count">failing</th><th scope="col" class="count">resolved</th><th scope="col"
class="count">curated</th><th scope="col" class="count">agreed</th><th scope="col"
class="count">single</th></tr></thead>
<tbody>
%s</tbody></table></div></section>
""")
_EVENT = template('<tr><th scope="row"><a href="%s">%s</a></th>%s</tr>\n')
_NOTHING_HERE = Html('<p class="none">There are no facts.</p>')
_EVENTS_PAGE = template("<h1>Events</h1>\n%s")


def overview_pages(
    rows: Rows, groups: Groups, events: Events, evidence: Evidence, read: Tally, rates: ErrorRates
) -> Iterator[tuple[str, str]]:
    """Yield the first page, and further lists of events where there are too many for it."""
    ordered = groups.worst_first()
    runs = list(chunks(ordered, (1 for _ in ordered), _EVENTS_A_PAGE)) or [[]]
    names = [(numbered("events", n) if n else "index.html", f"Events {n + 1}") for n in range(len(runs))]
    for number, run in enumerate(runs):
        path = names[number][0]
        table = _events(run, len(ordered), events, parts(names, path))
        if number:
            yield path, page(path, "Events", _EVENTS_PAGE(table))
        else:
            yield (
                path,
                page(path, "Can these data be trusted?", _first(rows, groups, events, evidence, read, rates, table)),
            )


def _first(
    rows: Rows, groups: Groups, events: Events, evidence: Evidence, read: Tally, rates: ErrorRates, table: Html
) -> Html:
    facts, checks = rows.get("reconciliation", ()), rows.get("checks", ())
    statuses = Counter(text(row, "status") for row in facts)
    outcomes = Counter(text(row, "outcome") for row in checks)
    rejects = len(rows.get("rejects", ()))
    failing = [row for group in groups.worst_first() for row in group.checks if row.get("outcome") == "fail"]
    failing += [row for row in checks if row.get("outcome") == "fail" and not row.get("event_id")]
    return _PAGE(
        counted(len(rows.get("documents", ())), "article"),
        counted(len(rows.get("statements", ())), "statement"), counted(len(facts), "fact"),
        _shares(statuses, STATUSES, "Facts by status", "facts.html#status="),
        _shares(outcomes, OUTCOMES, "Checks by outcome", "checks.html#checks-"),
        ledger(read, "Parts of the articles"),
        f"{counted(rejects, 'file or row', 'files or rows')} refused" if rejects else "Nothing was refused",
        rates.brief(), _disputes(facts, groups, evidence),
        join((_suggested(rows.get("results", ()), evidence), _failing(failing, groups, evidence), table)),
    )  # fmt: skip


def _shares(counts: Mapping[str, int], meanings: Mapping[str, str], label: str, target: str) -> Html:
    total, start, rects = sum(counts.values()), 0.0, []
    for name in meanings:
        width = 100 * counts.get(name, 0) / total if total else 0.0
        if width:
            rects.append(_SHARE(name, round(start, 2), round(width, 2)))
        start += width
    said = ", ".join(f"{counts[name]:,} {name}" for name in meanings if counts.get(name)) or "none"
    lines = (
        _FIGURE(name, target + name, name, f"{counts.get(name, 0):,}", meaning) for name, meaning in meanings.items()
    )
    return join((_BAR(f"{label}: {said}", join(rects)), _FIGURES(label, join(lines))))


def _disputes(facts: Sequence[Row], groups: Groups, evidence: Evidence) -> Html:
    found = worst_first(row for row in facts if row.get("status") in IN_DISPUTE)
    if not found:
        return _NO_DISPUTES
    lines = join(_line(row, groups, evidence) for row in found[:_GLANCE])
    more = len(found) - _GLANCE
    return _DISPUTES(f"{len(found):,}", lines, when(more > 0, _MORE, f"{max(more, 0):,} more", "facts.html"))


def _line(row: Row, groups: Groups, evidence: Evidence) -> Html:
    entrant, whole_name = evidence.subjects.parts(text(row, "subject"))
    stated = [value for value, _ in alternatives(row)]
    values = join(map(_STATED, stated[:_VALUES_SHOWN]), " or ")
    if len(stated) > _VALUES_SHOWN:
        values = join((values, Html(f" or {len(stated) - _VALUES_SHOWN} others")))
    value, status = maybe(row, "value_text"), text(row, "status")
    identifier = text(row, "fact_id")
    return _LINE(
        identifier, groups.page(identifier) or "facts.html", fact_name(row, entrant), whole_name, values or "nothing",
        _NOTHING if value is None else _PUBLISHED(value, status, status),
    )  # fmt: skip


def _failing(failing: Sequence[Row], groups: Groups, evidence: Evidence) -> Html:
    turn = Checks(evidence)
    lines = join(
        _CHECK(check_link(row, groups), kind_name(row), turn.subject(row), text(row, "message"))
        for row in failing[:_GLANCE]
    )
    more = len(failing) - _GLANCE
    return when(
        failing, _FAILING, f"{len(failing):,}", lines, when(more > 0, _MORE, f"{max(more, 0):,} more", "checks.html")
    )


def check_link(row: Row, groups: Groups) -> str:
    """Return where a check is shown, from a page at the top."""
    identifier = text(row, "check_id")
    return groups.page(identifier) or f"checks.html#{identifier}"


def _counts(group: Group) -> list[int]:
    statuses = group.statuses
    others = [statuses[status] for status in ("resolved", "curated", "agreed", "single")]
    return [statuses["disputed"], group.outcomes["fail"], *others]


def _suggested(rows: Sequence[Row], evidence: Evidence) -> Html:
    """Return the marks that only a hypothesis would change, medallists first."""
    found = [row for row in rows if row.get("mark_suggested") is not None and row.get("event_id")]
    found.sort(key=lambda row: (whole(row, "rank") or _NO_RANK, text(row, "event_id"), whole(row, "row_index")))
    lines = join(_hint(row, evidence) for row in found[:_GLANCE])
    more = len(found) - _GLANCE
    return when(
        found, _SUGGESTED, f"{len(found):,}", lines, when(more > 0, _MORE, f"{max(more, 0):,} more", "facts.html")
    )


def _hint(row: Row, evidence: Evidence) -> Html:
    event_id, unit = text(row, "event_id"), text(row, "mark_unit")
    who = maybe(row, "competitor") or f"row {whole(row, 'row_index') + 1}"
    medal = _MEDALS.get(whole(row, "rank")) if row.get("round") in {None, "final"} else None
    name = f"Mark of {who}" + (f", {medal}" if medal else f", rank {row['rank']}" if row.get("rank") else "")
    return _HINT(
        event_page(event_id), name, evidence.subjects.event(event_id), text(row, "mark_stated"),
        mark(row.get("mark_suggested"), unit),
    )  # fmt: skip


def _events(run: Sequence[Group], total: int, events: Events, links: Html) -> Html:
    lines = join(
        _EVENT(
            event_page(group.name),
            events.name(group),
            join(_COUNT(EMPTY if count else _ZERO, f"{count:,}") for count in _counts(group)),
        )
        for group in run
    )  # fmt: skip
    return _EVENTS(f"{total:,}", links, lines) if run else _NOTHING_HERE
