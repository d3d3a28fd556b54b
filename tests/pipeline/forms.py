"""One small article in the three forms, as their tools write them."""

TITLE = "Rowing at the 1952 Summer Olympics – Men's single sculls"

PLAINTEXT = f"""= {TITLE} =

Infobox
- Event: Men's single sculls
- Games: 1952 Summer
- Venue: Meilahti
- Date: 23 July 1952
- Competitors: 4
- Gold: Ann Other
- Goldnoc: NOR
- Win Value: 8:12.8

The event was won by Ann Other of Norway. Four rowers from 4 nations competed.

==Results==

| Rank | Rower | Nation | Time | Notes |
| 1 | Ann Other | Norway | 8:12.8 | |
| 2 | Bo Berg | Sweden | 8:14.5 | |
| 2 | Cy Dale | France | 8:14.5 | |
| 4 | Di Early | Italy | DNF | |
"""

WIKITEXT = """{{Infobox Olympic event
| event       = Men's single sculls
| games       = 1952 Summer
| venue       = [[Meilahti]]
| date        = 23 July 1952
| competitors = 4
| gold        = [[Ann Other]]
| goldNOC     = NOR
| win_value   = 8:12.8
}}
The event was won by '''[[Ann Other]]''' of [[Norway]].<ref>A book.</ref> Four rowers from 4 nations competed.

==Results==
{| class="wikitable"
! Rank !! Rower !! Nation !! Time !! Notes
|-
| 1 || [[Ann Other]] || {{flagIOC|NOR|1952 Summer}} || 8:12.8 ||
|-
| rowspan=2 | 2 || [[Bo Berg (rower)|Bo Berg]] || {{flagIOC|SWE|1952 Summer}} || 8:14.5 ||
|-
| Cy Dale || {{flagIOC|FRA|1952 Summer}} || 8:14.5 ||
|-
| 4 || Di Early || {{flagIOC|ITA|1952 Summer}} || DNF ||
|}
"""

_FLAG = (
    '<span class="flagicon"><img alt="" src="//x/Flag_of_{0}.svg.png" /></span>&nbsp;'
    '<a href="/wiki/{0}" title="{0}">{0}</a>'
)
HTML = f"""<!DOCTYPE html><html><head><title>{TITLE} - Wikipedia</title></head><body class="mediawiki">
<h1 id="firstHeading" class="firstHeading">{TITLE}</h1>
<div id="mw-content-text"><div class="mw-parser-output">
<table class="infobox"><tbody>
<tr><th>Event</th><td>Men's single sculls</td></tr>
<tr><th>Games</th><td>1952 Summer</td></tr>
<tr><th>Venue</th><td><a href="/wiki/Meilahti">Meilahti</a></td></tr>
<tr><th>Date</th><td>23 July 1952</td></tr>
<tr><th>Competitors</th><td>4</td></tr>
<tr><th>Gold</th><td><a href="/wiki/Ann_Other">Ann Other</a></td></tr>
<tr><th>Gold NOC</th><td>NOR</td></tr>
<tr><th>Win value</th><td>8:12.8</td></tr>
</tbody></table>
<p>The event was won by <b><a href="/wiki/Ann_Other">Ann Other</a></b> of <a href="/wiki/Norway">Norway</a>.<sup
id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> Four rowers from 4 nations competed.</p>
<h2><span class="mw-headline" id="Results">Results</span></h2>
<table class="wikitable"><tbody>
<tr><th>Rank</th><th>Rower</th><th>Nation</th><th>Time</th><th>Notes</th></tr>
<tr><td>1</td><td><a href="/wiki/Ann_Other">Ann Other</a></td><td>{_FLAG.format("Norway")}</td><td>8:12.8</td>
<td></td></tr>
<tr><td rowspan="2">2</td><td>Bo Berg</td><td>{_FLAG.format("Sweden")}</td><td>8:14.5</td><td></td></tr>
<tr><td>Cy Dale</td><td>{_FLAG.format("France")}</td><td>8:14.5</td><td></td></tr>
<tr><td>4</td><td>Di Early</td><td>{_FLAG.format("Italy")}</td><td>DNF</td><td></td></tr>
</tbody></table></div></div></body></html>
"""

FORMS = {"sculls.txt": PLAINTEXT, f"{TITLE.replace(' ', '_')}.wikitext": WIKITEXT, "sculls.html": HTML}
