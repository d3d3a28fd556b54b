"""From a document's paragraphs to its statements: sections, sentences, memory, order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parsers.prose import (  # noqa: F401 - rules
    counts,
    finals,
    format,
    history,
    medals,
    notes,
    outcomes,
    people,
    places,
    records,
    standings,
    ties,
)
from parsers.prose.absence import absent
from parsers.prose.atoms import event_pattern, scan
from parsers.prose.common import agent_of
from parsers.prose.engine import Memory, Sentence, matching
from parsers.prose.lexicon import nations
from parsers.prose.names import Names, names_of
from parsers.prose.phrases import with_phrases
from parsers.prose.reallocation import Changes
from parsers.prose.runs import Runs, Word, words_between
from parsers.prose.sentences import sentences
from parsers.prose.typed import Node, Typed, typed_text
from parsers.rounds import round_of_path
from parsers.title import gender_of
from schemas.document import Document, Paragraph, Section, Span
from schemas.statements import EventWords, Statement
from schemas.vocabulary import default_vocabulary, normal

LONGEST_SENTENCE = 1_500
"""Code points. What goes on for longer is no sentence, and is not read."""

LONGEST_PARAGRAPH = 50_000
"""Code points. Every cost of reading a paragraph is bounded by it; what is longer is no prose, and is not read."""

_RULES = re.compile(r"\b(?:qualification|qualifying|format|rules|quota|entry standard)\b", re.IGNORECASE)
_CHARACTERS = str.maketrans({"\u00a0": " ", "’": "'", "‘": "'", "\t": " ", "‑": "-"})
_PART = re.compile(r"[A-Z][\w ]{2,40}: ")  # "Tempo race: ...", one race of several
_COUNT_OF_A_NATION = re.compile(r"(?P<name>(?P<first>[^\W\d_]+)[^()\d]{0,60}) \(\d{1,3}\)")
_WON = re.compile(r"⟨W\d+⟩ ⟨A\d+⟩ (?:the )?⟨G(\d+)⟩")
_OPENING = re.compile(r"^(?:Back )?(?:In|At|During|Since) (?:the )?⟨([YGTX])(\d+)⟩,? ")
_WHEN = re.compile(r"^(?:When|The (?:last|first|previous|only) time)\b[^,;]*\b(?:in|at) (?:the )?⟨([YGT])(\d+)⟩, ")
_EDITION_ACTS = re.compile(
    r"^(?:The )?⟨[GX](\d+)⟩(?: ⟨E\d+⟩)?,? (?:was|were|had|has|saw|featured|went|ended|took|included|produced|brought"
    r"|marked|used|gave)\b"
)
"""The opening of a sentence whose subject is an edition: "The 1928 event was won by ..."."""


def read_prose(document: Document, event: EventWords) -> list[Statement]:
    """Return what the prose of a document says, in document order, without identifiers.

    `event` is the document's own event; a heading that names a gender narrows it. Each excerpt is the source text of
    its span, at most one sentence.
    """
    return list(Reader(document, event).statements())


def seen(document: Document, paragraph: Paragraph) -> tuple[str, Span]:
    """Return the text that a reader sees of a paragraph, and the part of it that is the paragraph."""
    if paragraph.visible:
        return paragraph.visible, Span(0, len(paragraph.visible))
    return document.text, paragraph.span


def unread(document: Document) -> list[tuple[Paragraph, str]]:
    """Return the paragraphs that `read_prose` leaves out, or of which it leaves out a sentence, with the reason."""
    return [(paragraph, reason) for paragraph in document.paragraphs if (reason := _why(document, paragraph))]


def _why(document: Document, paragraph: Paragraph) -> str | None:
    text, span = seen(document, paragraph)
    reason = _reason(paragraph, span)
    if reason is None and span.end - span.start > LONGEST_SENTENCE:
        lengths = [each.end - each.start for each in sentences(text, span)]
        reason = f"a sentence of more than {LONGEST_SENTENCE} characters" if max(lengths) > LONGEST_SENTENCE else None
    return reason


def _reason(paragraph: Paragraph, span: Span) -> str | None:
    if span.end - span.start > LONGEST_PARAGRAPH:
        return f"a paragraph of more than {LONGEST_PARAGRAPH} characters"
    sections = default_vocabulary().sections
    if any(sections.get(normal(name)) == "navigation" for name in paragraph.section.path):
        return "a section that only refers to others"
    return None


@dataclass(slots=True)
class _Scanned:
    """A sentence with what it holds by form, and its words."""

    span: Span
    text: str
    formed: list[Node]
    words: list[Word]


class Reader:
    """Reads one document; knows its people."""

    def __init__(self, document: Document, event: EventWords) -> None:
        self.document = document
        self.event = event
        self.pattern = event_pattern(event)
        self.names: Names = names_of(document)
        self.nations: dict[str, Node] = {}
        self.sections: dict[tuple[str, ...], tuple[EventWords, str | None]] = {}
        # Every full name is learnt before anything is read, so that a surname may come before its name.
        self.scanned = [self._scan(paragraph) for paragraph in document.paragraphs]

    def _scan(self, paragraph: Paragraph) -> list[_Scanned]:
        text, whole = seen(self.document, paragraph)
        if _reason(paragraph, whole) or _counts_a_nation(whole.of(text)):
            return []
        spans = [span for span in sentences(text, whole) if span.end - span.start <= LONGEST_SENTENCE]
        return [self._scan_sentence(text, span) for span in spans]

    def _scan_sentence(self, whole: str, span: Span) -> _Scanned:
        text = span.of(whole).translate(_CHARACTERS)
        formed = scan(text, 0, self.pattern, self.event)
        words = words_between(text, [(node.span.start, node.span.end) for node in formed])
        Runs(text, words, self.names, self.event).nodes(learn=True)
        return _Scanned(span, text, formed, words)

    def statements(self) -> Iterator[Statement]:
        """Yield what the prose says, in document order."""
        changes = Changes(self.names.fullest)
        said: list[tuple[int, Statement]] = []
        for paragraph, scanned in zip(self.document.paragraphs, self.scanned, strict=True):
            for found in self._paragraph(paragraph, scanned, changes):
                number = said[-1][0] + 1 if said else 0
                said += [(number, statement) for statement in found]
        yield from changes.standing(said)

    def _paragraph(self, paragraph: Paragraph, scanned: list[_Scanned], changes: Changes) -> Iterator[list[Statement]]:
        """Yield what each sentence says."""
        memory = Memory()
        for each in scanned:
            sentence = self.sentence(paragraph, each, memory)
            found = list(_distinct(sentence))
            changes.note(sentence)
            yield sorted(found, key=lambda statement: sentence.starts[id(statement)])
            _remember(sentence)

    def _atoms(self, scanned: _Scanned, text: str) -> list[Node]:
        """Return what a sentence holds, by form and by name, at its place in the paragraph's text."""
        named = Runs(scanned.text, scanned.words, self.names, self.event).nodes()
        nodes = sorted(scanned.formed + named, key=lambda node: node.span)
        return [_moved(node, scanned.span.start, text) for node in nodes]

    def sentence(self, paragraph: Paragraph, scanned: _Scanned, memory: Memory) -> Sentence:
        """Return one sentence, ready for the rules."""
        section = paragraph.section
        text, whole = seen(self.document, paragraph)
        typed = with_phrases(typed_text(text, scanned.span, self._atoms(scanned, text)))
        event, sentence_round = self._of_section(section)
        sentence = Sentence(
            self.document, paragraph, text, scanned.span, typed, event, memory, self.names.fullest, self.names.listed
        )
        sentence.round = sentence_round
        sentence.is_lead = not section.path
        sentence.is_rules = bool(section.path and _RULES.search(section.path[0]))
        sentence.is_part = bool(_PART.match(text[whole.start : whole.start + 60]))
        sentence.nations = self.nations
        sentence.references = _references(paragraph, scanned.span)
        _place(sentence)
        return sentence

    def _of_section(self, section: Section) -> tuple[EventWords, str | None]:
        """Return the event and the round that the sentences of a section are about."""
        if section.path not in self.sections:
            self.sections[section.path] = self._narrowed(section), round_of_path(section.path).round
        return self.sections[section.path]

    def _narrowed(self, section: Section) -> EventWords:
        """Return the event, of the gender that the headings name."""
        for heading in reversed(section.path):
            gender = gender_of(heading)
            if gender != "unknown":
                return replace(self.event, gender=gender)
        return self.event


def _counts_a_nation(text: str) -> bool:
    """Say whether a paragraph is a known nation and a count of competitors: `France (12)`, an entry of a list.

    Such lists are long, and no rule reads anything in them.
    """
    entry = _COUNT_OF_A_NATION.fullmatch(text.translate(_CHARACTERS)) if text.endswith(")") else None
    return entry is not None and entry["name"] in nations().get(entry["first"], ())


def _moved(node: Node, offset: int, text: str) -> Node:
    node.span = Span(node.span.start + offset, node.span.end + offset)
    if node.kind != "N":  # "East" of "East and West Germany" is written in full
        node.text = node.span.of(text)
    return node


def _references(paragraph: Paragraph, sentence: Span) -> tuple[str, ...]:
    """Return the footnotes whose marks stand in a sentence or straight after it."""
    if not paragraph.notes:
        return ()
    found = (note.text for note in paragraph.notes if sentence.start < note.position <= sentence.end)
    return tuple(dict.fromkeys(found))


def _place(sentence: Sentence) -> None:
    """Note the edition or the source that opens a sentence: "In 1928, ...", "De Wael lists ..."."""
    text = sentence.typed.text
    opening = _OPENING.match(text) or _WHEN.match(text)
    if opening:
        node = sentence.typed.node(opening.group(2))
        sentence.elsewhere = opening.group(1) == "X"
        if node.years and node.years[0] != sentence.event.year and not sentence.elsewhere:
            sentence.year = node.years[0]
    sentence.year = sentence.year if sentence.year is not None else _edition_acting(sentence)
    won = _WON.search(text)
    if won and sentence.typed.node(won.group(1)).years[0] != sentence.event.year:
        sentence.year = sentence.typed.node(won.group(1)).years[0]
    sentence.absent = {sentence.fullest(name) for name in absent(sentence.typed)}
    sentence.attributed_to = notes.attribution(sentence.typed)


def _edition_acting(sentence: Sentence) -> int | None:
    """Return the other edition that a sentence is about by its subject; None where it comes to this one as well.

    Where its subject is another competition, note that the sentence is not about this event.
    """
    typed, own = sentence.typed, sentence.event.year
    acting = _EDITION_ACTS.match(typed.text)
    if acting and typed.node(acting.group(1)).kind == "X":
        sentence.elsewhere = True
        return None
    told = typed.node(acting.group(1)).years if acting else ()
    if not told or told[0] == own or ";" in typed.text:
        return None
    others = [node for node in typed.nodes_in(0, len(typed.text), "YGT") if node.years == (own,)]
    return None if others else told[0]


def _distinct(sentence: Sentence) -> Iterator[Statement]:
    """Yield what the rules read in a sentence, each fact once."""
    low = sentence.typed.text.lower()
    if "⟨" not in low and not any(word in low for word in ("debut", "record", "disqualified")):
        return
    seen = set()
    for rule in matching(sentence.typed.text):
        for statement in rule.read(sentence):
            key = (statement.subject, statement.property, statement.qualifiers, statement.value.text)
            if key not in seen and not _of_absentee(sentence, statement):
                seen.add(key)
                yield statement


def _of_absentee(sentence: Sentence, statement: Statement) -> bool:
    """Say whether a statement makes an entrant of somebody who did not compete."""
    subject = statement.subject
    if statement.property == "returning_competitor":
        return sentence.fullest(statement.value.text) in sentence.absent
    return subject.kind == "entrant" and subject.event == sentence.event and subject.name in sentence.absent


def _remember(sentence: Sentence) -> None:
    """Keep what the next sentence may refer to."""
    typed: Typed = sentence.typed
    named = typed.nodes_in(0, len(typed.text), "W")
    memory = sentence.memory
    if named:
        memory.people = tuple(named)
        first = agent_of(typed)
        memory.agent = first or named[0]
    for who in named:
        if who.nation:
            sentence.nations.setdefault(sentence.fullest(who.text), who.nation)
    years = [
        node for node in typed.nodes_in(0, len(typed.text), "YG") if node.years and node.years[0] != sentence.event.year
    ]
    memory.year = years[0].years[0] if years else memory.year
