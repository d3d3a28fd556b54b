"""The words of sports articles: role nouns, verbs, medals; and the macros of the pattern language.

A pattern is a regular expression over typed text in which `<W:who>` is a placeholder of kind W named "who" (`<YG>`:
either kind, no name) and `{TAKE}` a macro of this module. Patterns ignore case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from parsers.prose.caseless import Caseless
from schemas.caches import remembered, table_of_words
from schemas.games import all_games
from schemas.nations import all_nations

SINGULAR_ROLES = frozenset(
    "cyclist rider swimmer athlete runner sprinter hurdler jumper thrower vaulter walker racer skier skater rower "
    "sculler oarsman boxer wrestler fencer gymnast shooter marksman archer diver judoka weightlifter lifter sailor "
    "canoeist canoer kayaker paddler driver pilot player team crew pair duo trio quartet foursome threesome boat "
    "competitor entrant participant contestant starter finisher slider luger bobsledder biathlete snowboarder "
    "triathlete pentathlete decathlete heptathlete marathoner climber surfer putter star veteran debutant "
    "sharpshooter freestyler backstroker breaststroker butterflyer curler teammate team-mate compatriot countryman "
    "countrywoman man woman boy girl outsider newcomer youngster specialist sportsman sportswoman steersman coxswain "
    "jockey equestrian person shot-putter".split()
)
"""What one competitor, or one team, is called."""

PLURAL_ROLES = frozenset(
    {word + "s" for word in SINGULAR_ROLES if not word.endswith(("man", "person"))}
    | {word[:-2] + "en" for word in SINGULAR_ROLES if word.endswith("man")}
    | {"judoka", "people", "persons", "entries"}
) - {"woman"}
"""What several are called."""

TEAM_ROLES = frozenset("team crew pair duo trio quartet foursome threesome boat".split())
"""The roles that are several competitors together."""

WINNING_VERBS = frozenset(
    "won took taken earned claimed captured secured received gained collected got snatched landed clinched grabbed "
    "obtained retained winning taking earning claiming capturing securing receiving gaining collecting clinching "
    "retaining grabbing".split()
)
"""What is done to a medal. "scored" and "achieved" are done to points and times as well."""

_MODIFIER = r"(?:(?!(?:and|or|the|of|by|to|in|for|with|was|were|from|on|as|a|at|hundred|thousand|dozen)\b)[\w'-]+ )"

_MACROS = {
    "ROLE": rf"(?:{_MODIFIER}{{0,2}}?<H>)",
    "ROLES": rf"(?:{_MODIFIER}{{0,3}}?<F>(?!'))",
    "NATIONS": r"(?:different |competing |participating |other )*(?:nations|countries|NOCs|National Olympic Committees"
        r"|national teams|delegations|states)",
    "NATION_WORD": r"(?:nation|country|team|state|NOC)",
    "TAKE": r"(?:<A>|was <A>|picked up|was awarded|were awarded|brought home|came away with|finished with|finishing "
        r"with|settled for|"
            r"settling for|ended up(?: only)? with|repeated as|coming away with|taking home|(?:successfully "
                r")?defend(?:ed|ing)|win|take|earn|claim|capture|secure|collect)",
    "MEDAL": r"(?P<medal>gold|silver|bronze)(?: medals?)?(?![\w-]| medall?| match| final| game| winner| at <X>| in "
        r"<X>)",
    "MEDAL_NP": r"(?:(?:the|a|an|his|her|their|another|Olympic|individual|first|only|second|third|eventual|<O>|<E>) "
        r"){0,4}{MEDAL}",
    "TITLE_NP": r"(?:(?:the|his|her|their) )?(?:(?:Olympic|gold medal|first|second|third|consecutive|successive"
        r"|straight|<O>|<J>) ){0,2}(?:<E>|title"
        r"|final|championship|race|gold medal match)"
                r"(?!'| heat| record| A| B)",
    "WHO_LIST": r"<W>(?:\)?(?:, and |,? and |; and |; |, |,? as well as |,? or )(?:the )?<W>(?!'))*",
    "NATION_LIST": r"(?:the )?<N>(?:(?:, and |,? and |; and |; |, |,? as well as )(?:the )?<N>)*",
    "LOOSE_LIST": r"(?:the )?<NWUJ>(?: \([^()]{0,90}\))?(?:(?:, and |,? and |; and |; |, |,? as well as )(?:the "
        r")?<NWUJ>(?: "
        r"\([^()]{0,90}\))?)*",
    "EDITIONS": r"(?:the )?<YGT>(?:(?:, and |,? and |, |,? or )(?:in |at )?(?:the )?<YGT>)*",
    "APP": r"(?:,? (?:who|which|a|an|the|his|her|in|at|from|then|with|despite|after|already|himself|herself"
        r"|once|only|aged|running|racing|skating|swimming|riding) [^.;,]{1,90},|,(?! and)[^.;,]{1,60},| "
        r"\([^()]{1,80}\))?",
    "THIS": r"(?:<E>|\b(?:it|this|the (?:games|final|programme)|the (?:whole )?competition|the (?:[\w-]+ )"
    r"?competitions)|^[\w-]+ competitions|^competition(?= (?:was|took))|<U> competitions)",
    "HELD": r"(?:was|were|is|are|being|be|been|has been|have been)?,? ?(?:to be |also |again |first "
        r"|originally |previously )?"
            r"(?:held|contested|staged|run|raced|conducted|played|occurred|took place|takes place|taking place|take "
                r"place|scheduled|competed|run off)",
    "COUNT": r"(?P<count><C>|a single|single|only one|no|none|both)",
}  # fmt: skip

_PLACE = re.compile(r"<([A-Z]+)(?::(\w+))?>")
_MACRO = re.compile(r"\{([A-Z_]+)\}")


def _placeholder(match: re.Match[str]) -> str:
    kinds = match.group(1) if len(match.group(1)) == 1 else f"[{match.group(1)}]"
    digits = rf"(?P<{match.group(2)}>\d+)" if match.group(2) else r"\d+"
    return f"⟨{kinds}{digits}⟩"


def expanded(pattern: str) -> str:
    """Return a pattern of this language as a regular expression."""
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda match: _MACROS[match.group(1)], pattern)
    return _PLACE.sub(_placeholder, pattern)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of this language, when it is first asked for."""
    return re.compile(expanded(pattern), re.IGNORECASE)


@cache
def caseless(pattern: str) -> Caseless:
    """Return a pattern of this language that is looked for in whole sentences; it is made when first asked for."""
    return Caseless(expanded(pattern))


VENUE_WORDS = frozenset(
    "Stadium Velodrome Arena Pool Park Lake Loch Lac Centre Center Hall Course Speedway Oval Gymnasium Gym Palace "
    "Bowl Field Fields Ground Grounds Range Basin Island Bay Beach Garden Gardens Club Dome Square Street University "
    "Complex Circuit Castle Harbour Harbor Canal River Mount Mountain Hill Ring Rink Velopark Aquatics Natatorium "
    "Coliseum Colosseum Forum Pavilion Racecourse Hippodrome Baths Auditorium Theatre Theater Sportplatz Stadion "
    "Stade Stadio Piscine Piscina Estadio Palais Palazzo Regatta Raceway Track Village Plaza Quarter Resort Valley "
    "Creekside Schwimmstadion Eisstadion Eisschnellaufbahn Halle Kampfbahn Hippodromo Autodrome Autodromo Eisring Ice "
    "House Armory Barracks Forest Heath Water Waters Lagoon Marina Bridge Avenue Gate".split()
)
"""Words that make a run of capitalised words the name of a venue."""

PLACES_AFTER_DEMONYMS = frozenset(
    "Columbia Alps Riviera Isles Guiana Polynesia Samoa Antilles Pyrenees Dolomites Highlands Lakes Grand".split()
)
"""What makes of a demonym before it the name of a place, a territory or a race: "British Columbia"."""

NOT_NAMES = frozenset(
    "Olympic Olympics Olympian Olympiad Paralympic World Worlds European Asian African American-born Pan Commonwealth "
    "Games Championship Championships Cup Federation Committee Union Association Report Congress League Trials Trial "
    "Team National International Record Records Final Finals Heat Heats Semifinal Semifinals Quarterfinal "
    "Quarterfinals Round Rounds Qualification Qualifying Group Event Events Men Women Mens Womens Men's Women's Boys "
    "Girls Mixed Summer Winter Youth NOC NOCs Champion Champions Bronze Silver Gold Time Standard Daylight Prior "
    "Keirin Omnium Sprint Madison Intercalated Pool Stage Day Session Saturday Sunday Monday Tuesday Wednesday "
    "Thursday Friday January February March April May June July August September October November December Official "
    "Series Amateur Professional Area Nations Nation English French-speaking Dr Sir King Queen Prince Princess Lord "
    "President Baron Emperor Nazi War Army Navy Police West East North South Northern Southern Eastern Western "
    "Pacific Atlantic Mediterranean Balkan Jewish Muslim Christian Europe Asia Africa America Oceania Antarctica "
    "Soviets Grand Prix Tour Classic Marathon Open Masters University College School Institute Library Museum "
    "Foundation COVID COVID-19 Refugee Independent Neutral Continental Diamond".split()
)
"""Capitalised words that are no person's name."""

FUNCTION_WORDS = frozenset(
    "a after all also although among an and another any as at because before behind being between both but by "
    "competing competition competitors cyclists despite during each earlier eight either eleven even every everyone "
    "few fewer finally first five following for four from further given had half he her here hers his however if in "
    "including initially instead into it its just last later less like many meanwhile more most neither never "
    "nevertheless nine no nobody none nor not notable of on once one only or originally other others our over overall "
    "previously qualification rather riders runners same second seven several she similarly since six so some soon "
    "still such swimmers teams ten than that the their them then there therefore these they third this those though "
    "three through throughout thus to together two under unlike until up upon was we were what when where whether "
    "which while who whose why will with within without would yet you young defending reigning returning placing "
    "racing riding athletes skiers boxers fencers gymnasts wrestlers rowers women men approximately about around "
    "nearly almost interestingly unusually surprisingly unfortunately eventually medalists medallists finalists "
    "spectators officials judges conditions weather rain snow results scores times points prior qualifying quota "
    "places favorites favourites favorite favourite champion champions nations countries races heats semifinals "
    "thereafter afterwards again against across along already always billed led held won seeded ranked having making "
    "taking starting finishing".split()
)
"""Words that are capitalised only where a sentence begins."""

PARTICLES = frozenset(
    "van von der den de da do dos das du di del della dello degli la le lo les los las bin ibn al el ben ter ten te "
    "zu zur zum af av och y e i dit abu ould bint st o' d' 't vd op het thor vom am im".split()
)
"""Words in lower case inside a person's name."""


@table_of_words
def nations() -> dict[str, tuple[str, ...]]:
    """Return the names of nations by their first word, longest first (an article "the" is not part of them)."""
    names = {name.removeprefix("The ") for nation in all_nations() for name in nation.names}
    return _by_first_word(name for name in names if not (name.isupper() and len(name) < 3))


@table_of_words
def demonyms() -> dict[str, tuple[str, ...]]:
    """Return the demonyms by their first word, longest first. A name of a nation is no demonym."""
    return _by_first_word({word for nation in all_nations() for word in nation.demonyms})


@cache
def cities() -> dict[str, tuple[str, ...]]:
    """Return the host cities of Games by their first word, longest first."""
    return _by_first_word({city for games in all_games() for city in games.host_cities})


@remembered(4096)
def city_years(city: str) -> tuple[tuple[int, str], ...]:
    """Return year and season of the Games that a city held."""
    return tuple((games.year, games.season) for games in all_games() if city in games.host_cities and games.held)


@cache
def years_of(season: str) -> tuple[int, ...]:
    """Return the years of all Games of a season."""
    return tuple(sorted(games.year for games in all_games() if games.season == season and games.held))


def _by_first_word(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    result: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        result.setdefault(name.split()[0].split("-")[0], []).append(name)
    return {first: tuple(found) for first, found in result.items()}
