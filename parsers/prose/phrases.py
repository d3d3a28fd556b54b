"""Level two: descriptions of competitors (Q), and competitors with what is said about them (W)."""

from __future__ import annotations

import re

from parsers.prose.lexicon import TEAM_ROLES, caseless
from parsers.prose.typed import Node, Typed, rewritten

_ADJECTIVES = (
    r"(?:(?:Olympic and world|world and Olympic|reigning"
    r"|defending|current|previous|former|two-time|three-time|four-time|five-time|<C>-time"
    r"|double|triple|amateur|professional|"
    r"indoor|individual|inaugural|eventual|unofficial|co-|joint|incumbent|outgoing|recent|then|then-|heavy"
    r"|significant|clear|strong|early|other|main|leading|overwhelming|slight|top|pre-race|pre-event|serious"
    r"|medal|major|Olympic|World|European|National|season|downhill|sprint|time trial|world title) ?)*"
)
_MEDAL = r"(?:gold|silver|bronze)[- ](?:medall?ists?|medal winners?|winners?)"
_HEADS = (
    rf"<O:ordinal>[- ]place (?:<HF>|finish|winner)|(?P<placed><O>)[- ]placed\b|(?P<medal>{_MEDAL})|(?P<champion>"
    rf"(?:titleholder|title "
    rf"holder|champions?|champ|winner)(?! of))|"
)
_HEADS += (
    r"(?P<holder>(?:(?:world|Olympic|European|national|African|Asian|American)[ -])?(?:and Olympic )?record(?:[- "
    r"]| co-)holder)|(?P<favorite>favou?rites?|contenders?)(?! to)|"
    r"(?P<took><H>|(?:semi|quarter-?)?finalist|runner-up)"
)
_DESCRIPTION = (
    rf"(?<![\w-])(?:(?P<article>the|an?|another) )?(?:Olympic )?(?:(?P<years>(?:<YG>(?:(?:,| and|, and) )?)+"
    rf"|\(<YG>\) )(?:'s)? ?)?(?P<head>{_ADJECTIVES}(?:\(<Y:inner>\) )?(?:<X:other> |<B> "
    rf")?{_ADJECTIVES}(?:{_HEADS}))"
    r"(?![\w-])(?P<tail>(?: (?:in|at|from|of) (?:the )?<YGTX>(?:(?:, and|,| and) <YG>)*)?(?: <G>)?)(?: in "
    r"(?:this|the) (?:race|event)| in <E>)?"
)
_QUALS = r"<Q>(?:(?:,? and|,|, and also) <Q>)*"
_SIDE = r"(?: \((?:and )?(?:{Q}|<Y>(?:(?:,| and|, and) <Y>)*)(?:(?:,| and|, and) (?:{Q}))*\))".replace("{Q}", "<Q>")
_PRE = (
    rf"(?:<N:owner>'s? (?:(?:own|young|veteran|great) )?(?:{{ROLE}} )?(?:<Q>,? )?|(?:(?:the|a|an|fellow"
    rf"|another|home|local|young|his|her|fellow) )*(?:<Q> (?=<J>))?(?:<J:demonym>'?s? )?(?:(?:{{ROLE}}|champion|great"
    rf"|favourite|favorite),? )??(?:{_QUALS}(?:{_SIDE}| \([^()]{{1,80}}\))?(?P<comma>,)? )?(?:<H> (?:#<C> ?,? "
    rf")?)?)"
)
_POST = (
    rf"(?P<after>,? (?:also )?(?:of|from|representing|for) (?:the )?<N:nation>(?![\w]| and <N>)| \((?:(?:of|from) "
    rf")?(?:the )?<N:code>\))?(?P<marked> \((?:in )?<M:mark>\))?"
    rf"(?P<side>{_SIDE}| \((?:the )?<Q>\))?(?P<apposition>, (?:the |an? |himself |herself )?{_QUALS}(?: (?:from|"
    rf"for) (?:the )?<N:from>)?"
    r"(?: with <M>)?(?=[,.;)]|$),?)?"
)

_COMPETITOR = rf"(?<![\w#])(?P<pre>{_PRE})<P:person>{_POST}"


def _years(typed: Typed, text: str | None) -> tuple[int, ...]:
    numbers = re.findall(r"⟨[YGT](\d+)⟩", text or "")
    return tuple(year for number in numbers for year in typed.node(number).years)


def _description(typed: Typed, match: re.Match[str]) -> Node | None:
    """Return what a description says: its kind as the label, a place as the number, the editions it is about."""
    groups = match.groupdict()
    text = match["head"]
    label = next((name for name in ("medal", "champion", "holder", "favorite", "took") if groups[name]), "place")
    if label == "champion" and not re.search(
        r"\b(?:reigning|defending|current|previous|world|olympic|incumbent)\b|⟨X|⟨G|⟨Y|⟨B", match.group(), re.IGNORECASE
    ):
        return None
    if label == "took" and not groups["years"]:
        return None
    tail = _years(typed, match["tail"])
    years = tail[-1:] if "⟨G" in match["tail"] and len(tail) > 1 else tail
    other = "⟨X" in match.group()
    ordinal = groups["ordinal"] or re.sub(r"\D", "", groups["placed"] or "")
    number = typed.node(ordinal).number if ordinal else _medal_number(groups["medal"])
    inner = _years(typed, f"⟨Y{groups['inner']}⟩") if groups["inner"] else ()
    return Node(
        "Q", typed.source(match.start(), match.end()), text, number, _years(typed, groups["years"]) or years or inner,
        label, head=typed.source(match.start("head"), match.end("head")), other=other,
        definite=bool(groups["article"]),
    )  # fmt: skip


def _medal_number(text: str | None) -> int | None:
    return {"gold": 1, "silver": 2, "bronze": 3}[text.split()[0].split("-")[0].lower()] if text else None


def _competitor(typed: Typed, match: re.Match[str]) -> Node | None:
    """Return a competitor: text is the name as written, nation and descriptions what the phrase adds."""
    person = typed.node(match["person"])
    pre = match["pre"]
    quals = typed.nodes_in(match.start(), match.end(), "Q")
    if match["comma"] and not quals[0].definite and "⟨H" not in pre:
        quals = [node for node in quals if node.span.start > person.span.start]
    number = next((match[name] for name in ("nation", "code", "owner", "demonym", "from") if match[name]), None)
    node = Node("W", typed.source(match.start(), match.end()), person.text, about=tuple(quals))
    node.nation = typed.node(number) if number else None
    node.mark = typed.node(match["mark"]) if match["mark"] else None
    node.head = person.span
    node.about += tuple(_starting_number(typed, match, pre))
    role = re.search(r"⟨H(\d+)⟩", pre)
    node.label = "H" if role and typed.node(role.group(1)).text.lower() in TEAM_ROLES else ""
    node.years = _years(typed, match["side"]) if match["side"] and "⟨Q" not in match["side"] else ()
    return node


def _starting_number(typed: Typed, match: re.Match[str], pre: str) -> list[Node]:
    """Return "rider #24" as a description."""
    found = re.search(r"⟨H\d+⟩ #⟨C(\d+)⟩", pre)
    if not found:
        return []
    start = match.start("pre")
    span = typed.source(start + found.start(), start + found.end())
    return [Node("Q", span, found.group(), typed.node(found.group(1)).number, label="order", head=span)]


def with_phrases(typed: Typed) -> Typed:
    """Return `typed` with descriptions, then competitors, recognised."""
    described = rewritten(typed, caseless(_DESCRIPTION), _description) if _may_describe(typed.text) else typed
    return rewritten(described, caseless(_COMPETITOR), _competitor) if "⟨P" in described.text else described


_HINT = re.compile(
    r"place|medal|champ|record|favou?rite|contender|competitor|finalist|winner|holder|runner-up", re.IGNORECASE
)


def _may_describe(text: str) -> bool:
    return bool(_HINT.search(text))
