"""Taking a decision: bound to what the sources say now, shown before it is written, refused where it has no effect."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from ingest.decisions.gathered import Gathered, gathered
from ingest.decisions.preview import Found, Preview, find, preview, rows_of_group, same_question
from ingest.decisions.reading import TABLE, read_decisions
from ingest.decisions.values import unreadable, value_of
from ingest.decisions.words import about
from ingest.decisions.writing import save, takes_place_of, text_of, with_decision, with_evidence, writing
from ingest.errors import RunError
from ingest.link.people import People, identify
from ingest.link.people.decided import join_outcomes
from ingest.link.people.mentions import mentions_over
from ingest.link.people.model import Mention
from ingest.reconcile.evidence import place_of
from ingest.vocabulary import load_vocabulary
from parsers.values import format_seconds
from schemas.decisions import (
    COMPETITOR,
    JOINING,
    Action,
    Decision,
    DecisionOutcome,
    article_of,
    evidence_of,
    joins,
    same_values,
)
from schemas.facts import FactKey
from schemas.words import using

_NOT_SEEN = f"e-{'0' * 20}-{'0' * 20}"
"""Stands for the fingerprint that an entry lacks."""


class RefusedDecisionError(RunError):
    """The decision would decide nothing."""

    def __init__(self, message: str) -> None:
        super().__init__(f"refused: {message}; nothing was written")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks for: `fact` is a fact_id where `name` is None; `given` is a value, statement or competitor.

    `only` leaves the other facts of the same question as they are.
    """

    fact: str
    name: str | None
    action: Action
    given: str | None
    reason: str
    by: str
    on: date
    only: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision with its place in the file, what it would do, and the one that it takes the place of.

    `together` are the same decision on the other facts that are one question with it, each an entry of its own.
    """

    decision: Decision
    outcome: DecisionOutcome
    preview: Preview | None
    found: Found | None
    replaced: Decision | None
    together: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Renewal:
    """What became of one entry by `--refresh`."""

    decision: Decision
    kind: str
    message: str


def decide(raw: Path, output: Path, asked: Asked, *, is_dry: bool) -> Taken:
    """Take a decision and write it, unless it `is_dry`; raise `RunError` where it is refused.

    What the last run to `output` has read is not read again.
    """
    with using(load_vocabulary(raw).words), writing(raw) as path, gathered(raw, output) as groups:
        text = text_of(path)
        known = read_decisions(text, path).decisions
        found = None if asked.action in JOINING else find(groups, asked.fact, asked.name, known)
        after, (decision, *others) = _written(text, _wanted(found, asked), path)
        decisions = read_decisions(after, path).decisions
        shown = preview(found, decisions, [other.key for other in others]) if found else None
        outcomes = shown.outcomes if shown else join_outcomes(decisions, _people(groups, decisions))
        ours = {each.position for each in (decision, *others)}
        outcome = next(outcome for outcome in outcomes if outcome.decision.position == decision.position)
        unused = [each for each in outcomes if each.outcome == "unused" and each.decision.position in ours]
        if unused:
            raise RefusedDecisionError(unused[0].message)
        if not is_dry:
            save(path, after)
        replaced = next((old for old in known if takes_place_of(decision, old)), None)
        return Taken(decision, outcome, shown, found, replaced, tuple(others))


def _wanted(found: Found | None, asked: Asked) -> list[Decision]:
    """Return the decision asked for, and the same on each fact that is one question with it."""
    if found is None:
        return [_of_competitors(asked)]
    first = _of_fact(found, asked)
    wanted = [first]
    for other in () if asked.only else same_question(found):
        try:
            wanted.append(_of_fact(other, _as_there(found, other, asked)))
        except RefusedDecisionError:  # it would decide nothing there: that fact is named as not touched
            continue
    return wanted


def _as_there(found: Found, other: Found, asked: Asked) -> Asked:
    """Return what is asked for of another fact of the question: the statement rejected is that in the same place."""
    if asked.action != "reject":
        return asked
    rejected = next(linked for linked in found.statements if linked.statement_id == asked.given)
    same = [linked for linked in other.statements if place_of(linked) == place_of(rejected)]
    return replace(asked, given=same[0].statement_id if same else asked.given)


def _written(text: str, wanted: Sequence[Decision], path: Path) -> tuple[str, list[Decision]]:
    """Return the text of the file with some decisions in it, and these as they are read back."""
    written = []
    for each in wanted:
        text, decision = with_decision(text, each, path)
        written.append(decision)
    return text, written


def _people(groups: Gathered, decisions: Sequence[Decision]) -> People:
    """Return who is who by `decisions`, all of a decisions.toml."""
    mentions: list[Mention] = []
    redirects: dict[str, str] = {}
    for group in groups.all():
        mentions += mentions_over(group.parts, group.linked().statements, group.index)
        redirects.update((part.document.title, part.redirect) for part in group.parts if part.redirect)
    return identify(mentions, redirects, joins(decisions))


def _of_competitors(asked: Asked) -> Decision:
    subjects = [
        name if name.startswith(COMPETITOR) or "#" in name else f"{COMPETITOR}{name}"
        for name in (asked.fact, asked.name or "")
    ]
    return Decision(0, subjects[0], "", asked.action, asked.reason, asked.by, asked.on, other=subjects[1])


def _of_fact(found: Found, asked: Asked) -> Decision:
    """Return the decision on a fact, bound to its evidence."""
    key = found.fact.key
    plain = Decision(
        0,
        key.subject,
        key.property_name,
        asked.action,
        asked.reason,
        asked.by,
        asked.on,
        found.evidence,
        key.qualifiers,
    )
    if asked.action == "reject":
        return _rejecting(found, plain, asked.given or "")
    if asked.action == "accept_explanation":
        return _accepting(found, plain)
    if asked.given is None:
        return plain
    value = value_of(asked.given, key.property_name)
    expected = unreadable(value, key.property_name) if asked.action == "set" else None
    if expected:
        raise RefusedDecisionError(f"{asked.given} is no value of {key.property_name}; expected {expected}")
    return replace(plain, value=value)


def _rejecting(found: Found, plain: Decision, identifier: str) -> Decision:
    for linked in found.statements:
        if linked.statement_id == identifier:
            value = value_of(linked.statement.value.text, linked.property)
            section = linked.statement.locator.section
            document = article_of(linked.document_id)
            return replace(plain, statement=identifier, document=document, section=section, value=value)
    stated = "; ".join(f"{s.statement_id} ({s.statement.value.text}, {s.document_id})" for s in found.statements)
    raise RefusedDecisionError(f"no statement of this fact is {identifier}; there are {stated}")


def _accepting(found: Found, plain: Decision) -> Decision:
    """Return the decision with the explanation that it accepts: the one that stands its test now.

    It gives one of the values stated, else what the hypothesis makes of a mark that no other place states.
    """
    suggested = [replace(plain, value=value_of(text, plain.property_name)) for text in _suggestions(found)]
    for wanted in (plain, *suggested):
        key = wanted.key
        fact = found.group.judged([wanted]).facts.get(key.subject, key.property_name, key.qualifiers)
        if fact and fact.decision and fact.explanation_code:
            return replace(wanted, explanation=fact.explanation_code)
    raise RefusedDecisionError("no tested explanation leaves a single value; choose one of those stated")


def _suggestions(found: Found) -> Iterator[str]:
    """Yield the marks suggested for the rows that the fact's statements stand in, as they are written."""
    statements = {linked.statement_id for linked in found.statements if linked.property == found.fact.key.property_name}
    for row in rows_of_group(found.judged).get("results", ()):
        supporting, suggested = row.get("supporting"), row.get("mark_suggested")
        if isinstance(suggested, Decimal) and isinstance(supporting, list) and not statements.isdisjoint(supporting):
            yield format_seconds(suggested) if row.get("mark_unit") == "s" else f"{suggested} {row.get('mark_unit')}"


# Renewing fingerprints


def refresh(raw: Path, output: Path, fact: str | None, name: str | None, *, is_dry: bool) -> list[Renewal]:
    """Renew the fingerprints of decisions whose values are as seen, of all or of one fact; give one where it lacks."""
    with using(load_vocabulary(raw).words), writing(raw) as path:
        text = text_of(path)
        whole = with_evidence(text, dict.fromkeys(_without_evidence(text), _NOT_SEEN), path)
        decisions = [d for d in read_decisions(whole, path).decisions if _is_meant(d, fact, name)]
        now = _evidence_now(raw, output, frozenset(d.key for d in decisions))
        renewals = [_renewal(decision, now.get(decision.key)) for decision in decisions]
        renewed = {r.decision.position: now[r.decision.key] for r in renewals if r.kind in {"renewed", "bound"}}
        if renewed and not is_dry:
            save(path, with_evidence(text, renewed, path))
        return renewals


def _without_evidence(text: str) -> list[int]:
    entries = tomllib.loads(text).get(TABLE, [])
    return [n for n, entry in enumerate(entries) if "evidence" not in entry and entry.get("action") not in JOINING]


def _is_meant(decision: Decision, fact: str | None, name: str | None) -> bool:
    if decision.action in JOINING:
        return False
    if fact is None:
        return True
    return decision.key.fact_id == fact if name is None else (decision.subject, decision.property_name) == (fact, name)


def _evidence_now(raw: Path, output: Path, keys: frozenset[FactKey]) -> dict[FactKey, str]:
    if not keys:
        return {}
    found = {}
    subjects = [(key.subject, key.qualifiers.as_of) for key in keys]
    with gathered(raw, output) as groups:
        are_told = all(groups.is_told(*subject) for subject in subjects)
        for group in groups.about(subjects) if are_told else groups.all():
            judged = group.judged(())
            for fact in judged.facts.all():
                if fact.key in keys:
                    found[fact.key] = evidence_of(judged.statements[i] for i in (*fact.supporting, *fact.opposing))
    return found


def _renewal(decision: Decision, now: str | None) -> Renewal:
    if now is None:
        return Renewal(decision, "unused", f"nothing states {about(decision)}; correct the entry or remove it")
    if decision.evidence == _NOT_SEEN:
        return Renewal(decision, "bound", "the entry had no fingerprint; it is bound to what the sources say now")
    if not same_values(decision.evidence, now):
        said = "the sources say something else than was seen: look at them, and decide anew or remove the entry"
        return Renewal(decision, "stale", said)
    if decision.evidence == now:
        return Renewal(decision, "unchanged", "the fingerprint is today's")
    return Renewal(decision, "renewed", "the text moved and the values are as seen: the fingerprint is renewed")
