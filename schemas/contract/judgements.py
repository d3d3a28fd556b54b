"""How the sources were judged: facts, checks, coverage, rejects, and the changes between versions."""

from __future__ import annotations

from schemas.contract import vocabulary as words
from schemas.contract.columns import (
    DOCUMENT_ID,
    EVENT_ID,
    HEAT,
    ROUND,
    TO_DOCUMENTS,
    count,
    day,
    number,
    statement_ids,
    text,
    to_statements,
)
from schemas.contract.model import Column, ColumnType, Dataset, ForeignKey, Rule

_FACT_COLUMNS = (
    text("fact_id", "A digest of subject, property and qualifiers.", pattern=words.FACT_ID),
    EVENT_ID,
    text("subject", "What the fact is about, as in `statements`.", pattern=words.SUBJECT),
    text("property", "What is said of the subject, as in `statements`."),
    ROUND,
    HEAT,
    number("distance_m", "The distance that the value holds at.", nullable=True, unit="m", minimum=0),
    text("as_of", "The date, year or Games that the value holds at.", nullable=True),
)
_VALUE_COLUMNS = (
    text(
        "value_text",
        'The value as a source writes it; of a property with many values the distinct ones joined by "; " in value '
        "order. Null where it is disputed, and where a decision rejects all that is stated.",
        nullable=True,
    ),
    number("value_number", "The number that the value means, in `value_unit`.", nullable=True),
    text("value_unit", "The unit of `value_number`; null for a bare count.", nullable=True),
    day("value_date", "The date that the value means, where it is one whole day.", nullable=True),
)
_VERDICT_COLUMNS = (
    text(
        "status",
        "`agreed`: all say the same, a less precise form included. `single`: one statement. `resolved`: they differ "
        "and a rule decides. `disputed`: they differ and no rule may decide: the value is null. `curated`: a recorded "
        "decision decides.",
        vocabulary=words.FACT_STATUSES,
    ),
    text("rule", "The name of the rule that gave the verdict.", pattern=words.NAME),
    text(
        "explanation",
        "How the losing value came to be, with the count of comparable rows that fit; of two values in dispute, how "
        "the one would come to be if the other is right. Null where nothing is explained.",
        nullable=True,
    ),
    text(
        "explanation_code",
        "The hypothesis behind `explanation`, tested against every comparable row: "
        + "; ".join(f"`{code}`: {meaning}" for code, meaning in words.EXPLANATIONS.items())
        + ".",
        nullable=True,
        pattern=words.NAME,
    ),
    text("decision", "The recorded decision that decides.", nullable=True, pattern=words.DECISION_ID),
    count("statement_count", "How many statements there are, on both sides.", minimum=1),
    count("document_count", "How many documents they are from.", minimum=1),
    text(
        "evidence",
        "The fingerprint of these statements, which a decision on the fact records: a digest of the values with their "
        "articles, then one of the very words and places.",
        pattern=words.EVIDENCE,
    ),
)
_EVIDENCE_COLUMNS = (
    statement_ids("supporting", "The statements that agree with the value. May be empty where status is `disputed`."),
    statement_ids("opposing", "The statements that say otherwise."),
    statement_ids("flips_if", "The smallest set of statements without which the verdict would be another."),
    Column(
        "alternatives",
        ColumnType.ALTERNATIVES,
        "Empty where all say the same, else every distinct value stated, the chosen one included, in value order, each "
        "with its statements; of a property with many values each of them.",
        pattern=words.STATEMENT_ID,
        unique_items=True,
    ),
)

RECONCILIATION = Dataset(
    "reconciliation",
    key=("fact_id",),
    description="One row a fact that at least one source states: the value, the rule that chose it, and the evidence.",
    columns=(*_FACT_COLUMNS, *_VALUE_COLUMNS, *_VERDICT_COLUMNS, *_EVIDENCE_COLUMNS),
    rules=(
        Rule(
            "disputed_is_null",
            "value_text is null where status is disputed, else only where a decision rejects all that is stated",
            ("status", "value_text", "supporting"),
            "(status = 'disputed') = (value_text IS NULL) OR "
            "(status = 'curated' AND array_length(supporting) = 0 AND value_text IS NULL)",
        ),
        Rule(
            "value_has_text", "value_number, value_unit and value_date are null where value_text is",
            ("value_text", "value_number", "value_unit", "value_date"),
            "value_text IS NOT NULL OR (value_number IS NULL AND value_unit IS NULL AND value_date IS NULL)",
        ),
        Rule(
            "unit_has_number", "value_unit is null without value_number", ("value_number", "value_unit"),
            "value_unit IS NULL OR value_number IS NOT NULL",
        ),
        Rule(
            "supported", "a value has supporting statements, unless a decision gives one", ("status", "supporting"),
            "status IN ('disputed', 'curated') OR array_length(supporting) >= 1",
        ),
        Rule(
            "unopposed", "what is agreed or single has no opposing statement", ("status", "opposing"),
            "status NOT IN ('agreed', 'single') OR array_length(opposing) = 0",
        ),
        Rule(
            "sides_counted", "statement_count is that of supporting and opposing",
            ("statement_count", "supporting", "opposing"),
            "statement_count = array_length(supporting) + array_length(opposing)",
        ),
        Rule("sides_disjoint", "no statement is both supporting and opposing", ("supporting", "opposing")),
        Rule(
            "single_is_one", "single has one statement; agreed, resolved and disputed have several",
            ("status", "statement_count"),
            "(status = 'single' AND statement_count = 1) OR status = 'curated' "
            "OR (status <> 'single' AND statement_count >= 2)",
        ),
        Rule(
            "difference_shown", "resolved and disputed have at least two alternatives", ("status", "alternatives"),
            "status NOT IN ('resolved', 'disputed') OR array_length(alternatives) >= 2",
        ),
        Rule(
            "alternatives_are_candidates", "each statement of alternatives is supporting or opposing",
            ("alternatives", "supporting", "opposing"),
        ),
        Rule(
            "documents_counted", "document_count is at most statement_count", ("document_count", "statement_count"),
            "document_count <= statement_count",
        ),
        Rule(
            "explanation_coded", "explanation and explanation_code are both null or both set",
            ("explanation", "explanation_code"), "(explanation IS NULL) = (explanation_code IS NULL)",
        ),
        Rule(
            "curated_by_decision", "decision is set exactly where status is curated", ("status", "decision"),
            "(status = 'curated') = (decision IS NOT NULL)",
        ),
    ),
    foreign_keys=(
        *(to_statements(name) for name in ("supporting", "opposing", "flips_if", "alternatives")),
        ForeignKey("decision", "decisions", "decision_id"),
    ),
)  # fmt: skip

CHECKS = Dataset(
    "checks",
    key=("check_id",),
    description="Arithmetic and logic that the sources must satisfy, each with both sides.",
    columns=(
        text("check_id", "A digest of what is checked and where.", pattern=words.CHECK_ID),
        text("kind", "The kind of check.", pattern=words.NAME),
        text(
            "document_id", "The document that it is on; null where it is on several.", nullable=True,
            pattern=words.DOCUMENT_ID,
        ),
        EVENT_ID,
        text(
            "outcome", "`unverifiable` where something is missing to decide it: message says what.",
            vocabulary=words.CHECK_OUTCOMES,
        ),
        text("expected", "What one side says."),
        text("found", "What the other side says."),
        text("message", "The finding as a sentence."),
        statement_ids("statement_ids", "The statements of both sides."),
    ),
    rules=(
        Rule(
            "failure_shown", "a check that fails names its statements", ("outcome", "statement_ids"),
            "outcome <> 'fail' OR array_length(statement_ids) >= 1",
        ),
    ),
    foreign_keys=(TO_DOCUMENTS, to_statements("statement_ids")),
)  # fmt: skip

COVERAGE = Dataset(
    "coverage",
    key=("document_id", "kind", "name"),
    description="How each part of each article was handled; together they are all that there is.",
    columns=(
        DOCUMENT_ID,
        text(
            "kind",
            "An infobox `field`, a table's `column`, a `template`, a `section`, or something `lost`: what the text "
            "announces and this form no longer holds.",
            vocabulary=words.COVERAGE_KINDS,
        ),
        text("name", "The part's name in the article."),
        text(
            "outcome", "`read` into statements, `ignored` for the reason given, or `unread`.",
            vocabulary=words.COVERAGE_OUTCOMES,
        ),
        count("count", "How many there are of it: values, cells, uses, sentences."),
        text("reason", "Why it was not read.", nullable=True),
    ),
    rules=(
        Rule(
            "ignored_for_a_reason", "what is ignored has a reason", ("outcome", "reason"),
            "outcome <> 'ignored' OR reason IS NOT NULL",
        ),
        Rule("lost_is_unread", "what is lost is unread", ("kind", "outcome"), "kind <> 'lost' OR outcome = 'unread'"),
    ),
    foreign_keys=(TO_DOCUMENTS,),
)  # fmt: skip

REJECTS = Dataset(
    "rejects",
    key=("path", "stage", "position"),
    description="What was refused, and why: a bad document or row never stops a run and never vanishes.",
    columns=(
        text("path", "The file, as in `documents`.", pattern=words.RELATIVE_PATH),
        text("stage", "The stage that refused it.", pattern=words.NAME),
        count("position", "0-based among what the stage refused of the file."),
        text(
            "document_id", "The document, where the file had become one; it need not be in `documents`.",
            nullable=True, pattern=words.DOCUMENT_ID,
        ),
        text("error", "The kind of error."),
        text("message", "What is wrong, where, what was expected and what to do."),
        text("excerpt", "The words that were refused.", nullable=True),
    ),
)  # fmt: skip

CHANGES = Dataset(
    "changes",
    key=("dataset", "key", "column"),
    description="What became different between two versions, and why. Beside the versions, not in them.",
    columns=(
        text("dataset", "The dataset that the row is of."),
        text(
            "key", "The row's key: its values as text joined by `|`, with a backslash before every `|` and backslash "
            "of a value, and nothing where a value is null.",
        ),
        text("column", "The column, or `*` where the whole row was added or removed."),
        text("change", "What happened.", vocabulary=words.CHANGES),
        text(
            "before", "The value before: text and dates as they are, all else as JSON without blanks; of a row that "
            "was removed all of it, as a JSON object of its columns in order. Null where there was none; empty where "
            "a cell of a table was blank.",
            nullable=True, may_be_empty=True,
        ),
        text(
            "after", "The value after, written as in `before`. Null where there is none.",
            nullable=True, may_be_empty=True,
        ),
        text(
            "cause_kind", "What became different before it: a source, an extractor (or what else reads articles), a "
            "recorded decision, a rule of judging (or what else judges), or `several` kinds where nothing tells which "
            "it was.", vocabulary=words.CAUSES,
        ),
        text(
            "cause", "What became different, by name: an article with its revisions and digests, code with its "
            "fingerprints, a decision, a rule. Where it may be more than one, some are named and the rest counted.",
        ),
    ),
    rules=(
        Rule(
            "whole_row", "column is * exactly where a row was added or removed", ("column", "change"),
            """("column" = '*') = (change IN ('added', 'removed'))""",
        ),
        Rule(
            "added_is_shown", "what is added is in after", ("change", "after"),
            "change <> 'added' OR after IS NOT NULL",
        ),
        Rule(
            "removed_is_shown", "what is removed is in before", ("change", "before"),
            "change <> 'removed' OR before IS NOT NULL",
        ),
        Rule(
            "added_from_nothing", "what is added has nothing before", ("change", "before"),
            "change <> 'added' OR before IS NULL",
        ),
        Rule(
            "removed_to_nothing", "what is removed has nothing after", ("change", "after"),
            "change <> 'removed' OR after IS NULL",
        ),
        Rule(
            "changed_differs", "what is changed differs", ("change", "before", "after"),
            "change <> 'changed' OR before IS DISTINCT FROM after",
        ),
    ),
    in_version=False,
)  # fmt: skip
