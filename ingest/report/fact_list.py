"""The list of all facts, in parts that stay as they are where nothing changed in them.

A part begins where the lot of a fact says so: so a fact more or less leaves the other parts what they were. A part is
named by its first fact, and how many facts there are stands on the first page alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from ingest.markup import Html, template, when
from ingest.report.facts import WORST_FIRST
from ingest.report.frame import Sheet, page, parts, way
from ingest.report.line_pieces import Cut, FactList
from ingest.report.lines import order, parts_of_order
from ingest.report.paths import short_digest
from ingest.report.whole import Whole

MOST = 2_500
"""So many facts are on a page at most."""
_LEAST = 500

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


def fact_pages(facts: FactList, found: Sequence[Part]) -> Iterator[Sheet]:
    """Yield the pages that list every fact."""
    for number, part in enumerate(found):
        make = partial(_first if number == 0 else _further, found, number, facts)
        yield Sheet(part.path, make, _key(found, number))


def first_pages(everything: Whole, found: Sequence[Part]) -> dict[str, str]:
    """Return the page of the list on which the facts of each status begin."""
    counts, at, pages = everything.counts("reconciliation", "status"), 0, {}
    for status in sorted(WORST_FIRST, key=WORST_FIRST.__getitem__):
        there = (part.path for part in found if part.start <= at < part.stop)
        pages[status] = next(there, found[0].path) if counts[status,] else found[0].path
        at += counts[status,]
    return pages


def fact_parts(facts: FactList) -> list[Part]:
    """Return the parts of the list; at least one."""
    cuts = facts.cuts()
    begins = starts([*cuts], len(facts))
    return [_part(facts, cuts, *bounds) for bounds in pairwise([*begins, len(facts)])] or [_NOTHING]


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


def _part(facts: FactList, cuts: Mapping[int, Cut], start: int, stop: int) -> Part:
    begin, identifier = (cuts[start].order, cuts[start].id) if start in cuts else facts.line(start)
    place, group, *_ = parts_of_order(begin)
    status = next(name for name, worse in WORST_FIRST.items() if order(worse) == place)
    path = f"facts.{short_digest(identifier)}.html" if start else _NOTHING.path
    return Part(path, start, stop, facts.digest(start, stop), status, group)


def _key(found: Sequence[Part], number: int) -> str | None:
    """Return what tells a page from every other; None for the first, which is never the same for long."""
    if number == 0:
        return None
    part = found[number]
    near = [each.path for each in found[number - 1 : number + 2]]
    return hashlib.sha256(json.dumps([near, part.digest, part.status, part.group]).encode()).hexdigest()


def _first(found: Sequence[Part], number: int, facts: FactList) -> str:
    names = [(part.path, f"{part.start + 1:,}–{part.stop:,}") for part in found]
    here = when(len(found) > 1, _RANGE, *names[0][1].split("–"))
    below = parts(names, found[0].path, "Parts, below the list")
    said = _ALL(f"{found[-1].stop:,}", here)
    body = _PAGE(said, parts(names, found[0].path), _lines(facts, found[number]), below)
    return page(found[0].path, "All facts", body)


def _further(found: Sequence[Part], number: int, facts: FactList) -> str:
    part = found[number]
    names = [(found[0].path, "First part"), (found[number - 1].path, "Part before")]
    names += [(each.path, "Next part") for each in found[number + 1 : number + 2]]
    said = _FROM(part.status, part.group)
    body = _PAGE(said, way(names), _lines(facts, part), way(names, "Parts, below the list"))
    return page(part.path, f"Facts, from the {part.status} ones of {part.group}", body)


def _lines(facts: FactList, part: Part) -> Html:
    return Html(facts.html(part.start, part.stop))
