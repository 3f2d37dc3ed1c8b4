"""Watches and jewellery: the plate and its pairs of details.

Chinese on the plate: 保修卡 guarantee card; 编号 number; 日期 date; 店铺 shop; 钟表店 watch shop; 祖母绿 emerald.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from math import copysign, cos, hypot, radians, sin, sqrt
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
    VERM,
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
    flat,
    hull,
    poly,
    rot,
)
from art.space import Frame, floor, inside, moved, shade, smooth

SERIAL = "27 418"
SCALE = 0.7
"""Everything on the plate is drawn at this part of its real size."""

LOOP: Final = flat("M18 0L21.5 .6C29 2.6 33.6 11 32 23C30 38 17 45.5 0 45.5", 24)
"""Half of a closed strap, from the lug to the clasp: (along the watch, behind it)."""


class Strap:
    """A strap closed to a loop, in a frame on whose face the watch lies.

    ``upright`` tells that it runs up and down the face, as seen from the dial's side; otherwise it runs to the left
    and right, as seen from the wrist's side, and the loop comes towards the beholder.
    """

    def __init__(self, frame: Frame, upright: bool) -> None:
        self.frame, self.upright = frame, upright
        half = [(u, d) for u, d in LOOP]
        self.line = [(-u, d) for u, d in half] + half[-2::-1]
        """From the end at the negative side, round the clasp, to the positive side."""
        lengths = [0.0]
        for (u1, d1), (u2, d2) in pairwise(self.line):
            lengths.append(lengths[-1] + hypot(u2 - u1, d2 - d1))
        self.s = [length - lengths[-1] / 2 for length in lengths]
        """How far each point lies from the middle of the clasp, along the strap."""

    def at(self, s: float) -> tuple[Point, Point]:
        """Return the place in the plane of the loop and the direction outwards."""
        i = next((i for i in range(1, len(self.s)) if self.s[i] >= s), len(self.s) - 1)
        t = (s - self.s[i - 1]) / (self.s[i] - self.s[i - 1])
        (u1, d1), (u2, d2) = self.line[i - 1], self.line[i]
        length = hypot(u2 - u1, d2 - d1)
        return (u1 + (u2 - u1) * t, d1 + (d2 - d1) * t), (-(d2 - d1) / length, (u2 - u1) / length)

    def width(self, s: float) -> float:
        """Return half the width: 10 at the lugs, 8.4 at the clasp."""
        return 8.4 + 1.6 * min(1.0, (s / self.s[-1]) ** 2)

    def __call__(self, s: float, across: float, lift: float = 0) -> Point:
        """Return a point of the outer face on the page; ``lift`` raises it above the leather."""
        (u, d), (nu, nd) = self.at(s)
        u, d = u + nu * (1.6 + lift), d + nd * (1.6 + lift)
        return self.frame(across, u, -d) if self.upright else self.frame(u, across, d)

    def seen(self, s: float) -> float:
        """Tell how far the outer face points to the beholder at ``s``."""
        _, (nu, nd) = self.at(s)
        return self.frame.faces(0, nu, -nd) if self.upright else self.frame.faces(nu, 0, nd)

    def band(self, start: float, stop: float, margin: float = 0, lift: float = 0, n: int = 60) -> list[Point]:
        """Return the outline of a stretch of the strap on the page."""
        steps = [start + (stop - start) * i / n for i in range(n + 1)]
        near = [self(s, self.width(s) - margin, lift) for s in steps]
        far = [self(s, margin - self.width(s), lift) for s in steps]
        return near + far[::-1]

    def edge(self, start: float, stop: float, side: int, lift: float = 0, thick: float = 3.2) -> list[Point]:
        """Return the cut edge of the leather along a stretch."""
        steps = [start + (stop - start) * i / 60 for i in range(61)]
        upper = [self(s, side * self.width(s), lift) for s in steps]
        lower = [self(s, side * self.width(s), lift - thick) for s in steps]
        return upper + lower[::-1]

    def stretch(self, outside: bool, start: float, stop: float) -> tuple[float, float] | None:
        """Return the part of a stretch whose outer (or inner) face is seen."""
        steps = [start + (stop - start) * i / 400 for i in range(401)]
        seen = [s for s in steps if (self.seen(s) > 0) == outside]
        return (seen[0], seen[-1]) if seen else None


def stitched(g: Svg, strap: Strap, start: float, stop: float, lift: float = 0, n: int = 40) -> None:
    """Draw the two rows of light stitches along a stretch of strap."""
    steps = [start + (stop - start) * i / n for i in range(n + 1)]
    for side in (1, -1):
        points = [strap(s, side * (strap.width(s) - 1.7), lift) for s in steps]
        g.line(*points, stroke=CARD, w=0.3, dash="0.95 0.8")


def lug(frame: Frame, side: int, end: int) -> tuple[list[Point], list[Point]]:
    """Return the upper face of one of the four lugs, and its whole outline, on the page."""
    profile = [(10.2, 14), (15.4, 10), (13.6, 22.4), (12.6, 23.4), (11.2, 23.4), (10.4, 22.4)]
    face = [frame(side * a, end * b, 1.5 - 0.035 * max(0, b - 12) ** 2) for a, b in profile]
    foot = [frame(side * a, end * b, -4) for a, b in profile]
    return face, hull(face + foot)


def turned(points: Sequence[Point], angle: float) -> list[Point]:
    """Return points (a, b) turned clockwise, as the hands go, about the middle of the dial."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return [(a * c + b * s, b * c - a * s) for a, b in points]


def dial(g: Svg, frame: Frame) -> None:
    """Draw the face of a watch: minutes, bars, numerals, small seconds at six, hands at ten past ten."""
    g.path(frame.circle(16.6, 3.6), CARD, INK, W2)
    face = Frame(frame.view, frame.world(0, 0, 3.6), frame.a, frame.b)
    for k in range(60):
        line = turned([(0, 15.6), (0, 14.7 if k % 5 else 14)], k * 6)
        g.line(*face.on(line), w=W4 if k % 5 else 0.35)
    for k in range(12):
        if k not in (0, 6, 9):
            g.path(face.on(turned([(-0.75, 13), (0.75, 13), (0.6, 9.4), (-0.6, 9.4)], k * 30)), JADE, INK, W4)
    for text, b in (("12", 8.6), ("6", -12.6)):
        g.text(*face(0, b), text, 6, m=face.matrix(), weight=600, anchor="middle", fam="display")
    seconds = Frame(frame.view, face.world(-7.6, 0), frame.a, frame.b)
    g.path(seconds.circle(4.9), PAPER, INK, W3)
    for k in range(12):
        g.line(*seconds.on(turned([(0, 4.2), (0, 3.3)], k * 30)), w=W4)
    g.line(*seconds.on(turned([(0, -1), (0, 3.4)], 140)), w=0.35, stroke=JADE)
    g.path(seconds.circle(0.5, n=12), INK, None)
    for angle, long, wide in ((-56, 9, 0.95), (62, 13.4, 0.7)):
        hand = [(-0.3, -2.4), (0.3, -2.4), (wide, long * 0.62), (0, long), (-wide, long * 0.62)]
        g.path(face.on(turned(hand, angle)), INK, INK, W4)
    g.path(face.circle(1.1, n=24), INK, None)
    g.path(face.circle(0.42, n=12), OCHRE, None)


def case_front(g: Svg, frame: Frame) -> None:
    """Draw the case of a watch with lugs and crown, seen from the dial's side."""
    for side, end in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        face, whole = lug(frame, side, end)
        g.path(whole, METAL, INK, W1)
        g.path(face, CARD, INK, W3)
        if side > 0:
            shade(g, whole, [face], gap=0.6)
    crown = Frame(frame.view, frame.world(20.5, 0, -0.4), frame.c, frame.b)
    ends = [crown.circle(3, 0, n=36), crown.circle(3, -4.4, n=36)]
    side_on = crown.faces(0, 0, 1)
    near, far = (ends[0], ends[1]) if side_on > 0 else (ends[1], ends[0])
    g.path(hull(near + far), METAL, INK, W1)
    for k in range(12):
        t = radians(k * 30)
        if crown.faces(sin(t), cos(t), 0) > 0.05:
            g.line(crown(3 * sin(t), 3 * cos(t), -0.4), crown(3 * sin(t), 3 * cos(t), -4), w=W3)
    g.path(near, CARD, INK, W3)
    low, top = frame.circle(20, -4.5), frame.circle(20, 3)
    whole = hull(low + top)
    g.path(whole, METAL, INK, W1)
    shade(g, whole, [top], [moved(whole, 0, 4)], gap=0.6)
    g.path(top, SAND, INK, W2)
    shade(g, top, [frame.circle(17.6, 4.4), moved(top, -2.2, -2.2)], gap=0.6)
    g.path(frame.circle(17.6, 4.4), GREY, INK, W2)
    dial(g, frame)
    g.path(whole, "none", INK, W1)


def cushion_point(frame: Frame, a: float, t: float) -> Point:
    """Return a point of the cushion's skin: ``a`` from left to right, ``t`` round its section in degrees."""
    size = _girth(abs(a))
    return frame(a, 28.5 * size * _power(cos(radians(t)), 0.8), -22.5 + 20.5 * size * _power(sin(radians(t)), 0.8))


def _girth(a: float) -> float:
    """Return the size of the cushion's section: pinched by the strap, full beside it, round at the ends."""
    pinched = 0.9 + 0.1 * min(1.0, max(0.0, (a - 8) / 9))
    return pinched * sqrt(max(0.0, 1 - max(0.0, (a - 14) / 17) ** 2))


def _power(value: float, exponent: float) -> float:
    return copysign(float(abs(value) ** exponent), value)


def watch_on_cushion(g: Svg, view: Axo, x: float, y: float) -> Frame:
    """Draw the watch closed round a small cushion, the dial raised to the beholder."""
    lift, turn = radians(44), radians(20)
    across, away = (cos(turn), -sin(turn), 0.0), (-sin(turn), -cos(turn), 0.0)
    up = (away[0] * sin(lift), away[1] * sin(lift), cos(lift))
    frame = Frame(view, (x, y, 0), across, up)
    lowest = min(frame.world(0, u, -d)[2] for u, d in Strap(frame, True).line) - 1.6
    frame = Frame(view, (x, y, -lowest), across, up)
    strap = Strap(frame, True)
    skin = hull([cushion_point(frame, a, t) for a in range(-31, 32) for t in range(0, 360, 4)])
    foot = frame.world(0, 0, -22)
    ground = [(-22, 22), (20, 24), (34, 14), (42, 4), (38, -10), (30, -14), (0, 0)]
    floor(g, [view(foot[0] + u, foot[1] + v, 0) for u, v in ground], [skin])
    end = strap.s[-1]
    g.path(strap.edge(-end, end, 1), OCHRE, INK, W1)
    g.path(skin, JTINT, INK, W1)
    shade(g, skin, [moved(skin, -5.5, -4)], gap=0.8, stroke=JADE)
    for a, t0, t1 in (
        (12.5, 25, 68),
        (15.5, 40, 60),
        (-12.5, 30, 75),
        (-15.5, 45, 66),
        (12.5, 106, 150),
        (-12.5, 112, 150),
    ):
        g.line(*[cushion_point(frame, a, t0 + (t1 - t0) * i / 10) for i in range(11)], w=W3, stroke=JADE)
    for start, stop in ((-end, 0.0), (0.0, end)):
        part = strap.stretch(True, start, stop)
        if part:
            cut_edge(g, strap, *part, dark=True)
            leather(g, strap, *part)
    case_front(g, frame)
    return frame


def leather(g: Svg, strap: Strap, start: float, stop: float) -> None:
    """Draw a stretch of strap, seen from outside, with its stitches."""
    face = strap.band(start, stop)
    g.path(face, OCHRE, INK, W1)
    shade(g, face, [moved(face, -3, -1)], gap=0.8, stroke=INK)
    stitched(g, strap, start, stop)


def cut_edge(g: Svg, strap: Strap, start: float, stop: float, dark: bool) -> None:
    """Draw the cut edge of the leather along a stretch; its ends stay open."""
    edge = strap.edge(start, stop, 1)
    g.path(edge, OCHRE, OCHRE, W4)
    if dark:
        shade(g, edge, gap=0.5, stroke=INK)
    half = len(edge) // 2
    for side in (edge[:half], edge[half:]):
        g.line(*side, w=0.4)


def watch_from_behind(g: Svg, view: Axo, x: float, y: float) -> tuple[Frame, Strap]:
    """Draw the same watch lying on its side, the clasp before, the back of the case with its number behind."""
    turn, tilt = radians(27), radians(12)
    front = (sin(turn), cos(turn), 0.0)
    up = (front[0] * sin(tilt), front[1] * sin(tilt), cos(tilt))
    frame = Frame(view, (x, y, 20 * cos(tilt)), (cos(turn), -sin(turn), 0.0), up)
    strap = Strap(frame, False)
    ring = [view(*_dropped(frame.world(u, -9, d))) for u, d in strap.line]
    floor(g, hull([*moved(ring, 4, 0.5), *moved(ring, 1, 2)]))
    reach = strap.s[-1]
    for start, stop in ((-reach, 0.0), (0.0, reach)):
        part = strap.stretch(False, start, stop)
        if part:
            lining = strap.band(*part, lift=-3.2)
            g.path(lining, OTINT, INK, W1)
            shade(g, lining, gap=0.8)
            cut_edge(g, strap, *part, dark=False)
    # lugs, crown and case, seen from the wrist's side
    for side, end in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        profile = [(14, 10.2), (10, 15.4), (22.4, 13.6), (23.4, 12.6), (23.4, 11.2), (22.4, 10.4)]
        face = [frame(side * a, end * b, -1.5) for a, b in profile]
        whole = hull([*face, *(frame(side * a, end * b, -5) for a, b in profile)])
        g.path(whole, METAL, INK, W1)
        g.path(face, CARD, INK, W3)
    knob = [
        [frame(3.2 * sin(radians(t)), b, -4.6 + 3.2 * cos(radians(t))) for t in range(0, 360, 15)] for b in (19, 24.2)
    ]
    g.path(hull(knob[0] + knob[1]), METAL, INK, W1)
    for i in range(0, 24, 2):
        if frame.faces(sin(radians(i * 15)), 0, cos(radians(i * 15))) > 0.1:
            g.line(knob[0][i], knob[1][i], w=W3)
    g.path(knob[1], CARD, INK, W3)
    deep, near = frame.circle(20, -8.5), frame.circle(19.4, -1)
    whole = hull(deep + near)
    g.path(whole, METAL, INK, W1)
    shade(g, whole, [near, moved(whole, -6, 1)], gap=0.6)
    case_back(g, frame)
    g.path(whole, "none", INK, W1)
    part = strap.stretch(True, -reach * 0.8, reach * 0.8)
    if part:
        leather(g, strap, *part)
        cut_edge(g, strap, *part, dark=False)
        clasp(g, strap)
    return frame, strap


def case_back(g: Svg, frame: Frame) -> None:
    """Draw the lid of a case with its engraving: material, tightness, number."""
    g.path(frame.circle(19.4, -1), SAND, INK, W2)
    for k in range(6):
        t = k * 60 + 30
        notch = [*frame.circle(18.9, -0.5, t - 5, t + 5, 6), *frame.circle(17, -0.5, t + 5, t - 5, 6)]
        g.path(notch, STONE, INK, W4)
    lid = frame.circle(16.8, 0)
    g.path(lid, CARD, INK, W2)
    g.path(frame.circle(15.8, 0), "none", STONE, W4)
    shade(g, lid, [frame.circle(15.8, 0), moved(lid, -3, -3)], gap=0.6)

    def ring(text: str, size: float, r: float, at: float, under: bool = False) -> None:
        way = -1 if under else 1

        def place(u: float, v: float) -> Point:
            t = radians(at) + way * u / r
            height = r - way * v
            return frame(height * sin(t), height * cos(t))

        g.lettering(text, size, place, weight=600, anchor="middle")

    ring("STEEL", 4.4, 11.5, -14)
    ring("5 ATM", 4.4, 14.4, 180, under=True)
    g.text(*frame(0, 3.9), "No.", 4.4, m=frame.matrix(), weight=600, anchor="middle", fill=STONE)
    g.text(*frame(0, -4), SERIAL, 8, m=frame.matrix(), weight=700, anchor="middle")


def clasp(g: Svg, strap: Strap) -> None:
    """Draw the pin buckle: the long end passes through it and two loops hold its tip."""
    over = 2.8
    for s in (-12.5, -19):
        g.path(_hole(strap, s, 0), INK, INK, W4)
    # the long end, above the short one
    tip = 29.0
    steps = [-4 + (tip - 8) * i / 30 for i in range(31)]
    nose = [
        (tip - 5, 8.2),
        (tip - 2.4, 6.6),
        (tip - 0.6, 3.4),
        (tip, 0),
        (tip - 0.6, -3.4),
        (tip - 2.4, -6.6),
        (tip - 5, -8.2),
    ]
    face = (
        [strap(s, 8.4, over) for s in steps]
        + [strap(s, a, over) for s, a in nose]
        + [strap(s, -8.4, over) for s in reversed(steps)]
    )
    under = [strap(s, 8.4, over - 3.2) for s in steps] + [strap(s, a, 0) for s, a in nose]
    g.path(
        hull([strap(s, 8.4, over) for s in steps[-2:]] + under[-9:] + [strap(s, a, over) for s, a in nose]),
        OCHRE,
        INK,
        W1,
    )
    g.path([strap(s, 8.4, over) for s in steps] + [strap(s, 8.4, over - 3.2) for s in reversed(steps)], OCHRE, INK, W1)
    g.path(face, OCHRE, INK, W1)
    shade(g, face, [moved(face, -2.6, -0.8)], gap=0.8, stroke=INK)
    thread = (
        [(s, 6.7) for s in steps[4:-2]]
        + [(s - 1.2, a * 0.8) for s, a in nose]
        + [(s, -6.7) for s in reversed(steps[4:-2])]
    )
    g.line(*[strap(s, a, over) for s, a in thread], stroke=CARD, w=0.3, dash="0.95 0.8")
    for s in (7, 15.8):
        g.path(_hole(strap, s, over), INK, INK, W4)
    for s in (9.4, 18.6):
        loop = [strap(s + k, 9.4, over + 1) for k in (0, 1.2, 2.4, 3.6)] + [
            strap(s + k, -9.4, over + 1) for k in (3.6, 2.4, 1.2, 0)
        ]
        lid = [strap(s + k, 9.4, over + 1) for k in (0, 3.6)] + [strap(s + k, 9.4, -2.6) for k in (3.6, 0)]
        g.path(lid, OCHRE, INK, W2)
        g.path(loop, OCHRE, INK, W1)
        g.hatch(lid, -58, 0.5)
    # frame and pin
    bow = [
        (4, 11),
        (-5.6, 11),
        (-7, 10.4),
        (-7.6, 9),
        (-7.6, -9),
        (-7, -10.4),
        (-5.6, -11),
        (4, -11),
        (4, -9.2),
        (-4.8, -9.2),
        (-4.8, 9.2),
        (4, 9.2),
    ]
    for lift, fill in ((over - 1.2, STONE), (over + 0.8, CARD)):
        g.path([strap(s, a, lift) for s, a in bow], fill, INK, W2 if fill == STONE else 0.4)
    pin = [strap(s, a, over + 1.6) for s, a in ((4.6, 0.9), (-7, 0.75), (-7.8, 0), (-7, -0.75), (4.6, -0.9))]
    g.path(pin, METAL, INK, 0.4)


def _hole(strap: Strap, s: float, lift: float) -> list[Point]:
    return [strap(s + 0.85 * cos(radians(t)), 0.85 * sin(radians(t)), lift) for t in range(0, 360, 20)]


def _dropped(point: tuple[float, float, float]) -> tuple[float, float, float]:
    return (point[0], point[1], 0)


def guarantee(g: Svg, view: Axo, x: float, y: float) -> Frame:
    """Draw the guarantee card, folded and set up like a tent: number, date, the shop's stamp."""
    wide, high = 70.0, 44.0
    turn, lean = radians(24), radians(18)
    right, back = (cos(turn), -sin(turn), 0.0), (-sin(turn), -cos(turn), 0.0)
    up = (back[0] * sin(lean), back[1] * sin(lean), cos(lean))
    frame = Frame(view, (x, y, 0), right, up)

    def behind(a: float, b: float) -> Point:
        # the other half of the card, leaning the other way
        px, py, pz = frame.world(a, 0)
        d = high * sin(lean) * 2 - b * sin(lean)
        return view(px + back[0] * d, py + back[1] * d, pz + b * cos(lean))

    floor(
        g,
        [
            view(px, py, 0)
            for px, py, _ in (
                frame.world(a, 0, c) for a, c in ((4, 6), (wide + 5, 6), (wide + 7, -22), (wide, -26), (0, 0))
            )
        ],
    )
    rear = [behind(0, 0), behind(wide, 0), behind(wide, high), behind(0, high)]
    g.path(rear, SAND, INK, W1)
    shade(g, rear)
    front = frame.on([(0, 0), (wide, 0), (wide, high), (0, high)])
    g.path(front, CARD, INK, W1)
    g.path(frame.on([(0, high - 13), (wide, high - 13), (wide, high), (0, high)]), JTINT, INK, W3)
    m = frame.matrix()
    g.text(*frame(4.4, high - 9.2), "保修卡", 7.4, m=m, weight=600, fam="han")
    for b, label, value in ((21.4, "编号", SERIAL), (12, "日期", "2026.03.18")):
        g.text(*frame(4, b), label, 4.4, m=m, fill=STONE, weight=600, fam="han")
        g.line(frame(14, b - 1), frame(44.5, b - 1), w=W3, stroke=STONE)
        g.text(*frame(15.4, b), value, 6.2, m=m, weight=600, fam="display")
    g.text(*frame(4, 3.6), "店铺", 4.4, m=m, fill=STONE, weight=600, fam="han")
    g.line(frame(14, 2.6), frame(44.5, 2.6), w=W3, stroke=STONE)
    sign = smooth(
        [(15, 4), (18, 8), (19, 3), (21, 6.4), (23, 3.4), (25, 5.6), (27, 3.8), (30, 5), (37, 4.6)], closed=False
    )
    g.line(*frame.on(sign), w=0.35, stroke=JADE)
    stamp = Frame(view, frame.world(57, 14.6), frame.a, frame.b)
    g.path(stamp.circle(10.4), "none", OCHRE, 0.55)
    g.path(stamp.circle(9.2), "none", OCHRE, W3)
    g.text(*stamp(0, -2.4), "钟表店", 5.6, m=stamp.matrix(-9), fill=OCHRE, weight=600, anchor="middle", fam="han")
    for k in range(-3, 4):
        for base in (0, 180):
            t = radians(base + k * 17 - 9)
            g.line(stamp(7.9 * sin(t), 7.9 * cos(t)), stamp(6.5 * sin(t), 6.5 * cos(t)), w=0.4, stroke=OCHRE)
    return frame


def finger_ring(g: Svg, view: Axo, x: float, y: float) -> Frame:
    """Draw a gold ring, standing, with a round stone in six claws."""
    turn = radians(22)
    frame = Frame(view, (x, y, 10.6), (cos(turn), -sin(turn), 0.0), (0.0, 0.0, 1.0))
    outer, inner, half = 10.6, 8.7, 1.7
    floor(g, hull([*moved(arc(*frame(3, -10.6), 6.5, 2.2, 0, 360), 0, 0), *arc(*frame(12, -10.6, -3), 3, 1, 0, 360)]))
    rim = hull([*frame.circle(outer, half), *frame.circle(outer, -half)])
    near, far = frame.circle(inner, half), frame.circle(inner, -half)
    hole = hull([*(p for p in near if inside(p, far)), *(p for p in far if inside(p, near))])
    ring_data = poly(rim) + poly(hole)
    g.path(ring_data, OTINT, INK, W1, extra=' fill-rule="evenodd"')
    g.path(poly(near) + poly(hole), OCHRE, INK, W3, extra=' fill-rule="evenodd"')
    shade(g, near, [hole], gap=0.5, stroke=INK)
    shade(g, rim, [near, moved(rim, -1.8, -1.2)], gap=0.55, stroke=STONE)
    g.line(*frame.circle(9.7, half, 250, 300, 12), stroke=CARD, w=0.7)
    g.path(poly(hole), "none", INK, W2)
    # head: basket, stone, claws
    seat, girdle, table, wide = 10.4, 17.2, 19.8, 6.6

    def level(r: float, b: float, n: int = 48) -> list[Point]:
        return [frame(r * sin(radians(t * 360 / n)), b, r * cos(radians(t * 360 / n))) for t in range(n)]

    def claw(t: float) -> list[Point]:
        path = [(2.6, seat - 0.4), (4.2, 12.8), (7, girdle - 0.3), (6.8, girdle + 0.9), (5.7, girdle + 1.4)]
        return [frame(r * sin(radians(t)), b, r * cos(radians(t))) for r, b in path]

    def metal(points: Sequence[Point]) -> None:
        g.line(*points, w=1.5)
        g.line(*points, w=0.85, stroke=OCHRE)

    angles = [k * 60 + 26 for k in range(6)]
    for t in angles:
        if cos(radians(t)) < 0:
            metal(claw(t))
    collar = hull([*level(3.0, seat), *level(3.4, seat + 1.6)])
    g.path(collar, OCHRE, INK, W2)
    pavilion = hull([*level(wide, girdle), frame(0, seat + 1.4)])
    g.path(pavilion, JADE, INK, W2)
    for t in range(-80, 100, 40):
        g.line(frame(wide * sin(radians(t)), girdle, wide * cos(radians(t))), frame(0, seat + 1.4), w=W4, stroke=JMID)
    crown = hull([*level(wide, girdle), *level(4, table, 8)])
    g.path(crown, JMID, INK, W2)
    octagon = level(4, table, 8)
    g.path(octagon, JTINT, INK, W3)
    for k, corner in enumerate(octagon):
        for side in (-22.5, 22.5):
            around = radians(k * 45 + side)
            foot = (wide * sin(around), girdle, wide * cos(around))
            if cos(around) > -0.5:
                g.line(corner, frame(*foot), w=W4, stroke=JADE)
    for t in angles:
        if cos(radians(t)) >= 0:
            metal(claw(t))
    return frame


def jewel_tag(g: Svg, view: Axo, ring: Frame, x: float, y: float) -> Frame:
    """Draw the tag that hangs on the ring by a thread: metal, stone, weights."""
    turn, lean = radians(24), radians(50)
    right, back = (cos(turn), -sin(turn), 0.0), (-sin(turn), -cos(turn), 0.0)
    frame = Frame(view, (x, y, 0), right, (back[0] * sin(lean), back[1] * sin(lean), cos(lean)))
    wide, high = 38.0, 28.0
    shape = [(0, 6), (5, 0), (wide, 0), (wide, high), (5, high), (0, high - 6)]
    outline = frame.on(shape)
    floor(g, hull([*moved(outline[1:3], 2, 1.6), *moved(outline[2:4], 3.4, 1), outline[1]]), [outline])
    g.path(outline, CARD, INK, W1)
    eye = Frame(view, frame.world(4, high / 2), frame.a, frame.b)
    g.path(eye.circle(1.6, n=24), SAND, INK, W2)
    m = frame.matrix()
    g.text(*frame(7.6, high - 8), "Au 750", 6.6, m=m, weight=700)
    g.text(*frame(7.6, high - 16.4), "祖母绿", 4.7, m=m, weight=600, fam="han")
    g.text(*frame(wide - 2.2, high - 16.4), "8.20 ct", 4.8, m=m, weight=600, anchor="end")
    g.line(frame(7.6, high - 18.8), frame(wide - 2.2, high - 18.8), w=W3, stroke=STONE)
    g.text(*frame(7.6, 3.2), "6.62 g", 6.6, m=m, weight=600)
    (x0, y0), (x1, y1) = eye(0, 0), ring(8.4, 5.6, 1.7)
    for sag in (0.4, 4.4):
        thread = flat(
            f"M{x0:.2f} {y0:.2f}C{x0 - 1.5:.2f} {y0 - sag:.2f} {x1 + 1.5:.2f} {y1 - sag:.2f} {x1:.2f} {y1:.2f}"
        )
        g.line(*thread, w=0.35)
    return frame


def plate() -> Svg:
    """Draw the plate: watch on a cushion, a second one from behind, guarantee card, ring with its tag."""
    g = Plate("Watch on a cushion, the same watch from behind, guarantee card, ring with its tag. Numbers 1 to 6.")
    front = watch_on_cushion(g, Axo(31, 50, SCALE, 36, 30), 0, 0)
    card = guarantee(g, Axo(84, 40, 1.12 * SCALE, 36, 30), 0, 0)
    behind, strap = watch_from_behind(g, Axo(64, 60.5, SCALE, 36, 30), 0, 0)
    ring_view = Axo(106, 71.5, 1.1 * SCALE, 36, 30)
    ring = finger_ring(g, ring_view, 0, 0)
    tag = jewel_tag(g, ring_view, ring, 5.6, -1)
    g.call(1, 7, 7, *front(-11.5, 7, 3.6))
    g.call(2, 72, 8, *behind(7.8, 3.2))
    g.call(3, 110, 5, *card(35, 25))
    g.call(4, 38, 80, *strap(-6.4, -6, 3.4))
    g.call(5, 92, 50, *ring(-5.6, 17.2, 3.7))
    g.call(6, 144, 46, *tag(29, 22.6))
    g.scale_bar(20 * SCALE, 2, right=146, bottom=81)
    return g


def lens_dial(fake: bool) -> Lens:
    """Draw the upper part of a dial; on the fake a blotted numeral, a bar out of line, a crooked hand, dust."""
    fault = (
        "numeral blotted, one bar out of line, hand crooked" if fake else "sharp print, even spacing, straight hands"
    )
    g = Lens(f"Dial: {fault}", fake)
    cx, cy = 12.2, 19.2

    def at(points: Sequence[Point], angle: float) -> list[Point]:
        return [(cx + a, cy - b) for a, b in turned(points, angle)]

    g.circ(cx, cy, 30, SAND, None)
    shade(g, arc(cx, cy, 30, 30, -60, 30), [arc(cx, cy, 18.6, 18.6, 0, 360, 60)], gap=0.75)
    g.circ(cx, cy, 18.6, GREY, INK, W1)
    g.circ(cx, cy, 17.4, CARD, INK, W2)
    for k in range(-20, 40):
        g.line(*at([(0, 16.6), (0, 15.4 if k % 5 else 14.6)], k * 6), w=W3 if k % 5 else 0.45)
    for k in (-3, -2, -1, 1, 2, 3, 4):
        bar = [(-0.95, 13.6), (0.95, 13.6), (0.75, 9), (-0.75, 9)]
        if fake and k == -1:
            bar = [(a - 0.9 - (b - 11) * 0.16, b - 0.5) for a, b in bar]
        g.path(at(bar, k * 30), JADE, INK, W3)
    for dx, dy in ((0.25, 0.2), (-0.25, 0.1), (0.1, -0.25), (0, 0.3)) if fake else ((0, 0),):
        g.text(cx + dx, cy - 8.4 + dy, "12", 7.6, weight=600, anchor="middle", fam="display")
    if fake:
        for dx, dy, r in (
            (-3.4, -8.5, 0.5),
            (0.7, -8.4, 0.5),
            (3.5, -8.3, 0.45),
            (0.4, -11.9, 0.45),
            (-3.2, -12.6, 0.35),
        ):
            g.circ(cx + dx, cy + dy, r, INK, None)
    hour = [(-0.5, -3), (0.5, -3), (1.3, 6), (0, 9.4), (-1.3, 6)]
    minute = [(-0.45, -3.4), (0.45, -3.4), (1, 9), (0, 14), (-1, 9)]
    if fake:
        minute = [(-0.45, -3.4), (0.45, -3.4), (0.95, 6.2), (-0.7, 10.2), (-3, 13.6), (-2.6, 9.6), (-0.95, 5.2)]
    for hand, angle in ((hour, -58), (minute, 54)):
        g.path(at(hand, angle), CARD, CARD, 1.1)  # keeps it apart from the bars
        g.path(at(hand, angle), INK, INK, W3)
    g.circ(cx, cy, 1.5, INK, None)
    g.circ(cx, cy, 0.6, OCHRE, None)
    if fake:
        g.path("M6.6 20.6C7.4 21.6 8 20.8 8.6 22", "none", STONE, 0.35)
        for x, y in ((18.6, 21.6), (16.8, 23.2), (7.4, 10.6)):
            g.circ(x, y, 0.32, STONE, None)
    return g.done()


def lens_papers(fake: bool) -> Lens:
    """Draw the number on the guarantee card above, on the case back below; on the fake one digit differs."""
    g = Lens(f"Number on card and watch: {'they differ by a digit' if fake else 'they agree'}", fake)
    g.path([(-1, -1), (29, -1), (29, 6), (-1, 6)], JTINT, INK, W3)
    g.text(14, 4.8, "保修卡", 3.2, weight=600, anchor="middle", fam="han")
    g.text(2.8, 11.2, "编号", 3.1, fill=STONE, weight=600, fam="han")
    g.text(17.4, 11.4, SERIAL, 5.2, weight=600, anchor="middle", fam="display")
    g.line((8.6, 12.5), (23.2, 12.5), w=W3, stroke=STONE)
    g.circ(14, 36.5, 21.6, METAL, INK, W1)
    shade(g, arc(14, 36.5, 21.6, 21.6, -90, 0), [arc(14, 36.5, 19.2, 19.2, 0, 360, 60)], gap=0.6)
    g.circ(14, 36.5, 19.2, CARD, INK, W2)
    g.circ(14, 36.5, 18.3, "none", STONE, W4)
    g.text(14, 23.8, SERIAL[:-1] + "3" if fake else SERIAL, 5, weight=700, anchor="middle")
    if fake:
        g.wave(18.1, 25.2, 3.4)
    return g.done()


def lens_setting(fake: bool) -> Lens:
    """Draw a stone in its claws from the side; on the fake it stands askew and one claw is gone."""
    g = Lens(f"Setting: {'stone askew, one claw missing' if fake else 'stone level, claws equal'}", fake)
    g.path("M-2 33C3 25.4 9 22.4 14 22.4C19 22.4 25 25.4 30 33Z", OTINT, INK, W1)
    g.hatch([(15, 23), (20, 24), (26, 28.4), (22, 29), (17, 27)], -58, 0.7, stroke=STONE)
    g.path([(9.6, 19.6), (18.4, 19.6), (17.4, 23), (10.6, 23)], OCHRE, INK, W2)
    g.hatch([(14.6, 19.8), (18.2, 19.8), (17.3, 22.8), (14.6, 22.8)], -58, 0.55)

    def metal(points: Sequence[Point]) -> None:
        line = smooth(points, closed=False)
        g.line(*line, w=2.1)
        g.line(*line, w=1.35, stroke=OCHRE)

    def stone(points: Sequence[Point]) -> list[Point]:
        return rot(points, 9, 14, 14) if fake else list(points)

    pavilion = stone([(5.2, 11.6), (22.8, 11.6), (14, 21.4)])
    crown = stone([(5.2, 11.6), (8.6, 7), (19.4, 7), (22.8, 11.6)])
    g.path(pavilion, JMID, INK, W2)
    g.hatch(stone([(17.6, 11.6), (22.8, 11.6), (14, 21.4)]), -58, 0.55, stroke=JADE)
    for x in (8.6, 11.6, 16.4, 19.4):
        g.line(*stone([(x, 11.6), (14, 21.4)]), w=W4, stroke=JADE)
    g.path(crown, JTINT, INK, W2)
    for a, b, c in ((5.2, 8.6, 11.6), (11.6, 11.2, 14), (14, 16.8, 16.4), (16.4, 19.4, 22.8)):
        g.line(*stone([(a, 11.6), (b, 7), (c, 11.6)]), w=W4, stroke=JADE)
    g.line(*stone([(9.8, 8.4), (8, 10.6)]), w=0.6, stroke=CARD)
    if fake:
        g.path("M17.6 20.6L19.6 18.2L20.4 18.8L19.8 19.4L20.6 19.9L18.4 21.6Z", OCHRE, INK, W2)
    else:
        metal([(18, 21), (21.6, 16), (23.5, 11.8), (22.9, 10.2), (21.6, 10)])
    metal([(10, 21), (6.4, 16), (4.5, 11.8), (5.1, 10.2), (6.4, 10)])
    metal([(14, 21.4), (14, 16), (14, 11.8), (14, 10)])
    g.line((4, 4.6), (24, 4.6), w=W3, stroke=VERM if fake else JADE, dash="0.8 0.7" if fake else None)
    if not fake:
        for x in (4, 24):
            g.line((x, 3.9), (x, 5.3), w=W3, stroke=JADE)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-watches": plate,
    **{
        f"l-watches-{name}-{kind}": partial(draw, kind == "f")
        for name, draw in (
            ("dial", lens_dial),
            ("papers", lens_papers),
            ("setting", lens_setting),
        )
        for kind in "gf"
    },
}
