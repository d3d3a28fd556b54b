"""How completely the articles were read: every field, column, template and section, in shares that sum to 100 %."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ingest.markup import EMPTY, Html, join, listed, template, when
from ingest.report.frame import page, parts
from ingest.report.lines import Line, order
from ingest.report.paths import article_page, numbered
from ingest.report.pieces import MORE
from ingest.report.provenance import SourceView, licence
from ingest.report.rows import Row, maybe, text, whole
from ingest.report.whole import Whole
from ingest.words import counted
from schemas.contract.vocabulary import COVERAGE_KINDS, COVERAGE_OUTCOMES

_REJECTS_SHOWN = 500
_ARTICLES_A_PAGE = 1_000
_UNREAD_SHOWN = 200
_TENTHS = 1000
_MILLIONTHS = 1_000_000

_LEDGER = template("""<div class="scroll" role="region" aria-label="%s" tabindex="0"><table class="grid ledger">
<caption>%s</caption>
<thead><tr><th scope="col">Part</th><th scope="col" class="count">read</th><th scope="col"
class="count">ignored</th><th scope="col" class="count">unread</th><th scope="col"
class="count">all</th></tr></thead>
<tbody>
%s</tbody></table></div>
""")
_LEDGER_ROW = template('<tr><th scope="row">%s</th>%s<td class="count">%s</td></tr>\n')
_SHARE = template('<td class="count">%s <span class="note">%s %%</span></td>')
_NONE = Html("<p>Nothing was read.</p>")
_PARTS = template("""<details class="parts"%s><summary>%s</summary><ul class="lines">
%s</ul></details>
""")
_PART = template('<li><bdi>%s</bdi> <span class="note">%s%s</span>%s</li>\n')
_REASON = template(": %s")
_OPEN = Html(" open")
_OWN = template("""<section aria-labelledby="read-title"><h2 id="read-title">How it was read</h2>
%s%s</section>
""")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many parts of an article, or of all, have each outcome."""

    counts: Counter[tuple[str, str]]

    def outcome(self, outcome: str, kind: str | None = None) -> int:
        """Return the count of an outcome, of one kind or of all."""
        return sum(n for (of, out), n in self.counts.items() if out == outcome and kind in (None, of))


def tally_of(rows: Iterable[Row]) -> Tally:
    """Count rows of `coverage`."""
    return Tally(Counter((text(row, "kind"), text(row, "outcome")) for row in rows))


def tally(everything: Whole) -> Tally:
    """Count all rows of `coverage`."""
    found = everything.counts("coverage", "kind", "outcome")
    return Tally(Counter({(kind, outcome): count for (kind, outcome), count in found.items()}))


def percentages(counts: Sequence[int]) -> list[str]:
    """Return shares in per cent with one decimal that sum to 100.0: what rounding loses goes to the largest rest."""
    total = sum(counts)
    if not total:
        return ["0.0"] * len(counts)
    exact = [Fraction(count * _TENTHS, total) for count in counts]
    floors = [int(share) for share in exact]
    by_rest = sorted(range(len(counts)), key=lambda index: (floors[index] - exact[index], index))
    for index in by_rest[: _TENTHS - sum(floors)]:
        floors[index] += 1
    return [f"{share // 10}.{share % 10}" for share in floors]


def ledger(found: Tally, caption: str) -> Html:
    """Return the ledger as a table, a line for each kind of part and one for all."""
    kinds = [kind for kind in COVERAGE_KINDS if any(of == kind for of, _ in found.counts)]
    if not kinds:
        return _NONE
    lines = [_ledger_row(found, kind, kind) for kind in kinds]
    return _LEDGER(caption, caption, join((*lines, _ledger_row(found, "all", None))))


def _ledger_row(found: Tally, name: str, kind: str | None) -> Html:
    counts = [found.outcome(outcome, kind) for outcome in COVERAGE_OUTCOMES]
    shares = zip(counts, percentages(counts), strict=True)
    return _LEDGER_ROW(name, join(_SHARE(f"{count:,}", share) for count, share in shares), f"{sum(counts):,}")


def own_ledger(rows: Sequence[Row]) -> Html:
    """Return how one article was read: the ledger, and every part that was lost, unread or ignored."""
    found = tally_of(rows)
    groups = (
        ("lost: the text announces it and this form of the article no longer holds it",
         [row for row in rows if row.get("kind") == "lost"], True),
        ("unread", [row for row in rows if row.get("outcome") == "unread" and row.get("kind") != "lost"], True),
        ("ignored for a reason", [row for row in rows if row.get("outcome") == "ignored"], False),
        ("read", [row for row in rows if row.get("outcome") == "read"], False),
    )  # fmt: skip
    lists = join(
        _PARTS(_OPEN if is_open else EMPTY, f"{len(of)} {name}", join(map(_part, of)))
        for name, of, is_open in groups if of
    )  # fmt: skip
    return _OWN(ledger(found, "Parts of this article by how they were handled"), lists)


def _part(row: Row) -> Html:
    reason = maybe(row, "reason")
    return _PART(text(row, "name"), text(row, "kind"), f", {whole(row, 'count'):,}", when(reason, _REASON, reason))


# All articles

_ALL = template("""<h1>Articles: where they are from and how completely they were read</h1>
<p class="lead">Every quote in this report is an excerpt of one of these articles and stays under that article’s
licence. Each leads to its whole text with every statement marked.</p>
%s<section aria-labelledby="all-title"><h2 id="all-title">All articles together</h2>
%s</section>
%s%s
<section aria-labelledby="each-title"><h2 id="each-title">Each article, the least completely read first <span
class="n">%s</span></h2>
%s<ul class="rows" data-filter="articles">
%s</ul></section>
""")
_REJECTS = template("""<section id="rejects" aria-labelledby="rejects-title"><h2 id="rejects-title">Refused <span
class="n">%s</span></h2>
%s</section>
""")
_REJECT = template("""<li class="card"><p><code>%s</code> <span class="tag is-fail">%s</span> <span
class="note">at stage
%s</span></p><p>%s</p>%s</li>
""")
_EXCERPT = template('<p><q dir="auto">%s</q></p>')
_NOTHING = Html('<p class="none">Nothing was refused.</p>')
_UNREAD = template("""<section id="unread" aria-labelledby="unread-title"><h2 id="unread-title">Unread, by
how much of it there is</h2>
%s%s</section>
""")
_UNREAD_NONE = Html('<p class="none">Nothing is unread.</p>')
_UNREAD_LINE = template('<li><bdi>%s</bdi> <span class="note">%s, %s in %s</span></li>\n')
_ARTICLE = template("""<li data-s="%s"><a class="name" href="%s">%s</a> <span class="note">%s %% read, %s
unread, %s lost; %s; revision
%s; %s</span></li>
""")


def article_line(view: SourceView, coverage: Sequence[Row]) -> Line:
    """Return an article's line: the least completely read come first."""
    found = tally_of(coverage)
    place = order(*_worst(found), view.title, view.document_id)
    return Line("article", place, _article(view, found), id=view.document_id)


def articles_pages(everything: Whole) -> Iterator[tuple[str, str]]:
    """Yield the pages that list the articles, the least completely read first."""
    runs = everything.runs("article", _ARTICLES_A_PAGE)
    names = [(numbered("articles", number), f"Part {number + 1}") for number in range(len(runs))]
    whole_ledger = ledger(tally(everything), "Parts of all articles by how they were handled")
    for number, (start, stop) in enumerate(runs):
        path = names[number][0]
        lines = everything.html("article", start, stop)
        first = number == 0
        body = _ALL(
            parts(names, path), whole_ledger, _refused(everything) if first else EMPTY,
            _unread(everything) if first else EMPTY, f"{runs[-1][1]:,}", EMPTY, lines,
        )  # fmt: skip
        yield path, page(path, "Articles", body)


def _worst(found: Tally) -> tuple[int, int]:
    total = sum(found.counts.values())
    return -found.outcome("unread", "lost"), -_MILLIONTHS * found.outcome("unread") // (total or 1)


def _article(view: SourceView, found: Tally) -> Html:
    counts = [found.outcome(outcome) for outcome in COVERAGE_OUTCOMES]
    unread, lost = found.outcome("unread"), found.outcome("unread", "lost")
    read = percentages(counts)[COVERAGE_OUTCOMES.index("read")]
    state = "lost" if lost else "unread" if unread else "complete"
    return _ARTICLE(
        state, article_page(view.document_id), view.title, read, unread - lost, lost, view.form,
        view.revision_words, licence(view),
    )  # fmt: skip


def _refused(everything: Whole) -> Html:
    count = everything.height("rejects")
    more = count - _REJECTS_SHOWN
    shown = listed('ul class="rejects"', map(_reject, everything.rows("rejects", _REJECTS_SHOWN))) or _NOTHING
    return _REJECTS(f"{count:,}", join((shown, when(more > 0, MORE, counted(more, "more reject"), "rejects.parquet"))))


def _reject(row: Row) -> Html:
    excerpt = text(row, "excerpt")
    shown = excerpt if len(excerpt) <= 600 else f"{excerpt[:600]} … and {len(excerpt) - 600:,} characters more"
    return _REJECT(
        text(row, "path"), text(row, "error"), text(row, "stage"), text(row, "message"), when(shown, _EXCERPT, shown)
    )


def _unread(everything: Whole) -> Html:
    """Return what is unread over all articles, by name: where a new alias or rule would help most."""
    import polars as pl

    unread = everything.scan("coverage").filter((pl.col("outcome") == "unread") & (pl.col("kind") != "lost"))
    name = pl.col("name").str.split("/").list.last()
    by_name = unread.group_by("kind", name).agg(pl.col("count").sum(), pl.col("document_id").n_unique())
    found = by_name.sort(["count", "kind", "name"], descending=[True, False, False]).collect(engine="streaming").rows()
    if not found:
        return _UNREAD(_UNREAD_NONE, EMPTY)
    lines = [
        _UNREAD_LINE(name, kind, f"{count:,}", counted(articles, "article"))
        for kind, name, count, articles in found[:_UNREAD_SHOWN]
    ]
    more = len(found) - _UNREAD_SHOWN
    return _UNREAD(
        listed('ul class="lines"', lines), when(more > 0, MORE, counted(more, "more part"), "coverage.parquet")
    )
