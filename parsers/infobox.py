"""Infobox fields to statements."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeGuard

from parsers.nationality import without_nation
from parsers.tables.celltypes import is_blank
from parsers.tables.members import joint_holders, team_name
from parsers.tables.sides import nations_of_names
from parsers.title import gender_of, year_of
from parsers.values import parse_cardinal, parse_date_range, parse_length, parse_mark
from parsers.values.limits import MAX_VALUE, is_too_long
from schemas.document import Annotation, Document, InfoboxField, Span, footnotes
from schemas.extraction import CoverageEntry
from schemas.medals import MEDALS
from schemas.nations import noc_of
from schemas.properties import REGISTRY
from schemas.statements import EventWords, Statement, Subject
from schemas.values import Value
from schemas.vocabulary import default_vocabulary, normal

_LEADING_COUNT = re.compile(r"^\s*(?P<count>\d[\d,]*)\b(?!\s*[-–:.])")
_WORDED_COUNT = re.compile(r"^\s*(?P<count>[a-z]+(?:[ -][a-z]+){0,3}?) (?:\w+ )?(?:from|in) ", re.IGNORECASE)
_FROM_COUNT = re.compile(
    r"\b(?:from|in) (?P<count>\d[\d,]*|[a-z]+(?:[ -][a-z]+){0,3}?) (?:different )?"
    r"(?:nations?|countries|country|NOCs?|National Olympic Committees)\b",
    re.IGNORECASE,
)
_SECOND_COUNT = re.compile(r"\b(?P<count>\d{1,4}) (?P<word>[^\W\d_]+)")
"""`51 (34 nations)`, `63 Athleten aus 19 Ländern`: what the words count tells the vocabulary."""
_NOTHING_FROM_NOTHING = re.compile(
    r"^\s*[-–—?]*\s*(?:from|in)\s+[-–—?]*\s*(?:nations|countries|NOCs)\s*$", re.IGNORECASE
)
_GENDERED_PART = re.compile(r"(?:(?P<gender>\b(?:men|women|mixed|boys|girls))(?:'s|’s)?\s*:)", re.IGNORECASE)
_YEARS = re.compile(r"(?:1[89]|20)\d\d(?:\s*[–-]\s*(?:present|(?:(?:1[89]|20)\d\d)|\d\d(?!\d)))?")
_KEY_UNITS = {"time": "s", "distance": "m", "height": "m", "weight": "kg", "points": "points", "score": "points"}
_OTHER_MEDALS = frozenset({"silver", "bronze"})
_UNITS_OF_LENGTHS = frozenset({"unit", "units", "distance unit", "distance units"})
_MEDAL_NOCS = frozenset(f"{medal}_noc" for medal in MEDALS)
_IN_OTHER_UNITS = re.compile(r"\s*\([^()]{1,80}\)\s*$")
_HOLDER_NUMBER = re.compile(r"\d{1,2}(?=noc$|$)")
_REMARK = re.compile(r"\s*\([^()]{1,40}\)$")
_TEAMS = re.compile(r"\s*teams?\b", re.IGNORECASE)
_TEXT_PROPERTIES = frozenset({"venue", "host_city", "gender", "games", "event", "win_label"})


@dataclass(frozen=True, slots=True)
class InfoboxReading:
    """What the infoboxes of a document say, and how each field was handled."""

    statements: tuple[Statement, ...]
    coverage: tuple[CoverageEntry, ...]


def property_of_key(key: str) -> str | None:
    """Return the property that an infobox key stands for, or None where the vocabulary has none."""
    words = normal(key)
    vocabulary = default_vocabulary().infobox
    return vocabulary.get(words) or vocabulary.get(words.replace(" ", "")) or _numbered_medal(words, vocabulary)


def ignored_key(key: str) -> str | None:
    """Return why a user wants an infobox key ignored, or None."""
    ignored = default_vocabulary().ignored_infobox
    return ignored.get(normal(key)) if ignored else None


def _numbered_medal(words: str, vocabulary: Mapping[str, str]) -> str | None:
    """Return the medal, or its nation, of a key that counts its holders: `bronze2`, `silver2NOC`."""
    found = vocabulary.get(_HOLDER_NUMBER.sub("", words.replace(" ", "")))
    return found if found in MEDALS or found in _MEDAL_NOCS else None


def _snake(key: str) -> str:
    return re.sub(r"\W+", "_", normal(key)).strip("_") or "field"


def infobox_event(document: Document) -> EventWords:
    """Return what the first infobox tells of the event's identity: its games, event name and gender."""
    found: dict[str, str] = {}
    for infobox in document.infoboxes[:1]:
        for entry in infobox.fields:
            name = property_of_key(entry.key)
            if name in {"games", "event", "gender"} and entry.value and not ignored_key(entry.key):
                found.setdefault(name, entry.value)
    games, event = found.get("games"), found.get("event")
    return EventWords(year_of(games or ""), games, None, event, gender_of(event or found.get("gender", "")))


def read_infoboxes(document: Document, event: EventWords) -> InfoboxReading:
    """Make statements of every field that has a value; fields without one are ignored with that reason."""
    statements: list[Statement] = []
    coverage = []
    for infobox in document.infoboxes:
        gold, teams = _key_of_gold(infobox.fields), _keys_of_teams(infobox.fields)
        label = next((field.value for field in infobox.fields if property_of_key(field.key) == "win_label"), None)
        measure = next((field.value for field in infobox.fields if normal(field.key) in _UNITS_OF_LENGTHS), None)
        for entry in _with_nations(infobox.fields):
            is_told = not _is_blank(entry.value or "") and not ignored_key(entry.key)
            name = "gold" if entry.key == gold else property_of_key(entry.key)
            name = "teams" if entry.key in teams else name
            made = _field_statements(document, entry, event, name, label) if is_told else []
            if name == "distance_m" and measure:
                made = [_with_measure(statement, measure) for statement in made]
            statements.extend(made)
            coverage.append(_coverage(f"{infobox.index}/{entry.position} {entry.key}", entry, made))
    return InfoboxReading(tuple(statements), tuple(coverage))


def _key_of_gold(fields: Sequence[InfoboxField]) -> str | None:
    """Return the key that means gold beside those of the other medals, and a record elsewhere: `or`, `argent`."""
    names = {property_of_key(entry.key): entry.key for entry in fields}
    return names.get("olympic_record") if names.keys() >= _OTHER_MEDALS and "gold" not in names else None


def _keys_of_teams(fields: Sequence[InfoboxField]) -> frozenset[str]:
    """Return the keys that count teams beside another that counts nations; alone they count the nations."""
    counting = [entry.key for entry in fields if entry.value and property_of_key(entry.key) == "nations"]
    teams = frozenset(key for key in counting if _TEAMS.match(key))
    return teams if len(teams) < len(counting) else frozenset()


def _with_nations(fields: Sequence[InfoboxField]) -> list[InfoboxField]:
    """Return the fields, those of medallists with the nation noted that stands beside each of their names."""
    named = [i for i, entry in enumerate(fields) if entry.value and property_of_key(entry.key) in MEDALS]
    if any(note.kind in {"noc", "nation"} for i in named for note in fields[i].annotations):
        return list(fields)  # their own markup tells
    found = list(fields)
    for i, nation in zip(named, nations_of_names([fields[i].value or "" for i in named]), strict=True):
        if nation:
            notes = (*fields[i].annotations, Annotation("nation", nation))
            found[i] = replace(fields[i], annotations=notes)
    return found


def _is_blank(text: str) -> bool:
    return is_blank(text) or (not is_too_long(text) and bool(_NOTHING_FROM_NOTHING.match(text)))


def _coverage(name: str, entry: InfoboxField, made: list[Statement]) -> CoverageEntry:
    if entry.value is None:
        return CoverageEntry("field", name, "ignored", 1, "the field is blank")
    if reason := ignored_key(entry.key):
        return CoverageEntry("field", name, "ignored", 1, f"vocabulary.toml: {reason}")
    if not made:
        return CoverageEntry("field", name, "ignored", 1, "the field holds a dash for nothing")
    if normal(entry.key) in default_vocabulary().infobox_display:
        return CoverageEntry("field", name, "ignored", 1, "steers the display of the template; kept as text")
    if property_of_key(entry.key) is None:
        return CoverageEntry("field", name, "unread", 1, "no property is known for this key; kept as text")
    unread = [s for s in made if _should_have_meaning(s) and s.value.number is None and s.value.date is None]
    if unread:
        return CoverageEntry("field", name, "unread", 1, "the value is not of the property's type; kept as text")
    return CoverageEntry("field", name, "read", 1)


def _should_have_meaning(statement: Statement) -> bool:
    registered = REGISTRY.get(statement.property)
    return registered is not None and registered.value_type in {"count", "mark", "date", "year", "length"}


def _field_statements(
    document: Document, entry: InfoboxField, event: EventWords, name: str | None, win_label: str | None
) -> list[Statement]:
    """Return what a field says; `name` is the property that its key means, `win_label` what the winner's mark is."""
    text = entry.value or ""
    if name in MEDALS and text.strip().isdecimal():
        name = f"{name}_medals"  # a number of them is nobody's name, and the nation may be in another field
    name = name or _snake(entry.key)
    span = entry.locator.span
    subject = Subject("event" if event.year is not None else "series", event)
    unit = _unit(entry.key) or (_unit(win_label) if name == "winning_time" and _is_measure(win_label) else None)
    unit = unit or default_vocabulary().unit_of(event.sport, event.event, event.games)
    if name == "winning_time" and unit is None and win_label and not is_too_long(win_label):
        unit = _unit(win_label)
    value = _value(name, text, unit)
    excerpt = span.of(document.text) if span else text
    base = Statement(
        document.document_id, subject, name, value, "infobox", entry.locator, excerpt, f"infobox.{name}",
        references=footnotes(entry.annotations),
    )  # fmt: skip
    if name == "held_in":
        return _held_in(base, span if excerpt == text else None)
    if name in MEDALS:
        return _medallist(base, entry)
    return [base, *_more(base, text)]


def _medallist(base: Statement, entry: InfoboxField) -> list[Statement]:
    """Return a medallist's name without the nation beside it, and that nation; a nation alone is nobody's name."""
    apart = joint_holders(entry.annotations, base.subject.event.event if base.subject.event else None)
    if apart:
        found = []
        for holder in apart:
            of_holder = replace(base, subject=Subject("entrant", base.subject.event, holder.name))
            found += [replace(base, value=Value(holder.name)), _also(of_holder, "noc", Value(holder.nations[0]))]
        return found
    named = without_nation(base.value.text, entry.annotations)
    alone = named.name if len(named.name) > MAX_VALUE else _REMARK.sub("", named.name)
    if noc_of(alone) and not team_name(entry.annotations):
        return [_also(base, f"{base.property}_noc", Value(alone))]
    nation = [_also(base, f"{base.property}_noc", Value(named.nation))] if named.nation else []
    return [replace(base, value=Value(team_name(entry.annotations) or named.name)), *nation]


def _unit(key: str) -> str | None:
    """Return what a bare number counts under a key that leaves no choice (`Winning time`)."""
    return next((unit for word in normal(key).split() for unit in [_KEY_UNITS.get(word)] if unit), None)


def _value(name: str, text: str, unit: str | None) -> Value:
    """Read a field's text by its property's type; what cannot be read stays text."""
    registered = REGISTRY.get(name)
    kind = registered.value_type if registered and name not in _TEXT_PROPERTIES else "text"
    if kind == "count":
        match = None if is_too_long(text) else _LEADING_COUNT.match(text) or _WORDED_COUNT.match(text)
        count = parse_cardinal(match["count"] if match else text)
        return Value(text) if count is None else Value(text, Decimal(count))
    if kind == "year":
        year = year_of(text)
        return Value(text) if year is None else Value(text, Decimal(year))
    if kind == "mark":
        mark = parse_mark(text, unit) or parse_mark(_IN_OTHER_UNITS.sub("", text), unit)
        return Value(text) if mark is None else Value(text, mark.number, mark.unit)
    if kind == "length":
        length = parse_length(text)
        return Value(text) if length is None else Value(text, length.number, "m")
    if kind == "date":
        days = parse_date_range(text)
        return Value(text) if days is None else Value(text, date=days[0])
    return Value(text)


def _more(base: Statement, text: str) -> list[Statement]:
    """Return what a field says beside its own property: the last day of a range, `39 from 31 nations`."""
    if base.property == "date":
        days = parse_date_range(text)
        if days and days[0] != days[1]:
            return [_also(base, "date_end", Value(text, date=days[1]))]
    if base.property == "competitors":
        nations = None if is_too_long(text) else _FROM_COUNT.search(text) or _second_count(text)
        count = parse_cardinal(nations["count"]) if nations else None
        if nations and count is not None:
            return [_also(base, "nations", Value(nations["count"], Decimal(count)))]
    return []


def _is_measure(label: str | None) -> TypeGuard[str]:
    """Say whether a label leaves no choice of what the winner's mark is; a score may be one of strokes or points."""
    return label is not None and not is_too_long(label) and "score" not in normal(label).split()


def _with_measure(statement: Statement, unit: str) -> Statement:
    """Return a length that has no unit of its own, in metres by the unit that another field tells."""
    length = None if statement.value.number is not None else parse_length(f"{statement.value.text} {unit}")
    return replace(statement, value=Value(statement.value.text, length.number, "m")) if length else statement


def _second_count(text: str) -> re.Match[str] | None:
    """Return the number behind the first one that counts nations."""
    counts = _SECOND_COUNT.finditer(text, 1) if text[:1].isdecimal() else ()
    return next((match for match in counts if property_of_key(match["word"]) == "nations"), None)


def _also(base: Statement, name: str, value: Value) -> Statement:
    return replace(base, property=name, value=value, extractor=f"infobox.{name}")


def _held_in(base: Statement, span: Span | None) -> list[Statement]:
    """Return one statement a year or range, each for the gender named before it (`Men: 1896, 1928–2004`).

    Each is located at its own words where the value is the source's text at `span`, else at the whole value.
    """
    text = base.value.text
    labels = [(match.start(), gender_of(match["gender"])) for match in _GENDERED_PART.finditer(text)]
    event = base.subject.event or EventWords()
    result = []
    for match in _YEARS.finditer(text):
        label = bisect_left(labels, (match.start(),)) - 1
        gender = labels[label][1] if label >= 0 else event.gender
        subject = Subject("series", replace(event, year=None, gender=gender))
        said = replace(base, subject=subject, value=Value(match.group(), Decimal(match.group()[:4])))
        if span is not None:
            part = Span(span.start + match.start(), span.start + match.end())
            said = replace(said, locator=replace(base.locator, span=part), excerpt=match.group())
        result.append(said)
    return result or [base]
