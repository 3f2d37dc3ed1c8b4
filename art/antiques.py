"""Pearls, antiques and art: the plate and its details."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from math import cos, degrees, pi, radians, sin
from typing import Final

from art.kit import (
    CARD,
    GREY,
    INK,
    JADE,
    JMID,
    JTINT,
    OCHRE,
    OTINT,
    PAPER,
    SAND,
    STONE,
    VERM,
    W1,
    W2,
    W3,
    Axo,
    Lens,
    Point,
    Svg,
    arc,
    f,
    hull,
    rot,
    rrect,
)
from art.paper import Place, at, box, on, ring, seal
from art.solids import Turned, evenodd, floor, floor_of_box
from art.space import Frame, moved, shade, smooth

AZ, EL = 36.0, 28.0
"""Everything on the plate is seen from one place, but not at one scale: papers and pearls are enlarged."""


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
    g.lettering("文物销售许可", 4.4, at(place, w / 2, 10), INK, 600, "middle", "han")
    for v, width in ((13.8, 14), (17, 11), (20.2, 14)):
        g.line(place(6, v), place(6 + width, v), stroke=STONE, w=W2)
    seal(g, place, 28, 18.6, 4.9, "文物局专用章", VERM, 0.5)
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
    g.lettering("No. 0471", 3.3, at(place, 3.6, 18.6), INK, 600)
    for v, width in ((22, 8), (25, 6)):
        g.line(place(3.6, v), place(3.6 + width, v), stroke=STONE, w=W2)
    picture = box(place, 25.4, 3.4, 13.6, 22.6)
    g.path(picture, JTINT, INK, W2)
    Vase(at(place, 32.2, 25), 0.48, 4, detailed=False).draw(g, W2)
    seal(g, place, 18.6, 24.2, 4.2, "出境鉴定专用章", VERM, 0.5)
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
    for v, t in ((7.4, "山"), (11.6, "水")):
        g.lettering(t, 3.9, at(place, 27.8, v), INK, 600, fam="han")
    stamp = box(place, 27.7, 12.9, 4.4, 4.4)
    g.path(stamp, VERM, None)
    g.lettering("印", 3.5, at(place, 28.15, 16.45), CARD, 600, fam="han")
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


def pearls(g: Svg, view: Axo) -> Point:
    """Draw a strand of pearls in an open case with its tag on the table; return a place on the tag."""
    w, d, h = 26.0, 19.0, 5.6
    floor_of_box(g, view, -w / 2, w / 2, -d / 2, d / 2, 5)
    lid = Frame(view, (0, -d / 2, h), (1, 0, 0), (0, -0.42, 1))
    corners = [(-w / 2, 0), (w / 2, 0), (w / 2, 15), (-w / 2, 15)]
    g.path(hull(lid.on(corners, 0) + lid.on(corners, -2.6)), JADE, INK, W1)
    g.path(lid.on(corners), JMID, INK, W2)
    g.path(lid.on([(-w / 2 + 1.6, 1), (w / 2 - 1.6, 1), (w / 2 - 1.6, 13.4), (-w / 2 + 1.6, 13.4)]), CARD, INK, W3)
    g.lettering("珍珠", 5, lambda u, v: lid(u, 5.4 - v), JADE, 600, "middle", "han")
    profile = [(-w / 2, 0), (w / 2, 0), (w / 2, h), (-w / 2, h)]
    view.prism(g, "y", profile, -d / 2, d / 2, front=JMID, left=JMID, right=JMID, h=False)
    side = [(0, 0), (d, 0), (d, h), (0, h)]
    g.hatch(view.on("side", w / 2, d / 2, h, side), -58, 0.7, stroke=JADE)
    inner = [view(x, y, h) for x, y in rrect(-w / 2 + 1.5, -d / 2 + 1.5, w - 3, d - 3, 1)]
    g.path(inner, JADE, INK, W3)
    n = 30
    for i in sorted(range(n), key=lambda i: sin(2 * pi * i / n)):
        a = 2 * pi * i / n
        x, y = view(9 * cos(a) + 0.6 * cos(3 * a), 5.6 * sin(a) - 0.4, h)
        r = view.k * (0.92 + 0.18 * sin(a))
        g.circ(x, y - 0.3, r, CARD, INK, W3)
        g.line(*arc(x, y - 0.3, r * 0.55, r * 0.55, 10, 100, 6), stroke=GREY, w=0.3)
    # the tag, on a thread over the edge of the case

    def place(u: float, v: float) -> Point:
        return view(-w / 2 + 3.6 + u, d / 2 + 4.8 + v, 0.2)

    x0, y0 = view(-6, 4.6, h)
    x1, y1 = place(15, 4.4)
    g.path(f"M{f(x0)} {f(y0)}C{f(x0 - 3)} {f(y0 + 3)} {f(x0 - 2)} {f(y0 + 8)} {f(x1)} {f(y1)}", "none", INK, 0.3)
    g.path(on(place, [(0, 0), (14.4, 0), (17, 2.4), (17, 6.6), (14.4, 9), (0, 9)]), CARD, INK, 0.4)
    g.path(ring(place, 15, 4.4, 0.7), SAND, INK, W3)
    g.lettering("养殖珍珠", 2.9, at(place, 1, 4), INK, 600, fam="han")
    for v, width in ((6, 11), (7.4, 8)):
        g.line(place(1, v), place(1 + width, v), stroke=STONE, w=W3)
    return place(16, 8)


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

    g.path(box(place, -2.9, -2.9, 5.8, 5.8), CARD, JADE, 0.4)
    for word, v in (("中国", -0.3), ("制造", 2.4)):
        g.lettering(word, 2.6, at(place, 0, v), JADE, 600, "middle", "han")
    g.path(outline, "none", INK, W1)
    return place(2.9, 0)


def plate() -> Svg:
    """Draw the plate: framed licence, exit permit with the vase's picture, vase, scroll, pearls, new bowl.

    There is no scale bar: at the scale of the vase nobody could read the permit or see the pearls.
    """
    g = Svg(124, 92, "Relic licence, exit permit with the picture of a vase, the vase, a scroll, pearls, a new bowl")
    one = licence(g, Axo(24.5, 44.5, 0.94, AZ, EL))
    four = scroll(g, Axo(97, 24.5, 0.84, AZ, EL))
    floor(g, arc(64, 57.3, 12, 4.6, -38, 165))
    vase = Vase(lambda x, y: (60.5 + x, 56 + y), 0.94)
    vase.draw(g)
    two, picture = permit(g, Axo(29, 75, 0.94, AZ, EL))
    six = bowl(g, Axo(69, 80.6, 0.94, AZ, EL))
    five = pearls(g, Axo(100.5, 64, 0.96, AZ, EL))
    g.call(1, 6, 15, *one)
    g.call(2, 6, 62, *two)
    g.leader(46, 59.5, *vase.pt(-64, 9))
    g.call(3, 46, 59.5, *picture)
    g.call(4, 118, 12, *four)
    g.call(5, 118, 84, *five)
    g.call(6, 88, 86.5, *six)
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
    seal(g, lambda x, y: (x, y), 17.8, 20.6, 4.7, "出境鉴定专用章", VERM, 0.5)
    return g.done()


PEARLS: Final = ((3.6, 3.3), (3.15, 3.4), (3.8, 3.6), (3.45, 3.15), (3.2, 3.5))
"""Half widths and heights of five real pearls, no two alike."""
BEAD = 3.45
"""The radius of the imitations, all the same."""


def pearl(fake: bool) -> Lens:
    """Draw five beads of a strand: each a little different | all the same, one chipped at its drill hole."""
    g = Lens("Pearls: " + ("all the same, one chipped at the hole" if fake else "each a little different"), fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], JMID, None)
    radius, step = 8.8, 50.0

    def at_turn(turn: float, r: float = radius) -> Point:
        return 14 + r * cos(radians(turn)), 12.4 + r * sin(radians(turn))

    turns = [90 + step * (2 - i) for i in range(5)]
    thread = [at_turn(t) for t in range(190, -11, -10)]
    for w, colour in ((1.1, INK), (0.55, OTINT)):
        g.line((4, -2), *thread, (24, -2), stroke=colour, w=w)
    for number, turn in enumerate(turns):
        x, y = at_turn(turn)
        rx, ry = (BEAD, BEAD) if fake else PEARLS[number]
        uneven = 0 if fake else 0.1
        outline = [
            (x + rx * cos(t) + uneven * sin(3 * t + number), y + ry * sin(t) + uneven * cos(2 * t + 2 * number))
            for t in (radians(8 * i) for i in range(45))
        ]
        g.path(outline, CARD, INK, 0.45)
        shade(g, outline, [moved(outline, -1.3, -1)], gap=0.6)
        if fake:
            g.ell(x - 1.2, y - 1.3, 0.8, 0.6, JTINT, None)
        else:
            lustre(g, x, y, rx / 3.5, number)
        if fake and number == 2:
            chipped(g, x, y)
    return g.done()


def lustre(g: Svg, x: float, y: float, k: float, number: int) -> None:
    """Draw the shine of a pearl and two wavy growth lines, different on each; ``k`` is its size."""
    turn = (-14, 20, -2, 32, -28)[number]
    shine = [(-2.3, -0.4), (-2.2, -1.6), (-1.1, -2.4), (0.4, -2.4), (-0.7, -1.6), (-1.4, -0.5)]
    g.path(smooth(rot([(x + k * u, y + k * v) for u, v in shine], turn, x, y)), JTINT, None)
    for v, start, stop in ((0.5, -2, 0.9), (1.5, -1.2, 1.3)):
        run = [start + (stop - start) * i / 10 for i in range(11)]
        line = [(x + k * u, y + k * (v + 0.22 * sin(2.4 * u + number) + 0.06 * u * u)) for u in run]
        g.line(*rot(line, turn, x, y), stroke=GREY, w=W2)


def chipped(g: Svg, x: float, y: float) -> None:
    """Draw the drill hole of an imitation, the coating chipped round it: the dull core shows."""

    def lay(points: Sequence[Point]) -> list[Point]:
        return rot([(x + u, y + v) for u, v in points], -24, x, y)

    inner = [
        (3.1, -1.5),
        (2.3, -2.2),
        (1.9, -1.3),
        (1, -1),
        (1.4, -0.1),
        (0.8, 0.8),
        (1.9, 0.9),
        (2.2, 1.8),
        (3.1, 1.4),
    ]
    rim = arc(0, 0, BEAD, BEAD, 24, -26, 6)
    g.path(lay([*inner, *rim]), STONE, INK, W2)
    g.path(lay(arc(2.55, 0, 0.5, 0.75, 0, 360)), INK, None)
    g.line(*lay([(0.8, 0.8), (-0.4, 1.3), (-0.8, 2.2)]), w=W3)


def certificate(fake: bool) -> Lens:
    """Draw certificate and tag of a bangle: picture, and one number on both | no picture, no number, just a price."""
    g = Lens("Jade certificate: " + ("no picture, no number" if fake else "its number is on the tag"), fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], SAND, None)
    g.path([(-1, -1), (29, -1), (29, 15.6), (-1, 15.6)], CARD, INK, W1)
    g.path([(-1, -1), (29, -1), (29, 6.2), (-1, 6.2)], JTINT, None)
    g.text(14, 5.2, "检测证书", 3.2, anchor="middle", weight=600, fam="han")
    for w, colour in ((0.9, INK), (0.5, VERM)):
        g.path("M1.6 27C2.6 24 4 22.2 7 21.4", "none", colour, w)
    g.path([(7.4, 18.2), (23.8, 18.2), (23.8, 24.4), (7.4, 24.4), (5.2, 21.3)], CARD, INK, W1)
    g.circ(7.4, 21.3, 0.65, SAND, INK, W3)
    if fake:
        g.text(3.8, 11, "翡翠手镯", 3.4, weight=600, fam="han")
        g.line((3.8, 13.2), (22, 13.2), stroke=STONE, w=W2)
        g.text(15.8, 22.5, "¥ 8888", 3.3, anchor="middle", weight=700)
        return g.done()
    g.path([(2.8, 7.4), (11.2, 7.4), (11.2, 14.4), (2.8, 14.4)], PAPER, INK, W2)
    bangle = evenodd(arc(7, 10.9, 3.2, 2.8, 0, 360), arc(7, 10.8, 2, 1.6, 0, 360))
    g.path(bangle, JMID, INK, W2, extra=' fill-rule="evenodd"')
    g.text(12.6, 10, "No.", 2.9, weight=600)
    g.text(12.6, 13.7, "0123 4567", 2.9, weight=700)
    g.text(15.9, 22.4, "0123 4567", 2.9, anchor="middle", weight=700)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {"plate-antiques": plate}
for _stem, _lens in (("antiques-paper", paper), ("antiques-pearls", pearl), ("jade-cert", certificate)):
    DRAWINGS[f"l-{_stem}-g"] = partial(_lens, False)
    DRAWINGS[f"l-{_stem}-f"] = partial(_lens, True)
