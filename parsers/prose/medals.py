"""Who won, who took which medal, and for which nation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.prose.awards import WITH_MARK, award, awarded, team_of
from parsers.prose.common import agent_before, editions, tied_nation
from parsers.prose.engine import Found, rule
from parsers.prose.lexicon import compiled
from parsers.prose.typed import Node
from schemas.document import Span
from schemas.medals import MEDALS
from schemas.statements import Statement
from schemas.values import Value


@rule(
    "won_by",
    " by ",
    scope="result",
    pattern=r"(?:{THIS}|title|gold(?: medal)?|final|which|race|(?P<edition><G>))(?P<where> (?:in|at) (?:the "
    r")?<YGTBUV>)?(?: itself)?,? (?:was|were|being|is|had been) (?:\w+ly "
    r")?<A>(?:, [^,.;⟨]{1,50},)? "
    r"(?:by <ML>(?: seconds)? )?by (?:the )?"
    r"(?:(?:{ROLE}|pair|duo) (?:of )?)?(?P<who>{WHO_LIST})" + WITH_MARK,
)
def _won_by(found: Found) -> Iterator[Statement]:
    yield from awarded(found, "gold", found.nodes("who", "W"))


@rule(
    "won_by_nation",
    " by ",
    scope="result",
    pattern=r"{THIS},? (?:was|were|is) <A> by (?:the )?(?P<team><NJ>)(?: team| crew)?(?=[.,;]|$| in | with )",
)
def _won_by_nation(found: Found) -> Iterator[Statement]:
    if editions(found) == []:
        yield found.say(found.sentence.about(), "gold_noc", Value(found.nodes("team", "NJ")[0].text))


@rule(
    "medal_won",
    "⟨a",
    " win",
    " take",
    " claim",
    "settl",
    "repeat",
    "award",
    "ended up",
    "finish",
    scope="result",
    pattern=r"(?P<who>{WHO_LIST})(?P<app>{APP}|, who (?:[^.;⟨]|⟨[A-VX-Z]\d+⟩){1,160}?,),? "
    r"(?P<had>had |has |have |would go on to |also |then |eventually "
    r"|subsequently |again |narrowly |\w+ly )*"
    r"{TAKE} (?:(?:home|in) )?(?:{MEDAL_NP}|(?P<title>{TITLE_NP})|(?P<won><G>)|(?:Olympic "
    r")?(?P<champions>champions?))" + WITH_MARK,
)
def _medal_won(found: Found) -> Iterator[Statement]:
    who = team_of(found, found.nodes("who", "W"))
    if re.match(r"(?: medals?)?,? and (?:silver|bronze)", found.after):
        yield from _shared_out(found, who)
        return
    if _OBJECTS.search(found.typed.text[: found.match.start()][-24:]) and " who " not in found.match["app"]:
        return
    if found.has("won"):
        yield from _won_edition(found, who)
    else:
        medal = found.text("medal").lower() if found.has("medal") else "gold"
        yield from awarded(found, medal, who)


def _shared_out(found: Found, who: list[Node]) -> Iterator[Statement]:
    """Read "Schollander and Nelson took silver and bronze": the first medal is the first's."""
    second = re.match(r"(?: medals?)?,? and (silver|bronze)", found.after)
    if len(who) == 2 and second:
        who[1].nation = who[1].nation or (who[0].nation if who[0].nation and who[0].nation.text.endswith("s") else None)
        yield from awarded(found, found.text("medal").lower(), who[:1])
        yield from awarded(found, second.group(1).lower(), who[1:])


_OBJECTS = re.compile(
    r"\b(?:(?:to|beat|beating|defeated|defeating|by|over|than|ahead of|behind)(?: (?:the|his|her))*"
    r"|and (?:his|her) (?:twin )?(?:sister|brother|cousin|partner|wife|husband|son|daughter|father|mother)) $"
)


def _won_edition(found: Found, who: list[Node]) -> Iterator[Statement]:
    """Read "won the 1906 title": the edition is the object itself."""
    for edition in found.nodes("won", "G")[0].years:
        yield from award(found, "gold", who, edition, None)
        found.sentence.memory.year = edition


@rule(
    "gapped",
    "gold",
    "silver",
    "bronze",
    scope="result",
    pattern=r"(?P<who><W>(?:(?:, <W>)*,? and <W>)?)(?:,? (?:in|with|for|the|and)| got|,)? (?:the )?"
    r"{MEDAL}(?=[,.;)]|$| and | for | with | in | "
    r"as | while )" + WITH_MARK,
)
def _gapped(found: Found) -> Iterator[Statement]:
    yield from awarded(found, found.text("medal").lower(), _crew(found, found.nodes("who", "W")))


def _crew(found: Found, who: list[Node]) -> list[Node]:
    """Return whom a list right before a medal means: a pair or crew whole, else the last."""
    if len(who) == 1 or who[0].label == "H":
        return who
    if (
        len(who) == 2
        and who[0].nation
        and who[0].nation.kind == "J"
        and who[0].nation.text.endswith("s")
        and not who[1].nation
    ):
        return who  # "the Canadians Laume and Lauman"
    apart = any(node.nation for node in who[:-1]) or _OBJECTS.search(found.typed.text[: found.match.start()][-24:])
    return who[-1:] if apart else who


@rule(
    "medal_went_to",
    "gold",
    "silver",
    "bronze",
    scope="result",
    pattern=r"{MEDAL}(?: in {THIS})? (?:went|was (?:awarded|presented|given)|were awarded|going|fell|belonged) to "
    r"(?:the )?(?:(?:{ROLE}) (?:of )?)?(?P<who><W>(?: and <W>(?! (?:<A>|silver|bronze|the\b)))?)" + WITH_MARK,
)
def _medal_went_to(found: Found) -> Iterator[Statement]:
    yield from awarded(found, found.text("medal").lower(), found.nodes("who", "W"))


@rule(
    "medal_by",
    "gold",
    "silver",
    "bronze",
    scope="result",
    pattern=r"{MEDAL}(?: in {THIS})? (?:(?:was|were|being) )?(?:<A>|secured|claimed|awarded)? ?(?:by|for) (?:the "
    r")?(?P<who><W>)" + WITH_MARK,
)
def _medal_by(found: Found) -> Iterator[Statement]:
    yield from awarded(found, found.text("medal").lower(), found.nodes("who", "W"))


@rule(
    "medal_apposed",
    "medal, ",
    "medal with",
    scope="result",
    pattern=r"(?P<who><W>) <A> (?:his|her|their|a|an)[^.;,⟨]{0,30}(?:<O>)?[^.;,⟨]{0,30} medal(?: in <E>)?,? "
    r"(?:with )?an? {MEDAL}",
)
def _medal_apposed(found: Found) -> Iterator[Statement]:
    """Read "won her first Olympic medal, a bronze"."""
    yield from awarded(found, found.text("medal").lower(), found.nodes("who", "W"))


@rule(
    "became_champion",
    "⟨q",
    scope="result",
    pattern=r"(?P<who>{WHO_LIST}){APP} (?:became|(?:was|were) crowned(?: as)?|emerged as|repeated as) <Q:title>",
)
def _became_champion(found: Found) -> Iterator[Statement]:
    """Read "became the Olympic champion"."""
    title = found.node("title")
    text = title.span.of(found.sentence.text).lower()
    if title.label == "champion" and "olympic champion" in text and not title.years:
        yield from awarded(found, "gold", team_of(found, found.nodes("who", "W")))


@rule(
    "declared_winner",
    "declared",
    "recognised",
    "recognized",
    scope="result",
    pattern=r"(?P<who><W>(?:(?:, <W>)*,? and <W>)?){APP} (?:was|were)(?: \w+ly| later| then)* "
    r"(?:declared|recogni[sz]ed as)(?: as)? (?:the )?(?:joint |co-|equal )?(?:Olympic )?"
    r"(?:winners?|champions?|gold medall?ists?)\b(?! of (?:the |their )?(?:heat|<O>))",
)
def _declared_winner(found: Found) -> Iterator[Statement]:
    """Read "Tallow was declared the champion", "Ax and Bex were declared joint winners": each of these."""
    for who in found.nodes("who", "W"):
        yield from awarded(found, "gold", [who])


@rule(
    "medal_bracketed",
    "gold",
    "silver",
    "bronze",
    scope="result",
    pattern=r"(?:(?P<team><J>) [^.;]{0,40}?)?{MEDAL} \((?P<who><W>)\)(?: and {MEDAL2} \((?P<second><W>)\))?".replace(
        "{MEDAL2}", "(?P<medal2>silver|bronze)"
    ),
)
def _medal_bracketed(found: Found) -> Iterator[Statement]:
    pairs = [("medal", "who"), ("medal2", "second")]
    for medal, who in pairs:
        if found.has(who):
            people = found.nodes(who, "W")
            people[0].nation = people[0].nation or next(iter(found.nodes("team", "J")), None)
            yield from awarded(found, found.text(medal).lower(), people)


@rule(
    "medals_listed",
    "gold",
    "swept",
    "sweep",
    scope="result",
    pattern=r"<W:first>, (?:and )?<W:second>,? and <W:third>,? (?:<A>|finished|swept|completed)(?: the)? (?:gold, "
    r"silver,? and bronze|medals|podium)",
)
def _medals_listed(found: Found) -> Iterator[Statement]:
    for medal, name in zip(MEDALS, ("first", "second", "third"), strict=True):
        yield from awarded(found, medal, [found.node(name)])


@rule(
    "winner_was",
    "winner",
    "champion was",
    "champion is",
    "medalist",
    "medallist",
    scope="result",
    pattern=r"(?<!reigning )(?<!defending )(?<!world )\b(?:the )?(?:eventual )?(?P<kind>winner|victor|(?:gold|silver"
    r"|bronze) medall?ist) (?:was|were|is) (?:the )?(?P<who><W>)" + WITH_MARK,
)
def _winner_was(found: Found) -> Iterator[Statement]:
    kind = found.text("kind").split()[0].lower()
    yield from awarded(found, kind if kind in MEDALS else "gold", found.nodes("who", "W"))


@rule(
    "was_winner",
    "winner",
    scope="result",
    pattern=r"<W:who> (?:was|were) (?:the|a|an) (?:clear |easy |narrow |surprise |comfortable |eventual "
    r")*winners?\b(?! of)" + WITH_MARK,
)
def _was_winner(found: Found) -> Iterator[Statement]:
    yield from awarded(found, "gold", [found.node("who")])


@rule(
    "own_medal",
    "'s",
    "'",
    pattern=r"(?P<who><W>)'s? (?:Olympic |first |second |own )*(?:{MEDAL}|(?P<win>win|victory|triumph|title|gold))(?: "
    r"medal)?(?! (?:was|is) expected)",
)
def _own_medal(found: Found) -> Iterator[Statement]:
    """Read "Lund's silver medal", "since Dahl's win in 1928"; an own win needs its year."""
    medal = found.text("medal").lower() if found.has("medal") else "gold"
    if found.has("win") and found.text("win").lower() != "gold" and not editions(found):
        return
    yield from awarded(found, medal, found.nodes("who", "W"))
    nation = compiled(_NATION_BEFORE).search(found.typed.text, 0, found.match.start())
    after = compiled(_NATION_AFTER_WAS).match(found.typed.text, found.match.end())
    told = found.typed.node((nation or after)["nation"]) if nation or after else None  # type: ignore[index]
    if told and editions(found) == [] and not found.nodes("who", "W")[0].nation:
        yield found.say(found.sentence.about(), f"{medal}_noc", Value(told.text), over=told.span)
        yield from tied_nation(found, found.nodes("who", "W"), told, None, told.span)
        found.nodes("who", "W")[0].nation = told


_NATION_BEFORE = (
    r"(?:^|[,;] )(?:and |while |but |as )?(?:the )?<N:nation>(?: also| again)? (?:<A>|(?:had|has) "
    r"(?:its|their)|made|returned"
    r"|got|reached|was|continued)[^.;]{0,110} (?:with|through|by|thanks to|as) $"
)
_NATION_AFTER_WAS = (
    r",? (?:was|is|marked|being|gave|earned|made it|in the \w+ was) (?:the )?<N:nation>(?:'s? (?:<O>|only"
    r"|lone|best)| (?:its|their) <O>)"
)


@rule(
    "own_pronoun",
    "his",
    "her",
    "their",
    "a silver",
    "a bronze",
    "a gold",
    "the gold",
    "the silver",
    "the bronze",
    scope="result",
    pattern=r"\b(?:with|to (?:<H> |win|take|claim|earn|capture|secure)|and (?:win|take|claim|earn|<A>)|way to|<A>"
    r"|(?:edged|beat|defeated)[^.;]{1,60} for|route to|securing|adding|ended up only with|ended up with) "
    r"(?:his|her|their|a|the)(?: (?:<O>|only|individual|Olympic|own|second|career))*? {MEDAL}" + WITH_MARK,
)
def _own_pronoun(found: Found) -> Iterator[Statement]:
    """Read "put Germany on the podium with his bronze": the medal is that of the one who acts in the sentence."""
    subject = _subject(found)
    if subject is None or re.search(r"⟨W\d+⟩(?:, [^,]*,)? (?:also )?$", found.typed.text[: found.match.start()]):
        return
    over = (
        Span(min(subject.span.start, found.source().start), found.source().end)
        if subject.span.start >= found.sentence.span.start
        else None
    )
    nation = subject.nation or _nation_helped(found)
    if nation:
        subject.nation = nation
    yield from awarded(found, found.text("medal").lower(), [subject], over)


def _subject(found: Found) -> Node | None:
    """Return the first competitor of the clause, or whom a pronoun that opens it means."""
    text = found.typed.text
    clause = max(text.rfind("; ", 0, found.match.start()), text.rfind(", while ", 0, found.match.start()), 0)
    match = re.search(r"⟨W(\d+)⟩(?!')", text[clause : found.match.start()])
    return found.typed.node(match.group(1)) if match else agent_before(found)


def _nation_helped(found: Found) -> Node | None:
    """Read "put Germany on the podium", "earned Australia's first medal"."""
    match = compiled(
        r"(?:<A>|put|putting|gave|giving|returned|returning|brought|bringing|earn|win|secure) (?:the "
        r")?<N:nation>(?:'s | on | back | to | a | its )"
    ).search(found.typed.text, 0, found.match.start())
    return found.typed.node(match["nation"]) if match else None


@rule(
    "nation_helped",
    "⟩'",
    "podium",
    scope="result",
    pattern=r"(?P<who><W>){APP} (?:also )?(?:<A>|put|gave|brought|returned|earned) (?:the )?<N:nation>(?:'s? (?:<O>"
    r"|only|lone)(?: [\w-]+){0,3}? (?:medals?|victory|title|gold|silver|bronze)| on the podium| back (?:on"
    r"|to) the podium| a (?:gold|silver|bronze))",
)
def _nation_helped_fact(found: Found) -> Iterator[Statement]:
    if editions(found) is not None:
        yield from tied_nation(found, found.nodes("who", "W"), found.node("nation"))
