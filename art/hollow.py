"""Fakes as empty outlines: broken, or whole if they passed a test."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import NamedTuple

from art.kit import W3, Point, Shape, Svg, flat


class _Line(NamedTuple):
    """A line of an outline; a part hides what lies below it and is drawn bold."""

    points: list[Point]
    closed: bool
    is_part: bool


class Outline:
    """One thing on a sheet without any filling: its own coordinates, moved to (x, y) and enlarged ``k`` times.

    Draw its parts from the back to the front, then call ``done()``: what a later part covers is left out.
    Details and open lines are drawn only if the outline is ``whole``; otherwise it is broken and has none.
    """

    def __init__(
        self, g: Svg, x: float = 0, y: float = 0, k: float = 1, *, whole: bool = False, dash: str = "1.1 .9"
    ) -> None:
        self.g, self.x, self.y, self.k = g, x, y, k
        self.whole, self.dash = whole, dash
        self._lines: list[_Line] = []

    def at(self, shape: Shape) -> list[Point]:
        """Return a shape of the thing as points of the sheet."""
        return [(self.x + self.k * u, self.y + self.k * v) for u, v in flat(shape, 10)]

    def part(self, shape: Shape) -> None:
        """Add a part, which hides what lies below it."""
        self._lines.append(_Line(self.at(shape), closed=True, is_part=True))

    def detail(self, shape: Shape) -> None:
        """Add a closed detail, if the outline is whole."""
        if self.whole:
            self._lines.append(_Line(self.at(shape), closed=True, is_part=False))

    def line(self, shape: Shape) -> None:
        """Add an open detail, if the outline is whole."""
        if self.whole:
            self._lines.append(_Line(self.at(shape), closed=False, is_part=False))

    def done(self, stroke: str, w: float = 0.4) -> None:
        """Draw the outline."""
        for i, line in enumerate(self._lines):
            covers = [later.points for later in self._lines[i + 1 :] if later.is_part]
            for run in _runs(line.points, covers, closed=line.closed):
                self.g.line(*run, w=w if line.is_part else W3, stroke=stroke, dash=None if self.whole else self.dash)


def _runs(
    contour: list[Point], covers: list[list[Point]], *, closed: bool = True, step: float = 0.15, margin: float = 0.2
) -> list[list[Point]]:
    """Return the pieces of a contour that stay clear of all the shapes above it."""
    points: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise([*contour, contour[0]] if closed else contour):
        n = max(1, round(hypot(x1 - x0, y1 - y0) / step))
        points += [(x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n) for i in range(n)]
    if not closed:
        points.append(contour[-1])
    seen = [not any(_covered(point, cover, margin) for cover in covers) for point in points]
    if all(seen):
        return [[*points, points[0]] if closed else points]
    start = seen.index(False) if closed else 0
    runs: list[list[Point]] = [[]]
    for i in range(start, start + len(points)):
        if seen[i % len(points)]:
            runs[-1].append(points[i % len(points)])
        elif runs[-1]:
            runs.append([])
    return [_thinned(run) for run in runs if len(run) * step > margin * 3]


def _thinned(run: list[Point]) -> list[Point]:
    """Drop the points of a line that lie straight between their neighbours."""
    kept = run[:1]
    for before, here, after in zip(run, run[1:], run[2:], strict=False):
        bend = (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (after[0] - here[0])
        if abs(bend) > 1e-6:
            kept.append(here)
    return kept + run[-1:]


def _covered(point: Point, shape: list[Point], margin: float) -> bool:
    """Tell whether a point lies inside a polygon or on its edge."""
    x, y = point
    inside = False
    for (x0, y0), (x1, y1) in pairwise([*shape, shape[0]]):
        if (y0 <= y) != (y1 <= y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
        length = hypot(x1 - x0, y1 - y0)
        along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length**2 if length else 0
        along = min(1, max(0, along))
        if hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0)) < margin:
            return True
    return inside
