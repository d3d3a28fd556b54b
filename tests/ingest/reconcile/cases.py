"""Cases of a rule as a text that a person can read: a few statements in, a verdict out.

    == A record cut to whole tenths agrees
    winning_time of 1952-summer-olympics/rowing/mens-single-sculls
    1. article | infobox | 8:12.8
    2. article | table row 1 | 8:12.84
    3. overview | prose | 8:12.8 | by De Wael | says "It took her 8:12.8."
    article: about the event
    rows of article: 1 8:12.84 = 8:12.8; 2 8:14.1
    -> agreed, less_precise: 8:12.84
       for 1 2 3, against none
       flips without 2

Lines from `->` on are what is found; `PHOTOFINISH_UPDATE_GOLDEN=1` writes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.reconcile.candidates import Case, case_of
from ingest.reconcile.explanations import ComparableRow, ExplanationContext
from ingest.reconcile.flips import flips_if
from ingest.reconcile.ladder import judge
from parsers.title import year_of
from parsers.values import parse_cardinal, parse_date_range, parse_mark
from schemas.document import Locator, SourceKind
from schemas.facts import Fact, FactKey
from schemas.linked import LinkedStatement
from schemas.properties import property_of
from schemas.statements import NO_QUALIFIERS, EventWords, Statement, Subject
from schemas.values import Value

_STATEMENT = re.compile(r"^(?P<number>\d+)\. (?P<article>\S+) \| (?P<kind>\w+)(?: row (?P<row>\d+))? \| (?P<rest>.+)$")
_ROW = re.compile(r"^(?P<rank>\d+|-) (?P<mark>[^=]+?)(?: = (?P<others>.+))?$")
_SERIES = "series:sculls-at-the-olympics"
_KINDS: Mapping[str, SourceKind] = {"infobox": "infobox", "table": "table", "prose": "prose", "title": "title"}


@dataclass(slots=True)
class Example:
    """One case: its title, what is given, and the lines of what was found when the file was written."""

    title: str
    given: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)


def examples(text: str) -> list[Example]:
    """Return the cases of a file."""
    cases: list[Example] = []
    for line in text.splitlines():
        if line.startswith("== "):
            cases.append(Example(line.removeprefix("== ")))
        elif cases and line.strip():
            is_found = line.startswith(("->", "   "))
            (cases[-1].found if is_found else cases[-1].given).append(line)
    return cases


def text_of(head: str, cases: list[Example]) -> str:
    """Return the file of some cases, with what is found today."""
    blocks = ["\n".join([f"== {case.title}", *case.given, *outcome(case)]) for case in cases]
    return "\n\n".join([head.strip(), *blocks]) + "\n"


def value_of(name: str, text: str) -> Value:
    """Return what a text means as a value of a property."""
    kind = property_of(name).value_type
    if kind in {"count", "year"}:
        count = parse_cardinal(text)
        return Value(text, None if count is None else type(parse_mark("1").number)(count))  # type: ignore[union-attr]
    if kind == "date":
        days = parse_date_range(text)
        return Value(text, date=days[0] if days else None)
    if kind in {"mark", "length", "number"}:
        read = parse_mark(text, "s" if kind == "mark" else "m")
        return Value(text, read.number, read.unit) if read else Value(text)
    return Value(text)


def built(case: Example) -> tuple[Case, ExplanationContext]:
    """Return the case to be judged, and what hypotheses are tested against."""
    name, subject = case.given[0].split(" of ", 1)
    statements, witnesses = [], {}
    about: dict[str, tuple[str | None, str]] = {}
    tables: dict[tuple[str, int, str], list[ComparableRow]] = {}
    for line in case.given[1:]:
        if match := _STATEMENT.match(line):
            statements.append(_statement(name, subject, match))
            witnesses[match["article"]] = match["article"]
        elif line.startswith("rows of "):
            article, rows = line.removeprefix("rows of ").split(": ", 1)
            tables[article, 0, "mark"] = [_row(article, n, part) for n, part in enumerate(rows.split("; "))]
        elif ": about the " in line:
            article, what = line.split(": about the ")
            about[article] = (subject if what == "event" else None, _SERIES)
        elif not line.startswith("#"):
            raise ValueError(f"no line of a case: {line!r}")
    about.setdefault("", (subject, _SERIES))
    key = FactKey(subject, name, NO_QUALIFIERS)
    return case_of(key, subject, statements, witnesses, year_of(subject)), ExplanationContext(tables, about=about)


def _statement(name: str, subject: str, match: re.Match[str]) -> LinkedStatement:
    text, *more = match["rest"].split(" | ")
    told = {word.split(" ", 1)[0]: word.split(" ", 1)[1].strip('"') for word in more}
    row = int(match["row"]) if match["row"] else None
    statement = Statement(
        document_id=match["article"],
        subject=Subject("event", EventWords(year_of(subject))),
        property=name,
        value=value_of(name, text),
        source_kind=_KINDS[match["kind"]],
        locator=Locator(
            told.get("in", "Results"),
            table_index=None if row is None else 0,
            cell_row=row,
            column_index=int(told["column"]) if "column" in told else None,
        ),
        excerpt=told.get("says", text),
        extractor="test",
        attributed_to=told.get("by"),
        references=(told["note"],) if "note" in told else (),
        statement_id=f"s-{int(match['number']):020d}",
    )
    return LinkedStatement(statement, subject, subject, NO_QUALIFIERS)


def _row(article: str, number: int, text: str) -> ComparableRow:
    match = _ROW.match(text)
    if match is None:
        raise ValueError(f"no row: {text!r}; expected `1 8:12.2 = 8:12.4`")
    others = tuple(value_of("mark", other) for other in (match["others"] or "").split(", ") if other)
    rank = None if match["rank"] == "-" else parse_mark(match["rank"])
    return ComparableRow(
        (article, 0, number), rank.number if rank else None, value_of("mark", match["mark"]), others,
        cell_row=number + 1,
    )  # fmt: skip


def fact_of(case: Example) -> Fact:
    """Return the verdict on a case, with what would flip it."""
    made, context = built(case)
    fact = judge(made, context)
    flips = flips_if(made, fact, lambda other: judge(other, context))
    return Fact(**{name: getattr(fact, name) for name in Fact.__slots__} | {"flips_if": flips})


def outcome(case: Example) -> list[str]:
    """Return a verdict as lines."""
    fact = fact_of(case)
    value = fact.value.text if fact.value else "(no value)"
    lines = [
        f"-> {fact.status}, {fact.rule}: {value}",
        f"   for {_numbers(fact.supporting)}, against {_numbers(fact.opposing)}",
        f"   flips without {_numbers(fact.flips_if)}",
    ]
    return [*lines, *([f"   {fact.explanation_code}: {fact.explanation}"] if fact.explanation else [])]


def _numbers(identifiers: tuple[str, ...]) -> str:
    return " ".join(str(int(identifier[2:])) for identifier in identifiers) or "none"
