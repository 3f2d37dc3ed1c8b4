"""Antiques, art and new porcelain: the plate and two pairs of lenses.

One unit of the models is 7 mm of the real thing: a permit of 29 by 21 cm, a vase of 29 cm.

Chinese on the plate: 文物销售许可证 licence to sell relics; 文物出境许可证 permit to take a relic out of the country;
山水 landscape; 印 seal; 中国制造 made in China. In the lens: 古瓷 old
porcelain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import cos, degrees, radians, sin
from typing import Final

from art.kit import (
    CARD,
    INK,
    JADE,
    JMID,
    JTINT,
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
    arc,
    f,
    hull,
    pair,
    rrect,
)
from art.paper import Place, at, box, on, ring, seal
from art.solids import Turned, floor
from art.space import Frame, moved, shade, smooth

UNIT, SCALE = 7, 1.06
AZ, EL = 36.0, 28.0
"""Everything on the plate is seen from one place, at one scale."""


class Vase:
    """A pear-shaped bottle with painted lotus; its shape as (radius, height) in mm of the drawing."""

    PROFILE: Final = (
        *((5.7, 0), (5.4, 1.6), (6.2, 3.2), (9.6, 7), (11.9, 11), (12.2, 14.4), (11, 18.6)),
        *((8.4, 23), (5.6, 27.6), (3.8, 32.4), (3.5, 36), (4.2, 39.4), (6.2, 42)),
    )
    SHAPE: Final = smooth(PROFILE, closed=False, n=6)

    def __init__(self, place: Place, k: float = 1, el: float = EL, detailed: bool = True) -> None:
        """``place`` puts millimetres right of and below the middle of the foot on the page."""
        self.place, self.k, self.detailed = place, k, detailed
        self.turned = Turned(0, 0, el, k)

    def radius(self, z: float) -> float:
        """Return the radius at a height."""
        (r0, z0), (r1, z1) = next((a, b) for a, b in pairwise(self.SHAPE) if z <= b[1] + 1e-6)
        return r0 + (r1 - r0) * (z - z0) / (z1 - z0)

    def pt(self, angle: float, z: float, r: float | None = None) -> Point:
        """Return a place of the surface on the page."""
        return self.place(*self.turned.pt(angle, self.radius(z) if r is None else r, z))

    def glaze(self, points: Sequence[Point]) -> list[Point]:
        """Return what is painted on the belly, (to the right of the middle, height) in mm, on the page."""
        return [self.pt(degrees(u / 12), z) for u, z in points]

    def band(self, z0: float, z1: float) -> list[Point]:
        """Return the visible half of a level band."""
        turn = range(-90, 91, 6)
        return [self.pt(t, z0) for t in turn] + [self.pt(-t, z1) for t in turn]

    def draw(self, g: Svg, w: float = W1) -> None:
        """Draw the vase."""
        outline = on(self.place, self.turned.silhouette(self.SHAPE))
        g.path(outline, CARD, None)
        self._paint(g)
        if self.detailed:
            shade(g, outline, [moved(outline, -3.4, -0.6)], stroke=STONE)
            g.line(*self.glaze([(-8.6, 19), (-9.6, 16), (-9.8, 12.6)]), stroke=CARD, w=0.9)
        lip, hole = ([self.pt(t, 42, r) for t in range(0, 360, 8)] for r in (6.2, 5.2))
        g.path(lip, CARD, INK, min(W2, w))
        g.path(hole, STONE if self.detailed else JADE, INK if self.detailed else None, W3)
        g.path(outline, "none", INK, w)

    def _paint(self, g: Svg) -> None:
        line = W2 * min(1, self.k * 1.6)
        for z0, z1 in ((0.4, 1.1), (40.2, 40.8), (27, 27.6), (24.6, 25.2)):
            g.path(self.band(z0, z1), JADE, None)
        # leaves up the neck, petals round the foot
        for t in range(-84, 85, 42):
            edge = ((-19, 28.2), (-16, 32), (0, 38.6), (16, 32), (19, 28.2))
            g.path([self.pt(t + a, z) for a, z in edge], JMID, JADE if self.detailed else None, line)
            if self.detailed:
                g.line(self.pt(t, 28.6), self.pt(t, 36), stroke=JADE, w=W3)
        for t in range(-88, 89, 22):
            rim = ((-9, 2), (-9.4, 4.2), (-6, 6), (0, 6.9), (6, 6), (9.4, 4.2), (9, 2))
            g.path([self.pt(t + a, z) for a, z in rim], JMID, JADE if self.detailed else None, line)
        if self.detailed:
            for t in range(-80, 81, 16):
                g.circ(*self.pt(t, 26.1), 0.4, JADE, None)
            self._stems(g)
        for turn, size in ((78, 6), (-78, 6), (50, 7.2), (-50, 7.2), (24, 8), (-24, 8), (0, 8.6)):
            g.path(self.glaze(blade(0, 11.4, turn, size, 1.9)), JTINT if turn % 50 else JMID, JADE, line)
        g.path(self.glaze([*arc(0, 11, 2.3, 1.4, 0, 360)]), JADE, None)

    def _stems(self, g: Svg) -> None:
        """Draw the stems and leaves on both sides of the flower."""
        stem = [(0.4, 9), (3.6, 8.6), (7.6, 10.4), (9.8, 14.4), (8.8, 18.4), (12, 21), (16.4, 18), (17, 13), (14, 9.6)]
        leaves = ((6, 9.2, -110), (10, 13, 160), (9, 19.4, 60), (14.4, 20.4, -60), (13, 15, 200))
        for side in (1, -1):
            g.line(*self.glaze(smooth([(side * u, z) for u, z in stem], closed=False)), stroke=JADE, w=0.45)
            for u, z, turn in leaves:
                g.path(self.glaze([(side * x, y) for x, y in blade(u, z, turn, 3.5, 0.95)]), JADE, None)


def blade(x: float, y: float, turn: float, length: float, width: float) -> list[Point]:
    """Return a pointed leaf from (x, y), turned clockwise from upright; y grows upwards, as on a vase."""
    a = radians(turn)
    shape = smooth([(0, 0), (width * 0.8, length * 0.3), (width * 0.86, length * 0.6), (0, length)], closed=False, n=5)
    shape += [(-u, v) for u, v in shape[::-1]]
    return [(x + u * cos(a) + v * sin(a), y - u * sin(a) + v * cos(a)) for u, v in shape]


def shadow(g: Svg, view: Axo, *corners: Point) -> None:
    """Draw the shadow on the table between corners (x, y)."""
    floor(g, [view(x, y, 0) for x, y in corners])


def licence(g: Svg, view: Axo) -> Point:
    """Draw the shop's relic licence in a frame that stands on the table; return a place on its edge."""
    w, h, rim = 38.0, 29.0, 2.4
    frame = Frame(view, (0, 0, 0), (1, 0, 0), (0, -0.2, 1))
    shadow(g, view, (-16, 1), (19, 2.4), (19, -10), (27, -10), (27, 5), (-12, 5.5))
    corners = [(-w / 2, 0), (w / 2, 0), (w / 2, h), (-w / 2, h)]
    g.path(hull(frame.on(corners, 0) + frame.on(corners, 2.4)), OCHRE, INK, W1)
    right = frame.on([(w / 2, 0), (w / 2, h)], 2.4) + frame.on([(w / 2, h), (w / 2, 0)])
    g.path(right, OCHRE, INK, W2)
    g.hatch(right, -58, 0.55, stroke=INK)
    g.path(frame.on(corners, 2.4), OCHRE, INK, W2)

    def place(u: float, v: float) -> Point:
        return frame(u - w / 2, h - v, 2.4)

    g.path(box(place, rim, rim, w - 2 * rim, h - 2 * rim), CARD, INK, W2)
    for u, v in ((0, 0), (w, 0), (w, h), (0, h)):  # the mitres
        g.line(place(u, v), place(abs(u - rim), abs(v - rim)), w=W3)
    g.path(box(place, rim + 1.2, rim + 1.2, w - 2 * rim - 2.4, h - 2 * rim - 2.4), "none", JADE, W2)
    g.lettering("文物销售许可证", 3.9, at(place, w / 2, 10), INK, 600, "middle", "han")
    for v, width in ((13.8, 14), (17, 11), (20.2, 14)):
        g.line(place(6, v), place(6 + width, v), stroke=STONE, w=W2)
    seal(g, place, 28, 18.6, 4.9, "", OCHRE, 0.5)
    return place(rim + 1.2, rim + 1.2)


def permit(g: Svg, view: Axo) -> tuple[Point, Point]:
    """Draw the exit permit, a sheet on the table; return the places of its edge and of the picture."""
    w, h = 42.0, 29.4
    shadow(g, view, (-18, 14.7), (21, 14.7), (21, -12), (25, -12), (25, 17.7), (-14, 17.7))

    def place(u: float, v: float) -> Point:
        return view(u - w / 2, v - h / 2, 0.3)

    g.path(box(place, 0, 0, w, h), CARD, INK, W1)
    g.path(box(place, 1.4, 1.4, w - 2.8, h - 2.8), "none", JADE, W2)
    g.lettering("文物出境", 4.9, at(place, 3.6, 8), INK, 600, fam="han")
    g.lettering("许可证", 4.9, at(place, 3.6, 13.6), INK, 600, fam="han")
    g.lettering("No. 0471", 4.6, at(place, 3.6, 19.2), INK, 600)
    for v, width in ((22, 8), (25, 6)):
        g.line(place(3.6, v), place(3.6 + width, v), stroke=STONE, w=W2)
    picture = box(place, 25.4, 3.4, 13.6, 22.6)
    g.path(picture, JTINT, INK, W2)
    Vase(at(place, 32.2, 25), 0.48, 4, detailed=False).draw(g, W2)
    seal(g, place, 18.6, 24.2, 4.2, "", OCHRE, 0.5)
    return place(1.4, 4), place(28, 3.4)


def scroll(g: Svg, view: Axo) -> Point:
    """Draw a painted scroll, partly unrolled on the table; return a place on its seal."""
    w, h = 40.0, 23.0
    left, right = 3.4, 2.1
    shadow(g, view, (-20, 11.5), (20, 11.5), (23, -12), (29, -12), (26, 17.5), (-17, 15.5))

    def place(u: float, v: float) -> Point:
        """Return the place on the sheet, which rises a little towards the rolls."""
        edge = max(0.0, 1 - u / 5) ** 2 + max(0.0, 1 - (w - u) / 5) ** 2
        return view(u - w / 2, v - h / 2, 1.2 * edge)

    def sheet(u0: float, v0: float, u1: float, v1: float) -> list[Point]:
        steps = [u0 + (u1 - u0) * i / 20 for i in range(21)]
        return [place(u, v0) for u in steps] + [place(u, v1) for u in steps[::-1]]

    g.path(sheet(0, 0, w, h), OTINT, INK, W1)
    g.path(sheet(2, 3, w - 2, h - 3), CARD, INK, W3)
    landscape(g, place)
    for v, t in ((7.6, "山"), (12.3, "水")):
        g.lettering(t, 4.6, at(place, 27.8, v), INK, 600, fam="han")
    stamp = box(place, 27.5, 13.3, 5.2, 5.2)
    g.path(stamp, OCHRE, None)
    g.lettering("印", 4.6, at(place, 27.8, 17.6), INK, 600, fam="han")
    for x, r in ((-w / 2 - 0.6, left), (w / 2 + 0.4, right)):
        roll(g, view, x, r, h / 2)
    return stamp[1]


def landscape(g: Svg, place: Place) -> None:
    """Draw mountains, water, a pine and the sun on the sheet of the scroll, 40 by 23 mm."""

    def line(points: Sequence[Point]) -> list[Point]:
        return on(place, smooth(points, closed=False))

    far = [(12, 17), (14.6, 12), (16.6, 8.6), (18, 8), (19.4, 9.4), (21.4, 13), (24.6, 17)]
    near = [(6.4, 18.4), (9, 14.6), (10.8, 9.4), (12.4, 6), (13.6, 5.4), (14.8, 6.6), (16, 10.2), (17.8, 12.4)]
    ridges = (
        [(13.4, 6), (12.6, 9.4), (13.8, 12), (12, 16)],
        [(10.8, 10.4), (10.8, 13), (9.4, 16)],
        [(16, 11.4), (15.8, 14), (17.6, 17)],
    )
    g.path(line(far), JTINT, JADE, W2)
    g.path(line([*near, (21, 18.4)]), JMID, INK, W2)
    for ridge in ridges:
        g.line(*line(ridge), stroke=JADE, w=W2)
    g.path(ring(place, 23.4, 6.4, 1.7), OTINT, INK, W3)
    for v, u0, u1 in ((18.6, 4, 25), (19.6, 8, 18)):
        g.line(place(u0, v), place(u1, v), stroke=JADE, w=W2)
    g.line(*line([(21.8, 18.4), (22.4, 16), (21.6, 14), (22.4, 11.6)]), w=0.6)
    for u, v, size in ((20.4, 14.4, 1.9), (23.8, 13.2, 2), (22, 11.6, 1.7)):
        g.path(on(place, arc(u, v, size, size * 0.6, 180, 360)), JADE, INK, W3)


def roll(g: Svg, view: Axo, x: float, r: float, half: float) -> None:
    """Draw the rolled-up end of a scroll along y, with the knobs of its rod."""

    def circle(y: float, radius: float) -> list[Point]:
        return [view(x + radius * cos(radians(t)), y, r + radius * sin(radians(t))) for t in range(0, 360, 10)]

    g.path(hull(circle(-half - 3, r * 0.5) + circle(-half, r * 0.5)), OCHRE, INK, W2)
    body = hull(circle(-half - 0.6, r) + circle(half + 0.6, r))
    g.path(body, PAPER, INK, W1)
    shade(g, body, [moved(body, -r * 0.85, -0.9 * r)], gap=0.65)
    g.path(circle(half + 0.6, r), OTINT, INK, W2)
    spiral = [
        view(x + r * (1 - t / 900) * cos(radians(t)), half + 0.6, r + r * (1 - t / 900) * sin(radians(t)))
        for t in range(0, 500, 12)
    ]
    g.line(*spiral, stroke=STONE, w=W3)
    g.path(hull(circle(half + 0.6, r * 0.46) + circle(half + 3, r * 0.46)), OCHRE, INK, W2)
    g.path(circle(half + 3, r * 0.46), OCHRE, INK, W3)


def bowl(g: Svg, view: Axo) -> Point:
    """Draw a new bowl that lies with its foot to the beholder; return the place of the maker's mark."""
    rim, foot, depth = 10.4, 5.6, 7.4
    tilt, facing = radians(38), radians(10)
    a = (cos(facing), -sin(facing), 0.0)
    b = (-sin(facing) * sin(tilt), -cos(facing) * sin(tilt), cos(tilt))
    frame = Frame(view, (0, 0, rim * cos(tilt) + 0.2), a, b)
    shadow(g, view, (-8, 3), (0, 7), (9, 4), (14, -4), (20, -4), (17, 5), (4, 11), (-4, 8))
    profile = ((rim, 0), (rim, 1), (9.6, 2.8), (8.4, 4.6), (6.8, 5.9), (foot, 6.3), (foot, depth))
    slices = [frame.circle(r, c) for r, c in profile]
    outline = hull([p for s in slices for p in s])
    g.path(outline, CARD, None)
    g.path(frame.circle(9.9, 2), "none", JADE, 0.5)
    for t in range(0, 360, 30):
        petal = [(t - 13, 9.3, 3.2), (t - 11, 8.2, 4.8), (t, 7.2, 5.6), (t + 11, 8.2, 4.8), (t + 13, 9.3, 3.2)]
        g.path([frame(r * sin(radians(q)), r * cos(radians(q)), c) for q, r, c in petal], JMID, JADE, W3)
    shade(g, outline, [moved(outline, -2.6, -1.4), frame.circle(foot, depth)])
    g.path(hull(slices[-1] + slices[-2]), CARD, INK, W2)
    g.path(frame.circle(foot - 0.9, depth), SAND, INK, W2)

    def place(u: float, v: float) -> Point:
        return frame(u, -v, depth)

    g.path(box(place, -3.3, -3.3, 6.6, 6.6), CARD, JADE, 0.4)
    for word, v in (("中国", -0.4), ("制造", 2.8)):
        g.lettering(word, 3.25, at(place, 0, v), JADE, 600, "middle", "han")
    g.path(outline, "none", INK, W1)
    return place(3.3, 0)


def teapot(g: Svg, x: float, y: float, k: float) -> Point:
    """Draw a new teapot of porcelain with two cups, their feet about (x, y); return a place on a cup."""
    pot = Turned(x, y, EL, k)
    pot.floor(g, 8 * k, 10)
    for w, colour in ((1.9, INK), (1.1, CARD)):  # the handle, behind the body
        a, b, c, d = ((x + u * k, y + v * k) for u, v in ((7.4, -11.6), (14.4, -13.4), (14, -3), (7.6, -3.6)))
        g.path(f"M{f(a[0])} {f(a[1])}C{f(b[0])} {f(b[1])} {f(c[0])} {f(c[1])} {f(d[0])} {f(d[1])}", "none", colour, w)
    spout = smooth(
        [(-7, -3.6), (-10.4, -6), (-12, -10), (-14.6, -13), (-12.6, -13.4), (-9.6, -10.6), (-7, -9.4)], closed=False
    )
    g.path([(x + u * k, y + v * k) for u, v in spout], CARD, INK, W1)
    profile = smooth([(5, 0), (7.4, 1.4), (9.4, 5), (9.2, 8.6), (6.6, 11.6), (4.4, 12.4)], closed=False, n=6)
    body = pot.silhouette(profile)
    g.path(body, CARD, None)
    for turn in (-58, 0, 58):
        for petal, size in ((-70, 3), (70, 3), (-36, 3.6), (36, 3.6), (0, 4)):
            leaf = blade(0, 4.4, petal, size, 1.1)
            g.path([pot.pt(turn + degrees(u / 9), 9.3, v) for u, v in leaf], JMID, JADE, W3)
    for r, z in ((7.6, 1.6), (6.9, 11.3)):
        g.line(*pot.ring(r, z), stroke=JADE, w=0.4)
    shade(g, body, [moved(body, -2.6 * k, -0.6)])
    g.path(body, "none", INK, W1)
    lid = smooth([(4.6, 12.4), (4.2, 13.2), (2, 14.2), (1, 14.6)], closed=False, n=5)
    g.path(pot.silhouette(lid), CARD, INK, 0.4)
    g.circ(*pot.pt(0, 0, 15.6), 1.25 * k, JMID, INK, W2)
    for dx, dy in ((-13.5, 5.4), (-2, 9)):
        _cup(g, x + dx * k, y + dy * k, k)
    return x - 16.6 * k, y + 2.4 * k


def _cup(g: Svg, x: float, y: float, k: float) -> None:
    """Draw a cup without a handle."""
    cup = Turned(x, y, EL, k)
    cup.floor(g, 3.4 * k, 4)
    outline = cup.silhouette([(2, 0), (2.2, 0.6), (3.6, 2.4), (4.4, 5)])
    g.path(outline, CARD, None)
    g.line(*cup.ring(3.9, 3.4), stroke=JADE, w=0.4)
    shade(g, outline, [moved(outline, -1.6, -0.4)], gap=0.6)
    g.path(cup.whole(4.4, 5), CARD, INK, W2)
    g.path(cup.whole(3.3, 4), JTINT, JMID, W3)
    g.path(outline, "none", INK, 0.4)


def plate() -> Svg:
    """Draw the plate: framed licence, permit with the vase's picture, vase, scroll, new bowl and tea set."""
    g = Plate(
        "Licence to sell relics, exit permit with the picture of a vase, the vase, a scroll, new bowl and tea set. "
        "Numbers 1 to 5."
    )
    shop = licence(g, Axo(28, 39.5, SCALE, AZ, EL))
    seal_of_painter = scroll(g, Axo(116, 22, SCALE, AZ, EL))
    floor(g, arc(73, 54, 13.6, 5.4, -38, 165))
    vase = Vase(lambda x, y: (69 + x, 52 + y), SCALE)
    vase.draw(g)
    edge, picture = permit(g, Axo(33, 66.5, SCALE, AZ, EL))
    mark = bowl(g, Axo(87, 75, SCALE, AZ, EL))
    pot = teapot(g, 127, 63, SCALE)
    g.call(1, 5, 6, *shop)
    g.call(2, 5, 50, *edge)
    g.leader(64, 71, *vase.pt(-64, 9))
    g.call(3, 64, 71, *picture)
    g.call(4, 144, 6, *seal_of_painter)
    g.leader(107, 78, *mark)
    g.call(5, 107, 78, *pot)
    g.scale_bar(100 / UNIT * SCALE, 10, right=146, bottom=81.6)
    return g


def paper(fake: bool) -> Lens:
    """Draw an exit permit: with a picture of the piece and a seal across its edge | text and a signature only."""
    g = Lens("Exit permit: " + ("neither picture nor seal" if fake else "picture and seal"), fake)
    g.path(rrect(-2, 2.4, 32, 30, 0.4), PAPER, None)
    g.line((-1, 2.8), (29, 2.8), stroke=JADE, w=W2)
    g.text(14, 8.6, "出境许可证", 3.7, anchor="middle", weight=600, fam="han")
    if fake:
        for y, x in ((12, 24.4), (14.6, 22), (17.2, 24.4), (19.8, 17)):
            g.line((4, y), (x, y), stroke=STONE, w=W2)
        scrawl = [(12, 23.6), (13, 21.4), (13.2, 24), (14.6, 22), (15, 23.8), (16.4, 22.2), (16.8, 23.6), (20, 22.4)]
        g.line(*smooth(scrawl, closed=False), w=0.35)
        return g.done()
    for y, x in ((12, 24.4), (14.6, 22), (17.2, 24.4)):
        g.line((16.6, y), (x, y), stroke=STONE, w=W2)
    g.path([(4.8, 10.8), (14.6, 10.8), (14.6, 24.2), (4.8, 24.2)], JTINT, INK, W2)
    Vase(lambda x, y: (9.7 + x, 23.3 + y), 0.28, 6, detailed=False).draw(g, W2)
    seal(g, lambda x, y: (x, y), 17.8, 20.6, 4.7, "", OCHRE, 0.5)
    return g.done()


def foot(fake: bool) -> Lens:
    """Draw the foot of a bowl: new, and its mark says so | stained and scratched to look old, its mark smeared."""
    g = Lens("Foot of a bowl: " + ("made to look old" if fake else "new, and it says so"), fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], CARD, None)
    shade(g, arc(14, 14, 16, 16, -60, 150, 40), [arc(14, 14, 11.4, 11.4, 0, 360, 60)], gap=0.8)
    g.circ(14, 14, 11.4, OTINT if fake else CARD, INK, W1)
    g.circ(14, 14, 9.4, CARD, INK, W2)
    g.path([(8.4, 8.4), (19.6, 8.4), (19.6, 19.6), (8.4, 19.6)], "none", JADE, 0.5)
    for shift, colour in ((0.7, JMID), (0.0, JADE)) if fake else ((0.0, JADE),):
        if fake:
            g.text(14 + shift, 16 + shift, "古瓷", 5.2, colour, weight=600, anchor="middle", fam="han")
            continue
        for y, word in ((13.4, "中国"), (18.4, "制造")):
            g.text(14, y, word, 5, colour, weight=600, anchor="middle", fam="han")
    if fake:
        stain = [(3.4, 9), (5.6, 5), (10, 2.9), (14, 2.5), (18, 3), (22.4, 5.2), (24.6, 9), (22.8, 10.4), (20.4, 7.8),
                 (18.4, 8.8), (16.4, 6.4), (13, 6.2), (11.6, 9.4), (10.4, 7), (7.4, 8.4), (5.4, 11.4)]  # fmt: skip
        g.path(smooth(stain), OCHRE, None)
        for start, stop in (((5, 18), (11, 23.4)), ((16.4, 22.6), (23, 16)), ((6.4, 15.4), (9.4, 20.6))):
            g.line(start, stop, stroke=STONE)
        g.path([(3.4, 17), (5.4, 16.4), (6, 18.6), (4.2, 19.6)], STONE, INK, W2)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-antiques": plate,
    **pair("l-antiques-paper", paper),
    **pair("l-antiques-foot", foot),
}
