"""Jade: the plate with three grades of bangles, a certificate, a pendant and a receipt, all at half their size."""

import random
from collections.abc import Callable
from math import cos, pi, radians, sin
from typing import Literal, TypeAlias

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
    Point,
    Svg,
    arc,
    f,
    flat,
    poly,
    rrect,
)
from art.solids import evenodd, floor

Grade: TypeAlias = Literal["A", "B", "C"]
"""A: natural; B: bleached and filled with resin; C: dyed."""

SCALE = 0.5
CARD_HEIGHT = 1


def plate() -> Svg:
    """Return the plate: bangles A, B and C, certificate, pendant with a tag, receipt; numbers 1 to 6."""
    g = Svg(
        124,
        92,
        "Three jade bangles, grades A, B and C; a certificate; a pendant with a tag; a receipt. Numbers 1 to 6.",
    )
    grades: tuple[tuple[float, Grade], ...] = ((22, "A"), (62, "B"), (102, "C"))
    for x, grade in grades:
        _bangle(g, x, 22, grade)
    certificate = Axo(44, 68, 1, 34, 30)
    _certificate(g, certificate)
    receipt = Axo(90, 80, 1, 34, 30)
    tag = _pendant(g, 105, 62.4)
    _receipt(g, receipt)
    g.call(1, 6, 6, 9.8, 12.2)
    g.call(2, 46, 6, 49.8, 12.2)
    g.call(3, 118, 6, 114.2, 12.2)
    g.call(4, 6, 57, *certificate(-29, -12.8, CARD_HEIGHT))
    x, y = tag(-16.4, 0.9)
    g.leader(72, y, x, y)
    g.call(5, 72, y, *certificate(26.6, -13.8, CARD_HEIGHT))
    g.call(6, 119, 84, *receipt(12, -3.2, 0))
    g.scale_bar(50 * SCALE, 5, right=34, bottom=89.4)
    return g


def _bangle(g: Svg, cx: float, cy: float, grade: Grade) -> None:
    """Draw a bangle of 74 mm: pale veins in A, a net of cracks in B, colour along the cracks in C."""
    outer, inner = arc(cx, cy, 18.5, 16, 0, 360, 72), arc(cx, cy - 1.3, 12.5, 10, 0, 360, 60)

    def inside(angle: float, depth: float) -> Point:
        """Return a place of the stone, from the outer edge (depth 0) to the inner one (1)."""
        x, y = 18.5 - 6 * depth, 16 - 6 * depth
        return cx + x * cos(angle), cy - 1.3 * depth + y * sin(angle)

    floor(g, arc(cx + 2, cy + 15.4, 18, 3.2, -20, 190))
    g.path(evenodd(outer, inner), JMID if grade == "A" else JTINT, None, extra=' fill-rule="evenodd"')
    if grade == "A":
        _veins(g, inside)
    else:
        _cracks(g, inside, dyed=grade == "C")
    shade = STONE if grade == "B" else JADE
    g.hatch(arc(cx, cy, 18.5, 16, -20, 120, 40) + arc(cx, cy - 0.3, 16, 13.2, 120, -20, 40), -58, 0.75, stroke=shade)
    g.line(*arc(cx, cy - 0.9, 14, 11.4, 15, 165), stroke=shade, w=W3)
    g.path(poly(outer), "none", INK, W1)
    g.path(poly(inner), "none", INK, 0.4)
    if grade != "B":
        g.line(*arc(cx, cy - 0.4, 16.6, 14, 200, 262), stroke=CARD, w=1)
    g.text(cx, cy + 0.9, grade, 6.4, anchor="middle", fam="display")


def _veins(g: Svg, inside: Callable[[float, float], Point]) -> None:
    for start, length in ((0.5, 0.7), (1.9, 0.5), (3.9, 0.6), (5.2, 0.45)):
        steps = [i / 8 for i in range(9)]
        vein = [inside(start + length * t, 0.3 + 0.3 * t + 0.06 * sin(t * 13.6)) for t in steps]
        g.line(*vein, stroke=CARD, w=0.35)
        g.line(*(inside(start + 0.1 + length * 0.7 * t, 0.5 + 0.2 * t) for t in steps), stroke=CARD, w=0.2)


def _cracks(g: Svg, inside: Callable[[float, float], Point], *, dyed: bool) -> None:
    """Draw cracks from the outer to the inner edge; dye runs along them, resin leaves a net."""
    chance = random.Random(5 if dyed else 8)
    count = 17 if dyed else 34
    for n in range(count):
        angle, depth = n * 2 * pi / count + chance.random() * 0.12, 0.08
        crack = [inside(angle, depth)]
        while depth < 0.9:
            depth += 0.12 + chance.random() * 0.14
            angle += (chance.random() - 0.5) * 0.22
            crack.append(inside(angle, min(depth, 0.93)))
        if dyed:
            g.line(*crack, stroke=JMID, w=1.5)
            g.line(*crack, stroke=JADE, w=0.5)
        else:
            g.line(*crack, stroke=STONE, w=W3)
            g.line(crack[len(crack) // 2], inside(angle + 0.16, depth * 0.55), stroke=STONE, w=W3)


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
    g.text(*view(6, -12.4, CARD_HEIGHT), "No. 0123 4567", 3.2, m=m, weight=600)
    g.text(*view(-6, -4.6, CARD_HEIGHT), "检验结论", 3, m=m, fam="han")
    g.text(*view(-6, 0.8, CARD_HEIGHT), "翡翠挂件", 4.8, m=m, weight=600, fam="han")
    g.text(*view(-6, 6.2, CARD_HEIGHT), "38.20 g", 3, m=m)
    g.path(on(rrect(-29, -7.4, 19, 17, 0.6)), PAPER, INK, W3)
    _picture(g, lambda u, v: view(u, v, CARD_HEIGHT), -19.5, 2.4)
    g.path(on(arc(22, 9, 6, 6, 0, 360, 40)), OTINT, OCHRE, 0.4)
    g.path(on(arc(22, 9, 4.6, 4.6, 0, 360, 40)), "none", OCHRE, 0.25)
    for v in (9.6, 12.4):
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
    g.path(cord, "none", VERM, 0.5)


def _receipt(g: Svg, view: Axo) -> None:
    """Draw the shop's receipt: the name of the stone, that it is not treated, a stamp."""

    def on(points: list[Point]) -> list[Point]:
        return [view(u, v, 0) for u, v in points]

    floor(g, on([(-12, 10), (13, 10), (13, -7), (16, -7), (16, 10), (13, 13), (-9, 13)]))
    g.path(on([(-14, -10), (13, -10), (13, 10), (-14, 10)]), CARD, INK, 0.4)
    m = view.m("top")
    g.text(*view(-0.5, -4.8, 0), "收据", 4.4, m=m, weight=600, anchor="middle", fam="han")
    g.line(view(-12, -3.2, 0), view(11, -3.2, 0), stroke=STONE, w=W3)
    g.text(*view(-12, 1, 0), "翡翠挂件 A 货", 3.1, m=m, weight=600, fam="han")
    g.text(*view(-12, 5.4, 0), "未经处理", 3.1, m=m, weight=600, fam="han")
    g.line(view(-12, 8, 0), view(1, 8, 0), stroke=STONE, w=0.3)
    g.path(on(arc(7.2, 5.2, 3.4, 3.4, 0, 360, 40)), "none", VERM, 0.45)
    g.path(on(arc(7.2, 5.2, 1.3, 1.3, 0, 360, 24)), VERM, None)


def _pendant(g: Svg, x: float, y: float) -> Callable[[float, float], Point]:
    """Draw a carved ring of 40 mm on a red cord, with a paper tag that bears the certificate's number.

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
    g.text(*tag(-8.6, 1.05), "0123 4567", 2.9, m=(c, s, -s, c), weight=600, anchor="middle")
    return tag


def _cord(g: Svg, path: str) -> None:
    g.path(path, "none", INK, 1.3)
    g.path(path, "none", VERM, 0.7)


DRAWINGS: dict[str, Callable[[], Svg]] = {"plate-jade": plate}
