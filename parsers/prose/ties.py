"""Medals that several shared, and places that an account of the whole event tells as medals."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.prose.awards import award, awarded
from parsers.prose.common import editions
from parsers.prose.engine import Found, rule
from schemas.medals import MEDALS
from schemas.statements import Statement

_WAYS = r"(?:<C>|two|three|four|five)-way tie"


@rule(
    "medal_tied",
    " tie",
    "tied",
    "shared",
    scope="result",
    pattern=r"(?P<who><W>(?:(?:, <W>)*,? and <W>)){APP}(?: (?:all|both|then|finished|ended|were|was|in|up|a|an))* (?:"
    + _WAYS
    + r" for|tied for|tying for|shared|sharing)(?: the| a)? (?P<medal>gold|silver|bronze)(?: medals?)?(?![\w-])"
    r"|" + _WAYS + r" for (?:the )?(?P<medal2>gold|silver|bronze)(?: medals?)? (?:between|among|involving|of|for) "
    r"(?P<those><W>(?:(?:, <W>)*,? and <W>))",
)
def _medal_tied(found: Found) -> Iterator[Statement]:
    """Read "Berg, Lund and Moen finished in a three-way tie for silver": each has the medal."""
    medal = found.text("medal" if found.has("medal") else "medal2").lower()
    for who in found.nodes("who", "W") + found.nodes("those", "W"):
        yield from awarded(found, medal, [who])


@rule(
    "both_medals",
    "both",
    scope="result",
    pattern=r"(?P<who><W>,? and <W>){APP} (?:(?:[^\s.;,⟨⟩]|<MLCO>)+,? ){0,12}?(?:and |so )?(?:they )?both "
    r"(?:<A>|were (?:awarded|given|presented with)) (?:the |a )?(?P<medal>gold|silver|bronze)(?: medals?)?(?![\w-])",
)
def _both_medals(found: Found) -> Iterator[Statement]:
    """Read "Ax and Bex finished in the same time and both received gold medals"."""
    for who in found.nodes("who", "W"):
        yield from awarded(found, found.text("medal").lower(), [who])


@rule(
    "won_with_behind",
    "⟨o",
    scope="result",
    pattern=r"(?:{THIS}|title|final|race|(?P<edition><G>))(?P<where> (?:in|at) (?:the )?<YGTBUV>)?,? "
    r"(?:was|were|being) <A> by (?:the )?<W>[^.;⟨]{0,20}(?:<M>[^.;⟨]{0,12})?,? (?:with |ahead of |from )"
    r"(?P<two><W:second>,? (?:in |coming "
    r"|finishing |taking |placing )?<O:o2>(?: place)?)(?:,? (?:and |with )*(?P<three><W:third>,? (?:in |coming "
    r"|finishing |taking |placing )?<O:o3>(?: place)?))?",
)
def _won_with_behind(found: Found) -> Iterator[Statement]:
    """Read "was won by Berg, with Lund second and Moen third"."""
    told = editions(found)
    for name, order, part in (("second", "o2", "two"), ("third", "o3", "three")):
        place = found.maybe(order)
        if told is not None and place and place.number in (2, 3):
            medal = MEDALS[(place.number or 1) - 1]
            yield from award(found, medal, [found.node(name)], next(iter(told), None), found.source(part))


@rule(
    "second_in_final",
    "final",
    "⟨e",
    "overall",
    scope="result",
    pattern=r"(?P<who><W>){APP}(?:,? who)? (?:finished|placed|came|was|took|<A>|ended|crossed the line)(?: in| up)?"
    r"(?: a \w+)? <O:place>(?:[- ]place)? (?:in (?:the (?:final|overall standings)|<E>)|overall)"
    r"(?! (?:of|[AB]\b|heats?|round|ranking|in (?:the )?<YGTX>))",
)
def _second_in_final(found: Found) -> Iterator[Statement]:
    """Read "Lund finished second in the final": the medal of that place."""
    number = found.node("place").number
    if number in (2, 3) and editions(found) == []:
        yield from awarded(found, MEDALS[(number or 1) - 1], found.nodes("who", "W"))
