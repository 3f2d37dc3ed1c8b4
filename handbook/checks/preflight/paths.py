"""Paths: where they lie, and how thin they are."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence

from pikepdf import Matrix

from handbook.checks.preflight.paints import Extent

LINE_PT = 3.0
"""A rectangle no longer than this is a dot, whatever its width."""
LONG_PT = 12.0
"""What is no rectangle, or is one shape of several in a path, is a line from this length on: drawings are full of small
slivers, and so is lettering in outlines: the strokes of a Chinese character."""
POINT, ALIKE = 0.001, 0.01
CORNERS = 16
"""A polygon of more corners is a drawing, no line."""
NOWHERE: Extent = (0.0, 0.0, 0.0, 0.0)
EVERYWHERE: Extent = (-math.inf, -math.inf, math.inf, math.inf)
EDGE = 0.001
"""In points: what only touches an edge is not within."""


class Path:
    """The path that is under construction, in the coordinates of its content."""

    __slots__ = ("_parts", "clips")

    def __init__(self) -> None:
        self._parts: list[tuple[array[float], bool]] = []
        """Points, x and y by turns, and whether all lines between them are straight."""
        self.clips = False

    def __bool__(self) -> bool:
        return bool(self._parts)

    def add(self, operator: str, numbers: Sequence[float]) -> None:
        """Go on with m, l, c, v, y or re; raise ValueError if that takes another number of coordinates."""
        if len(numbers) != COORDINATES[operator]:
            msg = f"{len(numbers)} numbers for {operator}"
            raise ValueError(msg)
        if operator == "re":
            x, y, width, height = numbers
            self._parts.append((array("d", (x, y, x + width, y, x + width, y + height, x, y + height)), True))
        elif operator == "m" or not self._parts:
            self._parts.append((array("d", numbers), True))
        else:
            points, straight = self._parts[-1]
            points.extend(numbers)
            if straight and operator != "l":
                self._parts[-1] = points, False

    def box(self, matrix: Matrix) -> Extent:
        """Return where the path lies on the page: the box of all its points."""
        if not self._parts:
            return NOWHERE
        xs = [edge for points, _ in self._parts for edge in (min(points[::2]), max(points[::2]))]
        ys = [edge for points, _ in self._parts for edge in (min(points[1::2]), max(points[1::2]))]
        return moved((min(xs), min(ys), max(xs), max(ys)), matrix)

    def thinnest(self, matrix: Matrix) -> float:
        """Return how thin the thinnest polygon is that is long enough to be a line, in points; infinity if none is."""
        return min(self._thin(matrix), default=math.inf)

    def _thin(self, matrix: Matrix) -> Iterator[float]:
        alone = sum(len(points) > 2 for points, _ in self._parts) == 1  # noqa: PLR2004  # a point that is moved to is none
        for points, straight in self._parts:
            if not straight or not 3 <= len(points) // 2 <= CORNERS:  # noqa: PLR2004  # a line has two ends
                continue
            corners = list(map(matrix.transform, zip(points[::2], points[1::2], strict=True)))
            around = [*corners[1:], corners[0]]
            double = abs(sum(x * v - u * y for (x, y), (u, v) in zip(corners, around, strict=True)))
            sides = [math.dist(*pair) for pair in zip(corners, around, strict=True)]
            length = sum(sides) / 2
            if not double:  # WeasyPrint clips borders of no width away
                continue
            if _band(sides) and length > (LINE_PT if alone else LONG_PT):
                yield double / 2 / max(sides)
            elif length > LONG_PT:  # it may be pointed, and is then twice as thick at its other end
                yield double / length


def _band(sides: Sequence[float]) -> bool:
    """Whether a polygon with these sides has four, each as long as that across."""
    long = [side for side in sides if side > POINT]
    return len(long) == 4 and all(  # noqa: PLR2004  # a band has four corners
        abs(one - other) <= ALIKE * max(one, other) for one, other in ((long[0], long[2]), (long[1], long[3]))
    )


COORDINATES = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "re": 4}
"""Operators of paths, and how many coordinates each takes."""


def moved(box: Extent, matrix: Matrix) -> Extent:
    """Return the box around a box that a matrix moves."""
    a, b, c, d, e, f = matrix.shorthand
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Extent, other: Extent) -> Extent:
    """Return what two boxes share; one without extent where they share nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def within(box: Extent, window: Extent) -> bool:
    """Whether something of a box, even if it has no breadth, is seen through a window that has."""
    x0, y0, x1, y1 = window
    return x1 > x0 and y1 > y0 and (
        box[0] < x1 - EDGE and box[2] > x0 + EDGE and box[1] < y1 - EDGE and box[3] > y0 + EDGE
    )  # fmt: skip


def grown(box: Extent, by: float) -> Extent:
    """Return a box, larger on each side."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
