"""What is said about competitors before the race: nations, earlier places, titles, favourites, who returned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from parsers.prose.common import agent_before, asked_year, in_brackets, is_edition, is_olympic, name_value, words
from parsers.prose.engine import Found, rule
from parsers.prose.typed import Node
from schemas.medals import MEDALS
from schemas.statements import Statement
from schemas.values import Value


@rule("competitor", "⟨w", pattern=r"(?P<who><W>)")
def _competitor(found: Found) -> Iterator[Statement]:
    """What a noun phrase says of its competitor: the nation, and each description."""
    sentence, who = found.sentence, found.nodes("who", "W")[0]
    if who.nation and who.nation.span.start >= who.span.start and not sentence.elsewhere and not _is_doubtful(found):
        at = _edition_of(found)
        if at is None and sentence.fullest(who.text) in sentence.absent:
            at = next((year for said in who.about if said.label == "champion" for year in said.years[-1:]), None)
        yield found.say(sentence.entrant(who.text, at), "noc", Value(who.nation.text))
    for description in who.about:
        yield from described(found, who, description)


_RECORD_OF = re.compile(r"\brecords?\b[^.;]{0,90}\b(?:by|belong\w* to|from|of) (?:the )?$", re.IGNORECASE)
_THEN = re.compile(
    r"(?:'s?)?(?: \([^()]*\))? had (?!also\b|been the|to\b)(?:(?!⟨W)[^.;]){0,60}?(?:in|at|on|since) (?:the )?⟨"
    r"[YGD](\d+)⟩"
    r"|(?:'s?)? (?:had )?⟨A\d+⟩ with ⟨W\d+⟩ in ⟨[YG](\d+)⟩|(?:'s?)?,? (?:in|since) ⟨[Y](\d+)⟩"
)


def _is_doubtful(found: Found) -> bool:
    """Say whether a mention tells only what somebody did elsewhere or before, who may not have come to this event.

    Whom a table of the document names did come: "the world record, set by Berg of Norway", "Berg had won in 1987".
    """
    sentence = found.sentence
    if sentence.fullest(found.nodes("who", "W")[0].text) in sentence.listed:
        return False
    then = _THEN.match(found.after)
    node = found.typed.node(then[1] or then[2] or then[3]) if then else None
    years = (node.years or tuple(map(int, re.findall(r"\d{4}", node.text)))) if node else ()
    return bool(_RECORD_OF.search(found.before)) or bool(years and years[0] != sentence.event.year)


def _edition_of(found: Found) -> int | None:
    """Return the edition of a mention that is only about another one: "since Dahl of Denmark won in 1928"."""
    if found.sentence.year is not None:
        return found.sentence.year
    before = re.search(r"\bin ⟨T(\d+)⟩ (?:was|had been) $", found.before)
    if before and found.typed.node(before.group(1)).years[0] != found.sentence.event.year:
        return found.typed.node(before.group(1)).years[0]
    match = re.match(r"(?:'s?)? (?:had )?⟨A\d+⟩(?:(?: the)?|[^.;,⟨]{1,30} (?:in|at)) ⟨[GY](\d+)⟩", found.after)
    return found.typed.node(match.group(1)).years[0] if match else None


def described(found: Found, who: Node, said: Node) -> Iterator[Statement]:
    """Yield what one description says of a competitor."""
    if said.head is None or said.label == "":
        return
    text = said.head.of(found.sentence.text)
    of_olympics = re.search(r"\bolympic\b(?! record)", said.span.of(found.sentence.text), re.IGNORECASE)
    if of_olympics and not is_olympic(found.sentence):
        return  # a medal of other Games than the event's
    if said.label == "order":
        yield found.say(
            found.sentence.entrant(who.text),
            "start_order",
            Value(text, number=Decimal(said.number or 0)),
            over=said.span,
        )
    elif said.label == "champion":
        yield from _champion(found, who, said, text)
    elif said.label == "holder":
        yield found.say(found.sentence.entrant(who.text), "record_holder", words(text), over=said.span)
    elif said.label == "favorite":
        yield found.say(found.sentence.entrant(who.text), "favorite", words(text), over=said.span)
    elif said.label == "medal" and said.number == 1 and re.match(r"(?:reigning|defending)\b", text, re.IGNORECASE):
        yield found.say(found.sentence.about(), "reigning_champion", name_value(who), over=said.span)
    elif not said.other:
        yield from _earlier(found, who, said, text)


def _champion(found: Found, who: Node, said: Node, text: str) -> Iterator[Statement]:
    """A reigning champion, and each year of a world title or of an earlier win."""
    sentence, low = found.sentence, text.lower()
    reigning = re.search(r"\b(?:reigning|defending|current|previous|incumbent)\b", low)
    if reigning and not re.search(r"\bformer\b", low):
        yield from _reigning(found, who, said, text)
    before = sentence.text[sentence.span.start : said.span.start].lower()
    if ("world" in low or "world champion" in before) and "cup" not in low:
        for value in said.years:
            yield found.say(
                sentence.person(who.text), "world_champion", Value(str(value), number=Decimal(value)), over=said.span
            )
    elif not said.other and ("olympic" in low or not re.search(r"europ|national|⟨X", low)):
        for value in said.years:
            if value != sentence.event.year and is_edition(sentence, value):
                yield from _medal_of(found, who, "gold", value, said)


def _reigning(found: Found, who: Node, said: Node, text: str) -> Iterator[Statement]:
    """The holder of this event's title; of the world title, as its holder's own."""
    sentence, low = found.sentence, text.lower()
    if re.search(r"\bworld\b(?! cup)", low) and "indoor" not in low:
        name = sentence.fullest(who.text)
        subject = sentence.person(name) if name in sentence.absent else sentence.entrant(name, sentence.year)
        yield found.say(subject, "reigning_world_champion", words(text), over=said.span)
    if "olympic" in low or not (said.other or _OTHER_TITLE.search(low)):
        yield found.say(sentence.about(sentence.year), "reigning_champion", name_value(who), over=said.span)


_OTHER_TITLE = re.compile(r"\b(?:world|european|asian|african|american|commonwealth|national|indoor)\b")


def _earlier(found: Found, who: Node, said: Node, text: str) -> Iterator[Statement]:
    """A place at another edition; who is described so has returned where the sentence is about returning."""
    sentence = found.sentence
    years = said.years or tuple(value for value in [asked_year(found) or sentence.memory.asked_year] if value)
    for value in years:
        if value == sentence.event.year:
            continue
        if said.label == "took":
            yield found.say(sentence.entrant(who.text, value), "competitor", name_value(who), over=said.span)
            continue
        number = Decimal(said.number) if said.number else None
        yield found.say(sentence.entrant(who.text), "earlier_place", Value(text, number=number), str(value), said.span)
        if said.label == "medal" and said.number:
            yield from _medal_of(found, who, MEDALS[said.number - 1], value, said)


def _medal_of(found: Found, who: Node, medal: str, edition: int, said: Node) -> Iterator[Statement]:
    yield found.say(found.sentence.about(edition), medal, name_value(who), over=said.span)
    if who.nation:
        yield found.say(found.sentence.about(edition), f"{medal}_noc", Value(who.nation.text), over=said.span)


@rule("plural_demonym", "⟩ and ", pattern=r"<W:first>(?P<rest>(?:, <W>)*,? and <W>)")
def _plural_demonym(found: Found) -> Iterator[Statement]:
    """Read "Americans Don Schollander and John Nelson" are both American."""
    nation = found.node("first").nation
    if (
        nation is None
        or nation.kind != "J"
        or not (nation.text.endswith(("s", "men", "women")) or found.node("first").label == "H")
        or found.sentence.elsewhere
    ):
        return
    for who in found.nodes("rest", "W"):
        if who.nation is None:
            who.nation = nation
            yield found.say(found.sentence.entrant(who.text, found.sentence.year), "noc", Value(nation.text))


@rule(
    "returned",
    "return",
    "were back",
    pattern=r"returning (?:[\w-]+ )*?(?:<F>|<H>|finalists?|medall?ists?"
    r"|semifinalists?)[^.;:⟨]{0,30}(?:(?:from|in) "
    r"(?:the )?<YGT>)?[^.;:⟨]{0,30}(?::| (?:was|were|is|are|included|include))(?P<all>[^;]*)"
    r"|(?<!none )(?<!neither )(?:of the (?:<C> |\w+ )?[^.;:]{0,60})returned(?: to "
    r"compete)?(?:[^.;:]{0,50}): "
    r"?(?P<listed>[^;]*)"
    r"|(?P<only>{WHO_LIST}) (?:was|were) the only (?:[\w-]+ )?(?:<F>|<H>|<Q>|finalists?"
    r"|medall?ists?)[^.;]{0,50} to return"
    r"|only (?:<C> )?(?:returning )?[^.;:⟨]{0,50}returned?[^.;:]{0,40}: ?(?P<few>[^;]*)"
    r"|of (?:the |its )?[^.;:]{0,60}\bwere back: ?(?P<back>[^;]*)",
)
def _returned(found: Found) -> Iterator[Statement]:
    if re.search(r"\b(?:none|no|neither) (?:of )?$|\bnot? $", found.before, re.IGNORECASE):
        return
    for name in ("all", "listed", "only", "few", "back"):
        for who in found.nodes(name, "W"):
            yield found.say(found.sentence.about(), "returning_competitor", name_value(who), over=None)


@rule(
    "returned_alone",
    "returned",
    pattern=r"(?P<who>{WHO_LIST})(?:,[^,.;]{0,60},)? (?:also |both |all )?returned(?! to the podium)(?=[.,;]| from| "
    r"to compete| to the event| to defend| after| for| in)",
)
def _returned_alone(found: Found) -> Iterator[Statement]:
    for who in found.nodes("who", "W"):
        if who.about or re.match(r" (?:to|from)", found.after):
            yield found.say(found.sentence.about(), "returning_competitor", name_value(who))


_LINK = (
    r"(?:,? (?:(?:in|among|for|of) [^,.;]{1,40},?|and [^,.;⟨]{1,30},|however,))?(?: however,)?,? "
    r"(?:was|is|were|are|being|remained)(?: also| again)?"
)


@rule("described", "⟨q", pattern=r"(?P<qs><Q>(?:(?:,? and|,) <Q>)*)" + _LINK + r" (?:the )?(?P<who>{WHO_LIST})")
def _described(found: Found) -> Iterator[Statement]:
    """Read "The two-time reigning world champion, and favorite in this race, was Lund"."""
    yield from _all_described(found)


@rule(
    "described_after",
    "⟨q",
    pattern=r"(?P<who>{WHO_LIST})(?:,[^,.;]{0,120},)?(?:,? who)? (?:(?:was|is|were|are|being)(?: also| again| "
    r"both| all| "
    r"considered| regarded as| seen as| tipped as| among| one of)*|,? as|entered as|came in as|, (?:himself"
    r"|herself)) (?P<qs>(?:the |a |an |one of the |among the )*<Q>(?:(?:,? and|,) <Q>)*)",
)
def _described_after(found: Found) -> Iterator[Statement]:
    yield from _all_described(found)


def _all_described(found: Found) -> Iterator[Statement]:
    if re.search(r"\bnot (?:the |a )?$", found.match.group()) or re.search(r"\bthat $", found.before):
        return
    for who in found.nodes("who", "W"):
        for said in found.nodes("qs", "Q"):
            yield from described(found, who, said)


@rule(
    "described_pronoun",
    "he was",
    "she was",
    pattern=r"\b(?:he|she) was(?: also| still)? (?P<qs><Q>(?:(?:,? and|,) <Q>)*)",
)
def _described_pronoun(found: Found) -> Iterator[Statement]:
    who = agent_before(found, found.match.end())
    for said in found.nodes("qs", "Q") if who else []:
        if who:
            yield from described(found, who, said)


@rule(
    "own_earlier_medal",
    "his",
    "her",
    pattern=r"\b(?:his|her) <YG:when>(?: Olympic)? (?P<medal>gold|silver|bronze)(?: medal)?(?! in (?:the )?<X>)"
    r"(?:,? and <YG:then> (?P<other>gold|silver|bronze))?",
)
def _own_earlier_medal(found: Found) -> Iterator[Statement]:
    """Read "adding to his 1968 bronze"."""
    who = agent_before(found)
    for when, medal in (("when", "medal"), ("then", "other")):
        for value in found.node(when).years if who and found.has(when) else ():
            if who and value != found.sentence.event.year:
                yield found.say(found.sentence.about(value), found.text(medal).lower(), name_value(who))


@rule(
    "after_place",
    "⟨q",
    pattern=r"(?:after|following|despite|improv\w+ (?:on|upon|from)) (?:a |an |his |her )?(?:[\w-]+ "
    r"){0,2}?(?P<qs><Q>)",
)
def _after_place(found: Found) -> Iterator[Statement]:
    """Read "took silver after a disappointing fifth-place finish four years earlier"."""
    who = agent_before(found)
    for said in found.nodes("qs", "Q") if who else []:
        if who and said.label in {"place", "medal"} and said.years:
            yield from described(found, who, said)


@rule(
    "identified",
    "identified",
    "named",
    "tipped",
    "listed",
    "regarded",
    "considered",
    pattern=r"(?:identified|named|tipped|listed|regarded|considered) (?P<who>{WHO_LIST})[^.;⟨]{0,20},? as "
    r"(?P<qs>(?:the |a |an |one of the |among the )*<Q>)",
)
def _identified(found: Found) -> Iterator[Statement]:
    yield from _all_described(found)


@rule(
    "favorites",
    "favo",
    "contender",
    "entrants included",
    "challenger",
    pattern=r"(?:(?P<said><Q>) included?|(?P<what>(?:(?:significant|main|heavy|pre-race|top|leading|other|"
    r"strong|clear) )?(?:favou?rites?"
    r"|contenders?))(?:[^.;:⟨]|<Y>){0,40} (?:were|was|included|include|are|is)) (?P<who>{WHO_LIST})",
)
def _favorites(found: Found) -> Iterator[Statement]:
    said = next(iter(found.nodes("said", "Q")), None)
    if said and (said.label != "favorite" or said.head is None):
        return
    what = said.head.of(found.sentence.text) if said and said.head else found.text("what")
    for who in found.nodes("who", "W"):
        yield found.say(found.sentence.entrant(who.text), "favorite", words(what))


@rule(
    "favored",
    "favored",
    "favoured",
    "among the fav",
    pattern=r"(?P<who>{WHO_LIST}){APP} (?:was|were) (?:(?:heavily|strongly|slightly|clearly|widely|also) "
    r")*(?P<what>favou?red(?: to win)?)",
)
def _favored(found: Found) -> Iterator[Statement]:
    for who in found.nodes("who", "W"):
        yield found.say(found.sentence.entrant(who.text), "favorite", words(found.text("what")))


@rule("world_titles", "world champion", "⟨x", pattern=r"(?P<who><W>)(?P<nothing>)")
def _world_titles(found: Found) -> Iterator[Statement]:
    """Read "every world championship winner since 1995: Berg (1995, 1996, 1997)"."""
    who = found.nodes("who", "W")[0]
    if not re.search(r"world champion|⟨X", found.typed.text[: found.match.start()], re.IGNORECASE):
        return
    for value in who.years:
        yield found.say(found.sentence.person(who.text), "world_champion", Value(str(value), number=Decimal(value)))


@rule(
    "had_competed",
    "compet",
    "participated",
    "appeared",
    "raced",
    pattern=r"(?P<who>{WHO_LIST}){APP} (?:had|has|have)(?: also| both| all| previously)* (?:competed|participated"
    r"|appeared|raced|swum|rowed|run)(?: in <E>)? (?:in|at) (?P<when>{EDITIONS})",
)
def _had_competed(found: Found) -> Iterator[Statement]:
    for node in found.nodes("when", "YGT"):
        for who in found.nodes("who", "W"):
            for value in node.years:
                yield found.say(found.sentence.entrant(who.text, value), "competitor", name_value(who))


_OTHER_PLACE = r"(?P<text>(?:(?:Olympic|a|the) )?(?:gold|silver|bronze)(?: medal)?|<O>(?:[- ]place)?(?: finish)?)"


@rule(
    "earlier_place",
    "⟨o",
    "gold",
    "silver",
    "bronze",
    pattern=_OTHER_PLACE + r"(?: in <E>)?,? ?(?:(?:in|at|from) (?P<when>{EDITIONS})|(?P<relative><G>))",
)
def _earlier_place(found: Found) -> Iterator[Statement]:
    """Read "a disappointing fifth-place finish four years earlier", "who had taken silver in 2008"."""
    nodes = [node for name in ("when", "relative") for node in found.nodes(name, "YGT")]
    if any(node.label == "relative" for node in nodes):
        nodes = [node for node in nodes if node.label == "relative"]
    who = _whose(found)
    if who is None or not re.search(
        r"\b(?:had|after|previously|having|despite|following|also)\b|,(?: who)?(?: finished| was| placed)? $"
        r"|improv",
        found.before[-90:] or "",
        re.IGNORECASE,
    ):
        return
    if in_brackets(found.typed.text, found.match.start()):
        return
    text = re.sub(r"^(?:a|the) ", "", found.text("text"))
    for node in nodes:
        for value in node.years:
            if value != found.sentence.event.year:
                yield from _placed_then(found, who, text, value)


def _whose(found: Found) -> Node | None:
    match = re.search(r"⟨W(\d+)⟩,(?: who)?(?: finished| was| placed)? $", found.typed.text[: found.match.start()])
    return found.typed.node(match.group(1)) if match else agent_before(found)


def _placed_then(found: Found, who: Node, text: str, edition: int) -> Iterator[Statement]:
    medal = next((name for name in MEDALS if name in text.lower()), None)
    orders = found.nodes("text", "O")
    number = MEDALS.index(medal) + 1 if medal else (orders[0].number if orders else None)
    value = Value(text, number=Decimal(number) if number else None)
    over = who.head if who.head and who.head.start >= found.sentence.span.start else None
    yield found.say(found.sentence.entrant(who.text), "earlier_place", value, str(edition), over)
    if medal:
        yield found.say(found.sentence.about(edition), medal, name_value(who), over=over)
    if medal and who.nation:
        yield found.say(found.sentence.about(edition), f"{medal}_noc", Value(who.nation.text), over=over)
