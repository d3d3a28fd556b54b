"""Dates with the precision of their source, local times and UTC offsets."""

from __future__ import annotations

import re

from parsers.values.limits import has_digit, is_too_long
from schemas.caches import remembered
from schemas.slugs import fold
from schemas.values import PartialDate

MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)} | {
    name[:3]: number for number, name in enumerate(MONTHS, start=1)
}
MONTH_TEXT = (
    "(?:" + "|".join(name.capitalize() for name in MONTHS) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
"""A pattern for an English month, whole or abbreviated."""
_OTHER_MONTHS = {
    "januar": 1, "janner": 1, "januari": 1, "janvier": 1, "enero": 1, "gennaio": 1, "janeiro": 1, "tammikuuta": 1,
    "stycznia": 1, "ledna": 1, "februar": 2, "februari": 2, "fevrier": 2, "febrero": 2, "febbraio": 2, "fevereiro": 2,
    "helmikuuta": 2, "lutego": 2, "unora": 2, "marz": 3, "maart": 3, "mars": 3, "marzo": 3, "marco": 3, "marts": 3,
    "maaliskuuta": 3, "marca": 3, "brezna": 3, "avril": 4, "abril": 4, "aprile": 4, "huhtikuuta": 4, "kwietnia": 4,
    "dubna": 4, "mai": 5, "mei": 5, "mayo": 5, "maggio": 5, "maio": 5, "maj": 5, "toukokuuta": 5, "maja": 5,
    "kvetna": 5,
    "juni": 6, "juin": 6, "junio": 6, "giugno": 6, "junho": 6, "kesakuuta": 6, "czerwca": 6, "cervna": 6, "juli": 7,
    "juillet": 7, "julio": 7, "luglio": 7, "julho": 7, "heinakuuta": 7, "lipca": 7, "cervence": 7, "augustus": 8,
    "aout": 8, "agosto": 8, "elokuuta": 8, "augusti": 8, "sierpnia": 8, "srpna": 8, "septembre": 9, "septiembre": 9,
    "setembro": 9, "settembre": 9, "syyskuuta": 9, "wrzesnia": 9, "zari": 9, "oktober": 10, "octobre": 10,
    "octubre": 10, "ottobre": 10, "outubro": 10, "lokakuuta": 10, "pazdziernika": 10, "rijna": 10, "novembre": 11,
    "noviembre": 11, "novembro": 11, "marraskuuta": 11, "listopada": 11, "listopadu": 11, "dezember": 12,
    "decembre": 12, "diciembre": 12, "dicembre": 12, "dezembro": 12, "desember": 12, "joulukuuta": 12, "grudnia": 12,
    "prosince": 12,
    "ianvaria": 1, "fevralia": 2, "marta": 3, "aprelia": 4, "maia": 5, "iiunia": 6, "iiulia": 7, "avgusta": 8,
    "sentiabria": 9, "oktiabria": 10, "noiabria": 11, "dekabria": 12,
}  # fmt: skip
"""Months in other languages, folded, as they stand in a date."""
_WORD = re.compile(r"[^\W\d_]+\.?")
_DAY_OF_OTHERS = re.compile(r"\b(\d{1,2})(?:\.|er\b|[ºª°])(?!\d)")
_LINKING = re.compile(
    r"\b(?:de|del|di|do|le|el|il|den|der|die|am|op|on|dell'|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag"
    r"|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b,?\s*",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:bis|bis zum|au|al|a|tot|till|til|e|und|et|y|en|och|og|do|ja|i|и|по)\b", re.IGNORECASE)
_OF_YEAR = re.compile(r"(?<=\d{4})\s*(?:года|год|г|roku|r)\b\.?")
_weekday = "(?:" + "|".join(name.capitalize() for name in WEEKDAYS) + "|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"

_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_DAY_MONTH = re.compile(rf"^(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{MONTH_TEXT}),?(?: (?P<y>\d{{4}}))?$")
_MONTH_DAY = re.compile(rf"^(?P<m>{MONTH_TEXT}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?$")
_MONTH_YEAR = re.compile(rf"^(?P<m>{MONTH_TEXT}),? (?P<y>\d{{4}})$")
_YEAR = re.compile(r"^(?P<y>\d{4})$")
_WEEKDAY = re.compile(rf"^(?P<w>{_weekday})[.,]?\s+", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:–|—|-|&|\bto\b|\band\b)\s*")
_REMARK = re.compile(r"\s*\([^()]*\)$")
_MIDDLE_DAYS = re.compile(r"^((?:[^\W\d_]+\.? )?\d{1,2})(?:, \d{1,2})+(?=,? (?:and|to|&) \d{1,2}\b)")
"""The days between the first and the last of a list: "2, 3 and 5 August"."""
_DAY_IN_LIST = re.compile(
    rf"\d{{1,2}} {MONTH_TEXT}(?:,? \d{{4}})?|{MONTH_TEXT} \d{{1,2}}(?:,? \d{{4}})?(?!\d)|\d{{4}}-\d{{2}}-\d{{2}}"
)
_CLOCK = r"(?:[01]?\d|2[0-4])[:.h][0-5]\d"
_TIME = re.compile(
    rf"^(?P<h>[01]?\d|2[0-4])[:.h](?P<m>[0-5]\d)\s*(?P<p>[ap]\.?m\.?)?(?:\s*(?:uhr|hrs?|h|ч))?"
    rf"(?:\s*\(?(?:UTC|GMT|BST|CES?T|EES?T|[ECMP][SD]T|MSK|JST|KST|AE[SD]T)(?:[+\-−–]\d{{1,2}}(?::\d\d)?)?\)?)?"
    rf"(?:\s*(?:[-–—&/,;]|to|and|und|et|y|e|i|och|og)\s*{_CLOCK}\s*(?:[ap]\.?m\.?)?)?$",
    re.IGNORECASE,
)
"""A time of day, perhaps with its zone, or the time at which a session begins and that at which it ends."""
_OFFSET = re.compile(r"^(?:UTC|GMT)\s*(?P<s>[+\-−–±])\s*(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?$", re.IGNORECASE)
_LARGEST_OFFSET_HOURS = 14


def weekday_of(text: str) -> int | None:
    """Return the weekday that a date is written with, 0 for Monday: `Thursday, 17 October 1968` gives 3."""
    match = None if is_too_long(text) else _WEEKDAY.match(text.strip())
    if not match:
        return None
    return [name[:3] for name in WEEKDAYS].index(match["w"][:3].lower())


def _month(text: str) -> int:
    return _MONTH_NUMBERS[text.lower()[:3]]


def _plausible(value: PartialDate) -> PartialDate | None:
    """Refuse days that no calendar has (29 February needs a leap year only where the year is known)."""
    if value.day is not None and value.month is not None:
        probe_year = value.year if value.year is not None else 2000
        if PartialDate(probe_year, value.month, value.day).as_date() is None:
            return None
    return value


def parse_date(text: str) -> PartialDate | None:
    """Read a date: `1928-08-05`, `5 August 1928`, `August 5, 1928`, `Sunday, 5 August 1928`, `13 August`, `1928`."""
    if is_too_long(text) or not has_digit(text):
        return None
    stripped = _WEEKDAY.sub("", text.replace("\u00a0", " ").strip())
    iso = _ISO.match(stripped)
    if iso:
        year, month, day = map(int, iso.groups())
        return _plausible(PartialDate(year, month, day)) if 1 <= month <= 12 else None
    for pattern in (_DAY_MONTH, _MONTH_DAY, _MONTH_YEAR, _YEAR):
        match = pattern.match(stripped)
        if match:
            groups = match.groupdict()
            year_text, month_text, day_text = groups.get("y"), groups.get("m"), groups.get("d")
            return _plausible(
                PartialDate(
                    int(year_text) if year_text else None,
                    _month(month_text) if month_text else None,
                    int(day_text) if day_text else None,
                )
            )
    return None


def parse_date_range(text: str) -> tuple[PartialDate, PartialDate] | None:
    """Read the first and the last day of a range: `3–7 August 2021`, `30 July – 2 August 2004`, or one date twice.

    What the first day leaves out it takes from the last. A remark in brackets at the end (`(heats & final)`) is passed
    over.
    """
    return None if is_too_long(text) or not has_digit(text) else _short_range(text)


@remembered(8_192)
def _short_range(text: str) -> tuple[PartialDate, PartialDate] | None:
    found = _english_range(text)
    if found:
        return found
    translated = _in_english(text)
    return _english_range(translated) if translated else None


def _in_english(text: str) -> str | None:
    """Return a date of another language in English, or None where it names no month: `4. August 2019`, `9 mei`."""
    months = [fold(word.group()).rstrip(".") for word in _WORD.finditer(text)]
    if not any(month in _OTHER_MONTHS or month in _MONTH_NUMBERS for month in months):
        return None
    words = _WORD.sub(_month_in_english, _DAY_OF_OTHERS.sub(r"\1", _OF_YEAR.sub("", text)))
    return " ".join(_UNTIL.sub("to", _LINKING.sub("", words)).split())


def _month_in_english(word: re.Match[str]) -> str:
    number = _OTHER_MONTHS.get(fold(word.group()).rstrip("."))
    return MONTHS[number - 1].capitalize() if number else word.group()


def _english_range(text: str) -> tuple[PartialDate, PartialDate] | None:
    stripped = _MIDDLE_DAYS.sub(r"\1", _REMARK.sub("", text.replace("\u00a0", " ").strip()))
    whole = parse_date(stripped)
    if whole:
        return whole, whole
    parts = _RANGE.split(stripped)
    if len(parts) != 2:
        return _listed(text)
    last = parse_date(parts[1])
    if last is None:
        return _month_first_range(parts)
    first = parse_date(parts[0]) or _bare_day(parts[0], last)
    if first is None:
        return None
    return PartialDate(first.year or last.year, first.month or last.month, first.day), last


def _listed(text: str) -> tuple[PartialDate, PartialDate] | None:
    """Read a list of days, each perhaps with a remark: `August 13, 2008 (heats) August 15, 2008 (final)`."""
    plain = text.replace("\u00a0", " ")
    days = [day for match in _DAY_IN_LIST.finditer(plain) if (day := parse_date(match.group()))]
    rest = re.sub(r"\([^()]*\)|\band\b", "", _DAY_IN_LIST.sub("", plain))
    if len(days) < 2 or rest.strip(" ,;:&–-/"):
        return None
    year = next((day.year for day in days if day.year), None)
    whole = [PartialDate(day.year or year, day.month, day.day) for day in days]
    return min(whole, key=_order), max(whole, key=_order)


def _order(day: PartialDate) -> tuple[int, int, int]:
    return (day.year or 0, day.month or 0, day.day or 0)


def _bare_day(text: str, other: PartialDate) -> PartialDate | None:
    day = text.strip()
    if not re.fullmatch(r"\d{1,2}", day):
        return None
    return _plausible(PartialDate(other.year, other.month, int(day)))


def _month_first_range(parts: list[str]) -> tuple[PartialDate, PartialDate] | None:
    """Read `August 3–7, 2021`."""
    match = re.match(rf"^(?P<m>{MONTH_TEXT}) (?P<a>\d{{1,2}})$", parts[0])
    tail = re.match(r"^(?P<b>\d{1,2})(?:,? (?P<y>\d{4}))?$", parts[1])
    if not match or not tail:
        return None
    year = int(tail["y"]) if tail["y"] else None
    month = _month(match["m"])
    return PartialDate(year, month, int(match["a"])), PartialDate(year, month, int(tail["b"]))


def parse_time(text: str) -> str | None:
    """Read a local time as `HH:MM`: `14:00`, `9:30`, `2:15 pm`, `18h30`; of `17:20–17:40` the beginning."""
    match = None if is_too_long(text) else _TIME.match(text.strip())
    if not match:
        return None
    hours = int(match["h"])
    if match["p"]:
        hours = hours % 12 + (12 if match["p"].lower().startswith("p") else 0)
    return f"{hours % 24:02}:{match['m']}"


def parse_utc_offset(text: str) -> str | None:
    """Read an offset as `+HH:MM`: `UTC-6`, `UTC+2`, `UTC+05:30`, `UTC−03:00`."""
    match = None if is_too_long(text) else _OFFSET.match(text.strip())
    if not match or int(match["h"]) > _LARGEST_OFFSET_HOURS:
        return None
    sign = "+" if match["s"] in "+±" else "-"
    return f"{sign}{int(match['h']):02}:{match['m'] or '00'}"
