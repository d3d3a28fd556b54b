"""Who is who: the pairs of names that were judged."""

from __future__ import annotations

from schemas.contract import vocabulary as words
from schemas.contract.columns import statement_ids, text, to_statements
from schemas.contract.model import Dataset, ForeignKey, Rule

COMPETITOR_JOINS = Dataset(
    "competitor_joins",
    key=("competitor_id", "other_id", "rule", "name", "other_name"),
    description=(
        "Which names were taken for one person, and by which rule; which may be one and are left apart until somebody "
        "decides; and which a recorded decision holds apart."
    ),
    columns=(
        text("competitor_id", "The one competitor.", pattern=words.SLUG),
        text("other_id", "The other; the same where they were joined.", pattern=words.SLUG),
        text("name", "The name of the one: where joined, as a source writes it."),
        text("other_name", "The name of the other."),
        text("rule", "The rule that joined them, or that came closest.", pattern=words.NAME),
        text(
            "outcome",
            "`joined`: they are one competitor. `open`: they may be, and are two until a decision says so. `apart`: a "
            "recorded decision holds them for two.",
            vocabulary=words.JOIN_OUTCOMES,
        ),
        text("reason", "What was found, and what is missing."),
        text("decision", "The recorded decision that decides.", nullable=True, pattern=words.DECISION_ID),
        statement_ids("supporting", "The statements that give the names, of both sides.", min_items=1),
    ),
    rules=(
        Rule(
            "joined_is_one", "both identifiers are the same exactly where the outcome is joined",
            ("outcome", "competitor_id", "other_id"), "(outcome = 'joined') = (competitor_id = other_id)",
        ),
        Rule(
            "pair_ordered", "competitor_id is not after other_id", ("competitor_id", "other_id"),
            "competitor_id <= other_id",
        ),
        Rule(
            "decided_by_decision", "decision is set exactly where rule is decision", ("rule", "decision"),
            "(rule = 'decision') = (decision IS NOT NULL)",
        ),
        Rule(
            "apart_is_decided", "what is apart was decided", ("outcome", "decision"),
            "outcome <> 'apart' OR decision IS NOT NULL",
        ),
    ),
    foreign_keys=(
        ForeignKey("competitor_id", "competitors", "competitor_id"),
        ForeignKey("other_id", "competitors", "competitor_id"),
        ForeignKey("decision", "decisions", "decision_id"),
        to_statements("supporting"),
    ),
)  # fmt: skip
