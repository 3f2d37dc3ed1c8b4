"""Things that are drawn either in full or, if they are fake, as an empty, broken outline."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from handbook.drawings.kit import INK, STONE, VERM, W3, W4, Point, Shape, Svg, flat, poly


class Thing:
    """One thing on a sheet: the drawing's own coordinates, moved to (x, y) and enlarged ``k`` times.

    Draw its parts from the back to the front, then call ``done()``. If the thing is hollow, only the contours
    of its parts that no later part covers are drawn, as a broken line in vermilion without any filling.
    """

    def __init__(
        self, g: Svg, x: float = 0, y: float = 0, k: float = 1, *, hollow: bool = False, dash: str = "1.1 .9"
    ) -> None:
        self.g, self.x, self.y, self.k = g, x, y, k
        self.hollow, self.dash = hollow, dash
        self._parts: list[list[Point]] = []

    def at(self, shape: Shape) -> list[Point]:
        """Return a shape of the thing as points of the sheet."""
        return [(self.x + self.k * u, self.y + self.k * v) for u, v in flat(shape, 10)]

    def part(self, shape: Shape, fill: str, w: float = 0.4) -> None:
        """Draw a part with its contour."""
        if self.hollow:
            self._parts.append(self.at(shape))
        else:
            self.g.path(self.at(shape), fill, INK, w)

    def area(self, shape: Shape, fill: str, stroke: str | None = None, w: float = W3) -> None:
        """Draw a coloured area or a closed detail; a hollow thing has none."""
        if not self.hollow:
            self.g.path(self.at(shape), fill, stroke, w)

    def line(self, shape: Shape, w: float = W3, stroke: str = INK, dash: str | None = None) -> None:
        """Draw an open detail; a hollow thing has none."""
        if not self.hollow:
            self.g.path(poly(self.at(shape), close=False), "none", stroke, w, dash)

    def shade(self, shape: Shape, gap: float = 0.6, stroke: str = STONE) -> None:
        """Hatch the side in the shade; a hollow thing has none."""
        if not self.hollow:
            self.g.hatch(self.at(shape), -58, gap, W4, stroke)

    def done(self, w: float = 0.4, stroke: str = VERM) -> None:
        """Draw the outlines of a hollow thing."""
        for i, contour in enumerate(self._parts):
            for run in _runs(contour, self._parts[i + 1 :]):
                self.g.line(*run, w=w, stroke=stroke, dash=self.dash)


def _runs(
    contour: list[Point], covers: list[list[Point]], step: float = 0.15, margin: float = 0.2
) -> list[list[Point]]:
    """Return the pieces of a closed contour that stay clear of all the shapes above it."""
    points: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise([*contour, contour[0]]):
        n = max(1, round(hypot(x1 - x0, y1 - y0) / step))
        points += [(x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n) for i in range(n)]
    seen = [not any(_covered(point, cover, margin) for cover in covers) for point in points]
    if all(seen):
        return [[*points, points[0]]]
    start = seen.index(False)
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
