"""What other sources say: whom they list, and whom they leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.prose.common import counted, is_object, mark, words
from parsers.prose.engine import Found, rule, told
from parsers.prose.typed import Typed
from parsers.rounds import round_of
from schemas.slugs import slug
from schemas.statements import Statement


@rule(
    "listed_count",
    "list",
    "gives",
    "records",
    "counts",
    "names",
    pattern=r"(?P<source>(?:the )?<SWUP>|Sports-?Reference|Olympedia) (?:lists?|listed|counts?|counted|names?|gives?"
    r"|records?|reports?) (?:a total of |only )?<C:n> {ROLES}",
)
def _listed_count(found: Found) -> Iterator[Statement]:
    yield found.say(found.sentence.about(), "listed_count", counted(found.node("n")))


@rule(
    "omits",
    "omit",
    "not list",
    "not mention",
    "leaves out",
    "exclude",
    "not include",
    pattern=r"(?:the )?(?P<year><Y> )?(?P<source><SWUP>|Sports-?Reference|Olympedia) (?:omits?|omitted|does not "
    r"(?:list|mention|include)|did not (?:list|mention|include)|excludes?|leaves out|left out) "
    r"(?P<who>{WHO_LIST})",
)
def _omits(found: Found) -> Iterator[Statement]:
    for who in found.nodes("who", "W"):
        source = words(found.text("source"))
        yield _by(found, found.sentence.entrant(who.text).name or who.text, source.text)


@rule(
    "names_missing",
    "name",
    pattern=r"(?:their|his|her) names? (?:(?:were|was|is|are|do|does|did) not (?:on|in|listed (?:in|on)|included "
    r"(?:in|on)|mentioned in|appear (?:in|on))|(?:were|was|is|are) (?:omitted|missing|absent) from) (?:the "
    r")?(?P<source>(?:<Y> )?<SWUP>)",
)
def _names_missing(found: Found) -> Iterator[Statement]:
    """Whom "their names" means: those of the sentence before, with a nation where some have one."""
    people = found.sentence.memory.people
    told = [who for who in people if who.nation] or list(people)
    chosen = told if found.match.group().lower().startswith("their") else told[-1:]
    for who in chosen:
        yield _by(found, who.text, found.text("source"))


def _by(found: Found, name: str, source: str) -> Statement:
    sentence = found.sentence
    before, sentence.attributed_to = sentence.attributed_to, source
    statement = found.say(sentence.entrant(name), "omitted_by", words(source))
    sentence.attributed_to = before
    return statement


_MAYBE = re.compile(r"\b(?:would|could|if|might|may|expected|feared|nearly|almost|who|which|that)\b", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\b(?:announced|confirmed|reported|revealed|ruled|decided) that\b", re.IGNORECASE)
_TOKENS = r"(?:(?:[^\s.;,⟨⟩]|<AMLCOETUVBYQNJ>)+,? ){1,16}?"


@rule(
    "did_not_finish",
    "finish",
    "did not start",
    "disqualified",
    "abandoned",
    "dropped out",
    pattern=rf"(?P<who><W>){{APP}},?(?: {_TOKENS}(?:and|but)(?: (?:he|she))?)? (?P<what>did not (?:finish|start)"
    r"(?=[.,;)]|$| the race| because| due| and| after| for)|(?:was|were"
    r"|(?:had|has|have)(?: also| later| since| subsequently)? been)(?: also| later| subsequently| retroactively)*"
    r" disqualified"
    r"|failed to finish|abandoned the race|dropped out)"
    r"(?: (?:in|during) (?:the |his |her |their )?(?:<O> )?"
    r"(?P<round>heats?|semi-?finals?|quarter-?finals?|repechages?)\b"
    r"|(?! until| in the heats| of (?:the )?<EGBX>| (?:in|from|at) (?:the )?(?:<L>|<YGX>|his|her|another)))",
)
def _did_not_finish(found: Found) -> Iterator[Statement]:
    """Read "Kiddson did not finish", "Lund missed a gate and was disqualified"; in a round that is told."""
    sentence = found.sentence
    if sentence.is_rules or sentence.round not in {None, "final"} or sentence.elsewhere or _is_of_another_year(found):
        return
    around = _ANNOUNCED.sub("", told(found.before[-80:] + found.match.group()))
    if not is_object(found) and not _MAYBE.search(around):
        text = re.sub(r"^(?:was|were|had|has|have)(?: \w+)* (?=disqualified)", "", found.text("what"))
        told_round = (round_of(found.text("round")).round or slug(found.text("round"))) if found.has("round") else None
        who = sentence.entrant(found.nodes("who", "W")[0].text)
        yield found.say(who, "status", words(text), in_round=told_round)


def _is_of_another_year(found: Found) -> bool:
    """Say whether a sentence is of other Games; a year after the event's is that in which one was disqualified."""
    year, own = found.sentence.year, found.sentence.event.year
    return year is not None and (own is None or year < own or "disqualified" not in found.text("what"))


_SOURCE = (
    r"(?:⟨Y\d+⟩ )?(?:⟨[SWUP](?P<node>\d+)⟩"
    r"|(?P<words>official (?:report|results?)"
    r"|(?:some|other|several|certain|contemporary) (?:sources|reports|accounts)))"
)
_ATTRIBUTION = re.compile(
    rf"^(?:(?:⟨U(?P<opening>\d+)⟩|According) to (?:the )?{_SOURCE}(?=,| )"
    rf"|(?:The )?{_SOURCE.replace('<node>', '<who>').replace('<words>', '<what>')} "
    r"(?:lists?|listed|counts?|gives?|records?|reports?|states?|says?|claims?|notes?)\b)",
    re.IGNORECASE,
)


def attribution(typed: Typed) -> str | None:
    """Return the source that a sentence names for what it says, if any: "According to ...", "De Wael lists"."""
    match = _ATTRIBUTION.match(typed.text)
    if match is None or (match["opening"] and typed.node(match["opening"]).text.lower() != "according"):
        return None
    number = match["node"] or match["who"]
    return typed.node(number).text if number else match["words"] or match["what"]


@rule(
    "mark_by_source",
    "time",
    "mark",
    "result",
    "score",
    pattern=r"\b(?:gives?|gave|has|have|records?|reports?|lists?|states?) (?:(?P<who><W>)'s?|(?P<pronoun>his|her)) "
    r"(?:winning |final )?(?:time|mark|result|score) (?:as|at) (?P<value><M>)",
)
def _mark_by_source(found: Found) -> Iterator[Statement]:
    """Read "The Official Report gives Hansen's time as 1:14.2": what a source says that the article does not follow."""
    sentence = found.sentence
    who = found.nodes("who", "W")[0] if found.has("who") else sentence.memory.agent
    if sentence.attributed_to and who and not sentence.elsewhere and sentence.year is None:
        yield found.say(sentence.entrant(who.text), "mark", mark(found.nodes("value", "M")[0]))
