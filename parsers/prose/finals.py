"""Wins told in other words: by a final, a place, a mark, another year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.prose.awards import award, awarded, team_of
from parsers.prose.common import agent_before, editions, is_object, mark, name_value
from parsers.prose.engine import Found, rule, told
from schemas.medals import MEDALS
from schemas.statements import Statement
from schemas.values import Value


@rule(
    "won_title_with",
    "⟨o",
    scope="result",
    pattern=r"<W:first> <A> (?:the )?(?:<G:when>|<E>|title|gold(?: medal)?|race|final)[^.;⟨]{0,30}?,? (?:with "
    r")?(?P<two><W:second>,? (?:in |coming |finishing |taking |placing )?<O:o2>(?: place)?)(?:,? (?:and "
    r")?(?P<three><W:third>,? (?:in |coming |finishing |taking |placing )?<O:o3>(?: place)?))?",
)
def _won_title_with(found: Found) -> Iterator[Statement]:
    """The places behind a winner are its medals."""
    told = editions(found)
    if told is None:
        return
    edition = found.node("when").years[0] if found.has("when") else next(iter(told), None)
    for name, order, part in (("second", "o2", "two"), ("third", "o3", "three")):
        if found.has(name) and found.node(order).number in (2, 3):
            yield from award(
                found, MEDALS[(found.node(order).number or 1) - 1], [found.node(name)], edition, found.source(part)
            )


@rule(
    "won_plainly",
    "⟨a",
    scope="result",
    pattern=r"(?P<who>{WHO_LIST}) (?P<verb><A>)(?: (?:easily|comfortably|again|overall))?(?P<marked> (?:in|with)"
    r" (?:a |an "
    r"|the )?(?:[\w-]+ ){0,3}?(?:of )?<M:mark>| by <M>)",
)
def _won_plainly(found: Found) -> Iterator[Statement]:
    """Read "Moser won in a time of 1:35.93"."""
    if found.text("verb").lower() == "won":
        yield from awarded(found, "gold", team_of(found, found.nodes("who", "W")))


@rule(
    "won_by_margin",
    "⟨a",
    scope="result",
    pattern=r"(?P<who><W>) (?P<verb><A>)(?: (?:easily|comfortably|narrowly))? by "
    r"(?:(?:just|only|almost|nearly|about|over) )*"
    r"(?:(?:half )?an?|(?:one|two|three|four|five|<C>)(?: and a half)?)(?: [a-z]+)? "
    r"(?:laps?|lengths?|points?|strokes?|metres?|meters?|yards?|wheels?)(?= (?:from|over|ahead)|[.,;]|$| and | with )",
)
def _won_by_margin(found: Found) -> Iterator[Statement]:
    """Read "Lund won by half a lap" of the event, where the lead says it and no round."""
    if found.sentence.is_lead and found.text("verb").lower() == "won" and not _ROUND.search(found.sentence.typed.text):
        yield from awarded(found, "gold", found.nodes("who", "W"))


_ROUND = re.compile(
    r"\b(?:heats?|semi-?finals?|quarter-?finals?|repechages?|rounds?|bouts?|match(?:es)?|legs?)\b", re.I
)


@rule(
    "won_in_the_end",
    "and ⟨a",
    "then ⟨a",
    "eventually ⟨a",
    scope="result",
    pattern=r"(?P<who><W>){APP} (?:(?:[^\s.;,⟨⟩]|<ALCOETUVBYQDHF>)+,? ){1,16}?and (?:then |eventually |finally )?"
    r"(?P<verb><A>) in (?:an? )?(?:(?:[\w-]+ )?time of )?<M:mark>",
)
def _won_in_the_end(found: Found) -> Iterator[Statement]:
    """Read "Lund took the lead on the last lap and won in 1:48:24"."""
    words = told(found.match.group())
    if found.text("verb").lower() == "won" and not is_object(found) and not _ROUND.search(words):
        yield from awarded(found, "gold", found.nodes("who", "W"))


@rule(
    "record_in_winning",
    "record",
    scope="result",
    pattern=r"(?P<who><W>){APP} (?:set|broke|equall?ed|lowered|improved|bettered|established) (?:an? |the )?(?:new )?"
    r"[^.;,⟨]{0,20}records?(?: (?:of|to|with|in) (?:a time of )?<M:mark>)?,? "
    r"(?:in|by|while|when|en route to|on (?:his|her|their) way to) (?P<verb><A>) (?:the )?"
    r"(?:gold(?: medal)?|title|event|<E>|final|race)"
    r"(?=[.,;]|$| and | by | ahead)",
)
def _record_in_winning(found: Found) -> Iterator[Statement]:
    """Read "Falk set a world record of 1:58.55 in winning the gold medal"."""
    if found.text("verb").lower().endswith("ing"):
        yield from awarded(found, "gold", found.nodes("who", "W"))


@rule(
    "winning_mark",
    "winning",
    scope="result",
    pattern=r"(?P<when><YGT>(?:'s)? (?:men's |women's )?)?winning (?:time|mark|throw|jump|height|total|score|distance"
    r"|effort|lift|margin)(?P<where> (?:in|at) (?:the )?<YGT>)?(?: of| was| being)(?: a | an | the )? ?<M:mark>",
)
def _winning_mark(found: Found) -> Iterator[Statement]:
    """Read "the winning time was 1:11.1"; of another edition where it is told: "the 1928 winning time"."""
    own = found.sentence.event.year
    nodes = [node for name in ("when", "where") for node in found.nodes(name, "YGT") if node.years]
    told = [node.years[0] for node in nodes if node.years[0] != own] or editions(found)
    if told is not None and "margin" not in found.match.group():
        yield found.say(found.sentence.about(next(iter(told), None)), "winning_time", mark(found.node("mark")))


@rule(
    "beat_in_final",
    "final",
    "match",
    scope="result",
    pattern=r"<W:who>{APP} (?:beat|defeated|overcame|outlasted) (?:the )?<W:loser>[^.;]{0,40}? in the (?:final|gold "
    r"medal (?:match|race|bout|final))(?! of the)"
    r"|(?:^|, )(?:and )?in the (?:final|gold medal (?:match|race|bout)),? (?P<winner><W>){APP} "
    r"(?:beat|defeated|overcame|outlasted) (?:the )?(?P<beaten><W>)",
)
def _beat_in_final(found: Found) -> Iterator[Statement]:
    first = found.has("who")
    yield from awarded(found, "gold", [found.node("who")] if first else found.nodes("winner", "W"))
    yield from awarded(found, "silver", [found.node("loser")] if first else found.nodes("beaten", "W"))


@rule(
    "beat_for_bronze",
    "bronze",
    scope="result",
    pattern=r"(?:in|the) (?:the )?bronze medal (?:match|race|bout|final|game|playoff),? (?:was won by )?(?:the "
    r")?<W:who>(?: (?:beat|defeated|overcame|won))?|(?P<team>{WHO_LIST}) (?:beat|defeated|overcame|edged(?: "
    r"out)?)[^.;]{0,50}? (?:in the bronze medal (?:match|race|bout|final)|for (?:the )?bronze(?: medal)?)",
)
def _beat_for_bronze(found: Found) -> Iterator[Statement]:
    who = [found.node("who")] if found.has("who") else team_of(found, found.nodes("team", "W"))
    yield from awarded(found, "bronze", who)


@rule(
    "title_someone_won",
    "title",
    pattern=r"(?:title|gold(?: medal)?|event)(?: (?:for|of) [^,.;]{1,30})? (?:that |which )?<W:who> had <A>(?: (?:in"
    r"|at) (?:the )?(?P<when><YGTU>))?(?P<relative>,? <G>)?",
)
def _title_someone_won(found: Found) -> Iterator[Statement]:
    """Read "the title for his country that Moen had won in Sydney four years previously"."""
    nodes = [node for name in ("relative", "when") for node in found.nodes(name, "YGT") if node.years]
    if not nodes:
        return
    edition, who = nodes[0].years[0], found.node("who")
    yield found.say(found.sentence.about(edition), "gold", name_value(who))
    country = "his country" in found.match.group() or "her country" in found.match.group()
    keeper = agent_before(found) if country else None
    if keeper and keeper.nation:
        yield found.say(found.sentence.about(edition), "gold_noc", Value(keeper.nation.text), over=keeper.span)


@rule(
    "winner_in",
    "winner in",
    "champion in",
    "after",
    pattern=r"<W:who> (?:was|is) the (?:winner|champion|gold medall?ist) (?:in|at) (?P<when>{EDITIONS})"
    r"|victory[^.;(]{0,60}\(after (?:the )?<W:after> in (?P<then>{EDITIONS})\)",
)
def _winner_in(found: Found) -> Iterator[Statement]:
    who = found.node("who" if found.has("who") else "after")
    for node in found.nodes("when", "YGT") + found.nodes("then", "YGT"):
        for edition in node.years:
            yield found.say(found.sentence.about(edition), "gold", name_value(who))
