"""What the wiki under test holds: small articles with templates, redirects, and many pages for the batches."""

from __future__ import annotations

BULK = 1000
BULK_TITLES = tuple(f"Bulk page {number:04d}" for number in range(BULK))

SCULLS = "Rowing at the 1952 Summer Olympics – Men's single sculls"
EIGHTS = "Rowing at the 1952 Summer Olympics – Men's eight"
UNICODE_TEXT = "Decomposed e\u0301 and composed \u00e9, 🚴.\nA second line."

_INFOBOX = """<includeonly>{| class="infobox"
|+ {{{event|}}}
! Venue
| {{{venue|}}}
|-
! Date
| {{{date|}}}
|-
! Gold
| {{{gold|}}} {{#if:{{{goldNOC|}}}|({{{goldNOC}}})}}
|}</includeonly>"""


def results(event: str, winner: str, time: str) -> str:
    """Return the wikitext of an article on an event."""
    return f"""{{{{Infobox Olympic event
| event = {event}
| games = 1952 Summer
| venue = [[Meilahti]]
| date = 23 July 1952
| gold = [[{winner}]]
| goldNOC = NOR
| win_value = {time}
}}}}
The '''{event}''' was won by [[{winner}]] of [[Norway]].

== Results ==
{{| class="wikitable"
! Rank !! Rower !! Nation !! Time
|-
| 1 || [[{winner}]] || {{{{flagIOC|NOR|1952 Summer}}}} || {time}
|-
| 2 || Bo Berg || {{{{flagIOC|SWE|1952 Summer}}}} || 8:14.5
|}}

[[Category:Rowing at the 1952 Summer Olympics]]
"""


PAGES: dict[str, str] = {
    "Template:Infobox Olympic event": _INFOBOX,
    "Template:FlagIOC": "<includeonly>[[{{{1}}} at the {{{2}}} Olympics|{{{1}}}]]</includeonly>",
    SCULLS: results("men's single sculls", "Ann Other", "8:12.8"),
    EIGHTS: results("men's eight", "Cy Dale", "6:25.9"),
    "Meilahti": "'''Meilahti''' is a place; see [[Norway]], [[Missing page]], [[Old title]] and [[" + SCULLS + "]].",
    "Norway": "'''Norway''' is a country.",
    "Old title": "#REDIRECT [[Middle title]]",
    "Middle title": f"#REDIRECT [[{SCULLS}#Results]]",
    "Round": "#REDIRECT [[And round]]",
    "And round": "#REDIRECT [[Round]]",
    "Nowhere": "#REDIRECT [[Missing page]]",
    "Itself": "#REDIRECT [[Itself]]",
    "Template:Style/styles.css": "table { color: red }",
    "Ünïcode – “title” & co": UNICODE_TEXT,
    "CON": "A name that is a device on some systems.",
}
BULK_PAGES = {title: f"'''{title}''' is one of many, and no article on sports." for title in BULK_TITLES}
