"""Interpreters of templates that a pattern does not describe: they work something out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from parsers.wikitext.call import Call
from parsers.wikitext.expansion import MARK
from parsers.wikitext.tabular import (
    cycling_row,
    cycling_start,
    medalist_table,
    medals_table,
    ranked_medal_table,
    sports_table,
)
from schemas.document import Annotation
from schemas.vocabulary import default_vocabulary, normal

if TYPE_CHECKING:
    from parsers.wikitext.expander import Expander

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SIGNS = {"dagger": "†", "double-dagger": "‡", "hash-tag": "#"}
_GOLD_IN_FRENCH = frozenset({"Or", "or"})
_DAY_FIRST = frozenset({"y", "yes", "true", "dmy", "1"})
_MONTH_FIRST_BY_DEFAULT = re.compile(r"start|end|birth|death|film", re.IGNORECASE)
_NUMBER = re.compile(r"[-+−]?[\d.,]+(?:\s*[⁄/]\s*\d+)?")
_RANGES = {"to": " to ", "-": "–", "–": "–", "and": " and ", "x": " × ", "by": " by ", "or": " or ", "to(-)": "–"}
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def _made(expander: Expander, call: Call, text: str) -> None:
    expander.out.make(text, call.node.start, call.node.end)


def _date(expander: Expander, call: Call) -> None:
    """Show a date given as year, month and day, or as text."""
    words = [expander.word(call, str(number)) for number in (1, 2, 3)]
    if not (words[0].isdecimal() and words[1]):
        argument = call.get("1")
        if argument:
            expander.argument(argument)
        return
    month = _MONTHS[int(words[1]) - 1] if words[1].isdecimal() and 1 <= int(words[1]) <= 12 else words[1]
    day = words[2].lstrip("0")
    day_first = not _MONTH_FIRST_BY_DEFAULT.match(call.name) or bool(
        {expander.word(call, "df").lower(), expander.word(call, "format").lower()} & _DAY_FIRST
    )
    if not day:
        _made(expander, call, f"{month} {words[0]}")
    else:
        _made(expander, call, f"{day} {month} {words[0]}" if day_first else f"{month} {day}, {words[0]}")


def _convert(expander: Expander, call: Call) -> None:
    """Show the quantity as given, without what it is in other units."""
    arguments = list(call.numbered())
    words = [expander.word(call, str(number)) for number in range(1, len(arguments) + 1)]
    count = 1
    if len(words) > 3 and words[1] in _RANGES and _NUMBER.match(words[2]):
        count = 3
    for number, (argument, word) in enumerate(zip(arguments[: count + 1], words, strict=False)):
        if number == count:
            _made(expander, call, " ")
        if number == 1 and count == 3:
            _made(expander, call, _RANGES[word])
        else:
            expander.argument(argument)


def _duration(expander: Expander, call: Call) -> None:
    """Show hours, minutes and seconds with colons between them."""
    named = [expander.word(call, key) for key in ("h", "m", "s")]
    words = named if any(named) else [expander.word(call, str(number)) for number in (1, 2, 3)]
    filled = words[next((i for i, word in enumerate(words) if word), len(words)) :]
    _made(expander, call, ":".join(word.zfill(2) if number else word for number, word in enumerate(filled)))


def _fraction(expander: Expander, call: Call) -> None:
    """Show `1⁄2`, or `3 1⁄2` of three arguments."""
    words = [expander.word(call, str(number)) for number in (1, 2, 3)]
    if words[2]:
        _made(expander, call, f"{words[0]} {words[1]}⁄{words[2]}")
    else:
        _made(expander, call, f"{words[0]}⁄{words[1]}" if words[1] else f"1⁄{words[0]}")


def _ordinal(expander: Expander, call: Call) -> None:
    word = expander.word(call, "1")
    if not (word.isdecimal() and word.isascii()):
        _made(expander, call, word)
        return
    number = int(word[-9:])
    teens = 10 < number % 100 < 14
    _made(expander, call, word + ("th" if teens else _ORDINALS.get(number % 10, "th")))


def _sortname(expander: Expander, call: Call) -> None:
    """Show the name, first name first, and keep the page that it links to and the key."""
    first, last = expander.word(call, "1"), expander.word(call, "2")
    node = call.node
    key = expander.word(call, "4") or (f"{last}, {first}" if last else first)
    page = expander.word(call, "3") or f"{first} {last}".strip()
    expander.annotate_text("sort_key", key, node)
    if not call.get("nolink"):
        expander.annotate_text("link", page, node)
    _made(expander, call, f"{first} {last}".strip())


def _footnote(expander: Expander, call: Call) -> None:
    expander.note(call.get("1") or call.get("text"))


def _medal(expander: Expander, call: Call) -> None:
    """Stand for the icon of the medal that the first argument names, in any language of the column words."""
    words = normal(expander.word(call, "1"))
    medal = default_vocabulary().columns.get(words)
    if medal in {"gold", "silver", "bronze"}:
        expander.out.stand(MARK, Annotation("medal", medal), call.node.start, call.node.end)


def _own_name(expander: Expander, call: Call) -> None:
    """Show the template's name, or the sign that it names; `{{Or}}`, unlike `{{OR}}`, is a medal in French."""
    if call.name.strip() in _GOLD_IN_FRENCH:
        expander.out.stand(MARK, Annotation("medal", "gold"), call.node.start, call.node.end)
        return
    name = call.name.strip()
    _made(expander, call, _SIGNS.get(name.lower(), name))


def _apostrophe(expander: Expander, call: Call) -> None:
    _made(expander, call, "&#39;s" if call.name.strip().endswith("s") else "&#39;")


def _if(expander: Expander, call: Call) -> None:
    """Show the second argument where the first says something, else the third."""
    chosen = call.get("2" if call.get("1") else "3")
    if chosen is not None:
        expander.argument(chosen)


def _if_equal(expander: Expander, call: Call) -> None:
    """Show the third argument where the first two are the same, else the fourth."""
    chosen = call.get("3" if expander.word(call, "1") == expander.word(call, "2") else "4")
    if chosen is not None:
        expander.argument(chosen)


Reader = Callable[["Expander", Call], None]

READERS: Mapping[str, Reader] = {
    "date": _date,
    "convert": _convert,
    "duration": _duration,
    "fraction": _fraction,
    "ordinal": _ordinal,
    "sortname": _sortname,
    "footnote": _footnote,
    "own_name": _own_name,
    "medal": _medal,
    "apostrophe": _apostrophe,
    "if": _if,
    "if_equal": _if_equal,
    "medalist_table": medalist_table,
    "medals_table": medals_table,
    "ranked_medal_table": ranked_medal_table,
    "sports_table": sports_table,
    "cycling_start": cycling_start,
    "cycling_row": cycling_row,
}
