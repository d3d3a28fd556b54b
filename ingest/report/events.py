"""Pages of events: every fact of one event or series, what speaks for and against it, its checks and pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report import checks, facts
from ingest.report.checks import Checks
from ingest.report.disputes import Disputes
from ingest.report.evidence import Evidence
from ingest.report.facts import Facts
from ingest.report.frame import page, parts
from ingest.report.origins import origins
from ingest.report.paths import article_page, chunks, event_page, fact_page, group_of, rows_page
from ingest.report.pictures import progressions, splits, suggested
from ingest.report.results import inferred_parts
from ingest.report.rows import Row, Rows, maybe, sort_key, text
from ingest.report.words import STATUSES, capital
from ingest.words import counted
from schemas.contract import DATASETS
from schemas.facts import CONTESTED

PAGE_WEIGHT = 1_200
"""How many statements a page shows, more or less."""
LARGEST = 1_900_000
"""Bytes of a page at most: where the quotes would make it larger, they are cut."""
_NAMES = {"nations": "Nations", "competitors": "Competitors", "others": "Facts of no event"}
_COMPETITORS = re.compile(r"competitor:(.{1,2})")
"""What persons told of without an event go together by: the first letters of their names."""

_HEAD = template("""<p class="crumbs"><a href="../index.html">Overview</a></p>
<h1>%s</h1>
<p class="lead">%s%s</p>
%s%s%s""")
_CONTENTS = template('<nav class="pages" aria-label="On this page"><ul>%s</ul></nav>\n')
_CONTENT = template('<li><a href="#%s">%s</a></li>')
_SECTIONS = (
    ("dispute", "Where the sources differ"), ("results", "Inferred, corrected, suggested"), ("pictures", "Pictures"),
    ("checks", "Checks"), ("quiet", "What nothing contests"),
)  # fmt: skip
_ARTICLE = template('<a href="../%s">%s</a>')
_FILTER = template("""<div class="filter" data-for="main" hidden><label>Search this page <input
type="search"></label></div>
""")
_DISPUTES = template("""<section id="dispute" aria-labelledby="dispute-title"><h2 id="dispute-title">Where the
sources differ <span
class="n">%s</span></h2>
%s</section>
""")
_CHECKS = template("""<section id="checks" aria-labelledby="checks-title"><h2 id="checks-title">Checks <span
class="n">%s</span></h2>
%s%s</section>
""")
_RESULTS = template("""<section id="results" aria-labelledby="results-title"><h2 id="results-title">Inferred,
corrected, suggested</h2>
%s</section>
""")
_PICTURES = template("""<section id="pictures" aria-labelledby="pictures-title"><h2 id="pictures-title">Pictures</h2>
%s%s</section>
""")
_CONTENT_OF = template('<li><a href="%s">%s</a></li>')
_MORE_PARTS = template('<nav class="pages" aria-label="More rows"><ul>%s</ul></nav>\n')
_MORE_ROWS = template("""<p class="crumbs"><a href="../index.html">Overview</a> › <a href="../%s">%s</a></p>
<h1>%s</h1>
%s""")
_CUT = Html('<p class="more">The quotes on this page are cut short, for it would be too large: each place leads to '
            "the whole.</p>\n")  # fmt: skip
_QUIET = template("""<section id="quiet" aria-labelledby="quiet-title"><h2 id="quiet-title">What nothing contests <span
class="n">%s</span></h2>
<p class="note"><strong>Single</strong>: one statement says it, and nothing says otherwise; it changes if that
statement does. <strong>Agreed</strong>: all statements listed say the same, a less precise form included; it
changes if none of them said so any more. In both nobody had to decide: <a href="../methodology.html">the
rules</a> do, and a recorded decision may overrule them. Each place leads to the very characters.</p>
%s</section>
""")


@dataclass
class Group:
    """What is known of one event, series, or all nations: facts and checks, the worst first, and rows of datasets."""

    name: str
    facts: list[Row] = field(default_factory=list)
    checks: list[Row] = field(default_factory=list)
    results: list[Row] = field(default_factory=list)
    splits: list[Row] = field(default_factory=list)
    records: list[Row] = field(default_factory=list)

    @cached_property
    def statuses(self) -> Counter[str]:
        """How many facts have each status."""
        return Counter(text(row, "status") for row in self.facts)

    @cached_property
    def outcomes(self) -> Counter[str]:
        """How many checks have each outcome."""
        return Counter(text(row, "outcome") for row in self.checks)

    @property
    def badness(self) -> tuple[int, ...]:
        """What sorts groups, the worst first: disputed facts, failed checks, resolved and curated facts."""
        statuses = self.statuses
        return (-statuses["disputed"], -self.outcomes["fail"], -statuses["resolved"], -statuses["curated"])


@dataclass(frozen=True, slots=True)
class Part:
    """What one page of a group shows."""

    facts: tuple[Row, ...]
    checks: tuple[Row, ...]


class Groups:
    """All groups with the pages that their facts and checks are on."""

    def __init__(self, rows: Rows, home: str | None = None) -> None:
        """`rows` are what was judged together, under the name `home`; or all rows, then without it."""
        self.by_name: dict[str, Group] = {}
        for row in rows.get("reconciliation", ()):
            self._group(group_of(row, home)).facts.append(row)
        for row in rows.get("checks", ()):
            if event_id := maybe(row, "event_id"):
                self._group(event_id).checks.append(row)
        for dataset in ("results", "splits"):
            for row in rows.get(dataset, ()):
                if (group := self.by_name.get(text(row, "event_id"))) is not None:
                    getattr(group, dataset).append(row)
        self._add_records(rows, home)
        self._pages: dict[str, str] = {}
        for group in self.by_name.values():
            self._prepare(group)

    def _group(self, name: str) -> Group:
        return self.by_name.setdefault(name, Group(name))

    def _add_records(self, rows: Rows, home: str | None) -> None:
        """Give the records of an event over the years to the series whose name holds the event's, else to `home`."""
        series = [group for name, group in self.by_name.items() if name.startswith("series:")]
        for row in rows.get("record_progression", ()):
            found = [g for g in series if f"-{text(row, 'event')}-" in f"{g.name.replace(':', '-')}-"]
            for group in found or ([self._group(home)] if home else ()):
                group.records.append(row)

    def _prepare(self, group: Group) -> None:
        group.facts = facts.worst_first(group.facts)
        group.checks = checks.in_order(group.checks)
        for dataset in ("results", "splits"):
            getattr(group, dataset).sort(key=lambda row, key=DATASETS[dataset].key: sort_key(row, key))
        for number, part in enumerate(parts_of(group)):
            path = event_page(group.name, number)
            for row in part.facts:
                identifier = text(row, "fact_id")
                is_disputed = text(row, "status") in CONTESTED
                self._pages[identifier] = fact_page(identifier) if is_disputed else f"{path}#{identifier}"
            for row in part.checks:
                self._pages[text(row, "check_id")] = f"{path}#{text(row, 'check_id')}"

    def page(self, identifier: str) -> str | None:
        """Return where a fact or a check is shown; None where no page of a group shows it.

        A fact in dispute has a page of its own; else it is a path and a fragment.
        """
        return self._pages.get(identifier)

    def worst_first(self) -> list[Group]:
        """Return all groups, those first that most need a person."""
        return sorted(self.by_name.values(), key=lambda group: (group.badness, group.name))


def parts_of(group: Group) -> list[Part]:
    """Return what each page of a group shows: facts in dispute, checks, then the others; at least one page."""
    disputed = [row for row in group.facts if text(row, "status") in CONTESTED]
    quiet = sorted(
        (row for row in group.facts if text(row, "status") not in CONTESTED), key=lambda r: sort_key(r, facts.ORDER)
    )
    items = [*disputed, *group.checks, *quiet]
    weights = [facts.weight(row) if "fact_id" in row else checks.weight(row) for row in items]
    runs = list(chunks(items, weights, PAGE_WEIGHT)) or [[]]
    return [Part(tuple(r for r in run if "fact_id" in r), tuple(r for r in run if "fact_id" not in r)) for run in runs]


class Events:
    """Writes the pages of groups."""

    def __init__(self, evidence: Evidence, turn_facts: Facts, turn_checks: Checks) -> None:
        self._evidence = evidence
        self._facts = turn_facts
        self._checks = turn_checks
        self._disputes = Disputes(evidence, turn_facts.decisions)

    @cached_property
    def _briefly(self) -> Events:
        """The same with quotes cut short."""
        brief = self._evidence.brief()
        return Events(brief, self._facts.on(brief), Checks(brief))

    def name(self, group: Group) -> str:
        """Return a group's name in words."""
        if letters := _COMPETITORS.fullmatch(group.name):
            return f"{_NAMES['competitors']}, {capital(letters[1])}…"
        return _NAMES.get(group.name) or self._evidence.subjects.parts(group.name)[1]

    def pages(self, group: Group) -> Iterator[tuple[str, str]]:
        """Yield the pages of a group, and those of its facts in dispute."""
        found = parts_of(group)
        paths = [event_page(group.name, number) for number in range(len(found))]
        names = [
            (path.partition("/")[2], _part_name(number, part))
            for number, (path, part) in enumerate(zip(paths, found, strict=True), 1)
        ]
        name = self.name(group)
        inferred = inferred_parts(group.results, self._evidence)
        for number, part in enumerate(found):
            links = parts(names, paths[number].partition("/")[2])
            title = f"{name} ({number + 1})" if number else name
            around = name, links, inferred if number == 0 else None
            html = page(paths[number], title, self._body(group, part, around, self))
            if len(html.encode()) > LARGEST:
                html = page(paths[number], title, self._body(group, part, around, self._briefly))
            yield paths[number], html
        for number, rows in enumerate(inferred[1:], 1):
            path = rows_page(group.name, number)
            yield path, page(path, f"{name}, rows ({number + 1})", _MORE_ROWS(paths[0], name, name, _RESULTS(rows)))
        places = {text(row, "fact_id"): path for path, part in zip(paths, found, strict=True) for row in part.facts}
        yield from self._disputes.pages(group.facts, group.results, name, places)

    def _body(self, group: Group, part: Part, around: tuple[str, Html, list[Html] | None], shown: Events) -> Html:
        """Return a page of a group; `around` are its name, the links to its parts, and for the first inferred rows."""
        name, links, inferred = around
        inside = shown._part(group, part, inferred)
        note = EMPTY if shown is self else _CUT
        head = _HEAD(name, summary(group), self._articles(group), links, _contents(inside), join((_FILTER(), note)))
        return join((head, inside))

    def _articles(self, group: Group) -> Html:
        """Return links to the articles that say something of a group."""
        ids = {text(s, "document_id") for row in group.facts for s in self._evidence.statements(_first(row))}
        shown = sorted((self._evidence.title(document_id), document_id) for document_id in ids)[:6]
        links = join((_ARTICLE(article_page(document_id), title) for title, document_id in shown), "; ")
        return when(links, template(" From %s%s."), links, " and others" if len(ids) > len(shown) else "")

    def _part(self, group: Group, part: Part, inferred: list[Html] | None) -> Html:
        disputed = [row for row in part.facts if text(row, "status") in CONTESTED]
        quiet = [row for row in part.facts if text(row, "status") not in CONTESTED]
        open_checks = [row for row in part.checks if row.get("outcome") != "pass"]
        passed = [row for row in part.checks if row.get("outcome") == "pass"]
        in_dispute = sum(group.statuses[status] for status in CONTESTED)
        return join(
            (
                when(disputed, _DISPUTES, f"{in_dispute:,}", self._facts.cards(disputed)),
                EMPTY if inferred is None else self._look(group, inferred),
                when(
                    part.checks, _CHECKS, f"{len(group.checks):,}", self._checks.cards(open_checks),
                    self._checks.passing(passed),
                ),
                when(quiet, _QUIET, f"{len(group.facts) - in_dispute:,}", self._facts.quiet(quiet)),
            )
        )  # fmt: skip

    def _look(self, group: Group, inferred: list[Html]) -> Html:
        """Return what is shown once of a group: inferred rows, pictures, and where its values come from."""
        more = (rows_page(group.name, number).partition("/")[2] for number in range(1, len(inferred)))
        links = join(_CONTENT_OF(path, f"More rows, part {number}") for number, path in enumerate(more, 2))
        drawn = join(
            (
                suggested(group.results, self._evidence.statement),
                splits(group.splits),
                progressions(group.records),
            )
        )
        where = origins(group.facts, self._evidence)
        first = join((*inferred[:1], when(links, _MORE_PARTS, links)))
        return join((when(first, _RESULTS, first), when(drawn or where, _PICTURES, drawn, where)))


def _contents(inside: Html) -> Html:
    """Return links to the sections that a page has; nothing where there is one."""
    found = [_CONTENT(anchor, words) for anchor, words in _SECTIONS if f'<section id="{anchor}"' in inside]
    return when(len(found) > 1, _CONTENTS, join(found))


def _first(row: Row) -> list[str]:
    """Return a statement or two of a fact: enough to know its articles."""
    found = row.get("supporting") or row.get("opposing")
    return [str(item) for item in found[:2]] if isinstance(found, list | tuple) else []


def _part_name(number: int, part: Part) -> str:
    count = len(part.facts)
    return f"Part {number}: {counted(count, 'fact')}" if count else f"Part {number}: checks"


def summary(group: Group) -> str:
    """Return what a group amounts to in a sentence: `38 facts: 2 disputed, 36 single; 1 check fails.`."""
    statuses = group.statuses
    told = ", ".join(f"{statuses[status]:,} {status}" for status in STATUSES if statuses[status])
    failing = group.outcomes["fail"]
    fails = f" {capital(counted(failing, 'check'))} {'fails' if failing == 1 else 'fail'}." if failing else ""
    return f"{counted(len(group.facts), 'fact')}{': ' if told else ''}{told}.{fails}"
