"""The closed sets of values and the shapes of identifiers that the contract's columns share."""

from __future__ import annotations

FORMS = ("plaintext", "wikitext", "html")
GENDERS = ("men", "women", "mixed", "boys", "girls", "open", "unknown")
ROUNDS = (
    "final", "semifinal", "quarterfinal", "heats", "repechage", "qualification", "classification", "swim-off",
    "preliminary",
)  # fmt: skip
"""The usual rounds; another round is its slug."""
SEASONS = ("summer", "winter", "intercalated")
STATUSES = ("finished", "dnf", "dns", "dq", "nm", "otl", "lap", "bye", "unknown")
BASES = ("stated", "inferred", "unknown")
MARK_BASES = ("stated", "corrected", "curated", "disputed", "unknown")
SOURCE_KINDS = ("infobox", "table", "prose", "title")
FACT_STATUSES = ("agreed", "single", "resolved", "disputed", "curated")
CHECK_OUTCOMES = ("pass", "fail", "unverifiable")
COVERAGE_KINDS = ("field", "column", "template", "section", "lost")
COVERAGE_OUTCOMES = ("read", "ignored", "unread")
STATEMENT_LISTS = ("supporting", "opposing", "statement_ids")
"""The columns of datasets that list what their rows rest on."""
CHANGES = ("added", "removed", "changed")
ACTIONS = ("choose", "reject", "set", "both_true", "accept_explanation", "defer", "same", "different")
DECISION_OUTCOMES = ("applied", "stale", "redundant", "unused")
JOIN_OUTCOMES = ("joined", "open", "apart")
CAUSES = ("source", "extractor", "decision", "rule", "several")

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_EVENT = f"{_SLUG}(/{_SLUG}){{1,2}}"

SLUG = f"^{_SLUG}$"
NAME = "^[a-z][a-z0-9_-]*$"
DOCUMENT_ID = f"^{_SLUG}(--(plaintext|wikitext|html))?$"
EVENT_ID = f"^{_EVENT}$"
SUBJECT = f"^({_EVENT}(#{_SLUG})?|nation:([A-Z0-9]{{3}}|{_SLUG})|series:{_SLUG}(#{_SLUG})?|competitor:{_SLUG})$"
NOC = "^[A-Z0-9]{3}$"
SHA256 = "^[0-9a-f]{64}$"
STATEMENT_ID = "^s-[0-9a-f]{20}$"
FACT_ID = "^f-[0-9a-f]{20}$"
CHECK_ID = "^c-[0-9a-f]{20}$"
DECISION_ID = "^d-[0-9a-f]{20}$"
EVIDENCE = "^e-[0-9a-f]{20}-[0-9a-f]{20}$"
LOCAL_TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
UTC_OFFSET = "^[+-](0[0-9]|1[0-4]):[0-5][0-9]$"
URL = "^https?://[^ ]+$"
INSTANT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?$"
RELATIVE_PATH = r"^[^/][\s\S]*$"

EXPLANATIONS = {
    "fifths_read_as_tenths": "fifths of a second were written as tenths",
    "gap_for_mark": "the gap to the winner was taken for the mark",
    "minutes_lost": "the minutes were left out",
    "truncated": "decimals were cut off",
    "rounded": "it was rounded to fewer decimals",
    "games_opening_date": "the day on which the Games opened was taken for the event's",
    "day_and_month_swapped": "day and month were swapped",
    "of_one_disqualified": "it is the mark or the name of one whom a table has as disqualified",
    "weekday_does_not_fit": "the weekday written with the date is that of the other one",
    "entrants_counted_for_starters": "those who did not start were counted as well",
    "name_shortened": "a part of a longer name was left out",
    "name_spelled_otherwise": "one name is spelled in two ways",
    "digits_transposed": "two digits beside each other were swapped",
    "previous_games_copied": "the value is that of the edition before",
    "next_games_copied": "the value is that of the edition after",
    "does_not_add_up": "the row's other cells give the other value",
}
"""The hypotheses about how a losing value came to be, by their codes."""
