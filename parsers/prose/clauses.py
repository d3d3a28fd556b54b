"""Whose a mark is and in which round it was made, where its own clause tells.

A sentence goes on to others ("..., with Berg second in 13.46") and to other rounds ("13.50 in her heat and 13.60 in
the final"): what stands next to a mark counts more than what opens the sentence.
"""

from __future__ import annotations

import re

from parsers.prose.engine import Found
from parsers.prose.typed import Node
from parsers.rounds import round_of
from schemas.slugs import slug
from schemas.values import Value
from schemas.vocabulary import default_vocabulary

_WORD = r"(?:⟨[^WM]\d+⟩|[^\s,;⟨]+)"
_BESIDE = re.compile(r"(?:ahead of|followed by|and|before|after)(?: the)? ⟨W(\d+)⟩,? $")
_WITH = re.compile(rf"\bwith (?:the )?⟨W(\d+)⟩(?: (?!and\b|but\b){_WORD}){{1,6}} $")
_DOING = re.compile(r"\bwith (?:the )?⟨W(\d+)⟩ $")
_WHO_DID = re.compile(rf"⟨W(\d+)⟩,? who (?:{_WORD} ){{0,6}}$")
_PARTICIPLE = re.compile(r"\w+ing\b")
_ROUND = re.compile(
    r"(?:(?:\b(?:in|w[io]n(?:ning)?)|⟨A\d+⟩) (?:the |his |her |their )?|\b(?:his|her|their) )(?:(?:⟨O\d+⟩|[a-z]+) )?"
    r"(?P<round>heats?|semi-?finals?|quarter-?finals?|qualif\w+|preliminar\w+|repechage"
    r"|elimination rounds?|finals?)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;]|⟨M\d+⟩| (?:and|but|before|to) ")


def own_actor(found: Found) -> Node | None:
    """Return the competitor whom the clause of a mark gives it to, though the sentence is about another.

    "Ahead of Takagi in 37.12" gives it to nobody: Takagi was beaten in it.
    """
    before = found.typed.text[: found.match.start()]
    match = _BESIDE.search(before) or _WITH.search(before) or _WHO_DID.search(before)
    if match is None and _PARTICIPLE.match(found.match.group()):
        match = _DOING.search(before)
    return found.typed.node(match.group(1)) if match else None


def round_told(found: Found) -> str | None:
    """Return the round in which a mark was made, where its clause tells one: "1:04.2 in the second heat".

    None is also the final's: its mark is that of the event.
    """
    text, at = found.typed.text, found.match.start("value")
    own = _ROUND.search(_CLAUSE_END.split(found.after)[0]) or _last_round(text[:at])
    name = (round_of(own["round"]).round or slug(own["round"])) if own else None
    return None if name == "final" else name


def is_in_other_units(found: Found, value: Value) -> bool:
    """Say whether a mark is of a part of an event that is scored in points: the length of a jump, the time of a run."""
    event = found.sentence.event
    unit = default_vocabulary().unit_of(event.sport, event.event)
    return unit == "points" and value.unit not in {None, unit}


def _last_round(before: str) -> re.Match[str] | None:
    """Return the round that was told last before a mark, and not of a mark in between.

    One that opens the sentence is of all that follows.
    """
    clause = re.split(r"[;:(]|, (?:but|while|and) ", before)[-1]
    *_, last = (None, *_ROUND.finditer(clause))
    return last if last and ("⟨M" not in clause[last.end() :] or not clause[: last.start()].strip()) else None
