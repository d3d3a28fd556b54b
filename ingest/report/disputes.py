"""The page of a fact in dispute: its candidates side by side with every quote, the rule, and how to overrule it."""

from __future__ import annotations

import json
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.markup import EMPTY, Html, join, listed, template, when
from ingest.report.evidence import About, Evidence, quote_list
from ingest.report.facts import fact_name, same_question, value_of, worst_first
from ingest.report.frame import page, parts
from ingest.report.paths import chunks, fact_page
from ingest.report.pieces import LINK, NAMED_OF
from ingest.report.results import applied_to
from ingest.report.rows import Row, alternatives, maybe, text, texts, whole
from ingest.report.words import property_meaning, rule_meaning
from ingest.words import counted
from schemas.facts import CONTESTED

PAGE_BYTES = 600_000
"""How much of candidates and rows stands on one page; what is more goes on to the next."""

_PAGE = template("""<p class="crumbs"><a href="../index.html">Overview</a> › <a href="../%s">%s</a></p>
<article class="fact" id="%s" data-s="%s" data-p="%s" data-r="%s">
<h1>%s</h1>
<p class="note">%s</p>
%s<dl class="verdict">
<div><dt>Published</dt><dd>%s <span class="tag is-%s">%s</span></dd></div>
<div><dt>Why this one</dt><dd>%s <span class="note">Rule <a
href="../methodology.html#%s"><code>%s</code></a></span></dd></div>
%s<div><dt>What would change it</dt><dd>%s</dd></div>
<div><dt>Who decided</dt><dd>%s</dd></div>
</dl>
%s%s%s%s%s<p class="ids"><code>%s</code> <code>%s</code></p>
</article>
""")
_NEIGHBOURS = template('<nav class="pages" aria-label="In dispute here"><ul>%s</ul></nav>\n')
_NEIGHBOUR = template('<li><a rel="%s" href="%s">%s: %s</a></li>')
_KEYS = Html('<li class="note keys" hidden>keys: <kbd>p</kbd> and <kbd>n</kbd></li>')
_SAID = template("""<section aria-labelledby="said-title"><h2 id="said-title">What the sources say <span
class="n">%s</span></h2>
<table class="candidates">
<caption>Each value with the words that say it; %s. A value and a place lead to the very characters.</caption>
<thead><tr><th scope="col">Value</th><th scope="col">Who says so, in which words</th></tr></thead>
<tbody>
%s</tbody>
</table></section>
""")
_COUNTED = template("%s in %s")
_CANDIDATE = template("""<tr class="%s"><th scope="row"><bdi class="value">%s</bdi> <span class="tag %s">%s</span>
<span class="note">%s</span></th><td>%s</td></tr>
""")
_ARISEN = template("""<div><dt>How the other value arose</dt><dd>%s <span class="note">Hypothesis <a
href="../methodology.html#%s"><code>%s</code></a></span></dd></div>
""")
_CLAUSE = template("<li>%s</li>")
_ROWS = template("""<section aria-labelledby="rows-title"><h2 id="rows-title">The hypothesis row by row <span
class="n">%s</span></h2>
<div class="scroll" role="region" aria-label="The hypothesis row by row" tabindex="0"><table class="grid applied">
<caption>What it makes of each mark of the table that says otherwise</caption>
<thead><tr><th scope="col">Rank</th><th scope="col">Competitor</th><th scope="col">Stated</th><th
scope="col">By the hypothesis</th><th scope="col">What else is known</th></tr></thead>
<tbody>
%s</tbody></table></div></section>
""")
_SAME = template('<section aria-labelledby="same-title"><h2 id="same-title">The very same words also tell</h2>%s'
                 "</section>\n")  # fmt: skip
_SAME_FACT = template('<li><a href="../%s">%s</a>: <bdi>%s</bdi></li>')
_DECIDE = template("""<section class="decide" aria-labelledby="decide-title"><h2 id="decide-title">Overrule or settle
it</h2>
<p>On the command line; <code>--dry-run</code> shows what it would change and writes nothing:</p>
<pre tabindex="0">%s</pre>
%s</section>
""")
_ENTRY = template("""<p>Or %s in <code>raw/decisions.toml</code>, with your reason, name and the day:</p>
<pre tabindex="0">%s</pre>
""")
_DECISION = template('%s, by the decision <a href="../decisions.html#%s"><code>%s</code></a>%s.')
_WITHOUT_EFFECT = template(
    'The rule. %s decided otherwise (%s), but that <a href="../decisions.html#%s">decision is %s</a>.'
)
_BECAUSE = template(": <q>%s</q>")

VERDICTS = ("chosen", "supports", "open", "opposed")
_VERDICT_TAGS = {
    "chosen": ("chosen", "chosen"),
    "supports": ("chosen", "agrees with it"),
    "open": ("is-disputed", "candidate"),
    "opposed": ("opposed", "not chosen"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """What goes on a page whole: a candidate with some of its quotes, or a row that a hypothesis is tested on."""

    html: Html
    is_row: bool = False


class Disputes:
    """Writes the pages of facts in dispute. `decisions` are those of people, by their identifier."""

    def __init__(self, evidence: Evidence, decisions: Mapping[str, Row]) -> None:
        self._evidence = evidence
        self._decisions = decisions

    def pages(
        self, facts: Iterable[Row], results: Sequence[Row], event: str, event_pages: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """Yield the pages of a group's facts in dispute, the worst first.

        `event` is the group's name in words, `event_pages` the path of the event's page that has each fact.
        """
        found = worst_first(row for row in facts if text(row, "status") in CONTESTED)
        together = {text(row, "fact_id"): rows for rows in same_question(found, self._evidence) for row in rows}
        for at, row in enumerate(found):
            around = found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None
            same = [other for other in together[text(row, "fact_id")] if other is not row]
            crumb = f"{event_pages[text(row, 'fact_id')]}#{text(row, 'fact_id')}", event
            yield from self._pages(row, same, self._neighbours(*around), crumb, results)

    def _pages(
        self, row: Row, same: Sequence[Row], neighbours: Html, crumb: tuple[str, str], results: Sequence[Row]
    ) -> Iterator[tuple[str, str]]:
        pieces = [
            *self._candidates(row),
            *(Piece(html, is_row=True) for html in applied_to(row, results, self._evidence)),
        ]
        runs = list(chunks(pieces, (len(piece.html.encode()) for piece in pieces), PAGE_BYTES)) or [[]]
        paths = [fact_page(text(row, "fact_id"), number) for number in range(len(runs))]
        names = [(path.partition("/")[2], f"Part {number}") for number, path in enumerate(paths, 1)]
        for path, run in zip(paths, runs, strict=True):
            links = parts(names, path.partition("/")[2])
            yield path, page(path, self._page_title(row), self._body(row, same, neighbours, crumb, (links, run)))

    def _body(
        self,
        row: Row,
        same: Sequence[Row],
        neighbours: Html,
        crumb: tuple[str, str],
        shown: tuple[Html, Sequence[Piece]],
    ) -> Html:
        identifier, rule, code = text(row, "fact_id"), text(row, "rule"), maybe(row, "explanation_code")
        links, pieces = shown
        rows = [piece.html for piece in pieces if piece.is_row]
        return _PAGE(
            *crumb, identifier, text(row, "status"), text(row, "property"), rule,
            self.heading(row), property_meaning(text(row, "property")), join((neighbours, links)),
            value_of(row), text(row, "status"), text(row, "status"), rule_meaning(rule), rule, rule,
            when(code, _ARISEN, _clauses(text(row, "explanation")), code, code),
            changes(row), self._decided_by(row),
            self._said(row, [piece.html for piece in pieces if not piece.is_row]),
            when(rows, _ROWS, f"{len(rows):,}", join(rows)), links,
            when(same, _SAME, listed("ul", map(self._same, same))), decide(row, same), identifier, text(row, "subject"),
        )  # fmt: skip

    def heading(self, row: Row) -> Html:
        """Return what a fact is in words: the property, of whom, and in which event."""
        entrant, whole_name = self._evidence.subjects.parts(text(row, "subject"))
        return NAMED_OF(fact_name(row, entrant), whole_name)

    def _page_title(self, row: Row) -> str:
        entrant, whole_name = self._evidence.subjects.parts(text(row, "subject"))
        return f"{fact_name(row, entrant)}, {whole_name}"

    def _neighbours(self, before: Row | None, after: Row | None) -> Html:
        """Return links to the facts in dispute that come before and after in the same event."""
        links = [
            _NEIGHBOUR(rel, fact_page(text(row, "fact_id")).partition("/")[2], word, self._name(row))
            for rel, word, row in (("prev", "Previous", before), ("next", "Next", after)) if row is not None
        ]  # fmt: skip
        return when(links, _NEIGHBOURS, join((*links, _KEYS)))

    def _name(self, row: Row) -> str:
        return fact_name(row, self._evidence.subjects.parts(text(row, "subject"))[0])

    def _same(self, row: Row) -> Html:
        return _SAME_FACT(fact_page(text(row, "fact_id")), self._name(row), maybe(row, "value_text") or "no value")

    # What the sources say

    def _said(self, row: Row, candidates: Sequence[Html]) -> Html:
        counts = _COUNTED(counted(whole(row, "statement_count"), "statement"),
                          counted(whole(row, "document_count"), "article"))  # fmt: skip
        stated = counted(len(self._values(row)), "value")
        return when(candidates, _SAID, stated, counts, join(candidates))

    def _values(self, row: Row) -> list[tuple[str, tuple[str, ...]]]:
        return alternatives(row) or self._as_stated((*texts(row, "supporting"), *texts(row, "opposing")))

    def _candidates(self, row: Row) -> Iterator[Piece]:
        """Yield every value stated: the chosen one first, then those that support it, then the others."""
        supporting, opposing = texts(row, "supporting"), texts(row, "opposing")
        is_judged = row.get("status") != "disputed"
        about = About(
            maybe(row, "event_id"), text(row, "subject"), text(row, "property"),
            frozenset(opposing) if is_judged else frozenset(),
            frozenset(supporting), frozenset(texts(row, "flips_if")),
        )  # fmt: skip
        found = [(_verdict(row, value, ids), value, ids) for value, ids in self._values(row)]
        found.sort(key=lambda candidate: VERDICTS.index(candidate[0]))
        for verdict, value, ids in found:
            yield from self._candidate(verdict, value, ids, about)

    def _candidate(self, verdict: str, value: str, ids: Sequence[str], about: About) -> Iterator[Piece]:
        """Yield a candidate, in several pieces where its quotes are too many for a page."""
        quotes = list(self._evidence.all_quotes(ids, about))
        runs = list(chunks(quotes, (len(quote.encode()) for quote in quotes), PAGE_BYTES // 2)) or [[]]
        shown = self._linked(value, ids)
        for number, run in enumerate(runs):
            note = f"continued, {number + 1} of {len(runs)}" if number else counted(len(ids), "statement")
            yield Piece(_CANDIDATE(verdict, shown, *_VERDICT_TAGS[verdict], note, quote_list(run)))

    def _linked(self, value: str, ids: Sequence[str]) -> Html | str:
        """Return a value, linked to the characters that say it first, where their article is at hand."""
        first = self._evidence.statements(ids)[:1]
        link = self._evidence.sources.link(first[0]) if first else None
        return LINK(f"../{link}", value) if link else value

    def _as_stated(self, identifiers: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Group statements by the value as it is written."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._evidence.statements(identifiers):
            found[text(row, "value_text")].append(text(row, "statement_id"))
        return [(value, tuple(ids)) for value, ids in sorted(found.items())]

    def _decided_by(self, row: Row) -> Html | str:
        """Return who decided: a person, or a rule."""
        identifier = maybe(row, "decision")
        if identifier:
            known = self._decisions.get(identifier, {})
            who = " on ".join(filter(None, (text(known, "decided_by"), text(known, "decided_on")))) or "A person"
            reason = text(known, "reason")
            return _DECISION(who, identifier, identifier, when(reason, _BECAUSE, reason.rstrip(".")))
        if (other := self._without_effect(row)) is not None:
            outcome, what = text(other, "outcome"), maybe(other, "decided_text") or text(other, "action")
            who = " on ".join(filter(None, (text(other, "decided_by"), text(other, "decided_on"))))
            return _WITHOUT_EFFECT(who, what.replace("_", " "), text(other, "decision_id"), outcome)
        if row.get("status") == "disputed":
            return "Nobody yet: no rule may, and no person has."
        return "The rule alone; no person has decided on it."

    def _without_effect(self, row: Row) -> Row | None:
        """Return the decision on a fact that decides nothing now: stale, or unused."""
        found = (each for each in self._decisions.values() if each.get("fact_id") == row.get("fact_id"))
        return next((each for each in found if each.get("outcome") in {"stale", "unused"}), None)


def _clauses(explanation: str) -> Html:
    """Return an explanation: what it says, and on which rows it was tested, one clause a line."""
    first, *others = explanation.rstrip(".").split("; ")
    return join((template("%s.")(first), listed('ul class="clauses"', map(_CLAUSE, others))))


def _verdict(row: Row, value: str, identifiers: Sequence[str]) -> str:
    if row.get("status") == "disputed":
        return "open"
    if value == row.get("value_text"):
        return "chosen"
    return "supports" if set(identifiers) <= set(texts(row, "supporting")) else "opposed"


def changes(row: Row) -> str:
    """Return in words what would change a verdict."""
    decisive = len(texts(row, "flips_if"))
    if row.get("status") == "disputed":
        return (
            "One more independent article that says one of the values, a tested explanation of the others, or a "
            "recorded decision."
        )
    if row.get("status") == "curated":
        return "Another decision, or other evidence than the decision was taken on: then the rules decide again."
    if not decisive:
        return "Nothing that is known: no small set of statements would."
    which = "the statement" if decisive == 1 else f"the {decisive} statements"
    return f"Without {which} marked “decisive” the verdict would be another. A recorded decision would change it too."


# Overruling


def decide(row: Row, same: Sequence[Row]) -> Html:
    """Return how a person decides otherwise: the command, and the entries of decisions.toml.

    The command decides the facts that are the `same` question with it; so do the entries.
    """
    values = [value for value, _ in alternatives(row)]
    value = next((stated for stated in values if stated != row.get("value_text")), None)
    if value is None or row.get("status") == "curated":
        return EMPTY
    command = ("photofinish", "decide", text(row, "fact_id"), "--choose", value, "--reason", "WHY", "--dry-run")
    entries = [entry for each in (row, *same) if (entry := _entry_of(each, value))]
    what = "this entry" if len(entries) == 1 else f"these {len(entries)} entries"
    return _DECIDE(shlex.join(command), when(entries, _ENTRY, what, "\n\n".join(entries)))


def _entry_of(row: Row, value: str) -> str | None:
    """Return an entry of decisions.toml that chooses a value on today's evidence; why, who and when are left open."""
    evidence = maybe(row, "evidence")
    if evidence is None:
        return None
    fields = {name: row.get(name) for name in ("subject", "property", "round", "heat", "distance_m", "as_of")}
    lines = [f"{name} = {_toml(given)}" for name, given in fields.items() if given is not None]
    lines += ['action = "choose"', f"value = {_toml(value)}", 'reason = "WHY"', 'by = "WHO"', "on = YYYY-MM-DD"]
    return "\n".join(["[[decision]]", *lines, f"evidence = {_toml(evidence)}"])


def _toml(value: object) -> str:
    """Return a text or a number as TOML; a string of JSON is one of TOML but for the control character DEL."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)
