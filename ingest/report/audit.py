"""The audit sheet: a seeded sample of published values for a person to mark, and the error rates that marks amount to.

A mark counts while the fact still has the value that was marked, by the same rule; of several marks of one fact the
latest counts. What is marked already is not sampled again.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report.evidence import About, Evidence
from ingest.report.facts import fact_name, value_of
from ingest.report.frame import page
from ingest.report.rows import Row, maybe, text, texts
from ingest.report.words import capital, plain
from ingest.words import counted
from schemas.audits import Mark

SEED = "1"
SAMPLE_A_RULE = 8
_QUOTES_SHOWN = 6
_Z = 1.959964
"""The quantile of the normal distribution for an interval of 95 %."""
_FILE = "reconciliation.parquet"


@dataclass(frozen=True, slots=True)
class Rate:
    """What the marks say of one rule. `population` is how many published values it gave."""

    rule: str
    population: int
    right: int
    wrong: int
    unclear: int

    @property
    def marked(self) -> int:
        """How many values were marked right or wrong."""
        return self.right + self.wrong

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share that is wrong; all of it where nothing is marked."""
        return wilson(self.wrong, self.marked)


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """The rates of all rules, worst known first, and how many marks no longer count."""

    rates: tuple[Rate, ...]
    outdated: int

    def words(self, rule: str) -> str:
        """Return what the audits say of a rule; empty where nobody marked any of its values."""
        found = next((rate for rate in self.rates if rate.rule == rule and rate.marked), None)
        if found is None:
            return ""
        low, high = found.interval
        return (
            f"Audited: {found.wrong} of {counted(found.marked, 'value')} wrong; 95 % interval {_percent(low)} to "
            f"{_percent(high)}."
        )

    def overall(self) -> tuple[float, float, float] | None:
        """Return the share of wrong values over all rules, each weighted by its values, with a 95 % interval.

        None while a rule that gave values has none marked: the rest says nothing of it.
        """
        total = sum(rate.population for rate in self.rates)
        if not total or any(rate.population and not rate.marked for rate in self.rates):
            return None
        mean = variance = 0.0
        for rate in (rate for rate in self.rates if rate.population):
            # Agresti and Coull 1998: two right and two wrong more, so that none wrong is not taken for certainty.
            share, size = (rate.wrong + 2) / (rate.marked + 4), rate.marked + 4
            weight = rate.population / total
            mean += weight * rate.wrong / rate.marked
            variance += weight**2 * share * (1 - share) / size
        margin = _Z * math.sqrt(variance)
        return mean, max(0.0, mean - margin), min(1.0, mean + margin)

    def brief(self) -> Html:
        """Return what the first page says of audits."""
        marked, wrong = sum(rate.marked for rate in self.rates), sum(rate.wrong for rate in self.rates)
        if not marked:
            return _NO_AUDIT
        overall = self.overall()
        told = EMPTY
        if overall is not None:
            told = _OVERALL(*map(_percent, overall))
        return _BRIEF(wrong, counted(marked, "value"), told)


_NO_AUDIT = Html('<p>Nobody has audited these values yet. <a href="audit.html">Audit a sample of them</a></p>\n')
_BRIEF = template('<p>People found %s of %s wrong.%s <a href="audit.html">Rule by rule</a></p>\n')
_OVERALL = template(" Over all values: %s wrong, 95 %% interval %s to %s.")


def wilson(wrong: int, marked: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927), which is sound for small samples and shares near 0 and 1."""
    if not marked:
        return 0.0, 1.0
    share, z2 = wrong / marked, _Z**2
    centre = share + z2 / (2 * marked)
    margin = _Z * math.sqrt(share * (1 - share) / marked + z2 / (4 * marked**2))
    low, high = ((centre + sign * margin) / (1 + z2 / marked) for sign in (-1, 1))
    return max(0.0, low) if wrong else 0.0, min(1.0, high) if wrong < marked else 1.0


def error_rates(facts: Iterable[Row], marks: Sequence[Mark], population: Mapping[str, int]) -> ErrorRates:
    """Return what the marks amount to for the published values.

    `facts` are those that are marked, at least; `population` is how many published values each rule gave.
    """
    latest = {mark.fact_id: mark for mark in sorted(marks, key=lambda mark: (mark.on, mark.position))}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    counting = 0
    for row in facts:
        mark = latest.get(text(row, "fact_id"))
        if mark is not None and row.get("value_text") is not None and is_marked(row, mark):
            counts[mark.rule][mark.verdict] += 1
            counting += 1
    rates = [
        Rate(rule, population[rule], *(counts[rule][verdict] for verdict in ("right", "wrong", "unclear")))
        for rule in population
    ]
    rates.sort(key=lambda rate: (-(rate.wrong / rate.marked if rate.marked else 0), -rate.population, rate.rule))
    return ErrorRates(tuple(rates), len(latest) - counting)


def is_marked(row: Row, mark: Mark) -> bool:
    """Say whether a mark is of what a fact still says."""
    return mark.value == row.get("value_text") and mark.rule == row.get("rule")


def sample(facts: Iterable[Row], marks: Sequence[Mark], seed: str = SEED) -> list[Row]:
    """Return a sample of published values, as many of each rule, in an order that the seed alone decides."""
    marked = {(mark.fact_id, mark.value, mark.rule) for mark in marks}
    by_rule: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for row in facts:
        key = text(row, "fact_id"), maybe(row, "value_text"), text(row, "rule")
        if key[1] is not None and key not in marked:
            by_rule[key[2]].append((lot(seed, key[0]), row))
    lots = {rule: sorted(drawn, key=lambda entry: entry[0]) for rule, drawn in by_rule.items()}
    return [row for rule in sorted(lots) for _, row in lots[rule][:SAMPLE_A_RULE]]


def lot(seed: str, fact_id: str) -> str:
    """Return the lot by which a value is drawn: the lowest are."""
    return hashlib.sha256(f"{seed}:{fact_id}".encode()).hexdigest()


# The page

_PAGE = template("""<h1>Audit</h1>
<p class="lead">How often is a published value wrong? Compare each value below with its article, mark it, and
save the marks: the file goes into <code>raw/audits</code>, and the next run turns it into an error rate for each
rule.</p>
<section aria-labelledby="rates-title"><h2 id="rates-title">What audits have found</h2>
%s<div class="scroll" role="region" aria-label="Error rates" tabindex="0"><table class="grid">
<caption>Share of wrong values by the rule that gave them, with a 95 %% interval (Wilson)</caption>
<thead><tr><th scope="col">Rule</th><th scope="col" class="count">values</th><th scope="col"
class="count">marked</th><th scope="col" class="count">wrong</th><th scope="col" class="count">unclear</th><th
scope="col" class="count">error rate</th><th scope="col" class="count">interval</th></tr></thead>
<tbody>
%s</tbody></table></div>%s</section>
<section aria-labelledby="sheet-title"><h2 id="sheet-title">The sheet <span class="n">%s</span></h2>
<p class="note">Sample with seed %s: up to %s values of each rule that are not marked yet. Right: the published
value is what the articles, read by a person, amount to. Without JavaScript nothing can be saved: print this
page, or write the file by hand as below.</p>
<div id="sheet" data-seed="%s">
%s</div>
<div class="save" hidden><label>Your name <input id="auditor" type="text" autocomplete="name"></label> <button
id="save" type="button">Save the marks</button> <span role="status" id="saved"></span></div>
<details><summary>The file</summary><pre tabindex="0">%s</pre></details>
</section>
""")
_RATE = template("""<tr><th scope="row"><a href="methodology.html#%s">%s</a></th><td class="count">%s</td><td
class="count">%s</td><td class="count">%s</td><td class="count">%s</td><td class="count">%s</td><td
class="count">%s</td></tr>
""")
_OUTDATED = template('<p class="more">%s no longer count: the value or its rule is another now.</p>')
_TOTAL = template("""<p><strong>%s</strong> of all values are wrong, by these marks (95 %% interval %s to
%s; each rule weighted by
its values).</p>
""")
_ITEM = template("""<fieldset class="card item" data-fact="%s" data-rule="%s"
data-value="%s"><legend>%s<span class="of"><span
class="visually-hidden">, </span>%s</span></legend>
<p>Published: %s <span class="tag is-%s">%s</span> <span class="note">rule
<code>%s</code>; <a href="%s">all
about this fact</a></span></p>
%s<p class="marks"><label><input type="radio" name="%s" value="right"> right</label>
<label><input type="radio"
name="%s" value="wrong"> wrong</label> <label><input type="radio" name="%s"
value="unclear"> cannot tell</label>
<label>Note <input type="text" class="audit-note"></label></p>
</fieldset>
""")
_NOTHING = Html('<p class="none">Every published value is marked, or there are none.</p>\n')
_EXAMPLE = """{
  "photofinish_audit": 1,
  "by": "your name",
  "on": "YYYY-MM-DD",
  "seed": "1",
  "marks": [
    {"fact_id": "f-...", "rule": "...", "value": "the published value", "mark": "right, wrong or unclear", "note": ""}
  ]
}"""


def audit_page(
    found: Sequence[Row], rates: ErrorRates, places: Mapping[str, str], evidence: Evidence
) -> tuple[str, str]:
    """Return the page with what audits found, and the sheet for the next one: the facts `found` by `sample`."""
    overall = rates.overall()
    body = _PAGE(
        _TOTAL(*map(_percent, overall)) if overall else EMPTY,
        join(map(_rate, rates.rates)),
        when(rates.outdated, _OUTDATED, counted(rates.outdated, "mark")),
        counted(len(found), "value"), SEED, SAMPLE_A_RULE, SEED,
        join(_item(row, places, evidence.at_top()) for row in found) or _NOTHING, _EXAMPLE,
    )  # fmt: skip
    return "audit.html", page("audit.html", "Audit", body)


def _rate(rate: Rate) -> Html:
    low, high = rate.interval
    share = _percent(rate.wrong / rate.marked) if rate.marked else "unknown"
    interval = f"{_percent(low)} to {_percent(high)}" if rate.marked else "unknown"
    return _RATE(
        rate.rule,
        capital(plain(rate.rule)),
        f"{rate.population:,}",
        rate.marked,
        rate.wrong,
        rate.unclear,
        share,
        interval,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _item(row: Row, places: Mapping[str, str], evidence: Evidence) -> Html:
    identifier = text(row, "fact_id")
    entrant, name = evidence.subjects.parts(text(row, "subject"))
    about = About(
        maybe(row, "event_id"),
        text(row, "subject"),
        text(row, "property"),
        texts(row, "opposing"),
        texts(row, "supporting"),
    )
    quotes = evidence.quotes((*texts(row, "supporting"), *texts(row, "opposing")), about, _QUOTES_SHOWN, _FILE)
    return _ITEM(
        identifier, text(row, "rule"), text(row, "value_text"), fact_name(row, entrant), name, value_of(row),
        text(row, "status"), text(row, "status"), text(row, "rule"), places.get(identifier, "facts.html"), quotes,
        identifier, identifier, identifier,
    )  # fmt: skip
