"""Level one: what a sentence holds of marks, dates, numbers, Games, nations, names. See `typed.Node` for the kinds."""

from __future__ import annotations

import re
from functools import cache

from parsers.prose import lexicon
from parsers.prose.caseless import lowered
from parsers.prose.typed import Node
from parsers.values import parse_cardinal, parse_length, parse_mark, parse_ordinal
from parsers.values.dates import MONTH_TEXT
from parsers.values.marks import FRACTION_WORDS, LENGTH_TEXT
from parsers.values.numbers import CARDINAL_WORD, NUMBER_WORDS, ORDINAL_WORD
from schemas.caches import remembered
from schemas.document import Span
from schemas.statements import EventWords

_YEAR = r"(?:1[89]|20)\d\d"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d|:|\.\d)"
_TO = r"(?: ?[–—-] ?| to | and | until | through | & )"
_DAY_MONTH = rf"{_WEEKDAY}?{_DAY}(?: of)? {MONTH_TEXT}(?!\w)"
_MONTH_DAY = rf"{_WEEKDAY}?{MONTH_TEXT} {_DAY}"
_COMPETITION = (
    r"(?:Championships?|Cup|Games|Olympics|Trials?|League|Tour|Meeting|Masters|Marathon|Universiade|Grand "
    r"Prix|Spartakiad)"
)
_CAPS = r"(?:[A-Z][\w.'-]*(?: (?:of|in|the|and|for) (?=[A-Z]))? ?)"
_RELATIVE = r"(?:earlier|previously|before|prior|later|ago)\b"
_CLOCK_UNIT = r"(?: (?:hours|minutes|seconds)\b)?"
_SECONDS = r"(?:seconds?|secs?|s)\b"

_PARTS = {
    "Z": r"(?:UTC|GMT) ?[+\-−–±] ?\d{1,2}(?::?\d\d)?",
    "R": rf"\d{{1,2}}(?:, \d{{1,2}})+,? and {_DAY_MONTH}(?:,? {_YEAR})?"
         rf"|{_WEEKDAY}?{_DAY}(?: {MONTH_TEXT})?(?:,? {_YEAR})?{_TO}(?:on )?{_DAY_MONTH}(?:,? {_YEAR})?"
         rf"|{_MONTH_DAY}(?:,? {_YEAR})?,?{_TO}(?:on )?(?:{_WEEKDAY}?{MONTH_TEXT} )?{_DAY}(?:,? {_YEAR})?(?![\w:])",
    "D": rf"{_DAY_MONTH}(?:,? {_YEAR})?|{_MONTH_DAY}(?:,? {_YEAR})?|{MONTH_TEXT} {_YEAR}",
    "G": rf"(?:the )?{_YEAR} {_CAPS}{{0,6}}?{_COMPETITION}\b"
         rf"|(?:the )?{_YEAR} (?:edition|title|event|competition|race|final|tournament|contest)s?\b(?! (?:was|were) "
             rf"(?:not )?reduc)",
    "X": rf"(?:the )?(?:[A-Z][\w.'-]* ){{1,6}}{_COMPETITION}\b(?: (?:in|of) [A-Z]\w+)?|(?:the )?World (?:Cup"
        rf"|Championships?)",
    "I": rf"{_YEAR} ?[–-] ?\d\d(?:\d\d)?(?!\d)",
    "M": rf"\d{{1,3}}:\d\d(?::\d\d)?(?:[.,]\d+)?(?!\d){_CLOCK_UNIT}"
         rf"|\d{{1,2}} ?(?:hours?|hrs?|h)\b,? ?(?:and )?\d{{1,2}} ?(?:minutes?|mins?|m|')(?:,? ?(?:and "
             rf")?\d{{1,2}}(?:\.\d+)? ?(?:{_SECONDS}|\"|''))?"
         rf"|\d{{1,3}} ?(?:minutes?|mins?)\b,? (?:and )?\d{{1,2}}(?:\.\d+)? ?{_SECONDS}|\d{{1,3}}' "
             rf"?\d{{1,2}}(?:\.\d+)?(?:\"|'')"
         rf"|\d+[.]\d+(?:[- ](?:metres?|meters?|m|kilograms?|kg|points?|pts|{_SECONDS}))?(?![\w/%]|-?(?:kilomet"
             rf"|mile|km)|\.\d| ?(?:m|km)/| ?(?:k[mi]|miles?|kilomet|per|million|percent))"
         rf"|\d[\d,]* ?(?:kg|kilograms?|points?|pts|cm|seconds?)\b(?! (?:class|category|event|division|weight))",
    "L": LENGTH_TEXT,
    "O": rf"(?<!\d)\d{{1,3}}(?:st|nd|rd|th)\b|\b(?!first (?:time|held|contested|introduced|appeared|appearance"
        rf"|staged|included|featured|added|modern)\b){ORDINAL_WORD}",
    "A": rf"(?:\d{{1,2}}|{CARDINAL_WORD}) years {_RELATIVE}",
    "B": r"(?:the )?(?:modern |Summer |Winter )*(?:Olympic Games|Olympics)\b|the Games\b",
    "Y": rf"(?<![\d.:,/]){_YEAR}(?![\d:]|[.,]\d|-(?:met|m\b))",
    "C": rf"(?<![\d.:,/])\d{{1,3}}(?:,\d{{3}})+(?!\d|[.,]\d)|(?<![\w.:,/])\d{{1,5}}(?![\w:/%]|[.,]\d|-)"
        rf"|\b{CARDINAL_WORD}",
    "K": r"(?:[A-Z][a-z]+ ){1,4}(?:[Ss]tandard |[Dd]aylight |[Ss]ummer )?[Tt]ime\b(?! [Tt]rial)|\b(?:CET|CEST|EST"
        r"|EDT|PST|PDT|BST|JST)\b|local time\b",
}  # fmt: skip
_ORDER = "ZGXRDIMLAKOBYC"
_GENERIC = r"(?:event|race|competition|tournament|contest|discipline)"
_JOINT = r"(?:of|in|for|and|an?|the|at|was|is|to|on|with|by)"
_EDITION_YEAR = rf"(?:{_YEAR}(?![ -]?m(?:et|\b)))"
_GENDER = r"(?:men|women|boys|girls|ladies|male|female)(?:'s|')?"


@cache
def _scanner() -> re.Pattern[str]:
    """Everything that is recognised by its form, in order of precedence."""
    parts = []
    for kind in _ORDER:
        source = _PARTS[kind]
        loose = kind in "LOAC"
        parts.append(f"(?P<{kind}>(?i:{source}))" if loose else f"(?P<{kind}>{source})")
    return re.compile(rf"(?<![\w])(?={_beginnings()})(?:{'|'.join(parts)})")


def _beginnings() -> str:
    """Return a pattern that looks at how a word begins: most cannot begin anything, and need not be tried as each kind.

    What is recognised begins with a digit, a capital, a number in words (after "a" a length's unit may follow at once),
    or one of a few other words.
    """
    words = {*NUMBER_WORDS, *FRACTION_WORDS, "the", "modern", "local"}
    heads = sorted({word[:2] for word in words if len(word) > 1 and word[1] != " "})
    return rf"\d|[A-Z]|(?i:a(?![bdeghijlopqrstuvwxz])|{'|'.join(heads)})"


def _word_pattern(word: str) -> str:
    if re.fullmatch(r"met(?:re|er)s?|m", word):
        return r"(?:met(?:re|er)s?|m)"
    if re.fullmatch(r"kilomet(?:re|er)s?|km", word):
        return r"(?:kilomet(?:re|er)s?|km)"
    if re.fullmatch(r"kg|kilograms?", word):
        return r"(?:kg|kilograms?)"
    return re.escape(word)


def _event_names(event: EventWords) -> list[str]:
    """Return patterns for the names of an event: the whole, and its last words where it has three or more."""
    words = (event.event or "").replace("’", "'").split()
    while words and re.fullmatch(_GENDER, words[0], re.IGNORECASE):
        words = words[1:]
    if not words and event.event:  # "Modern pentathlon at the ... – Men's": the sport is the event
        words = (event.sport or "").split()
    if not words:
        return []
    names = [words]
    if len(words) > 2 and not words[-1][0].isdigit():
        names.append(words[-2:])
    if len(words) == 2 and words[1].lower() in {"throw", "jump", "put", "race", "walk"} and len(words[0]) > 4:
        names.append(words[:1])
    found = ["[ -]".join(_word_pattern(word.strip(",")) for word in name) for name in names]
    if len(words) > 2 and words[-1].lower() == "individual":  # "The normal hill was held on"
        found.append("[ -]".join(map(_word_pattern, words[:-1])) + "(?! (?:team|mixed|qualif))")
    return found


def event_pattern(event: EventWords) -> re.Pattern[str]:
    """Return a pattern for the ways an article names its own event, in a text that is `lowered`.

    It is made for each event, and one that ignores case takes twice as long to compile: a millisecond more an article.
    """
    return _event_pattern(lowered("|".join(_event_names(event))))


@remembered(1_024)  # by the names: an event has the same at all Games
def _event_pattern(names: str) -> re.Pattern[str]:
    own = (
        rf"|(?:(?:(?:the |this )(?:{_EDITION_YEAR} )?)?(?:{_GENDER} )?(?:(?!{_JOINT}\b)\w+ )??"
        rf"|(?:the (?:{_EDITION_YEAR} )?)?{_GENDER} (?:[\w-]+ ){{0,3}}?)(?:{names})"
        rf"(?:,? (?:\w+ )??{_GENERIC})?(?![\w'])"
        if names
        else ""
    )
    return re.compile(rf"(?<!\w)(?:(?:the|this) (?:{_EDITION_YEAR} )?(?:{_GENDER} )?(?:\w+ )?{_GENERIC}(?![\w]){own})")


def scan(text: str, offset: int, event: re.Pattern[str], words: EventWords) -> list[Node]:
    """Return the nodes that `text` (the sentence, at `offset` of the source) holds by form, in order."""
    claimed = [
        _event(text[m.start() : m.end()], Span(m.start() + offset, m.end() + offset), words)
        for m in event.finditer(lowered(text))
    ]
    found = []
    starts = [node.span for node in claimed]
    at, index, scanner = 0, 0, _scanner()
    while match := scanner.search(text, at):
        while index < len(starts) and starts[index].end - offset <= match.start():
            index += 1
        if index < len(starts) and starts[index].start - offset < match.end():
            at = max(starts[index].end - offset, match.start() + 1)
            continue
        node = _node(match, offset, words)
        if node:
            found.append(node)
        at = match.end()
    return sorted(claimed + found, key=lambda node: node.span)


_OF_EDITION = re.compile(rf"(?:(?:the|this) )?(?:(?P<year>{_EDITION_YEAR})|(?P<city>[A-Z][\w.-]+)) ", re.IGNORECASE)


_NEIGHBOUR = re.compile(r"(?:the )?(?:previous|preceding|last|next|following|earlier) ", re.IGNORECASE)


def _event(text: str, span: Span, event: EventWords) -> Node:
    """Return the event (E), or another edition: G where its year or host city is in the name, X for "the previous"."""
    if _NEIGHBOUR.match(text):
        return Node("X", span, text)
    told = _OF_EDITION.match(text)
    city = own_city(told["city"], event) if told and told["city"] else None
    years = (int(told["year"]),) if told and told["year"] else city.years if city else ()
    return Node("G", span, text, years=years) if years and years[0] != event.year else Node("E", span, text)


def _node(match: re.Match[str], offset: int, event: EventWords) -> Node | None:
    kind, text = str(match.lastgroup), match.group()
    span = Span(match.start() + offset, match.end() + offset)
    if kind in "GX":
        return _games(text, span, event)
    if kind == "A":
        return _relative(text, span, event)
    if kind == "I":
        return Node("I", span, text)
    return _numeric(kind, text, span)


def _numeric(kind: str, text: str, span: Span) -> Node | None:
    node = Node(kind, span, text)
    if kind == "Y":
        node.years = (int(text),)
    elif kind == "O":
        node.number = parse_ordinal(text)
    elif kind == "C":
        node.number = parse_cardinal(text)
    elif (
        kind == "M"
        and parse_mark(text.replace(" seconds", "").replace(" minutes", "") if ":" in text else text) is None
    ) or (kind == "L" and parse_length(text.replace("-", " ") if text[0].isdigit() else text) is None):
        return None
    return node


def family(games: str | None) -> str:
    """Return what all editions of some Games have in their name: "Olympics" of "1968 Summer Olympics"."""
    words = re.sub(rf"{_YEAR}|\bthe\b|Summer|Winter|Intercalated|Games\b|\bin\b.*|[^\w ]", "", games or "").split()
    return " ".join(words).lower().replace("olympics", "olympic")


def _games(text: str, span: Span, event: EventWords) -> Node:
    """Return an edition of this event's Games (G), or another competition (X)."""
    year = re.search(_YEAR, text)
    own = family(event.games)
    generic = re.search(r"(?:edition|title|event|competition|race|final|tournament|contest)s?$", text)
    named = "" if generic else family(text)
    same = named == "" or named == own or (bool(own) and set(named.split()) <= set(own.split()))
    city = (
        own_city(re.sub(r"^the | (?:Summer |Winter |Olympic )*(?:Games|Olympics)$", "", text), event)
        if not year
        else None
    )
    if city:
        return Node("G", span, text, years=city.years)
    if year and same:
        return Node("G", span, text, years=(int(year.group()),))
    return Node("X" if not same else "B", span, text, years=(int(year.group()),) if year else ())


def _relative(text: str, span: Span, event: EventWords) -> Node | None:
    """Return the edition that "four years earlier" means, counted from this event's year."""
    count = parse_cardinal(text.split(" years")[0])
    if count is None or event.year is None:
        return None
    later = text.lower().endswith("later")
    return Node("G", span, text, years=(event.year + count if later else event.year - count,), label="relative")


def first_words(names: dict[str, tuple[str, ...]], word: str, text: str, start: int) -> str | None:
    """Return the longest of `names` that stands at `start` of `text` as whole words; `word` is the first there."""
    for name in names.get(word.split("-")[0], ()):
        end = start + len(name)
        if text.startswith(name, start) and not (end < len(text) and (text[end].isalpha() or text[end] == "-")):
            return name
    return None


def own_city(city: str, event: EventWords) -> Node | None:
    """Return the edition that a host city stands for: this event's own Games, or the latest there before them."""
    editions = lexicon.city_years(city)
    years = sorted(year for year, _ in editions)
    if event.year in years:
        return Node("T", Span(0, 0), city, years=(event.year or 0,), label="own")
    earlier = [year for year in years if event.year is None or year < event.year]
    if not earlier:
        return None
    return Node("T", Span(0, 0), city, years=(earlier[-1],)) if event.year or len(earlier) == 1 else None
