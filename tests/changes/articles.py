"""Small articles, and edits of them."""

from __future__ import annotations

SCULLS = """= Rowing at the 1952 Summer Olympics – Men's single sculls =

Infobox
- Event: Men's single sculls
- Games: 1952 Summer
- Venue: Long Lake
- Competitors: 3
- Winning time: 8:12.8
- Gold: Ann Other

==Results==

| Rank | Rower | Nation | Time |
| 1 | Ann Other | Norway | 8:12.8 |
| 2 | Bo Berg | Sweden | 8:14.5 |
| 3 | Cy Dale | France | 8:19.4 |
"""
PAIRS = (
    SCULLS.replace("single sculls", "coxless pairs")
    .replace("Ann Other", "Di Eriksen")
    .replace("Bo Berg", "Ed Fine")
    .replace("Cy Dale", "Flo Gray")
    .replace("8:12.8", "7:41.3")
    .replace("8:14.5", "7:42.0")
    .replace("8:19.4", "7:47.1")
)
CONTRADICTED = SCULLS.replace("Winning time: 8:12.8", "Winning time: 8:13.9")
"""The infobox and the table differ: the winning time is disputed."""
MOVED = SCULLS.replace("Long Lake", "Round Lake")
WITHOUT_TABLE = SCULLS.partition("==Results==")[0] + "The results are lost.\n"
PRECISE = SCULLS.replace("| 8:12.8 |", "| 8:12.84 |")
"""The table gives the winning time more precisely than the infobox."""
