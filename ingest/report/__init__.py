"""The report: what a reader opens to decide whether to trust the data. A folder of pages, complete in itself.

It is a pure function of the published rows and of what stands beside them (the parsed articles, people's audits): the
same rows, in any order, give the same bytes. It is made in parts (`part_of`): the pages of some events and articles,
with their lines in the lists of everything, which the pages at the top (`front_pages`) put together.

What articles say is hostile until it is escaped: every page loads nothing, and its Content-Security-Policy allows its
own style and script by their digests and nothing else. Without the script everything can be read; with it there are
search, filters, sorting and the saving of an audit.
"""

from __future__ import annotations

from ingest.report.frame import Sheet
from ingest.report.front import front_pages
from ingest.report.line_pieces import Before, Pieces, SortedLines, sorted_lines
from ingest.report.lines import Line, frame_of_lines
from ingest.report.part import Article, Judged, Part, part_of
from ingest.report.sources import Documents

__all__ = [
    "Article",
    "Before",
    "Documents",
    "Judged",
    "Line",
    "Part",
    "Pieces",
    "Sheet",
    "SortedLines",
    "frame_of_lines",
    "front_pages",
    "part_of",
    "sorted_lines",
]  # fmt: skip
