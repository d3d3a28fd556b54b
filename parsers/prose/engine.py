"""Rules and what they are given: a rule is a pattern over typed text and a function from a match to statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Literal

from parsers.prose.caseless import Caseless
from parsers.prose.lexicon import caseless
from parsers.prose.source import source_span
from parsers.prose.typed import Node, Typed
from schemas.caches import remembered
from schemas.document import Document, Locator, Paragraph, Span
from schemas.statements import EventWords, Qualifiers, Statement, Subject
from schemas.values import Value

Scope = Literal["any", "result", "final", "lead"]


@dataclass(slots=True)
class Memory:
    """What earlier sentences of a paragraph said that a later one refers to."""

    agent: Node | None = None
    people: tuple[Node, ...] = ()
    record: str | None = None
    winners: list[Node] = field(default_factory=list)
    nation: Node | None = None
    year: int | None = None
    asked_year: int | None = None


@dataclass(slots=True)
class Sentence:
    """One sentence, with where it stands and what it is about.

    `span` and all spans of nodes are of `text`: what a reader sees. `located` finds the source of a span.
    """

    document: Document
    paragraph: Paragraph
    text: str
    span: Span
    typed: Typed
    event: EventWords
    memory: Memory
    fullest: Callable[[str], str]
    listed: Container[str] = frozenset()
    round: str | None = None
    is_lead: bool = False
    is_rules: bool = False
    is_part: bool = False
    year: int | None = None
    elsewhere: bool = False
    attributed_to: str | None = None
    golds: set[str] = field(default_factory=set)
    nations: dict[str, Node] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    references: tuple[str, ...] = ()

    def located(self, span: Span) -> tuple[Locator, str]:
        """Return where a span stands in the source, and the source's text there."""
        paragraph, section = self.paragraph, self.paragraph.section.name
        if not paragraph.visible:
            return Locator(section=section, span=span), span.of(self.text)
        if paragraph.offsets:
            source = source_span(paragraph.offsets[span.start : span.end], paragraph.span, self.document.text)
            return Locator(section=section, span=source), source.of(self.document.text)
        locator = Locator(section=section, selector=paragraph.selector, source_line=paragraph.source_line)
        return locator, span.of(self.text)

    @property
    def series(self) -> Subject:
        """The event over all Games."""
        return Subject("series", replace(self.event, year=None))

    def edition(self, year: int | None = None) -> EventWords:
        """Return this event, or its edition of another year."""
        if year is None or year == self.event.year:
            return self.event
        return replace(self.event, year=year, games=None)

    def about(self, year: int | None = None) -> Subject:
        """Return the event as a subject: the edition of `year`, or the document's own (a series has no year)."""
        event = self.edition(year)
        return Subject("event" if event.year is not None else "series", event)

    def entrant(self, name: str, year: int | None = None) -> Subject:
        """Return a competitor of the event, by the fullest name."""
        return Subject("entrant", self.edition(year), self.fullest(name))

    def nation(self, name: str) -> Subject:
        """Return a nation in this event."""
        return Subject("nation", self.event, name)

    def person(self, name: str, in_series: bool = False) -> Subject:
        """Return a person, in no event or in the event over all Games."""
        return Subject("person", replace(self.event, year=None, games=None) if in_series else None, self.fullest(name))


@dataclass(slots=True)
class Found:
    """A match of a rule in a sentence."""

    rule: str
    sentence: Sentence
    match: re.Match[str]

    @property
    def typed(self) -> Typed:
        """The sentence's typed text."""
        return self.sentence.typed

    def has(self, name: str) -> bool:
        """Say whether the group took part."""
        return name in self.match.re.groupindex and self.match[name] is not None

    def node(self, name: str) -> Node:
        """Return the node of a group that took part."""
        return self.typed.node(self.match[name])

    def maybe(self, name: str) -> Node | None:
        """Return the node of a group, if it took part."""
        return self.node(name) if self.has(name) else None

    def nodes(self, name: str, kinds: str) -> list[Node]:
        """Return the nodes of these kinds inside a group."""
        return self.typed.nodes_in(self.match.start(name), self.match.end(name), kinds) if self.has(name) else []

    def source(self, name: str | int = 0) -> Span:
        """Return the source span of a group."""
        return self.typed.source(self.match.start(name), self.match.end(name))

    def text(self, name: str | int = 0) -> str:
        """Return the source text of a group, without an article before it."""
        return self.source(name).of(self.sentence.text)

    @property
    def before(self) -> str:
        """The typed text before the match, in its clause."""
        return re.split(r"[;:(]|, (?:but|while|and) ", self.typed.text[: self.match.start()])[-1]

    @property
    def after(self) -> str:
        """The typed text after the match."""
        return self.typed.text[self.match.end() :]

    def around(self, before: int, after: int) -> str:
        """Return the source text of the match with some of what stands around it in the sentence."""
        own, whole = self.source(), self.sentence.span
        return self.sentence.text[max(whole.start, own.start - before) : min(whole.end, own.end + after)]

    def say(
        self,
        subject: Subject,
        name: str,
        value: Value,
        as_of: str | None = None,
        over: Span | None = None,
        in_round: str | None = None,
    ) -> Statement:
        """Return a statement whose excerpt is the match, with `over` where that lies outside.

        `in_round` is the round that the sentence tells, where it is another than the section's.
        """
        own, sentence = self.source(), self.sentence
        near = over if over and sentence.span.start <= over.start <= over.end <= sentence.span.end else own
        span = Span(min(own.start, near.start), max(own.end, near.end))
        span = _tidy(sentence.text, span, sentence.span.end)
        locator, excerpt = sentence.located(span)
        of_round = (in_round or sentence.round) if subject.kind == "entrant" else None
        statement = Statement(
            document_id=sentence.document.document_id,
            subject=subject,
            property=name,
            value=value,
            source_kind="prose",
            locator=locator,
            excerpt=excerpt,
            extractor=f"prose.{self.rule}",
            qualifiers=Qualifiers(round=of_round, as_of=as_of),
            attributed_to=sentence.attributed_to,
            references=sentence.references,
        )
        sentence.starts[id(statement)] = span.start
        return statement


BRACKET = 40
"""Code points. An excerpt that opens a bracket goes on to its end, if that is not farther."""


def _tidy(text: str, span: Span, limit: int) -> Span:
    """Leave out white space and commas at the ends of an excerpt; close the bracket that it opens."""
    start, end = span.start, span.end
    while start < end and text[start] in " ,;\t\u00a0":
        start += 1
    while end > start and text[end - 1] in " ,;\t\u00a0":
        end -= 1
    if text.count("(", start, end) > text.count(")", start, end):
        close = text.find(")", end, min(end + BRACKET, limit))
        end = close + 1 if close >= 0 and "(" not in text[end:close] else end
    return Span(start, end)


_RELATIVE_CLAUSE = re.compile(r", (?:who|whose|which)\b[^,;]*,(?= )")


def told(clause: str) -> str:
    """Return a clause without the relative clauses in it: what it says itself."""
    return _RELATIVE_CLAUSE.sub("", clause)


Builder = Callable[[Found], Iterator[Statement]]


class Rule:
    """A named rule.

    `hints` are texts of which the typed text, in lower case, must hold one (see `candidates`). Scope "result" is for
    facts of the event's outcome: such a rule is not asked in sections on rounds and on how to qualify, nor where the
    clause is about what might be. Scope "final" is the same, but asked in a section on the final.
    """

    def __init__(self, name: str, hints: tuple[str, ...], pattern: str, build: Builder, scope: Scope) -> None:
        self.name = name
        self.hints = hints
        self.pattern = pattern
        self.build = build
        self.scope = scope

    @cached_property
    def regex(self) -> Caseless:
        """The compiled pattern, made when the rule is first asked."""
        return caseless(self.pattern)

    def read(self, sentence: Sentence) -> Iterator[Statement]:
        """Yield the statements that this rule reads in a sentence that holds one of its hints."""
        if self.scope != "any" and not self._applies(sentence):
            return
        for match in self.regex.finditer(sentence.typed.text):
            found = Found(self.name, sentence, match)
            if self.scope not in {"result", "final"} or not _SUPPOSED.search(
                told(found.before)[-80:] + told(match.group())
            ):
                yield from self.build(found)

    def _applies(self, sentence: Sentence) -> bool:
        if self.scope == "lead":
            return sentence.is_lead
        rounds = {None, "final"} if self.scope == "final" else {None}
        return not sentence.is_rules and sentence.round in rounds


_SUPPOSED = re.compile(
    r"\b(?:could|may|might|can|cannot|expected|predicted|if|hop(?:ed|ing|es)|attempt\w*|fail\w*|tr(?:ied"
    r"|ying)|unable|not|"
    r"never|neither|nor|would(?! go on)|will|needed|wanted|aim\w*|bid|chances?|hypothetically|instead of"
    r"|rather than|denied|"
    r"nearly|almost|missed|without)\b|n't\b",
    re.IGNORECASE,
)

RULES: list[Rule] = []
_BEGINNING = 3
"""Characters of a hint."""


def rule(name: str, *hints: str, pattern: str, scope: Scope = "any") -> Callable[[Builder], Builder]:
    """Register a builder as the rule `prose.<name>`."""

    def register(build: Builder) -> Builder:
        RULES.append(Rule(name, hints, pattern, build, scope))
        return build

    return register


@cache
def _rules_by_hint() -> tuple[tuple[str, frozenset[int]], ...]:
    """Return each hint with the numbers of the rules that it calls up. Asked when all rules are registered."""
    found: dict[str, set[int]] = {}
    for number, each in enumerate(RULES):
        for hint in each.hints:
            found.setdefault(hint, set()).add(number)
    return tuple((hint, frozenset(numbers)) for hint, numbers in found.items())


@cache
def _hints_by_beginning() -> dict[str, tuple[tuple[str, frozenset[int]], ...]]:
    """Return the hints, with the rules of each, by their first three characters; shorter ones under ""."""
    found: dict[str, list[tuple[str, frozenset[int]]]] = {}
    for hint, called in _rules_by_hint():
        found.setdefault(hint[:_BEGINNING] if len(hint) >= _BEGINNING else "", []).append((hint, called))
    return {beginning: tuple(hints) for beginning, hints in found.items()}


def candidates(low: str) -> list[Rule]:
    """Return the rules that may match, in their order: those of which a typed text in lower case holds a hint.

    Rules share hints, and few apply: to look for each hint once is cheaper than to ask each rule. Of the many hints
    only those are looked for whose first three characters stand somewhere in the text: a third of the time.
    """
    numbers: set[int] = set()
    hints = _hints_by_beginning()
    threes = {low[at : at + _BEGINNING] for at in range(len(low) - _BEGINNING + 1)}
    for beginning in ("", *threes.intersection(hints)):
        for hint, called in hints.get(beginning, ()):
            if hint in low:
                numbers |= called
    return [RULES[number] for number in sorted(numbers)]


LONGEST_KNOWN = 60
"""Code points of a typed text of which it is remembered which rules find something in it."""


def matching(text: str) -> Sequence[Rule]:
    """Return the rules to be asked about a typed text, in their order: of a short one those that find something.

    Lists are full of short texts in which none does, and all alike: a nation and a count, two names.
    """
    return _matching(text) if len(text) <= LONGEST_KNOWN else candidates(text.lower())


@remembered(4_096)
def _matching(text: str) -> tuple[Rule, ...]:
    return tuple([rule for rule in candidates(text.lower()) if rule.regex.finds(text)])
