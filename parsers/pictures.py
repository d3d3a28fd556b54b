"""What small pictures say: the nation of a flag, the medal of an icon."""

from __future__ import annotations

import re
from urllib.parse import unquote

from parsers.title import year_of
from schemas.caches import remembered_in_words
from schemas.document import Annotation
from schemas.nations import noc_of

_FILE = re.compile(r"([^/]+?\.(?:svg|png|gif|jpe?g|webp))", re.IGNORECASE)
_FLAG_FILE = re.compile(
    r"(?:\bflags? of (?P<nation>.+?)(?: Olympic team.*?)?|^(?P<people>\w+(?: \w+)?) flag(?: .*)?)"
    r"(?:\s*\(.*\))?\.\w+$",
    re.IGNORECASE,
)
_OF_GAMES = re.compile(r" (?:Olympic|Paralympic)$", re.IGNORECASE)
_FLAG_WORDS = re.compile(r"^flag of ", re.IGNORECASE)
_AT_GAMES = re.compile(r"\s+(?:at the|at|in the|national|men's|women's)\s.*$")
_MEDAL = re.compile(r"(gold|silver|bronze)[ _-]*medal|medal[ _-]*(gold|silver|bronze)", re.IGNORECASE)
_MEDAL_PLACE = re.compile(r"\bMed[ _]?([123])\.|^([123])(?:st|nd|rd) place\b", re.IGNORECASE)
_PLACES = {"1": "gold", "2": "silver", "3": "bronze"}


def file_name(address: str) -> str:
    """Return the name of the picture at an address, its underscores as spaces: "Flag of Cuba.svg", or ""."""
    # Part by part: a search would try each of its characters as the first one.
    parts = unquote(address).replace("_", " ").split("/")
    return next((match.group(1) for part in parts if "." in part and (match := _FILE.match(part))), "")


def medal_of(*words: str) -> str | None:
    """Return the medal that a picture's file name, alternative text or title names."""
    for text in words:
        low = text.lower()
        if "med" not in low and "place" not in low:  # most pictures
            continue
        match = _MEDAL.search(text)
        if match:
            return (match.group(1) or match.group(2)).lower()
        place = _MEDAL_PLACE.search(text)
        if place:
            return _PLACES[place.group(1) or place.group(2)]
    return None


def flag_noc(file: str, alt: str, link: str, year: int | None) -> str | None:
    """Return the code that a flag stands for, or None where none of its words tells it.

    `link` is the title of the page that the flag links to, often with the year: "Cuba at the 1964 Summer Olympics".
    """
    return _noc_in(alt, year) or _noc_in(link, year_of(link) or year) or _noc_in(_flagged(file), year)


def _flagged(file: str) -> str:
    named = _flag_file(file)
    return (named["nation"] or _OF_GAMES.sub("", named["people"])) if named else ""


def _flag_file(file: str) -> re.Match[str] | None:
    return _FLAG_FILE.search(file) if "flag" in file.lower() else None


def _noc_in(text: str, year: int | None) -> str | None:
    words = _AT_GAMES.sub("", _FLAG_WORDS.sub("", text)).strip() if text else ""
    return noc_of(words, year) if words else None


def is_flag_file(file: str) -> bool:
    """Say whether a picture's file name is that of a flag."""
    return _flag_file(file) is not None


@remembered_in_words(4096)
def picture_note(address: str, alt: str, link: str, in_flag: bool, year: int | None) -> Annotation | None:
    """Return what a picture says, or None where it is no flag and no medal."""
    file = file_name(address)
    medal = medal_of(alt, file, link)
    if medal:
        return Annotation("medal", medal)
    if in_flag or is_flag_file(file):
        code = flag_noc(file, alt, link, year)
        return Annotation("noc", code) if code else None
    return None
