"""What a reader sees of an element, and what stands beside it and carries meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from parsers.errors import TooLargeError
from parsers.html.selectors import Element
from parsers.pictures import picture_note
from parsers.text import placed_notes
from schemas.caches import remembered
from schemas.document import Annotation, PlacedNote
from schemas.records import record

MAX_DEPTH = 1_000
"""Of elements. Pages whose tags are never closed come to dozens."""

MAX_BLOCK = 8_000_000
"""Code points that a reader sees of one block; wikitext has no longer page."""

MAX_FOOTNOTE = 2_000
"""Code points. A longer one is prose of its own."""

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul".split()
)
"""Elements that begin a line of their own."""

_INLINE = frozenset("a abbr b bdi big cite code em font i ins small span strong sub sup tt u".split())
"""The usual elements of a line; what becomes of them is told by their attributes alone."""

UNSEEN = frozenset("script style noscript template link meta head title object iframe colgroup textarea".split())
_STRIKING = frozenset({"s", "strike", "del"})
_TABULAR = frozenset({"table", "tr", "td", "th"})
PICTURED = frozenset({"video", "audio", "canvas", "map"})
HIDDEN_CLASSES = frozenset(
    "mw-editsection mw-cite-backlink mw-empty-elt mw-jump-link sortkey edit-page Inline-Template "
    "mw-indicators mw-linkback-text noprint".split()
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_INVISIBLE = "\u200b\ufeff\u200e\u200f \t\n"
BREAK = "\ud820"
"""A line break that a reader sees; no decoded text has it. It is a space in the end."""
_BREAKS = frozenset({"br", "li"})
_SORT_TAIL = re.compile(r"[\s\u00a0]*[!♠]$")
_MISSING_PAGE = " (page does not exist)"
_UPLOAD = "wpDestFile="
_PICTURES = frozenset({"mw-broken-media", "lazy-image-placeholder"})
_ADDRESSES = ("src", "data-src", "data-mw-src", "resource")
_BACKLINK = re.compile(r"^(?:\^|↑|\s|\b[a-z]\b(?=\s))+")


def classes(element: Element) -> tuple[str, ...]:
    """Return the words of an element's class."""
    return tuple((element.get("class") or "").split())


def is_hidden(element: Element) -> bool:
    """Say whether the element's own style hides it."""
    style = element.get("style")
    return bool(style) and _HIDDEN.search(style) is not None


def collapsed(text: str) -> str:
    """Return `text` with each run of white space, no-break spaces too, as one space, and none at the ends."""
    words = text.split()
    return " ".join(words).strip(_INVISIBLE) if words else ""


@record(frozen=True, slots=True)
class Reading:
    """The text that a reader sees, and the annotations in their order."""

    text: str
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the reading of any element of one page depends on.

    `year` is that of the article's title, `by_id` finds the targets of footnote marks, `expansions` holds the readings
    of template calls that the page left unexpanded.
    """

    year: int | None = None
    by_id: Mapping[str, Element] = field(default_factory=dict)
    expansions: Mapping[Element, Reading] = field(default_factory=dict)
    footnotes: dict[Element, str] = field(default_factory=dict)

    def footnote(self, target: Element) -> str:
        """Return the text of a footnote; the marks in it lead nowhere."""
        if target not in self.footnotes:
            self.footnotes[target] = footnote_text(target, Context(self.year, {}, self.expansions))
        return self.footnotes[target]


@dataclass(slots=True)
class _Collector:
    """The state of one walk. It keeps its own stack: a page may be deeper than Python's."""

    context: Context
    own_only: bool
    parts: list[str | None] = field(default_factory=list)
    notes: list[Annotation] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def collect(self, root: Element) -> None:
        """Take the text of an element; a text or tail that is None is passed over in the end."""
        add, shows = self.parts.append, self.shows
        inline = _INLINE if not self.own_only and not self.context.expansions else frozenset()
        add(root.text)
        stack: list[tuple[Iterator[Element], Element]] = []
        children = iter(root[:])  # a slice takes half of the time of lxml's own iterator
        while True:
            for child in children:
                tag = child.tag
                if tag in inline:  # the same steps as below, without those that do nothing
                    named = child.items()
                    if not named or shows(child, tag, dict(named)):
                        add(child.text)
                        if len(child):
                            stack.append((children, child))
                            break
                elif tag == "br":
                    add(BREAK)
                elif tag == "img" and inline:
                    self.picture(child)
                elif self.enters(child, tag):
                    if tag in BLOCKS:
                        add(BREAK if tag in _BREAKS else " ")
                    add(child.text)
                    if len(child):
                        stack.append((children, child))
                        break
                    if tag in BLOCKS:
                        add(" ")
                add(child.tail)
            else:
                if not stack:
                    return
                children, closed = stack.pop()
                self.close(closed)
                continue
            children = iter(child[:])
            if len(stack) > MAX_DEPTH:
                raise TooLargeError("the depth", len(stack), MAX_DEPTH, "of elements")

    def close(self, element: Element) -> None:
        if element.tag in BLOCKS:
            self.parts.append(" ")
        self.parts.append(element.tail)

    def enters(self, element: Element, tag: object) -> bool:
        """Note what an element says besides text; say whether its text is seen."""
        if not isinstance(tag, str) or tag in UNSEEN or tag in PICTURED:
            return False
        if tag in _TABULAR or (self.own_only and is_block(element)):
            self.parts.append(" ")
            return False
        if tag == "img":
            self.picture(element)
            return False
        if tag in _STRIKING:
            self.struck.append("".join(element.itertext()))
        if self.context.expansions and element in self.context.expansions:
            self.expansion(element)
            return False
        named = element.items()
        # All attributes at once, and most elements have none: to ask for each by its name takes longer.
        return self.shows(element, tag, dict(named)) if named else True

    def shows(self, element: Element, tag: str, attributes: Mapping[str, str]) -> bool:
        if ("class" in attributes or "style" in attributes) and self.is_other(element, tag, attributes):
            return False
        if tag == "a" and attributes.get("title"):
            self.link(element, attributes["title"])
        key = attributes.get("data-sort-value")
        if key:
            self.note("sort_key", _SORT_TAIL.sub("", key))
        return True

    def is_other(self, element: Element, tag: str, attributes: Mapping[str, str]) -> bool:
        """Note what an element stands for that its class or style makes something else than text."""
        told = _told_by(attributes.get("class", ""))
        if told in {"sort_key", "hidden"}:
            self.sort_key(element, told == "sort_key")
        elif told == "picture" or (told == "missing" and _UPLOAD in attributes.get("href", "")):
            self.picture(element)
        elif "style" in attributes and _HIDDEN.search(attributes["style"]):
            self.sort_key(element, tag == "span" and len(element) == 0)
        elif tag == "sup" and "reference" in attributes.get("class", "").split():
            self.footnote(element)
        else:
            return False
        return True

    def note(self, kind: str, text: str) -> None:
        words = collapsed(text)
        if words:
            self.notes.append(Annotation(kind, words))  # type: ignore[arg-type] # the callers' words are the literal's

    def sort_key(self, element: Element, is_key: bool) -> None:
        if is_key:
            self.note("sort_key", _SORT_TAIL.sub("", "".join(element.itertext())))

    def expansion(self, element: Element) -> None:
        reading = self.context.expansions[element]
        self.parts.append(reading.text)
        self.notes.extend(reading.annotations)

    def text(self) -> str:
        """Return the text that was taken, its breaks and white space as they are; raise `TooLargeError`."""
        text = "".join(filter(None, self.parts))
        if len(text) > MAX_BLOCK:
            raise TooLargeError("the length", len(text), MAX_BLOCK, "of a block of text")
        return text

    def picture(self, element: Element) -> None:
        around = list(_near_parents(element))
        link = next((title for node in around if (title := node.get("title"))), "") or _team_beside(element, around)
        in_flag = any("flagicon" in name.split() for node in around if (name := node.get("class")))
        address = next(filter(None, map(element.get, _ADDRESSES)), "") or element.get("href", "").rpartition(_UPLOAD)[2]
        alt = element.get("alt") or element.get("data-alt") or ""
        note = picture_note(address, alt, link, in_flag, self.context.year)
        if note and note not in self.notes[-1:]:
            self.notes.append(note)

    def link(self, element: Element, title: str) -> None:
        if element.text or "".join(element.itertext()).strip():
            self.notes.append(Annotation("link", title.removesuffix(_MISSING_PAGE)))

    def footnote(self, element: Element) -> None:
        anchor = element if element.tag == "a" else element.find(".//a")
        target = (anchor.get("href") or "").rpartition("#")[2] if anchor is not None else ""
        found = self.context.by_id.get(target)
        text = self.context.footnote(found) if found is not None else ""
        if text:
            self.note("footnote", text)
            self.marks.append((len(self.parts), collapsed(text)))


@remembered(4_096)
def _told_by(names: str) -> Literal["sort_key", "hidden", "picture", "missing", "text"]:
    """Say what the classes of an element tell of it.

    A `picture` that the wiki lacked has its name shown, which is no text; so has a link to what is `missing`, where it
    is a picture. On mobile pages a `<span>` stands for each picture until a reader comes there.
    """
    classes_of = names.split()
    if not HIDDEN_CLASSES.isdisjoint(classes_of):
        return "sort_key" if "sortkey" in classes_of else "hidden"
    if not _PICTURES.isdisjoint(classes_of):
        return "picture"
    return "missing" if "new" in classes_of else "text"


def is_block(element: Element) -> bool:
    """Say whether an element is no part of its parent's line: a block, or something inline that holds one."""
    if element.tag in BLOCKS:
        return True
    return len(element) > 0 and any(node.tag in BLOCKS for node in element.iterdescendants())


def _near_parents(element: Element) -> Iterator[Element]:
    """Yield the elements just around a picture: its frame, its link, the template's span."""
    node = element.getparent()
    for _ in range(4):
        if node is None or node.tag in BLOCKS:
            return
        yield node
        node = node.getparent()


def _team_beside(element: Element, around: Sequence[Element]) -> str:
    """Return the title of the link after a flag where it is a team's: "Cuba at the 1964 Summer Olympics"."""
    for node in (element, *around):
        beside = node.getnext()
        title = beside.get("title") or "" if beside is not None and beside.tag == "a" else ""
        if " at the " in title:
            return str(title)
    return ""


def visible(element: Element, context: Context, *, own_only: bool = False) -> Reading:
    """Return what a reader sees of an element without the tables in it.

    White space is collapsed; line breaks and the borders of blocks are a space. `own_only` leaves out the blocks in it.
    Raises `TooLargeError` beyond `MAX_DEPTH`.
    """
    key = element.get("data-sort-value")
    if len(element) == 0 and not key and len(own := element.text or "") <= MAX_BLOCK:
        return Reading(collapsed(own))
    collector = _Collector(context, own_only)
    if key:
        collector.note("sort_key", _SORT_TAIL.sub("", key))
    collector.collect(element)
    text = collector.text()
    if collector.struck and text.split() and "".join("".join(collector.struck).split()) == _letters(text):
        collector.note("struck", text.replace(BREAK, " "))
    if BREAK not in text:
        return Reading(collapsed(text), tuple(collector.notes))
    lines = [line for part in text.split(BREAK) if (line := collapsed(part))]
    if len(lines) > 1:
        collector.notes += (Annotation("line", line) for line in lines)
    return Reading(" ".join(lines), tuple(collector.notes))


def _letters(text: str) -> str:
    return "".join(text.replace(BREAK, " ").split())


def visible_prose(element: Element, context: Context) -> tuple[str, tuple[PlacedNote, ...]]:
    """Return what a reader sees of an element without the blocks in it, and its footnotes at their places."""
    collector = _Collector(context, own_only=True)
    collector.collect(element)
    text = collector.text()
    shown = " ".join(line for part in text.split(BREAK) if (line := collapsed(part)))
    if not collector.marks:
        return shown, ()
    return shown, placed_notes([part and part.replace(BREAK, " ") for part in collector.parts], collector.marks)


def footnote_text(target: Element, context: Context) -> str:
    """Return the text of the footnote that a mark leads to, without the links back; "" where it is none.

    `target` is a list item of rendered references, or the anchor of a hand-made note, whose text follows it.
    """
    texts = target.xpath(".//*[contains(concat(' ', @class, ' '), ' reference-text ')]")
    holder = texts[0] if texts else target
    if holder.tag in {"cite", "span", "a", "sup"} and not texts and holder.getparent() is not None:
        holder = holder.getparent()
    text = visible(holder, context).text
    return _BACKLINK.sub("", text)[:MAX_FOOTNOTE]
