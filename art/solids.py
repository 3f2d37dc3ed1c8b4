"""Boxes and turned bodies: their faces, their floor, lettering round them, and the place of the safety mark."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import ceil, cos, degrees, hypot, pi, radians, sin, sqrt

from art.kit import GREY, INK, W4, Axo, Family, Matrix, Point, Svg, arc, poly


def floor(g: Svg, shape: Sequence[Point]) -> None:
    """Draw the floor beside a thing: level hatching in grey."""
    g.hatch(shape, 0, 0.85, stroke=GREY, w=0.25)


def floor_of_box(g: Svg, view: Axo, x0: float, x1: float, y0: float, y1: float, out: float = 6) -> None:
    """Draw the floor to the right of a box and before it; it reaches ``out`` mm past the corner."""
    right = x1 + out + 2
    corners = ((x0 + 4, y1), (x1, y1), (x1, y0), (right, y0), (right, y1 + 3.5), (x0 + 9, y1 + 4))
    floor(g, [view(x, y, 0) for x, y in corners])


def evenodd(outer: Sequence[Point], inner: Sequence[Point]) -> str:
    """Return the path of a ring: an outline with a hole."""
    return poly(outer) + poly(reversed(inner))


def safety_mark(g: Svg, place: Callable[[float, float], Point], size: float, w: float = 0.4) -> None:
    """Draw where the safety mark stands: CCC in an oval with its guide lines, which the real mark does not have.

    ``place`` puts (u, v) of the surface on the page; the oval is 4 by 3.1 times ``size`` mm. The guide lines say how
    high the letters are and stay outside the oval: across the letters they would look like a fault of the press.
    """
    for side in (-1, 1):
        for v in (-0.62, 0.62):
            g.line(*(place(side * u * size, v * size) for u in (2.05, 2.6)), stroke=GREY, w=W4)
    g.path([place(2 * size * cos(a), 1.55 * size * sin(a)) for a in (t * pi / 36 for t in range(72))], "none", INK, w)
    g.lettering("CCC", 1.88 * size, lambda u, v: place(u, 0.62 * size + v), INK, 600, "middle")


class Side:
    """The front or the side of a box as a sheet of its own: (u, v) from the upper left corner, v downwards."""

    def __init__(self, points: Callable[[Iterable[Point]], list[Point]], m: Matrix) -> None:
        self.on, self.m = points, m

    def __call__(self, u: float, v: float) -> Point:
        """Return where a point of the face lies on the page."""
        return self.on([(u, v)])[0]

    def rect(self, u0: float, v0: float, u1: float, v1: float) -> list[Point]:
        """Return a rectangle between two corners."""
        return self.on([(u0, v0), (u1, v0), (u1, v1), (u0, v1)])


def front_of(view: Axo, left: float, near: float, top: float) -> Side:
    """Return the front of a box by its upper left corner."""
    return Side(lambda points: view.on("front", left, near, top, points), view.m("front"))


def side_of(view: Axo, right: float, near: float, top: float) -> Side:
    """Return the right side of a box by its upper left corner, the near one."""
    return Side(lambda points: view.on("side", right, near, top, points), view.m("side"))


class Turned:
    """A body of revolution that stands on (cx, cy), seen from above by ``el`` degrees, at the scale ``k``.

    Places on it are an angle in degrees (0 towards the beholder, 90 to the right), a radius and a height.
    """

    def __init__(self, cx: float, cy: float, el: float = 24, k: float = 1) -> None:
        self.cx, self.cy, self.k = cx, cy, k
        self.ce, self.se = cos(radians(el)), sin(radians(el))

    def pt(self, angle: float, r: float, z: float) -> Point:
        """Return a place on the page."""
        a = radians(angle)
        return self.cx + self.k * r * sin(a), self.cy + self.k * (r * cos(a) * self.se - z * self.ce)

    def ring(self, r: float, z: float, start: float = -90, stop: float = 90, n: int = 40) -> list[Point]:
        """Return points on a level circle."""
        return [self.pt(start + (stop - start) * i / n, r, z) for i in range(n + 1)]

    def whole(self, r: float, z: float) -> list[Point]:
        """Return a closed level circle."""
        return self.ring(r, z, 0, 360, 72)[:-1]

    def band(self, r0: float, z0: float, r1: float, z1: float, start: float = -90, stop: float = 90) -> list[Point]:
        """Return the part of the surface between two heights and two angles."""
        return self.ring(r0, z0, start, stop) + self.ring(r1, z1, stop, start)

    def shade(self, r0: float, z0: float, r1: float, z1: float, start: float = 38, stop: float = 88) -> list[Point]:
        """Return the band low on the right that carries the hatching."""
        return self.ring(r0, z0, start, stop, 16) + self.ring(r1, z1, stop, start, 16)

    def silhouette(self, profile: Sequence[Point]) -> list[Point]:
        """Return the outline of the body whose profile is given as (radius, height), from the foot up."""
        half = self._half(profile)
        right = [(self.cx + self.k * w, self.cy + self.k * y) for w, y in half]
        left = [(self.cx - self.k * w, self.cy + self.k * y) for w, y in reversed(half)]
        return right + left

    def _half(self, profile: Sequence[Point], n: int = 160) -> list[Point]:
        """Return the right half of the silhouette, from the top down: the envelope of the profile's circles."""
        rings: list[tuple[float, float, float]] = []
        for (r0, z0), (r1, z1) in pairwise(profile):
            steps = max(2, ceil(hypot(r1 - r0, z1 - z0) / 0.12))
            slices = ((r0 + (r1 - r0) * i / steps, z0 + (z1 - z0) * i / steps) for i in range(steps + 1))
            rings += [(r, -z * self.ce, r * self.se) for r, z in slices]
        top, bottom = min(y - b for _, y, b in rings), max(y + b for _, y, b in rings)
        half = []
        for i in range(n + 1):
            y = top + (bottom - top) * (0.5 - 0.5 * cos(pi * i / n))
            across = [r * sqrt(max(0, 1 - ((y - c) / b) ** 2)) for r, c, b in rings if b > 0 and abs(y - c) <= b + 1e-9]
            half.append((max(across, default=0), y))
        return half

    def text(
        self,
        g: Svg,
        r: float,
        z: float,
        t: str,
        size: float,
        weight: int = 400,
        fam: Family = "text",
        fill: str = INK,
        at: float = 0,
    ) -> None:
        """Draw lettering wrapped round the body, centred at the angle ``at``."""
        g.lettering(t, size, lambda u, v: self.pt(at + degrees(u / r), r, z - v), fill, weight, "middle", fam)

    def floor(self, g: Svg, r: float, dx: float = 7) -> None:
        """Draw the floor to the right of the body."""
        shape = arc(self.cx + dx * 0.55, self.cy + r * self.se * 0.25, r + dx * 0.55, r * self.se * 0.98, -38, 165)
        floor(g, shape)
