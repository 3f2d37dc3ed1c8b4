"""Jade and pearls: the plate with three grades of bangles, a string of pearls, papers and a pendant; three pairs.

Everything is at half its size.

Chinese on the plate: 检测证书 test certificate; 翡翠挂件 jadeite pendant; 养殖珍珠 cultured pearls;
发票 official invoice; A 货 grade A; 未经处理 untreated. In the lens: 翡翠手镯 jadeite bangle.
"""

import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import cos, hypot, pi, radians, sin
from typing import Final, Literal, TypeAlias

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
    flat,
    pair,
    poly,
    rot,
    rrect,
)
from art.solids import evenodd, floor
from art.space import moved, shade, smooth

Grade: TypeAlias = Literal["A", "B", "C"]
"""A: natural; B: bleached and filled with resin; C: dyed."""

SCALE = 0.5
OUTER, INNER = (18.5, 16.4), (11.2, 9.4)
"""Half width and half height of a bangle's outer and inner edge."""
STONES: Final = {"A": JMID, "B": PAPER, "C": JTINT}
CARD_HEIGHT = 1


def plate() -> Svg:
    """Return the plate: bangles A, B and C, pearls, certificate, pendant with a tag, slip; numbers 1 to 6."""
    g = Plate(
        "Three jade bangles, grades A, B and C; a string of pearls; a certificate; a pendant with a tag; a sales slip. "
        "Numbers 1 to 6."
    )
    grades: tuple[tuple[float, Grade], ...] = ((20.6, "A"), (60, "B"), (99.4, "C"))
    for x, grade in grades:
        _bangle(g, x, 20.6, grade)
    strand = _pearls(g, 133.4, 16.6)
    certificate = Axo(52, 62, 1, 34, 30)
    _certificate(g, certificate)
    slip = Axo(100, 70, 1, 34, 30)
    tag = _pendant(g, 132, 67)
    _slip(g, slip)
    g.call(1, 4.4, 6, 8, 9.6)
    g.leader(79.7, 6, 72.6, 11.2)
    g.call(2, 79.7, 6, 86.8, 11.2)
    g.call(3, 7, 50, *certificate(-29, -12.8, CARD_HEIGHT))
    x, y = tag(-16.4, 0.9)
    g.leader(88, y, x, y)
    g.call(4, 88, y, *certificate(25.8, -13.9, CARD_HEIGHT))
    g.call(5, 145.4, 34, *strand)
    g.call(6, 116, 80, *slip(14, -4, 0))
    g.scale_bar(50 * SCALE, 5, right=34, bottom=81)
    return g


def _bangle(g: Svg, cx: float, cy: float, grade: Grade) -> None:
    """Draw a bangle of 74 mm: pale veins in A, a net of fine lines in B, colour along the cracks in C."""
    (a, b), (c, d), rise = OUTER, INNER, 1.4
    outer, inner = arc(cx, cy, a, b, 0, 360, 72), arc(cx, cy - rise, c, d, 0, 360, 60)

    def inside(angle: float, depth: float) -> Point:
        """Return a place of the stone, from the outer edge (depth 0) to the inner one (1)."""
        x, y = a + (c - a) * depth, b + (d - b) * depth
        return cx + x * cos(angle), cy - rise * depth + y * sin(angle)

    floor(g, arc(cx + 2, cy + b - 0.5, a, 2.8, -20, 190))
    g.path(evenodd(outer, inner), STONES[grade], None, extra=' fill-rule="evenodd"')
    match grade:
        case "A":
            _veins(g, inside)
        case "B":
            _net(g, inside)
        case "C":
            _cracks(g, inside)
    shade = STONE if grade == "B" else JADE
    g.hatch(arc(cx, cy, a, b, -20, 120, 40) + arc(cx, cy - 0.3, a - 2, b - 2.2, 120, -20, 40), -58, 0.7, stroke=shade)
    g.line(*arc(cx, cy - 0.8, c + 1.3, d + 1.2, 15, 165), stroke=shade, w=W3)
    g.path(poly(outer), "none", INK, W1)
    g.path(poly(inner), "none", INK, 0.4)
    if grade == "A":
        g.line(*arc(cx, cy - 0.4, a - 2.2, b - 2.2, 196, 258), stroke=CARD, w=1.4)
    g.text(cx, cy + 2.2, grade, 11, anchor="middle", weight=700)


def _veins(g: Svg, inside: Callable[[float, float], Point]) -> None:
    """Draw the light that shines through natural stone, and clouds that fade in it."""
    steps = [i / 16 for i in range(17)]
    glow = [inside(0.5 + 2.2 * t, 0.16 + 0.1 * sin(9 * t)) for t in steps]
    g.path([*glow, *(inside(2.7 - 2.2 * t, 0.62 + 0.12 * sin(7 * t)) for t in steps)], JTINT, None)
    for start, length in ((3.5, 0.7), (4.5, 0.6), (5.4, 0.7)):
        for depth, w in ((0.34, 0.8), (0.55, 0.5)):
            vein = [inside(start + length * t, depth + 0.2 * t + 0.06 * sin(t * 13.6)) for t in steps]
            g.line(*vein, stroke=JTINT, w=w)


def _net(g: Svg, inside: Callable[[float, float], Point]) -> None:
    """Draw the fine net that acid leaves in bleached stone: each place joined to its neighbours."""
    chance = random.Random(8)
    around, rings = 26, (0.06, 0.3, 0.54, 0.78, 0.96)
    knots = [
        [inside((i + chance.uniform(-0.5, 0.5)) * 2 * pi / around, depth + chance.uniform(-0.09, 0.09) * (0 < j < 4))
         for i in range(around)]
        for j, depth in enumerate(rings)
    ]  # fmt: skip
    threads = []
    for j, own in enumerate(knots):
        for i, knot in enumerate(own):
            if 0 < j < len(rings) - 1 and chance.random() < 0.8:
                threads.append((knot, own[(i + 1) % around]))
            if j + 1 < len(rings):
                threads.append((knot, knots[j + 1][i]))
    g.path("".join(poly(ends, close=False) for ends in threads), stroke=STONE, w=W3)


def _cracks(g: Svg, inside: Callable[[float, float], Point]) -> None:
    """Draw cracks from the outer to the inner edge, with the dye that has run into them."""
    chance = random.Random(5)
    count = 15
    for n in range(count):
        angle, depth = n * 2 * pi / count + chance.random() * 0.12, 0.1
        crack = [inside(angle, depth)]
        while depth < 0.9:
            depth += 0.12 + chance.random() * 0.14
            angle += (chance.random() - 0.5) * 0.3
            crack.append(inside(angle, min(depth, 0.86)))
        g.line(*crack, stroke=JMID, w=2.4)
        g.line(*crack, stroke=JADE, w=0.9)
        g.line(crack[len(crack) // 2], inside(angle + 0.2, 0.5), stroke=JADE, w=0.5)


def _certificate(g: Svg, view: Axo) -> None:
    """Draw the laboratory's certificate with its number, a picture, the finding and a seal."""
    beside = ((-32, 22), (30, 22), (34, 18), (34, -16), (38, -16), (38, 22), (33, 25), (-28, 25))
    floor(g, [view(x, y, 0) for x, y in beside])

    def on(points: list[Point]) -> list[Point]:
        return [view(u, v, CARD_HEIGHT) for u, v in points]

    sheet = rrect(-34, -20, 68, 40, 3)
    view.prism(g, "z", sheet, 0, CARD_HEIGHT, front=CARD, left=GREY, right=GREY, w=0.45, h=False)
    frame = rrect(-32, -18, 64, 36, 2)
    upper = [point for point in frame if point[1] < -10]
    half = len(upper) // 2
    g.path(on([*upper[:half], (32, -10), (-32, -10), *upper[half:]]), JTINT, None)
    g.path(on(frame), "none", JADE, 0.3)
    m = view.m("top")
    g.text(*view(-29, -12.2, CARD_HEIGHT), "检测证书", 4.6, m=m, weight=600, fam="han")
    g.text(*view(-3, -12.4, CARD_HEIGHT), "No. 0123 4567", 4.4, m=m, weight=600)
    g.line(view(-6, -5.4, CARD_HEIGHT), view(8, -5.4, CARD_HEIGHT), stroke=STONE, w=0.3)
    g.text(*view(-6, 1.4, CARD_HEIGHT), "翡翠挂件", 5.2, m=m, weight=600, fam="han")
    g.text(*view(-6, 7.4, CARD_HEIGHT), "38.20 g", 4.4, m=m)
    g.path(on(rrect(-29, -7.4, 19, 17, 0.6)), PAPER, INK, W3)
    _picture(g, lambda u, v: view(u, v, CARD_HEIGHT), -19.5, 2.4)
    g.path(on(arc(22, 9, 6, 6, 0, 360, 40)), OTINT, OCHRE, 0.4)
    g.path(on(arc(22, 9, 4.6, 4.6, 0, 360, 40)), "none", OCHRE, 0.25)
    for v in (11, 13.6):
        g.line(view(-6, v, CARD_HEIGHT), view(11, v, CARD_HEIGHT), stroke=STONE, w=0.3)


def _picture(g: Svg, place: Callable[[float, float], Point], x: float, y: float) -> None:
    """Draw the picture of the pendant on the certificate: the carved ring and its cord."""

    def on(points: list[Point]) -> list[Point]:
        return [place(u, v) for u, v in points]

    cord = poly(on(flat(f"M{x} {y - 1.9}V{y - 6}C{x - 3} {y - 9.4} {x + 3} {y - 9.4} {x} {y - 6}")), close=False)
    ring = evenodd(on(arc(x, y, 6, 6, 0, 360, 48)), on(arc(x, y, 1.9, 1.9, 0, 360, 24)))
    g.path(ring, JMID, INK, W2, extra=' fill-rule="evenodd"')
    for curl in range(10):
        a = curl * pi / 5
        g.circ(*place(x + 4 * cos(a), y + 4 * sin(a)), 0.35, JADE, None)
    g.path(cord, "none", OCHRE, 0.5)


def _slip(g: Svg, view: Axo) -> None:
    """Draw the shop's sales slip: the name of the stone, that it is not treated, a stamp."""

    def on(points: list[Point]) -> list[Point]:
        return [view(u, v, 0) for u, v in points]

    floor(g, on([(-13, 11), (15, 11), (15, -8), (18, -8), (18, 11), (15, 14), (-10, 14)]))
    g.path(on([(-15, -11), (15, -11), (15, 11), (-15, 11)]), CARD, INK, 0.4)
    m = view.m("top")
    g.text(*view(0, -5, 0), "发票", 4.6, m=m, weight=600, anchor="middle", fam="han")
    g.line(view(-13, -3.4, 0), view(13, -3.4, 0), stroke=STONE, w=W3)
    g.text(*view(-13.6, 1.6, 0), "翡翠挂件 A 货", 4.3, m=m, weight=600, fam="han")
    g.text(*view(-13, 7, 0), "未经处理", 4.4, m=m, weight=600, fam="han")
    g.line(view(-13, 9.2, 0), view(2, 9.2, 0), stroke=STONE, w=0.3)
    g.path(on(arc(9.6, 6.2, 3.2, 3.2, 0, 360, 40)), "none", OCHRE, 0.45)
    g.path(on(arc(9.6, 6.2, 1.3, 1.3, 0, 360, 24)), OCHRE, None)


def _pearls(g: Svg, x: float, y: float) -> Point:
    """Draw a string of pearls in two turns, no pearl quite like another, and its tag; return a place on a pearl."""
    chance = random.Random(2)
    floor(g, arc(x + 1.8, y + 3.4, 14, 12.4, -25, 140))
    path = [(radians(a), 1 - 0.36 * a / 700) for a in range(-60, 640)]
    strand = [(x + 13 * k * sin(a), y - 12.6 * k * cos(a)) for a, k in path]
    g.line(*strand, w=0.35)
    beads, room = [strand[0]], 0.0
    for before, here in pairwise(strand):
        room += hypot(here[0] - before[0], here[1] - before[1])
        if room >= 3.7:
            beads, room = [*beads, here], 0.0
    for u, v in beads:
        a, b = 1.8 + chance.uniform(-0.18, 0.1), 1.74 + chance.uniform(-0.18, 0.1)
        g.ell(u, v, a, b, CARD, INK, W2)
        shade = arc(u, v, a, b, -30, 110, 10) + arc(u - 0.45, v - 0.4, a * 0.86, b * 0.86, 110, -30, 10)
        g.hatch(shade, -58, 0.5, stroke=STONE)
    (u, v), low = strand[-1], y + 15.6
    g.path(f"M{f(u)} {f(v)}C{f(u - 2)} {f(v + 5)} {f(x - 9)} {f(y + 9)} {f(x - 7)} {f(low + 3)}", "none", INK, 0.3)
    corners = ((-9.8, 0), (7.6, 0), (7.6, 6.4), (-9.8, 6.4), (-11.6, 3.2))
    g.path([(x + p, low + q) for p, q in corners], CARD, INK, 0.4)
    g.circ(x - 9.4, low + 3.2, 0.5, SAND, INK, W3)
    g.text(x - 0.4, low + 4.5, "养殖珍珠", 3.6, weight=600, anchor="middle", fam="han")
    return min(beads, key=lambda p: hypot(p[0] - x - 9, p[1] - y - 9))


def _pendant(g: Svg, x: float, y: float) -> Callable[[float, float], Point]:
    """Draw a carved ring of 40 mm on a cord, with a paper tag that bears the certificate's number.

    Returns the tag's surface: from its hole, u to the right and v downwards.
    """
    turn = radians(-10)
    c, s = cos(turn), sin(turn)
    hole = x - 7.6, y - 16

    def tag(u: float, v: float) -> Point:
        return hole[0] + c * u - s * v, hole[1] + s * u + c * v

    cord = (
        f"M{x} {y - 8}C{x - 1} {y - 13} {x - 6} {y - 16} {x - 2} {y - 20}"
        f"C{x + 2} {y - 23} {x + 7} {y - 17} {x + 1.2} {y - 8}"
    )
    _cord(g, cord)
    ring = evenodd(arc(x, y, 10, 10, 0, 360, 60), arc(x, y, 2.9, 2.9, 0, 360, 40))
    g.path(ring, JMID, INK, W1, extra=' fill-rule="evenodd"')
    g.hatch(arc(x, y, 10, 10, -40, 120) + arc(x - 1.4, y - 1.4, 8.6, 8.6, 120, -40), -58, 0.7, stroke=JADE)
    for r in (8.1, 4.7):
        g.circ(x, y, r, "none", JADE, W3)
    for curl in range(10):
        a = curl * pi / 5
        u, v = x + 6.4 * cos(a), y + 6.4 * sin(a)
        ends = ((-1, 0), (-0.9, -1.1), (1, -0.9), (0.5, 0.3))
        p = [f"{f(u + du)} {f(v + dv)}" for du, dv in ends]
        g.path(f"M{p[0]}C{p[1]} {p[2]} {p[3]}", "none", JADE, 0.3)
    g.line(*arc(x, y, 9, 9, 200, 255), stroke=CARD, w=0.8)
    _cord(g, f"M{x} {y - 8}L{x} {y - 2.9}")
    corners = ((-0.4, -3.9), (1.9, -1.6), (1.9, 1.6), (-0.4, 3.9), (-17.6, 3.9), (-17.6, -3.9))
    g.path([tag(u, v) for u, v in corners], CARD, INK, 0.4)
    g.circ(*hole, 0.55, SAND, INK, W3)
    g.line(hole, (x - 4.6, y - 15.6), (x - 3.3, y - 16.8), w=0.3)
    g.text(*tag(-8.6, 1.05), "0123 4567", 3.15, m=(c, s, -s, c), weight=600, anchor="middle")
    return tag


def _cord(g: Svg, path: str) -> None:
    g.path(path, "none", INK, 1.3)
    g.path(path, "none", OCHRE, 0.7)


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
    for w, colour in ((0.9, INK), (0.5, OCHRE)):
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


def stone(fake: bool) -> Lens:
    """Draw the stone of a bangle close by: pale veins that fade in it | a net of cracks with dye along them."""
    g = Lens("Stone: " + ("cracks, dye along them" if fake else "veins that fade in the stone"), fake)
    outer, inner = arc(14, 40, 34, 34, 215, 325, 40), arc(14, 40, 16.4, 16.4, 325, 215, 40)
    g.path([*outer, *inner], JTINT if fake else JMID, None)

    def inside(angle: float, depth: float) -> Point:
        """Return a place of the stone, from the outer edge (depth 0) to the inner one (1); angle in degrees."""
        r = 34 - 17.6 * depth
        return 14 + r * sin(radians(angle)), 40 - r * cos(radians(angle))

    chance = random.Random(11)
    if fake:
        for start in range(-26, 30, 4):
            angle, depth, crack = float(start), 0.02, [inside(start, 0.02)]
            while depth < 0.95:
                depth += 0.09 + chance.random() * 0.1
                angle += chance.uniform(-2.6, 2.6)
                crack.append(inside(angle, min(depth, 0.98)))
            g.line(*crack, stroke=JMID, w=1.1)
            g.line(*crack, stroke=JADE, w=W2)
            for x, y in crack[1:-1]:
                g.line((x, y), (x + chance.uniform(1, 2.6), y + chance.uniform(-1.2, 1.2)), stroke=STONE, w=W3)
    else:
        for _ in range(14):
            angle, depth, length = chance.uniform(-26, 16), chance.uniform(0.16, 0.7), chance.uniform(8, 15)
            rise = chance.uniform(-0.1, 0.16)
            steps = [t / 16 for t in range(17)]
            vein = [inside(angle + length * t, depth + rise * t + 0.03 * sin(7 * t + angle)) for t in steps]
            g.line(*vein, stroke=JTINT, w=chance.choice((0.35, 0.6)))
        g.line(*(inside(a, 0.12) for a in range(-20, 4, 2)), stroke=CARD, w=1)
    shade(g, [inside(a, 0.72) for a in range(-30, 31, 3)] + [inside(a, 1) for a in range(30, -31, -3)], stroke=JADE)
    g.line(*outer, w=W1)
    g.line(*inner, w=W1)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-jade": plate,
    **pair("l-jade-cert", certificate),
    **pair("l-jade-pearls", pearl),
    **pair("l-jade-stone", stone),
}
