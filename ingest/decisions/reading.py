"""raw/decisions.toml as a run reads it: the decisions that are whole, and a refusal for each entry that is not.

An entry that cannot be told apart from another, or that contradicts one, is refused with it: a decision that is not
clear must not decide.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ingest.decisions.values import unreadable, value_of
from ingest.errors import RunError
from ingest.sources import Reject, Sources
from schemas.contract import vocabulary as words
from schemas.decisions import ACTIONS, COMPETITOR, DECIDING, JOINING, Decision, joins
from schemas.slugs import slug
from schemas.statements import Qualifiers
from schemas.values import Value

DECISIONS_FILE = "decisions.toml"
STAGE = "decisions"
TABLE = "decision"
QUALIFIERS = ("round", "heat", "distance_m", "as_of")
_ALWAYS = frozenset({"subject", "action", "reason", "by", "on"})
_OF_FACTS = frozenset({"property", "evidence"})
REQUIRED: Mapping[str, frozenset[str]] = {
    "choose": frozenset({"value"}),
    "reject": frozenset({"statement"}),
    "set": frozenset({"value"}),
    "both_true": frozenset(),
    "accept_explanation": frozenset({"explanation"}),
    "defer": frozenset(),
    "same": frozenset({"other"}),
    "different": frozenset({"other"}),
}
"""The fields that an action wants beside those that every entry has."""
_ALSO = {"reject": frozenset({"document", "section", "value"}), "accept_explanation": frozenset({"value"})}
_SHAPES = {
    "subject": (words.SUBJECT, "an event_id, EVENT_ID#COMPETITOR, nation:..., series:... or competitor:..."),
    "other": (words.SUBJECT, "a subject as competitor:willy-hansen"),
    "evidence": (words.EVIDENCE, "the fingerprint that `photofinish decide` writes"),
    "statement": (words.STATEMENT_ID, "a statement_id"),
    "explanation": (words.NAME, "an explanation_code"),
    "action": ("^(" + "|".join(ACTIONS) + ")$", f"one of {', '.join(ACTIONS)}"),
}
_REMEDIES = {
    "evidence": "`photofinish decide --refresh` writes the fingerprint of what the sources say now",
    "on": "give the day of the decision, as 2024-05-01",
    "by": "say who decided",
    "reason": "say why",
}


class DecisionsFileError(RunError):
    """decisions.toml cannot be read at all: to publish without it would undo every decision in silence."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; correct the file, or move it away to publish without decisions")


@dataclass(frozen=True, slots=True)
class DecisionsRead:
    """What a decisions.toml holds; `rejects` names each entry that was refused, the field and the remedy."""

    decisions: tuple[Decision, ...] = ()
    rejects: tuple[Reject, ...] = ()


class EntryError(Exception):
    """One entry is refused; the sentence names it, its field and what to do."""

    def __init__(self, position: int, table: Mapping[str, object], said: str) -> None:
        about = " of ".join(str(table[name]) for name in ("property", "subject") if name in table)
        super().__init__(f"{DECISIONS_FILE}: entry {position + 1}{f' ({about})' if about else ''}: {said}")
        self.position = position


def load_decisions(raw: Path) -> DecisionsRead:
    """Return the decisions of a folder of sources, none without the file; raise where the file is no TOML."""
    path = raw / DECISIONS_FILE
    if not path.is_file():
        return DecisionsRead()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DecisionsFileError(path, f"is not UTF-8: {error}") from error
    return read_decisions(text, path)


def with_decisions(raw: Path, sources: Sources) -> Sources:
    """Return the sources of a folder with its decisions, and the entries refused among the rejects."""
    read = load_decisions(raw)
    return replace(sources, decisions=read.decisions, rejects=(*sources.rejects, *read.rejects))


def read_decisions(text: str, path: Path) -> DecisionsRead:
    """Return the decisions of the text of a file; `path` is for the messages."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DecisionsFileError(path, f"is not TOML: {error}") from error
    entries = content.pop(TABLE, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DecisionsFileError(path, f"has a `{TABLE}` that is no list of [[{TABLE}]] tables")
    found: list[Decision] = []
    problems = [f"{DECISIONS_FILE}: `{name}` is unknown; expected [[{TABLE}]] tables alone" for name in content]
    for position, entry in enumerate(entries):
        try:
            found.append(_decision(position, entry))
        except EntryError as problem:
            problems.append(str(problem))
    clashes = {d.position: said for d, said in (*_doubled(found), *_contradicting(found), *_apart_and_joined(found))}
    problems += [str(EntryError(position, entries[position], said)) for position, said in sorted(clashes.items())]
    whole = tuple(decision for decision in found if decision.position not in clashes)
    return DecisionsRead(whole, tuple(Reject(DECISIONS_FILE, STAGE, "bad_decision", said) for said in problems))


# One entry


def _decision(position: int, table: Mapping[str, object]) -> Decision:
    def refuse(said: str) -> EntryError:
        return EntryError(position, table, said)

    action = _action(table, refuse)
    _refuse_fields(table, action, refuse)
    texts = {name: _text(name, value, refuse) for name, value in table.items() if name not in {"on", "distance_m"}}
    if action in JOINING:
        _refuse_join(texts, refuse)
    name = texts.get("property", "")
    return Decision(
        position,
        texts["subject"],
        name,
        action,  # type: ignore[arg-type]  # one of ACTIONS, as the pattern had it
        texts["reason"],
        texts["by"],
        _day(table["on"], refuse),
        texts.get("evidence", ""),
        Qualifiers(texts.get("round"), texts.get("heat"), _distance(table, refuse), texts.get("as_of")),
        _value(texts, action, refuse),
        texts.get("statement"),
        texts.get("document"),
        texts.get("section"),
        texts.get("explanation"),
        texts.get("other"),
    )


Refuse = Callable[[str], EntryError]


def _action(table: Mapping[str, object], refuse: Refuse) -> str:
    if "action" not in table:
        raise refuse(f"`action` is missing; give one of {', '.join(ACTIONS)}")
    return _text("action", table["action"], refuse)


def _refuse_fields(table: Mapping[str, object], action: str, refuse: Refuse) -> None:
    """Refuse an entry that lacks a field, or has one that its action does not know."""
    required = REQUIRED[action] | _ALWAYS | (frozenset() if action in JOINING else _OF_FACTS)
    allowed = required | _ALSO.get(action, frozenset()) | (frozenset() if action in JOINING else frozenset(QUALIFIERS))
    missing, unknown = sorted(required - set(table)), sorted(set(table) - allowed)
    if missing:
        remedy = _REMEDIES.get(missing[0], f"the action {action} needs {', '.join(sorted(required))}")
        raise refuse(f"`{missing[0]}` is missing; {remedy}")
    if unknown:
        raise refuse(
            f"`{unknown[0]}` is no field of the action {action}; remove it, or use {', '.join(sorted(allowed))}"
        )


def _text(name: str, value: object, refuse: Refuse) -> str:
    if not isinstance(value, str) or not value.strip():
        raise refuse(f"`{name}` is {value!r}; expected a text that is not empty, in quotation marks")
    pattern, expected = _SHAPES.get(name, ("", ""))
    if pattern and not re.fullmatch(pattern, value):
        raise refuse(f"`{name}` is {value!r}; expected {expected}; correct it")
    if name == "round" and slug(value) != value:
        raise refuse(f"`round` is {value!r}; expected a slug as final or heats; correct it")
    return value


def _day(value: object, refuse: Refuse) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise refuse(f"`on` is {value!r}; expected a day without quotation marks, as 2024-05-01; correct it")


def _distance(table: Mapping[str, object], refuse: Refuse) -> float | None:
    value = table.get("distance_m")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise refuse(f"`distance_m` is {value!r}; expected metres as 200 or 333.3; correct it")
    return float(value)


def _value(texts: Mapping[str, str], action: str, refuse: Refuse) -> Value | None:
    if "value" not in texts:
        return None
    value = value_of(texts["value"], texts.get("property", ""))
    expected = unreadable(value, texts.get("property", "")) if action == "set" else None
    if expected:
        raise refuse(f"`value` is {value.text!r}; expected {expected}; correct it")
    return value


def _refuse_join(texts: Mapping[str, str], refuse: Refuse) -> None:
    for name in ("subject", "other"):
        if not texts[name].startswith(COMPETITOR) and "#" not in texts[name]:
            expected = f"a competitor as {COMPETITOR}willy-hansen, or one in an event as EVENT_ID#willy-hansen"
            raise refuse(f"`{name}` is {texts[name]!r}; expected {expected}; correct it")
    if texts["subject"] == texts["other"]:
        raise refuse("`other` is the subject itself; name another competitor")


# Entries against each other

Clash = tuple[Decision, str]


def _doubled(decisions: Iterable[Decision]) -> list[Clash]:
    first: dict[str, Decision] = {}
    found = []
    for decision in decisions:
        known = first.setdefault(decision.decision_id, decision)
        if known is not decision:
            found.append((decision, f"it decides what entry {known.position + 1} decides; remove one of the two"))
    return found


def _contradicting(decisions: Iterable[Decision]) -> list[Clash]:
    """Find the facts that several entries decide differently: all of these are refused."""
    groups: dict[object, dict[str, Decision]] = defaultdict(dict)
    for decision in decisions:
        if decision.action in DECIDING:
            groups[decision.key].setdefault(decision.decision_id, decision)
    return [clash for group in groups.values() if len(group) > 1 for clash in _all_clash(list(group.values()))]


def _all_clash(group: list[Decision]) -> list[Clash]:
    numbers = ", ".join(str(decision.position + 1) for decision in group)
    return [
        (decision, f"the entries {numbers} decide the same fact differently; keep one of them") for decision in group
    ]


def _apart_and_joined(decisions: Iterable[Decision]) -> list[Clash]:
    """Find competitors that are kept apart and, through a chain of others, joined: every link of it is refused."""
    by_id = {decision.decision_id: decision for decision in decisions}
    found = joins(by_id.values())
    group: dict[str, str] = {}

    def root(name: str) -> str:
        while group.get(name, name) != name:
            name = group[name]
        return name

    for join in found:
        if join.is_same:
            group[root(join.first)] = root(join.second)
    clashing = {root(j.first) for j in found if not j.is_same and root(j.first) == root(j.second)}
    wrong = [j for j in found if root(j.first) in clashing and root(j.first) == root(j.second)]
    return _joined_clash([by_id[join.decision_id] for join in wrong])


def _joined_clash(group: list[Decision]) -> list[Clash]:
    numbers = ", ".join(str(number) for number in sorted(decision.position + 1 for decision in group))
    said = f"the entries {numbers} together hold two competitors for one and for two; correct one of them"
    return [(decision, said) for decision in group]
