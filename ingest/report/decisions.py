"""What people decided, and what became of it: nothing that a person overruled is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report.evidence import About, Evidence
from ingest.report.facts import fact_name
from ingest.report.frame import page
from ingest.report.pieces import LINK, NAMED_OF, VALUE
from ingest.report.rows import Row, maybe, text, texts
from ingest.report.words import capital, plain
from ingest.words import counted

_NEEDS_A_PERSON = {"stale": 0, "unused": 1, "redundant": 2, "applied": 3}
_OUTCOME_TAGS = {"applied": "agreed", "stale": "fail", "redundant": "single", "unused": "resolved"}

_PAGE = template("""<h1>Decisions</h1>
<p class="lead">What people recorded in <code>raw/decisions.toml</code>, and what this run made of each:
<strong>applied</strong>; <strong>stale</strong> (the evidence is another than was seen: the ladder’s verdict
stands, and both are shown); <strong>redundant</strong> (the rules alone give the same); <strong>unused</strong>
(there is no such fact). Those that need a person come first.</p>
%s%s""")
_NONE = Html('<p class="none">No decision is recorded: every value in this report is a rule’s.</p>\n')
_DECISION = template("""<article class="card decision" id="%s" data-s="%s">
<h2><span>%s</span> <a class="anchor" href="#%s" aria-label="Link to this decision">#</a></h2>
<p><span class="tag is-%s">%s</span> %s</p>
<dl class="verdict">
<div><dt>Decided</dt><dd>%s</dd></div>
<div><dt>Because</dt><dd>%s</dd></div>
<div><dt>By</dt><dd>%s</dd></div>
%s%s</dl>
<p class="ids"><code>%s</code></p>
</article>
""")
_LADDER = template('<div><dt>The rules alone</dt><dd>%s <span class="note">%s</span></dd></div>\n')
_MOVED = Html("""<div><dt>Text moved</dt><dd>The values are those that were seen; <code>photofinish
decide --refresh</code> renews
the fingerprint.</dd></div>
""")
_SAID = template("%s %s")
_JOINS = template("""<section id="joins" aria-labelledby="joins-title"><h2 id="joins-title">Competitors who may be one
person <span class="n">%s</span></h2>
<p class="note">The rules leave them apart until somebody decides:
<code>photofinish decide ONE OTHER --same</code>, or <code>--different</code>.</p>
<ul class="rejects">
%s</ul>%s</section>
""")
_JOIN = template("""<li class="card"><p><strong><bdi>%s</bdi></strong> <code>%s</code> and
<strong><bdi>%s</bdi></strong> <code>%s</code>: %s. <span class="note">Rule <code>%s</code></span></p>%s</li>
""")
_MORE = template('<p class="more">%s not shown here; all are in <code>%s</code>.</p>\n')
_JOINS_FILE = "competitor_joins.parquet"
_QUOTES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class OpenJoins:
    """Competitors who may be one person: rows of `competitor_joins`, the first of `count`."""

    rows: Sequence[Row]
    count: int


def decisions_page(
    rows: Sequence[Row], joins: OpenJoins, places: Mapping[str, str], evidence: Evidence
) -> tuple[str, str]:
    """Return the page on every decision, those first that need a person; `places` are where facts are shown.

    Below them is who may be one person and waits for a decision.
    """
    cards = join(_card(row, places, evidence) for row in sorted(rows, key=_order)) or _NONE
    waiting = join(_join(row, evidence.at_top()) for row in joins.rows)
    more = joins.count - len(joins.rows)
    left_out = when(more, _MORE, counted(more, "more pair"), _JOINS_FILE)
    told = when(waiting, _JOINS, f"{joins.count:,}", waiting, left_out)
    return "decisions.html", page("decisions.html", "Decisions", _PAGE(cards, told))


def _join(row: Row, evidence: Evidence) -> Html:
    quotes = evidence.quotes(texts(row, "supporting"), About(None), _QUOTES_SHOWN, _JOINS_FILE)
    return _JOIN(
        text(row, "name"), text(row, "competitor_id"), text(row, "other_name"), text(row, "other_id"),
        text(row, "reason"), text(row, "rule"), quotes,
    )  # fmt: skip


def _order(row: Row) -> tuple[int, int, str]:
    position = row.get("position")
    return (
        _NEEDS_A_PERSON.get(text(row, "outcome"), 0),
        position if isinstance(position, int) else 0,
        text(row, "decision_id"),
    )


def _card(row: Row, places: Mapping[str, str], evidence: Evidence) -> Html:
    identifier, outcome = text(row, "decision_id"), text(row, "outcome")
    ladder = maybe(row, "ladder_text")
    told = f"{text(row, 'ladder_status')}, rule {text(row, 'ladder_rule')}" if row.get("ladder_status") else ""
    return _DECISION(
        identifier, outcome, _about(row, places, evidence), identifier,
        _OUTCOME_TAGS.get(outcome, "single"), outcome, text(row, "message"),
        _SAID(capital(plain(text(row, "action"))), _what(row)), text(row, "reason"),
        " on ".join(filter(None, (text(row, "decided_by"), text(row, "decided_on")))),
        when(told, _LADDER, ladder or "no value", told), _MOVED if row.get("moved") else EMPTY, identifier,
    )  # fmt: skip


def _about(row: Row, places: Mapping[str, str], evidence: Evidence) -> Html:
    entrant, name = evidence.subjects.parts(text(row, "subject"))
    about = fact_name(row, entrant) if row.get("property") else entrant or name
    link = places.get(text(row, "fact_id"))
    return NAMED_OF(LINK(link, about) if link else about, name)


def _what(row: Row) -> Html | str:
    """Return what an action is done with: a value, a statement, an explanation, or another competitor."""
    for column in ("value_text", "explanation_code", "other", "statement_id"):
        if (found := maybe(row, column)) is not None:
            return VALUE(found)
    return ""


def curating(rows: Sequence[Row]) -> dict[str, Row]:
    """Return decisions by their identifier: who took them and why."""
    return {text(row, "decision_id"): row for row in rows}
