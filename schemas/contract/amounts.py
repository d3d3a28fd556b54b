"""What the sources amount to: events, results and the other wide tables."""

from __future__ import annotations

from schemas.contract import vocabulary as words
from schemas.contract.columns import (
    DOCUMENT_ID,
    EVENT_ID,
    EVENT_SLUG_MEANING,
    GENDER,
    HEAT,
    ROUND,
    ROW_INDEX,
    SECTION,
    TABLE_INDEX,
    TO_DOCUMENTS,
    basis,
    count,
    day,
    flag,
    noc,
    number,
    statement_ids,
    text,
    texts,
    to_statements,
    year,
)
from schemas.contract.model import Dataset, ForeignKey, Rule
from schemas.medals import MEDALS

_NOC_BASIS = Rule(
    "noc_basis", "noc is null exactly where noc_basis is unknown", ("noc", "noc_basis"),
    "(noc IS NULL) = (noc_basis = 'unknown')",
)  # fmt: skip
_NATION_BASIS = Rule(
    "nation_basis", "nation is null exactly where nation_basis is unknown", ("nation", "nation_basis"),
    "(nation IS NULL) = (nation_basis = 'unknown')",
)  # fmt: skip
_YEARS_ORDERED = Rule(
    "years_ordered", "first_year is at most last_year, and both are null or both set", ("first_year", "last_year"),
    "(first_year IS NULL) = (last_year IS NULL) AND (first_year IS NULL OR first_year <= last_year)",
)  # fmt: skip
_IDENTITY_HAS_NAME = Rule(
    "identity_has_name", "competitor_id is null without a competitor", ("competitor", "competitor_id"),
    "competitor_id IS NULL OR competitor IS NOT NULL",
)  # fmt: skip
_COMPETITOR_ID = text(
    "competitor_id", "Who that is, as in `competitors`; null for a team, and where several persons may be meant.",
    nullable=True, pattern=words.SLUG,
)  # fmt: skip
_TO_COMPETITORS = ForeignKey("competitor_id", "competitors", "competitor_id")
_MARK_UNIT = "The unit of the marks: s, m, kg, points, or another unit's symbol."

_THE_EVENT = text("event_id", "The event, as in `events` where it has a document of its own.", pattern=words.EVENT_ID)
_EVENT_SLUG = text("event", f"The event's slug: {EVENT_SLUG_MEANING}", nullable=True, pattern=words.SLUG)
_RANK_IN_TABLE = count("rank", "The rank that the table gives.", nullable=True, minimum=1)
_MEDAL_COUNTS = (
    count("gold", "Gold medals."),
    count("silver", "Silver medals."),
    count("bronze", "Bronze medals."),
    count("total", "Medals of all kinds, as the table says: that they add up is a check."),
)

EVENTS = Dataset(
    "events",
    key=("event_id",),
    description="Each event that has a document of its own. A disputed value is null here, whole in `reconciliation`.",
    columns=(
        text("event_id", "The event: `<games>/<sport>/<event>` in slugs.", pattern=words.EVENT_ID),
        DOCUMENT_ID,
        text("games", "The Games or championship with its year, as in `1928 Summer Olympics`.", nullable=True),
        year("year", "The year of the Games.", nullable=True),
        text("season", "The Games' season; null where they have none.", nullable=True, vocabulary=words.SEASONS),
        text("sport", "The sport, as in `Cycling`.", nullable=True),
        text("event", "The event's name, as in `Men's track time trial`."),
        GENDER,
        day("date_start", "The first day.", nullable=True),
        day("date_end", "The last day; that of date_start where the event took one day.", nullable=True),
        text("venue", "Where it was held.", nullable=True),
        count("competitors", "How many competitors took part.", nullable=True),
        count("nations", "How many nations (NOCs) took part.", nullable=True),
        text("winning_mark_text", "The winner's mark in the deciding round, as a source writes it.", nullable=True),
        number("winning_mark", "The winner's mark as a number, in `mark_unit`.", nullable=True),
        text("mark_unit", _MARK_UNIT, nullable=True),
        year("previous_games", "The year of the edition before.", nullable=True),
        year("next_games", "The year of the edition after.", nullable=True),
        count("disputed_facts", "How many facts of the event and its entrants are disputed."),
        count("failed_checks", "How many checks on the event fail."),
    ),
    rules=(
        Rule(
            "dates_ordered", "date_start is at most date_end, and set where date_end is", ("date_start", "date_end"),
            "date_end IS NULL OR (date_start IS NOT NULL AND date_start <= date_end)",
        ),
        Rule(
            "mark_whole", "winning_mark comes with its text and its unit",
            ("winning_mark", "winning_mark_text", "mark_unit"),
            "winning_mark IS NULL OR (winning_mark_text IS NOT NULL AND mark_unit IS NOT NULL)",
        ),
    ),
    foreign_keys=(TO_DOCUMENTS,),
)  # fmt: skip

RESULTS = Dataset(
    "results",
    key=("document_id", "table_index", "row_index", "round"),
    description=(
        "One row a competitor a round, in the table's order. A table with several rounds side by side gives a row for "
        "each, and one for the overall rank with round `final` if that is what it ranks."
    ),
    columns=(
        EVENT_ID,
        DOCUMENT_ID,
        ROUND,
        HEAT,
        SECTION,
        TABLE_INDEX,
        ROW_INDEX,
        count("rank", "The rank in the round or heat; null where there is none.", nullable=True, minimum=1),
        flag("tied", "Whether others of the table share the rank."),
        text("competitor", "The competitor's name, or the team's; never guessed.", nullable=True),
        _COMPETITOR_ID,
        basis("competitor_basis", "`competitor`"),
        texts("members", "The members of a team, in the source's order; empty for one person."),
        texts("member_ids", "Who the members are, as in `competitors`, in the same order.", pattern=words.SLUG),
        text("nation", "The nation as the table gives it, or as inferred.", nullable=True),
        noc(),
        basis("noc_basis", "`noc` (and `nation`)"),
        text("race_number", "The number worn in the race.", nullable=True),
        text("mark_stated", "The cell of the mark as the source writes it; null where it is blank.", nullable=True),
        number(
            "mark",
            "The reconciled mark, in `mark_unit`: differs from the cell only where other statements outweigh it, and "
            "is null where it is disputed or there is none.",
            nullable=True,
        ),
        text("mark_unit", _MARK_UNIT, nullable=True),
        text(
            "mark_basis",
            "Where `mark` comes from: `stated` by the cell, `corrected` by other statements, `curated` by a recorded "
            "decision; `disputed` where sources differ and nothing decides, `unknown` where there is no mark.",
            vocabulary=words.MARK_BASES,
        ),
        number(
            "mark_suggested",
            "What a tested hypothesis would make of the mark, in `mark_unit`, where nothing else supports a change.",
            nullable=True,
        ),
        text(
            "status",
            "How the competitor ended: with a mark, or did not finish, did not start, disqualified, no mark, over the "
            "time limit, lapped, bye; `unknown` where nothing tells.",
            vocabulary=words.STATUSES,
        ),
        text("notes", "What the table notes of the competitor.", nullable=True),
        statement_ids("supporting", "The statements that the row rests on, inferred values included.", min_items=1),
    ),
    rules=(
        Rule("tied_has_rank", "who is tied has a rank", ("tied", "rank"), "NOT tied OR rank IS NOT NULL"),
        Rule(
            "competitor_basis", "competitor is null exactly where competitor_basis is unknown",
            ("competitor", "competitor_basis"), "(competitor IS NULL) = (competitor_basis = 'unknown')",
        ),
        _IDENTITY_HAS_NAME,
        _NOC_BASIS,
        Rule(
            "mark_basis", "mark is null exactly where mark_basis is disputed or unknown", ("mark", "mark_basis"),
            "(mark IS NULL) = (mark_basis IN ('disputed', 'unknown'))",
        ),
        Rule(
            "mark_of_cell", "a mark that is stated or corrected has a cell", ("mark_stated", "mark_basis"),
            "mark_basis NOT IN ('stated', 'corrected') OR mark_stated IS NOT NULL",
        ),
        Rule(
            "mark_has_unit", "mark and mark_suggested come with mark_unit", ("mark", "mark_suggested", "mark_unit"),
            "(mark IS NULL AND mark_suggested IS NULL) OR mark_unit IS NOT NULL",
        ),
    ),
    foreign_keys=(
        TO_DOCUMENTS, to_statements("supporting"), _TO_COMPETITORS,
        ForeignKey("member_ids", "competitors", "competitor_id"),
    ),
)  # fmt: skip

SPLITS = Dataset(
    "splits",
    key=("document_id", "table_index", "row_index", "distance_m"),
    description="The intermediate times of result tables, one row a competitor a distance.",
    columns=(
        EVENT_ID,
        DOCUMENT_ID,
        TABLE_INDEX,
        ROW_INDEX,
        number("distance_m", "The distance at which the time was taken.", unit="m", minimum=0),
        ROUND,
        HEAT,
        text("competitor", "The competitor, as in `results`.", nullable=True),
        text("split_text", "The time as the source writes it."),
        number("split_s", "The time.", unit="s", minimum=0),
    ),
    foreign_keys=(TO_DOCUMENTS,),
)

MEDALISTS = Dataset(
    "medalists",
    key=("event_id", "medal", "position"),
    description="Who won which medal of each event, over all documents.",
    columns=(
        _THE_EVENT,
        text("medal", "The medal.", vocabulary=MEDALS),
        count("position", "0-based among those who share the medal."),
        text("competitor", "The medallist's name, or the team's; null where it is disputed or unknown.", nullable=True),
        _COMPETITOR_ID,
        noc("The medallist's nation"),
        basis("basis", "the medallist"),
        statement_ids("supporting", "The statements that the row rests on."),
    ),
    rules=(
        Rule(
            "basis", "basis is unknown exactly where competitor and noc are null", ("competitor", "noc", "basis"),
            "(competitor IS NULL AND noc IS NULL) = (basis = 'unknown')",
        ),
        Rule(
            "supported", "what is known is supported by a statement", ("basis", "supporting"),
            "basis = 'unknown' OR array_length(supporting) >= 1",
        ),
        _IDENTITY_HAS_NAME,
    ),
    foreign_keys=(to_statements("supporting"), _TO_COMPETITORS),
)  # fmt: skip

RECORD_PROGRESSION = Dataset(
    "record_progression",
    key=("document_id", "record", "gender", "position"),
    description="The records of an event one after the other, as an article lists them.",
    columns=(
        DOCUMENT_ID,
        text(
            "record",
            "Which record: olympic, world, or another's slug; unknown where the article does not say.",
            pattern=words.SLUG,
        ),
        GENDER,
        count("position", "0-based in the article's order."),
        text("event", f"The event's slug: {EVENT_SLUG_MEANING}", pattern=words.SLUG),
        text("mark_text", "The mark as the source writes it."),
        number("mark", "The mark, in `mark_unit`."),
        text("mark_unit", _MARK_UNIT),
        text("competitor", "Who set it."),
        _COMPETITOR_ID,
        noc(),
        basis("noc_basis", "`noc`"),
        text("games", "The Games at which it was set, as in `1928 Summer Olympics`.", nullable=True),
        year("year", "The year in which it was set.", nullable=True),
        day("date", "The day on which it was set.", nullable=True),
    ),
    rules=(_NOC_BASIS,),
    foreign_keys=(TO_DOCUMENTS, _TO_COMPETITORS),
)

MEDAL_TABLE = Dataset(
    "medal_table",
    key=("document_id", "table_index", "row_index"),
    description="The medals of each nation, as an article's medal table counts them.",
    columns=(
        DOCUMENT_ID,
        TABLE_INDEX,
        ROW_INDEX,
        _EVENT_SLUG,
        GENDER,
        _RANK_IN_TABLE,
        text("nation", "The nation as the table gives it, or as inferred.", nullable=True),
        basis("nation_basis", "`nation`"),
        *_MEDAL_COUNTS,
    ),
    rules=(_NATION_BASIS,),
    foreign_keys=(TO_DOCUMENTS,),
)

MULTIPLE_MEDALISTS = Dataset(
    "multiple_medalists",
    key=("document_id", "table_index", "row_index"),
    description="Who won several medals in an event over all Games, as an article's table counts them.",
    columns=(
        DOCUMENT_ID,
        TABLE_INDEX,
        ROW_INDEX,
        _EVENT_SLUG,
        GENDER,
        _RANK_IN_TABLE,
        text("competitor", "The medallist's name."),
        _COMPETITOR_ID,
        text("nation", "The nation as the table gives it, or as inferred.", nullable=True),
        basis("nation_basis", "`nation`"),
        year("first_year", "The year of the first of the Games.", nullable=True),
        year("last_year", "The year of the last of the Games.", nullable=True),
        *_MEDAL_COUNTS,
    ),
    rules=(_NATION_BASIS, _YEARS_ORDERED),
    foreign_keys=(TO_DOCUMENTS, _TO_COMPETITORS),
)

SCHEDULE = Dataset(
    "schedule",
    key=("document_id", "table_index", "row_index"),
    description="When each round began, as an article's schedule says.",
    columns=(
        EVENT_ID,
        DOCUMENT_ID,
        TABLE_INDEX,
        ROW_INDEX,
        day("date", "The local calendar day."),
        text("local_time", "The local time of day, `HH:MM`.", nullable=True, pattern=words.LOCAL_TIME),
        text("utc_offset", "The offset of the local time from UTC, `+02:00`.", nullable=True, pattern=words.UTC_OFFSET),
        ROUND,
    ),
    foreign_keys=(TO_DOCUMENTS,),
)

COMPETITORS = Dataset(
    "competitors",
    key=("competitor_id",),
    description=(
        "Who is who over all articles: one row a person; a team is none, its members are. What else may be one person "
        "is in `competitor_joins`."
    ),
    columns=(
        text(
            "competitor_id",
            "The competitor: the slug of `name`. Where two persons share it, all of them have the nation (or else the "
            "first year) after it, then the first year, then a number.",
            pattern=words.SLUG,
        ),
        text("name", "The name in its fullest form."),
        texts("aliases", "The other forms in which sources write the name."),
        texts("nocs", "The codes of the nations competed for, as in `results.noc`.", pattern=words.NOC),
        year("first_year", "The year of the first appearance in the articles.", nullable=True),
        year("last_year", "The year of the last appearance in the articles.", nullable=True),
        text(
            "basis",
            "`stated`: what makes them one person is a link, the same name in the same event, or a recorded decision. "
            "`inferred`: somewhere it is names, nations and years; `competitor_joins` has the rules.",
            vocabulary=words.BASES,
        ),
        statement_ids("supporting", "The statements that name the competitor.", min_items=1),
    ),
    rules=(_YEARS_ORDERED,),
    foreign_keys=(to_statements("supporting"),),
)
