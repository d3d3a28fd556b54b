"""A name and a nation in one cell or field: `Jane Doe (FRA)`, `Vilija Sereikaite (Lithuania)`, `France Jane Doe`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.document import Annotation
from schemas.nations import noc_of

_IN_BRACKETS = re.compile(r"^(?P<name>[^()]{1,300}?)\s*\((?P<nation>[^()]{2,60})\)$")
_CODE_AT_END = re.compile(r"\s*\([A-Z]{3}\)$")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class NamedNation:
    """A name without the nation written with it; `nation` is that nation's words or a flag's code, or None."""

    name: str
    nation: str | None = None


def flag_of(annotations: Sequence[Annotation]) -> str | None:
    """Return the one code that the flags of a cell stand for; several are those of a mixed team or of transfers."""
    codes = {note.text for note in annotations if note.kind == "noc"}
    return codes.pop() if len(codes) == 1 else None


def without_nation(text: str, annotations: Sequence[Annotation] = ()) -> NamedNation:
    """Take a nation off a name: one in brackets, one that its column tells, or at either end beside its own flag.

    A nation's name without brackets and flag may be a person's ("Michael Jordan"), and stays.
    """
    flag = flag_of(annotations)
    bracketed = _IN_BRACKETS.match(text)
    if bracketed and noc_of(bracketed["nation"]):
        return NamedNation(bracketed["name"], bracketed["nation"])
    told = next((note.text for note in annotations if note.kind == "nation"), None)
    if told is not None:
        return NamedNation(text.removesuffix(told).removeprefix(told).strip(" ,"), told)
    if flag is None:
        return NamedNation(text)
    return _beside_flag(text, flag)


def _beside_flag(text: str, flag: str) -> NamedNation:
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        ends = ((words[-count:], words[:-count]), (words[:count], words[count:]))
        for nation, name in ends:
            if noc_of(_CODE_AT_END.sub("", " ".join(nation).strip(","))) == flag:
                return NamedNation(" ".join(name).strip(" ,"), flag)
    return NamedNation(text, flag)
