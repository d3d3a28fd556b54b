"""Words above a table that are neither its caption nor a heading: which round, which event, which stage it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.rounds import RoundWords, round_of, round_of_path
from parsers.title import gender_of
from parsers.values.limits import is_too_long
from schemas.document import Cell, Document
from schemas.eventnames import is_only_gender
from schemas.medals import MEDALS
from schemas.nations import noc_of
from schemas.slugs import slug
from schemas.statements import EventWords, Gender
from schemas.vocabulary import default_vocabulary, normal

MAX_LABEL = 120
"""Code points of a line that may name what the table below it is of."""

_MOST_WORDS = 6
_BRACKETED_END = re.compile(r"\s*\([^()]*\)$")
_BEGINS_WITH_GENDER = re.compile(r"^(?:men|women|boys|girls|mixed|ladies)(?:['’]?s|s['’])?(?:\W|$)", re.IGNORECASE)
_WHAT_IS_HELD = re.compile(r"\s+(?:championships?|competitions?|tournaments?|races|events?)$", re.IGNORECASE)
"""Behind a gender: `Men's championships` above `500 metres`."""
_RESULTS_AT_END = re.compile(r"\s+results?$", re.IGNORECASE)
_DASH = re.compile(r"\s+[–—-]\s+|:\s+")
_HEAT_AT_END = re.compile(r"^(.+?)\s+(heat \w{1,2}|race \w{1,2})$", re.IGNORECASE)
_RACE = re.compile(r"^(?:race|lauf|course|bieg|lopp|zaplyv|zabeg|заплыв|забег|manga) (?P<number>\d{1,2}|[a-h])$")
_STAGE = re.compile(r"^(?:result of |results of )?(?P<stage>(?:stage|leg|etape) \d{1,2}[ab]?)(?: results?)?$")
_STANDINGS = re.compile(
    r"^(?!final|overall|race|event|individual)(?:[\w ]{1,40} )?(?:classification|standings)"
    r"(?: (?:after|before) [\w ]{1,30})?$"
)
_TEAM = re.compile(r"^team(?:s)?(?: (?:event|results?|competition|standings|classification|final))?$")
_BESIDE_A_RACE = frozenset({None, "classification", "qualification"})
_GENERIC = frozenset(
    "results result summary schedule details detail report race classification standings background format "
    "overview events event entries startlist start_list competition medal_summary medal_table medals "
    "ergebnisse ergebnis resultate resultats resultat resultados resultado risultati risultato uitslagen uitslag "
    "resultaten resultater tulokset wyniki vysledky eredmenyek rezultati результаты rezultaty medaillenspiegel "
    "zeitplan medaillenubersicht medagliere medallero calendrier programma".split()
)

_OF_THE_WHOLE = frozenset(
    "final-results full-results complete-results overall-results official-results overall total totals final-standings "
    "overall-standings final-classification overall-classification final-ranking overall-ranking ranking".split()
)


def is_generic(name: str) -> bool:
    """Say whether a heading, given as a slug, names no more than a part of an article: `results`, `details`."""
    return name.replace("-", "_") in _GENERIC or name in _OF_THE_WHOLE


def medal_of(cell: Cell) -> str | None:
    """Return the medal that a cell names in words or by its icon, and nothing besides."""
    if not cell.text:
        return next((note.text for note in cell.annotations if note.kind == "medal"), None)
    words = "" if is_too_long(cell.text) else normal(cell.text)
    named = default_vocabulary().columns.get(words)
    return named if named in MEDALS and not words[:1].isdecimal() else None


def table_label(text: str) -> str | None:
    """Return the label that a line straight above a table is: words of a round or of a gender's event, no sentence."""
    words = _BRACKETED_END.sub("", text.strip()).rstrip(" :")
    if not words or len(text) > MAX_LABEL or text.rstrip().endswith(".") or len(words.split()) > _MOST_WORDS:
        return None
    is_named = any(
        round_of(part).round or _RACE.match(normal(part)) for part in _parts([words])
    ) or _BEGINS_WITH_GENDER.match(words)
    return words if is_named or _STAGE.match(normal(words)) else None


def round_of_table(path: Sequence[str]) -> RoundWords:
    """Return the round that headings, label and caption name, outermost first.

    The stages of a race and its standings are told apart as rounds are: `stage-2`, `general-classification-after-
    stage-2`. A classification is the vocabulary's round where it is nothing but that word.
    """
    for text in reversed(path):
        words = "" if is_too_long(text) else normal(text)
        stage = _STAGE.match(words)
        if stage or (_STANDINGS.match(words) and " " in words and not round_of(text).round):
            return RoundWords(slug(stage["stage"] if stage else words))
        if round_of(text).round:
            break
    found = round_of_path(list(_parts(path)))
    race = next((match for text in reversed(path) if text and (match := _RACE.match(normal(text[:MAX_LABEL])))), None)
    return replace(found, heat=race["number"].upper()) if race and not found.heat else found


def round_in(document: Document, path: Sequence[str]) -> RoundWords:
    """Return the round that the headings of one of a document's tables name.

    A `Classification` is a round for places beside other rounds; on a page that names none it is of the whole event.
    """
    found = round_of_table(path)
    if found.round != "classification":
        return found
    headings = (text for section in document.sections for text in section.path)
    captions = (table.caption or table.label or "" for table in document.tables)
    others = {round_of(text).round for text in (*headings, *captions)} - _BESIDE_A_RACE
    return found if others else RoundWords()


def _parts(path: Sequence[str]) -> Iterator[str]:
    """Yield the headings; one of several parts (`Men's 100 metres – Final`) as these."""
    for text in path:
        for part in (text,) if is_too_long(text) else _DASH.split(text):
            heat = None if is_too_long(part) or round_of(part).round else _HEAT_AT_END.match(part)
            yield from heat.groups() if heat and round_of(heat[1]).round else (part,)


def event_of_path(event: EventWords, path: Sequence[str]) -> EventWords:
    """Return the event that headings name on a page that has none of its own: `Men` above `100 metres`, `Women's épée`.

    The innermost heading that names more than a round, a gender or a part of an article is it, where a gender is named.
    """
    if event.event is not None:
        return _of_team(event, path)
    if event.games is None:
        return event
    parts = [part.strip() for part in _parts(path) if part.strip()]
    gender: Gender = next((g for g in map(gender_of, reversed(parts)) if g != "unknown"), "unknown")
    named = next((part for part in reversed(parts) if is_event(part)), None)
    if named is None or gender == "unknown":
        return event
    alone = _RESULTS_AT_END.sub("", named[:MAX_LABEL])
    named = alone if alone and is_event(alone) else named
    if gender_of(named) == "unknown":
        named = f"{_WHAT_IS_HELD.sub('', _of_gender(parts, gender))} {named}"
    return replace(event, event=named, gender=gender)


def _of_gender(parts: Sequence[str], gender: Gender) -> str:
    """Return the innermost heading of a gender; of one that names nothing else the word that does: `Men's results`."""
    above = next(part for part in reversed(parts) if gender_of(part) == gender)
    words = above.split() if is_only_gender(above) else ()
    return next((word for word in words if gender_of(word) == gender), above)


def of_nation(event: EventWords, path: Sequence[str]) -> EventWords:
    """Return the event of an article on a nation at Games: its title names no sport, but the headings of tables do."""
    if event.sport is None or noc_of(event.sport) is None:
        return event
    sport = next((text for text in path[:1] if is_event(text) and noc_of(text) is None), None)
    return replace(event, sport=sport)


def _of_team(event: EventWords, path: Sequence[str]) -> EventWords:
    """Return the event of teams that a heading names within an article on that of individuals."""
    named = event.event or ""
    if "individual" not in normal(named).split() or not any(_TEAM.match(normal(text[:MAX_LABEL])) for text in path):
        return event
    return replace(event, event=re.sub("(?i)individual", "team", named, count=1))


def is_event(text: str) -> bool:
    """Say whether a heading may name an event: more than a round, a gender or a part of an article."""
    words = "" if is_too_long(text) else normal(text)
    if not words or words.replace(" ", "_") in _GENERIC or words.isdecimal() or is_only_gender(text):
        return False
    is_part = _STAGE.match(words) or _STANDINGS.match(words) or words in default_vocabulary().sections
    return not is_part and not round_of(text).round
