"""Small articles that tests share."""

GOOD = """= Rowing at the 1952 Summer Olympics – Men's single sculls =

Infobox
- Event: Men's single sculls
- Games: 1952 Summer
- Competitors: 3
- Gold: Ann Other

==Results==

| Rank | Rower | Nation | Time |
| 1 | Ann Other | Norway | 8:12.8 |
| 2 | Bo Berg | Sweden | 8:14.5 |
| 3 | Cy Dale | France | 8:19.4 |
"""

OTHER = GOOD.replace("1952", "1956").replace("8:12.8", "8:02.5")
