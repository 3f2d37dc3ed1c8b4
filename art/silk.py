"""Silk and cashmere: the plate and four pairs of lenses.

One unit of the models is 5 mm of the real thing: a sweater folded to 27 by 20 cm, a scarf folded to 18 cm.

Chinese on the plate: 山羊绒 cashmere; 桑蚕丝 mulberry silk; 合格证 certificate of quality; 羊绒衫 cashmere sweater;
成分 composition; 生产企业 maker. In the lenses: 高级丝绸 "fine silk", which names no fibre and no per cent.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from math import cos, radians, sin

from art.kit import (
    CARD,
    INK,
    JADE,
    JMID,
    JTINT,
    OCHRE,
    OTINT,
    SAND,
    STONE,
    W1,
    W2,
    W3,
    W4,
    Axo,
    Lens,
    Plate,
    Point,
    Svg,
    arc,
    f,
    hull,
    pair,
    poly,
    rrect,
)
from art.paper import Place, at, box, on, top
from art.solids import floor
from art.space import inside, smooth

UNIT = 5
AZ, EL = 16.0, 54.0
WOOL, SILK = "山羊绒 100%", "桑蚕丝 100%"
"""What labels and tag say."""


def plate() -> Svg:
    """Return the plate: a folded sweater with label and tag, a silk scarf with a corner turned; numbers 1 to 6."""
    g = Plate("A folded cashmere sweater, its label and its tag; a silk scarf, a corner turned. Numbers 1 to 6.")
    sweater, scarf, table = Axo(47, 28.5, 1.1, AZ, EL), Axo(111, 46, 1.1, AZ, EL), Axo(34, 67, 1.1, AZ, EL)
    label = _sweater(g, sweater)
    tag = _tag(g, table)
    weave, field, edge, back, sewn = _scarf(g, scarf)
    g.call(1, 128, 8, *sewn)
    g.call(2, 6, 6, *label)
    g.leader(144, 54, *weave)
    g.call(3, 144, 54, *back)
    g.call(4, 84, 78, *edge)
    g.call(5, 76, 50, *field)
    g.call(6, 6, tag[1], *tag)
    g.scale_bar(100 / UNIT * 1.1, 10, right=144, bottom=81)
    return g


BODY = (
    *((-8, -20), (8, -20), (23, -16.4), (26.4, -13.4), (27, -6), (26, 15), (25, 20)),
    *((-25, 20), (-26, 15), (-27, -6), (-26.4, -13.4), (-23, -16.4)),
)
"""The outline of the folded body from the left side of the neck, clockwise."""


def _sweater(g: Svg, view: Axo) -> Point:
    """Draw a folded sweater; return a place on its label."""
    high = 6.0
    beside = ((-22, 20), (25, 20), (27, -6), (24, -16), (31, -14), (33, 8), (31, 25), (-16, 25))
    floor(g, [view(x, y, 0) for x, y in beside])
    view.prism(g, "z", BODY, 0, high, front=OTINT, left=OTINT, right=OCHRE, hgap=0.8)
    for z in (2, 4):  # the layers of the fold
        g.line(view(-25, 20, z), view(25, 20, z), view(26, 15, z), w=W2)
    place = top(view, high)
    ribs = [poly(on(place, [(u * 1.3, 16.2), (u * 1.3, 19.6)]), close=False) for u in range(-18, 19)]
    g.path(" ".join(ribs), stroke=STONE, w=W4)
    g.line(place(-25.8, 15.8), place(25.8, 15.8), w=W2)
    _knitting(g, place)
    _collar(g, place)
    for side in (1, -1):
        _sleeve(g, place, side)
    g.path([view(u, v, high) for u, v in BODY], "none", INK, W2)
    return place(-8.6, -17)


def _collar(g: Svg, place: Place) -> None:
    """Draw the collar with its rib, and the label in the neck."""
    inner, outer = ((8.6, -18), (0, 0)), ((10.6, -20), (0, 3.4))
    g.path(on(place, [(-10.6, -20), (0, -21), *outer]), OTINT, INK, W2)
    for side in (-1, 1):
        for t in (i / 14 for i in range(1, 14)):
            ends = [(side * (p[0] + (q[0] - p[0]) * t), p[1] + (q[1] - p[1]) * t) for p, q in (inner, outer)]
            g.line(*on(place, ends), stroke=STONE, w=W4)
    g.path(on(place, [(-8.6, -18), (0, -19.4), *inner]), OCHRE, INK, W2)
    g.hatch(on(place, [(8.6, -18), (0, 0), (-2.4, -5), (4, -18.6)]), -58, 0.65, stroke=INK)
    g.path(box(place, -9.3, -17.6, 18.6, 7), CARD, INK, W3)
    g.lettering(WOOL, 2.75, at(place, 0, -12.9), INK, 600, "middle", "han")


def _sleeve(g: Svg, place: Place, side: int) -> None:
    """Draw a sleeve laid over the front, the right one for ``side`` 1."""

    def lay(*points: Point) -> list[Point]:
        return [place(side * u, v) for u, v in points]

    g.path(lay((25.6, -13.8), (26.8, -4), (26.4, 2), (4, 15.4), (0.4, 9.2), (16.6, -2.6)), OTINT, INK, W2)
    g.hatch(lay((26.6, -1), (26.4, 2), (4, 15.4), (3, 13.6)), -58, 0.65, stroke=OCHRE, w=0.25)
    g.path(lay((4, 15.4), (0.4, 9.2), (-3.6, 12), (0, 18)), OTINT, INK, W2)
    for t in (0.14, 0.32, 0.5, 0.68, 0.86):
        x, y = 0.4 + 3.6 * t, 9.2 + 6.2 * t
        g.line(*lay((x, y), (x - 4, y + 2.7)), stroke=STONE, w=W3)


def _knitting(g: Svg, place: Place) -> None:
    """Draw stitches as rows of small v in some fields of the knitting, dense at their middle."""
    rand = random.Random(7)
    marks = []
    for row in range(30):
        for column in range(-20, 21):
            u, v = column * 1.25, -18 + row * 1.15
            far = min(((u - c) / a) ** 2 + ((v - d) / b) ** 2 for c, d, a, b in ((20, -12, 7, 9), (-18, -9, 7, 6)))
            if far < 1 and rand.random() > far * 0.6 and inside((u + 0.8, v - 1), BODY):
                marks.append(poly(on(place, [(u - 0.45, v - 0.6), (u, v), (u + 0.45, v - 0.6)]), close=False))
    g.path(" ".join(marks), stroke=STONE, w=W3)


def _tag(g: Svg, view: Axo) -> Point:
    """Draw the swing tag that lies on the table; return a place on it."""
    w, h = 30.0, 21.0
    floor(g, [view(x, y, 0) for x, y in ((-12, 11), (15, 11), (15, -8), (18, -8), (18, 14), (-8, 14))])

    def place(u: float, v: float) -> Point:
        return view(u - w / 2, v - h / 2, 0.2)

    x, y = place(w - 2, h / 2)
    thread = f"M{f(x)} {f(y)}C{f(x + 5)} {f(y - 6)} {f(x + 9)} {f(y + 2)} {f(x + 6)} {f(y + 6)}"
    g.path(on(place, [(0, 0), (w - 3, 0), (w, 3), (w, h - 3), (w - 3, h), (0, h)]), CARD, INK, 0.4)
    g.path(box(place, 0.2, 0.2, w - 4, 5.4), JTINT, None)
    g.path(on(place, arc(w - 2, h / 2, 0.8, 0.8, 0, 360, 16)), SAND, INK, W3)
    g.lettering("合格证", 3.8, at(place, 1.8, 4.4), INK, 600, fam="han")
    for v, text in ((10, "羊绒衫"), (14.6, "成分 " + WOOL), (19, "生产企业")):
        g.lettering(text, 3, at(place, 1.8, v), INK, 600, fam="han")
    g.line(place(15.6, 18), place(w - 5, 18), stroke=STONE, w=W3)
    g.path(thread, "none", INK, 0.35)
    return place(1, 13.4)


def _scales(u0: float, v0: float, u1: float, v1: float, r: float) -> list[list[Point]]:
    """Return the pattern of the silk, scalloped waves, row by row from (u0, v0) to (u1, v1)."""
    lines = []
    for row in range(int((v1 - v0) / (r * 0.5))):
        v = v1 - row * r * 0.5
        for column in range(-1, int((u1 - u0) / r) + 2):
            u = u0 + column * r + (row % 2) * r / 2
            for k in (1, 0.62, 0.28):
                half = arc(u, v, r * k / 2, r * k / 2, 180, 360, 8)
                kept = [p for p in half if u0 <= p[0] <= u1 and v0 <= p[1]]
                if len(kept) > 2:
                    lines.append(kept)
    return lines


def _scarf(g: Svg, view: Axo) -> tuple[Point, Point, Point, Point, Point]:
    """Draw a folded scarf, a corner turned; return places on weave and field, on edge, reverse and label."""
    half, high = 20.0, 3.0
    beside = ((-16, 20), (20, 20), (20, -14), (25, -14), (25, 25), (-11, 25))
    floor(g, [view(x, y, 0) for x, y in beside])
    plan = rrect(-half, -half, 2 * half, 2 * half, 2)
    view.prism(g, "z", plan, 0, high, front=JTINT, left=JTINT, right=JMID, hgap=0.7)
    for z in (1, 2):
        g.line(
            view(-half + 2, half, z), view(half - 2, half, z), view(half, half - 2, z), view(half, -half + 2, z), w=W3
        )
    place = top(view, high)
    field = half - 4
    g.path(box(place, -half + 0.8, -half + 0.8, 2 * half - 1.6, 2 * half - 1.6), JADE, None)
    g.path(box(place, -field, -field, 2 * field, 2 * field), JTINT, JADE, W2)
    waves = [poly(on(place, line), close=False) for line in _scales(-field, -field, field, field, 6)]
    g.path(" ".join(waves), stroke=JADE, w=W2)
    for u, v in ((-10.5, -8), (1, -11), (11.6, -10), (-11, 9)):
        g.path(on(place, arc(u, v, 2.6, 2.6, 0, 360, 30)), OTINT, JADE, W2)
        for t in range(0, 360, 72):
            a = radians(t)
            g.path(on(place, arc(u + 1.3 * cos(a), v + 1.3 * sin(a), 0.8, 0.8, 0, 360, 12)), OCHRE, None)
    edge, back, sewn = _turned_corner(g, view, half, high)
    return place(13, -field + 4.4), place(-field + 3, 2), edge, back, sewn


def _turned_corner(g: Svg, view: Axo, half: float, high: float) -> tuple[Point, Point, Point]:
    """Draw the turned corner, from its fold to (start, start): places on its rolled edge, reverse and label."""
    start = -5.5
    place, raised = top(view, high), top(view, high + 1.6)
    below = [(half - 0.3, start), (half - 0.3, half - 0.3), (start, half - 0.3)]
    g.path(on(place, below), CARD, None)
    g.hatch(on(place, below), -58, 0.8, stroke=JMID)
    g.path(on(place, [(half, start), (half, half), (start, half)]), "none", INK, W2)
    turned = [(half, start), (start, half), (start, start)]
    g.path(hull([*on(raised, turned), *on(place, turned[:2])]), JMID, INK, W1)
    g.path(on(raised, turned), JTINT, INK, W2)
    rim, sum_ = start + 3, half + start - 5
    g.path(on(raised, [(sum_ - rim, rim), (rim, sum_ - rim), (rim, rim)]), CARD, JMID, W2)
    pale = [line for line in _scales(rim, rim, 12, 9.4, 5.2) if all(u + v < sum_ - 0.6 for u, v in line)]
    g.path(" ".join(poly(on(raised, line), close=False) for line in pale), stroke=JMID, w=W2)
    roll = top(view, high + 2.2)
    for a, b in (((start, start), (half, start)), ((start, half), (start, start))):  # the rolled edge and its stitches
        g.line(*on(roll, [a, b]), w=1.9)
        g.line(*on(roll, [a, b]), w=1.3, stroke=JADE)
        for t in (i / 17 for i in range(1, 17)):
            u, v = a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
            g.line(*on(roll, [(u - 0.5, v - 0.5), (u + 0.5, v + 0.5)]), stroke=CARD, w=W3)
    label = top(view, high + 1.7)
    g.path(box(label, start + 1.2, start + 1.8, 17.4, 5), CARD, INK, W3)
    g.lettering(SILK, 2.55, at(label, start + 9.9, start + 5.2), INK, 600, "middle", "han")
    return roll(start, 11), raised(5, 3.4), label(start + 11, start + 2.2)


def label(fake: bool) -> Lens:
    """Return a look at the label: fibre and per cent with care signs, or fine words only."""
    g = Lens("Label: " + ("fine words, no per cent" if fake else "fibre, per cent and care signs"), fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], JTINT, None)
    for i in range(14):
        g.line((-1, 0.6 + i * 2.1), (29, 0.6 + i * 2.1), stroke=JMID, w=W4)
    tape = [(2.5, 4.4), (25.5, 4.4), (25.5, 24), (2.5, 24)]
    g.path(tape, CARD, INK, W2)
    g.line((3.5, 5.6), (24.5, 5.6), w=W3, dash="1 .7", stroke=STONE)
    if fake:
        g.text(14, 13.4, "高级丝绸", 4.4, anchor="middle", weight=600, fam="han")
        g.text(14, 19.4, "SLIK", 4.6, anchor="middle", weight=700)
        g.wave(10.2, 20.6, 7.6)
        g.path("M25.5 24C23.5 25.4 23.9 26.6 26.3 26.2", "none", INK, W2)
        return g.done()
    g.text(14, 11, "成分", 3.2, anchor="middle", weight=600, fam="han")
    g.text(14, 15.8, SILK, 3.3, anchor="middle", weight=600, fam="han")
    g.line((5.4, 17.4), (22.6, 17.4), stroke=STONE, w=W3)
    g.path("M6.2 19L6.8 22.4H10.4L11 19", "none", INK, W2)  # wash by hand
    g.line(*smooth([(6.4, 20.2), (7.4, 19.8), (8.6, 20.4), (9.8, 19.8), (10.8, 20.2)], closed=False), w=W3)
    g.path([(13.8, 19), (12.2, 22.4), (15.6, 22.4)], "none", INK, W2)  # do not bleach
    g.line((12.4, 19.2), (15.4, 22.4), w=W3)
    g.line((15.2, 19.2), (12.4, 22.4), w=W3)
    g.path("M17 22.4C17 20.4 18.2 20 21 20V19.2H18.6M17 22.4H21.8L21.2 20", "none", INK, W2)  # iron
    g.circ(19.4, 21.3, 0.3, INK, None)
    return g.done()


def weave(fake: bool) -> Lens:
    """Return a look at the cloth: close and even with a soft sheen, or coarse with a hard glare and a pulled thread."""
    g = Lens(f"Cloth {'coarse, a hard glare, a pulled thread' if fake else 'close and even, a soft sheen'}", fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], JTINT, None)
    pitch = 2.6 if fake else 1.15
    n = int(30 / pitch)
    for row in range(n + 1):
        for column in range(n + 1):
            if (row + column) % (2 if fake else 4) == 0:
                u, v = column * pitch - 1, row * pitch - 1
                g.path(rrect(u, v, pitch * (0.84 if fake else 1.9), pitch * 0.74, pitch * 0.3, 2), CARD, JADE, W4)
    if not fake:
        sheen = [(-1, 10), (10, -1), (16, -1), (-1, 16)]
        g.hatch(sheen, -45, 1.1, stroke=CARD, w=0.45)
        g.hatch([(29, 14), (29, 29), (12, 29)], -45, 1.1, stroke=JADE)
        return g.done()
    g.path([(-1, 9), (9, -1), (14, -1), (-1, 14)], CARD, JADE, W3)
    pulled = smooth(
        [(29, 17.4), (22, 17.2), (18, 15.6), (17.4, 12.4), (19.8, 11.6), (20.4, 14.2), (17, 17.6), (8, 18)], False
    )
    g.line(*pulled, w=1.1)
    g.line(*pulled, w=0.6, stroke=CARD)
    for u in (9, 12, 15):
        g.line((u, 19), (u + 0.8, 21.4), w=W2)
    return g.done()


def edge(fake: bool) -> Lens:
    """Return a look at the scarf's edge: a soft roll with small stitches by hand, or a flat seam that frays."""
    g = Lens(f"Edge {'flat, sewn by machine, fraying' if fake else 'rolled and sewn by hand'}", fake)
    g.path([(-1, -1), (29, -1), (29, 19), (-1, 19)], JTINT, None)
    for line in _scales(-2, -2, 30, 12, 7):
        g.line(*line, stroke=JADE, w=W2)
    g.path([(-1, 13), (29, 13), (29, 16), (-1, 16)], JADE, None)
    if not fake:
        g.path([(-1, 15.6), (29, 15.6), (29, 21), (-1, 21)], JADE, None)
        g.line((-1, 17.2), (29, 17.2), stroke=JMID, w=0.7)
        g.hatch([(-1, 19), (29, 19), (29, 21), (-1, 21)], -58, 0.7, stroke=INK)
        for i in range(7):
            g.line((1 + i * 4.2, 14.6), (2.4 + i * 4.2, 16.6), stroke=CARD, w=0.4)
        for y in (15.6, 21):
            g.line((-1, y), (29, y), w=W1)
        return g.done()
    g.path([(-1, 15.6), (29, 15.6), (29, 19.4), (-1, 19.4)], JMID, None)
    g.line((-1, 15.6), (29, 15.6), w=W3)
    g.line((-1, 17.4), (29, 17.4), stroke=CARD, w=0.5, dash="1.6 .8")
    g.line((-1, 19.4), (29, 19.4), w=W1)
    for u, bend in ((4, 1), (6.6, -0.6), (8, 1.4), (15, -1), (16.6, 0.8), (21.4, 1.6), (23, -0.8), (25.4, 0.6)):
        g.line(*smooth([(u, 19.4), (u + bend * 0.3, 21.4), (u + bend, 23.2), (u + bend * 1.6, 23.8)], False), w=W2)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-silk": plate,
    **pair("l-silk-label", label),
    **pair("l-silk-weave", weave),
    **pair("l-silk-edge", edge),
}
