"""A name and a nation in one cell or field: `Jane Doe (FRA)`, `Vilija Sereikaite (Lithuania)`, `France Jane Doe`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.tables.celltypes import status_of
from schemas.document import Annotation
from schemas.nations import may_name, names_code, noc_of
from schemas.records import record

_IN_BRACKETS = re.compile(r"^(?P<name>[^()]{1,300}?(?:\s?\([^()]{1,60}\))?)\s*\((?P<nation>[^()]{2,60})\)$")
_SIGNS = re.compile(r"\s*[*†‡§^]{1,4}$")
"""Signs behind a name that a legend explains: the host, a reserve."""
_CODE = re.compile(r"[A-Z]{3}")
CODE_AT_END = re.compile(r"\s*\([A-Z]{3}\)$")
_REMARK_AT_END = re.compile(r"\s*\([^()]{1,60}\)$")
_COUNT_AT_END = re.compile(r"\s*\((?:\d{1,3}|[A-Z]{3}[ -]?(?:\d{1,2}|I{1,3}))\)$")
_NUMBERED_CODE = re.compile(r"^(?P<code>[A-Z]{3})[ -]?(?:\d{1,2}|I{1,3})$")
"""A nation's code with the number of its team or crew: `CAN-1`, `ITA II`."""
_WHICH_TEAM = re.compile(r"^(?:\d{1,2}|I{1,3}|IV|V|[A-D])$")
_CREW = re.compile(r"(?P<nation>[^()]{3,60}?)(?:\s*\((?P<code>[A-Z]{3})\))?[ -](?:[1-9]|I{1,3}|IV)")
"""A nation with the number of its crew behind it: `East Germany (GDR) II`, `Italy 1`."""
_CREW_NUMBERS = frozenset("123456789IV")
_NO_NATIONS = frozenset({"cap", "dnc", "dnq", "exc", "jun", "nmr", "nps", "npc", "res", "sub", "unp", "wdr"})
"""Three letters that stand in brackets behind a name and are no status and no nation: captain, reserve, ..."""
_SIGN = frozenset("*†‡§^")
_MOST_WORDS = 5
_NAME_AND_NATION = 2


@record(frozen=True, slots=True)
class NamedNation:
    """A name without the nation written with it; `nation` is that nation's words or a flag's code, or None."""

    name: str
    nation: str | None = None


def flag_of(annotations: Sequence[Annotation]) -> str | None:
    """Return the one code that the flags of a cell stand for; several are those of a mixed team or of transfers."""
    if not annotations:
        return None
    codes = {note.text for note in annotations if note.kind == "noc"}
    return codes.pop() if len(codes) == 1 else None


def without_nation(text: str, annotations: Sequence[Annotation] = ()) -> NamedNation:
    """Take a nation off a name: one in brackets, one that its column tells, or at either end beside its own flag.

    A nation's name without brackets and flag may be a person's ("Michael Jordan"), and stays. So does a crew's with its
    number ("Italy II"): another is "Italy I".
    """
    if text[-1:] in _SIGN:
        text = _SIGNS.sub("", text) or text
    bracketed = _IN_BRACKETS.match(text) if ")" in text else None
    if bracketed:
        numbered = _NUMBERED_CODE.match(bracketed["nation"])
        nation = numbered["code"] if numbered and noc_of(numbered["code"]) else bracketed["nation"]
        if noc_of(nation) or _is_other_code(nation):
            return NamedNation(_above_nation(bracketed["name"], nation, annotations), nation)
    crew = _CREW.fullmatch(text) if text[-1:] in _CREW_NUMBERS else None
    if crew and noc_of(crew["nation"]) and (crew["code"] is None or noc_of(crew["code"])):
        return NamedNation(text, crew["code"] or crew["nation"])
    if not annotations:
        return NamedNation(text)
    told = next((note.text for note in annotations if note.kind == "nation"), None)
    if told is not None:
        name = text.removesuffix(told).removeprefix(told).strip(" ,")
        return NamedNation(name, CODE_AT_END.sub("", told))
    flag = flag_of(annotations)
    if flag is None:
        return _above_its_nation(annotations) or NamedNation(text)
    return _beside_flag(text, flag)


def _above_nation(name: str, nation: str, annotations: Sequence[Annotation]) -> str:
    """Return a name without the nation on the line below it: `Jane Doe` of `Jane Doe`, `France (FRA)` in two lines."""
    lines = [note.text for note in annotations if note.kind == "line"]
    last = lines[-1].removesuffix(f"({nation})").strip() if len(lines) > 1 else ""
    alone = name.removesuffix(last).strip(" ,") if last and names_code(last, noc_of(nation) or nation) else name
    return alone or name


def _above_its_nation(annotations: Sequence[Annotation]) -> NamedNation | None:
    """Read a name with a nation on the line below it, which no flag contradicts; None for other texts."""
    lines = [note.text for note in annotations if note.kind == "line"]
    nation = noc_of(lines[1]) if len(lines) == _NAME_AND_NATION else None
    if nation is None or noc_of(lines[0]) or not lines[0]:
        return None
    flags = {note.text for note in annotations if note.kind == "noc"}
    is_contradicted = bool(flags) and all(not names_code(lines[1], flag) for flag in flags)
    return None if is_contradicted else NamedNation(without_nation(lines[0]).name, lines[1])


def _is_other_code(text: str) -> bool:
    """Say whether brackets hold a code that the table has not (`REF`): then it is as the source gives it."""
    return bool(_CODE.fullmatch(text)) and not status_of(text) and text.lower() not in _NO_NATIONS


def _beside_flag(text: str, flag: str) -> NamedNation:
    # A team and how many it sent, or which it is: "South Korea (27)", "(CAN-1)".
    alone = _COUNT_AT_END.sub("", text) if ")" in text else text
    if ")" in alone and names_code(without_remark := _REMARK_AT_END.sub("", alone), flag):
        return NamedNation(without_remark, flag)  # "Greece (host nation)"
    if noc_of(alone):
        return NamedNation(alone, flag)
    words = text.split() if may_name(text, flag) else []
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        ends = ((words[-count:], words[:-count]), (words[:count], words[count:]))
        for nation, name in ends:
            if len(name) == 1 and _WHICH_TEAM.match(name[0]):
                continue  # "Belgium II" is one of the nation's teams, and nobody's name
            told = " ".join(nation).strip(",")
            if names_code(CODE_AT_END.sub("", told) if ")" in told else told, flag):
                return NamedNation(" ".join(name).strip(" ,"), flag)
    return NamedNation(text, flag)
