"""One small article in the three forms, as their tools write them."""

import re

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

==Heats==

Heat 1

| Rank | Rower | Nation | Time | Notes |
| 1 | Ann Other | Norway | 8:20.1 | |
| 2 | Cy Dale | France | 8:21.0 | |
| OFFICIAL REPORT OF THE GAMES | | | | |

Heat 2

| Rank | Rower | Nation | Time | Notes |
| 1 | Bo Berg | Sweden | 8:19.4 | |
| 2 | Di Early | Italy | 8:30.0 | |

==Classification==

| Rank | Nation | Rower | Points | Total |
| 1 | Norway | Ann Other | 7 | 12 |
| Eve Fair | 5 | | | |
| 2 | Sweden | Bo Berg | 6 | 9 |
| Flo Gray | 3 | | | |

==Records==

| Time | Rower | Games | Date |
| 8:24.0 | Ed Fine and Guy Hart | 1936 | 14 August 1936 |
| 8:22.5 | Ike Jay | 1948 | 9 August 1948 |
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

==Heats==
{|
|- valign=top
|
;Heat 1
{| class="wikitable"
! Rank !! Rower !! Nation !! Time !! Notes
|-
| 1 || [[Ann Other]] || {{flagIOC|NOR|1952 Summer}} || 8:20.1 ||
|-
| 2 || Cy Dale || {{flagIOC|FRA|1952 Summer}} || 8:21.0 ||
|-
| colspan=5 | OFFICIAL REPORT OF THE GAMES
|}
|
'''Heat 2'''
{| class="wikitable"
! Rank !! Rower !! Nation !! Time !! Notes
|-
| 1 || [[Bo Berg (rower)|Bo Berg]] || {{flagIOC|SWE|1952 Summer}} || 8:19.4 ||
|-
| 2 || Di Early || {{flagIOC|ITA|1952 Summer}} || 8:30.0 ||
|}
|}

==Classification==
{| class="wikitable"
! Rank !! Nation !! Rower !! Points !! Total
|-
| rowspan=2 | 1 || rowspan=2 | {{flagIOC|NOR|1952 Summer}} || [[Ann Other]] || 7 || rowspan=2 | 12
|-
| Eve Fair || 5
|-
| rowspan=2 | 2 || rowspan=2 | {{flagIOC|SWE|1952 Summer}} || [[Bo Berg (rower)|Bo Berg]] || 6 || rowspan=2 | 9
|-
| Flo Gray || 3
|}

==Records==
{| class="wikitable"
! Time !! Rower !! Games !! Date
|-
| 8:24.0 || Ed Fine and Guy Hart || 1936 || 14 August 1936
|-
| 8:22.5 || Ike Jay || 1948 || 9 August 1948
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
</tbody></table>
<h2><span class="mw-headline" id="Heats">Heats</span></h2>
<table><tbody><tr valign="top"><td>
<dl><dt>Heat 1</dt></dl>
<table class="wikitable"><tbody>
<tr><th>Rank</th><th>Rower</th><th>Nation</th><th>Time</th><th>Notes</th></tr>
<tr><td>1</td><td><a href="/wiki/Ann_Other">Ann Other</a></td><td>{_FLAG.format("Norway")}</td><td>8:20.1</td>
<td></td></tr>
<tr><td>2</td><td>Cy Dale</td><td>{_FLAG.format("France")}</td><td>8:21.0</td><td></td></tr>
<tr><td colspan="5">OFFICIAL REPORT OF THE GAMES</td></tr>
</tbody></table></td><td>
<p><b>Heat 2</b></p>
<table class="wikitable"><tbody>
<tr><th>Rank</th><th>Rower</th><th>Nation</th><th>Time</th><th>Notes</th></tr>
<tr><td>1</td><td>Bo Berg</td><td>{_FLAG.format("Sweden")}</td><td>8:19.4</td><td></td></tr>
<tr><td>2</td><td>Di Early</td><td>{_FLAG.format("Italy")}</td><td>8:30.0</td><td></td></tr>
</tbody></table></td></tr></tbody></table>
<h2><span class="mw-headline" id="Classification">Classification</span></h2>
<table class="wikitable"><tbody>
<tr><th>Rank</th><th>Nation</th><th>Rower</th><th>Points</th><th>Total</th></tr>
<tr><td rowspan="2">1</td><td rowspan="2">{_FLAG.format("Norway")}</td><td>Ann Other</td><td>7</td>
<td rowspan="2">12</td></tr>
<tr><td>Eve Fair</td><td>5</td></tr>
<tr><td rowspan="2">2</td><td rowspan="2">{_FLAG.format("Sweden")}</td><td>Bo Berg</td><td>6</td>
<td rowspan="2">9</td></tr>
<tr><td>Flo Gray</td><td>3</td></tr>
</tbody></table>
<h2><span class="mw-headline" id="Records">Records</span></h2>
<table class="wikitable"><tbody>
<tr><th>Time</th><th>Rower</th><th>Games</th><th>Date</th></tr>
<tr><td>8:24.0</td><td>Ed Fine and Guy Hart</td><td>1936</td><td>14 August 1936</td></tr>
<tr><td>8:22.5</td><td>Ike Jay</td><td>1948</td><td>9 August 1948</td></tr>
</tbody></table></div></div></body></html>
"""

FORMS = {"sculls.txt": PLAINTEXT, f"{TITLE.replace(' ', '_')}.wikitext": WIKITEXT, "sculls.html": HTML}

ONE_ROUND = {
    name: re.split('==Heats==|<h2><span class="mw-headline" id="Heats">', text)[0] for name, text in FORMS.items()
}
"""The same without its other rounds: a record set in the event is then its winner's mark."""
