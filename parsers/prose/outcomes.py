"""How an account of the race tells who won, and who had won before: in a clause, by what came after, by nations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.prose.awards import WITH_MARK, award, awarded
from parsers.prose.common import TEAM_EVENT, counted, editions, is_edition, is_object, mark, name_value, year
from parsers.prose.engine import Found, rule, told
from parsers.prose.lexicon import TEAM_ROLES
from schemas.medals import MEDALS
from schemas.statements import Statement
from schemas.values import Value


@rule(
    "title_went_to",
    "went to",
    "fell to",
    scope="result",
    pattern=r"(?:title|victory|win|race|event)(?: in {THIS})? (?:went|fell) to (?:the )?(?:(?:{ROLE}) (?:of )?)?"
    r"(?P<who><W>)(?:, who [a-z]+(?= in ⟨M))?" + WITH_MARK,
)
def _title_went_to(found: Found) -> Iterator[Statement]:
    """Read "The title went to Lund"."""
    yield from awarded(found, "gold", found.nodes("who", "W"))


@rule(
    "winning_margin",
    "margin",
    " by ",
    scope="result",
    pattern=r"(?:[Ww]inning margin (?:was|is|of)|(?:<A>|winning|victory|win) by (?:a |the )?"
    r"(?:(?:narrow|slim|wide|clear|record) )?margin of"
    r"|<A>(?:[^.;,⟨]|<OEXH>){1,60}? by a margin of|(?:<A>|winning) by)(?: (?:just|only|exactly|a mere))? <M:value>"
    r"(?! behind| later)",
)
def _winning_margin(found: Found) -> Iterator[Statement]:
    """Read "The winning margin was 0.56 seconds" of the event itself."""
    if editions(found) == [] and found.sentence.round in {None, "final"}:
        yield found.say(found.sentence.about(), "winning_margin", mark(found.node("value")))


@rule(
    "won_ahead_of",
    "ahead of",
    scope="result",
    pattern=r"(?:(?:{THIS}|title|final|race) (?:was|were|being) <A> by (?:the )?|(?:gold(?: medal)?|title|"
    r"victory) went to (?:the )?|^)(?P<who><W>)(?: (?P<verb><A>)"
    r"(?: (?:the|his|her) (?:<O> )?(?:gold(?: medal)?|title|race|event|<E>)(?: of <B>)?)?)?"
    r"(?:(?:,? (?:in|with) (?:a |the )?(?:[\w-]+ (?:of )?){0,3}?)?<M>)?,? (?:[^.;,⟨]|<COM>){0,60}?\bahead of "
    r"(?:(?:his|her|their"
    r"|fellow|two|the|<J>|<H>|<F>) )*(?P<after><W>)(?P<third>,? and (?:(?:his|her|the|<J>|<H>) )*<W>)?"
    r"(?=,| in <M>|[.;]|$| \(| while| and)",
)
def _won_ahead_of(found: Found) -> Iterator[Statement]:
    """Read "was won by Berg, ahead of Lund and Moen": in the order in which they came."""
    if not found.sentence.is_lead or editions(found) != []:
        return
    won_by = not found.match.group().startswith("⟨W")
    if not won_by and (not found.has("verb") or found.text("verb").lower() != "won"):
        return
    yield from award(found, "silver", found.nodes("after", "W"), None, found.source("after"))
    for third in found.nodes("third", "W"):
        yield from award(found, "bronze", [third], None, found.source("third"))


@rule(
    "nation_medal",
    "⟨n",
    scope="result",
    pattern=r"(?:^|[,;] |\band |\bwhile )(?:(?:and|while|but|with) )?(?:the )?(?:hosts? )?(?P<team><N>)(?:, [^.;"
    r",]{1,60},)? "
    r"(?:(?:<A>|took home) (?:the |an? )?|(?:with |got |the )?)(?P<medal>gold|silver|bronze)(?: medals?)?"
    r"(?:,? (?:in|with) (?:an? (?:[a-z]+ )?(?:time|total|score|mark) of )?<M:mark>)?"
    r"(?=[.,;]|$| and | while | ahead| behind| \()",
)
def _nation_medal(found: Found) -> Iterator[Statement]:
    """Read "Norway won the silver in 3:02.1 and Sweden bronze" of an event of teams."""
    if TEAM_EVENT.search(found.sentence.event.event or "") and editions(found) == []:
        medal = found.text("medal").lower()
        yield found.say(found.sentence.about(), f"{medal}_noc", Value(found.nodes("team", "N")[0].text))
        if medal == "gold" and found.has("mark"):
            yield found.say(found.sentence.about(), "winning_time", mark(found.node("mark")))


@rule(
    "won_by_crew",
    " by ",
    scope="result",
    pattern=r"(?:{THIS}|final|race) (?:was|were) <A> by (?:the )?(?:(?P<crew><H>) (?:of|from) (?:the )?(?P<of><NJ>)"
    r"|(?P<own><NJ>)(?:'s)? (?P<team><H>))"
    r"(?:[^.;⟨]|⟨[WUVPH]\d+⟩){0,160}?(?:(?=[.;]|$)|,? (?:in|with) (?:a |the )?(?:[a-z-]+ (?:of )?){0,3}?<M:mark>)",
)
def _won_by_crew(found: Found) -> Iterator[Statement]:
    """Read "was won by the crew of Norway, ..., in 6:25.4" and "by Norway's team of ..."."""
    role = found.text("crew" if found.has("crew") else "team").lower()
    if editions(found) != [] or role not in TEAM_ROLES:
        return
    if found.has("mark"):
        yield found.say(found.sentence.about(), "winning_time", mark(found.node("mark")))
    node = found.nodes("of" if found.has("of") else "own", "NJ")[0]
    yield found.say(found.sentence.about(), "gold_noc", Value(node.text))


@rule(
    "nations_behind",
    "⟨o",
    scope="result",
    pattern=r"(?:was|were) <A> by .{0,200}?,? with (?:the )?(?:hosts? )?(?P<second><N>)(?:,)?(?: in)? <O:o2>(?: "
    r"in <M>)?"
    r"(?:,? and (?:the )?(?:hosts? )?(?P<third><N>)(?: in)? <O:o3>)?",
)
def _nations_behind(found: Found) -> Iterator[Statement]:
    """Read "with Italy second in 6:26.0 and the hosts Germany third"."""
    if editions(found) != [] or not TEAM_EVENT.search(found.sentence.event.event or ""):
        return
    for team, order in (("second", "o2"), ("third", "o3")):
        place = found.node(order).number if found.has(order) else None
        if place in (2, 3):
            medal = MEDALS[(place or 1) - 1]
            yield found.say(found.sentence.about(), f"{medal}_noc", Value(found.nodes(team, "N")[0].text))


@rule(
    "winner_then",
    "who ",
    "winner ",
    pattern=r"(?P<who><W>)(?:,? who (?:had |has )?(?:previously )?(?P<verb><A>)(?: (?:it|gold|{TITLE_NP}))? "
    r"(?:in|at)|, the "
    r"(?:surprise |defending )?winner (?:in|at)) (?:the )?(?P<when><YGT>)(?: in (?P<year><Y>))?(?= (?:and|but|"
    r"for|with)\b"
    r"|[.,;)]|$)",
)
def _winner_then(found: Found) -> Iterator[Statement]:
    """Read "Gross, who had won in 1984", "Redkov, the surprise winner in Albertville": of that edition."""
    node = (found.nodes("year", "Y") or found.nodes("when", "YGT"))[0]
    sentence = found.sentence
    if sentence.elsewhere or not node.years or node.years[0] == sentence.event.year:
        return
    if found.has("verb") and found.text("verb").lower() != "won":
        return
    if is_edition(sentence, node.years[0]) and "olympic" in (sentence.event.games or "").lower():
        who = found.nodes("who", "W")[0]
        yield found.say(sentence.about(node.years[0]), "gold", name_value(who))
        if who.nation:
            yield found.say(sentence.about(node.years[0]), "gold_noc", Value(who.nation.text))


@rule(
    "last_won",
    "last ⟨a",
    "previously ⟨a",
    "not ⟨a",
    "never ⟨a",
    pattern=r"(?:the )?<N:nation> (?:(?:had|has) (?:last|previously) (?:<A>|won)(?: (?:it|gold|<E>))? (?:in|at) (?:the "
    r")?(?P<when><YGT>)|(?:had|has) (?:not|never) <A> (?:it|gold|<E>|the title)(?: again)? since (?:(?P<who><W>)"
    r"'s? (?:win"
    r"|victory|gold|title|triumph)[^.;,⟨]{0,12} )?(?:(?:in|at) )?(?:the )?(?P<since><YGT>))",
)
def _last_won(found: Found) -> Iterator[Statement]:
    """Read "Finland had not won this event since Widman's victory in 1952"."""
    sentence, nation = found.sentence, found.node("nation")
    node = (found.nodes("when", "YGT") + found.nodes("since", "YGT"))[0]
    if sentence.elsewhere or not node.years or node.years[0] == sentence.event.year:
        return
    if not is_edition(sentence, node.years[0]):
        return
    yield found.say(sentence.about(node.years[0]), "gold_noc", Value(nation.text))
    for who in found.nodes("who", "W"):
        yield found.say(sentence.about(node.years[0]), "gold", name_value(who))


@rule(
    "medal_in_the_end",
    "and ⟨a",
    "⟨a",
    "defended",
    "to take",
    "to win",
    "to earn",
    "to claim",
    "to secure",
    "to capture",
    "up for",
    "on for",
    scope="result",
    pattern=r"(?P<who><W>){APP} (?:(?:[^\s.;,⟨⟩]|<MLCOETUVBYQDHF>)+,? ){1,16}?(?:and (?:then |eventually |finally |"
    r"successfully )?(?=<A>|defended)|(?=to (?:take|win|earn|claim|secure|capture) |(?:got|moved) up for |"
    r"(?:hung|held) on for ))"
    r"(?:(?:<A>|to \w+|\w+ (?:up|on) for) (?:the |a |an |his |her |their )?(?:Olympic )?{MEDAL}|defended (?P<"
    r"title>(?:his|her|their) "
    r"(?:Olympic )?title))" + WITH_MARK + r"(?=[.,;)]|$| with | for | medal)",
)
def _medal_in_the_end(found: Found) -> Iterator[Statement]:
    """Read "Lund lost the final after a shoot-off and took silver"."""
    if is_object(found):
        return
    if not re.search(r"\b(?:who|which|whose|had|that|able|way|only|wait|return\w*)\b", told(found.match.group())):
        medal = "gold" if found.has("title") else found.text("medal").lower()
        yield from awarded(found, medal, found.nodes("who", "W"))


@rule(
    "world_title_won",
    "world",
    pattern=r"(?P<who><W>)(?:,? who| had| has)(?: had| has)?(?: also)? <A> (?:the |a )?world (?:title|championship)s?"
    r"(?: (?:in|at) <TUV>)?(?:,? (?:in|at))? (?P<when><Y>(?:(?:, and|,| and) <Y>)*)",
)
def _world_title_won(found: Found) -> Iterator[Statement]:
    """Read "Aun, who won the world title in Oslo in 1982"."""
    for who in found.nodes("who", "W"):
        for node in found.nodes("when", "Y"):
            yield found.say(found.sentence.person(who.text), "world_champion", year(node))


@rule(
    "row_and_overall",
    "overall",
    pattern=r"the <O:row> (?:consecutive|straight|successive) and <O:overall> overall (?:gold medal|gold|victory|win"
    r"|title)(?: in <E>)? for (?:the )?<N:nation>",
)
def _row_and_overall(found: Found) -> Iterator[Statement]:
    """Read "the fifth consecutive and seventh overall victory in the event for Norway"."""
    subject = found.sentence.nation(found.node("nation").text)
    yield found.say(subject, "consecutive_victory_number", counted(found.node("row")))
    yield found.say(subject, "victory_number", counted(found.node("overall")))
