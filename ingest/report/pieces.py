"""Pieces that several pages of the report have."""

from __future__ import annotations

from ingest.markup import template

LINK = template('<a href="%s">%s</a>')
MORE = template('<p class="more">%s not shown here; all are in <code>%s</code>.</p>')
"""How much is left out, and the file that has it."""
NAMED_OF = template('%s<span class="of"><span class="visually-hidden">, </span>%s</span>')
"""What something is called, and what it is of."""
VALUE = template('<bdi class="value">%s</bdi>')
