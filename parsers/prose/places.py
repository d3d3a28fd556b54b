"""Places, marks and starting orders of competitors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.prose.clauses import is_in_other_units, own_actor, round_told
from parsers.prose.common import GAP, agent_before, count, counted, is_object, is_of_another, mark, words
from parsers.prose.engine import Found, rule, told
from parsers.prose.typed import Node
from schemas.document import Span
from schemas.statements import Statement

_RANK_END = (
    r"(?:[- ](?:place|overall|position|spot))?(?=\s*(?:[.,;:)(]|$)|\s+(?:and|but|while|with|when|as|behind"
    r"|overall|despite|"
    r"in the (?:event|race|final|competition|standings|overall|end|same time)|ahead|just|among|after|for)\b|\s+(?:in|at"
    r"|with) (?:a \w+ of )?<ME>)"
)
_STAGE = re.compile(
    r"^ (?:at|in|after|on|through|by|of|during|with|into)\b[^.;,]{0,40}?\b(?:time check|checkpoint|split|lap\b"
    r"|laps|heats?\b|semi-?finals?|quarter-?finals?|round|qualif\w+|preliminar\w+|"
    r"intermediate|shooting|stage|rotation|apparatus|attempt|half-?way|mark\b|run\b|leg\b|turn\b"
    r"|point\b|metres\b|km\b|world championships?|standings "
    r"after|group|team\b|pool\b|ranking|⟨L|⟨X)",
    re.IGNORECASE,
)


def _is_stage(found: Found) -> bool:
    """Say whether a place is one on the way, in a heat or in another competition."""
    return bool(_STAGE.search(found.after[:60])) or bool(
        re.search(r"(?:qualif\w+|heat|semi-?final|lap|round) $", found.before)
    )


@rule(
    "placed",
    "⟨o",
    scope="final",
    pattern=r"(?P<who><W>){APP}(?:,? who)?,? (?P<had>had )?(?:(?:also|then|eventually|only|ultimately|again) "
    r")*(?:finished|placed|came|came home|came in|was placed|ended|ended up|ranked|took|<A>|was|were|coming|"
    r"placing|finishing|taking|settled for|settling for|crossed the line|was classified)(?: up| in| for| the "
    r"line)?(?: (?:a|the|an|only|just|joint|equal|tied for|disappointing|distant|best-ever|surprising|close|his"
    r"|her))* "
    r"(?P<tied>(?:tied|joint|equal) (?:for )?)?<O:place>" + _RANK_END,
)
def _placed(found: Found) -> Iterator[Statement]:
    if (
        found.has("had")
        or (found.sentence.round and not _at_the_end(found))
        or _is_stage(found)
        or _is_first_to(found)
        or re.match(r",? (?:in|at) (?:the )?⟨[YGT]", found.after)
    ):
        return
    yield from _rank(found, found.nodes("who", "W")[0], found.node("place"))


_FINISHED = re.compile(r"\b(?:finish(?:ed|ing)|placed|ended|came|crossed the line|was classified)\b")
"""What tells that a place is that of the end, where an account of the final tells others on the way."""


def _at_the_end(found: Found) -> bool:
    """Say whether a place in an account of the final is the last: it is told with a verb of ending, or with a mark."""
    clause = found.typed.text[: found.match.end()]
    return bool(
        _FINISHED.search(re.split(r"; |, (?:but|while|when) ", clause)[-1]) or re.match(r",? in ⟨M", found.after)
    )


def _is_first_to(found: Found) -> bool:
    """Say whether "was first" may mean the order, or the first to do something, as it does without a verb of ending."""
    said = found.typed.text[found.match.end("who") : found.match.start("place")]
    first = found.node("place").number == 1
    whole = re.match(r" (?:overall|in (?:the final|the event|⟨E))", found.after) or "overall" in found.match.group()
    return first and not whole and bool(_IS.search(said))


_IS = re.compile(r"\b(?:was|were|coming)(?: \w+)*? ⟨?.?$")


def _rank(found: Found, who: Node, place: Node, over: Span | None = None) -> Iterator[Statement]:
    if found.sentence.year is None and not found.sentence.elsewhere:
        yield found.say(found.sentence.entrant(who.text), "rank", counted(place), over=over)


@rule(
    "placed_beside",
    "⟨o",
    scope="final",
    pattern=r"(?P<who><W>(?:(?:, <W>)*,? and <W>(?=(?: all| both| were| finished)* (?:tied|joint|equal) ))?)(?: "
    r"all| both| were)*(?:,? (?:placing|finishing|coming|in|came|ending|taking|finished|placed)(?: in)?)? "
    r"(?P<tying>tying (?:with )?(?P<other><W>) (?:for|in) |tied for |joint |equal )?<O:place>" + _RANK_END,
)
def _placed_beside(found: Found) -> Iterator[Statement]:
    """Read "with Lund in second and Dahl third", "tying with Moen for 9th"."""
    if (
        _is_stage(found)
        or (found.sentence.round and not _at_the_end(found))
        or re.match(r",? (?:in|at) (?:the )?⟨[YGT]", found.after)
        or found.text("place").lower() in {"first", "1st"}
    ):
        return
    edition = found.sentence.memory.year if re.search(r"⟨A\d+⟩ ⟨G", found.typed.text[: found.match.start()]) else None
    if edition is not None:
        return
    for who in [*found.nodes("who", "W"), *found.nodes("other", "W")]:
        yield from _rank(found, who, found.node("place"))


@rule(
    "placed_at_last",
    ", who ",
    scope="result",
    pattern=r"<W:who>, who [^.;]{1,140}?(?<!had) (?:finished|placed)(?: in)? <O:place>" + _RANK_END,
)
def _placed_at_last(found: Found) -> Iterator[Statement]:
    """Read "Wierer, who was third after the shooting (behind two others) finished sixth"."""
    if not _is_stage(found):
        yield from _rank(found, found.node("who"), found.node("place"))


@rule(
    "placed_in_the_end",
    "⟨o",
    pattern=r"<W:who>{APP} (?:(?:[^\s.;,⟨⟩]|<AMLCOETUVBYQNJ>)+,? ){1,16}?(?:(?:and|but)(?: (?:only|then|"
    r"eventually|still|finally|was"
    r"|just|he|she))* (?:finished|placed|came|came home|came in|ended(?: up)?|rolled in|crossed the line)"
    r"|(?<=, )(?:finishing|coming|placing))(?: in| up)? (?:a \w+ )?<O:place>" + _RANK_END,
)
def _placed_in_the_end(found: Found) -> Iterator[Statement]:
    """Read "Lund capsized in the fifth race and ended in tenth place"."""
    sentence = found.sentence
    if sentence.is_rules or sentence.round not in {None, "final"} or _is_stage(found) or is_object(found):
        return
    elsewhere = re.match(r",? (?:in|at) (?:the )?⟨[YGTX]", found.after)
    if not elsewhere and not _NOT_DONE.search(told(found.match.group())):
        yield from _rank(found, found.node("who"), found.node("place"))


_NOT_DONE = re.compile(
    r"\b(?:had|would|could|might|may|if|when|expected|hoped|who|which|that|⟨X\d+⟩)\b|⟨X", re.IGNORECASE
)


@rule("own_place", "'s ⟨q", scope="result", pattern=r"<W:who>'s? (?:[\w-]+ ){0,2}?<Q:place>(?! (?:in|at|from))")
def _own_place(found: Found) -> Iterator[Statement]:
    """Read "with Mangiarotti's third-place finish"."""
    place = found.node("place")
    if place.label == "place" and not place.years and place.head:
        text = re.split(r"[- ]place", place.head.of(found.sentence.text))[0]
        yield found.say(found.sentence.entrant(found.node("who").text), "rank", count(text, place.number))


@rule(
    "place_went_to",
    "went to",
    "taken by",
    scope="result",
    pattern=r"<O:place>(?: place)? (?:went to|was taken by|was (?:earned|claimed) by) (?:the )?<W:who>",
)
def _place_went_to(found: Found) -> Iterator[Statement]:
    if not found.text("place").lower().startswith(("first", "1st")):
        yield from _rank(found, found.node("who"), found.node("place"))


_NOT_OWN = re.compile(
    r"\b(?:held|shared|holds|holding|standing|previous|old|existing|faster than|slower than|than the|required"
    r"|standard|limit|personal best|best time of the year|wind|world's best|headwind|tailwind|just off"
    r"|outside|short of|miss\w*|holders?|trials|practice|training|exhibition"
    r"|pass(?:ed|ing)|fail\w*|attempt\w*|tr(?:ied|ying)|whether|asked for|unsuccessful\w*)\b[^,;]*$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?: [\w-]+){0,2} (?:at|in|during|from) (?:(?:the|his|her|an?) )?(?:[\w.'-]+ |⟨[A-Z]\d+⟩\.? ){0,3}"
    r"?(?:trials|practice|training"
    r"|championships?|meet(?:ing)?|warm-up|season)\b",
    re.IGNORECASE,
)
"""What follows a mark of another competition: "at the U.S. trials"."""
_NOT_THE_RESULT = re.compile(
    r" or (?:⟨M|\d)|,? (?:which )?(?:(?:had been|was|has been|is) )?(?:set|held|run|swum|thrown|jumped|made|"
    r"established|ridden) by"
    r"| (?:in|on|for|with) (?:the |her |his )?(?:snatch|clean|jerk|press\b|compulsor|free routine|short program|"
    r"technical"
    r"|opening|first (?:run|race|jump|dive|round))"
    r"|(?: [\w-]+){0,2} in (?:the |her |his )?⟨O\d+⟩ (?:run|race|jump|dive|lift)\b",
    re.IGNORECASE,
)
"""What follows a mark that is doubted, another's, or of a part of what is summed up."""
_EARLIER = re.compile(
    r"⟨W\d+⟩[^;]*?\bhad (?!to\b)(?:(?!⟨W)[^;])*$|^(?:[^⟨]*,)? ?(?:he|she) had (?!to\b)[^;⟨]*$", re.IGNORECASE
)
"""What one had done before: no mark of the event."""
_THERE = re.compile(
    r"(?:(?<!time )\btrials|\bchampionships?|\bpractice|⟨X\d+⟩),? (?:in which|at which|where|when)\b[^;]*$",
    re.IGNORECASE,
)
_ON_THE_WAY = re.compile(
    r"(?:⟨A\d+⟩ the lead|\b(?:opened|opening|led|began|started))\b(?:(?! and )[^,;])*$", re.IGNORECASE
)
"""What tells that a mark was bettered later: "took the lead with 74.48 m"."""
_CREW_BEFORE = re.compile(
    r"(?:⟨H\d+⟩|\bteam|\bcrew) (?:of |comprising |consisting of )?(?:⟨W\d+⟩(?:, and |, | and ))+⟨W\d+⟩[^⟨]*$|"
    r"⟨W\d+⟩, ⟨W\d+⟩,? and ⟨W\d+⟩[^⟨]*(?:⟨A\d+⟩[^⟨]*)?$"
)
"""A crew before a mark, which is no one member's."""
_MARKED = (
    r"(?:\b(?:time|throw|jump|leap|total|score|mark|lift|result|run|ride|swim|effort|clocking|record|height"
    r"|vault|put|performance|points|distance) (?:of|at|in|with) (?:only |just |exactly )?"
    r"|\b(?:in|at|with|clocked|clocking|ran|running|recorded|recording|scored|scoring|posted|posting|totall?ed|totall?ing|threw"
    r"|throwing|jumped|jumping|lifted|lifting|cleared|clearing|swam|swimming|"
    r"rode|riding|achieved|achieving|set|setting|reached|reaching|finished|skated|skating|lowered it to"
    r"|improved (?:it )?to|lowered (?:the record )?to)(?: (?:a|an|the|just|only|his|her|up to))*(?: "
    r"(?:[a-z-]+)){0,3}? )"
)


_NOT_MADE = re.compile(
    r"\b(?:would (?:have|later|break|set|improve|lower|better)|could|hoped|needed|if|expected|target|deficit|lead"
    r"|advantage|gap|margin) [^,;⟨]*$",
    re.IGNORECASE,
)
"""What makes of a mark one that was hoped for, that came later, or a gap."""


@rule(
    "marked",
    "⟨m",
    pattern=_MARKED
    + r"(?P<value><M>)(?! (?:behind|ahead|back|faster|slower|off|down|later|margin|lead|adrift|clear|away"
    r"|advantage|faster|deficit))",
)
def _marked_by(found: Found) -> Iterator[Statement]:
    """A mark told of whom acts in the clause; the winner's is the winning mark."""
    sentence, node = found.sentence, found.nodes("value", "M")[0]
    if sentence.is_rules or sentence.elsewhere or sentence.year is not None or _NOT_OWN.search(found.before[-60:]):
        return
    if _NOT_MADE.search(found.before[-70:] + found.typed.text[found.match.start() : found.match.start("value")]):
        return
    if re.match(r" (?:local|hours|[ap]\.?m|⟨[KZ])| (?:in|at) (?:the )?⟨[YGX]", found.after):
        return
    if GAP.search(found.match.group()) or re.match(r" to ⟨W", found.after):
        return
    if (
        _OLD_RECORD.search(found.before[-90:] + found.match.group())
        or is_of_another(found)
        or _is_told_elsewhere(found)
    ):
        return
    who = own_actor(found) or agent_before(found)
    if who is None or who.label == "H" or is_in_other_units(found, mark(node)):
        return
    near = who.span.start >= sentence.span.start
    over = who.head if near else None
    in_round = round_told(found)
    if who.text in sentence.golds and in_round is None:
        yield found.say(sentence.about(), "winning_time", mark(node), over=over)
    else:
        yield found.say(sentence.entrant(who.text), "mark", mark(node), over=over, in_round=in_round)


def _is_told_elsewhere(found: Found) -> bool:
    """Say whether a mark is of another competition, of what was done before, or of a crew together."""
    own, sentence = found.typed.text, found.sentence
    if _ON_THE_WAY.search(found.before[-80:] + found.match.group()) or _THERE.search(own[: found.match.end()]):
        return True
    until = found.match.start("value")
    return bool(
        _ELSEWHERE.match(found.after)
        or _NOT_THE_RESULT.match(found.after)
        or _EARLIER.search(told(found.before + own[found.match.start() : until]))
        or (sentence.round is None and _CREW_BEFORE.search(told(own[:until])))
    )


_OLD_RECORD = re.compile(
    r"\b(?:break\w*|broke|beat\w*|better\w*|improv\w*|lower\w*|surpass\w*|eclips\w*|topp\w*)\b"
    r"(?:(?!\b(?:new|with|in|at|to)\b)[^,;]){0,60}\brecords?(?: \([^()]*\))? of (?:just |only )?⟨M\d+⟩$",
    re.IGNORECASE,
)


def _is_gap(node: Node) -> bool:
    """Say whether a bracketed mark is whole seconds: a gap to another, not a result."""
    return bool(re.fullmatch(r"\d+ ?(?:s|secs?|seconds?)", node.text))


@rule("mark_beside", "⟨w", pattern=r"(?P<who><W>)")
def _mark_beside(found: Found) -> Iterator[Statement]:
    """Read "Vandeputte (6:56.82)"."""
    node = found.nodes("who", "W")[0]
    if (
        node.mark
        and not _is_gap(node.mark)
        and not found.sentence.is_rules
        and not found.sentence.elsewhere
        and found.sentence.year is None
    ):
        yield found.say(found.sentence.entrant(node.text), "mark", mark(node.mark))


@rule(
    "started",
    "first",
    "last",
    "⟨o",
    scope="result",
    pattern=r"(?P<who><W>),? (?:who (?:was )?|was )?(?P<verb>started|racing|raced|going|went|starting|started"
    r"|ran|running"
    r"|skating|skated|skiing|rode|riding|swam|swimming|jumping|throwing|shooting)(?: off| out)? "
    r"(?P<order>first|last|second|second-last|<O>)(?: (?:to go|off|of <C:of>))?(?=[.,;)]|$| and | \()",
)
def _started(found: Found) -> Iterator[Statement]:
    text = found.text("order")
    order = next(iter(found.nodes("order", "O")), None)
    value = counted(order) if order else words(text)
    yield found.say(found.sentence.entrant(found.nodes("who", "W")[0].text), "start_order", value)
    if found.has("of"):
        yield found.say(found.sentence.about(), "competitors", counted(found.node("of")))
