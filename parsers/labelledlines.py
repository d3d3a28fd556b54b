"""Paragraphs of the lead that are labels and their values, as `Date: 12 February 1964. Place: Seefeld`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.boxtables import is_known
from schemas.document import Document, Infobox, InfoboxField, Locator, Paragraph, Span

_LABEL = re.compile(r"(?:^|(?<=[.;,|·•–] )|(?<=\s))(?P<label>[^\W\d_][\w ]{1,29}?):\s+")
_LONGEST = 400
_ENDS = " .;,|·•–"
_FEWEST = 2


def with_labelled_lines(document: Document) -> Document:
    """Return the document with the labelled values of its lead as fields of an infobox.

    Two labels of it must be known, and all of a paragraph's.
    """
    lines = [fields for paragraph in document.paragraphs if (fields := list(_fields(paragraph, document.text)))]
    fields = [field for own in lines for field in own]
    if len(fields) < _FEWEST:
        return document
    counted = tuple(replace(field, position=position) for position, field in enumerate(fields))
    return replace(document, infoboxes=(*document.infoboxes, Infobox(len(document.infoboxes), None, counted)))


def _fields(paragraph: Paragraph, source: str) -> Iterator[InfoboxField]:
    """Yield the fields of a paragraph that is nothing else; a value is at its words where these are the source's."""
    text = paragraph.visible or paragraph.span.of(source)
    if paragraph.section.path or len(text) > _LONGEST or ": " not in text:
        return
    labels = list(_LABEL.finditer(text))
    if not labels or labels[0].start("label") or not all(is_known(match["label"]) for match in labels):
        return
    ends = [match.start() for match in labels[1:]] + [len(text)]
    for match, end in zip(labels, ends, strict=True):
        value = text[match.end() : end].rstrip(_ENDS)
        span = _place(paragraph, match.end(), len(value))
        where = Locator(paragraph.section.name, span, selector=paragraph.selector, source_line=paragraph.source_line)
        if value:
            yield InfoboxField(0, match["label"], value, where)


def _place(paragraph: Paragraph, start: int, length: int) -> Span | None:
    """Return where a part of a paragraph stands in the source; HTML has no such places."""
    if paragraph.selector is not None or not length:
        return None
    if paragraph.offsets:
        return Span(paragraph.offsets[start], paragraph.offsets[start + length - 1] + 1)
    return Span(paragraph.span.start + start, paragraph.span.start + start + length)
