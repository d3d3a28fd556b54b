"""Who is in a team or crew: the lines of a text, or the names that it parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from parsers.nationality import without_nation
from parsers.values.limits import is_too_long
from schemas.document import Annotation
from schemas.nations import names_code, noc_of

_PARTS = re.compile(r"\s*(?:[,;/&•]|\band\b)\s*")
_CODE_AT_END = re.compile(r"\s*\([^()]{2,8}\)$")
_MARK_AT_END = re.compile(r"\s*[(\s]\s*\d{1,3}(?:[:.]\d{1,3}){1,3}(?:\s?[A-Z]{2,3})?\s*\)?$")
"""The leg of a member of a relay: `Jane Doe (53.86 WR)`."""
_PARTICLE = re.compile(r"^[dl]['’](?=.)")
_MOST_WORDS = 5
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


def team_name(annotations: Sequence[Annotation]) -> str | None:
    """Return the whole names of a text's lines as one name, with commas between them, or None where they are none."""
    lines = _lines(annotations)
    return ", ".join(lines) if len(lines) > 1 and all(map(is_whole_name, lines)) else None


class Holder(NamedTuple):
    """One of several who share a medal; `nations` is their nation's code and, where it stands beside, its name."""

    name: str
    nations: tuple[str, ...]


def joint_holders(annotations: Sequence[Annotation]) -> tuple[Holder, ...]:
    """Return the names in a text of lines with the nation of each, where each has a flag and these are of several.

    They are no team but share what they are named for, as the two who win bronze where nobody fights for it.
    """
    codes = [note.text for note in annotations if note.kind == "noc"]
    if len(set(codes)) < 2:
        return ()
    names = _lines(annotations)
    if len(names) != len(codes) or not all(map(is_whole_name, names)):
        return ()
    beside = [note.text for note in annotations if note.kind == "line" and noc_of(_CODE_AT_END.sub("", note.text))]
    words = beside if len(beside) == len(codes) else [""] * len(codes)
    return tuple(
        Holder(name, (code, word) if word and names_code(word, code) else (code,))
        for name, code, word in zip(names, codes, words, strict=True)
    )


def members_of(text: str, annotations: Sequence[Annotation]) -> tuple[str, ...]:
    """Return the members whom a competitor's text names, or none where it names one person or only a team.

    A text is parted where all its parts are whole names: two words or more, each in capitals, and not too many.
    """
    if team_name(annotations):
        return _lines(annotations)
    if is_too_long(text) or not _MAY_PART.search(text):
        return ()
    parts = _PARTS.split(without_nation(text, annotations).name)
    return tuple(parts) if len(parts) > 1 and all(map(is_whole_name, parts)) else ()


def is_whole_name(text: str) -> bool:
    """Say whether a text is a name of two words or more, the first and the last in capitals (`Victor d'Arcy`)."""
    words = text.split()
    return 1 < len(words) <= _MOST_WORDS and words[0][0].isupper() and _PARTICLE.sub("", words[-1])[0].isupper()
