"""Nations and people over all editions: which victory or medal this was, streaks, ties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.prose.common import agent_before, count, counted, name_value, year
from parsers.prose.engine import Found, rule
from parsers.prose.typed import Node
from schemas.statements import Statement
from schemas.values import Value

_VICTORY = r"(?:victory|victories|win|title|gold medal|gold|triumph|championship|wins|titles)"
_MEDALS = r"(?:(?:silver|bronze) (?:medal)?|(?:ever )?(?:Olympic )?(?:[\w' ]{0,25} )?medal)"
_WHOSE = (
    r"(?:(?:the )?<N:nation>(?:'s?| (?:<A>|also <A>|had|made|took) (?:its|their))|(?P<its>(?:(?:the|that|this"
    r"|his|her|their) (?:nation|country|team)'s|its))|(?P<the>(?:the|a)(?= <O> \w+ (?:victory|win|title|gold"
    r"|medal)(?: in \w+ \w+)? for)))"
)
_IN_ANY = re.compile(
    r"^[^.;,⟨]{0,20}\b(?:in any|in all|of any|overall in|at the Olympics|in Olympic|at these|of the Games|in "
    r"(?:any|the) sport)",
    re.IGNORECASE,
)


def _of_more(found: Found) -> bool:
    """Say whether what is counted is of more than the event: "first medal in sailing since 1928", "on the track"."""
    rest = re.split(r"[.;,]| for ", found.match["rest"] + found.after)[0]
    sport = (found.sentence.event.sport or "").lower()
    wide = re.match(r" (?:in|on) (?:the )?(?:[a-z'-]+ ){0,2}?(?P<what>[a-z-]+)\b", rest)
    of_sport = bool(sport) and sport in rest.lower() and "⟨E" not in rest
    if re.match(r" (?:at|in) (?:an?|any) ", rest):
        return True
    return of_sport or bool(
        wide and wide["what"] in {"track", "field", "slope", "ice", "water", "snow", "road", "ring"}
    )


def _nation(found: Found) -> Node | None:
    """Return the nation that "the nation's" means: of whoever acts, else the last one named before."""
    if found.has("nation"):
        return found.node("nation")
    nodes = found.typed.nodes_in(0, found.match.start(), "WN")
    for node in reversed(nodes):
        if node.kind == "N" and not found.has("its"):
            continue
        if node.kind == "N":
            return node
        if node.nation:
            return node.nation
    who = next((node for node in nodes if node.kind == "W"), None) or agent_before(found)
    return found.sentence.nations.get(found.sentence.fullest(who.text)) if who else None


@rule(
    "ordinal_after",
    "victory",
    "win",
    "medal",
    "gold",
    pattern=r"(?:victory|win|gold(?: medal)?|title|(?P<medal>(?:silver|bronze)(?: medal)?|medal)),? (?:was|is|marked"
    r"|being) " + _WHOSE + r" <O:nth>(?P<row> (?:consecutive|straight|successive))?(?= in <E>|[.,;]|$| overall)",
)
def _ordinal_after(found: Found) -> Iterator[Statement]:
    """Read "Kettunen's victory was the nation's fifth in the event"."""
    nation = _nation(found)
    if nation and not found.has("medal"):
        name = "consecutive_victory_number" if found.has("row") else "victory_number"
        yield found.say(found.sentence.nation(nation.text), name, counted(found.node("nth")))


@rule(
    "after_medal",
    "after",
    pattern=r"(?:the )?<N:nation>'s? <O>[^.;⟨]{0,20} (?:medal|victory|title)[^.;]{0,30}?,? (?:after|following|having "
    r"(?:previously )?won) (?:an? |the )?(?:[\w-]+ )?(?P<medal>gold|silver|bronze)(?: medal)? (?:in|at|from) "
    r"(?P<when>{EDITIONS})",
)
def _after_medal(found: Found) -> Iterator[Statement]:
    """Read "Belgium's second medal in the event, after a silver in 1984"."""
    for node in found.nodes("when", "YGT"):
        for value in node.years:
            yield found.say(
                found.sentence.about(value), f"{found.text('medal').lower()}_noc", Value(found.node("nation").text)
            )


@rule(
    "nation_ordinal",
    "victory",
    "win",
    "title",
    "gold",
    "medal",
    "triumph",
    "silver",
    "bronze",
    "championship",
    pattern=_WHOSE + r" (?:(?:only|very|ever) )?<O:nth>(?P<row> (?:consecutive|straight|successive))?(?: (?:ever"
    r"|Olympic"
    r"|overall))*(?: <E>)? (?:(?P<victory>" + _VICTORY + r")|(?P<medal>" + _MEDALS + r"))(?![\w-]| medall?ist)"
    r"(?P<rest>(?:[^.;,⟨]{0,12}(?:<E>)?)?(?:[^.;,⟨]{0,30} since (?:the )?(?P<since><YGT>|<W>'s? "
    r"[^.;,⟨]{0,12}(?:in|at) <YGT>))?(?: and <O:overall> overall)?)",
)
def _nation_ordinal(found: Found) -> Iterator[Statement]:
    nation = _nation(found)
    if (
        nation is None
        or _IN_ANY.search(found.after)
        or _IN_ANY.search(found.match["rest"])
        or "any" in found.match["rest"]
        or _of_more(found)
        or (not found.has("since") and re.match(r" ?since\b", found.after))
    ):
        return
    subject = found.sentence.nation(nation.text)
    over = nation.span if nation.span.start >= found.sentence.span.start else None
    if found.has("since"):
        yield from _since(found, nation)
    elif found.has("row"):
        yield found.say(
            subject,
            "consecutive_victory_number" if found.has("victory") else "medal_streak",
            counted(found.node("nth")),
            over=over,
        )
    else:
        name = "victory_number" if found.has("victory") else "medal_number"
        if not re.search(r"silver|bronze", found.match["medal"] or ""):
            yield found.say(subject, name, counted(found.node("nth")), over=over)
    if found.has("overall"):
        yield found.say(
            subject,
            "victory_number" if found.has("victory") else "medal_number",
            counted(found.node("overall")),
            over=over,
        )


def _since(found: Found, nation: Node) -> Iterator[Statement]:
    """Read "first victory since 1948": the nation won in 1948, too; of a medal its kind is not told."""
    sentence = found.sentence
    over = nation.span if nation.span.start >= sentence.span.start else None
    for node in found.nodes("since", "YGT")[:1]:
        yield found.say(sentence.nation(nation.text), "first_since", year(node), over=over)
        winners = found.nodes("since", "W")
        won = bool(re.search(r"⟩'s? (?:win|victory|gold|title|triumph)", found.match["since"]))
        if (found.has("victory") or won) and node.years:
            yield found.say(sentence.about(node.years[0]), "gold_noc", Value(nation.text), over=over)
        if winners and won and node.years:
            yield found.say(sentence.about(node.years[0]), "gold", name_value(winners[0]))


@rule(
    "ordinal_for",
    " for ",
    pattern=r"the <O:nth> (?:ever )?(?:Olympic )?(?:(?P<victory>gold medal|gold|victory|win|title)|medal)(?: in <E>)? "
    r"for (?:the |an? )?<NJ:nation>(?!'| since| and)",
)
def _ordinal_for(found: Found) -> Iterator[Statement]:
    """Read "bronze, the first medal for East Germany"."""
    name = "victory_number" if found.has("victory") else "medal_number"
    yield found.say(found.sentence.nation(found.node("nation").text), name, counted(found.node("nth")))


@rule(
    "ordinal_demonym",
    "⟨j",
    pattern=r"the <O:nth> <J:nation> (?:victory|win|title|gold medal|gold|triumph) in (?:<E>|the (?:race|event))"
    r"(?! since)",
)
def _ordinal_demonym(found: Found) -> Iterator[Statement]:
    """Read "the first Dutch victory in the race"."""
    subject = found.sentence.nation(found.node("nation").text)
    yield found.say(subject, "victory_number", counted(found.node("nth")))


@rule(
    "podium_again",
    "podium",
    pattern=r"(?:(?:the )?<N:again> (?:also )?returned|(?:return(?:ing|ed)|put(?:ting)?|br(?:inging|ought)) "
    r"(?:(?:the )?<N:nation>|that nation|the nation|the "
    r"country)) (?:back )?(?:to|on) the (?P<top>top of the )?podium(?:[^.;⟨]{0,20} for the first time)?(?: "
    r"since (?:the )?(?P<since><YGT>))?(?:[^.;⟨]{0,12}<O:overall>(?: time)? overall)?",
)
def _podium_again(found: Found) -> Iterator[Statement]:
    """Read "returning the United States to the top of the podium for the first time since 1972"."""
    nation = found.maybe("nation") or found.maybe("again") or _nation(found)
    if nation is None:
        return
    over = nation.span if nation.span.start >= found.sentence.span.start else None
    subject = found.sentence.nation(nation.text)
    for node in found.nodes("since", "YGT"):
        yield found.say(subject, "first_since", year(node), over=over)
        if found.has("top") and node.years:
            yield found.say(found.sentence.about(node.years[0]), "gold_noc", Value(nation.text), over=over)
    if found.has("overall") and found.has("top"):
        yield found.say(subject, "victory_number", counted(found.node("overall")), over=over)


@rule(
    "first_for_each",
    "for each",
    "for all",
    "for both",
    pattern=r"(?:the )?<O:nth> (?:Olympic )?medals? (?:in <E> )?for (?:each|all|both)(?: of)? (?:the )?(?:<C> "
    r")?(?:nations|countries)",
)
def _first_for_each(found: Found) -> Iterator[Statement]:
    """Read "the first medal for each of the three nations": those of the medallists told before."""
    for who in found.sentence.memory.winners:
        if who.nation:
            yield found.say(found.sentence.nation(who.nation.text), "medal_number", counted(found.node("nth")))


@rule(
    "tie_of",
    "-way tie",
    pattern=r"(?:the )?<N:nation> (?:into|in) an? <C:ways>-way tie for [^.;⟨]{0,20}(?:<O>)?[^.;⟨]{0,40}?(?:at|with) "
    r"(?P<what><C>)(?: (?:gold medals|victories|wins|titles))?",
)
def _tie_of(found: Found) -> Iterator[Statement]:
    subject = found.sentence.nation(found.node("nation").text)
    yield found.say(subject, "medals_tie_count", counted(found.node("ways")))
    yield found.say(subject, "gold_count", counted(found.nodes("what", "C")[0]))


@rule("streak", "streak", pattern=r"(?:the )?<N:nation>'s? <C:n>-Games (?:medal|podium|medals) streak")
def _streak(found: Found) -> Iterator[Statement]:
    yield found.say(found.sentence.nation(found.node("nation").text), "medal_streak", counted(found.node("n")))


@rule(
    "titles_in_a_row",
    "consecutive",
    "straight",
    pattern=r"(?:the )?<N:nation> (?:has |had )?won (?:the )?(?:last )?<C:n> (?:consecutive|straight|successive) "
    r"(?:titles|gold medals|golds|victories)|(?:the )?<N:again> (?:has |had )?<A> (?:the )?(?:last )?<C:m> "
    r"(?:consecutive|straight|successive) (?:titles|gold medals|golds|victories)",
)
def _titles_in_a_row(found: Found) -> Iterator[Statement]:
    nation = found.maybe("nation") or found.node("again")
    number = found.maybe("n") or found.node("m")
    yield found.say(found.sentence.nation(nation.text), "consecutive_victory_number", counted(number))


@rule(
    "medal_count",
    "medals",
    "times",
    pattern=r"(?:only|first|<O>)(?: and only)? (?:(?:<J>|[\w-]+) )?(?:<H>|person) to (?:<A>|win|earn|take|claim"
    r"|collect|have won|gain)(?: at least)? (?P<n>multiple|several|<C>) (?:Olympic )?(?:(?P<kind>gold|silver"
    r"|bronze) )?medals(?! in (?:a|one) )",
)
def _medal_count(found: Found) -> Iterator[Statement]:
    who = agent_before(found)
    if who is None:
        return
    nodes = found.nodes("n", "C")
    value = counted(nodes[0]) if nodes else count(found.text("n"))
    name = f"{found.text('kind').lower()}_count" if found.has("kind") else "medal_count"
    over = who.head if who.head and who.head.start >= found.sentence.span.start else None
    yield found.say(found.sentence.person(who.text, in_series=True), name, value, over=over)
