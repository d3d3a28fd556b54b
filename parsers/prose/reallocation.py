"""Medals that were taken away: an article says who was given one then, and who holds it now; the event's is the latter.

What a document says of it may stand anywhere, so that it is noted sentence by sentence and judged at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from parsers.prose.awards import awarded, team_of
from parsers.prose.common import TEAM_EVENT, editions
from parsers.prose.engine import Found, Sentence, rule
from parsers.prose.lexicon import compiled
from parsers.prose.typed import Node
from schemas.medals import MEDALS
from schemas.statements import Statement, Subject
from schemas.values import Value

_LATER = r"(?: \w+ly| later| also| both| all| since| then| each| however,)*"
_FROM_HERE = (
    r"(?! (?:from|in|at|for) (?:the |his |her |their )?(?:heats?|semi-?finals?|quarter-?finals?|repechages?|<L>|"
    r"<O>|<X>|<G>"
    r"|[a-z]+ (?:heats?|rounds?|lifts?|races?|jumps?|throws?)|another))"
    r"(?! (?:(?:of|to) )?(?:the |his |her |their )?(?:<YGX>|world|European|national))"
)
_TAKEN = (
    rf"(?:disqualified\b|stripped\b|ordered to (?:return|hand back)|(?:forced|required|made|asked) to (?:return|"
    rf"hand back"
    rf"|give (?:back|up))){_FROM_HERE}"
)
_OF_MEDALS = r"(?:his|her|their|the) (?:(?:gold|silver|bronze|Olympic) )*(?:medals?|titles?|gold|silver|bronze)"
_LOST = (
    rf"(?P<who>{{WHO_LIST}}){{APP}}(?:,? who)?(?: had| has| have| and)?(?:,? (?:was|were|been|being)){_LATER} {_TAKEN}"
    rf"|(?:stripped|disqualified|stripping|disqualifying)(?: both| also| the [\w-]+){{0,2}} (?P<whom>{{WHO_LIST}})"
    rf"|(?P<owner><W>)'s? (?:(?:gold|silver|bronze|Olympic) )*(?:medal|title|gold|silver|bronze)(?: medal)? "
    rf"(?:was|were)"
    rf"{_LATER} (?:revoked|withdrawn|taken away|annulled|rescinded|forfeited)"
    rf"|(?P<fallen><W>){{APP}} (?:(?:[^\s.;,⟨⟩]|<ALMCYDOET>)+ ){{1,10}}?(?:and|but)(?: was| were){_LATER} {_TAKEN}"
    rf"|(?P<loser><W>){{APP}} (?:(?:(?:[^\s.;,⟨⟩]|<CYDO>)+ ){{1,10}}?and )?(?:later |subsequently |then )"
    rf"?(?:lost|forfeited|gave up|had to (?:return|give back)"
    rf"|returned) {_OF_MEDALS}(?= (?:after|for|because|due|when|in ⟨|as a)|[.,;]|$)"
)
_LOST_BY_PRONOUN = (
    rf"(?:(?:^|[,;:] |\b(?:and|but|that|when|where|which|before) )(?P<all>both|they|(?:both|all)(?: <C>| three| "
    rf"two)? (?:<F>|"
    rf"of them|medall?ists)|he|she)(?: had| has| have)? (?:was|were|been){_LATER} {_TAKEN}"
    rf"|(?:stripped|disqualified|stripping) (?P<one>him|her|them)\b)"
)
_RESTORED = (
    r"\b(?:overturned|reinstated|restored|rescinded|reversed|(?:appeal|appeals) (?:was|were) (?:upheld|successful))\b"
)
_UNTRUE = re.compile(r"\b(?:not|never|if|would|could|might|may)\b|n't\b", re.IGNORECASE)


@dataclass(slots=True)
class Changes:
    """Who lost a medal of the event after it, by the fullest names, and who got it back."""

    fullest: Callable[[str], str]
    lost: set[str] = field(default_factory=set)
    restored: set[str] = field(default_factory=set)

    def note(self, sentence: Sentence) -> None:
        """Take note of what a sentence says. Asked before the sentence is remembered."""
        low = sentence.typed.text.lower()
        if sentence.elsewhere or _is_earlier(sentence) or sentence.is_rules or sentence.round is not None:
            return
        if any(word in low for word in ("stripped", "stripping", "disqualif", "return", "medal", "forfeit", "lost")):
            self.lost |= {sentence.fullest(name) for name in _lost(sentence)}
        if self.lost and re.search(_RESTORED, low) and not _UNTRUE.search(low):
            named = {sentence.fullest(node.text) for node in sentence.typed.nodes_in(0, len(low), "W")}
            before = {sentence.fullest(node.text) for node in sentence.memory.people}
            self.restored |= (named & self.lost) or (before & self.lost)

    def standing(self, said: Iterable[tuple[int, Statement]]) -> list[Statement]:
        """Return the statements, each told with its sentence's number, that still hold."""
        every = list(said)
        disqualified = {each.subject.name for _, each in every if each.property == "status" and _is_out(each)}
        lost = (self.lost | {name for name in disqualified if name}) - self.restored
        kept = [(at, each) for at, each in every if each.property != "status" or each.subject.name not in self.restored]
        if not lost:
            return [each for _, each in kept]
        past = self._past(kept, lost)
        return [now for at, each in kept for now in self._now(at, each, past, lost)]

    def _past(self, every: list[tuple[int, Statement]], lost: set[str]) -> dict[tuple[int, str], str]:
        """Return who no longer has which medal, by the sentence that tells it: those who lost it, those who rose."""
        best = self._best(every)
        past = {}
        for at, each in _medals(every):
            name = self.fullest(each.value.text)
            if any(other in name for other in lost) or best[name] != each.property:
                past[at, each.property] = name
        return past

    def _now(self, at: int, each: Statement, past: dict[tuple[int, str], str], lost: set[str]) -> Iterator[Statement]:
        """Yield what still holds of a statement; the winning mark of one who lost the medal is only that one's mark."""
        medal = "gold" if each.property == "winning_time" else each.property.removesuffix("_noc")
        name = past.get((at, medal))
        own = bool(each.subject.event and each.subject.event.games)
        if name is None or not own or (each.property == medal and self.fullest(each.value.text) != name):
            if not _is_place_of(each, lost):
                yield each
        elif each.property == "winning_time":
            yield replace(each, subject=Subject("entrant", each.subject.event, name), property="mark")

    def _best(self, every: list[tuple[int, Statement]]) -> dict[str, str]:
        """Return the best medal told of each: where one is taken away, those behind rise."""
        best: dict[str, str] = {}
        for _, each in _medals(every):
            name = self.fullest(each.value.text)
            best[name] = min(best.get(name, each.property), each.property, key=MEDALS.index)
        return best


def _is_out(each: Statement) -> bool:
    return each.value.text.lower() == "disqualified" and each.qualifiers.round in {None, "final"}


def _is_place_of(each: Statement, lost: set[str]) -> bool:
    """Say whether a statement is the place of one who lost a medal."""
    number = each.value.number
    own = each.property == "rank" and each.qualifiers.round in {None, "final"} and number is not None and number <= 3
    return own and each.subject.name in lost


def _lost(sentence: Sentence) -> Iterator[str]:
    """Yield the names of those of whom a sentence says that they lost what they had won."""
    typed = sentence.typed
    for match in compiled(_LOST).finditer(typed.text):
        if not _is_untrue(sentence, match):
            names = ("who", "whom", "owner", "fallen", "loser")
            yield from (node.text for name in names if match[name] for node in typed.nodes_in(*match.span(name), "W"))
    for match in compiled(_LOST_BY_PRONOUN).finditer(typed.text):
        if not _is_untrue(sentence, match):
            yield from (node.text for node in _meant(sentence, match))


def _is_earlier(sentence: Sentence) -> bool:
    """Say whether a sentence is about an edition before the event's own; a later year is that of the decision."""
    own = sentence.event.year
    return sentence.year is not None and (own is None or sentence.year < own)


def _is_untrue(sentence: Sentence, match: re.Match[str]) -> bool:
    """Say whether a loss is denied or supposed, or of an earlier edition: "was disqualified in 1936"."""
    text, own = sentence.typed.text, sentence.event.year
    year = re.match(r" in ⟨Y(\d+)⟩", text[match.end() :])
    before = bool(year and own and sentence.typed.node(year[1]).years[0] < own)
    return before or bool(_UNTRUE.search(text, max(0, match.start() - 30), match.end()))


def _meant(sentence: Sentence, match: re.Match[str]) -> list[Node]:
    """Return whom a pronoun means: several are those of the sentence before; one is the last named, or who acted."""
    typed, memory = sentence.typed, sentence.memory
    if (match["all"] or match["one"]).lower() not in {"he", "she", "him", "her"}:
        return list(memory.people)
    here = typed.nodes_in(0, match.start(), "W")
    return here[-1:] or ([memory.agent] if memory.agent else [])


@rule("disqualified_later", "disqualified", pattern=_LOST_BY_PRONOUN)
def _disqualified_later(found: Found) -> Iterator[Statement]:
    """Read "Both were later disqualified"."""
    sentence = found.sentence
    what = re.search(r"disqualified", found.text(), re.IGNORECASE)
    if (
        what is None
        or sentence.is_rules
        or sentence.round is not None
        or sentence.elsewhere
        or sentence.year is not None
    ):
        return
    for who in [] if _is_untrue(sentence, found.match) else _meant(sentence, found.match):
        yield found.say(sentence.entrant(who.text), "status", Value(what.group()))


def _medals(every: Iterable[tuple[int, Statement]]) -> Iterator[tuple[int, Statement]]:
    """Yield the statements of who won a medal of the document's own edition: others are told by their year alone."""
    for at, each in every:
        event = each.subject.event
        if each.property in MEDALS and each.subject.kind == "event" and event and event.games:
            yield at, each


_AND_ANOTHER = re.compile(r"(?: medals?)?,? and (silver|bronze)(?! medall?ist)", re.IGNORECASE)
_FOR_TWO = 2
_MEDAL = r"(?P<medal>gold|silver|bronze)(?: medal)?(?: position)?(?![\w-]| medall?ist)"


@rule(
    "upgraded",
    "upgraded",
    "promoted",
    "elevated",
    "advanced",
    "moved",
    "awarded",
    "received",
    "inherited",
    scope="result",
    pattern=r"(?P<who>{WHO_LIST}){APP},? (?:(?:(?:was|were|has been|have been)"
    + _LATER
    + r" |(?:then|later|subsequently|both) )?(?:upgraded|promoted|elevated|advanced|moved(?: up)?|bumped up|"
    r"raised|awarded)"
    r"(?: from (?:gold|silver|bronze|<O>(?: place)?))? to (?:the )?|(?:later |then )?(?:inherited|received|was "
    r"allocated"
    r"|was handed) the )"
    + _MEDAL
    + r"(?:,? (?:and|with|while) (?P<next><W>)(?: (?:was )?(?:upgraded |moved up )?(?:from [a-z]+ )?to| "
    r"taking)? (?:the )?(?P<other>silver|bronze)(?: medal)?(?![\w-]| medall?ist))?",
)
def _upgraded(found: Found) -> Iterator[Statement]:
    """Read "Morales was upgraded to gold and Zhang to silver", "Ax and Bex were upgraded to gold and silver"."""
    both, other = found.nodes("who", "W"), _AND_ANOTHER.match(found.after)
    if other and not found.has("next"):
        if len(both) == _FOR_TWO:
            yield from awarded(found, found.text("medal").lower(), both[:1])
            yield from awarded(found, other[1].lower(), both[1:])
        return
    yield from awarded(found, found.text("medal").lower(), team_of(found, found.nodes("who", "W")))
    if found.has("next"):
        people: list[Node] = found.nodes("next", "W")
        yield from awarded(found, found.text("other").lower(), people)


@rule(
    "medal_lost_to",
    "lost",
    "forfeit",
    scope="result",
    pattern=r"(?:lost|forfeited|surrendered) (?:the |his |her |their )?" + _MEDAL + r" to (?:the )?(?P<who><W>)(?!')",
)
def _medal_lost_to(found: Found) -> Iterator[Statement]:
    """Read "lost the gold medal to Slate": it is now, or was, the other's."""
    yield from awarded(found, found.text("medal").lower(), found.nodes("who", "W"))


@rule(
    "medal_reallocated",
    "allocated",
    "awarded",
    "assigned",
    scope="result",
    pattern=r"(?P<medal>gold|silver|bronze) medals? (?:was|were)"
    + _LATER
    + r" (?:re-?allocated|re-?awarded|awarded|re-?assigned) to (?:the )?(?P<team><N>)(?=[.,;]|$| and | in | after )",
)
def _medal_reallocated(found: Found) -> Iterator[Statement]:
    """Read "the silver medals were reallocated to Norway" of an event of teams."""
    years, own = editions(found), found.sentence.event.year
    if years is None or not TEAM_EVENT.search(found.sentence.event.event or ""):
        return
    edition = next((year for year in years if own is None or year < own), None)  # a later year is that of the decision
    nation = found.nodes("team", "N")[0]
    yield found.say(found.sentence.about(edition), f"{found.text('medal').lower()}_noc", Value(nation.text))
