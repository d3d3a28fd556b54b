"""Articles written for these tests: other sports, years, forms and mistakes than the four that are published."""

from __future__ import annotations

ROWING = """<!DOCTYPE html>
<html lang="en"><head><title>Rowing at the 1936 Summer Olympics – Men's single sculls - Wikipedia</title></head><body>
<h1 id="firstHeading">Rowing at the 1936 Summer Olympics – Men's single sculls</h1>
<div class="mw-parser-output">
<table class="infobox"><tbody>
<tr><th colspan="2">Men's single sculls<br>at the Games of the XI Olympiad</th></tr>
<tr><th>Venue</th><td>Langer See &amp; Grünau</td></tr>
<tr><th>Date</th><td>11–14 August 1936</td></tr>
<tr><th>Competitors</th><td>20 from 20 nations</td></tr>
<tr><th>Winning time</th><td>8:21.5</td></tr>
</tbody></table>
<p>The single sculls was won by Gustav Bäuerle of Germany in 8:25.1. <a href="javascript:alert(1)">Six</a> boats
reached the final; <span onclick="alert(1)">twenty</span> rowers took part.</p>
<h2>Results</h2><h3>Final</h3>
<table class="wikitable"><tbody>
<tr><th>Rank</th><th>Rower</th><th>Nation</th><th>Time</th></tr>
<tr><td>1</td><td>Gustav Bäuerle</td><td>Germany</td><td>8:21.5</td></tr>
<tr><td>2</td><td>Josef Hasenkamp</td><td>Austria</td><td>8:25.8</td></tr>
<tr><td>3</td><td>Daniel Barlow</td><td>United States</td><td>8:28.0</td></tr>
<tr><td>4</td><td>Charles Camp</td><td>Canada</td><td>8:35.0</td></tr>
<tr><td>4</td><td>Ernst Rufi</td><td>Switzerland</td><td>8:38.9</td></tr>
<tr><td></td><td>Pascual José Girón</td><td>Argentina</td><td>DNF</td></tr>
</tbody></table>
<h3>Heats</h3>
<table class="wikitable"><caption>Heat 1</caption><tbody>
<tr><th>Rank</th><th>Rower</th><th>Nation</th><th>Time</th><th>Notes</th></tr>
<tr><td>1</td><td>Ernst Rufi</td><td>Switzerland</td><td>7:15.6</td><td>Q</td></tr>
<tr><td>2</td><td>Daniel Barlow</td><td>United States</td><td>7:19.5</td><td></td></tr>
</tbody></table></div></body></html>
"""

SWIMMING = """{{Infobox Olympic event
| event       = Women's 400 metre freestyle
| games       = 1956 Summer
| venue       = [[Olympic Pool]]
| dates       = 5–7 December
| competitors = 26
| nations     = 15
| gold        = [[Lorna Crane]]
| goldNOC     = AUS
| silver      = [[Dawn Fraserburgh]]
| silverNOC   = AUS
| bronze      = [[Sylvia Rusk]]
| bronzeNOC   = USA
| win_value   = 4:54.6
| prev        = 1952
| next        = 1960
}}
The '''women's 400 metre freestyle''' at the [[1956 Summer Olympics]] took place from 4 to 7 December at the Olympic
Pool. [[Lorna Crane]] of [[Australia]] won in a time of 4:54.6, ahead of Dawn Fraserburgh (5:02.5).<ref>Report.</ref>

== Results ==
=== Final ===
{| class="wikitable sortable"
! Rank !! Swimmer !! Nation !! 100 m !! 200 m !! 300 m !! Time
|-
| 1 || [[Lorna Crane]] || {{flagIOC|AUS|1956 Summer}} || 1:08.1 || 2:23.0 || 3:39.2 || 4:54.6
|-
| 2 || [[Dawn Fraserburgh]] || {{flagIOC|AUS|1956 Summer}} || 1:08.4 || 2:24.9 || 3:43.5 || 5:05.2
|-
| 3 || [[Sylvia Rusk]] || {{flagIOC|USA|1956 Summer}} || 1:09.9 || 2:27.0 || 3:47.1 || 5:07.1
|-
| 4 || [[Marley Shriver]] || {{flagIOC|USA|1956 Summer}} || 1:10.0 || 2:29.3 || 3:51.0 || 5:12.9
|}
"""

OVERVIEW = """= Swimming at the Summer Olympics – Women's 400 metre freestyle =

The women's 400 metre freestyle is an event at the Summer Olympics. It was first held in 1920.

== Olympic record progression ==
| Time | Swimmer | Games | Date |
| --- | --- | --- | --- |
| 6:02.2 | Martha Norelli (USA) | 1924 Paris | 1924-07-15 |
| 5:42.8 | Martha Norelli (USA) | 1928 Amsterdam | 1928-08-06 |
| 5:26.4 | Ria Mastenberg (NED) | 1936 Berlin | 1936-08-15 |
| 4:54.9 | Lorna Crane (AUS) | 1956 Melbourne | 1956-12-07 |

== Medalists ==
| Games | Gold | Silver | Bronze |
| --- | --- | --- | --- |
| 1952 Helsinki | Valéria Gyengesi (HUN) | Éva Novákova (HUN) | Evelyn Kawa (USA) |
| 1956 Melbourne | Lorna Crane (AUS) | Dawn Fraserburgh (AUS) | Marley Shriver (USA) |

== Medal table ==
| Rank | Nation | Gold | Silver | Bronze | Total |
| --- | --- | --- | --- | --- | --- |
| 1 | United States | 5 | 4 | 6 | 16 |
| 2 | Hungary | 1 | 1 | 0 | 2 |
| 3 | Australia | 1 | 1 | 0 | 2 |
"""

SKIING = """= Cross-country skiing at the 1948 Winter Olympics – Men's 50 kilometre =

Infobox
- Event: Men's 50 kilometre
- Games: 1948 Winter
- Venue: St. Moritz
- Date: 6 February
- Competitors: 4 from 3 nations
- Winning time: 3:47:48
- Gold: Nils Karlström
- GoldNOC: SWE

The 50 kilometre was won by Nils Karlström in 3:47:18. Harald Eriksen was second, and Benjamin Vanninen third.

== Results ==
| Rank | Bib | Skier | Country | Time | Gap |
| --- | --- | --- | --- | --- | --- |
| 1 | 31 | Nils Karlström | Sweden | 3:47:48 | |
| 2 | 24 | Harald Eriksen | Sweden | 3:52:20 | +4:32 |
| 3 | 18 | Benjamin Vanninen | Finland | 3:57:28 | +9:10 |
| 4 | 7 | Pekka Vanninen | Finland | 3:57:58 | +10:10 |
| 4 | 12 | Anders Törnkvist <b onclick=x> | Norway | 3:58:20 | +10:32 |
"""

BIATHLON = """= Biathlon at the 2013 Winter Universiade – Women's sprint =

The women's sprint was held on 12 December 2013. 61 biathletes from 15 nations started.

== Results ==
| Rank | Name | Country | Penalties | Time | Deficit |
| --- | --- | --- | --- | --- | --- |
| 1 | Iana Romanka | Russia | 0 | 22:03.9 | |
| 2 | Alla Gylenko | Ukraine | 1 | 22:10.1 | +6.2 |
| 3 | Ekaterina Avva | Russia | 1 | 22:28.2 | +24.3 |
| | Zsófia Gottschal | Hungary | | DNS | |
"""

FILES = {
    "rowing.html": ROWING,
    "Swimming at the 1956 Summer Olympics – Women's 400 metre freestyle.wikitext": SWIMMING,
    "overview.txt": OVERVIEW,
    "skiing.txt": SKIING,
    "biathlon.txt": BIATHLON,
}
