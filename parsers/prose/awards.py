"""What it is to win a medal: the statements that one such sentence makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.prose.common import GAP, asked_year, editions, in_brackets, mark, name_value, tied_nation
from parsers.prose.engine import Found, told
from parsers.prose.lexicon import compiled
from parsers.prose.typed import Node
from schemas.document import Span
from schemas.statements import Statement
from schemas.values import Value

WITH_MARK = (
    r"(?:(?: \(|,? (?:in|with|at|by|of|winning in|finishing in)(?: (?:a|an|the))?(?: (?:[\w-]+|<O>)){0,4}?(?: of| "
    r"at)? )<M:mark>(?! (?:behind|ahead|margin|advantage)))?"
)
"""A pattern for the mark told with a win or a medal, if one is."""

_NATION_AFTER = (
    r"(?:[^.;,⟨]{0,40})?,? (?:(?:for|marking|taking|earning|winning|giving|returning|securing|bringing|moving"
    r"|which was|putting|to give|to put) )?(?:the )?<N:nation>"
    r"(?:'s? (?:<O>|only|lone|first|second|third|fourth|best|sole|\w+ (?:consecutive|straight))| (?:to|back "
    r"to|on) the (?:top|podium)| (?:its|their) <O>)"
    r"|,? the (?:<O>|only|lone) [\w ]{1,20} for (?:the )?<N:second>"
    r"|(?: medal)? for (?:the )?<N:own>(?=[.,;]|$| (?:in|with) (?:a |the )?(?:[\w-]+ (?:of )?){0,3}<M>| and | while )"
)


def awarded(
    found: Found, medal: str, who: list[Node], over: Span | None = None, end: int | None = None
) -> Iterator[Statement]:
    """Yield that `who` won a medal in the edition that the sentence tells, with nation and mark where it tells them."""
    years = editions(found, end)
    if years is None or (not years and _is_aside(found)):
        return
    own = found.sentence.event.year
    if years and own and min(years) > own and _GIVEN_LATER.search(found.text()):
        years = []  # the year of the ceremony
    if not years and re.search(r"\b(?:had|have|has|previously)\b", told(found.match.group())):
        asked = asked_year(found)
        years = [asked] if asked else None
    if years is None:
        return
    for edition in years or (None,):
        yield from award(found, medal, who, edition, over)


_GIVEN_LATER = re.compile(
    r"\b(?:awarded|upgraded|promoted|elevated|advanced|moved up|reallocated|presented|given|received|inherited|"
    r"declared)\b",
    re.IGNORECASE,
)
"""What is done to a medal years after the event, where another has lost it."""


def _is_aside(found: Found) -> bool:
    """Say whether a result stands in brackets of a sentence that is about another edition."""
    text = found.typed.text
    own = found.sentence.event.year
    others = [node for node in found.typed.nodes_in(0, len(text), "YG") if node.years and node.years[0] != own]
    return bool(others) and in_brackets(text, found.match.start())


def award(found: Found, medal: str, who: list[Node], edition: int | None, over: Span | None) -> Iterator[Statement]:
    """Yield that `who` won a medal in one edition, the event's own or another."""
    sentence = found.sentence
    about = sentence.about(edition)
    own = edition is None or edition == sentence.event.year
    nation = next((node.nation for node in who if node.nation), None) or _nation_of_team(found)
    nation = nation or (_nation_after(found) if own else None)
    span = Span(who[0].head.start, who[-1].head.end) if who[0].head and who[-1].head else who[0].span
    value = name_value(who[0]) if len(who) == 1 else Value(span.of(sentence.text))
    yield found.say(about, medal, value, over=over)
    if nation:
        yield found.say(about, f"{medal}_noc", Value(nation.text), over=over or nation.span)
        yield from tied_nation(found, who, nation, edition, over or nation.span)
    if len(editions(found) or ()) < 2:
        yield from _marked(found, medal, who, edition, over)
    if own:
        sentence.memory.winners += [node for node in who if node not in sentence.memory.winners]
        for node in who:
            node.nation = node.nation or nation
        if medal == "gold":
            sentence.golds.update(node.text for node in who)


def _marked(found: Found, medal: str, who: list[Node], edition: int | None, over: Span | None) -> Iterator[Statement]:
    node = found.maybe("mark") or (who[0].mark if len(who) == 1 else None)
    if node is None or _is_gap(found):
        return
    if medal == "gold":
        yield found.say(found.sentence.about(edition), "winning_time", mark(node), over=over or node.span)
    else:
        yield found.say(found.sentence.entrant(who[0].text, edition), "mark", mark(node), over=over or node.span)


def _is_gap(found: Found) -> bool:
    """Say whether the mark after a medal is a gap: "with a deficit of 2 seconds", "by 2 seconds"."""
    if not found.has("mark"):
        return False
    between = told(found.typed.text[found.match.start() : found.match.start("mark")])
    return bool(GAP.search(re.split(r"⟨[WAE]\d+⟩", between)[-1]) or re.search(r" by ⟨.$", between))


def _nation_of_team(found: Found) -> Node | None:
    """Return the nation of "the Swiss pair of ..."."""
    before = _TEAM_OF.search(found.typed.text[: found.match.start("who")] if found.has("who") else "")
    return found.typed.node(before.group(1)) if before else None


_TEAM_OF = re.compile(r"⟨[JN](\d+)⟩(?:'s?)? ⟨H\d+⟩ (?:of |comprising )?(?:the )?$")


def _nation_after(found: Found) -> Node | None:
    """Return the nation told after the medal: "Kerr earned bronze, Great Britain's first medal in the event"."""
    match = compiled(_NATION_AFTER).match(found.typed.text, found.match.end())
    return found.typed.node(match["nation"] or match["second"] or match["own"]) if match else None


def team_of(found: Found, who: list[Node]) -> list[Node]:
    """Return whom a list means that stands before a verb: all of a team, else the last ("X beat Y, and Z won")."""
    before = found.typed.text[: found.match.start()]
    if (
        len(who) == 1
        or who[0].label == "H"
        or _CLAUSE_START.search(before)
        or (who[0].nation and who[0].nation.span.start < (who[0].head or who[0].span).start)
    ):
        return who
    return who[-1:]


_CLAUSE_START = re.compile(
    r"(?:^(?:The )?(?:(?:⟨[JN]\d+⟩(?:'s)? )?⟨[HF]\d+⟩ )?|; |[wW]hile |⟨[HF]\d+⟩ of |[Tt]eam of )$"
)
