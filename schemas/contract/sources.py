"""What the sources say: documents, infobox fields, table cells and statements."""

from __future__ import annotations

from schemas.contract import vocabulary as words
from schemas.contract.columns import (
    DOCUMENT_ID,
    EVENT_ID,
    HEAT,
    ROUND,
    SECTION,
    TABLE_INDEX,
    TO_DOCUMENTS,
    count,
    day,
    flag,
    number,
    text,
    texts,
)
from schemas.contract.model import Column, ColumnType, Dataset, Rule

DOCUMENTS = Dataset(
    "documents",
    key=("document_id",),
    description="Every document that was read: one form of one article.",
    columns=(
        DOCUMENT_ID,
        text("title", "The article's title, from the text itself, else from sources.toml, else from the file's name."),
        text("path", "The file, as a POSIX path relative to the folder of articles.", pattern=words.RELATIVE_PATH),
        text("form", "The format of the file.", vocabulary=words.FORMS),
        text("sha256", "The SHA-256 digest of the file's bytes, in hexadecimal.", pattern=words.SHA256),
        count("size_bytes", "The size of the file.", unit="byte"),
        count("revision_id", "The revision of the article in its wiki, where known.", nullable=True, minimum=1),
        text(
            "retrieved_at",
            "When the article was retrieved, where known: `2024-05-01T12:00:00Z` (UTC) or a date alone.",
            nullable=True,
            pattern=words.INSTANT,
        ),
        text("source_url", "The address of the article, where known.", nullable=True, pattern=words.URL),
        text("license", "The licence of the article, as sources.toml gives it, where known.", nullable=True),
    ),
)

INFOBOX_FIELDS = Dataset(
    "infobox_fields",
    key=("document_id", "infobox_index", "position"),
    description="Each field of each infobox, as the article has it.",
    columns=(
        DOCUMENT_ID,
        count("infobox_index", "The infobox: 0-based in the document's order."),
        count("position", "The field: 0-based in the infobox's order."),
        text("infobox_name", "The name of the infobox's template, where the form tells it.", nullable=True),
        text("key", "The field's name as the article writes it."),
        text("value_text", "The field's value as the article writes it; null where it is blank.", nullable=True),
    ),
    foreign_keys=(TO_DOCUMENTS,),
)

TABLE_CELLS = Dataset(
    "table_cells",
    key=("document_id", "table_index", "cell_row", "column_index"),
    description=(
        "Every table as a full rectangular grid: a cell that spans rows or columns fills each place that it covers."
    ),
    columns=(
        DOCUMENT_ID,
        TABLE_INDEX,
        count("cell_row", "The row: 0-based over all rows, header rows included."),
        count("column_index", "The column: 0-based."),
        SECTION,
        text("caption", "The table's caption, where it has one.", nullable=True),
        flag("is_header", "Whether the cell is a header."),
        Column("text", ColumnType.TEXT, "What the cell says; empty (never null) where it is blank.", may_be_empty=True),
        flag("is_spanned", "Whether another place's cell covers this one; false at a cell's first place."),
    ),
    foreign_keys=(TO_DOCUMENTS,),
)

STATEMENTS = Dataset(
    "statements",
    key=("statement_id",),
    description=(
        "One row for each thing that a source says, with the place and the exact words where it says so. For "
        "plaintext and wikitext the document's `[char_start:char_end]` is `excerpt`; for HTML `selector` and "
        "`source_line` find the element whose text holds it."
    ),
    columns=(
        text(
            "statement_id",
            "A digest of the document, source kind, section, the subject in the article's own words, property, "
            "qualifiers, value, excerpt and an occurrence number among equals: no offset, nothing of other documents.",
            pattern=words.STATEMENT_ID,
        ),
        DOCUMENT_ID,
        EVENT_ID,
        text(
            "subject",
            "What the statement is about: an `event_id`; `<event_id>#<competitor slug>`; "
            "`<event_id>#row-<table>-<row>` while a row has no name; `nation:<NOC>`, or a slug where no code is "
            "known; `series:<slug>`; `competitor:<slug>`.",
            pattern=words.SUBJECT,
        ),
        text("property", "What is said of the subject: a property of the registry, or an infobox field's own name."),
        ROUND,
        HEAT,
        number("distance_m", "The distance that the value holds at.", nullable=True, unit="m", minimum=0),
        text(
            "as_of",
            "The date, year or Games that the value holds at; of a nation's or person's counts the event or series.",
            nullable=True,
        ),
        text("value_text", "The value as the source writes it (`1:14.4`, `Sixteen`)."),
        number("value_number", "The number that the value means, in `value_unit`.", nullable=True),
        text("value_unit", "The unit of `value_number` (s, m, kg, points, ...); null for a bare count.", nullable=True),
        day("value_date", "The date that the value means, where it is one whole day.", nullable=True),
        text("attributed_to", "Whom the article names as its source (`Official Report`).", nullable=True),
        text("source_kind", "What kind of place says it.", vocabulary=words.SOURCE_KINDS),
        SECTION,
        count("table_index", "The table that says it, as in `table_cells`.", nullable=True),
        count("cell_row", "The row of the cell that says it, as in `table_cells`.", nullable=True),
        count("column_index", "The column of the cell that says it, as in `table_cells`.", nullable=True),
        count(
            "char_start",
            "Where `excerpt` begins, in code points of the strictly decoded text without newline translation.",
            nullable=True,
            unit="code point",
        ),
        count("char_end", "Where `excerpt` ends, exclusive; see `char_start`.", nullable=True, unit="code point"),
        count("source_line", "The line of the source where the element begins.", nullable=True, minimum=1),
        text("selector", "The CSS selector of the HTML element whose text holds `excerpt`.", nullable=True),
        text("excerpt", "The exact source text that says it: of prose at most the sentence, of a table the cell."),
        texts(
            "footnotes",
            "The texts of the footnotes whose marks stand in the cell, or in the sentence or straight after it, in "
            "order; plaintext has none.",
        ),
        text("extractor", "The extractor that read it."),
    ),
    rules=(
        Rule(
            "offsets_together",
            "char_start and char_end are both null or both set",
            ("char_start", "char_end"),
            "(char_start IS NULL) = (char_end IS NULL)",
        ),
        Rule("offsets_ordered", "char_start is at most char_end", ("char_start", "char_end"), "char_start <= char_end"),
        Rule(
            "located",
            "it has offsets or a selector",
            ("char_start", "selector"),
            "char_start IS NOT NULL OR selector IS NOT NULL",
        ),
        Rule(
            "excerpt_length",
            "without a selector, excerpt is as long as its offsets say",
            ("char_start", "char_end", "excerpt"),
            "selector IS NOT NULL OR char_end - char_start = char_length(excerpt)",
        ),
        Rule(
            "selector_has_line",
            "a selector comes with the line of its element",
            ("selector", "source_line"),
            "selector IS NULL OR source_line IS NOT NULL",
        ),
        Rule(
            "table_has_cell",
            "what a table says has table_index, cell_row and column_index",
            ("source_kind", "table_index", "cell_row", "column_index"),
            "source_kind <> 'table' OR (table_index IS NOT NULL AND cell_row IS NOT NULL AND column_index IS NOT NULL)",
        ),
        Rule(
            "cell_in_table",
            "cell_row and column_index are both null or both set, and then table_index is",
            ("table_index", "cell_row", "column_index"),
            "(cell_row IS NULL) = (column_index IS NULL) AND (cell_row IS NULL OR table_index IS NOT NULL)",
        ),
        Rule(
            "unit_has_number",
            "value_unit is null without value_number",
            ("value_number", "value_unit"),
            "value_unit IS NULL OR value_number IS NOT NULL",
        ),
    ),
    foreign_keys=(TO_DOCUMENTS,),
)
