"""Mentions made by hand, with all that does not matter filled in."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from ingest.link.people import Mention, People, identify
from ingest.link.people.model import Sex
from schemas.decisions import Join

_NUMBERS = count()


def said(
    name: str,
    noc: str | None = "GBR",
    year: int | None = 1996,
    *,
    sport: str | None = "cycling",
    event: str | None = "mens-sprint",
    document: str | None = None,
    place: str = "prose",
    link: str | None = None,
    sex: Sex = "m",
    slot: str = "",
    sheet: str = "",
    entry: str = "",
) -> Mention:
    """Return a mention of `name` in an event of the Games of `year`, in an article of its own if none is given."""
    number = next(_NUMBERS)
    games = f"{year or 1900}-summer-olympics"
    event_id = f"{games}/{sport}/{event}" if sport and event else None
    fields = {f"sport:{sport}" if sport else None, f"series:{event}" if event else None}
    return Mention(
        document or f"article-{number}", place, name, (f"s-{number:020x}",), event_id or "nowhere", event_id, noc,
        (year,) if year else (), link, sex, frozenset(filter(None, fields)), slot, sheet, entry,
    )  # fmt: skip


def row(
    name: str, number: int, noc: str = "GBR", *, document: str = "a", heat: str = "final", **more: object
) -> Mention:
    """Return a mention in a row of a table of results."""
    sheet = f"{document}|{heat}"
    return said(name, noc, document=document, place=f"{heat}-{number}", sheet=f"{sheet}|0", entry=sheet, **more)  # type: ignore[arg-type] # handed on as it is


def ids(*mentions: Mention, redirects: Mapping[str, str] | None = None, joins: tuple[Join, ...] = ()) -> list[str]:
    """Return the competitor of each mention."""
    found = identify(mentions, redirects, joins)
    return [found.by_mention[mention.key].competitor_id for mention in mentions]


def are_one(*mentions: Mention, redirects: Mapping[str, str] | None = None) -> bool:
    """Say whether all mentions are of one person."""
    return len(set(ids(*mentions, redirects=redirects))) == 1


def reasons(found: People) -> list[str]:
    """Return the reasons of the pairs that are left open."""
    return [identity.reason for identity in found.identities if identity.outcome == "open"]
