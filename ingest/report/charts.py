"""Axes and marks of small pictures in SVG: numbers to places on a canvas, and nothing of what they mean."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.markup import Html, join, template

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 16, 36
_NICE = (1, 2, 2.5, 5, 10)

_SVG = template(
    '<figure class="picture"><figcaption>%s</figcaption><div class="scroll" role="region" aria-label="%s" tabindex="0">'
    '<svg viewBox="0 0 %s %s" role="img" aria-label="%s">\n%s</svg></div>%s</figure>\n'
)
_FIGURES = template(
    '<details><summary>The figures of this picture</summary><div class="scroll" role="region" '
    'aria-label="Figures: %s" tabindex="0"><table class="grid"><caption>%s</caption><thead><tr>%s</tr></thead>'
    "<tbody>\n%s</tbody></table></div></details>"
)
_COLUMN = template('<th scope="col">%s</th>')
_FIRST = template('<th scope="row">%s</th>')
_DATUM = template("<td>%s</td>")
_LINE = template("<tr>%s</tr>\n")
_TEXT = template('<text x="%s" y="%s" class="%s">%s</text>\n')
_RULE = template('<line x1="%s" y1="%s" x2="%s" y2="%s" class="%s"/>\n')
_PATH = template('<path d="%s" class="%s"/>\n')
_DOT = template('<circle cx="%s" cy="%s" r="%s" class="%s"><title>%s</title></circle>\n')


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `low` to `high` laid on a canvas from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value lies, to a tenth of a unit."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self, wanted: int = 5) -> list[float]:
        """Return round numbers between the ends, about as many as wanted."""
        rough = (self.high - self.low) / wanted
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in _NICE if power * factor >= rough * 0.999)
        first = math.ceil(self.low / step - 1e-9)
        return [round(number * step, 6) for number in range(first, math.floor(self.high / step + 1e-9) + 1)]


def scale(values: Iterable[float], start: float, end: float, *, margin: float = 0.05) -> Scale:
    """Return a scale that holds all values with a margin; of one value alone, around it."""
    found = list(values)
    low, high = min(found), max(found)
    room = (high - low) * margin or abs(high) * margin or 1.0
    return Scale(low - room, high + room, start, end)


def across(values: Iterable[float]) -> Scale:
    """Return a scale from left to right."""
    return scale(values, LEFT, WIDTH - RIGHT)


def upwards(values: Iterable[float], height: int = HEIGHT) -> Scale:
    """Return a scale from the bottom to the top."""
    return scale(values, height - BOTTOM, TOP)


def picture(title: str, says: str, inside: Html, figures: Html, height: int = HEIGHT) -> Html:
    """Return a picture with its title, what it says to who cannot see it, and its figures as a table."""
    return _SVG(title, title, WIDTH, height, says, inside, figures)


def figures(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Html:
    """Return the table behind a picture."""
    body = join(_LINE(join((_FIRST(row[0]), *map(_DATUM, row[1:])))) for row in rows)
    return _FIGURES(title, title, join(map(_COLUMN, columns)), body)


def words(x: float, y: float, css_class: str, said: object) -> Html:
    """Return words at a place."""
    return _TEXT(x, y, css_class, said)


def rule(x1: float, y1: float, x2: float, y2: float, css_class: str) -> Html:
    """Return a straight line."""
    return _RULE(x1, y1, x2, y2, css_class)


def line(points: Sequence[tuple[float, float]], css_class: str) -> Html:
    """Return a line through points."""
    return _PATH("M" + "L".join(f"{x} {y}" for x, y in points), css_class)


def stepped(points: Sequence[tuple[float, float]], css_class: str) -> Html:
    """Return a line that keeps a point's height until the next point."""
    steps = "".join(f"H{x}V{y}" for x, y in points[1:])
    return _PATH(f"M{points[0][0]} {points[0][1]}{steps}", css_class)


def dot(x: float, y: float, css_class: str, title: str, radius: float = 3.5) -> Html:
    """Return a point with its title."""
    return _DOT(x, y, radius, css_class, title)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return heights near those wanted, in their order, `gap` apart, so that labels do not cover each other."""
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    placed = [0.0] * len(wanted)
    floor = low
    for index in order:
        placed[index] = floor = max(floor, wanted[index])
        floor += gap
    ceiling = high
    for index in reversed(order):
        placed[index] = round(min(placed[index], ceiling), 1)
        ceiling = placed[index] - gap
    return placed
