"""The event over the Games: its appearances, when it was held, and which nations were new to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.prose.common import count, counted, editions, words, year
from parsers.prose.engine import Found, rule
from parsers.title import gender_of
from schemas.document import Span
from schemas.statements import Statement, Subject
from schemas.values import Value


def _series(found: Found) -> Subject:
    """Return the series; of the one gender that the clause names."""
    event = replace(found.sentence.event, year=None)
    gender = gender_of(found.around(60, 0))
    return Subject("series", replace(event, gender=gender) if event.gender == "unknown" else event)


@rule(
    "appearance",
    "appearance",
    "edition",
    "time",
    "staging",
    "occasion",
    "running",
    pattern=r"(?:(?P<nations>{NATION_LIST})(?: (?:was|were))?(?: each| both| all| also)* (?:made|make|makes|making"
    r"|having made|celebrated) (?:its|their|his) <O:nth>(?: and \w+)? appearances?"
    r"|(?P<again>{NATION_LIST})(?: each| both| all| also)* (?:competed|appeared|participated)(?: in "
    r"<E>)? for "
    r"the <O:times> time"
    r"|(?:this|it|that|<G>|<E>) (?:was|is|will be|would be|marked|marks|will mark)[^.;⟨]{0,15}? the "
    r"(?:event's )?<O:own>(?: and (?:\w+))? (?:(?:Olympic|consecutive|overall) )*(?:appearance"
    r"|edition|staging|running|iteration|instance|(?:time|occasion)(?= (?:that |on which )?(?:<E>|it |the sport)))\b"
    r"(?:(?: of (?:the )?<E>)?,? and (?:the )?<O:overall> overall)?"
    r"|<E>(?:'s)? <O:event> (?:appearance|edition|staging)"
    r"|<E> (?:was|is|being)(?: being)? (?:held|contested|staged) for the <O:held> time)",
)
def _appearance(found: Found) -> Iterator[Statement]:
    name = next(name for name in ("nth", "times", "own", "event", "held") if found.has(name))
    value = counted(found.node("overall" if found.has("overall") else name))
    people = found.nodes("nations", "N") + found.nodes("again", "N")
    if people:
        for nation in people:
            yield found.say(found.sentence.nation(nation.text), "appearance_number", value)
    elif value.number != 1 or "first time" not in found.match.group():
        yield found.say(found.sentence.about(), "appearance_number", value)


@rule(
    "last_appearance",
    "appearance",
    "time",
    pattern=r"(?:the|its) (?P<what>(?:last|final|only|<O> and (?:last|final)) (?:Olympic )?appearance)|(?:was"
    r"|is) the (?P<time>last time)(?= (?:that )?<E>)",
)
def _last_appearance(found: Found) -> Iterator[Statement]:
    if not re.search(r"⟨[NW]\d+⟩[^.;]{0,30}$", found.before):
        yield found.say(
            found.sentence.about(), "last_appearance", words(found.text("what" if found.has("what") else "time"))
        )


_SUBJECT = r"(?:<E>|^|it|which|this|that|version|discipline|having(?: been)?|sport|and(?: was)?|class|<L>)"
_RANGE = (
    r"(?P<range>(?:(?:at|in) )?(?:every|each|all) (?:(?:single|modern|Summer|Winter|subsequent"
    r"|consecutive) )*(?:Games|Olympics|year|<B>|edition|Olympiad)(?:,)? (?:since|from|until|through"
    r"|between)"
    r"(?: then| there| (?:its|the) (?:introduction|debut|first|inception)(?: in)?)*(?:(?:[^.,;⟨]"
    r"|<O>){0,30}?(?:the )?<YGT>)?(?:(?: to| until| through| and)(?: the)? <YGT>)?|(?:(?:at|in) "
    r")?(?:every|each|all) (?:(?:modern|Summer|Winter) )*"
    r"(?:Games|Olympics|<B>|edition),? (?:except|but|other than)(?: for| in| those in)? (?:the "
    r")?<YG>(?:(?:, and|,| and) <YG>)*|(?:since|from) "
    r"<YG>(?: (?:to|until|through) <YG>))"
)


_OPEN_RANGE = re.compile(r"\b(?:until|from|through|between)$")


@rule(
    "held_in",
    "held",
    "contested",
    "appear",
    "staged",
    "swum",
    "rowed",
    "sailed",
    "raced",
    "feature",
    "includ",
    "programme",
    "program",
    pattern=r"(?:"
    + _SUBJECT
    + r")[^.;⟨]{0,50}?(?<!not )(?<!not been )(?<!never )(?<!first )\b(?:held|contested|staged|swum|rowed|sailed|"
    r"raced|appeared"
    r"|featured|included|played|on the program(?:me)?)(?: again| only| just| previously| before| also"
    r"| \w+ times?,?)*"
    r",?(?: (?P<neg>again until) (?P<until>(?:the )?<YG>)| (?:in|at) "
    r"(?P<years>(?!every){EDITIONS})(?:,? (?:and |as well as )(?:at |in )?(?P<more>"
    + _RANGE.replace("?P<range>", "?:")
    + r"))?| (?P<only>"
    + _RANGE.replace("?P<range>", "?:")
    + r"))",
)
def _held_in(found: Found) -> Iterator[Statement]:
    if (
        re.search(r"\b(?:championships?|not|never|⟨X\d+⟩)\b[^.;]{0,30}$", found.before[-40:])
        or "not held in" in found.match.group()
    ):
        return
    subject = found.sentence.series
    for node in found.nodes("years", "YG"):
        yield found.say(subject, "held_in", year(node))
    for name in ("more", "only"):
        if found.has(name) and not _OPEN_RANGE.search(found.text(name)):
            yield found.say(subject, "held_in", words(_range(found, name)))


def _range(found: Found, name: str) -> str:
    """Return a range as written; "every Games since", which counts from a year told before, from that year on."""
    text = re.sub(r"^(?:at|in) ", "", found.text(name))
    before = found.typed.nodes_in(0, found.match.start(name), "YG")
    if not re.search(r"\bsince(?: then)?$", text) or not before:
        return text
    return Span(before[-1].span.start, found.source(name).end).of(found.sentence.text)


@rule(
    "held_beginning",
    "beginning",
    "starting",
    pattern=r"(?:<E>|\bit) (?:has|had|have) been (?:held|contested|staged|swum|rowed|sailed|raced)\b[^.;⟨]{0,80}"
    r"(?:<BE>[^.;⟨]{0,40})?, (?:beginning|starting) (?:in|with|at) (?:the )?<YG:year>",
)
def _held_beginning(found: Found) -> Iterator[Statement]:
    """Read "has been held every time that rowing has been contested, beginning in 1900"."""
    if not re.search(r"\b(?:not|never)\b", found.match.group()):
        yield found.say(_series(found), "introduced_in", year(found.node("year")))


@rule(
    "held_back",
    "return",
    "reinstat",
    "reintroduc",
    "brought back",
    "restored",
    "revived",
    pattern=r"(?:<E>|\bit|which|and|,)(?: was| has been| then| only| later)* (?:returned|reinstated|reintroduced"
    r"|brought back|restored|revived)(?: to the [\w ]{1,25}?)?(?: only)? (?:in|at|for) (?P<years>{EDITIONS})",
)
def _held_back(found: Found) -> Iterator[Statement]:
    """Read "the event returned in 1996"."""
    subject = re.findall(r"⟨([A-Z])\d+⟩", found.typed.text[: found.match.end()])[0]
    if subject in "WNJP" or re.search(r"⟨[WNJ]\d+⟩[^.;]*$", found.before):
        return
    for node in found.nodes("years", "YG"):
        yield found.say(found.sentence.series, "held_in", year(node))


@rule(
    "held_again",
    "not held again",
    pattern=r"not (?:be )?(?:held|contested|staged) again until (?:the )?(?P<until><YG>)",
)
def _held_again(found: Found) -> Iterator[Statement]:
    for node in found.nodes("until", "YG"):
        yield found.say(found.sentence.series, "held_in", year(node))


@rule(
    "held_range",
    "every",
    "each",
    pattern=r"(?:was|been|be|it) (?:then )?(?:held|contested|staged) (?P<range>(?:at |in )?(?:every|each) "
    r"(?:year|Games|Olympics|<B>|edition) (?:from|since|until) (?:then|<YG>)(?:,? (?:until|to"
    r"|through) <YG>)?)(?! <)",
)
def _held_range(found: Found) -> Iterator[Statement]:
    if "⟨" in found.match["range"]:
        yield found.say(found.sentence.series, "held_in", words(re.sub(r"^(?:at|in) ", "", found.text("range"))))


@rule(
    "introduced_in",
    "first",
    "introduc",
    "added",
    "debut",
    "inception",
    "began",
    "beginning",
    pattern=r"(?:(?:was|were|is|been) (?:first )?(?:introduced|added(?: to the \w+)?)|first (?:held|contested"
    r"|introduced|appeared|staged|included|featured)|(?:its|the(?: event's)?|since) (?:introduction"
    r"|debut|inception)|made its (?:Olympic )?(?:debut|first appearance)|debuted|premiered)"
    r"(?: (?:along|together) with (?:the )?<EU>)?(?: for <F>)?(?: (?:at|in|on|as|to)(?: the)?(?: (?:first|"
    r"modern|<O>|Olympic|program\w*"
    r"|<B>))*(?: (?:in|at))?(?: the)?)?(?: [A-Z]\w+)? (?P<year><YGT>)",
)
def _introduced_in(found: Found) -> Iterator[Statement]:
    about = found.before + found.match.group()
    if re.search(
        r"\b(?:format|rule|system|round|standard|limit|scoring|seeding|qualif\w+|championships?|weight "
        r"class|used|previously)\b[^.;]{0,60}$",
        about[:-1],
        re.IGNORECASE,
    ):
        return
    if _NATION_ACTS.search(about) or (_NEGATED.search(about) and "until" not in about):
        return
    node = found.nodes("year", "YGT")[0]
    if node.years:
        yield found.say(_series(found), "introduced_in", year(node))


_NATION_ACTS = re.compile(
    r"⟨[NJW]\d+⟩(?:'s?)?(?:(?! (?:when|where|in) )[^.;⟨])*\b(?:debut(?:ed)?|first (?:appear\w*|included)|introduction"
    r"|inception|premiered)\b[^.;]*$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never)\b|n't\b")


@rule(
    "debut_told",
    "debut",
    "first appear",
    pattern=r"(?P<nations>{NATION_LIST})(?: each| all| both)* "
    r"(?:did not (?:make|have) (?:its|their)|made (?:its|their)"
    r"|had (?:its|their))(?: [\w']+| <E>){0,3}? (?:debuts?|first appearances?)"
    r" (?:until|in|at|only in) (?:the )?<YG:when>",
)
def _debut_told(found: Found) -> Iterator[Statement]:
    """Read "did not make its debut until 1968": of that edition."""
    for nation in found.nodes("nations", "N"):
        for edition in found.node("when").years:
            yield found.say(found.sentence.about(edition), "debut_nation", Value(nation.text))


_ENDS = (
    r"(?:dropped|eliminated|removed|discontinued|cancelled|cut|abandoned|retired|last held|deleted"
    r"|replaced|withdrawn|scrapped)"
)


@rule(
    "discontinued",
    "after",
    "following",
    pattern=_ENDS + r"(?P<between>[^.;,⟨]{0,50}?(?:<E>[^.;,⟨]{0,15})?) (?:after|following) (?:the )?<YGT:year>"
    r"|(?:until|to|through) (?:the )?<YG:until>, (?:after which|when|at which point)(?: time)? "
    r"[^.;,]{0,40}" + _ENDS,
)
def _discontinued(found: Found) -> Iterator[Statement]:
    node = found.node("year" if found.has("year") else "until")
    event = replace(found.sentence.event, year=None)
    gender = (
        gender_of(re.sub(r"\balong with .*", "", found.around(120, 0))) if event.gender == "unknown" else event.gender
    )
    yield found.say(Subject("series", replace(event, gender=gender)), "discontinued_after", year(node))


@rule(
    "debut",
    "debut",
    "first time",
    "first appearance",
    pattern=r"(?P<nations>{LOOSE_LIST})(?: (?:was|were|had))?(?: each| all| both| also)* (?:(?:made|make"
    r"|makes|making) (?:its|their)(?: (?:Olympic|men's|women's|first|<E>))* (?P<debut>debuts?|first "
    r"appearances?)"
    r"(?! (?:Olympic|at the Olympics|in the Olympics|at the Games))|(?:competed|appeared|participated"
    r"|were represented|was represented|took part|entered|competing|(?:was|were) (?:there|present))(?: separately| "
    r"independently)?(?: in <E>| here)? for the first time(?! since))",
)
def _debut(found: Found) -> Iterator[Statement]:
    if re.search(r"\b(?:except|not|neither)\b", found.match.group()) or not found.nodes("nations", "N"):
        return
    if editions(found) != [] or _NEGATED.search(found.before[-20:]):
        return
    listed = re.findall(r"⟨[NWUJ](\d+)⟩", re.sub(r"\([^()]*\)", "", found.match["nations"]))
    for nation in map(found.typed.node, listed):
        yield found.say(found.sentence.about(), "debut_nation", Value(nation.text))


@rule(
    "debut_listed",
    "debut",
    "first time",
    pattern=r"(?:debut|first time|debuts|new nations)[^.;:⟨]{0,40}(?:<E>[^.;:⟨]{0,20})?(?::| (?:were|was"
    r"|included|being|by|of|for|from)) (?P<nations>{NATION_LIST})(?! (?:each )?(?:made|compet))",
)
def _debut_listed(found: Found) -> Iterator[Statement]:
    if "since" in found.match.group():
        return
    for nation in found.nodes("nations", "N"):
        yield found.say(found.sentence.about(), "debut_nation", Value(nation.text))


@rule(
    "debut_count",
    "debut",
    "first time",
    pattern=r"{COUNT} (?:of the <C> )?(?:new )?{NATIONS} (?:each )?(?:(?:made|make) (?:its|their)(?: [\w']+| "
    r"<E>){0,4}? debuts?|(?:competed|appeared|were represented)[^.;⟨]{0,25}(?:<E> )?for the first "
    r"time)",
)
def _debut_count(found: Found) -> Iterator[Statement]:
    nodes = found.nodes("count", "C")
    value = counted(nodes[0]) if nodes else count(found.text("count"))
    yield found.say(found.sentence.about(), "debut_nation_count", value)


@rule(
    "returning_nations",
    "returning nation",
    "returning countr",
    "nations return",
    pattern=r"(?:the )?(?:<C:n> )?returning (?:nations|countries)(?: (?:were|are|included)|:) "
    r"(?P<nations>{NATION_LIST})|<C:m> nations returned(?:: (?P<others>{NATION_LIST}))?",
)
def _returning_nations(found: Found) -> Iterator[Statement]:
    number = found.maybe("n") or found.maybe("m")
    if number:
        yield found.say(found.sentence.about(), "returning_nation_count", counted(number))
    for nation in found.nodes("nations", "N") + found.nodes("others", "N"):
        yield found.say(found.sentence.about(), "returning_nation", Value(nation.text))
