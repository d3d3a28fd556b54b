"""Wikitext to documents, with exact offsets.

The way: `scan` finds templates, links, comments and extension tags; `expander` makes the expanded text, in which
templates are replaced by what they show and every character knows where it comes from; `blocks` finds headings,
paragraphs and tables in that, and `inline` renders what a reader sees of each.
"""

from parsers.wikitext.document import parse_wikitext, visible_text

__all__ = ["parse_wikitext", "visible_text"]
