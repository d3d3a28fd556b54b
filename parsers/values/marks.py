"""Marks: times, lengths, weights and points, with the decimals that their source gives."""

from __future__ import annotations

import re
from decimal import Decimal

from parsers.values.limits import has_digit, is_too_long
from schemas.caches import remembered
from schemas.values import Quantity, decimals_of

_NUMBER = r"\d+(?:[.,]\d+)?"
_GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_CLOCK = re.compile(
    r"^(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>\d{2}(?:[.,]\d+)?)(?:\s*(?:min|mins|hrs?|std|мин|ч)\.?)?$"
)
_POINTED = re.compile(r"^(?:(?P<h>\d{1,2})[.:])?(?P<m>\d{1,2})\.(?P<s>\d{2},\d{1,3})$")
"""A clock as Nordic and German sources write it: `36.12,4`, `1.02.15,30`. The comma tells it from a number."""
_PRIMED = re.compile(
    r"^(?:(?:(?P<h>\d{1,2})\s*h\.?\s*)?(?P<m>\d{1,3})\s*['′’]\s*(?=\d{2}))?(?P<s>\d{1,2}\s*(?:\"|″|”|''|’’|′′)\s*\d{1,3})$",
    re.IGNORECASE,
)
"""A clock as sources of Romance languages write it: `1'47"92`, `10"34`."""
_SPELT = re.compile(
    r"^(?:(?P<h>\d{1,2})\s*h\.?\s*)?(?:(?P<m>\d{1,3})\s*(?:min|mn|m)\.?\s*)?(?P<s>\d{1,2}\s*s(?:ec)?\.?\s*\d{1,3})$",
    re.IGNORECASE,
)
"""A clock with units before the decimals: `3 min 55 s 24`."""
_SPELT_BUT_SECONDS = re.compile(
    r"^(?:(?P<h>\d{1,3})\s*h\.?\s*)?(?P<m>\d{1,3})\s*(?:min|mn)\.?\s*(?P<s>\d{2}(?:[.,]\d+)?)$"
)
"""A clock whose seconds have no unit: `2 h 29 min 53`."""
_HOURS_AND_CLOCK = re.compile(r"^(?P<h>\d{1,3})\s*h\s*(?P<m>\d{1,2}):(?P<s>\d{2}(?:[.,]\d{1,3})?)$", re.IGNORECASE)
_HAS_UNIT = re.compile(r"[hs]|m[in]", re.IGNORECASE)
_SECONDS_WORD = re.compile(r"\s*s(?:ec)?\.?\s*", re.IGNORECASE)
_SECONDS_SIGN = re.compile(r"\s*(?:\"|″|”|''|’’|′′)\s*")
_HMS = re.compile(
    rf"^(?:(?P<h>\d{{1,3}})\s*(?:hours?|hrs?|h)[,\s]*(?:and\s+)?)?"
    rf"(?:(?P<m>\d{{1,3}})\s*(?:minutes?|mins?|min|m|['′’])[,\s]*(?:and\s+)?)?"
    rf"(?:(?P<s>{_NUMBER})\s*(?:seconds?|secs?|sec|s|\"|″|”|''|’’))?$",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"^(?P<n>{_GROUPED}|{_NUMBER})\s*(?P<u>[^\W\d_]+|%)?\.?$")
_HALVES = re.compile(r"^(?P<whole>\d{0,6}) ?(?:(?P<sign>[¼½¾])|(?P<over>\d)⁄(?P<under>\d))$")
"""A number with a fraction: `3½`, and `3 1⁄2` or `31⁄2` as templates make it."""
_FIFTHS = re.compile(r"^(?:(?P<m>\d{1,3}):(?P<s>\d{2})|(?P<whole>\d{1,4})) (?P<over>[1-9])/(?P<under>[23458])$")
"""A number or clock with the fraction of a second that hand-held watches had: `7 1/5`, `1:59 3/5`."""
_SIGNED = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
_ADDED_UP = re.compile(r"^\d{1,4}(?:\s?[-–+]\s?\d{1,4}){1,9}\s?=\s?(?P<sum>\d{1,5})$")
"""Rounds with their sum: `68-70-65-65=268`."""
_GROUPED_NUMBER, _PLAIN_NUMBER = re.compile(_GROUPED), re.compile(_NUMBER)
_MINUTES_OR_METRES = re.compile(r"\d+\s*m")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_RECORD_SUFFIX = re.compile(
    r"\s*(?:\(?(?:WR|OR|NR|AR|PB|SB|CR|GR|ER|WJR|MR|WB|WL|RM|RO|RN|RE|RC|RP|TR|Q|q|EQWR|EQOR|=WR|=OR|ht|h|w)\)?[,\s]*)+$|\s*[*†‡§]+$|(?<=[.,]\d)[e+]$|(?<=[.,]\d\d)\+$|\s*\^?\{[^}]*\}$|\s*\[[^\]]{1,4}\]$"
)
_WIND = re.compile(r"\s*(?:\((?:[+−–-]\s?\d\.\d(?:\s?m/s)?|\d\.\d\s?m/s)\)|[+−–-]\s?\d\.\d\s?m/s)$")
"""How strong the wind was: `7.12 (+0.8 m/s)`."""

_REMARK = re.compile(r"(?<=[\w\"'″′’])\s+\((?=[^()]*[^\W\d_])[^()]{1,60}\)$")
"""Words in brackets behind a mark: `17 (shoot-off: 13)`."""
_RANK_BEHIND = re.compile(r"(?<=[.,:]\d)(?P<rest>\d{0,2})\s?\(=?\d{1,3}\)$")
"""A place in a part of the event behind the mark that won it: `7:13.05 (8)`. Behind whole numbers it may be more."""

_IMPERIAL = re.compile(
    r"^\d{1,3}\s?(?:ft|feet|['′])(?:\s?[\d ¼½¾⁄.,/]{1,8}\s?(?:in|inch(?:es)?|\"|″))?"
    r"\s+\((?P<m>\d{1,3}[.,]\d{1,3})\s?m\)$"
)
"""Feet and inches with the metres behind them: `6 ft 10 in (2.08 m)`."""

_LENGTH_UNITS = {
    "m": Decimal(1), "metre": Decimal(1), "metres": Decimal(1), "meter": Decimal(1), "meters": Decimal(1),
    "km": Decimal(1000), "kilometre": Decimal(1000), "kilometres": Decimal(1000), "kilometer": Decimal(1000),
    "kilometers": Decimal(1000), "cm": Decimal("0.01"), "mi": Decimal("1609.344"), "mile": Decimal("1609.344"),
    "miles": Decimal("1609.344"), "yd": Decimal("0.9144"), "yard": Decimal("0.9144"), "yards": Decimal("0.9144"),
    "ft": Decimal("0.3048"), "feet": Decimal("0.3048"),
}  # fmt: skip
_OTHER_UNITS = {
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "kg": "kg", "kilogram": "kg",
    "kilograms": "kg", "kilo": "kg", "kilos": "kg", "pts": "points", "pt": "points", "point": "points",
    "points": "points", "punkte": "points", "punkt": "points", "pkt": "points", "punti": "points",
    "puntos": "points", "pontos": "points", "punten": "points", "punkty": "points", "poang": "points",
    "poeng": "points", "bodu": "points", "очков": "points", "очка": "points", "penalties": "penalties",
    "penalty": "penalties", "faults": "faults", "fault": "faults",
}  # fmt: skip
_FAULTS = frozenset({"faults", "penalties"})
"""Two words for what riders are given; of an event it is that of its other marks."""
_FRACTIONS = {
    "half": Decimal("0.5"), "one-half": Decimal("0.5"), "one-third": Decimal(1) / 3, "one third": Decimal(1) / 3,
    "a third": Decimal(1) / 3, "two-thirds": Decimal(2) / 3, "two thirds": Decimal(2) / 3,
    "one-quarter": Decimal("0.25"), "a quarter": Decimal("0.25"), "one quarter": Decimal("0.25"),
    "three-quarters": Decimal("0.75"), "three quarters": Decimal("0.75"), "half a": Decimal("0.5"),
    "a": Decimal(1), "an": Decimal(1), "one": Decimal(1), "two": Decimal(2), "three": Decimal(3), "four": Decimal(4),
    "five": Decimal(5), "ten": Decimal(10), "twenty": Decimal(20), "fifty": Decimal(50),
}  # fmt: skip
FRACTION_WORDS = frozenset(_FRACTIONS)
"""The words that may count a length in prose: `half`, `one-third`, `a`, `ten`."""
_units = "|".join(sorted(_LENGTH_UNITS, key=len, reverse=True))
LENGTH_TEXT = (
    rf"(?:(?:{'|'.join(sorted(map(re.escape, _FRACTIONS), key=len, reverse=True))})(?:[\s-]+of)?(?:[\s-]+an?)?"
    rf"|\d{{1,3}}(?:,\d{{3}})+|{_NUMBER})[\s\u00a0-]*(?:{_units})(?!\w)"
)
"""A pattern for a length in prose: `1 kilometre`, `one-third of a kilometre`, `half a kilometre`, `16.95 metres`."""
_LAST_LETTERS = frozenset(letter for unit in _LENGTH_UNITS for letter in (unit[-1], unit[-1].upper()))
_LENGTH = re.compile(rf"^(?P<n>.+?)(?:[\s-]+of)?(?:[\s-]+an?)?[\s\u00a0-]*(?P<u>{_units})$", re.IGNORECASE)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _seconds(hours: str | None, minutes: str | None, seconds: str | None) -> Decimal:
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + _decimal(seconds or "0")


def parse_mark(text: str, unit: str | None = None) -> Quantity | None:
    """Read a mark: `1:14.4`, `4:47:18`, `4h 17' 35"`, `1 minute, 14.4 seconds`, `59.8`, `16.95 m`, `120 kg`.

    `unit` is what a bare number counts (from a column's header); a time has "s", a length "m". Signs of records
    and the wind after the mark are passed over. Values that are no finite mark give None.
    """
    found = None if is_too_long(text) else _short_mark(text)
    return _plain_mark(*found, unit) if isinstance(found, tuple) else found


@remembered(16_384)  # a cell's type is asked for before its value, and its unit is known last
def _short_mark(text: str) -> Quantity | tuple[str, str | None] | None:
    """Read a text as a time, or as a number with the unit that stands beside it, if any."""
    if not has_digit(text):  # no pattern below matches without one
        return None
    stripped = text.replace("\u00a0", " ").strip()
    if not stripped[-1:].isdecimal():  # no sign of a record ends in a digit, as most marks do
        stripped = _RECORD_SUFFIX.sub("", _WIND.sub("", stripped)).strip()
        stripped = stripped if _IMPERIAL.match(stripped) else _REMARK.sub("", stripped)
        stripped = _RANK_BEHIND.sub(r"\g<rest>", stripped) if stripped.endswith(")") else stripped
    if _PLAIN_NUMBER.fullmatch(stripped):  # no time: these have signs or units between their numbers
        return stripped, None
    # A clock has its sign in it: a text without that need not be tried.
    clock = (_CLOCK.match(stripped) if ":" in stripped else None) or (
        _POINTED.match(stripped) if "," in stripped else None
    )
    if clock:
        return Quantity(_seconds(clock["h"], clock["m"], clock["s"]), "s")
    primed = None if stripped.isascii() and "'" not in stripped and '"' not in stripped else _PRIMED.match(stripped)
    if primed:
        return Quantity(_seconds(primed["h"], primed["m"], _SECONDS_SIGN.sub(".", primed["s"])), "s")
    imperial = _IMPERIAL.match(stripped) if "(" in stripped else None
    if imperial:
        return Quantity(_decimal(imperial["m"]), "m")
    mixed = _mixed_clock(stripped) if _HAS_UNIT.search(stripped) else None
    if mixed is not None:
        return mixed
    composed = _composed(stripped)
    if composed is not None:
        return composed
    parts = _HMS.match(stripped)
    if parts and any(parts.groups()) and not _MINUTES_OR_METRES.fullmatch(stripped):
        return Quantity(_seconds(parts["h"], parts["m"], parts["s"]), "s")
    plain = _PLAIN.match(stripped)
    return (plain["n"], plain["u"]) if plain else None


def _mixed_clock(text: str) -> Quantity | None:
    """Read a clock whose units stand among its numbers: `3 min 55 s 24`, `4h 35:21`, `1 h 46 min 50`."""
    bare = _SPELT_BUT_SECONDS.match(text)
    if bare:
        return Quantity(_seconds(bare["h"], bare["m"], bare["s"]), "s")
    spelt = _SPELT.match(text)
    if spelt:
        return Quantity(_seconds(spelt["h"], spelt["m"], _SECONDS_WORD.sub(".", spelt["s"])), "s")
    clock = _HOURS_AND_CLOCK.match(text)
    return Quantity(_seconds(clock["h"], clock["m"], clock["s"]), "s") if clock else None


def _composed(text: str) -> Quantity | tuple[str, None] | None:
    """Read a number with a fraction behind it, or one that others add up to."""
    if "=" in text:
        total = _ADDED_UP.match(text)
        return (total["sum"], None) if total else None
    fifths = _FIFTHS.match(text) if "/" in text else None
    if fifths:
        part = round(Decimal(fifths["over"]) / Decimal(fifths["under"]), 3).normalize()
        if fifths["m"]:
            return Quantity(_seconds(None, fifths["m"], fifths["s"]) + part, "s")
        return f"{(int(fifths['whole']) + part).normalize():f}", None
    match = None if text.isascii() else _HALVES.match(text)
    if match is None or match["under"] == "0":
        return None
    part = _SIGNED[match["sign"]] if match["sign"] else Decimal(match["over"]) / Decimal(match["under"])
    return f"{round(int(match['whole'] or 0) + part, 3).normalize():f}", None


def _plain_mark(number: str, own_unit: str | None, unit: str | None) -> Quantity | None:
    """Read a number with a unit. A comma before three digits groups thousands, but seconds have decimals there."""
    word = own_unit.lower() if own_unit else None
    base = unit if word is None else "m" if word in _LENGTH_UNITS else _OTHER_UNITS.get(word)
    if word is not None and base is None:
        return None
    if base in _FAULTS and unit in _FAULTS:
        base = unit
    is_grouped = base != "s" and _GROUPED_NUMBER.fullmatch(number)
    value = Decimal(number.replace(",", "")) if is_grouped else _plain_decimal(number)
    if value is None:
        return None
    return Quantity(value * _LENGTH_UNITS[word] if word in _LENGTH_UNITS else value, base)


def _plain_decimal(number: str) -> Decimal | None:
    return _decimal(number) if _PLAIN_NUMBER.fullmatch(number) else None


def parse_gap(text: str) -> Quantity | None:
    """Read a gap to the leader, in seconds: `+3:41.68`, `+ 12"`, `+0.45`."""
    if is_too_long(text):
        return None
    stripped = text.replace("\u00a0", " ").strip()
    return parse_mark(stripped[1:].strip(), "s") if stripped.startswith("+") else None


def parse_length(text: str) -> Quantity | None:
    """Read a length in prose or a header, in metres: `200 m`, `1 kilometre`, `one-third of a kilometre`."""
    if is_too_long(text):
        return None
    stripped = text.replace("\u00a0", " ").strip()
    last = stripped[-1:]
    if last.isascii() and last not in _LAST_LETTERS:  # most headers
        return None
    match = _LENGTH.match(stripped)
    if not match:
        return None
    number = match["n"].strip().lower()
    factor = _LENGTH_UNITS[match["u"].lower()]
    if number in _FRACTIONS:
        return Quantity((_FRACTIONS[number] * factor).quantize(Decimal("0.001")).normalize(), "m")
    if _THOUSANDS.fullmatch(number):
        return Quantity(Decimal(number.replace(",", "")) * factor, "m")
    return Quantity(_decimal(number) * factor, "m") if _PLAIN_NUMBER.fullmatch(number) else None


def format_seconds(number: Decimal) -> str:
    """Write seconds as a clock, with the decimals of `number`: 74.4 is `1:14.4`, 59.80 is `59.80`."""
    minutes, seconds = divmod(number, 60)
    if not minutes:
        return f"{seconds}"
    hours, rest = divmod(int(minutes), 60)
    padded = f"{seconds:0{3 + decimals_of(seconds) if decimals_of(seconds) else 2}}"
    return f"{hours}:{rest:02}:{padded}" if hours else f"{rest}:{padded}"
