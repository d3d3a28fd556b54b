"""Slugs: the ASCII form of a title or a name that identifiers are made of."""

from __future__ import annotations

import re
import unicodedata

from schemas.caches import remembered

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
"""Transliterated as passports do (ICAO 9303, but for й after и); a name of two words stays two words."""
# Letters that NFKD leaves whole; without this table "Søren" would become "s-ren", and "100 метров" no more than "100".
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n",
        "×": "x", "&": " and ", **_CYRILLIC, **{letter.upper(): latin for letter, latin in _CYRILLIC.items()},
    }
)  # fmt: skip
_APOSTROPHES = re.compile("['’‘ʼʻ`´]")
_OTHER = re.compile("[^a-z0-9]+")
_LONGEST_REMEMBERED = 200
_REMEMBERED = 50_000


def fold(text: str) -> str:
    """Return `text` without diacritics and in lower case, everything else as it is."""
    if text.isascii():  # nothing to decompose, and of the table above only the ampersand
        return text.replace("&", " and ").lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS_WITHOUT_DECOMPOSITION))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def slug(text: str) -> str:
    """Return the slug of `text`: NFKD, ASCII, lower case, apostrophes dropped, every other run as `-`.

    A text without any Latin letter or digit has the hexadecimal code points of its characters as its slug, so that
    a slug is never empty unless the text is.
    """
    return _remembered_slug(text) if len(text) <= _LONGEST_REMEMBERED else _slug(text)


def _slug(text: str) -> str:
    dashed = _OTHER.sub("-", fold(_APOSTROPHES.sub("", text))).strip("-")
    return dashed or "-".join(f"u{ord(c):04x}" for c in text.strip())


_remembered_slug = remembered(_REMEMBERED)(_slug)
