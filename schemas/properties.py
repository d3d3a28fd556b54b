"""The registry of properties: what each says, of what type it is, and how many values it may have.

A property that is not here (an infobox key that no table of ours knows) is text with one value; see `property_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ValueType = Literal[
    "text",
    "name",
    "nation",
    "count",
    "number",
    "mark",
    "length",
    "date",
    "time",
    "offset",
    "year",
    "games",
    "event",
    "status",
]


TOLERANCES: Mapping[ValueType, Decimal] = {
    # A length in miles and the same in kilometres, each rounded for its readers, differ by less than this.
    "length": Decimal("0.002"),
}
"""How far apart two values of a type may be and still mean the same, as a share of the larger. Others: not at all.

Marks have none: a tenth of a second is a rank.
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """Which articles know a property better than others, and why the field holds it so.

    `about` is what such an article is about: the `event` of the fact, or its `series` over all editions. Authority
    breaks a draw of independent witnesses; it outweighs none.
    """

    about: Literal["event", "series"]
    reason: str


@dataclass(frozen=True, slots=True)
class Property:
    """One property of the registry.

    `many` says that several values may be true at once; they are then no conflict. `unit` is that of the number
    ("s", "m"), None where it has none or where the source's own unit counts. `by_source` says that the value is that
    of the source which the article names: two named sources do not contradict each other.
    """

    name: str
    value_type: ValueType
    description: str
    many: bool = False
    unit: str | None = None
    by_source: bool = False
    authority: Authority | None = None

    @property
    def tolerance(self) -> Decimal:
        """How far apart two values may be and still mean the same, as a share of the larger."""
        return TOLERANCES.get(self.value_type, Decimal(0))


_OWN_FIELD = Authority(
    "event",
    "an event's article counts the field that its own table lists; what other articles say of it is taken from there",
)
_OWN_FORMAT = Authority(
    "event",
    "an event's article describes how this edition was held; an overview describes how editions usually are",
)
_WHOLE_SERIES = Authority(
    "series",
    "the article on all editions lists each of them; that on one edition tells only how its writer counted",
)


_ALL = (
    # The event
    Property("date", "date", "When the event was held, its first day."),
    Property("date_end", "date", "The last day of an event of several days."),
    Property("games", "games", "The Games or championship that the event was part of."),
    Property("event", "event", "The name of the event."),
    Property("sport", "text", "The sport of the event."),
    Property("venue", "text", "Where the event was held."),
    Property("host_city", "text", "The city that held the Games."),
    Property("competitors", "count", "How many competitors took part.", authority=_OWN_FIELD),
    Property("nations", "count", "How many nations (NOCs) took part.", authority=_OWN_FIELD),
    Property("teams", "count", "How many teams, crews or boats took part.", authority=_OWN_FIELD),
    Property(
        "entrants", "count", "How many competitors were entered, whether they started or not.", authority=_OWN_FIELD
    ),
    Property("winning_time", "mark", "The winner's mark in the deciding round."),
    Property("winning_margin", "mark", "By how much the winner's mark is better than that of the second."),
    Property("gold", "name", "Who won gold."),
    Property("silver", "name", "Who won silver."),
    Property("bronze", "name", "Who won bronze."),
    Property("gold_noc", "nation", "The NOC of the gold medallist."),
    Property("silver_noc", "nation", "The NOC of the silver medallist."),
    Property("bronze_noc", "nation", "The NOC of the bronze medallist."),
    Property("previous_games", "year", "The year of the edition before."),
    Property("next_games", "year", "The year of the edition after."),
    Property(
        "appearance_number",
        "count",
        "Which appearance of the event this was, 1 the first; of a nation, its.",
        authority=_WHOLE_SERIES,
    ),
    Property("last_appearance", "text", "That this was the last time the event was held."),
    Property("nation_limit", "count", "How many competitors a nation may enter.", authority=_OWN_FORMAT),
    Property("debut_nation", "nation", "A nation in the event for the first time.", many=True),
    Property("debut_nation_count", "count", "How many nations were in the event for the first time."),
    Property("returning_nation", "nation", "A nation that had been in the event before.", many=True),
    Property("returning_nation_count", "count", "How many nations had been in the event before."),
    Property("returning_competitor", "name", "A competitor who had been in the event before.", many=True),
    Property("reigning_champion", "name", "The holder of a title as the event began.", many=True),
    Property("distance_m", "length", "The length of the race.", unit="m", authority=_OWN_FORMAT),
    Property("laps", "count", "The laps of the race.", authority=_OWN_FORMAT),
    Property("start_kind", "text", "How the race starts: standing or flying.", authority=_OWN_FORMAT),
    Property(
        "event_format", "text", "What kind of competition it is: time trial, knockout, ...", authority=_OWN_FORMAT
    ),
    Property("record_beaten_count", "count", "How many competitors beat the record that stood before."),
    Property("record_broken_times", "count", "How many times the record was broken in the event."),
    Property("listed_count", "count", "How many competitors a source lists.", by_source=True),
    Property("utc_offset", "offset", "The offset of the schedule's local times from UTC."),
    Property("time_zone", "text", "The name of the schedule's time zone."),
    Property("local_time", "time", "The local time at which a round began.", many=True),
    # A competitor in an event
    Property("rank", "count", "The rank in the event, round or heat."),
    Property("competitor", "name", "The name of a competitor.", many=True),
    Property("noc", "nation", "The NOC of the competitor, or its nation."),
    Property("nation", "nation", "The nation as a table's column gives it."),
    Property("team", "text", "The club or trade team of the competitor, which is no nation.", many=True),
    Property("race_number", "text", "The number worn in the race."),
    Property("mark", "mark", "The result: a time, length, weight or points."),
    Property("split", "mark", "The intermediate time at `distance_m`."),
    Property("notes", "text", "What the table notes of the competitor.", many=True),
    Property("status", "status", "Why there is no mark: dnf, dns, dq, ..."),
    Property("start_order", "count", "Which in order the competitor raced, 1 the first."),
    Property("earlier_place", "count", "The place at an earlier edition, whose year is `as_of`."),
    Property("omitted_by", "text", "A source that leaves the competitor out.", many=True),
    Property("world_champion", "year", "A year in which the competitor won the world title.", many=True),
    Property("reigning_world_champion", "text", "A world title held as the event began.", many=True),
    Property("favorite", "text", "That the article calls the competitor a favourite or contender.", many=True),
    Property("other_rank", "text", "A rank by something else than the table's order.", many=True),
    Property("attempt", "text", "What was done at the height `distance_m`: `o`, `xo`, `xxx`."),
    Property("member", "name", "A member of the team or crew.", many=True),
    Property("cell", "text", "A cell of a column that nothing names.", many=True),
    # Records
    Property("record", "text", "The record that a row of a table is about.", many=True),
    Property("place", "text", "Where a record was set.", many=True),
    Property("olympic_record", "mark", "A mark that was the Olympic record as of `as_of`.", many=True),
    Property("world_record", "mark", "A mark that was the world record as of `as_of`.", many=True),
    Property(
        "unknown_record", "mark", "A mark that the article lists as a record without saying which one.", many=True
    ),
    Property("record_holder", "text", "A record that the competitor held as the event began.", many=True),
    Property("record_status", "text", "What the article says of records before the event.", many=True),
    # A nation or a series
    Property("victory_number", "count", "Which victory of the nation this was, 1 the first."),
    Property("medal_number", "count", "Which medal of the nation this was, 1 the first."),
    Property("consecutive_victory_number", "count", "Which victory in a row of the nation this was."),
    Property("medal_streak", "count", "How many Games in a row the nation had won a medal in the event."),
    Property("medals_tie_count", "count", "How many share the place in a ranking, this one included."),
    Property("first_since", "year", "The year of the last one before this.", many=True),
    Property("medal_count", "count", "How many medals in the event, over all Games."),
    Property("gold_count", "count", "How many gold medals."),
    Property("silver_count", "count", "How many silver medals."),
    Property("bronze_count", "count", "How many bronze medals."),
    Property("medal_total", "count", "How many medals of all kinds."),
    Property("olympics", "text", "The Games of the medals, from first to last.", many=True),
    Property("held_in", "year", "A year in which the event was held; a range from first to last.", many=True),
    Property("introduced_in", "year", "The year in which the event was first held.", authority=_WHOLE_SERIES),
    Property(
        "discontinued_after", "year", "The year after which the event was no longer held.", authority=_WHOLE_SERIES
    ),
    Property("gender", "text", "Whom the event is for.", many=True),
)

REGISTRY: dict[str, Property] = {entry.name: entry for entry in _ALL}


def property_of(name: str) -> Property:
    """Return the registered property, or a text property of one value for a name that is not registered."""
    if name.endswith("_record") and name not in REGISTRY:
        return Property(name, "mark", "A mark that was this record as of `as_of`.", many=True)
    return REGISTRY.get(name) or Property(name, "text", "A field of an infobox, as the article names it.")
