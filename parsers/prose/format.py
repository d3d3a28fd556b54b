"""The lead and the rules: when and where, in what format, over what distance, from what start; the time zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.prose.common import counted, dates, length, previous_year, words
from parsers.prose.engine import Found, rule
from parsers.title import gender_of
from schemas.statements import Statement, Subject
from schemas.values import Value

_HELD_TO = r"{THIS}[^.;]{0,170}?(?:{HELD})"


def _is_own(found: Found) -> bool:
    """Say whether the clause is about the event itself, not about a round, a qualifier or another competition."""
    between = found.match.group()
    return not re.search(
        r"\b(?:heats?|semi-?finals?|qualif\w+|trials?|previously|originally|postponed|draw|ceremony)\b(?! and "
        r"final)",
        between,
        re.IGNORECASE,
    )


@rule(
    "date",
    "⟨d",
    "⟨r",
    scope="lead",
    pattern=_HELD_TO
    + r"[^.;]{0,140}?(?:\b(?:on|from|between|over|in|during) )?(?:both )?(?P<when><DR>)(?:,? (?:to|and|until) "
    r"(?:on )?(?P<last><D>))?",
)
def _date(found: Found) -> Iterator[Statement]:
    if not _is_own(found):
        return
    first, last = dates(found.nodes("when", "DR")[0])
    yield found.say(found.sentence.about(), "date", first)
    ends = found.nodes("last", "D")
    last = dates(ends[0])[0] if ends else last
    if last:
        yield found.say(found.sentence.about(), "date_end", last)


@rule(
    "date_alone",
    "⟨d",
    "⟨r",
    scope="lead",
    pattern=r"^(?:held|contested|staged)(?: (?:on|from|between|over))? (?P<when><DR>)",
)
def _date_alone(found: Found) -> Iterator[Statement]:
    """Read a sentence without a subject: "Held 21–25 October."."""
    first, last = dates(found.nodes("when", "DR")[0])
    yield found.say(found.sentence.about(), "date", first)
    if last:
        yield found.say(found.sentence.about(), "date_end", last)


@rule(
    "venue",
    "⟨v",
    "⟨u",
    scope="lead",
    pattern=_HELD_TO + r"(?:(?!\b(?:at|around) )[^.;]|<G>){0,120}?\b(?:(?:at|around|on) (?:the )?|in (?:the "
    r")?(?=⟨V))(?P<venue><VUTP>(?: (?:of|de|am|an "
    r"der|du) (?:the )?<VUTP>)?)(?!<)",
)
def _venue(found: Found) -> Iterator[Statement]:
    if _is_own(found) and found.match["venue"][1] in "VUTP":
        yield found.say(found.sentence.about(), "venue", words(found.text("venue")))


@rule(
    "venue_was",
    "venue",
    scope="lead",
    pattern=r"(?:^|[,;] |and )the (?:<[EGJO]> |[a-z]+ )?venue (?:for|of) [^.;]{1,80}? (?:was|were) "
    r"(?:at )?(?:the )?(?P<venue><VUTP>)(?!<)",
)
def _venue_was(found: Found) -> Iterator[Statement]:
    """Read "The venue for the 2000 competition was the Invented Stadium"."""
    yield found.say(found.sentence.about(), "venue", words(found.text("venue")))


@rule(
    "venue_shooting",
    "at the",
    scope="lead",
    pattern=_HELD_TO
    + r"[^.;⟨]{0,60}(?:<[DR]>[^.;⟨]{0,10})?\bat the (?P<venue>(?:[a-z]+ ){1,3}(?:at|in|of) (?:the )?<UVT>)",
)
def _venue_shooting(found: Found) -> Iterator[Statement]:
    yield found.say(found.sentence.about(), "venue", words(found.text("venue")))


@rule(
    "host_city",
    "in ⟨t",
    "in ⟨u",
    "in the ⟨t",
    "in the ⟨u",
    "at ⟨t",
    "⟩, ⟨t",
    scope="lead",
    pattern=r"(?:<G>(?:'?s? [\w ]{1,20})?|<V>(?: \([^()]{1,40}\))?|{HELD}(?: <V>)?),? (?:held )?in (?:the "
    r")?(?P<city><TU>)(?=[.,;]|$| on | "
    r"from | between | in | and | took| was|,)|(?:\b(?:in|at) |(?:<U>|<V>|<P>), )(?P<host><T>)(?=[.,;]|$| on | "
    r"from | in | and )",
)
def _host_city(found: Found) -> Iterator[Statement]:
    node = (found.nodes("city", "TU") + found.nodes("host", "T"))[0]
    olympic = "olympic" in (found.sentence.event.games or "").lower()
    if node.text in (found.sentence.event.games or ""):
        return  # a part of the Games' own name: "the World Championships in Athletics"
    if (node.kind == "T" and node.label == "own") or (node.kind == "U" and node.label == "place" and not olympic):
        yield found.say(found.sentence.about(), "host_city", Value(node.text))


_FORMATS = (
    r"(?:(?:individual|team|single|double|modified|straight|direct|simple|classic|single-|double-)[- "
    r"]?)?(?:time trial|(?:elimination|knock-?out|round[- ]robin|Bergvall|repechage) (?:tournament|format"
    r"|system|bracket|competition|event)|"
    r"round[- ]robin(?: tournament)?|mass[- ]start(?: race)?|pursuit race|interval start|head-to-head|stage "
    r"race|tournament)"
)


@rule(
    "event_format",
    "format",
    "tournament",
    "time trial",
    "knock",
    "round-robin",
    "round robin",
    "mass-start",
    "mass start",
    "pursuit race",
    "interval start",
    "head-to-head",
    "stage race",
    "elimination",
    "bergvall",
    "repechage",
    " a ⟨e",
    " an ⟨e",
    pattern=r"(?:{THIS}|<G>|<B>)(?:[^.;⟨]{0,30}(?:<GB> )?)?(?:,)? (?:was|is|were|used|uses|featured|consisted of)(?: "
    r"run as| held as| contested as)? (?:an?|the) (?P<what>" + _FORMATS + r")(?:<E>)?"
    r"|<E> (?:[^.;]{0,50}? )?(?:was|is) an? (?P<self><E>)"
    r"|\bformat (?:was|is)(?: an?| the)? (?:[\w-]+ ){0,2}?(?P<form>" + _FORMATS + r")",
)
def _event_format(found: Found) -> Iterator[Statement]:
    text = re.sub(
        r" (?:event|race|competition|contest)$",
        "",
        found.text(next(name for name in ("what", "self", "form") if found.has(name))),
    )
    if re.fullmatch(_FORMATS, text, re.IGNORECASE):
        yield found.say(found.sentence.about(), "event_format", words(text))


_COVERED = (
    r"(?:raced|rode|ran|rowed|skied|swam|skated|covered|covering|walked|contested over|over|increased to"
    r"|reduced to|changed to|shortened to|extended to|lengthened to|consisted of|consists of)"
)


@rule(
    "distance",
    "⟨l",
    pattern=r"(?:\b(?:distance|course|race|length|<E>)\b(?P<between>[^.;⟨]{0,40}(?:<E>[^.;⟨]{0,20})?)\b(?:was|is|of"
    r"|were|being) (?:also )?(?:increased to |reduced to |changed to |about |approximately |exactly )?|\b"
    + _COVERED
    + r" (?:a |an |the )?(?:distance of |course of |length of )?|\blaps \()(?P<value><L>)",
)
def _distance(found: Found) -> Iterator[Statement]:
    if found.match.group().lower().startswith("over ") and _OTHERS_OVER.search(found.before):
        return
    if _not_the_race(found) or (" (" in found.match.group() and not found.sentence.is_lead):
        return
    if _PART_OF_RACE.match(found.after):
        return
    yield found.say(_of_gender(found), "distance_m", length(found.nodes("value", "L")[0]))


_OTHERS_OVER = re.compile(
    r"(?:⟨[AQ]\d+⟩|\b(?:medall?ists?|champions?|winners?|titles?|records?|gold|silver|bronze|medals?|debut)) $",
    re.IGNORECASE,
)
"""What stands before "over 1000 metres" where that is another race: "silver medalist over 100 metres"."""


def _not_the_race(found: Found) -> bool:
    text = re.split(r"⟩| and ", found.before)[-1] + found.match.group()
    partial = re.search(
        r"\b(?:climb|descen\w+|qualifying|elevation|drop|above|last|first|final|each lap|circuit|section|part of"
        r"|wide|deep|long pool|paced|altitude|remaining|sprint|intermediate|pool is|per lap|flying|height|run-up"
        r"|targets?|range)\b",
        text,
        re.IGNORECASE,
    )
    return (
        bool(partial)
        or found.sentence.is_part
        or bool(
            re.match(
                r" (?:⟨[CL]\d+⟩|circuit|climb|lap\b|course that|long\b|wide|deep|above|of climbing|pool|flying|"
                r"section|backstroke"
                r"|breaststroke|elevation|high|from the|targets?|time trial)",
                found.after,
            )
        )
    )


_PART_OF_RACE = re.compile(
    r" (?:of )?(?:swim|bike|bicycl|cycl|run|ski|row|walk|ride|leg\b|lap\b|climb|descent)", re.IGNORECASE
)
"""What makes of a length that of one part of a race: "1.5 km swim, 40 km cycle and 10 km run"."""


def _of_gender(found: Found) -> Subject:
    """Return the event, of the gender for which the length is given."""
    about = found.sentence.about()
    match = re.match(r" for ⟨F(\d+)⟩", found.after)
    if match and about.event and about.event.gender == "unknown":
        return Subject(about.kind, replace(about.event, gender=gender_of(found.typed.node(match.group(1)).text)))
    return about


@rule("distance_more", "⟨l", pattern=r"(?:and|,) (?P<value><L>) for (?P<gender><F>)")
def _distance_more(found: Found) -> Iterator[Statement]:
    about = found.sentence.about()
    if about.event and re.search(
        r"\b(?:distance|length|raced?|contested|over)\b", found.typed.text[: found.match.start()]
    ):
        event = replace(about.event, gender=gender_of(found.text("gender")))
        yield found.say(Subject(about.kind, event), "distance_m", length(found.nodes("value", "L")[0]))


@rule(
    "distance_then",
    "⟨l",
    pattern=r"(?:except|except in|save for|but) (?:for )?(?:the )?(?P<when><YG>),? (?:when|where|in which) "
    r"[^.;⟨]{0,30}?(?:was|is) (?P<value><L>)|(?:rather than|instead of|up from|down from|compared to) (?:the "
    r")?(?P<before><L>)(?: [^.;,⟨]{0,30}?(?:used|in|at|of)(?P<then> (?:the )?(?:previously|previous|<YG>))?)?",
)
def _distance_then(found: Found) -> Iterator[Statement]:
    """The distance at another edition: told, or the last before this."""
    nodes = found.nodes("when", "YG") + found.nodes("then", "YG")
    edition = (
        nodes[0].years[0] if nodes and nodes[0].years else (found.sentence.memory.year or previous_year(found.sentence))
    )
    value = found.nodes("value" if found.has("value") else "before", "L")[0]
    if edition is not None and not _not_the_race(found):
        yield found.say(_excepted(found, edition), "distance_m", length(value))


def _excepted(found: Found, edition: int) -> Subject:
    """Return the other edition, of the gender of what it is an exception of: "1000 m for men (except 1896, ...)"."""
    about = found.sentence.about(edition)
    match = re.search(r" for ⟨F(\d+)⟩,? ?\(?$", found.typed.text[: found.match.start()])
    if match and found.has("when") and about.event and about.event.gender == "unknown":
        event = replace(about.event, gender=gender_of(found.typed.node(match.group(1)).text))
        return Subject(about.kind, event)
    return about


@rule(
    "laps",
    "laps",
    "lengths",
    "-lap",
    pattern=r"(?P<n><C>) (?:complete )?(?:laps|circuits)(?: \(<L>\))?(?: of (?:the|an?)\b| around)|(?:a|the) "
    r"(?P<m><C>)[- ]lap "
    r"race",
)
def _laps(found: Found) -> Iterator[Statement]:
    if not re.search(r"\b(?:every|first|last|another|after|final|remaining|lead|behind|with)(?: the)? $", found.before):
        yield found.say(found.sentence.about(), "laps", counted((found.nodes("n", "C") or found.nodes("m", "C"))[0]))


@rule(
    "start_kind",
    "start",
    pattern=r"(?:from|used|uses|using|with|featured|had) (?:a |an |the )?(?P<what>(?:standing|flying|rolling|running"
    r"|mass|staggered|interval|side-by-side|individual|Le Mans) start)s?(?=[.,;)]|$| and| for| rather| "
    r"instead)",
)
def _start_kind(found: Found) -> Iterator[Statement]:
    if not re.search(
        r"\b(?:instead of|rather than|unlike|not)[^,]*$", found.before[-40:] + found.match.group()
    ) and not re.search(r"\bqualif|\bseed|time trials?$", found.before):
        yield found.say(found.sentence.about(), "start_kind", words(found.text("what")))


@rule(
    "time_zone",
    "⟨k",
    "⟨z",
    pattern=r"(?:times?|hours?)\b(?:[^.;⟨]|<TUNJ>){0,50}?(?P<zone><K>)"
    r"(?:,? ?\(?(?:<KU>,? ?|or )?(?P<offset><Z>))?|<M> (?P<at><K>) ?\((?P<plus><Z>)\)"
    r"|(?:times?|hours?)\b(?:[^.;⟨]|<TUNJ>){0,40}?\(?(?P<bare><Z>)",
)
def _time_zone(found: Found) -> Iterator[Statement]:
    zone = next(iter(found.nodes("zone", "K") + found.nodes("at", "K")), None)
    offset = next(iter(found.nodes("offset", "Z") + found.nodes("plus", "Z") + found.nodes("bare", "Z")), None)
    if zone and not zone.text.lower().startswith("local"):
        yield found.say(found.sentence.about(), "time_zone", words(zone.text))
    if offset:
        yield found.say(found.sentence.about(), "utc_offset", words(offset.text))
