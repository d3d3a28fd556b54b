"""Who is named and did not compete: no entrant of the event."""

from __future__ import annotations

from parsers.prose.lexicon import compiled
from parsers.prose.typed import Typed

_TAKE_PART = r"(?:compete|enter|take part|participate|defend|return|appear|attend|travel|race|be there|make the trip)"
_IN_PART = (
    r"(?! (?:again|further|until|any|well|in (?:the |his |her |their |any |a )?(?:[\w-]+ )?(?:finals?|heats?|rounds?"
    r"|semi-?finals?|quarter-?finals?|repechages?|rides?|runs?|race-?off|time|<X>|<L>|<O>)))"
)
_AWAY = (
    r"(?:(?:did not|didn't|would not|could not|was unable to|were unable to|chose not to|opted not to|elected not to"
    rf"|declined to|decided not to) {_TAKE_PART}\b{_IN_PART}"
    r"|(?:was|were) not (?:entered|selected|present|competing|participating|in the (?:field|race|event)|in <E>|among"
    rf"|here|picked|there)\b{_IN_PART}|failed to (?:make the (?:team|squad|<H>)|qualify(?=[.,;]|$| for (?:<G>|<"
    rf"B>|<E>|the Games)))"
    r"|(?:was|were) (?:also )?left out(?=[.,;]|$| of| as)|scratched(?=[.,;]|$| (?:<E>|because|due|from|with|after))"
    r"|(?:had been|was|were) withdrawn(?= by|[.,;]|$| from (?:<E>|<G>|<B>|the team))|(?:was|were) serving an? "
    r"(?:<C>-year )?(?:ban|suspension)"
    r"|(?:was|were) (?:banned|suspended)(?=[.,;]|$| at the time| for doping)"
    r"|(?:was|were) kept (?:away|out|at home)\b"
    r"|(?:was|were) absent\b|missed (?:<E>|<G>|<B>|these Games)"
    r"|stayed (?:at )?home|(?:had )?(?:since )?(?:retired|turned professional)(?=[.,;]| and did not))"
)
_ASIDE = (
    r"(?:,? \((?:[^()]){1,60}\)|, (?:who|whose|which|the|a|an|of|from|after|despite)\b(?:[^.;⟨]"
    r"|⟨[A-VX-Z]\d+⟩){1,120}?,)?"
)
_ABSENT = (
    rf"(?P<who>{{WHO_LIST}}){_ASIDE},?(?: who)?(?: both| all| also| however,)? {_AWAY}"
    r"|neither (?P<neither><W> nor <W>) (?:<A>|competed|entered|took part|participated|was|were|returned|started)"
    rf"|(?P<he><W>)(?:[^⟨.]|⟨[A-VX-Z]\d+⟩)*[;,] (?:but |and |however, )?(?:he|she) {_AWAY}"
    r"|\babsence of (?:the )?(?P<without>{WHO_LIST})"
)


_HINTS = (
    "not ", "n't ", "unable", "declined", "failed", "left out", "scratched", "withdrawn", "serving", "banned",
    "suspended", "kept", "absen", "missed", "stayed", "retired", "turned professional", "neither",
)  # fmt: skip
"""Each way to say it holds one of these; hardly any sentence does, and to try the pattern takes ten times as long."""


def absent(typed: Typed) -> set[str]:
    """Return the names, as written, of those of whom a sentence says that they did not take part."""
    low = typed.text.lower()
    if not any(hint in low for hint in _HINTS):
        return set()
    found = compiled(_ABSENT).finditer(typed.text)
    spans = (match.span(name) for match in found for name in ("who", "neither", "he", "without") if match[name])
    return {node.text for start, end in spans for node in typed.nodes_in(start, end, "W")}
