"""The first page: how many facts are agreed, single, resolved, disputed and curated, and what needs a person first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report.audit import ErrorRates
from ingest.report.completeness import ledger, tally
from ingest.report.events import Events, Group, Groups
from ingest.report.evidence import Evidence
from ingest.report.fact_list import Part, first_pages
from ingest.report.facts import WORST_FIRST, fact_name, same_question
from ingest.report.frame import page, parts
from ingest.report.lines import Line, Of, order
from ingest.report.paths import event_page, numbered
from ingest.report.pieces import VALUE
from ingest.report.rows import Row, alternatives, maybe, text, whole
from ingest.report.whole import Whole
from ingest.report.words import OUTCOMES, STATUSES, mark
from ingest.words import counted
from schemas.decisions import article_of
from schemas.facts import CONTESTED
from schemas.medals import MEDALS

_GLANCE = 60
_MEDALS = dict(enumerate(MEDALS, start=1))
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
%s%s%s%s""")
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
%s.</span> <span class="verdict-line">%s</span>%s%s</li>
""")
_ALSO = template(' <span class="note">The same question: %s</span>')
_ALSO_FACT = template('<a id="%s" href="%s">%s</a>')
_BECAUSE = template(' <span class="note">because %s</span>')
_PUBLISHED = template('Published: <bdi class="value">%s</bdi> <span class="tag is-%s">%s</span>')
_NOTHING = Html('Published: nothing <span class="tag is-disputed">disputed</span>')
_MORE = template('<p class="more">%s: <a href="%s">all of them</a></p>')
_FAILING = template("""<section aria-labelledby="failing-title"><h2 id="failing-title">Checks that fail <span
class="n">%s</span></h2>
<ul class="rows glance">
%s</ul>%s</section>
""")
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
_SUGGESTED_PAGE = "suggested.html"
_ALL_SUGGESTED = template("""<h1>Marks that most likely were others</h1>
%s<ul class="rows">
%s</ul>
""")


def event_lines(group: Group, groups: Groups, events: Events, evidence: Evidence) -> Iterator[Line]:
    """Yield the lines of a group: its own, those of its facts in dispute, and of its marks that were others."""
    counts = _counts(group)
    shown = join(_COUNT(EMPTY if count else _ZERO, f"{count:,}") for count in counts)
    place = order(*group.badness, group.name)
    yield Line("event", place, _EVENT(event_page(group.name), events.name(group), shown))
    contested = [row for row in group.facts if text(row, "status") in CONTESTED]
    for number, (row, *same) in enumerate(same_question(contested, evidence)):
        place = order(WORST_FIRST[text(row, "status")], text(row, "subject"), text(row, "property"), number)
        yield Line("dispute", place, _line(row, same, groups, evidence))
    for row in group.results:
        if row.get("mark_suggested") is not None:
            place = order(whole(row, "rank") or _NO_RANK, text(row, "event_id"), whole(row, "row_index"))
            yield Line("suggested", place, _hint(row, evidence))


def overview_pages(everything: Whole, rates: ErrorRates, facts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Yield the first page, and further lists of events where there are too many for it."""
    runs = everything.runs("event", _EVENTS_A_PAGE)
    names = [(numbered("events", n) if n else "index.html", f"Events {n + 1}") for n in range(len(runs))]
    for number, (start, stop) in enumerate(runs):
        path = names[number][0]
        table = _events(everything.html("event", start, stop), runs[-1][1], parts(names, path))
        if number:
            yield path, page(path, "Events", _EVENTS_PAGE(table))
        else:
            yield (
                path,
                page(
                    path, "Can these data be trusted?", _first(everything, rates, table, first_pages(everything, facts))
                ),
            )


def suggested_pages(everything: Whole) -> Iterator[tuple[str, str]]:
    """Yield the pages that list every mark that most likely was another, where the first page has no room for them."""
    runs = everything.runs("suggested", _EVENTS_A_PAGE) if everything.line_count("suggested") > _GLANCE else []
    names = [(numbered(_SUGGESTED_PAGE.removesuffix(".html"), n), f"Part {n + 1}") for n in range(len(runs))]
    for (path, _), (start, stop) in zip(names, runs, strict=True):
        lines = join(Html(line.html) for line in everything.lines("suggested", start, stop))
        yield path, page(path, "Marks that most likely were others", _ALL_SUGGESTED(parts(names, path), lines))


def _first(everything: Whole, rates: ErrorRates, table: Html, pages: Mapping[str, str]) -> Html:
    rejects = everything.height("rejects")
    statuses, outcomes = (
        everything.counts(*column) for column in (("reconciliation", "status"), ("checks", "outcome"))
    )
    return _PAGE(
        _articles(everything),
        counted(everything.height("statements"), "statement"), counted(everything.height("reconciliation"), "fact"),
        _shares(_single(statuses), STATUSES, "Facts by status", lambda each: f"{pages[each]}#status={each}"),
        _shares(_single(outcomes), OUTCOMES, "Checks by outcome", "checks.html#checks-{}".format),
        ledger(tally(everything), "Parts of the articles"),
        f"{counted(rejects, 'file or row', 'files or rows')} refused" if rejects else "Nothing was refused",
        rates.brief(),
        _glance(everything, "dispute", _DISPUTES, "facts.html") or _NO_DISPUTES,
        _glance(everything, "suggested", _SUGGESTED, _SUGGESTED_PAGE),
        _glance(everything, "failing", _FAILING, "checks.html"),
        table,
    )  # fmt: skip


def _single(counts: Mapping[tuple[str, ...], int]) -> dict[str, int]:
    return {name: count for (name,), count in counts.items()}


def _glance(everything: Whole, of: Of, section: Callable[..., Html], target: str) -> Html:
    """Return the first lines of a list, and where the others are; nothing where there is none."""
    count = everything.line_count(of)
    lines = everything.html(of, 0, min(count, _GLANCE))
    more = max(count - _GLANCE, 0)
    return when(count, section, f"{count:,}", lines, when(more, _MORE, f"{more:,} more", target))


def _articles(everything: Whole) -> str:
    """Say how many articles there are; the forms of one are one."""
    documents = [text(row, "document_id") for row in everything.stream("documents", "document_id")]
    articles = len(set(map(article_of, documents)))
    forms = f" in {len(documents):,} forms" if articles != len(documents) else ""
    return f"{counted(articles, 'article')}{forms}"


def _shares(counts: Mapping[str, int], meanings: Mapping[str, str], label: str, target: Callable[[str], str]) -> Html:
    total, start, rects = sum(counts.values()), 0.0, []
    for name in meanings:
        width = 100 * counts.get(name, 0) / total if total else 0.0
        if width:
            rects.append(_SHARE(name, round(start, 2), round(width, 2)))
        start += width
    said = ", ".join(f"{counts[name]:,} {name}" for name in meanings if counts.get(name)) or "none"
    lines = (
        _FIGURE(name, target(name), name, f"{counts.get(name, 0):,}", meaning) for name, meaning in meanings.items()
    )
    return join((_BAR(f"{label}: {said}", join(rects)), _FIGURES(label, join(lines))))


def _line(row: Row, same: Sequence[Row], groups: Groups, evidence: Evidence) -> Html:
    """Return the line of a question: the worst fact of it, and the names of those that the `same` words tell."""
    entrant, whole_name = evidence.subjects.parts(text(row, "subject"))
    stated = [value for value, _ in alternatives(row)]
    values = join(map(VALUE, stated[:_VALUES_SHOWN]), " or ")
    if len(stated) > _VALUES_SHOWN:
        values = join((values, Html(f" or {len(stated) - _VALUES_SHOWN} others")))
    value, status = maybe(row, "value_text"), text(row, "status")
    identifier = text(row, "fact_id")
    return _LINE(
        identifier, groups.page(identifier) or "facts.html", fact_name(row, entrant), whole_name, values or "nothing",
        _NOTHING if value is None else _PUBLISHED(value, status, status),
        when(value is not None and row.get("explanation"), _BECAUSE, text(row, "explanation").partition(";")[0]),
        when(same, _ALSO, join((_also(each, groups, evidence) for each in same), ", ")),
    )  # fmt: skip


def _also(row: Row, groups: Groups, evidence: Evidence) -> Html:
    identifier, entrant = text(row, "fact_id"), evidence.subjects.parts(text(row, "subject"))[0]
    return _ALSO_FACT(identifier, groups.page(identifier) or "facts.html", fact_name(row, entrant))


def _counts(group: Group) -> list[int]:
    statuses = group.statuses
    others = [statuses[status] for status in ("resolved", "curated", "agreed", "single")]
    return [statuses["disputed"], group.outcomes["fail"], *others]


def _hint(row: Row, evidence: Evidence) -> Html:
    event_id, unit = text(row, "event_id"), text(row, "mark_unit")
    who = maybe(row, "competitor") or f"row {whole(row, 'row_index') + 1}"
    medal = _MEDALS.get(whole(row, "rank")) if row.get("round") in {None, "final"} else None
    name = f"Mark of {who}" + (f", {medal}" if medal else f", rank {row['rank']}" if row.get("rank") else "")
    return _HINT(
        event_page(event_id), name, evidence.subjects.event(event_id), text(row, "mark_stated"),
        mark(row.get("mark_suggested"), unit),
    )  # fmt: skip


def _events(lines: Html, total: int, links: Html) -> Html:
    return _EVENTS(f"{total:,}", links, lines) if lines else _NOTHING_HERE
