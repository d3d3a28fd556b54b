"""What people decided, and what became of each decision in this version."""

from __future__ import annotations

from schemas.contract import vocabulary as words
from schemas.contract.columns import HEAT, ROUND, count, day, flag, number, text
from schemas.contract.model import Dataset, Rule

DECISIONS = Dataset(
    "decisions",
    key=("decision_id",),
    description="One row a decision of raw/decisions.toml: what was decided, why and by whom, and what became of it.",
    columns=(
        text("decision_id", "A digest of what is decided of what.", pattern=words.DECISION_ID),
        count("position", "The entry: 0-based over those of decisions.toml."),
        text(
            "fact_id", "The fact that it is about, whether or not anything states it; null where it is on who is who.",
            nullable=True, pattern=words.FACT_ID,
        ),
        text("subject", "What the fact is about, or the first of two competitors.", pattern=words.SUBJECT),
        text("property", "The property of the fact; null where the decision is on who is who.", nullable=True),
        ROUND,
        HEAT,
        number("distance_m", "The distance that the value holds at.", nullable=True, unit="m", minimum=0),
        text("as_of", "The date, year or Games that the value holds at.", nullable=True),
        text(
            "action",
            "`choose`: one of the stated values. `reject`: a statement does not count. `set`: a value that no source "
            "states. `both_true`: all stated values. `accept_explanation`: the value by which a tested hypothesis "
            "explains the others. `defer`: held back. `same`, `different`: two competitors are one person, or two.",
            vocabulary=words.ACTIONS,
        ),
        text("value_text", "The value that the entry gives, as it is written there.", nullable=True),
        text(
            "statement_id", "The statement that is rejected, as it was then.", nullable=True,
            pattern=words.STATEMENT_ID,
        ),
        text("explanation_code", "The hypothesis that is accepted.", nullable=True, pattern=words.NAME),
        text("other", "The second of two competitors.", nullable=True, pattern=words.SUBJECT),
        text("reason", "Why it was decided so."),
        text("decided_by", "Who decided."),
        day("decided_on", "The day of the decision."),
        text("evidence", "The fingerprint of the evidence that was seen.", nullable=True, pattern=words.EVIDENCE),
        text(
            "outcome",
            "`applied`: it decides. `redundant`: it decides, and the rules alone give the same. `stale`: the evidence "
            "is another than was seen, and the verdict of the rules stands. `unused`: there is nothing that it could "
            "decide.",
            vocabulary=words.DECISION_OUTCOMES,
        ),
        flag("moved", "Whether the same values now stand in other words or places than were seen."),
        text("message", "The outcome as a sentence, with what to do."),
        text("decided_text", "The value that the decision gives; null where it gives none.", nullable=True),
        text("ladder_text", "The value that the rules alone give; null where they give none.", nullable=True),
        text(
            "ladder_status", "The status of the verdict of the rules alone; null where there is no such fact.",
            nullable=True, vocabulary=words.FACT_STATUSES,
        ),
        text("ladder_rule", "The rule of that verdict.", nullable=True, pattern=words.NAME),
        text(
            "evidence_now", "The fingerprint of today's evidence, as in `reconciliation`.", nullable=True,
            pattern=words.EVIDENCE,
        ),
    ),
    rules=(
        Rule(
            "about_one_kind", "a decision is on a fact, with its property and evidence, or on two competitors",
            ("fact_id", "property", "evidence", "other"),
            "(fact_id IS NULL) = (property IS NULL) AND (fact_id IS NULL) = (evidence IS NULL) "
            "AND (fact_id IS NULL) = (other IS NOT NULL)",
        ),
        Rule(
            "value_given", "choose and set give a value", ("action", "value_text"),
            "action NOT IN ('choose', 'set') OR value_text IS NOT NULL",
        ),
        Rule(
            "ladder_whole", "the verdict of the rules has a status and a rule, or neither",
            ("ladder_status", "ladder_rule"), "(ladder_status IS NULL) = (ladder_rule IS NULL)",
        ),
        Rule(
            "stale_by_evidence", "what is stale was decided on other evidence than today's",
            ("outcome", "evidence", "evidence_now"), "outcome <> 'stale' OR evidence <> evidence_now",
        ),
    ),
)  # fmt: skip
