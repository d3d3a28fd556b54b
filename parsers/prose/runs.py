"""Names in a sentence: its runs of capitalised words, each classified.

A run is classified by its words alone (a nation, a demonym, a host city, a venue, a person, another proper noun); no
list of people exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.prose import lexicon
from parsers.prose.atoms import first_words, own_city
from parsers.prose.names import Names
from parsers.prose.typed import Node
from schemas.document import Span
from schemas.nations import is_noc
from schemas.statements import EventWords

_WORD = re.compile(r"#(?=\d)|[^\W\d_]+(?:[-'’.&][^\W\d_]+)*\.?")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|around|outside)(?: the)? $")
_DIRECTIONS = re.compile(r"(?:East|West|North|South) and (?:East|West|North|South) ([A-Z][a-z]+)")
_NO_WIN = re.compile(
    r" (?:place|part|on|over|to|off|time|throw|jump|mark|boat|team|run|down|up|away|score|height|total"
    r"|margin)\b"
)
_ADJECTIVE = re.compile(r"\b(?:the|a) $", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)
_CODE = re.compile(r"^[A-Z]{3}$")
_SURNAMES = frozenset(
    "Park Hill Ring Field Fields Bridge Castle Forest Rivers Waters House Hall Heath Street Bowl Marina".split()
)
_SHORTENED = frozenset({"st", "jr", "sr", "dr", "mt", "ste"})
_COMMON = {
    **dict.fromkeys(lexicon.WINNING_VERBS, "A"),
    **dict.fromkeys(lexicon.PLURAL_ROLES, "F"),
    **dict.fromkeys(lexicon.SINGULAR_ROLES, "H"),
}
"""The kind of each common word."""


@dataclass(slots=True)
class Word:
    """A word of a sentence, by its position there."""

    start: int
    end: int
    text: str
    capital: bool


def words_between(text: str, taken: Iterable[tuple[int, int]]) -> list[Word]:
    """Return the words outside the ranges `taken` (in order)."""
    result, at = [], 0
    for start, end in [*taken, (len(text), len(text))]:
        result += [_word(match) for match in _WORD.finditer(text, at, max(start, at))]
        at = end
    return result


def _word(match: re.Match[str]) -> Word:
    word, end = match.group(), match.end()
    if word.endswith(".") and len(word) > 2 and word[:-1].lower() not in _SHORTENED:
        word, end = word[:-1], end - 1
    if word.endswith(("'s", "’s")):
        word, end = word[:-2], end - 2
    capital = word[0].isupper() or (len(word) > 3 and word[1] in "'’-" and word[2].isupper())
    return Word(match.start(), end, word, capital)


class Runs:
    """Finds the names of one sentence."""

    def __init__(self, text: str, words: list[Word], names: Names, event: EventWords) -> None:
        self.text = text
        self.words = words
        self.names = names
        self.event = event

    def nodes(self, learn: bool = False) -> list[Node]:
        """Return the named nodes, their spans relative to the sentence; with `learn`, only take note of names."""
        found: list[Node] = []
        index = 0
        words, particles = self.words, lexicon.PARTICLES
        while index < len(words):
            word = words[index]
            if not word.capital and word.text not in particles:  # most words
                if not learn:
                    found += self._common(word)
                index += 1
                continue
            index, node = self._step(index, learn)
            found += node
        return found

    def _step(self, index: int, learn: bool) -> tuple[int, list[Node]]:
        word = self.words[index]
        if not word.capital:
            particle = self._lower_name(index)
            if particle:
                return particle
            return index + 1, [] if learn else self._common(word)
        known = self._paired(index) or self._gazetteer(index)
        if known:
            return known
        if self._sentence_opener(index):
            return index + 1, [] if learn else self._common(word)
        return self._run(index, learn)

    def _common(self, word: Word) -> list[Node]:
        """Return a role noun or a verb of winning; "took place" and "the winning time" are neither."""
        low = word.text.lower()
        kind = _COMMON.get(low)
        if kind is None:
            return []
        if low in lexicon.WINNING_VERBS and (
            _NO_WIN.match(self.text, word.end) or _ADJECTIVE.search(self.text, 0, word.start)
        ):
            return []
        return [Node(kind, Span(word.start, word.end), word.text)]

    def _lower_name(self, index: int) -> tuple[int, list[Node]] | None:
        """Find a name that begins with a particle: "van Aert"."""
        if self.words[index].text not in lexicon.PARTICLES or len(self.words[index].text) < 2:
            return None
        end = index
        while end < len(self.words) and self.words[end].text in lexicon.PARTICLES and self._adjoins(end):
            end += 1
        if end >= len(self.words) or not self.words[end].capital or not self._adjoins(end):
            return None
        span = Span(self.words[index].start, self.words[end].end)
        name = span.of(self.text)
        return (end + 1, [Node("P", span, name)]) if self.names.knows(name) else None

    def _adjoins(self, index: int) -> bool:
        """Say whether only a space stands between this word and the next."""
        return index + 1 < len(self.words) and self.text[self.words[index].end : self.words[index + 1].start] == " "

    def _linked(self, index: int) -> bool:
        """Say whether only "&" stands between this word and the next: "Biathlon & Ski Complex"."""
        return index + 1 < len(self.words) and self.text[self.words[index].end : self.words[index + 1].start] == " & "

    def _gazetteer(self, index: int) -> tuple[int, list[Node]] | None:
        word = self.words[index]
        for kind, names in (("N", lexicon.nations()), ("J", lexicon.demonyms()), ("T", lexicon.cities())):
            name = first_words(names, word.text, self.text, word.start)
            if name is None or (name.isupper() and len(name) == 2 and kind != "N"):
                continue
            after = index + 1
            while after < len(self.words) and self.words[after].start < word.start + len(name):
                after += 1
            span = Span(word.start, word.start + len(name))
            place = self._place_of_demonym(index, after) if kind == "J" else None
            if place:
                return place
            if kind == "N" and self._continues(after - 1):
                continue
            if kind == "T" and self._continues(after - 1):
                return None
            return after, self._place_or_nation(kind, span, name)
        return None

    def _place_of_demonym(self, index: int, after: int) -> tuple[int, list[Node]] | None:
        """Find a place whose name begins with a demonym: "British Columbia"."""
        if after >= len(self.words) or self.words[after].text not in lexicon.PLACES_AFTER_DEMONYMS:
            return None
        span = Span(self.words[index].start, self.words[after].end)
        return after + 1, [Node("U", span, span.of(self.text), label="place")]

    def _paired(self, index: int) -> tuple[int, list[Node]] | None:
        """Find the first of two nations that share a name: "East and West Germany"."""
        first = self.words[index]
        match = _DIRECTIONS.match(self.text, first.start)
        if not match:
            return None
        name = f"{first.text} {match.group(1)}"
        if first_words(lexicon.nations(), first.text, name, 0) != name:
            return None
        return index + 1, [Node("N", Span(first.start, first.end), name)]

    def _place_or_nation(self, kind: str, span: Span, name: str) -> list[Node]:
        if kind != "T":
            return [Node(kind, span, name)]
        node = own_city(name, self.event)
        if node is None:
            return [Node("U", span, name)]
        node.span = span
        return [node]

    def _continues(self, index: int) -> bool:
        """Say whether a capitalised word follows at once: "Japan National Stadium", "Chad Smith"."""
        if not self._adjoins(index):
            return False
        after = self.words[index + 1]
        return after.capital and self.text[self.words[index].end] == " "

    def _sentence_opener(self, index: int) -> bool:
        """Say whether the word is capitalised only because the sentence begins with it."""
        word = self.words[index]
        before = self.text[: word.start]
        if before.strip(" \"'“(^*-") and not re.search(r"[:;“\"]\s*$", before):
            return False
        low = word.text.lower()
        if low in lexicon.FUNCTION_WORDS or low in lexicon.PLURAL_ROLES or low in lexicon.SINGULAR_ROLES:
            return True
        return not self._adjoins(index) or not self.words[index + 1].capital if low in lexicon.WINNING_VERBS else False

    def _run(self, index: int, learn: bool) -> tuple[int, list[Node]]:
        """Take the longest run of capitalised words and particles, and classify it."""
        end = index
        while self._adjoins(end) or self._linked(end):
            after = end + 1
            while (
                self.words[after].text in lexicon.PARTICLES and not self.words[after].capital and self._adjoins(after)
            ):
                after += 1
            if not self.words[after].capital:
                after = self._joined(index, after)
            if after < 0 or self._breaks(after):
                break
            end = after
        words = [word.text for word in self.words[index : end + 1]]
        span = Span(self.words[index].start, self.words[end].end)
        return end + 1, self._classified(words, span, index == 0 or not self.text[: span.start].strip(" \"'(“"), learn)

    def _joined(self, index: int, after: int) -> int:
        """Return the word after the joint of a venue's name ("Lake of Banyoles"), or -1 where there is none."""
        so_far = [word.text for word in self.words[index:after]]
        joint, text = self.words[after].text, self.text[self.words[index].start : self.words[after].start]
        if not self._adjoins(after) or not self.words[after + 1].capital:
            return -1
        if joint == "and" and self._goes_on_to_venue(index, after):
            return after + 1
        if not self._is_venue(so_far, text.strip()):
            return -1
        following = self.words[after + 1]
        if first_words(lexicon.nations(), following.text, self.text, following.start):
            return -1
        return after + 1 if joint == "of" or (joint == "and" and "of" in so_far) else -1

    def _goes_on_to_venue(self, index: int, joint: int) -> bool:
        """Say whether the words after "and" end the name of a venue: "the Science and Technology University Gymnasium".

        Two venues, or a person and a venue, are no one name.
        """
        before = self.words[joint - 1].text
        words = [word.text for word in self.words[index:joint]]
        has_article = _ARTICLE.search(self.text, max(0, self.words[index].start - 6), self.words[index].start)
        if before in lexicon.VENUE_WORDS or not (has_article or self._is_venue(words, before)):
            return False
        end = joint + 1
        while self._adjoins(end) and self.words[end + 1].capital:
            end += 1
        return end > joint + 1 and self.words[end].text in lexicon.VENUE_WORDS

    def _breaks(self, index: int) -> bool:
        """Say whether a run ends before this word: "Olympic" continues a venue's name, and no person's."""
        if self.words[index].text not in {"Olympic", "World", "Olympics"}:
            return False
        return lexicon.VENUE_WORDS.isdisjoint(word.text for word in self.words[index : index + 4] if word.capital)

    def _classified(self, words: list[str], span: Span, opens: bool, learn: bool) -> list[Node]:
        name = span.of(self.text)
        if words[-2:] == ["Official", "Report"]:
            return [Node("S", span, name)]
        if self._is_venue(words, name):
            return [Node("V", span, name)]
        if lexicon.NOT_NAMES.issuperset(words) or len(name) == 1:
            return []
        if not lexicon.NOT_NAMES.isdisjoint(words) or _CODE.match(name):
            return self._code(name, span)
        placed = bool(_PLACE_BEFORE.search(self.text, max(0, span.start - 12), span.start))
        if len(words) > 1 and not placed:
            self.names.add(name)
            return [Node("P", span, name)]
        if (
            len(words) == 1
            and _ARTICLE.search(self.text, max(0, span.start - 6), span.start)
            and not self.names.knows_person(name)
        ):
            return [Node("U", span, name)]
        if placed and not self.names.knows(name):
            return [Node("U", span, name, label="place")]
        return self._single(name, span, opens, learn)

    def _is_venue(self, words: list[str], name: str) -> bool:
        """Say whether a word of a venue is among them; "Park Sung-min" begins with a surname."""
        if len(words) == 1 and self.names.knows(name):
            return False
        tail = words[1:] if words[0] in _SURNAMES else words
        return not lexicon.VENUE_WORDS.isdisjoint(tail)

    def _code(self, name: str, span: Span) -> list[Node]:
        bracketed = self.text[max(0, span.start - 1) : span.start] == "(" and self.text[span.end : span.end + 1] == ")"
        return [Node("N" if bracketed and is_noc(name) else "U", span, name)]

    def _single(self, name: str, span: Span, opens: bool, learn: bool) -> list[Node]:
        if name.isupper() and len(name) > 1:
            return [Node("U", span, name)]
        if not opens:
            if learn:
                self.names.mentioned.add(name)
            return [Node("P", span, name)]
        return [Node("P" if self.names.knows(name) else "U", span, name)]
