"""What a reader sees of expanded text: links' labels, no markup, entities decoded, and what is kept beside it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from parsers.text import placed_notes
from parsers.wikitext.expansion import LITERAL, MARK, ROWS, Expansion, Note, Verbatim
from schemas.caches import remembered
from schemas.document import Annotation, PlacedNote

BREAK = "\ud820"
"""A line break that a reader sees; it is a space in the end, as all white space is."""

_TAGS = frozenset("""
    a abbr b bdi bdo big blockquote br caption center cite code col colgroup data dd del dfn div dl dt em font h1 h2 h3
    h4 h5 h6 hr i includeonly indicator ins kbd li link mark meta noinclude ol onlyinclude p poem pre q rb ref
    references rp rt rtc ruby s samp small span strike strong style sub sup table tbody td tfoot th thead time tr tt u
    ul var wbr
""".split())  # fmt: skip
BLOCKS = frozenset("""
    blockquote br caption center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p poem pre table tbody td tfoot th thead tr ul
""".split())  # fmt: skip
_TOKEN = re.compile(
    r"(?P<open>\[\[)|(?P<close>\]\])|(?P<quotes>''+)|<(?P<slash>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<attributes>[^<>]*)>"
    r"|(?P<entity>&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<external>\[(?:(?:https?|ftps?|irc|news|gopher|telnet)://|//|mailto:)[^\s\[\]<>]*)|(?P<end>\])"
    rf"|(?P<mark>[{MARK}-{ROWS}])|(?P<switch>__[A-Z]{{3,25}}__)"
)
_MARKUP = re.compile(rf"[\[\]<&{MARK}-{ROWS}]|''|__")
_ODD_SPACES = re.compile(rf"[\s{BREAK}]{{2,}}|[^\S ]|{BREAK}")
"""White space that is not one space."""
_INVISIBLE = "\u200b\ufeff\u200e\u200f "
_NOT_SIMPLE = re.compile(rf"[\n{LITERAL}]|<(?!br ?/?>)|__|'{{4}}|(?<!\[)\[(?!\[)|-\{{")
_SIMPLE_TOKEN = re.compile(rf"\[\[([^\[\]{{}}|<>\n]+)(?:\|([^\[\]\n]+))?\]\]|[{MARK}-{ROWS}]|<br ?/?>")
_NOT_PLAIN = re.compile(rf"[<{MARK}-{ROWS}]")
"""In the label of a link: a break, or what stands for a flag."""
_HIDDEN = re.compile(
    r"display\s*:\s*none|\bclass\s*=\s*[\"']?[^\"'<>]*\b(?:sortkey|error)\b|\bvisibility\s*:\s*hidden", re.IGNORECASE
)
_NEVER_HIDDEN = BLOCKS - {"div", "p"}
_QUOTES = re.compile("''+")
_STRIKING = frozenset({"s", "strike", "del"})
_BAD_TARGET = re.compile(r"[\[\]{}|<>\n]")
_SWITCHES = re.compile(r"__(?:NO|FORCE|NEW|HIDDEN|INDEX|STATIC|EXPECTED|DISAMBIG|END|START|ARCHIVED|TOC)[A-Z]*__")
_LONGEST_TARGET = 512
_SORT_TAIL = re.compile(r"\s*[!♠]$")

FootnoteText = Callable[[Note], str]


def collapsed(text: str) -> str:
    """Return `text` with each run of white space, no-break spaces and line breaks too, as one space."""
    return " ".join(text.replace(BREAK, " ").split()).strip(_INVISIBLE)


def line_notes(text: str) -> tuple[Annotation, ...]:
    """Return the lines of a text of several, each as an annotation."""
    lines = [line for part in text.split(BREAK) if (line := collapsed(part))] if BREAK in text else []
    return tuple(Annotation("line", line) for line in lines) if len(lines) > 1 else ()


def is_plain(text: str) -> bool:
    """Say whether a text is one line without markup."""
    return "\n" not in text and _MARKUP.search(text) is None


def simple_line(expansion: Expansion, start: int, end: int, footnote: FootnoteText) -> Visible | None:
    """Render a line that has only links, bold, italic, breaks and annotations, or return None: a shorter way."""
    text = expansion.text
    if _NOT_SIMPLE.search(text, start, end):
        return None
    parts: list[str] = []
    annotations: list[Annotation] = []
    position = start
    for match in _SIMPLE_TOKEN.finditer(text, start, end):
        parts.append(text[position : match.start()])
        position = match.end()
        target, label = match[1], match[2]
        if target is not None:
            shown = label or target.lstrip(" :")
            if shown.startswith("'") or shown.endswith("'") or _NOT_PLAIN.search(shown):
                return None
            annotations.append(Annotation("link", page_title(target)))
            parts.append(shown)
        elif match[0][0] == "<":
            parts.append(BREAK)
        else:
            parts.append(MARK)  # parts quotes, as what it stands for does
            annotations += _meaning(expansion.objects.get(match.start()), footnote)
    parts.append(text[position:end])
    line = _without_quotes("".join(parts))
    if line is None or "[[" in line or "]]" in line:
        return None
    line = line.replace(MARK, "")
    kept = tuple(annotation for annotation in annotations if annotation.text)
    shown = html.unescape(line) if "&" in line else line
    return Visible(collapsed(shown), (), (*kept, *line_notes(shown)))


def _meaning(found: Annotation | Verbatim | Note | None, footnote: FootnoteText) -> list[Annotation]:
    """Return what a character that is not shown stands for."""
    if isinstance(found, Annotation):
        return [found]
    return [Annotation("footnote", footnote(found))] if isinstance(found, Note) else []


def _without_quotes(line: str) -> str | None:
    """Return a line without the marks of bold and italic, or None where they do not come in pairs."""
    if "''" not in line:
        return line
    bold = line.count("'''")
    line = line.replace("'''", "")
    return None if bold % 2 and line.count("''") % 2 else line.replace("''", "")


@remembered(4096)
def page_title(target: str) -> str:
    """Return the title of the page that a link's target names, as MediaWiki writes it."""
    title = collapsed(html.unescape(target).partition("#")[0].replace("_", " ")).lstrip(": ")
    return title[:1].upper() + title[1:]


@dataclass(slots=True, eq=False)
class Visible:
    """Text as a reader sees it, with the source offset of each character if asked for."""

    text: str
    offsets: tuple[int, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    notes: tuple[PlacedNote, ...] = ()


@dataclass(slots=True)
class Renderer:
    """Renders parts of one expansion into one text.

    `footnote` gives a note's text; without it annotations are not collected. `note` gives it for those of prose, which
    keep their places.
    """

    expansion: Expansion
    footnote: FootnoteText | None = None
    note: FootnoteText | None = None
    _marks: list[tuple[int, str]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _annotations: list[Annotation] = field(default_factory=list)
    _striking: int = 0
    _struck: list[str] = field(default_factory=list)
    _hidden: str = ""
    _hidden_depth: int = 0
    _hidden_text: list[str] = field(default_factory=list)
    _position: int = 0
    _end: int = 0
    _link_end: int = -1
    _external_end: int = -1
    _next_close: int = -1
    _next_bracket: int = -1
    _apostrophe: int = -1

    def add(self, text: str, place: int) -> None:
        """Add text that begins at a place of the expansion; a negative one means all of it is from there."""
        if self._hidden:
            self._hidden_text.append(text)
        elif text:
            self._parts.append(text)
            self._places.append(place)
            if self._striking:
                self._struck.append(text)

    def render(self, start: int, end: int) -> None:
        """Add what a reader sees of a part, which is one line or has no lists in it."""
        text = self.expansion.text
        if not _MARKUP.search(text, start, end):
            self._copy(start, end)
            return
        self._position, self._end = start, end
        self._link_end = self._external_end = self._next_close = self._next_bracket = -1
        self._apostrophe = _unbalanced_bold(text, start, end)
        for match in _TOKEN.finditer(text, start, end):
            at = match.start()
            kind = match.lastgroup
            if at >= self._position and (kind != "end" or at == self._external_end):
                self._copy(self._position, at)
                self._position = match.end()
                _HANDLERS[kind or ""](self, match, at)
        self._copy(self._position, end)

    def done(self) -> Visible:
        """Return the text, white space collapsed, without offsets."""
        if self._hidden:
            self._end_hidden()
        text = "".join(self._parts)
        lines = line_notes(text) if self.footnote is not None else ()
        return Visible(collapsed(text), (), (*self._annotations, *self._struck_out(text), *lines))

    def _struck_out(self, text: str) -> tuple[Annotation, ...]:
        if not self._struck or self.footnote is None:
            return ()
        words = collapsed(text)
        is_all = bool(words) and "".join("".join(self._struck).split()) == "".join(text.split())
        return (Annotation("struck", words),) if is_all else ()

    def done_with_offsets(self) -> Visible:
        """Return the text, white space collapsed, with the source offset of each character."""
        if self._hidden:
            self._end_hidden()
        offsets: list[int] = []
        for part, place in zip(self._parts, self._places, strict=True):
            offsets += self._offsets(part, place)
        text = "".join(self._parts)
        first, last = _without_space_at_ends(text)
        shown: list[str] = []
        kept: list[int] = []
        for match in _ODD_SPACES.finditer(text, first, last):
            start = match.start()
            shown += (text[first:start], " ")
            kept += offsets[first : start + 1]
            first = match.end()
        shown.append(text[first:last])
        kept += offsets[first:last]
        notes = placed_notes([part.replace(BREAK, " ") for part in self._parts], self._marks) if self._marks else ()
        return Visible("".join(shown), tuple(kept), tuple(self._annotations), notes)

    def _offsets(self, part: str, place: int) -> list[int]:
        """Return the source offset of each character of a part, which may go over several runs."""
        if place < 0:
            return [self.expansion.offset(-1 - place)] * len(part)
        return self.expansion.offsets(place, place + len(part))

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self.add(self.expansion.text[start:end], start)

    def _annotate(self, annotation: Annotation) -> None:
        if self.footnote is not None and annotation.text:
            self._annotations.append(annotation)

    # --- Links

    def _open(self, match: re.Match[str], at: int) -> None:
        """Go on to a link's label, or show the brackets where they make none."""
        text = self.expansion.text
        if self._next_close < at:
            found = text.find("]]", at + 2, self._end)
            self._next_close = found if found >= 0 else self._end
        close = self._next_close
        pipe = text.find("|", at + 2, close)
        target = text[at + 2 : pipe if pipe >= 0 else close]
        if close >= self._end or text.find("[[", at + 2, close) >= 0 or not _is_target(target):
            self.add("[[", at)
            return
        self._annotate(Annotation("link", page_title(target)))
        self._link_end = close
        if pipe < 0:
            self._position = at + 2 + len(target) - len(target.lstrip(" :"))
        elif pipe + 1 < close:
            self._position = pipe + 1
        else:  # `[[Judo (sport)|]]` shows what is not in parentheses
            self.add(target.split(" (")[0].strip(" :"), -1 - at)
            self._position = close

    def _close(self, match: re.Match[str], at: int) -> None:
        if at != self._link_end:
            # One bracket may be an external link's: `[http://a b]]`.
            self.add("]" if at == self._external_end else "]]", at)

    def _external(self, match: re.Match[str], at: int) -> None:
        """Go on to the label of an external link."""
        text, first = self.expansion.text, match.end()
        if self._next_bracket < first:
            found = text.find("]", first, self._end)
            if text.startswith("]]]", found) and "[[" in text[first:found]:
                found += 2
            self._next_bracket = found if found >= 0 else self._end
        if self._next_bracket >= self._end:
            self._copy(at, first)
        else:
            self._external_end = self._next_bracket

    def _end_external(self, match: re.Match[str], at: int) -> None:
        """Drop the bracket that ends an external link."""

    # --- What stands for something

    def _quotes(self, match: re.Match[str], at: int) -> None:
        """Drop the marks of bold and italic; what is over in a run are apostrophes."""
        count = match.end() - at
        over = count - 5 if count > 5 else 1 if count == 4 or at == self._apostrophe else 0
        self.add("'" * over, at)

    def _entity(self, match: re.Match[str], at: int) -> None:
        self.add(html.unescape(match[0]), -1 - at)

    def _mark(self, match: re.Match[str], at: int) -> None:
        """Show what a character stands for, or keep it beside the text."""
        found = self.expansion.objects.get(at)
        if isinstance(found, Verbatim):
            self.add(html.unescape(self.expansion.source[found.start : found.end]), -1 - at)
        elif self.footnote is not None:
            for annotation in _meaning(found, self.footnote):
                self._annotate(annotation)
        elif self.note is not None and isinstance(found, Note):
            text = self.note(found)
            if text:
                self._marks.append((len(self._parts), text))

    def _switch(self, match: re.Match[str], at: int) -> None:
        """Drop a behaviour switch; `__ANYTHING__` else is text."""
        if not _SWITCHES.fullmatch(match[0]):
            self._copy(at, match.end())

    # --- Tags of HTML

    def _tag(self, match: re.Match[str], at: int) -> None:
        """Drop a tag; blocks and `<br>` break the line; what is hidden is kept as a sort key."""
        name, attributes = match["tag"].lower(), match["attributes"]
        if name not in _TAGS:
            self._copy(at, match.end())
            return
        if self._hidden:
            self._tag_in_hidden(name, bool(match["slash"]), attributes)
            return
        if name in _STRIKING:
            self._striking = max(0, self._striking - 1) if match["slash"] else self._striking + 1
        if name in BLOCKS:
            self.add(BREAK, -1 - at)
        if "=" in attributes and name not in _NEVER_HIDDEN and not match["slash"] and _HIDDEN.search(attributes):
            self._hidden, self._hidden_depth = name, 1

    def _tag_in_hidden(self, name: str, is_closing: bool, attributes: str) -> None:
        if name == self._hidden and not attributes.rstrip().endswith("/"):
            self._hidden_depth += -1 if is_closing else 1
            if not self._hidden_depth:
                self._end_hidden()

    def _end_hidden(self) -> None:
        key = _SORT_TAIL.sub("", collapsed("".join(self._hidden_text)))
        self._annotate(Annotation("sort_key", key))
        self._hidden = ""
        self._hidden_text.clear()


_HANDLERS: Mapping[str, Callable[[Renderer, re.Match[str], int], None]] = {
    "open": Renderer._open,
    "close": Renderer._close,
    "external": Renderer._external,
    "end": Renderer._end_external,
    "quotes": Renderer._quotes,
    "entity": Renderer._entity,
    "mark": Renderer._mark,
    "switch": Renderer._switch,
    "attributes": Renderer._tag,
}


def _without_space_at_ends(text: str) -> tuple[int, int]:
    """Return where a text begins and ends without white space."""
    blank = text.replace(BREAK, " ")
    first = len(blank) - len(blank.lstrip())
    return first, max(first, len(blank.rstrip()))


def _is_target(target: str) -> bool:
    return bool(target.strip()) and len(target) <= _LONGEST_TARGET and not _BAD_TARGET.search(target)


def _unbalanced_bold(text: str, start: int, end: int) -> int:
    """Return the place of a bold mark that MediaWiki takes for an apostrophe and italic (`L'''idée''`), or -1.

    That is so where both bold and italic marks are odd in number; of the bold ones it is the first after a word of one
    letter, else after a longer word, else after a space (Parser::doQuotes).
    """
    if text.find("'''", start, end) < 0:
        return -1
    runs = [(match.start(), match.end() - match.start()) for match in _QUOTES.finditer(text, start, end)]
    both = sum(count >= 5 for _, count in runs)
    bold = [at for at, count in runs if count == 3]
    if (len(bold) + sum(count == 4 for _, count in runs) + both) % 2 == 0:
        return -1
    if (sum(count == 2 for _, count in runs) + both) % 2 == 0:
        return -1
    after_letter = [at for at in bold if at - 2 >= start and text[at - 2] == " " and text[at - 1] != " "]
    after_word = [at for at in bold if at - 1 >= start and text[at - 1] != " "]
    return next(iter(after_letter or after_word or bold), -1)
