"""Records in prose: who set or broke which, how often, and by how many they were beaten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.prose.common import count, counted, dates, is_olympic, mark, words
from parsers.prose.engine import Found, rule
from parsers.prose.lexicon import compiled
from parsers.prose.typed import Node
from schemas.statements import Statement

_VERB = (
    r"(?:set|sets|setting|broke|breaks|breaking|broken|beat|beating|bettered|bettering|established"
    r"|establishing|improved|improving|lowered|lowering|"
    r"matched|matching|equalled|equaled|equalling|tied|tying|earning|<A>|posted|posting|recorded|recording"
    r"|ran|for|in|with|of|was|as)"
)
_KIND = (
    r"(?P<kinds>(?:(?:Olympic|world|European|national|Asian|Oceanian|African|Commonwealth|Games"
    r"|championship)(?:(?:,? and|/|,) ?"
    r"| records? and (?:an? )?(?:new )?(?=Olympic|world|European|national|Asian|Games))?)+)"
)
_TO_MARK = r"(?:(?! by )[^.;⟨]|<[OHE]>|<W>(?!,)|, (?:with|in|clocking|recording)){0,60}?"


def _properties(found: Found, text: str) -> list[str]:
    """Return the records that are named; "Games record" is the Olympic one only at the Olympics."""
    low = text.lower()
    of_games = "olympic_record" if is_olympic(found.sentence) else "games_record"
    named = (("olympic", "olympic_record"), ("games", of_games), ("world", "world_record"))
    return list(dict.fromkeys(name for word, name in named if word in low))


def _as_of(found: Found) -> str | None:
    """Return the year in which the record was set: the event's, or one told after it."""
    match = re.match(r"(?:,? (?:set )?(?:in|at) (?:the )?⟨[YGT](\d+)⟩)", found.after)
    if match:
        years = found.typed.node(match.group(1)).years
        return str(years[0]) if years else None
    return _own_year(found)


@rule(
    "record_set",
    "record",
    pattern=r"(?P<verb>"
    + _VERB
    + r")"
    + r"(?: (?:a|an|the|his|her|own|new|de facto|first|old|previous|existing|standing|then|joint|unofficial"
    r"|<W>'s?|<J>|<N>'s|<YG>))* " + _KIND + r" ?records?(?! holder)(?P<to>" + _TO_MARK + r")<M:value>",
)
def _record_set(found: Found) -> Iterator[Statement]:
    """Read "set a world record of 1:11.1"; a record beaten "of 1:12.0" is the old one."""
    names = _properties(found, found.match["kinds"])
    if _is_old(found):
        yield from _beaten(found, names)
    elif not _not_set(found):
        yield from _records(found, names, found.node("value"))


_OLD = re.compile(r"\b(?:old|previous|existing|former|standing)\b", re.IGNORECASE)
_NEW_MARK = (
    r"(?: \([^()]{1,40}\))?(?:,? (?:held|set|owned|established) by (?:<W>|<N>)[^.;,⟨]{0,20}(?:(?:in|at|from|since) "
    r"(?:the )?<YGT>)?,?)?,? (?:with|in|at|to|by|when \w+|riding|running|clocking|recording|posting)"
    r"(?: (?:a|an|the|his|her))?(?: (?:[\w-]+|<E>|<J>)){0,4}? <M:new>"
)


def _is_old(found: Found) -> bool:
    """Say whether the mark is that of a record which fell: "beat the record of", "broke the old record (of)"."""
    to, verb = found.match["to"], found.match["verb"]
    if _NEWLY.search(to):
        return False
    old = bool(_OLD.search(found.typed.text[found.match.end("verb") : found.match.start("kinds")]))
    if re.search(r"\b(?:of|from) (?:just |only )?$", to):
        return old or bool(re.match(_BEATS, verb, re.IGNORECASE))
    return old and to == " ("


_NEWLY = re.compile(r"\b(?:with|in|at|to|new|clocking|recording)\b")
_BEATS = r"(?:br[eo]ak|broke|beat|better|improv|lower|surpass|eclips|topp)"


def _beaten(found: Found, names: list[str]) -> Iterator[Statement]:
    """The record that stood, where its year is told, and the one after it."""
    since = compiled(r",? (?:which (?:had been |was ))?set (?:by (?:<W>|<N>) )?(?:in|at) (?:the )?<YGT:when>").match(
        found.after
    )
    told = found.typed.node(since["when"]).years if since else ()
    for name in names:
        found.sentence.memory.record = name
        if told:
            yield found.say(found.sentence.about(), name, mark(found.node("value")), str(told[0]))
    new = compiled(_NEW_MARK).match(found.after)
    if new:
        node = found.typed.node(new["new"])
        for name in names:
            yield found.say(found.sentence.about(), name, mark(node), _own_year(found), over=node.span)


def _own_year(found: Found) -> str | None:
    """Return the year of the edition that the sentence is about."""
    year = found.sentence.year if found.sentence.year is not None else found.sentence.event.year
    return str(year) if year is not None else None


def _not_set(found: Found) -> bool:
    """Say whether the record is only spoken of: one that stood before, one that was missed."""
    text = found.before[-50:] + found.match.group()
    return bool(
        re.search(
            r"\b(?:faster than|slower than|short of|off the|missed|missing|prior to|not (?:break|beat)|just outside"
            r"|existing|held by|held the|who held|shared|had (?:been )?set|behind|within|away from|who had)\b",
            text,
        )
    )


def _records(found: Found, names: list[str], value: Node) -> Iterator[Statement]:
    memory = found.sentence.memory
    for name in names:
        yield found.say(found.sentence.about(), name, mark(value), _as_of(found))
        memory.record = name


@rule(
    "record_by_mark",
    "record",
    pattern=r"<M:value>(?:,|, which)? (?:was|is|were|being|setting|for|an?|breaking|establishing) (?:a |an "
    r"|the )?(?:new )?"
    + _KIND
    + r" ?records?\b|winning time of <M:time> (?:was|set|is) (?:a |an |the )?(?:new )?(?P<other>(?:(?:Olympic"
    r"|world)(?: and )?)+) records?",
)
def _record_by_mark(found: Found) -> Iterator[Statement]:
    node = found.maybe("value") or found.node("time")
    names = _properties(found, found.match.groupdict()["kinds"] or found.match.groupdict()["other"] or "")
    if not _not_set(found):
        yield from _records(found, names, node)


@rule(
    "record_unnamed",
    "record",
    pattern=r"(?:with|set|setting|for|in) an? new record (?:of|at|with|time of) (?P<value><M>)",
)
def _record_unnamed(found: Found) -> Iterator[Statement]:
    if found.sentence.memory.record:
        yield from _records(found, [found.sentence.memory.record], found.nodes("value", "M")[0])


@rule(
    "record_followed",
    "do so",
    "to beat",
    "held until",
    "stood until",
    "lasted until",
    "mark",
    pattern=r"(?P<how>to do so|to beat (?:<W>|(?:his|her|that|this|the) (?:time|mark|record))|(?:held|stood"
    r"|lasted)(?: only)? (?:up )?until|(?:beat|bettered|broke|improved|lowered) (?:<W>'s|that|his|her|this) "
    r"(?:mark|record|time))(?P<rest>[^;]*?)(?P<value><M>)",
)
def _record_followed(found: Found) -> Iterator[Statement]:
    """A mark in a chain of records whose kind an earlier sentence named."""
    if not found.sentence.memory.record or re.search(r"\brecord\b", found.match["rest"]):
        return
    if re.search(r"\b(?:not|n't)\b", found.before) or re.match(r" of (?:just |only )?$", found.match["rest"]):
        return
    yield from _records(found, [found.sentence.memory.record], found.nodes("value", "M")[0])


@rule(
    "record_named",
    "olympic record",
    "world record",
    pattern=r"(?:beat|broke|beating|breaking|set|bettered|surpassed|improved) (?:the )?(?:old |previous |existing "
    r"|standing )?(?P<kind>Olympic|world) record\b",
)
def _record_named(found: Found) -> Iterator[Statement]:
    """Take note of the record that later sentences only call "the record"; it is no fact by itself."""
    found.sentence.memory.record = "olympic_record" if found.text("kind").lower() == "olympic" else "world_record"
    return
    yield


@rule(
    "record_beaten",
    "record",
    pattern=r"{COUNT}(?: of the <C>)?(?: {ROLES})?(?: all)? (?:beat|broke|bettered|surpassed|improved(?: on| upon)?"
    r"|were (?:under|faster than|inside)|exceeded|finished under) (?:the )?(?:(?:old|previous|existing"
    r"|standing|former) )*(?:<J> )?(?:Olympic |world )?(?:and Olympic )?records?",
)
def _record_beaten(found: Found) -> Iterator[Statement]:
    nodes = found.nodes("count", "C")
    yield found.say(
        found.sentence.about(), "record_beaten_count", counted(nodes[0]) if nodes else count(found.text("count"))
    )


@rule(
    "record_broken_times",
    "record",
    pattern=r"records? (?:was|were|had been|has been) (?:broken|beaten|bettered|improved|equalled|lowered|set)(?: or "
    r"\w+)? (?:(?:a total of|a further) )?(?P<n><C>(?= (?:\w+ )?times)|twice|once|thrice)(?: times)?",
)
def _record_broken_times(found: Found) -> Iterator[Statement]:
    nodes = found.nodes("n", "C")
    yield found.say(
        found.sentence.about(), "record_broken_times", counted(nodes[0]) if nodes else count(found.text("n"))
    )


@rule(
    "record_status",
    "record",
    pattern=r"(?:there (?:was|were|is) )(?P<what>no (?:standing|existing|official|recognised|recognized|previous)(?: "
    r"or \w+)? (?:(?:world|Olympic)(?: (?:or|and|nor) )?)+ records?)",
)
def _record_status(found: Found) -> Iterator[Statement]:
    yield found.say(found.sentence.about(), "record_status", words(found.text("what")))


@rule(
    "record_held",
    "record",
    pattern=r"(?P<who><W>){APP}(?: (?:also|still|jointly|already))* (?:held|holds|owned|shared) (?:both )?(?:the|a) "
    r"(?P<what>(?:(?:Olympic|world|European|indoor|unofficial)(?: and )?(?: )?)+records?)",
)
def _record_held(found: Found) -> Iterator[Statement]:
    yield found.say(found.sentence.entrant(found.nodes("who", "W")[0].text), "record_holder", words(found.text("what")))


@rule(
    "record_stood",
    "olympic record",
    "world record",
    pattern=r"(?:the )?(?:(?:existing|previous|old|standing|then) )?(?P<kind>Olympic|world) record(?: of|,| was|"
    r" stood at| had been| was at|:)* ?<M:value>"
    r"(?:,|, which)?(?: (?:was|had been|is))?(?: (?:set|held|thrown|run|swum|ridden|jumped|lifted|skated|shot|"
    r"made|established))+ by "
    r"(?:<W>|<N>)[^.;,⟨]{0,20}(?:(?:in|at) (?:the )?<TUVNX>,? ?)*(?:on (?P<day><D>)|(?:in|since|at) (?:the )"
    r"?(?P<when><YG>))",
)
def _record_stood(found: Found) -> Iterator[Statement]:
    """Read "the world record stood at 77.80 m, thrown by Berg in Oslo on 15 August 2006": as of that day."""
    name = "olympic_record" if found.text("kind").lower() == "olympic" else "world_record"
    days = [dates(node)[0].date for node in found.nodes("day", "D")]
    day = days[0].as_date() if days and days[0] else None
    years = [node.years[0] for node in found.nodes("when", "YG") if node.years]
    as_of = day.isoformat() if day else str(years[0]) if years else None
    if as_of:
        yield found.say(found.sentence.about(), name, mark(found.node("value")), as_of)
