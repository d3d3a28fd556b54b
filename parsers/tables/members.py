"""Who is in a team or crew: the lines of a text, or the names that it parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from parsers.nationality import without_nation
from parsers.values.limits import is_too_long
from schemas.document import Annotation
from schemas.nations import names_code, noc_of

_PARTS = re.compile(r"\s*(?:[,;/&•]|\band\b)\s*")
_CODE_AT_END = re.compile(r"\s*\([^()]{2,8}\)$")
_MARK_AT_END = re.compile(r"\s*(?:[(\s]\s*\d{1,3}(?:[:.]\d{1,3}){1,3}(?:\s?[A-Z]{2,3})?\s*\)?|\(\s*[–—-]?\s*\))$")
"""The leg of a member of a relay: `Jane Doe (53.86 WR)`, or that it is not known: `Jane Doe (–)`."""
_OF_TEAMS = re.compile(
    r"\b(?:teams?|doubles?|pairs?|relay|duet|trio|mixed|crew|fours?|eights?|quadruple|sculls|synchroni[sz]ed"
    r"|danc\w+|tandem|madison|(?:two|four)[ -]?(?:man|woman)|\d ?[x×] ?\d+\w*)\b",
    re.IGNORECASE,
)
"""Events in which those of several nations may be one team."""
_PARTICLE = re.compile(r"^[dl]['’](?=.)")
_MOST_WORDS = 5
_FEWEST = 2
_LONGEST_EVENT = 200
_MAY_PART = re.compile(r"[,;/&•]|and")
"""What must stand in a text that is parted: most name one person."""


def _lines(annotations: Sequence[Annotation]) -> tuple[str, ...]:
    """Return the lines of a text of several that are no nation, without the nations and marks written with them."""
    lines = [_MARK_AT_END.sub("", note.text) for note in annotations if note.kind == "line"] if annotations else ()
    if not lines:
        return ()
    names = (without_nation(line).name for line in lines if not noc_of(_CODE_AT_END.sub("", line)))
    return tuple(name for line in names for name in _in_brackets(line))


def _in_brackets(line: str) -> list[str]:
    """Return the names in a line that is a list of them in brackets, as below a team's nation, or the line itself."""
    if not (line.startswith("(") and line.endswith(")")) or is_too_long(line):
        return [line]
    names = _PARTS.split(line[1:-1])
    return names if all(map(is_whole_name, names)) else [line]


def name_without_legs(text: str, annotations: Sequence[Annotation]) -> str | None:
    """Return a text that names members with their legs in brackets without these, or None where it has none."""
    if ")" not in text or is_too_long(text) or not _MAY_PART.search(text):
        return None
    names = members_of(text, annotations)
    whole = ", ".join(names)
    return whole if names and whole != ", ".join(_PARTS.split(text)) else None


def team_name(annotations: Sequence[Annotation]) -> str | None:
    """Return the whole names of a text's lines as one name, with commas between them, or None where they are none."""
    lines = _lines(annotations)
    return ", ".join(lines) if len(lines) > 1 and all(map(is_whole_name, lines)) else None


class Holder(NamedTuple):
    """One of several who share a medal; `nations` is their nation's code and, where it stands beside, its name."""

    name: str
    nations: tuple[str, ...]


def joint_holders(annotations: Sequence[Annotation], event: str | None = None) -> tuple[Holder, ...]:
    """Return the names in a text of lines with the nation of each, where each has a flag and these are of several.

    They share what they are named for, as the two who win bronze where nobody fights for it. Where teams compete, names
    of several nations may be one team; two in a row of each nation are two teams.
    """
    codes = [note.text for note in annotations if note.kind == "noc"]
    if len(set(codes)) < _FEWEST:
        return ()
    names = _lines(annotations)
    if len(names) != len(codes) or not all(map(is_whole_name, names)):
        return ()
    beside = [note.text for note in annotations if note.kind == "line" and noc_of(_CODE_AT_END.sub("", note.text))]
    words = beside if len(beside) == len(codes) else [""] * len(codes)
    entries = zip(codes, names, words, strict=True)
    teams = [list(group) for _, group in groupby(entries, key=lambda entry: entry[0])]
    is_of_teams = _OF_TEAMS.search((event or "")[:_LONGEST_EVENT]) is not None
    if is_of_teams and min(map(len, teams)) < _FEWEST:
        return ()
    holders = teams if is_of_teams else [[entry] for team in teams for entry in team]
    return tuple(_holder(members) for members in holders)


def _holder(members: Sequence[tuple[str, str, str]]) -> Holder:
    """Return one holder of several lines, each of a code, a name and the words beside it."""
    code, _, word = members[0]
    nations = (code, word) if word and names_code(word, code) else (code,)
    return Holder(", ".join(name for _, name, _ in members), nations)


def members_of(text: str, annotations: Sequence[Annotation]) -> tuple[str, ...]:
    """Return the members whom a competitor's text names, or none where it names one person or only a team.

    A text is parted where all its parts are whole names: two words or more, each in capitals, and not too many.
    """
    if team_name(annotations):
        return _lines(annotations)
    if is_too_long(text) or not _MAY_PART.search(text):
        return ()
    parts = [_MARK_AT_END.sub("", part) for part in _PARTS.split(without_nation(text, annotations).name)]
    return tuple(parts) if len(parts) > 1 and all(map(is_whole_name, parts)) else ()


def is_whole_name(text: str) -> bool:
    """Say whether a text is a name of two words or more, the first and the last in capitals (`Victor d'Arcy`)."""
    words = text.split()
    return 1 < len(words) <= _MOST_WORDS and words[0][0].isupper() and _PARTICLE.sub("", words[-1])[0].isupper()
