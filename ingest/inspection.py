"""Looking into a publication: which facts are contested, and what one of them rests on.

Reads published files only, so that it says of any version what its readers have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from ingest.errors import RunError
from ingest.near import near
from ingest.publish import MANIFEST
from schemas.facts import CONTESTED


class NoPublicationError(RunError):
    """There is nothing to look into."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds no publication; run photofinish first, or name another folder with --output")


class UnknownSubjectError(RunError):
    """No fact is about what was asked for."""

    def __init__(self, subject: str, nearest: Sequence[str]) -> None:
        hint = f"; near it are {', '.join(nearest)}" if nearest else "; see `photofinish conflicts`"
        super().__init__(f"no fact is about {subject}{hint}")


class UnknownPropertyError(RunError):
    """Facts are about the subject, but none of them is of the property asked for."""

    def __init__(self, subject: str, name: str, known: Sequence[str]) -> None:
        meant = near(name, known)
        hint = f"did you mean {' or '.join(meant)}? " if meant else ""
        super().__init__(f"no fact about {subject} is its {name}; {hint}expected one of {', '.join(known)}")


_PLACE = ("table_index", "cell_row", "column_index", "char_start", "char_end", "selector")


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement of a fact: its side, its value, the exact words and where they stand."""

    statement_id: str
    side: str
    value: str
    excerpt: str
    document_id: str
    section: str
    source_line: int | None
    attributed_to: str | None
    source_kind: str = ""
    place: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A recorded decision on a fact, and what became of it."""

    decision_id: str
    outcome: str
    action: str
    value: str | None
    reason: str
    by: str
    on: str
    message: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A fact as published, with every statement behind it.

    `same_question` are the fact_ids of others that rest on the very same words of the same places, where it is of
    `conflicts`: the winner's mark is the winning mark.
    """

    fact_id: str
    subject: str
    property: str
    qualifiers: str
    status: str
    value: str | None
    rule: str
    explanation: str | None
    flips_if: tuple[str, ...]
    quotes: tuple[Quote, ...]
    decisions: tuple[Decided, ...] = ()
    same_question: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the fact as plain data."""
        found = asdict(self)
        for quote in found["quotes"]:
            del quote["place"]  # `source_line` and `statement_id` say it
        return found


def publication_folder(output: Path) -> Path:
    """Return the folder of the current publication: resolved once, so that all is read from one version."""
    folder = (output / "current").resolve()
    if not (folder / MANIFEST).is_file():
        raise NoPublicationError(output)
    return folder


def conflicts(output: Path, statuses: Sequence[str] = CONTESTED) -> list[Explained]:
    """Return the facts of these statuses, the worst first, then by subject and property."""
    folder = publication_folder(output)
    facts = pl.read_parquet(folder / "reconciliation.parquet").filter(pl.col("status").is_in(list(statuses)))
    found = _explained(folder, facts)
    found.sort(key=lambda fact: (CONTESTED.index(fact.status), fact.subject, fact.property, fact.qualifiers))
    together: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for fact in found:
        together[_question(fact)].append(fact.fact_id)
    return [replace(fact, same_question=_but(fact.fact_id, together[_question(fact)])) for fact in found]


def _question(fact: Explained) -> tuple[object, ...]:
    """Return what is said, where and on which side, whatever it is taken to be of."""
    said = frozenset((q.side, q.value, q.excerpt, q.document_id, *q.place) for q in fact.quotes)
    return fact.subject.partition("#")[0], fact.status, said


def _but(fact_id: str, together: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in together if each != fact_id)


def explain(output: Path, subject: str, name: str | None) -> list[Explained]:
    """Return the facts about a subject, or the one property of it; or the fact of a fact_id."""
    folder = publication_folder(output)
    facts = pl.read_parquet(folder / "reconciliation.parquet")
    about = facts.filter((pl.col("subject") == subject) | (pl.col("fact_id") == subject))
    if about.is_empty():
        raise UnknownSubjectError(subject, near(subject, facts["subject"]))
    chosen = about if name is None else about.filter(pl.col("property") == name)
    if chosen.is_empty():
        raise UnknownPropertyError(subject, name or "", sorted(set(about["property"])))
    return sorted(_explained(folder, chosen), key=lambda fact: (fact.property, fact.qualifiers))


def _explained(folder: Path, facts: pl.DataFrame) -> list[Explained]:
    wanted = {i for name in ("supporting", "opposing") for ids in facts[name].to_list() for i in ids}
    statements = pl.read_parquet(folder / "statements.parquet").filter(pl.col("statement_id").is_in(sorted(wanted)))
    by_id = {row["statement_id"]: row for row in statements.to_dicts()}
    decided = _decisions(folder, facts["fact_id"].to_list())
    return [replace(_fact(row, by_id), decisions=decided.get(row["fact_id"], ())) for row in facts.to_dicts()]


def _decisions(folder: Path, fact_ids: Sequence[str]) -> dict[str, tuple[Decided, ...]]:
    """Return the decisions on some facts, by fact_id, in the order of decisions.toml."""
    path = folder / "decisions.parquet"
    if not path.is_file():  # a version of before there were decisions
        return {}
    found: dict[str, tuple[Decided, ...]] = {}
    for row in pl.read_parquet(path).filter(pl.col("fact_id").is_in(list(fact_ids))).sort("position").to_dicts():
        said = (row["value_text"], row["reason"], row["decided_by"], row["decided_on"].isoformat(), row["message"])
        decided = Decided(row["decision_id"], row["outcome"], row["action"], *said)
        found[row["fact_id"]] = (*found.get(row["fact_id"], ()), decided)
    return found


def _fact(row: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Explained:
    sides = [(side, identifier) for side in ("supporting", "opposing") for identifier in row[side]]
    quotes = sorted((_quote(side, by_id[identifier]) for side, identifier in sides), key=_place)
    distance = None if row["distance_m"] is None else f"{row['distance_m']:g} m"
    qualifiers = ", ".join(str(value) for value in (row["round"], row["heat"], distance, row["as_of"]) if value)
    return Explained(
        row["fact_id"],
        row["subject"],
        row["property"],
        qualifiers,
        row["status"],
        row["value_text"],
        row["rule"],
        row["explanation"],
        tuple(row["flips_if"]),
        tuple(quotes),
    )


def _place(quote: Quote) -> tuple[str, str, int, str]:
    order = "0" if quote.side == "supporting" else "1"
    return (order, quote.document_id, quote.source_line or 0, quote.statement_id)


def _quote(side: str, row: dict[str, Any]) -> Quote:
    return Quote(
        row["statement_id"],
        side,
        row["value_text"],
        row["excerpt"],
        row["document_id"],
        row["section"],
        row["source_line"],
        row["attributed_to"],
        row["source_kind"],
        tuple(row[name] for name in _PLACE),
    )


def _quoted(quote: Quote) -> str:
    sign = "+" if quote.side == "supporting" else "-"
    line = f", line {quote.source_line}" if quote.source_line else ""
    part = "infobox" if quote.source_kind == "infobox" else quote.section
    source = f", after {quote.attributed_to}" if quote.attributed_to else ""
    return f"  {sign} {quote.value}: “{quote.excerpt}” — {quote.document_id}, {part}{line}{source}"


def all_as_text(facts: Sequence[Explained]) -> str:
    """Return facts as text for a terminal, one paragraph a question: those that the same words tell are named there."""
    names = {fact.fact_id: f"{_about(fact)} of {fact.subject}  {fact.fact_id}" for fact in facts}
    shown: set[str] = set()
    found = []
    for fact in facts:
        if fact.fact_id not in shown:
            shown.update((fact.fact_id, *fact.same_question))
            same = [f"  the same question: {names[each]}" for each in fact.same_question]
            found.append("\n".join((as_text(fact), *same)))
    return "\n\n".join(found)


def _about(fact: Explained) -> str:
    return f"{fact.property} ({fact.qualifiers})" if fact.qualifiers else fact.property


def as_text(fact: Explained) -> str:
    """Return a fact as lines for a terminal: the verdict, why, both sides with their quotes, what would flip it.

    Several statements in the same words at the same place are one quote.
    """
    lines = [
        f"{fact.subject}  {_about(fact)}  {fact.fact_id}",
        f"  {fact.value or 'no value'}  [{fact.status}, rule {fact.rule}]",
    ]
    if fact.explanation:
        lines.append(f"  why: {fact.explanation}")
    said: dict[str, list[str]] = {}
    for quote in fact.quotes:
        said.setdefault(_quoted(quote), []).append(quote.statement_id)
    for words, statements in said.items():
        lines += [words, f"      {', '.join(statements)}"]
    for decided in fact.decisions:
        action = f"{decided.action.replace('_', ' ')} {decided.value or ''}".strip()
        lines.append(f"  decided: {action}, by {decided.by} on {decided.on}: {decided.reason}")
        lines.append(f"      {decided.outcome}: {decided.message}")
    if fact.flips_if:
        lines.append(f"  would change without: {', '.join(fact.flips_if)}")
    return "\n".join(lines)
