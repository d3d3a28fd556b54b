"""The list of all facts, in parts that stay as they are where nothing changed in them.

A part begins where the lot of a fact says so: so a fact more or less leaves the other parts what they were. A part is
named by its first fact, and how many facts there are stands on the first page alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ingest.markup import Html, template, when
from ingest.report.facts import WORST_FIRST
from ingest.report.frame import Sheet, page, parts, way
from ingest.report.lines import order, parts_of_order
from ingest.report.paths import short_digest
from ingest.report.whole import Whole

if TYPE_CHECKING:
    import polars as pl

MOST = 2_500
"""So many facts are on a page at most."""
_LEAST = 500
_BEGINS = "[01]00$"
"""What a lot ends with that begins a part: one of two thousand."""
_READ_AT_ONCE = 20

_PAGE = template("""<h1>All facts</h1>
<p class="lead">Every published value, the worst first%s. Each leads to what says so, what says
otherwise and why this one.</p>
%s<div class="filter" data-for="facts" data-fields="s:Status p:Property r:Rule of:Event" data-sort
hidden><label>Search <input type="search" placeholder="a name, a property, a mark"></label></div>
<ul class="rows facts" id="facts">
%s</ul>
%s""")
_ALL = template(": %s in all%s")
_RANGE = template("; here the %s to %s")
_FROM = template("; here from the %s facts of %s on")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list: its path, the facts by their numbers, the digest of what it shows, and where it begins."""

    path: str
    start: int
    stop: int
    digest: str
    status: str
    group: str


def fact_pages(everything: Whole, found: Sequence[Part], known: Collection[str]) -> Iterator[Sheet]:
    """Yield the pages that list every fact; `known` are the keys of those that need not be made."""
    keys = [_key(found, number) for number in range(len(found))]
    html = _Shown(everything, found, [key is None or key not in known for key in keys])
    for number, (part, key) in enumerate(zip(found, keys, strict=True)):
        make = partial(_first if number == 0 else _further, found, number, html)
        yield Sheet(part.path, make, key)


def first_pages(everything: Whole, found: Sequence[Part]) -> dict[str, str]:
    """Return the page of the list on which the facts of each status begin."""
    counts, at, pages = everything.counts("reconciliation", "status"), 0, {}
    for status in sorted(WORST_FIRST, key=WORST_FIRST.__getitem__):
        there = (part.path for part in found if part.start <= at < part.stop)
        pages[status] = next(there, found[0].path) if counts[status,] else found[0].path
        at += counts[status,]
    return pages


def fact_parts(everything: Whole) -> list[Part]:
    """Return the parts of the list; at least one."""
    return list(_parts(everything.facts)) or [_NOTHING]


_NOTHING = Part("facts.html", 0, 0, "", "", "")


def starts(cuts: Sequence[int], count: int) -> list[int]:
    """Return where the parts of so many lines begin; `cuts` are the places at which one may."""
    found = [0] if count else []
    for cut in [*cuts, count]:
        while found and cut - found[-1] > MOST:
            found.append(found[-1] + MOST)
        if found and cut < count and cut - found[-1] >= _LEAST:
            found.append(cut)
    return found


def _parts(facts: pl.LazyFrame) -> Iterator[Part]:
    import polars as pl

    cuts = facts.select(pl.col("lot").str.contains(_BEGINS).arg_true()).collect()["lot"].to_list()
    count = int(facts.select(pl.len()).collect().item())
    begins = starts(cuts, count)
    for first in range(0, len(begins), _READ_AT_ONCE):
        bounds = [*begins[first : first + _READ_AT_ONCE + 1], count][: _READ_AT_ONCE + 1]
        read = facts.select("id", "order", "digest").slice(bounds[0], bounds[-1] - bounds[0]).collect()
        for start, stop in pairwise(bounds):
            yield _part(read.slice(start - bounds[0], stop - start), start)


def _part(lines: pl.DataFrame, start: int) -> Part:
    place, group, *_ = parts_of_order(lines["order"][0])
    status = next(name for name, worse in WORST_FIRST.items() if order(worse) == place)
    digest = hashlib.sha256("".join(lines["digest"].to_list()).encode()).hexdigest()
    path = f"facts.{short_digest(lines['id'][0])}.html" if start else _NOTHING.path
    return Part(path, start, start + lines.height, digest, status, group)


def _key(found: Sequence[Part], number: int) -> str | None:
    """Return what tells a page from every other; None for the first, which is never the same for long."""
    if number == 0:
        return None
    part = found[number]
    near = [each.path for each in found[number - 1 : number + 2]]
    return hashlib.sha256(json.dumps([near, part.digest, part.status, part.group]).encode()).hexdigest()


class _Shown:
    """The HTML of parts: of those that are made, read together."""

    def __init__(self, everything: Whole, found: Sequence[Part], made: Sequence[bool]) -> None:
        self._everything = everything
        self._found = found
        self._made = [number for number, is_made in enumerate(made) if is_made]

    def of(self, number: int) -> Html:
        """Return the lines of a part, by its number."""
        part = self._found[number]
        count = part.stop - part.start
        if number not in self._places:  # it was taken for known, and is not there
            return _joined(self._everything.shown_facts(self._ids([number])), 0, count)
        return _joined(self._lines, self._places[number], count)

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where in what is read the parts begin that are made."""
        sizes = [self._found[number].stop - self._found[number].start for number in self._made]
        return dict(zip(self._made, accumulate(sizes, initial=0), strict=False))

    @cached_property
    def _lines(self) -> pl.LazyFrame:
        are_all = len(self._made) == len(self._found)
        return self._everything.shown_facts(None if are_all else self._ids(self._made))

    def _ids(self, numbers: Sequence[int]) -> list[str]:
        facts = self._everything.facts.select("id")
        parts = [self._found[number] for number in numbers]
        return [each for p in parts for each in facts.slice(p.start, p.stop - p.start).collect()["id"].to_list()]


def _joined(lines: pl.LazyFrame, start: int, count: int) -> Html:
    import polars as pl

    shown = lines.select("html").slice(start, count)
    return Html(shown.select(pl.col("html").str.join("")).collect().item() or "")


def _first(found: Sequence[Part], number: int, shown: _Shown) -> str:
    names = [(part.path, f"{part.start + 1:,}–{part.stop:,}") for part in found]
    here = when(len(found) > 1, _RANGE, *names[0][1].split("–"))
    below = parts(names, found[0].path, "Parts, below the list")
    said = _ALL(f"{found[-1].stop:,}", here)
    return page(found[0].path, "All facts", _PAGE(said, parts(names, found[0].path), shown.of(number), below))


def _further(found: Sequence[Part], number: int, shown: _Shown) -> str:
    part = found[number]
    names = [(found[0].path, "First part"), (found[number - 1].path, "Part before")]
    names += [(each.path, "Next part") for each in found[number + 1 : number + 2]]
    said = _FROM(part.status, part.group)
    body = _PAGE(said, way(names), shown.of(number), way(names, "Parts, below the list"))
    return page(part.path, f"Facts, from the {part.status} ones of {part.group}", body)
