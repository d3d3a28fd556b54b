"""Tables as they are found in expanded text, built as a browser builds them from what MediaWiki makes.

The operations are the table tags of HTML; what each does where it stands follows the tree construction of HTML
(<https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable>), and wiki markup makes the tags that
MediaWiki's parser makes of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from parsers.errors import TooLargeError
from parsers.grid import GroupKind

MAX_TABLE_DEPTH = 60

_ATTRIBUTE = re.compile(
    r"""(?:^|(?<=[\s"'/]))(?P<name>[^\s"'>/=]+)"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)(?:"|$)|'(?P<single>[^']*)(?:'|$)|(?P<bare>[^\s"'>][^\s>]*)))?"""
)

Range = tuple[int, int]


@dataclass(slots=True, eq=False)
class SourceText:
    """Text that a cell or caption holds: ranges of the expanded text, without those of the tables in it."""

    ranges: list[Range] = field(default_factory=list)

    def add(self, start: int, end: int) -> None:
        """Add a range; one that goes on after a line break is the same."""
        if self.ranges and self.ranges[-1][1] in {start, start - 1}:
            self.ranges[-1] = (self.ranges[-1][0], end)
        else:
            self.ranges.append((start, end))


@dataclass(slots=True, eq=False)
class RawCell(SourceText):
    """A cell, with its attributes, and the tables in it."""

    is_header: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    nested: list[RawTable] | None = None


@dataclass(slots=True, eq=False)
class RawGroup:
    """Rows of one `<thead>`, `<tbody>` or `<tfoot>`."""

    kind: GroupKind
    rows: list[list[RawCell]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class RawTable:
    """A table, at the place where it begins; `state` is the innermost element open while it is built.

    `below` is the number of the paragraph straight above it, or -1.
    """

    start: int
    attributes: Mapping[str, str]
    section: int
    captions: list[SourceText] = field(default_factory=list)
    groups: list[RawGroup] = field(default_factory=list)
    state: Literal["table", "caption", "group", "row", "cell"] = "table"
    below: int = -1

    @property
    def cells(self) -> list[RawCell]:
        """All cells, in order."""
        return [cell for group in self.groups for row in group.rows for cell in row]


_NONE: Mapping[str, str] = {}


def parse_attributes(text: str) -> Mapping[str, str]:
    """Return the attributes of a tag or cell, names in lower case, entities decoded.

    Of two of one name the last counts, as in MediaWiki.
    """
    if "=" not in text:
        return _NONE
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match["double"] or match["single"] or match["bare"] or ""
        found[match["name"].lower()] = html.unescape(value)
    return found


class Tree:
    """The tables of one text: the outermost ones, and those that are open."""

    def __init__(self) -> None:
        self.tables: list[RawTable] = []
        self.open: list[RawTable] = []

    def holder(self) -> SourceText | None:
        """Return the open cell or caption that text goes to, None where it goes to the page."""
        for table in reversed(self.open):
            if table.state == "cell":
                return table.groups[-1].rows[-1][-1]
            if table.state == "caption":
                return table.captions[-1]
        return None

    def start_table(self, start: int, attributes: str, section: int) -> None:
        """Open a table; directly in another, outside of its cells, it ends that one."""
        while self.open and self.open[-1].state not in {"cell", "caption"}:
            self.open.pop()
        table = RawTable(start, parse_attributes(attributes), section)
        if len(self.open) >= MAX_TABLE_DEPTH:
            raise TooLargeError("the depth of tables", len(self.open) + 1, MAX_TABLE_DEPTH, f"at offset {start}")
        holder = self.holder()
        if isinstance(holder, RawCell):
            holder.nested = holder.nested or []
            holder.nested.append(table)
        else:
            self.tables.append(table)
        self.open.append(table)

    def end_table(self) -> None:
        """Close the innermost table."""
        if self.open:
            self.open.pop()

    def start_caption(self) -> None:
        """Open a caption."""
        if self.open:
            self.open[-1].captions.append(SourceText())
            self.open[-1].state = "caption"

    def start_group(self, kind: GroupKind) -> None:
        """Open a row group."""
        if self.open:
            self.open[-1].groups.append(RawGroup(kind))
            self.open[-1].state = "group"

    def end_group(self) -> None:
        """Close a row group; rows after it are of another."""
        if self.open and self.open[-1].state in {"group", "row", "cell"}:
            self.open[-1].state = "table"

    def start_row(self) -> None:
        """Open a row."""
        if self.open:
            table = self.open[-1]
            if table.state in {"table", "caption"}:
                table.groups.append(RawGroup("body"))
            table.groups[-1].rows.append([])
            table.state = "row"

    def end_row(self) -> None:
        """Close a row."""
        if self.open and self.open[-1].state in {"row", "cell"}:
            self.open[-1].state = "group"

    def start_cell(self, is_header: bool, attributes: str) -> RawCell | None:
        """Open a cell, and a row for it where none is open; return it."""
        if not self.open:
            return None
        table = self.open[-1]
        if table.state not in {"row", "cell"}:
            self.start_row()
        cell = RawCell([], is_header, parse_attributes(attributes) if attributes else _NONE)
        table.groups[-1].rows[-1].append(cell)
        table.state = "cell"
        return cell

    def end_cell(self, is_header: bool) -> None:
        """Close a cell of the kind named."""
        if self.open and self.open[-1].state == "cell" and self.open[-1].groups[-1].rows[-1][-1].is_header == is_header:
            self.open[-1].state = "row"

    def end_caption(self) -> None:
        """Close a caption."""
        if self.open and self.open[-1].state == "caption":
            self.open[-1].state = "table"
