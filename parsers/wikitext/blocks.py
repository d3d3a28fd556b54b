"""Expanded text to headings, paragraphs and tables, line by line as MediaWiki's parser goes through it.

Tables follow `Parser::handleTables`, but one without a row gets no empty cell (as in Parsoid), and one that is never
closed ends at the next heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from parsers.grid import GroupKind
from parsers.wikitext.expansion import CELL, ROWS
from parsers.wikitext.inline import BLOCKS
from parsers.wikitext.tree import Range, RawTable, Tree

_TABLE_START = re.compile(r":*\s*\{\|")
_TABLE_EDGE = re.compile(r"^[ \t]*(?:(:*[ \t]*\{\|)|\|\})", re.MULTILINE)
_TABLE_TAG = re.compile(
    r"<(?P<slash>/?)(?P<tag>table|caption|thead|tbody|tfoot|tr|td|th)\b(?P<attributes>[^<>]*)>", re.IGNORECASE
)
_GROUPS: dict[str, GroupKind] = {"thead": "head", "tbody": "body", "tfoot": "foot"}
_TAG_WITH_PIPES = re.compile(r"<[A-Za-z][A-Za-z0-9]*\s[^<>\n|!]*[|!][^<>\n]*>")
_PROTECTED = str.maketrans("|!", "\ud821\ud822")
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS - {'br'}))})\b", re.IGNORECASE)
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>(.*?)</h\1\s*>", re.IGNORECASE)
_RULE = re.compile(r"-{4,}")
_LIST = "*#:;"
_LANGUAGE_LINKS = re.compile(r"(?:\[\[[a-z]{2,3}(?:-[a-z]+)*:[^\[\]|]*\]\]\s*)+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its text, and its whole line."""

    level: int
    text: Range
    line: Range


@dataclass(slots=True)
class RawParagraph:
    """The lines of a paragraph, in the section after heading number `section` - 1."""

    section: int
    lines: list[Range]


@dataclass(slots=True)
class _WikiTable:
    """The state of a table of wiki markup: which tags MediaWiki has opened for it."""

    start: int
    cell: str = ""
    has_open_row: bool = False


@dataclass(frozen=True, slots=True)
class Blocks:
    """What one pass over an expanded text finds; `tables` are the outermost ones.

    `unclosed` are the places of tables that are never closed, `rows` those of templates that may have made rows.
    """

    headings: list[Heading]
    paragraphs: list[RawParagraph]
    tables: list[RawTable]
    unclosed: frozenset[int] = frozenset()
    rows: tuple[Range, ...] = ()


@dataclass(slots=True)
class _Pass:
    """The state of the pass. `tables` are those of wiki markup that are open, `lines` those of a paragraph."""

    text: str
    tree: Tree = field(default_factory=Tree)
    headings: list[Heading] = field(default_factory=list)
    paragraphs: list[RawParagraph] = field(default_factory=list)
    tables: list[_WikiTable] = field(default_factory=list)
    labels: int = 0
    lines: list[Range] = field(default_factory=list)
    unclosed: frozenset[int] = frozenset()
    rows: list[Range] = field(default_factory=list)
    after_bare_cell: bool = False
    tags: list[re.Match[str]] = field(default_factory=list)
    tag: int = 0

    def run(self) -> None:
        """Go through the lines."""
        self.unclosed = _unclosed_tables(self.text)
        self.tags = list(_TABLE_TAG.finditer(self.text)) if "<" in self.text else []
        start = 0
        for line in self.text.split("\n"):
            self.line(line, start, start + len(line))
            start += len(line) + 1
        self.end_paragraph()

    def line(self, line: str, start: int, end: int) -> None:
        content = line.strip()
        if not content:
            self.blank(start, end)
        elif content[0] in "{:" and (match := _TABLE_START.match(content)):
            first = start + line.index(content) + match.end()
            self.start_table(first - 2, self.text[first:end])
        elif self.tables and content[0] in "|!":
            self.table_line(content, start + line.index(content), end)
            self.after_bare_cell = content in {"|", "!"}
        elif self.tables and content[0] == ROWS and not self.after_bare_cell:
            self.rows.append((start, end))  # shown in the cell above, it would change what that says
        elif line[0] == "=" and (heading := _heading_of(line, start, end)):
            self.heading(heading)
        else:
            self.any_text(start, end)

    def blank(self, start: int, end: int) -> None:
        holder = self.tree.holder() if self.tree.open else None
        if holder is None:
            self.end_paragraph()
        else:
            holder.add(start, end)

    def heading(self, heading: Heading) -> None:
        while self.tables and self.tables[-1].start in self.unclosed:
            self.end_table()
        self.end_paragraph()
        self.headings.append(heading)

    # --- Tables of wiki markup

    def start_table(self, start: int, attributes: str) -> None:
        self.end_paragraph()
        self.tables.append(_WikiTable(start))
        self.open_table(start, attributes)

    def open_table(self, start: int, attributes: str) -> None:
        """Open a table of either markup; the paragraph straight above an outermost one may be its label."""
        self.tree.start_table(start, attributes, len(self.headings))
        count = len(self.paragraphs)
        if len(self.tree.open) == 1:
            if count > self.labels and self.paragraphs[-1].section == len(self.headings):
                self.tree.tables[-1].below = count - 1
            self.labels = count

    def table_line(self, content: str, start: int, end: int) -> None:
        if content.startswith("|}"):
            self.end_table()
            self.any_text(start + 2, end)
        elif content.startswith("|-"):
            self.end_row()
        elif content.startswith("|+"):
            self.cells("+", start + 2, end)
        else:
            self.cells(content[0], start + 1, end)

    def end_table(self) -> None:
        self.tables.pop()
        self.tree.end_table()
        self.end_paragraph()

    def end_row(self) -> None:
        table = self.tables[-1]
        self.end_cell(table)
        if table.has_open_row:
            self.tree.end_row()
        table.has_open_row = False

    def end_cell(self, table: _WikiTable) -> None:
        if table.cell == "+":
            self.tree.end_caption()
        elif table.cell:
            self.tree.end_cell(table.cell == "!")
        table.cell = ""

    def cells(self, mark: str, start: int, end: int) -> None:
        """Add the cells of a line; `mark` is `|`, `!`, or `+` of a caption."""
        line = self.text[start:end]
        if mark == "!" and "!!" in line:
            line = line.replace("!!", "||")
        has_templates = CELL in line
        for cell in line.split("||"):
            self.start_cell(mark)
            pipe = cell.find("|")
            if has_templates and CELL in cell and (pipe < 0 or cell.find(CELL) < pipe):
                pipe = cell.find(CELL)
            if pipe >= 0 and ("[[" in cell[:pipe] or "-{" in cell[:pipe]):
                pipe = -1
            holder = self.tree.start_cell(mark == "!", cell[: max(pipe, 0)]) if mark != "+" else None
            if mark == "+":
                self.tree.start_caption()
            content = (cell[pipe + 1 :] if pipe >= 0 else cell).lstrip()
            if content:
                first = start + len(cell) - len(content)
                if holder is not None and not self.tags:
                    holder.ranges.append((first, start + len(cell)))
                else:
                    self.any_text(first, start + len(cell))
            start += len(cell) + 2

    def start_cell(self, mark: str) -> None:
        table = self.tables[-1]
        self.end_cell(table)
        if mark != "+":
            if not table.has_open_row:
                self.tree.start_row()
            table.has_open_row = True
        table.cell = mark

    # --- Text, and the tags of HTML tables in it

    def any_text(self, start: int, end: int) -> None:
        """Add text that may hold tags of HTML tables."""
        if not self.tags:
            self.plain(start, end)
            return
        while self.tag < len(self.tags) and self.tags[self.tag].start() < start:
            self.tag += 1
        while self.tag < len(self.tags) and self.tags[self.tag].start() < end:
            match = self.tags[self.tag]
            self.tag += 1
            self.plain(start, match.start())
            self.table_tag(match)
            start = match.end()
        self.plain(start, end)

    def table_tag(self, match: re.Match[str]) -> None:
        name, attributes = match["tag"].lower(), match["attributes"]
        tree = self.tree
        if name == "table" and not match["slash"]:
            self.end_paragraph()
            self.open_table(match.start(), attributes)
        elif not match["slash"]:
            opening: dict[str, Callable[[], object]] = {
                "caption": tree.start_caption,
                "tr": tree.start_row,
                "td": lambda: tree.start_cell(False, attributes),
                "th": lambda: tree.start_cell(True, attributes),
            }
            opening.get(name, lambda: tree.start_group(_GROUPS[name]))()
        else:
            closing: dict[str, Callable[[], None]] = {
                "table": tree.end_table,
                "caption": tree.end_caption,
                "tr": tree.end_row,
                "td": lambda: tree.end_cell(False),
                "th": lambda: tree.end_cell(True),
            }
            closing.get(name, tree.end_group)()

    def plain(self, start: int, end: int) -> None:
        """Add text to the cell that is open, or to the page."""
        if start >= end:
            return
        holder = self.tree.holder() if self.tree.open else None
        if holder is not None:
            holder.add(start, end)
        else:
            self.prose(start, end)

    # --- The page's paragraphs

    def prose(self, start: int, end: int) -> None:
        text = self.text
        first = text[start]
        if first in _LIST and (start == 0 or text[start - 1] == "\n"):
            self.end_paragraph()
            while start < end and text[start] in _LIST:
                start += 1
            self.lines.append((start, end))
            self.end_paragraph()
            return
        if first == "-" and (rule := _RULE.match(text, start, end)):
            self.end_paragraph()
            start = rule.end()
        elif first == "[" and _LANGUAGE_LINKS.fullmatch(text, start, end):
            return
        line = text[start:end]
        is_block = "<" in line and _BLOCK_TAG.search(line) is not None
        if is_block:
            self.end_paragraph()
            start = self.html_headings(line, start)
        if text[start:end].strip():
            self.lines.append((start, end))
        if is_block:
            self.end_paragraph()

    def html_headings(self, line: str, start: int) -> int:
        """Add the headings of HTML in a line, and return where its text goes on after them."""
        after = start
        for match in _HTML_HEADING.finditer(line):
            place = (start + match.start(2), start + match.end(2))
            self.headings.append(Heading(int(match[1]), place, (start + match.start(), start + match.end())))
            after = start + match.end()
        return after

    def end_paragraph(self) -> None:
        if self.lines:
            self.paragraphs.append(RawParagraph(len(self.headings), self.lines))
            self.lines = []


def _heading_of(line: str, start: int, end: int) -> Heading | None:
    """Return the heading that a line is, if it is one: as many equals signs count as stand at both of its ends."""
    content = line.rstrip()
    lead = len(content) - len(content.lstrip("="))
    tail = len(content) - len(content.rstrip("="))
    level = min(lead, tail, 6, (len(content) - 1) // 2)
    if level < 1:
        return None
    inner = content[level : len(content) - level]
    first = start + level + len(inner) - len(inner.lstrip())
    return Heading(level, (first, max(first, start + level + len(inner.rstrip()))), (start, end))


def _unclosed_tables(text: str) -> frozenset[int]:
    """Return the places of the tables of wiki markup that are never closed."""
    opened: list[int] = []
    for match in _TABLE_EDGE.finditer(text):
        if match[1]:
            opened.append(match.end() - 2)
        elif opened:
            opened.pop()
    return frozenset(opened)


def _protected(text: str) -> str:
    """Return `text` with the pipes in tags' attributes, which part no cells, replaced by other characters."""
    if "<" not in text:
        return text
    return _TAG_WITH_PIPES.sub(lambda match: match[0].translate(_PROTECTED), text)


def find_blocks(text: str) -> Blocks:
    """Find the blocks of an expanded text."""
    state = _Pass(_protected(text))
    state.run()
    return Blocks(state.headings, state.paragraphs, state.tree.tables, state.unclosed, tuple(state.rows))
