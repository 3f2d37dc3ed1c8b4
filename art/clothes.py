"""Clothes, shoes and sports shirts: the plate and its details.

Chinese on the plate: 成分 composition; 合格证 certificate of quality; 运动衫 sports shirt. In the lens: 货号 article
number; 厂名 maker's name; 厂址 maker's address; 田野服装 Field Clothes (invented); 江苏 Jiangsu, a province.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from math import atan2, cos, hypot, radians, sin
from typing import Final

from art.kit import (
    CARD,
    GREY,
    INK,
    JADE,
    JMID,
    JTINT,
    METAL,
    OCHRE,
    OTINT,
    PAPER,
    SAND,
    STONE,
    W1,
    W2,
    W3,
    Axo,
    Lens,
    Plate,
    Point,
    Svg,
    f,
    flat,
    hull,
    outline,
    poly,
)
from art.paper import Place, at, box, on
from art.space import moved, shade, smooth

STITCH: Final = "0.9 0.6"
"""Dashes of a row of stitches."""
SIZE, ARTICLE = "42", "417"
"""What both the shoe's tongue and the box say."""


def height_at(knots: Sequence[Point], x: float) -> float:
    """Return the height at x of a smooth curve through the knots (a cubic Hermite spline)."""
    if x <= knots[0][0]:
        return knots[0][1]
    if x >= knots[-1][0]:
        return knots[-1][1]
    i = next(i for i, ((a, _), (b, _)) in enumerate(pairwise(knots)) if a <= x <= b)

    def slope(j: int, k: int) -> float:
        return (knots[k][1] - knots[j][1]) / (knots[k][0] - knots[j][0])

    (x0, y0), (x1, y1) = knots[i], knots[i + 1]
    width = x1 - x0
    t = (x - x0) / width
    before, after = slope(max(i - 1, 0), i + 1), slope(i, min(i + 2, len(knots) - 1))
    bend = (t**3 - 2 * t * t + t) * width * before + (t**3 - t * t) * width * after
    return (2 * t**3 - 3 * t * t + 1) * y0 + (3 * t * t - 2 * t**3) * y1 + bend


def union(slices: Sequence[Sequence[Point]]) -> str:
    """Return one path that covers a body given by its slices, each joined with its neighbour."""
    return "".join(poly(hull([*a, *b])) for a, b in pairwise(slices))


def body(g: Svg, slices: Sequence[Sequence[Point]], fill: str) -> None:
    """Draw a body given by its slices, with one contour round all."""
    g.path(union(slices), fill, INK, 2 * W1)
    g.path(union(slices), fill, fill, 0.1)


def glyphs(t: str, size: float, place: Place) -> str:
    """Return bold lettering, centred, as path data."""
    commands, width = outline(t, ("text", 700))
    k = size / 1000

    def numbers(points: Sequence[Point]) -> str:
        return " ".join(f"{f(x)} {f(y)}" for x, y in (place((u - width / 2) * k, -v * k) for u, v in points))

    return "".join(letter + numbers(points) for letter, points in commands)


def mirrored(points: Sequence[Point], a: Point, b: Point, k: float = 1) -> list[Point]:
    """Return points mirrored at the line from a to b, their distance from it multiplied by k."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    out = []
    for x, y in points:
        along = ((x - a[0]) * dx + (y - a[1]) * dy) / square
        fx, fy = a[0] + along * dx, a[1] + along * dy
        out.append((fx + k * (fx - x), fy + k * (fy - y)))
    return out


def inset(points: Sequence[Point], d: float) -> list[Point]:
    """Return an open line moved by d to its right (as it runs, y downwards)."""
    out = []
    for i, (x, y) in enumerate(points):
        (x0, y0), (x1, y1) = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
        a = atan2(y1 - y0, x1 - x0)
        out.append((x - d * sin(a), y + d * cos(a)))
    return out


class Shirt:
    """A sports shirt on a wire hanger, turned to the left; about 45 mm wide and 61 mm long before projection.

    The body is an oval tube: t is the angle round it (0 front, 90 the wearer's left, 180 back), z the height.
    """

    WIDTH: Final = [(0, 22.4), (20, 21), (40, 21.2), (48, 20), (54.6, 19.4), (57, 18), (61, 8.4)]
    DEPTH: Final = [(0, 8.6), (20, 6.8), (42, 7), (52, 6.2), (61, 4.4)]
    TURNED: Final = 21
    """The corner of the hem is turned up from this height of the left side."""

    def __init__(self, ox: float, oy: float, k: float) -> None:
        self.ax = Axo(ox, oy, k, az=30, el=18)
        self.k = k

    def half_width(self, z: float) -> float:
        """Return half the width at a height; straight along the shoulders."""
        if z < 54:
            return height_at(self.WIDTH[:5], z)
        a, b = next((a, b) for a, b in pairwise(self.WIDTH) if z <= b[0])
        return a[1] + (b[1] - a[1]) * (z - a[0]) / (b[0] - a[0])

    def at(self, t: float, z: float) -> Point:
        """Return the place of an angle and a height on the page; the cloth falls in soft folds."""
        a = radians(t)
        drape = max(0.0, 1 - z / 34) * 0.75 * sin(3.3 * a + 0.6)
        return self.ax(self.half_width(z) * sin(a), height_at(self.DEPTH, z) * cos(a) + drape, z + 0.5 * drape)

    def front(self, x: float, z: float) -> Point:
        """Return the place on the page of a point of the front panel, x to the right."""
        y = height_at(self.DEPTH, z) * max(0.0, 1 - (x / self.half_width(z)) ** 2) ** 0.5
        return self.ax(x, y, z)

    def edge(self, z: float, nx: float, ny: float) -> Point:
        """Return the point at a height that lies farthest in a direction of the page."""
        return max((self.at(t, z) for t in range(-180, 180, 3)), key=lambda p: p[0] * nx + p[1] * ny)

    def neck(self, t: float, d: float = 0) -> Point:
        """Return a point of the neckline, t = 0 in front; d mm farther down on the cloth."""
        c, s = cos(radians(t)), sin(radians(t))
        low = max(0.0, c) ** 1.4
        z = 60.9 - 6.2 * low - 0.8 * max(0.0, -c) - d * (0.42 + 0.5 * low)
        return self.ax((8.4 + 0.85 * d) * s, (5.3 if c > 0 else 4.3) * c + 0.3 * d * c, z)

    def sleeve(self, side: int, s: float, t: float) -> Point:
        """Return a point of a sleeve: s along it from the armhole (0) to the hem (1), t round it (90 front)."""
        x, z = 18.4 + 11.6 * s, 49.9 - 13.4 * s
        lean = radians(4 + 42 * min(1, 1.6 * s))
        upper, deep = 7.8 - 0.6 * s, 6 - 1.2 * s
        c = upper * cos(radians(t))
        return self.ax(side * (x + c * sin(lean)), deep * sin(radians(t)), z + c * cos(lean))

    def draw_sleeve(self, g: Svg, side: int) -> None:
        """Draw one sleeve; side 1 is the near one, on the right."""

        def run(s: float, start: int, stop: int) -> list[Point]:
            return [self.sleeve(side, s, t) for t in range(start, stop + 1, 10)]

        slices = [run(i / 9, 0, 350) for i in range(10)]
        body(g, slices, JMID)
        outer = hull([p for s in slices[3:] for p in s])
        shade(g, outer, [moved(outer, -2.6, -1.6)], gap=0.8, stroke=JADE)
        if side > 0:
            g.path(slices[-1], SAND, INK, W2)
            g.hatch(slices[-1], -58, 0.6, stroke=STONE)
        for s in (0.84, 0.9):
            g.line(*run(s, 0, 180), w=W3, dash=STITCH)
        for crease in ([(0.2, 128), (0.42, 112), (0.62, 112)], [(0.2, 72), (0.36, 62), (0.5, 66)]):
            g.line(*smooth([self.sleeve(side, s, t) for s, t in crease], closed=False), w=W3, stroke=JADE)

    def draw(self, g: Svg) -> tuple[Point, Point, Point, Point]:
        """Draw the shirt; return where its inner seam, its neck label, its badge and the string of its tag are."""
        self.draw_sleeve(g, -1)
        left = [self.edge(z, -1, 0) for z in range(55)]
        hem = [self.at(t, 0) for t in range(-76, 104, 3)]
        start, stop = left[self.TURNED], hem[25]
        bend = (start[0] / 2 + stop[0] / 2 - 0.8, start[1] / 2 + stop[1] / 2 + 1)
        fold = flat(f"M{f(start[0])} {f(start[1])}Q{f(bend[0])} {f(bend[1])} {f(stop[0])} {f(stop[1])}")
        self.inside(g, left)
        shoulders = [self.edge(z, -0.5, -0.87) for z in (55, 56, 57, 58, 59, 60, 60.8)]
        shoulders += [self.neck(t) for t in range(-90, -271, -10)]
        shoulders += [self.edge(z, 0.35, -0.94) for z in (60, 59, 58, 57, 56, 55)]
        right = [self.edge(z, 1, 0) for z in range(54, -1, -1)]
        g.path([*left[self.TURNED + 1 :], *shoulders, *right, *hem[:25:-1], *fold[::-1]], CARD, INK, W1)
        dark = [self.at(t, 0.6) for t in range(50, 98, 5)] + [self.at(96, z) for z in range(2, 42, 2)]
        dark += [self.at(90 - (42 - z), z) for z in range(40, 0, -2)]
        g.hatch(dark, -58, 0.85, stroke=STONE)
        for z in (3.2, 2.4):
            g.line(*(self.at(t, z) for t in range(5, 100, 3)), w=W3, dash=STITCH)
        label = self.collar(g)
        self.number(g)
        badge = self.badge(g)
        folds = (
            [(-18.5, 42), (-14, 38), (-11, 32)],
            [(-16.5, 35), (-14.5, 30), (-14, 26)],
            [(18.5, 41), (14.6, 37.4), (12.6, 32)],
            [(13, 24), (14, 16), (13, 8)],
            [(5, 15), (6.4, 10), (5.8, 5.4)],
        )
        for points in folds:
            g.line(*smooth([self.front(x, z) for x, z in points], closed=False), w=W3, stroke=STONE)
        seam = self.corner(g, [*left[self.TURNED :: -1], *hem[:26]], fold)
        self.draw_sleeve(g, 1)
        return seam, label, badge, self.sleeve(1, 0.96, 150)

    def inside(self, g: Svg, left: Sequence[Point]) -> None:
        """Draw the inside of the back, which is seen below the turned corner."""
        inner = [*left[30::-1], *(self.at(t, 0) for t in range(-78, -182, -4)), self.front(4, 14), self.front(4, 30)]
        g.path(inner, GREY, INK, W1)
        g.hatch(inner, -58, 0.7, stroke=STONE)
        g.line(*(self.at(t, 2.6) for t in range(-84, -182, -4)), w=W3, dash=STITCH)

    def collar(self, g: Svg) -> Point:
        """Draw the opening of the neck with label, hanger and collar; return the edge of the label."""
        opening = [self.neck(t) for t in range(0, 360, 8)]
        g.path(opening, SAND, INK, W2)
        g.hatch([self.neck(t) for t in range(40, 180, 8)], -58, 0.7, stroke=STONE)
        back = [self.neck(t) for t in range(-270, -89, 10)]
        g.path([*back, *((x, y + 1.7 * self.k) for x, y in back[::-1])], JADE, INK, W3)
        label = [self.ax(x, -4, z) for x, z in ((-2, 58.9), (4.6, 58.9), (4.6, 53.6), (-2, 53.6))]
        g.path(label, CARD, INK, W2)
        g.text(*self.ax(1.3, -4, 55.2), "成分", 3.05, m=self.ax.m("front"), weight=600, anchor="middle", fam="han")
        self.hook(g)
        # in front: the band of the collar, its edges gathered at the shoulders
        inner = [self.neck(t) for t in range(-104, 105, 8)]
        g.path([*inner, *(self.neck(t, 2.2) for t in range(104, -105, -8))], JADE, INK, W2)
        g.line(*(self.neck(t, 3) for t in range(-84, 85, 6)), w=W3, dash=STITCH)
        return label[0][0] + 0.4, label[0][1] + 0.9

    def number(self, g: Svg) -> None:
        """Draw the printed numeral with its border."""
        numeral = glyphs("7", 25, lambda u, v: self.front(u + 0.6, 20.8 - v))
        for colour, w in ((JADE, 2.1), (CARD, 1.2), (JADE, 0.1)):
            g.path(numeral, colour, colour, w * self.k)

    def badge(self, g: Svg) -> Point:
        """Draw the club's badge on the breast; return its edge."""
        draw_crest(g, lambda u, v: self.front(11 + 4.1 * u, 49.4 - 4.1 * v))
        return self.front(7.4, 48)

    def corner(self, g: Svg, corner: Sequence[Point], fold: Sequence[Point]) -> Point:
        """Draw the turned-up corner of the hem with its inner seam and care label; return a place on the seam."""
        flap = mirrored(corner, fold[0], fold[-1], 0.97)
        side, low = flap[: self.TURNED + 1], flap[self.TURNED :]
        g.path([*fold, *flap[::-1]], SAND, INK, W1)
        g.hatch([*fold, *inset(fold, -2.6)[::-1]], -58, 0.7, stroke=STONE)
        for d in (2.2, 2.8):
            g.line(*inset(low, d)[1:-4], w=W3, dash=STITCH)
        # side seam: the overlock's zigzag between edge and stitching
        edge, inner = inset(side, 0.3), inset(side, 2.3)
        g.path([*side, *inner[::-1]], CARD, INK, W2)
        zigzag: list[Point] = []
        for i in range(1, self.TURNED - 1):
            zigzag += [edge[i], (inner[i][0] / 2 + inner[i + 1][0] / 2, inner[i][1] / 2 + inner[i + 1][1] / 2)]
        g.line(*zigzag, w=W3, stroke=JADE)
        g.line(*inset(side, 3.1)[2:-1], w=W2, dash=STITCH)
        (x, y), (u, v) = inner[9], inner[14]
        length = hypot(u - x, v - y)
        ex, ey = (u - x) / length, (v - y) / length

        def place(s: float, t: float) -> Point:
            return x + s * ex - t * ey, y + s * ey + t * ex

        g.path(box(place, 0, 0, 4.8, 6), CARD, INK, W2)
        for j, width in enumerate((3.2, 3.2, 2, 3.2)):
            g.line(place(0.8, 1.5 + j * 1.1), place(0.8 + width, 1.5 + j * 1.1), w=W3, stroke=STONE)
        return inner[5]

    def hook(self, g: Svg) -> None:
        """Draw the wire of the hanger in the neck and its hook above."""
        x, y = self.ax(-1, 0, 56.5)
        arms = [self.ax(-9, 0, 53.4), (x, y), self.ax(3.4, 0, 54.6)]
        curve = (
            f"M{f(x)} {f(y)}V{f(y - 10)}C{f(x)} {f(y - 12)} {f(x + 3)} {f(y - 11.6)} {f(x + 3)} {f(y - 15)}"
            f"C{f(x + 3)} {f(y - 18.6)} {f(x - 2.6)} {f(y - 18.6)} {f(x - 2.6)} {f(y - 15.4)}"
        )
        for w, colour in ((1.25, INK), (0.6, METAL)):
            g.line(*arms, stroke=colour, w=w)
            g.path(curve, "none", colour, w)


def crest(y: float = -9) -> list[Point]:
    """Return the outline of a shield, 2 wide and 2.4 high, from a height of it down to its tip."""
    side: list[Point] = [(0, -0.1), (0.55, 0.04), (1, -0.06), (1, 1.1), (0.88, 1.56), (0.52, 2.03), (0, 2.36)]
    right = [p for p in side if p[1] >= y]
    return [*right, *((-u, v) for u, v in reversed(right) if u > 0)]


def draw_crest(g: Svg, place: Place) -> None:
    """Draw an invented club's badge; its unit is half its width."""
    g.path(on(place, crest()), CARD, INK, W2)
    g.path(box(place, -0.82, 0.2, 1.64, 0.94), JADE, None)
    for u, low in ((-0.78, 1.62), (-0.17, 2.16), (0.44, 1.62)):
        g.path(on(place, [(u, 1.26), (u + 0.34, 1.26), (u + 0.34, low), (u, low)]), JMID, None)
    g.lettering("FC", 0.96, lambda u, v: place(u, v + 1), CARD, 700, "middle")


class Shoe:
    """A running shoe on the floor, its heel to the left, about 52 mm long before projection (x along, z up)."""

    LENGTH: Final = 52
    HALF: Final = [
        (0, 3.4),
        (1.6, 6),
        (5, 7.6),
        (13, 7.8),
        (22, 7.6),
        (32, 9),
        (40, 9.5),
        (46, 8.5),
        (49.4, 6.4),
        (51.2, 4.2),
        (52, 2.4),
    ]
    RIDGE: Final = [(16, 27), (20, 24.6), (26, 20.6), (33, 16.6), (40, 14.2), (46, 12.8), (50, 10.8), (52, 8)]
    COLLAR: Final = [(0, 24), (2, 24.4), (6, 21.6), (10, 20.4), (14, 21.4), (17, 25)]
    SOLE: Final = 5.4

    def __init__(self, ox: float, oy: float, k: float) -> None:
        self.ax = Axo(ox, oy, k, az=36, el=24)

    def half(self, x: float) -> float:
        """Return half the width at a distance from the heel."""
        return height_at(self.HALF, x)

    def upper(self, x: float, t: float) -> Point:
        """Return a point of the front part: t round it, 0 the near edge of the sole, 90 the ridge."""
        x = min(x, self.LENGTH)
        c, s = cos(radians(t)), sin(radians(t))
        q = 2 / 2.3
        y = (1 if c > 0 else -1) * self.half(x) * abs(c) ** q
        return self.ax(x - 26, y, 5 + (height_at(self.RIDGE, x) - 5) * abs(s) ** q)

    def wall(self, x: float, z: float, side: int = 1) -> Point:
        """Return a point of the near (or far, -1) wall of the back part."""
        collar = height_at(self.COLLAR, x)
        v = max(0.0, (z - 9) / (collar - 9))
        return self.ax(x - 26, side * self.half(x) * (1 - 0.3 * v**1.4), z)

    def rim(self, x: float, z: float) -> Point:
        """Return a point of the near side of the sole."""
        return self.ax(x - 26, self.half(x) + 1.1, z)

    def draw(self, g: Svg) -> tuple[Point, Point]:
        """Draw the shoe; return the places of the tongue's label and of the seam of the sole."""
        ax, upper, wall, length = self.ax, self.upper, self.wall, self.LENGTH
        shadow = [(3, 11), (40, 13), (52, 10), (55, 2), (61, 3), (58, 13), (44, 17.5), (8, 15)]
        g.hatch([ax(x - 26, y, 0) for x, y in shadow], 0, 0.85, stroke=GREY, w=0.25)
        toe = [
            (length - 26 + 2 * sin(radians(t)), (self.half(length) + 1.1) * cos(radians(t))) for t in range(15, 180, 15)
        ]
        xs = [i * length / 48 for i in range(49)]
        near = [(x - 26, self.half(x) + 1.1) for x in xs]
        plan = hull([*near, *toe, *((x, -y) for x, y in near), (-27, 0)])
        g.path(hull([ax(x, y, z) for x, y in plan for z in (0, self.SOLE)]), SAND, INK, W1)
        # upper
        sections = []
        for i in range(13):
            x = i * 1.4
            collar = height_at(self.COLLAR, x)
            sections.append([wall(x, z) for z in (5, 9, 14, collar)] + [wall(x, collar, -1), wall(x, 5, -1)])
        sections += [[upper(17 + i, t) for t in range(0, 181, 12)] for i in range(36)]
        body(g, sections, CARD)
        # opening with its lining
        along = [i * 0.5 for i in range(35)]
        far = [wall(x, height_at(self.COLLAR, x), -1) for x in along]
        g.path([wall(x, height_at(self.COLLAR, x)) for x in along] + far[::-1], STONE, INK, W2)
        g.path(far + [wall(x, height_at(self.COLLAR, x) - 2.4, -1) for x in along[::-1]], OTINT, INK, W3)
        self.panels(g)
        label = self.tongue(g)
        for i in range(4):
            x = 20.4 + i * 3.6
            lace = [upper(x + dx, t) for dx, t in ((0.5, 60), (0.1, 75), (0, 90), (0.3, 106), (0.8, 118))]
            g.line(*lace, w=1.7)
            g.line(*lace, w=1.05, stroke=CARD)
        # sole: welt, thread, tread, shade
        visible = near + toe[:7]
        g.line(*(ax(x, y, 2.4) for x, y in visible[2:]), w=W3)
        g.line(*(ax(x, y, 4.2) for x, y in visible[2:]), w=W3, dash="0.9 0.55")
        for x, y in visible[4:49:2]:
            g.line(ax(x, y, 0.2), ax(x, y, 1.5), w=W3)
        g.hatch(
            [ax(x, y, 5.2) for x, y in visible[36:]] + [ax(x, y, 2.6) for x, y in visible[:35:-1]],
            -58,
            0.6,
            stroke=STONE,
        )
        return label, self.rim(35, 4.9)

    def panels(self, g: Svg) -> None:
        """Draw what is sewn on the upper: heel, toe cap, side stripes, eyestay."""
        upper, wall = self.upper, self.wall
        cap = [
            [upper(s + 3.4 * sin(radians(t)), t) for t in range(0, 181, 9)] for s in (41 + i * 0.55 for i in range(21))
        ]
        g.path(union(cap), JTINT, None)
        g.line(*cap[0][:-3], w=W3)
        g.line(*(upper(40.1 + 3.4 * sin(radians(t)), t) for t in range(0, 150, 6)), w=W3, dash=STITCH)
        heel = [
            (0.9, 5.4),
            (3, 5.4),
            (6, 5.4),
            (9, 5.4),
            (11, 5.4),
            (10.6, 8),
            (9.4, 11.4),
            (7, 14.6),
            (4, 16.8),
            (1.2, 17.6),
            (0.6, 15),
            (0.5, 10),
        ]
        g.path([wall(x, z) for x, z in heel], OCHRE, INK, W3)
        seam = [(12.1, 5.6), (11.6, 8.4), (10.3, 12), (7.6, 15.6), (4.2, 17.9), (1.2, 18.7)]
        g.line(*(wall(x, z) for x, z in seam), w=W3, dash=STITCH)
        g.line(*(wall(x, height_at(self.COLLAR, x) - 2) for x in (0.6, 3, 6, 9, 12, 14.6)), w=W3, dash=STITCH)
        a, b = 17.6, 33.4
        run = [a + i * (b - a) / 12 for i in range(13)]
        stay = (
            [upper(x, 52) for x in run]
            + [upper(b + 0.9, t) for t in (62, 76, 90, 104, 118)]
            + [upper(x, 128) for x in run[::-1]]
        )
        g.path(stay, JTINT, INK, W3)
        run = [a + i * (b - 1.4 - a) / 12 for i in range(13)]
        g.path([upper(x, 76) for x in run] + [upper(x, 106) for x in run[::-1]], CARD, INK, W3)
        row = [upper(a - 0.4 + i * (b - a) / 12, 46) for i in range(13)] + [
            upper(b + 2.4, t) for t in (56, 70, 90, 110)
        ]
        g.line(*row, w=W3, dash=STITCH)
        g.hatch(
            [upper(45, t) for t in (6, 16, 26)]
            + [upper(x, t) for x, t in ((47.5, 40), (49.5, 60), (51, 70), (51.8, 40), (51, 8), (48, 4))],
            -58,
            0.75,
            stroke=STONE,
        )
        g.hatch(
            [upper(x, t) for x, t in ((20, 0), (30, 0), (37, 0), (37, 14), (30, 12), (20, 13))], -58, 0.75, stroke=STONE
        )

    def tongue(self, g: Svg) -> Point:
        """Draw the tongue with the size and the number; return the edge of the label."""
        ax = self.ax

        def place(u: float, v: float) -> Point:
            return ax(-8.4 - 4.6 * v, -u, 24.2 + 8.4 * v)

        face = [
            place(u, v)
            for u, v in (
                (-4.4, -0.1),
                (-4.8, 0.6),
                (-4.7, 0.94),
                (-3.6, 1.06),
                (0, 1.1),
                (3.6, 1.06),
                (4.7, 0.94),
                (4.8, 0.6),
                (4.4, -0.1),
            )
        ]
        g.path(hull(face + [(x - 1.2, y - 0.5) for x, y in face]), SAND, INK, W1)
        g.path(face, CARD, INK, W2)
        g.path([place(u, v) for u, v in ((-3.9, 0.96), (3.9, 0.96), (3.9, 0.12), (-3.9, 0.12))], JTINT, INK, W3)
        top, low = place(0, 1), place(0, 0)
        m = (ax.k * ax.sa, -ax.k * ax.ca * ax.se, (low[0] - top[0]) / 9.6, (low[1] - top[1]) / 9.6)
        g.text(*place(0, 0.54), SIZE, 3.9, m=m, weight=700, anchor="middle")
        g.text(*place(0, 0.18), ARTICLE, 3.9, m=m, weight=700, anchor="middle")
        return place(3.9, 0.6)


def barcode(g: Svg, place: Place, width: float, height: float) -> None:
    """Draw a bar code that says nothing, from (0, 0) to the right and down."""
    bars = (0.5, 0.25, 0.7, 0.25, 0.4, 0.6, 0.25, 0.5, 0.25, 0.5)
    for i, w in enumerate(bars):
        u = width * i / (len(bars) - 1)
        g.line(place(u, 0), place(u, height), w=w * min(1, width / 9))


def shoe_box(g: Svg, ox: float, oy: float) -> Point:
    """Draw a shoe box, its label on the right; return the label's upper corner."""
    ax = Axo(ox, oy, 1, az=40, el=24)
    w, d, h, lid = 47.0, 27.0, 16.6, 5.6
    e = w / 2
    floor = [(-e, d), (e, d), (e, 0), (e + 8, 0), (e + 8, d + 4), (-e + 5, d + 4)]
    g.hatch([ax(x, y, 0) for x, y in floor], 0, 0.85, stroke=GREY, w=0.25)
    ax.prism(g, "y", [(-e, 0), (e, 0), (e, h), (-e, h)], 0, d, front=CARD, left=PAPER, right=SAND, hgap=0.8)
    over = 0.6
    profile = [(-e - over, h - lid), (e + over, h - lid), (e + over, h + over), (-e - over, h + over)]
    ax.prism(g, "y", profile, -over, d + over, front=JTINT, left=JTINT, right=JMID, h=False)
    side = [(0, 0), (d + 2 * over, 0), (d + 2 * over, lid + over), (0, lid + over)]
    g.hatch(ax.on("side", e + over, d + over, h + over, side), -58, 0.8, stroke=JADE)

    def face(u: float, v: float) -> Point:
        return ax.on("side", e + over + 0.1, d, h, [(u, v)])[0]

    m = ax.m("side")
    g.path([face(u, v) for u, v in ((2.6, 1.6), (24.6, 1.6), (24.6, 15), (2.6, 15))], CARD, INK, W2)
    g.text(*face(4, 8.4), SIZE, 7.4, m=m, weight=700)
    g.text(*face(14, 8.4), "UK 8", 4, m=m, weight=600)
    g.text(*face(4, 13.4), ARTICLE, 3.7, m=m, weight=700)
    barcode(g, lambda u, v: face(16.2 + u, 10.2 + v), 7, 3.2)
    return face(23, 2.6)


def hang_tag(g: Svg, x: float, y: float, string: Point) -> Point:
    """Draw a hang tag with its eyelet at (x, y), on a string from a point above; return its right edge."""
    hx, hy = string
    for bend in (2.2, 5):
        g.path(
            f"M{f(hx)} {f(hy)}C{f(hx + bend)} {f(hy + 6)} {f(x - 4 + bend)} {f(y - 6)} {f(x)} {f(y + 0.4)}",
            "none",
            INK,
            0.35,
        )
    c, s = cos(radians(8)), sin(radians(8))

    def place(u: float, v: float) -> Point:
        return x + u * c - v * s, y + u * s + v * c

    g.path(on(place, [(-3.4, -1.6), (3.4, -1.6), (6.2, 1.4), (6.2, 25), (-6.2, 25), (-6.2, 1.4)]), CARD, INK, W1)
    g.circ(*place(0, 0.7), 0.95, SAND, INK, W3)
    g.path(box(place, -6.2, 3.6, 12.4, 4.6), JTINT, INK, W3)
    g.lettering("合格证", 3.2, at(place, -5, 7), weight=600, fam="han")
    g.lettering("运动衫", 3, at(place, -5, 11.6), weight=600, fam="han")
    g.lettering("30582", 2.8, at(place, -5, 15), weight=700)
    for v, w in ((17.2, 9.6), (18.8, 7.2)):
        g.line(place(-4.8, v), place(-4.8 + w, v), stroke=STONE, w=W3)
    barcode(g, at(place, -4.6, 20.4), 9.2, 3.2)
    return place(6.2, 9.4)


def plate() -> Svg:
    """Draw the plate: a sports shirt on a hanger, one corner turned up; hang tag, running shoe, shoe box.

    The shirt is drawn smaller than the shoe and its box would need it, so the plate bears no scale bar.
    """
    g = Plate("Sports shirt with a turned-up hem, hang tag, running shoe and shoe box")
    seam, neck, badge, string = Shirt(40, 69, 0.92).draw(g)
    label = shoe_box(g, 113, 24)
    tongue, sole = Shoe(113, 73, 0.96).draw(g)
    tag = hang_tag(g, 77, 50, string)
    g.call(1, 10, 77, *seam)
    g.call(2, 12, 7, *neck)
    g.call(3, 62, 7, *badge)
    g.call(4, 88, 79, *tag)
    g.call(5, 80, 37, *tongue)
    g.call(6, 144, 36, *label)
    g.call(7, 144, 79, *sole)
    return g


def sole(fake: bool) -> Lens:
    """Draw the joint of upper and sole: closed, evenly sewn | a gap with a trace of glue, uneven stitches."""
    g = Lens("Joint of the sole: " + ("gaping, glue visible" if fake else "closed and sewn"), fake)
    g.hatch("M23 -1L29 -1L29 16C25 16.9 20 17.2 13 16.9Z", -58, 0.9, stroke=STONE)
    g.path("M-1 14.6C8 17.4 20 18 29 16V25C20 26.6 8 26 -1 24Z", SAND, INK, W1)
    g.path("M-1 21C8 23.2 20 23.8 29 22", "none", INK, W3)
    for i in range(14):
        x = i * 2.2
        y = 24.4 - 0.0056 * (x - 16) ** 2
        g.line((x, y + 0.2), (x, y + 1.4), w=W3)

    def welt(x: float) -> float:
        return 19 - 0.0115 * (x - 17) ** 2

    rand = random.Random(8)
    for i in range(13):
        x = 0.4 + i * 2.2
        if not fake:
            g.line((x, welt(x)), (x + 1.3, welt(x + 1.3)), w=0.65)
        elif i != 7:
            dy, stop = rand.uniform(-0.2, 0.5), x + rand.uniform(0.8, 1.7)
            g.line((x, welt(x) + 0.3 + dy), (stop, welt(stop) + 0.3 - dy), w=0.65)
    if fake:
        g.path("M6.6 16.6C11 15.2 18 15.3 23.6 16.9C18.6 18.2 12 18.1 6.6 16.6Z", INK, INK, W2)
        drop = "M10.6 17.5C12 17.2 16.8 17.4 18.6 17.7C18.4 18.5 17.2 18.3 16.6 18.6"
        g.path(drop + "C16 19.4 15.2 19.4 14.9 18.6C13.6 18.3 11 18.6 10.6 17.5Z", OCHRE, INK, W3)
    return g.done()


def badge(fake: bool) -> Lens:
    """Draw an embroidered badge: clean outline, letters apart | frayed edge, letters run together, field not filled."""
    g = Lens("Badge: " + ("frayed, letters run together" if fake else "neat outline, letters apart"), fake)
    rand = random.Random(12)
    for i in range(24):
        g.line((i * 1.3 - 1, -1), (i * 1.3 - 1, 29), stroke=SAND, w=0.3)

    def place(u: float, v: float) -> Point:
        return 14 + 8.8 * u, 4.2 + 8.8 * v

    contour = on(place, smooth(crest(), n=4))
    rim = on(lambda u, v: place(0.83 * u, 0.2 + 0.84 * v), smooth(crest(), n=4))
    g.path(contour, JMID, None)
    g.path(rim, CARD, None)
    g.path(box(place, -0.79, 0.26, 1.58, 0.9), JADE, None)
    for u, low in ((-0.7, 1.66), (-0.15, 2.04), (0.4, 1.66)):
        slip = rand.uniform(-0.06, 0.06) if fake else 0
        g.path(on(place, [(u, 1.3), (u + 0.3, 1.3), (u + 0.3 + slip, low), (u - slip, low - 3 * slip)]), JMID, None)
    # satin stitches of the rim
    for i, (a, b) in enumerate(zip(contour, rim, strict=True)):
        if not fake:
            g.line(a, b, w=W3, stroke=JADE)
            continue
        out = 1 + (rand.uniform(0, 0.1) if rand.random() < 0.6 else 0)
        shift = rand.uniform(-0.5, 0.5)
        tip = (14 + (a[0] - 14) * out + shift, 13 + (a[1] - 13) * out)
        if i % 7 != 3:
            g.line(tip, (b[0] + shift, b[1] + rand.uniform(-0.4, 0.4)), w=W2, stroke=JADE)
    if not fake:
        g.path(contour, "none", INK, 0.4)
        g.path(rim, "none", INK, W3)
    else:
        ragged = [(x + rand.uniform(-0.28, 0.28), y + rand.uniform(-0.28, 0.28)) for x, y in contour]
        g.path(ragged, "none", INK, 0.4)
        for d in (
            "M22.6 12.4C24.2 12.6 23.6 14.6 25.2 15",
            "M6.6 18.6C5 19 5.4 20.8 3.8 21",
            "M19.4 22.4C20.6 22.6 20.4 24 21.6 24.6",
        ):
            g.path(d, "none", JADE, 0.4)
    letters = glyphs("FC", 8.6, lambda u, v: (14 + u * (0.9 if fake else 1.04), 13.4 + v))
    g.path(letters, CARD, CARD, 0.85 if fake else 0.1)
    return g.done()


def tag(fake: bool) -> Lens:
    """Draw the back of a hang tag: article, maker and address | praise only, nothing about the maker."""
    g = Lens("Hang tag: " + ("no maker named" if fake else "maker, address, article"), fake)
    g.path([(-1, -1), (29, -1), (29, 30), (-1, 30)], SAND, None)
    g.hatch([(24.6, 4), (29, 4), (29, 29), (24.6, 29)], -58, 0.75, stroke=STONE)
    g.path([(7, -1), (21, -1), (24.6, 4.4), (24.6, 30), (3.4, 30), (3.4, 4.4)], CARD, INK, W1)
    g.circ(14, 2.9, 1.2, SAND, INK, W2)
    g.path("M14 2.4C13.4 0 13.8 -1 13 -3", "none", INK, 0.5)
    g.path([(3.4, 5.6), (24.6, 5.6), (24.6, 10.2), (3.4, 10.2)], JTINT, INK, W3)
    g.text(14, 9.15, "合格证", 3.6, anchor="middle", weight=600, fam="han")
    if fake:
        g.text(14, 15.4, "TOP QUALITY", 2.9, anchor="middle", weight=700)
        g.text(14, 19.4, "FASHION", 2.9, anchor="middle", weight=700)
    else:
        for y, t in ((13.6, "货号 30582"), (17.3, "厂名 田野服装"), (21, "厂址 江苏…")):
            g.text(5.4, y, t, 2.75, weight=600, fam="han")
    barcode(g, lambda u, v: (8 + u, 22.8 + v), 11.7, 3.8)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {"plate-clothes": plate}
for _stem, _lens in (
    ("sole", sole),
    ("badge", badge),
    ("tag", tag),
):
    DRAWINGS[f"l-clothes-{_stem}-g"] = partial(_lens, False)
    DRAWINGS[f"l-clothes-{_stem}-f"] = partial(_lens, True)
