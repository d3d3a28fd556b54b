"""Facts: those in dispute each with its candidates side by side, the others by whom they are about, in brief."""

from __future__ import annotations

import json
import shlex
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ingest.markup import EMPTY, Html, join, listed, template, when
from ingest.report.evidence import About, Evidence
from ingest.report.rows import Row, alternatives, maybe, sort_key, text, texts, whole
from ingest.report.subjects import qualifiers
from ingest.report.words import STATUSES, capital, counted, number, property_meaning, property_name, rule_meaning

IN_DISPUTE = ("disputed", "resolved", "curated")
WORST_FIRST = {status: number for number, status in enumerate(STATUSES)}
ORDER = ("subject", "property", "round", "heat", "distance_m", "as_of", "fact_id")
_QUOTES_SHOWN = 40
_CANDIDATES_SHOWN = 40
_PLACES_SHOWN = 12
_FILE = "reconciliation.parquet"

_CARD = template("""<article class="card fact" id="%s" data-s="%s" data-p="%s" data-r="%s">
<h3><span>%s</span> <a class="anchor" href="#%s" aria-label="Link to this fact">#</a></h3>
<p class="note">%s</p>
<dl class="verdict">
<div><dt>Published</dt><dd>%s <span class="tag is-%s">%s</span></dd></div>
<div><dt>Why this one</dt><dd>%s <span class="note">Rule <a
href="../methodology.html#%s"><code>%s</code></a></span></dd></div>
%s<div><dt>What would change it</dt><dd>%s</dd></div>
<div><dt>Who decided</dt><dd>%s</dd></div>
</dl>
<table class="candidates">
<caption>What the sources say: %s in %s</caption>
<thead><tr><th scope="col">Value</th><th scope="col">Who says so, in which words</th></tr></thead>
<tbody>
%s</tbody>
</table>
%s%s%s<p class="ids"><code>%s</code> <code>%s</code></p>
</article>
""")
_ARISEN = template("""<div><dt>How the other value arose</dt><dd>%s. <span class="note">Hypothesis <a
href="../methodology.html#%s"><code>%s</code></a></span></dd></div>
""")
_VALUE = template('<strong class="value"><bdi>%s</bdi></strong>%s')
_EXACTLY = template(' <span class="note">(%s)</span>')
_NO_VALUE = Html('<strong class="value">no value</strong>')
_CANDIDATE = template('<tr class="%s"><th scope="row"><bdi class="value">%s</bdi> %s</th><td>%s</td></tr>\n')
_TAG = template('<span class="tag %s">%s</span>')
_MORE = template('<p class="more">%s not shown here; all are in <code>%s</code>.</p>')
_SAME = template('<div class="same"><p>The very same statements also decide:</p>%s</div>\n')
_SAME_FACT = template(
    '<li id="%s" data-s="%s" data-p="%s" data-r="%s">%s: <bdi>%s</bdi> <span class="note"><code>%s</code></span></li>'
)
_DECIDE = template("""<details class="decide"><summary>Overrule or settle it</summary>
<p>On the command line; <code>--dry-run</code> shows what it would change and writes nothing:</p>
<pre tabindex="0">%s</pre>
%s</details>
""")
_ENTRY = template("""<p>Or this entry in <code>raw/decisions.toml</code>, with your reason, name and the day:</p>
<pre tabindex="0">%s</pre>
""")

_NAME = template("%s%s")
_OF = template('<span class="of"><span class="visually-hidden">, </span>%s</span>')
_DECISION = template('%s, by the decision <a href="../decisions.html#%s"><code>%s</code></a>%s.')
_BECAUSE = template(": <q>%s</q>")

_GROUP = template("""<section class="subject"><h3>%s</h3>%s
<ul class="quiet">
%s</ul></section>
""")
_SOURCE_ROW = template('<p class="source-row">%s <span class="where">%s</span></p>')
_FACT = template("""<li id="%s" data-s="%s" data-p="%s" data-r="%s"><a class="name" href="#%s">%s</a> <span><b
class="value"><bdi>%s</bdi></b>%s%s</span> <span class="from"><span class="tag is-%s">%s</span> %s</span></li>
""")
_FROM = template("%s %s")
_SUGGESTED = template(
    ' <span class="note">most likely <em>%s</em>, by a <a href="#results">tested hypothesis</a></span>'
)
_PLACE = ("document_id", "excerpt", "char_start", "char_end", "selector", "table_index", "cell_row", "column_index")


class Facts:
    """Turns rows of `reconciliation` into HTML. `suggestions` are marks that only a hypothesis gives, by statement."""

    def __init__(
        self, evidence: Evidence, decisions: Mapping[str, Row], suggestions: Mapping[tuple[str, ...], str]
    ) -> None:
        self._evidence = evidence
        self._decisions = decisions
        self._suggestions = suggestions

    # In dispute

    def cards(self, rows: Sequence[Row]) -> Html:
        """Return facts in dispute, those that rest on the same statements together."""
        together: dict[tuple[object, ...], list[Row]] = defaultdict(list)
        for row in rows:
            together[text(row, "status"), texts(row, "supporting"), texts(row, "opposing")].append(row)
        return join(self._card(group) for group in together.values())

    def _card(self, group: Sequence[Row]) -> Html:
        row, *same = group
        identifier, rule, subject = text(row, "fact_id"), text(row, "rule"), text(row, "subject")
        code = maybe(row, "explanation_code")
        candidates = self._candidates(row)
        more = max(0, len(candidates) - _CANDIDATES_SHOWN)
        return _CARD(
            identifier, text(row, "status"), text(row, "property"), rule,
            self.title(row), identifier, property_meaning(text(row, "property")),
            value_of(row), text(row, "status"), text(row, "status"),
            rule_meaning(rule), rule, rule,
            when(code, _ARISEN, text(row, "explanation").rstrip("."), code, code),
            changes(row), self._decided_by(row),
            counted(whole(row, "statement_count"), "statement"), counted(whole(row, "document_count"), "article"),
            join(candidates[:_CANDIDATES_SHOWN]),
            when(more, _MORE, counted(more, "more value"), _FILE),
            when(same, _SAME, listed("ul", map(self._same, same))),
            self._decide(row), identifier, subject,
        )  # fmt: skip

    def title(self, row: Row) -> Html:
        """Return what a fact is in words: the property, of whom, and in which event."""
        entrant, whole_name = self._evidence.subjects.parts(text(row, "subject"))
        return _NAME(fact_name(row, entrant), _OF(whole_name))

    def _same(self, row: Row) -> Html:
        entrant, _ = self._evidence.subjects.parts(text(row, "subject"))
        return _SAME_FACT(
            text(row, "fact_id"), text(row, "status"), text(row, "property"), text(row, "rule"),
            fact_name(row, entrant), maybe(row, "value_text") or "no value", text(row, "fact_id"),
        )  # fmt: skip

    def _candidates(self, row: Row) -> list[Html]:
        """Return every value stated: the chosen one first, then those that support it, then the others."""
        supporting, opposing = texts(row, "supporting"), texts(row, "opposing")
        is_judged = row.get("status") != "disputed"
        about = About(
            maybe(row, "event_id"), text(row, "subject"), text(row, "property"),
            frozenset(opposing) if is_judged else frozenset(),
            frozenset(supporting), frozenset(texts(row, "flips_if")),
        )  # fmt: skip
        found = [
            (_verdict(row, value, ids), value, ids)
            for value, ids in alternatives(row) or self._as_stated((*supporting, *opposing))
        ]
        found.sort(key=lambda candidate: _VERDICTS.index(candidate[0]))
        return [
            _CANDIDATE(
                verdict, value, _TAG(*_VERDICT_TAGS[verdict]), self._evidence.quotes(ids, about, _QUOTES_SHOWN, _FILE)
            )
            for verdict, value, ids in found
        ]

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
        if row.get("status") == "disputed":
            return "Nobody yet: no rule may, and no person has."
        return "The rule alone; no person has decided on it."

    def _decide(self, row: Row) -> Html:
        if row.get("status") == "curated":
            return EMPTY
        values = [value for value, _ in alternatives(row)]
        value = next((stated for stated in values if stated != row.get("value_text")), None)
        if value is None:
            return EMPTY
        command = ("photofinish", "decide", text(row, "fact_id"), "--choose", value, "--reason", "WHY", "--dry-run")
        entry = decision_entry(row, value)
        return _DECIDE(shlex.join(command), when(entry, _ENTRY, entry))

    # Not in dispute

    def quiet(self, rows: Sequence[Row]) -> Html:
        """Return facts that nothing contests, by whom they are about; `rows` are in the order of subjects."""
        return join(self._subject(subject, list(of)) for subject, of in groupby(rows, key=lambda r: text(r, "subject")))

    def _subject(self, subject: str, rows: Sequence[Row]) -> Html:
        entrant, name = self._evidence.subjects.parts(subject)
        shown: dict[tuple[object, ...], Html] = {}
        facts = join(self._fact(row, shown) for row in rows)
        return _GROUP(entrant or name, join(shown.values()), facts)

    def _fact(self, row: Row, source_rows: dict[tuple[object, ...], Html]) -> Html:
        identifier, status, value = text(row, "fact_id"), text(row, "status"), text(row, "value_text")
        places = _together(self._evidence.statements(texts(row, "supporting")))
        shown = [self._from(group, value, source_rows) for group in places[:_PLACES_SHOWN]]
        if more := sum(map(len, places[_PLACES_SHOWN:])):
            shown.append(_MORE(counted(more, "more statement"), _FILE))
        exactly, hint = exact_value(row), self._suggestions.get(texts(row, "supporting")[:1])
        return _FACT(
            identifier, status, text(row, "property"), text(row, "rule"), identifier, fact_name(row, ""), value,
            when(exactly, _EXACTLY, exactly), when(hint, _SUGGESTED, hint), status, status, join(shown, "; "),
        )  # fmt: skip

    def _from(self, group: Sequence[Row], value: str, source_rows: dict[tuple[object, ...], Html]) -> Html:
        """Return where a fact is from: its words, unless they are the value, and its place; its row is shown once."""
        statement = group[0]
        title = self._evidence.title(text(statement, "document_id"))
        is_in_table = statement.get("source_kind") == "table"
        key = tuple(map(statement.get, ("document_id", "table_index", "cell_row"))) if is_in_table else (title,)
        if key not in source_rows:
            source_rows[key] = _SOURCE_ROW(self._evidence.row(statement), title)
        place = self._evidence.place(statement)
        return place if text(statement, "excerpt") == value else _FROM(self._evidence.words(*group), place)


def _together(statements: Iterable[Row]) -> list[list[Row]]:
    """Return statements by place: several may stand in the same words."""
    found: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in statements:
        found[tuple(map(row.get, _PLACE))].append(row)
    return list(found.values())


_VERDICTS = ("chosen", "supports", "open", "opposed")
_VERDICT_TAGS = {
    "chosen": ("chosen", "chosen"),
    "supports": ("chosen", "agrees with it"),
    "open": ("is-disputed", "candidate"),
    "opposed": ("opposed", "not chosen"),
}


def _verdict(row: Row, value: str, identifiers: Sequence[str]) -> str:
    if row.get("status") == "disputed":
        return "open"
    if value == row.get("value_text"):
        return "chosen"
    return "supports" if set(identifiers) <= set(texts(row, "supporting")) else "opposed"


def fact_name(row: Row, entrant: str) -> str:
    """Return what a fact is in words, without its event: `Mark of Willy Hansen (final)`."""
    told = qualifiers(row)
    of = f" of {entrant}" if entrant else ""
    return f"{capital(property_name(text(row, 'property')))}{of}{f' ({told})' if told else ''}"


def value_of(row: Row) -> Html:
    """Return the published value with what it means, or that there is none."""
    value, exactly = maybe(row, "value_text"), exact_value(row)
    return _NO_VALUE if value is None else _VALUE(value, when(exactly, _EXACTLY, exactly))


def exact_value(row: Row) -> str:
    """Return what a value means, where the text alone does not say it: a number with its unit, or a date."""
    if row.get("value_unit") is not None:
        meant = f"{number(row.get('value_number'))} {row['value_unit']}"
    else:
        meant = text(row, "value_date") or number(row.get("value_number"))
    return "" if meant == row.get("value_text") else meant


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


def decision_entry(row: Row, value: str) -> str | None:
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


def worst_first(rows: Iterable[Row]) -> list[Row]:
    """Return facts by status, the worst first, then by subject and property."""
    return sorted(rows, key=lambda row: (WORST_FIRST[text(row, "status")], sort_key(row, ORDER)))


def weight(row: Row) -> int:
    """Return how much room a fact takes: the statements that are shown of it, and itself."""
    shown = _PLACES_SHOWN if row.get("status") not in IN_DISPUTE else 5 * _QUOTES_SHOWN
    return 2 + min(whole(row, "statement_count"), shown)
