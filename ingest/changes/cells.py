r"""Published values as text, one form for each: how `changes` writes what a cell or a row held.

A cell is written as JSON without blanks (RFC 8259), but text and dates stand as they are, without quotes; null is
null. A row is one JSON object, its columns in order, null ones too. A key is the text of its values joined by `|`,
with `\` before every `|` and `\` of a value, and nothing where a value is null. Numbers are the shortest that read
back to the same 64 bits.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

_BARE = (pl.String, pl.Date)
_ESCAPED = r"([\\|])"


def cell_text(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return the text of a column's cells; null where they are."""
    if dtype in _BARE:
        return pl.col(column).cast(pl.String)
    whole = pl.struct(pl.col(column).alias("")).struct.json_encode()
    written = whole.str.slice(len('{"":'))
    return pl.when(pl.col(column).is_not_null()).then(written.str.head(-1))


def row_text(columns: Sequence[str]) -> pl.Expr:
    """Return whole rows as text."""
    return pl.struct(columns).struct.json_encode()


def key_text(columns: Sequence[str], schema: pl.Schema) -> pl.Expr:
    """Return the text of rows' keys."""
    parts = [
        cell_text(name, schema[name]).str.replace_all(_ESCAPED, r"\$1", literal=False).fill_null("") for name in columns
    ]
    return pl.concat_str(parts, separator="|")
