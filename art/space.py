"""Things that no single face of a view can carry: frames anywhere in space, soft outlines, shade on round bodies.

Used by the plates with watches and toys; lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, radians, sin, sqrt
from typing import TypeAlias

from art.kit import GREY, STONE, W4, Axo, Matrix, Point, Shape, Svg, flat, poly

Vector: TypeAlias = tuple[float, float, float]


def cross(p: Vector, q: Vector) -> Vector:
    """Return the vector product."""
    return (p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0])


def dot(p: Vector, q: Vector) -> float:
    """Return the scalar product."""
    return p[0] * q[0] + p[1] * q[1] + p[2] * q[2]


def unit(p: Vector) -> Vector:
    """Return the vector of length one in the same direction."""
    length = sqrt(dot(p, p))
    return (p[0] / length, p[1] / length, p[2] / length)


class Frame:
    """A frame that lies anywhere in the space of a view.

    ``a`` is its direction to the right, ``b`` upwards on its face, the third one, ``c``, stands on that face.
    Calling it with a, b, c gives the place on the page.
    """

    def __init__(self, view: Axo, origin: Vector, a: Vector, b: Vector) -> None:
        self.view, self.origin = view, origin
        self.a, self.b = unit(a), unit(b)
        self.c = cross(self.b, self.a)  # the views count y to the front: they are left-handed
        self.towards: Vector = (view.sa * view.ce, view.ca * view.ce, view.se)
        """The direction from the things to the beholder."""

    def world(self, a: float, b: float, c: float = 0) -> Vector:
        """Return a point of the frame in the coordinates of the view."""
        x, y, z = (o + a * p + b * q + c * r for o, p, q, r in zip(self.origin, self.a, self.b, self.c, strict=True))
        return (x, y, z)

    def __call__(self, a: float, b: float, c: float = 0) -> Point:
        """Return where a point of the frame lies on the page."""
        return self.view(*self.world(a, b, c))

    def faces(self, a: float, b: float, c: float) -> float:
        """Tell how far a direction in the frame points to the beholder: from 1, towards, to -1, away."""
        x, y, z = (a * p + b * q + c * r for p, q, r in zip(self.a, self.b, self.c, strict=True))
        return dot((x, y, z), self.towards)

    def matrix(self, turn: float = 0) -> Matrix:
        """Return the matrix for lettering on the face, turned by ``turn`` degrees clockwise."""
        s, t = sin(radians(turn)), cos(radians(turn))
        x0, y0 = self(0, 0)
        x1, y1 = self(t, -s)
        x2, y2 = self(-s, -t)
        return (x1 - x0, y1 - y0, x2 - x0, y2 - y0)

    def on(self, points: Iterable[Point], c: float = 0) -> list[Point]:
        """Return points (a, b) of the face, raised by ``c``, on the page."""
        return [self(a, b, c) for a, b in points]

    def circle(self, r: float, c: float = 0, start: float = 0, stop: float = 360, n: int = 72) -> list[Point]:
        """Return points on a circle about the origin, clockwise from ``b``, in degrees."""
        angles = [radians(start + (stop - start) * i / n) for i in range(n + 1)]
        return [self(r * sin(t), r * cos(t), c) for t in angles]


def smooth(points: Sequence[Point], closed: bool = True, n: int = 10) -> list[Point]:
    """Return a soft line through the points (Catmull and Rom's), with ``n`` steps from one to the next."""
    count = len(points)
    line: list[Point] = []
    for i in range(count if closed else count - 1):
        p0, p1, p2, p3 = (
            points[j % count] if closed else points[min(max(j, 0), count - 1)] for j in range(i - 1, i + 3)
        )
        for step in range(n):
            t = step / n
            x, y = (
                0.5
                * (2 * q1 + (q2 - q0) * t + (2 * q0 - 5 * q1 + 4 * q2 - q3) * t**2 + (3 * q1 - q0 - 3 * q2 + q3) * t**3)
                for q0, q1, q2, q3 in zip(p0, p1, p2, p3, strict=True)
            )
            line.append((x, y))
    return line if closed else [*line, points[-1]]


def moved(shape: Iterable[Point], dx: float, dy: float) -> list[Point]:
    """Return a shape shifted to the right by ``dx`` and down by ``dy``."""
    return [(x + dx, y + dy) for x, y in shape]


def inside(point: Point, shape: Sequence[Point]) -> bool:
    """Tell whether a point lies in a polygon."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(shape, [*shape[1:], shape[0]], strict=True):
        if (y1 <= y) != (y2 <= y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
    return odd


def shade(
    g: Svg,
    shape: Shape,
    without: Sequence[Sequence[Point]] = (),
    within: Sequence[Sequence[Point]] = (),
    ang: float = -58,
    gap: float = 0.75,
    stroke: str = STONE,
    w: float = W4,
) -> None:
    """Hatch the part of a shape that lies in all of ``within`` and in none of ``without``.

    With the shape itself, shifted to the upper left, left out, this is the dark side of a round body.
    """
    strokes = [poly(ends, close=False) for ends in _kept(flat(shape), without, within, ang, gap)]
    if strokes:
        g.path(" ".join(strokes), stroke=stroke, w=w)


def _spans(turned: Sequence[Point], y: float) -> list[tuple[float, float]]:
    edges = zip(turned, [*turned[1:], turned[0]], strict=True)
    xs = sorted(x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in edges if (y1 <= y) != (y2 <= y))
    return list(zip(xs[::2], xs[1::2], strict=False))


def _kept(
    shape: Sequence[Point],
    without: Sequence[Sequence[Point]],
    within: Sequence[Sequence[Point]],
    ang: float,
    gap: float,
) -> list[tuple[Point, Point]]:
    c, s = cos(radians(ang)), sin(radians(ang))

    def turned(points: Sequence[Point]) -> list[Point]:
        return [(x * c + y * s, -x * s + y * c) for x, y in points]

    body, holes, frames = turned(shape), [turned(p) for p in without], [turned(p) for p in within]
    # Lines of equal number fall together on every shape of a drawing, so that neighbours are hatched as one.
    first = int(min(v for _, v in body) / gap) - 1
    last = int(max(v for _, v in body) / gap) + 1
    lines = []
    for number in range(first, last + 1):
        y = (number + 0.5) * gap
        spans = _spans(body, y)
        for frame in frames:
            spans = [(max(p, r), min(q, t)) for p, q in spans for r, t in _spans(frame, y) if max(p, r) < min(q, t)]
        for hole in holes:
            for r, t in _spans(hole, y):
                spans = [part for p, q in spans for part in ((p, min(q, r)), (max(p, t), q)) if part[0] < part[1]]
        lines += [((p * c - y * s, p * s + y * c), (q * c - y * s, q * s + y * c)) for p, q in spans if q - p > 0.3]
    return lines


def floor(g: Svg, shape: Shape, without: Sequence[Sequence[Point]] = ()) -> None:
    """Draw the shadow on the ground: level hatching in grey."""
    shade(g, shape, without, ang=0, gap=0.85, stroke=GREY, w=0.25)
