"""How many took part, from how many nations, and how many a nation may enter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.prose.common import count, counted
from parsers.prose.engine import Found, rule
from schemas.statements import Statement

_HEATS = re.compile(
    r"\b(?:heats?|groups?|semi-?finals?|rounds?|top|first|next|best|other|remaining|each of|fastest|into"
    r"|(?<!total )(?<!number )of)\s+(?:the )?$",
    re.IGNORECASE,
)
_TEAMS = re.compile(r"\b(?:teams|crews|boats|pairs|duos|trios|quartets)\b")
_TEAM = re.compile(r"\b(?:teams|crews|boats|pairs|duos|trios|quartets|foursomes)$", re.IGNORECASE)


def _field(found: Found, group: str = "who") -> str:
    """Return what is counted: competitors, or teams."""
    return "teams" if _TEAM.search(found.text(group)) else "competitors"


_GO = (
    r"(?:competed|took part|participated|started|contested|raced|appeared|compete|competing|entered the "
    r"(?:race|event))"
)


def _enters(found: Found) -> bool:
    return bool(
        re.match(
            r"[^.;⟨]{0,40}\b(?:were entered|had entered|entered|registered|signed up)\b(?! the| by| in)", found.after
        )
    )


_NOT_IN_A_ROUND = (
    r"(?! in (?:heat|each|(?:the |a )?(?:<O>|first|second|third|qualif|prelim|elimination|repechage|quarter-?final"
    r"|semi-?final|medal |finals?\b)))"
)
"""Who competed in one round is not the field of the event."""


@rule(
    "competitors_from_nations",
    "nations",
    "countries",
    "nocs",
    "olympic committees",
    "national teams",
    "delegations",
    "states",
    scope="result",
    pattern=r"<C:n> (?P<who>{ROLES})(?:,? (?:on|in) <C> {ROLES},?)?(?: \((?:<C:inner> (?P<those>{ROLES})|[^)]*)"
    r"\)|,? (?:with )?"
    r"<C:more> (?P<these>{ROLES}),)?"
    r"(?:,)? (?:competed )?(?:,? ?(?:from|representing|of))(?: a total of| only| "
    r"just)? <C:m> {NATIONS}",
)
def _competitors_from_nations(found: Found) -> Iterator[Statement]:
    for number, who in (("n", "who"), ("inner", "those"), ("more", "these")):
        if found.has(number):
            name = _field(found, who)
            name = "entrants" if name == "competitors" and _enters(found) else name
            yield found.say(found.sentence.about(), name, counted(found.node(number)))
    yield found.say(found.sentence.about(), "nations", counted(found.node("m")))


@rule(
    "teams_comprising",
    "compris",
    "consist",
    scope="result",
    pattern=r"<C:n> (?:national )?(?:<F>|nations) (?:comprising|consisting of|with) (?:a total of )?<C:m> {ROLES}",
)
def _teams_comprising(found: Found) -> Iterator[Statement]:
    yield found.say(found.sentence.about(), "competitors", counted(found.node("m")))
    yield found.say(found.sentence.about(), "nations", counted(found.node("n")))


@rule(
    "competitors_took_part",
    "⟨c",
    scope="result",
    pattern=r"<C:n> (?:{ROLES}) (?:actually |in total )?" + _GO + r"\b" + _NOT_IN_A_ROUND,
)
def _competitors_took_part(found: Found) -> Iterator[Statement]:
    if not _HEATS.search(found.before):
        name = "teams" if _TEAMS.search(found.text()) else "competitors"
        yield found.say(found.sentence.about(), name, counted(found.node("n")))


@rule(
    "entrants",
    "enter",
    scope="result",
    pattern=r"<C:n> (?:{ROLES}) (?:were |had |had been )?(?:entered|registered|signed up)(?! the| by| in| into)",
)
def _entrants(found: Found) -> Iterator[Statement]:
    if not re.search(r"\b(?:other|additional|more|further)\b", found.text()):
        yield found.say(found.sentence.about(), "entrants", counted(found.node("n")))


@rule(
    "competitors_there_were",
    "there were",
    scope="lead",
    pattern=r"there were (?:a total of )?<C:n> (?P<who>{ROLES})(?: \(<C:inner> (?P<those>{ROLES})\))?"
    r"(?=[.,;]|$| in (?:the event|all|total)| competing| entered)",
)
def _competitors_there_were(found: Found) -> Iterator[Statement]:
    for number, who in (("n", "who"), ("inner", "those")):
        if found.has(number):
            yield found.say(found.sentence.about(), _field(found, who), counted(found.node(number)))


@rule(
    "nations_took_part",
    "⟨c",
    scope="result",
    pattern=r"<C:n> (?:different )?(?:nations|countries|NOCs|National Olympic Committees) (?:competed|took part"
    r"|competing|taking part|participating|participated|were represented|sent \w+)\b" + _NOT_IN_A_ROUND,
)
def _nations_took_part(found: Found) -> Iterator[Statement]:
    if not _HEATS.search(found.before):
        yield found.say(found.sentence.about(), "nations", counted(found.node("n")))


@rule(
    "of_the_field",
    "of the",
    scope="result",
    pattern=r"(?:<C>|all|none|one|half|most) of the <C:n> (?:competing |participating |starting )?(?:(?P<who>{ROLES})"
    r"|(?P<nations>{NATIONS}))(?! (?:from|in|who had|of) (?:the )?<YGT>)(?! in (?:each|the))",
)
def _of_the_field(found: Found) -> Iterator[Statement]:
    name = "nations" if found.has("nations") else _field(found)
    if "final" not in found.match.group().lower() and not re.search(r"\breturn", found.after[:80]):
        yield found.say(found.sentence.about(), name, counted(found.node("n")))


@rule(
    "the_field",
    "competing",
    scope="result",
    pattern=r"the <C:n> (?:competing|participating|starting) (?:(?P<who>{ROLES})|(?P<nations>{NATIONS}))",
)
def _the_field(found: Found) -> Iterator[Statement]:
    name = "nations" if found.has("nations") else _field(found)
    yield found.say(found.sentence.about(), name, counted(found.node("n")))


_LIMITS = (
    r"(?:(?:nations?|NOCs?|countr(?:y|ies)|teams?|committees?)(?:'s)?\b(?:(?!nation)[^.;⟨]){0,45}? (?:limited"
    r"|restricted|allowed) (?:to )?(?:enter )?(?:a )?(?:(?:maximum|total|limit) of )?(?:(?:just|only|up to|at "
    r"most) )?{COUNT}"
    r"|limit from <C>[^.;⟨]{0,5}(?:<F>)?[^.;⟨]{0,20} to {COUNT}"
    r"|(?:having|had|each with) ?up to {COUNT}(?= (?:{ROLES}|<H>|entrants))"
    r"|(?:could|can|may|was allowed to|were allowed to|was able to|were able to|might) (?:each "
    r")?(?:enter|send|field) (?:up to |a "
    r"maximum of |at most |no more than |as many as ){COUNT}"
    r"|(?:maximum|limit) (?:number )?of (?:{ROLES}|entries|entrants) (?:per|for each|from each) "
    r"{NATION_WORD}[^.;⟨]{0,30}? (?:at|was) {COUNT}"
    r"|(?:maximum|limit) of {COUNT}(?= (?:{ROLES}|entries|boats?|<H>) (?:per|for each|from each)| per | has "
    r"been| had been| was )"
    r"|no {NATION_WORD} (?:could|can|may|was allowed to|was permitted to) (?:enter|send|field) more than {COUNT}"
    r"|{COUNT} (?:{ROLES}|<H>|entries|entry) per {NATION_WORD})"
)


def _numbered(pattern: str) -> str:
    """Give each alternative its own group, as a pattern may not use a name twice."""
    parts = pattern.split("{COUNT}")
    result = parts[0]
    for index, part in enumerate(parts[1:]):
        result += rf"(?P<count{index}><C>|a single|single|only one|one)" + part
    return result


@rule(
    "nation_limit",
    "limit",
    "up to",
    "maximum",
    "restrict",
    "could enter",
    "able to",
    "can enter",
    "may enter",
    "allowed",
    "per nation",
    "send",
    pattern=_numbered(_LIMITS)
    + r"(?! (?:horses|per cent|minutes|hours|heats|kilograms|kg|points|lifts|throws|jumps|attempts|places))",
)
def _nation_limit(found: Found) -> Iterator[Statement]:
    name = next(name for name, text in found.match.groupdict().items() if name.startswith("count") and text)
    nodes = found.nodes(name, "C")
    value = counted(nodes[0]) if nodes else count(re.sub(r"^a ", "", found.text(name)))
    if not re.match(r" (?:relay |additional |qualified relay )?(?:members|substitutes|reserves)", found.after):
        yield found.say(found.sentence.about(), "nation_limit", value)
