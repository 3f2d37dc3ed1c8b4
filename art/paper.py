"""What the plates of printed matter share: sheets on a table, codes, seals, signatures, engraved lines."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import cos, hypot, pi, radians, sin
from typing import TypeAlias

from art.kit import INK, Axo, Point, Svg, flat, poly
from art.space import smooth

Place: TypeAlias = Callable[[float, float], Point]
"""From millimetres on a sheet (to the right, downwards) to millimetres of the page."""


def top(view: Axo, z: float = 0) -> Place:
    """Return the level plane at a height above the table."""
    return lambda x, y: view(x, y, z)


def on(place: Place, points: Sequence[Point]) -> list[Point]:
    """Return points of a sheet on the page."""
    return [place(x, y) for x, y in points]


def box(place: Place, x: float, y: float, w: float, h: float) -> list[Point]:
    """Return a rectangle of a sheet on the page."""
    return on(place, [(x, y), (x + w, y), (x + w, y + h), (x, y + h)])


def ring(place: Place, x: float, y: float, r: float, n: int = 48) -> list[Point]:
    """Return a circle of a sheet on the page."""
    return [place(x + r * cos(i * 2 * pi / n), y + r * sin(i * 2 * pi / n)) for i in range(n)]


def at(place: Place, x: float, y: float) -> Place:
    """Return the same sheet, counted from another point of it: where a line of lettering begins."""
    return lambda u, v: place(x + u, y + v)


def round_a_circle(place: Place, x: float, y: float, r: float) -> Place:
    """Return the place of lettering that runs clockwise round a circle, its middle on top."""
    return lambda u, v: place(x + (r - v) * sin(u / r), y - (r - v) * cos(u / r))


def stroke_of(points: Sequence[Point], width: Callable[[float], float]) -> list[Point]:
    """Return the outline of a stroke whose width changes from its beginning (0) to its end (1)."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for i, (x, y) in enumerate(points):
        (x0, y0), (x1, y1) = points[max(i - 1, 0)], points[min(i + 1, last)]
        length = hypot(x1 - x0, y1 - y0) or 1
        w = width(i / last) / 2
        left.append((x - (y1 - y0) / length * w, y + (x1 - x0) / length * w))
        right.append((x + (y1 - y0) / length * w, y - (x1 - x0) / length * w))
    return left + right[::-1]


def code_cells(n: int, seed: int) -> set[Point]:
    """Return the dark cells of an invented matrix code with a square in three corners; it says nothing."""
    rand = random.Random(seed)
    dark = {(i, j) for i in range(n) for j in range(n) if rand.random() < 0.5}
    for x, y in ((0, 0), (n - 5, 0), (0, n - 5)):
        dark -= {(i, j) for i in range(x - 1, x + 6) for j in range(y - 1, y + 6)}
        dark |= {(x + i, y + j) for i in range(5) for j in range(5) if max(abs(i - 2), abs(j - 2)) != 1}
    return {(i, j) for i, j in dark if 0 <= i < n and 0 <= j < n}


def matrix_code(g: Svg, place: Place, x: float, y: float, size: float, n: int = 13, seed: int = 5) -> None:
    """Draw a matrix code of ``n`` rows, the dark cells of a row joined to bars."""
    cell, dark = size / n, code_cells(n, seed)
    bars = []
    for row in range(n):
        column = 0
        while column < n:
            end = column
            while (end, row) in dark:
                end += 1
            if end > column:
                bars.append(poly(box(place, x + column * cell, y + row * cell, (end - column) * cell, cell)))
            column = max(end, column + 1)
    g.path("".join(bars), INK, None)


def seal(g: Svg, place: Place, x: float, y: float, r: float, name: str, colour: str, w: float) -> None:
    """Draw a firm's round seal: ring (``w`` is its width on the page), the name bent along it, a star.

    One that is too small to be read has a second ring in place of the name.
    """
    g.path(ring(place, x, y, r), "none", colour, w)
    if name:
        g.lettering(name, r * 0.46, round_a_circle(place, x, y, r * 0.53), colour, 600, "middle", "han")
    else:
        g.path(ring(place, x, y, r * 0.72), "none", colour, w * 0.6)
    star = [(r * (0.34 if i % 2 == 0 else 0.14), radians(i * 36 - 90)) for i in range(10)]
    g.path([place(x + q * cos(t), y + r * 0.1 + q * sin(t)) for q, t in star], colour, None)
    g.path(on(place, [(x - r * 0.46, y + r * 0.66), (x + r * 0.46, y + r * 0.66)]), "none", colour, w * 0.8)


SIGNATURES = (
    # a tall first letter, a low run, a stroke back underneath
    flat(
        "M2 -4L7 -13L11 -17L12 -12L6 -1L3 1L6 -3L13 -6L16 -5L14 -1L18 -3L21 -6L21 -1L24 -4L26 -5L27 -1L31 -5L33 -4"
        "L33 -1L38 -4L42 -3L35 3L16 4"
    ),
    # a large loop, two peaks, a long level end
    flat(
        "M10 -9L4 -8L1 -2L7 1L14 -8L15 -17L11 -15L13 -2L17 -7L20 -8L19 -2L23 -4L26 -14L29 -16L27 -2L30 -5L33 -5L34 -1"
        "L38 -3L48 -4"
    ),
)
"""Two quick signatures, 45 mm wide, from (0, 0) to the right."""


def signature(number: int) -> list[Point]:
    """Return one of the two signatures as a line."""
    return smooth(SIGNATURES[number], closed=False)
