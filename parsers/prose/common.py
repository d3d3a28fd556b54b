"""What the rules share: values, editions, who acts in a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from parsers.prose.engine import Found, Sentence
from parsers.prose.lexicon import compiled, years_of
from parsers.prose.typed import Node, Typed
from parsers.values import parse_cardinal, parse_date, parse_date_range, parse_length, parse_mark, parse_ordinal
from schemas.document import Span
from schemas.statements import Statement
from schemas.values import Value

_WORDED = {"no": 0, "none": 0, "a single": 1, "single": 1, "only one": 1, "both": 2, "twice": 2, "once": 1, "thrice": 3}


def words(text: str) -> Value:
    """Return a value that is only its text."""
    return Value(text)


def count(text: str, number: int | None = None) -> Value:
    """Return a count or an ordinal, as written."""
    low = text.lower()
    known = number if number is not None else _WORDED.get(low, parse_cardinal(low))
    known = known if known is not None else parse_ordinal(low)
    return Value(text, number=Decimal(known) if known is not None else None)


def counted(node: Node) -> Value:
    """Return the value of a cardinal or ordinal node."""
    return count(node.text, node.number)


def year(node: Node) -> Value:
    """Return the year that a node writes or means."""
    found = re.search(r"\d{4}", node.text)
    text = found.group() if found else node.text
    return Value(text, number=Decimal(node.years[0])) if node.years else Value(text)


def mark(node: Node) -> Value:
    """Return a mark, as written."""
    text = node.text
    plain = re.sub(r" (?:seconds|minutes|hours)$", "", text) if ":" in text else text
    quantity = parse_mark(plain) or parse_mark(plain.replace("-", " "))
    return Value(text, number=quantity.number, unit=quantity.unit) if quantity else Value(text)


def length(node: Node) -> Value:
    """Return a length in metres, as written."""
    quantity = parse_length(node.text) or parse_length(node.text.replace("-", " "))
    if quantity is None:
        return Value(node.text)
    return Value(node.text, number=Decimal(f"{quantity.number:f}"), unit=quantity.unit)


def dates(node: Node) -> tuple[Value, Value | None]:
    """Return the first and, where it is another, the last day that a node writes."""
    text = re.sub(r",(?=,)|,$", "", node.text)
    single = parse_date(text)
    if single:
        return Value(node.text, date=single), None
    cleaned = re.sub(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? |\bon ", "", text)
    cleaned = re.sub(r",? (?:and|until|through|&) ", " to ", cleaned)
    both = parse_date_range(cleaned)
    if both is None:
        return Value(node.text), None
    return Value(node.text, date=both[0]), Value(node.text, date=both[1])


_WHERE = (
    r"(?:(?:'s)? (?:medal|title|championship|event|race|competition))?(?: (?:in|at) <E>)?(?: again)?"
    r"(?:,? (?:in|at|from|of|during|for) (?:both )?(?P<when>(?:the )?<YGTXBU>(?:(?:, and|,| and) (?:in |at "
    r")?(?:the )?<YGTX>)*(?:,? <G>)?)|,? (?P<relative><G>)|(?P<title> <X>))"
)


_OTHER_EVENT = re.compile(
    r"(?:'s)? in (?:the (?:⟨[UPWVLC]|[a-z]+ (?:relay|jump|throw|vault|sprint|pursuit|event)\b)|(?:the "
    r")?⟨F\d+⟩'s |⟨L)"
)


def editions(found: Found, end: int | None = None) -> list[int] | None:
    """Return the years of the editions that a result is told of, by what follows it or opens its sentence.

    The event's own edition is an empty list; None means another competition, or an edition that is not told.
    """
    sentence = found.sentence
    if _OTHER_EVENT.match(found.typed.text, found.match.end() if end is None else end):
        return None
    after = compiled(_WHERE).match(found.typed.text, found.match.end() if end is None else end)
    if after:
        nodes = found.typed.nodes_in(after.start(), after.end(), "YGTXBU")
        if any(node.kind == "X" for node in nodes):
            return None
        if not all(node.kind in "BU" for node in nodes):
            return _told(nodes, sentence)
    if sentence.elsewhere:
        return None
    if _subject_years(found):
        return _subject_years(found)
    return [sentence.year] if sentence.year is not None else []


_EDITION_BEFORE = re.compile(r"⟨[YGT](\d+)⟩ $")


def _subject_years(found: Found) -> list[int]:
    """Return the other edition that the subject of a result is: "the 1928 event", "the event in Rome"."""
    nodes = found.nodes("edition", "G") + found.nodes("where", "YGT")
    before = _EDITION_BEFORE.search(found.typed.text, 0, found.match.start())
    nodes += [found.typed.node(before.group(1))] if before else []
    return [node.years[0] for node in nodes if node.years and node.years[0] != found.sentence.event.year][:1]


_ASIDE = re.compile(r", (?:who|whose|which|having|after|despite|the|an?)\b[^,;]*,")
_OTHER_EDITION = re.compile(r"(?<!since )(?<!of )(?<!than )(?:⟨G(\d+)⟩|\b(?:in|at|from|during) (?:the )?⟨[YT](\d+)⟩)")


def is_of_another(found: Found) -> bool:
    """Say whether the clause tells another edition before or in the match: "had won in 1928 with a time of ..."."""
    clause = _ASIDE.sub(",", found.before + found.match.group())
    years = [found.typed.node(match[1] or match[2]).years for match in _OTHER_EDITION.finditer(clause)]
    return any(year and year[0] != found.sentence.event.year for year in years)


GAP = re.compile(
    r"\b(?:lost|losing|gain\w*|trail\w*|lead|led|behind|ahead|within|margin|deficit|gap|penalt\w*|advantage|adrift"
    r"|difference|arrears|cushion)\b",
    re.IGNORECASE,
)
"""Words that make of a mark a gap to another competitor."""


def _told(nodes: list[Node], sentence: Sentence) -> list[int]:
    relative = [node for node in nodes if node.label == "relative"]
    chosen = relative or [node for node in nodes if node.years]
    return [value for node in chosen for value in node.years if value != sentence.event.year]


def in_brackets(text: str, position: int) -> bool:
    """Say whether a position of a sentence is inside round brackets: an aside."""
    return text.count("(", 0, position) > text.count(")", 0, position)


def is_olympic(sentence: Sentence) -> bool:
    """Say whether the document's event is one of the Olympics, so that "Olympic" means its own Games."""
    return "olympic" in (sentence.event.games or "olympic").lower()


def is_edition(sentence: Sentence, value: int) -> bool:
    """Say whether these Games were held in a year, where that is known."""
    if "olympic" not in (sentence.event.games or "").lower():
        return True
    return value in years_of("Winter" if "Winter" in (sentence.event.games or "") else "Summer") or value == 1906


def previous_year(sentence: Sentence) -> int | None:
    """Return the year of the Games before the event's own, of the same season."""
    own = sentence.event.year
    season = "Winter" if "Winter" in (sentence.event.games or "") else "Summer"
    earlier = [value for value in years_of(season) if own is not None and value < own]
    return earlier[-1] if earlier else None


_OBJECT = re.compile(
    r"(?:\b(?:beat|beats|beating|defeat|defeated|defeating|over|ahead of|behind|than|after|before|of|from|to"
    r"|tying|tied|with|against|"
    r"lapped|lapping|passed|passing|caught|overtook|overtaking|edging|edged|out|off|lead|follow|following"
    r"|match|matched|matching|"
    r"equalled|joined|joining|like|unlike|since|surpass|surpassing|overtake|knock|threatened|challenging"
    r"|leaving|forcing|pushed|for|"
    r"(?:anchored|coached|led|stroked|coxed|steered|managed|trained|accompanied|chased|pursued|headed|joined) by"
    r"|denied|denying|faced|met|outsprinted|held off|hold off|took out|pipped|pipping))(?: (?:his|her|their"
    r"|fellow|the))* $",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:^|[,;] |\b(?:and|but|when|before|as|while|after|where|that) )(?:he|she|they)\b", re.IGNORECASE
)
_WHO = re.compile(r"⟨W(\d+)⟩(?!')")


def is_object(found: Found) -> bool:
    """Say whether the competitor that opens a match is whom another acts on: "Berg beat Lund to win gold"."""
    start = found.match.start()
    return bool(_OBJECT.search(found.typed.text, max(0, start - 40), start))


def agent_before(found: Found, position: int | None = None) -> Node | None:
    """Return the competitor who acts at a position: the last one before it that is no object, else a pronoun's."""
    text = found.typed.text
    stop = found.match.start() if position is None else position
    best: Node | None = None
    first: Node | None = None
    for who in _WHO.finditer(text, 0, stop):
        node = found.typed.node(who.group(1))
        first = first or node
        if not _OBJECT.search(text, max(0, who.start() - 40), who.start()):
            best = node
    pronoun = None if best else _PRONOUN.search(text, 0, stop)
    if best:
        return best
    return found.sentence.memory.agent if pronoun else None


def agent_of(typed: Typed) -> Node | None:
    """Return the first competitor of a sentence who is no object."""
    for who in _WHO.finditer(typed.text):
        if not _OBJECT.search(typed.text, max(0, who.start() - 40), who.start()):
            return typed.node(who.group(1))
    return None


def name_value(node: Node) -> Value:
    """Return a competitor's name as written."""
    return Value(node.text)


def tied_nation(
    found: Found, who: Iterable[Node], nation: Node | None, edition: int | None = None, over: Span | None = None
) -> Iterator[Statement]:
    """Yield that competitors were of a nation."""
    for node in who:
        if nation:
            yield found.say(found.sentence.entrant(node.text, edition), "noc", Value(nation.text), over=over)


_RETURN = re.compile(r"\breturn(?:ed|ing|s|ees?)?\b|\bcompet(?:ed|ing) again\b|\bwere back\b", re.IGNORECASE)
_PLACE_YEARS = re.compile(r"\b(?:from|in|at|of) (?:the )?(?:[\w-]+ )?⟨[YGT](\d+)⟩")


def asked_year(found: Found) -> int | None:
    """Return the edition that "the returning cyclists from the 1964 Games" asks for."""
    text = found.typed.text
    if not _RETURN.search(text):
        return None
    for match in _PLACE_YEARS.finditer(text):
        node = found.typed.node(match.group(1))
        if node.years and node.years[0] != found.sentence.event.year:
            return node.years[0]
    return None


TEAM_EVENT = re.compile(
    r"\b(?:relay|teams?|eights?|fours?|pairs?|doubles?|quadruple|duet|group|medley|foursome|pursuit|pentathlon "
    r"team|crew"
    r"|(?:two|four)-(?:man|woman)|bobsleigh|doubles|football|hockey|basketball|volleyball|handball|rugby|polo|curling"
    r"|tug of war)\b",
    re.IGNORECASE,
)
"""Words of events that are for teams: a nation has the medal."""
