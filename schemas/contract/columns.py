"""Short ways to write columns, and the columns that several datasets share."""

from __future__ import annotations

from schemas.contract import vocabulary as words
from schemas.contract.model import Column, ColumnType, ForeignKey

_FIRST_YEAR, _LAST_YEAR = 1000, 9999


def text(
    name: str,
    description: str,
    *,
    nullable: bool = False,
    vocabulary: tuple[str, ...] | None = None,
    pattern: str | None = None,
    may_be_empty: bool = False,
) -> Column:
    """Return a column of text."""
    return Column(
        name, ColumnType.TEXT, description, nullable, vocabulary=vocabulary, pattern=pattern, may_be_empty=may_be_empty
    )


def count(name: str, description: str, *, nullable: bool = False, minimum: int = 0, unit: str | None = None) -> Column:
    """Return a column of whole numbers from `minimum` up."""
    return Column(name, ColumnType.INTEGER, description, nullable, unit=unit, minimum=minimum)


def year(name: str, description: str, *, nullable: bool = False) -> Column:
    """Return a column of calendar years."""
    return Column(name, ColumnType.INTEGER, description, nullable, unit="year", minimum=_FIRST_YEAR, maximum=_LAST_YEAR)


def number(
    name: str, description: str, *, nullable: bool = False, unit: str | None = None, minimum: float | None = None
) -> Column:
    """Return a column of finite numbers."""
    return Column(name, ColumnType.NUMBER, description, nullable, unit=unit, minimum=minimum)


def day(name: str, description: str, *, nullable: bool = False) -> Column:
    """Return a column of calendar dates."""
    return Column(name, ColumnType.DATE, description, nullable)


def flag(name: str, description: str) -> Column:
    """Return a column of true and false."""
    return Column(name, ColumnType.BOOLEAN, description)


def texts(name: str, description: str, *, pattern: str | None = None) -> Column:
    """Return a column of lists of text, each without repetition; an empty list where there is none."""
    return Column(name, ColumnType.TEXT_LIST, description, pattern=pattern, unique_items=True)


def statement_ids(name: str, description: str, *, min_items: int = 0) -> Column:
    """Return a column of lists of `statement_id`s."""
    return Column(
        name, ColumnType.TEXT_LIST, description, pattern=words.STATEMENT_ID, min_items=min_items, unique_items=True
    )


def to_statements(column: str) -> ForeignKey:
    """Return the foreign key of a column that names statements."""
    return ForeignKey(column, "statements", "statement_id")


TO_DOCUMENTS = ForeignKey("document_id", "documents", "document_id")

DOCUMENT_ID = text(
    "document_id",
    "The document: the slug of its title; where the same article is present in several forms, with `--wikitext`, "
    "`--html` or `--plaintext` after it.",
    pattern=words.DOCUMENT_ID,
)
EVENT_ID = text(
    "event_id",
    "The event: `<games>/<sport>/<event>` in slugs, or `<title before the dash>/<event>` where the title gives no "
    "Games and sport. Null where no event is meant or none could be linked.",
    nullable=True,
    pattern=words.EVENT_ID,
)
TABLE_INDEX = count("table_index", "The table: 0-based over the outermost tables that this form of the article holds.")
ROW_INDEX = count("row_index", "The row: 0-based over the table's data rows, header rows not counted.")
SECTION = text("section", 'The headings above, from the outermost, joined by " / "; "Lead" before the first heading.')
ROUND = text(
    "round",
    f"The round: {', '.join(words.ROUNDS)}, or the slug of another. Null where nothing tells a round.",
    nullable=True,
    pattern=words.SLUG,
)
HEAT = text("heat", "The heat or group within the round, as the source calls it.", nullable=True)
GENDER = text("gender", "Whom the event is for; `unknown` where nothing tells.", vocabulary=words.GENDERS)
EVENT_SLUG_MEANING = "the last part of its `event_id`, or the slug of the series, without year and Games."


def noc(description: str = "The nation") -> Column:
    """Return the column of the nation's code."""
    said = (
        f"{description}, as the IOC's code in use at those Games where it can be told; else the code that the source "
        "gives (other Games have codes of their own)."
    )
    return text("noc", said, nullable=True, pattern=words.NOC)


def basis(name: str, of: str) -> Column:
    """Return the column that says where the value of `of` comes from."""
    said = (
        f"Where {of} comes from: `stated` by its own place in the source, `inferred` from other statements of the "
        "sources, `unknown` where nothing tells."
    )
    return text(name, said, vocabulary=words.BASES)
