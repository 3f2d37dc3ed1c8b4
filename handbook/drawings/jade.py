"""Jade: the plate with three grades of bangles, a certificate and a pendant, all at half their size."""

import random
from collections.abc import Callable
from math import cos, pi, radians, sin
from typing import Literal, TypeAlias

from handbook.drawings.kit import (
    CARD,
    GREY,
    INK,
    JADE,
    JMID,
    JTINT,
    OCHRE,
    OTINT,
    PAPER,
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
    poly,
    rot,
    rrect,
)
from handbook.drawings.solids import evenodd, floor

Grade: TypeAlias = Literal["A", "B", "C"]
"""A: natural; B: bleached and filled with resin; C: dyed."""

SCALE = 0.5
CARD_HEIGHT = 1


def plate() -> Svg:
    """Return the plate: bangles A, B and C, a laboratory certificate, a pendant with a tag; numbers 1 to 6."""
    g = Svg(
        124,
        92,
        "Three jade bangles, grades A, B and C; a laboratory certificate; a pendant with a tag. Numbers 1 to 6.",
    )
    grades: tuple[tuple[float, Grade], ...] = ((22, "A"), (62, "B"), (102, "C"))
    for x, grade in grades:
        _bangle(g, x, 22, grade)
    certificate = Axo(44, 68, 1, 34, 30)
    _certificate(g, certificate)
    _pendant(g, 103, 74)
    g.call(1, 6, 6, 9.8, 12.2)
    g.call(2, 62, 4.2, 62, 8.4)
    g.call(3, 118, 6, 114.2, 12.2)
    g.call(4, 6, 57, *certificate(-29, -12.8, CARD_HEIGHT))
    g.call(5, 66, 52, *certificate(26.6, -13.8, CARD_HEIGHT))
    g.call(6, 120, 83.6, 112.6, 78.6)
    g.scale_bar(50 * SCALE, 5, right=86, bottom=89.4)
    return g


def _bangle(g: Svg, cx: float, cy: float, grade: Grade) -> None:
    """Draw a bangle of 74 mm: pale veins in A, a net of cracks in B, colour along the cracks in C."""
    outer, inner = arc(cx, cy, 18.5, 16, 0, 360, 72), arc(cx, cy - 1.3, 12.5, 10, 0, 360, 60)

    def inside(angle: float, depth: float) -> Point:
        """Return a place of the stone, from the outer edge (depth 0) to the inner one (1)."""
        x, y = 18.5 - 6 * depth, 16 - 6 * depth
        return cx + x * cos(angle), cy - 1.3 * depth + y * sin(angle)

    floor(g, arc(cx + 3, cy + 15.4, 19, 3.2, -20, 190))
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
    g.path(on(rrect(-32, -18, 64, 36, 2)), "none", JADE, 0.3)
    g.path(on([(-32, -18), (32, -18), (32, -10), (-32, -10)]), JTINT, None)
    m = view.m("top")
    g.text(*view(-29, -12.2, CARD_HEIGHT), "检测证书", 4.6, m=m, weight=600, fam="han")
    g.text(*view(6, -12.4, CARD_HEIGHT), "No. 0123 4567", 3.2, m=m, weight=600)
    g.text(*view(-6, -4.6, CARD_HEIGHT), "检验结论", 3, m=m, fam="han")
    g.text(*view(-6, 0.8, CARD_HEIGHT), "翡翠手镯", 4.8, m=m, weight=600, fam="han")
    g.text(*view(-6, 6.2, CARD_HEIGHT), "52.60 g", 3, m=m)
    g.path(on(rrect(-29, -7.4, 19, 17, 0.6)), PAPER, INK, W3)
    outer, inner = (on(arc(-19.5, 1, rx, ry, 0, 360, 40)) for rx, ry in ((7, 6), (4.4, 3.6)))
    g.path(evenodd(outer, inner), JMID, INK, W2, extra=' fill-rule="evenodd"')
    g.path(on(arc(22, 9, 6, 6, 0, 360, 40)), OTINT, OCHRE, 0.4)
    g.path(on(arc(22, 9, 4.6, 4.6, 0, 360, 40)), "none", OCHRE, 0.25)
    for v in (9.6, 12.4):
        g.line(view(-6, v, CARD_HEIGHT), view(11, v, CARD_HEIGHT), stroke=STONE, w=0.3)


def _pendant(g: Svg, x: float, y: float) -> None:
    """Draw a carved ring of 48 mm on a red cord, with a paper tag that bears the certificate's number."""
    cord = (
        f"M{x} {y - 9}C{x - 1} {y - 20} {x - 7} {y - 24} {x - 2} {y - 29}"
        f"C{x + 3} {y - 33} {x + 8} {y - 26} {x + 1.2} {y - 9}"
    )
    knot = f"M{x} {y - 9}L{x} {y - 3.4}"
    _cord(g, cord)
    g.path(evenodd(arc(x, y, 12, 12, 0, 360, 60), arc(x, y, 3.4, 3.4, 0, 360, 40)), JMID, INK, W1,
           extra=' fill-rule="evenodd"')  # fmt: skip
    g.hatch(arc(x, y, 12, 12, -40, 120) + arc(x - 1.6, y - 1.6, 10.4, 10.4, 120, -40), -58, 0.7, stroke=JADE)
    for r in (9.6, 5.6):
        g.circ(x, y, r, "none", JADE, W3)
    for curl in range(10):
        a = curl * pi / 5
        u, v = x + 7.6 * cos(a), y + 7.6 * sin(a)
        ends = ((-1.1, 0), (-1, -1.3), (1.1, -1.1), (0.6, 0.4))
        p = [f"{f(u + du)} {f(v + dv)}" for du, dv in ends]
        g.path(f"M{p[0]}C{p[1]} {p[2]} {p[3]}", "none", JADE, 0.3)
    g.line(*arc(x, y, 10.8, 10.8, 200, 255), stroke=CARD, w=0.8)
    _cord(g, knot)
    corners = [(x + 5, y - 25), (x + 17, y - 25), (x + 17, y - 18), (x + 5, y - 18), (x + 3, y - 21.5)]
    g.line((x + 2.4, y - 24), (x + 5.4, y - 21.4), w=0.35)
    g.path(rot(corners, 12, x + 5, y - 21), CARD, INK, 0.4)
    a = radians(12)
    number = rot([(x + 6.4, y - 20.6)], 12, x + 5, y - 21)[0]
    g.text(*number, "0123 4567", 2.35, m=(cos(a), sin(a), -sin(a), cos(a)), weight=600)


def _cord(g: Svg, path: str) -> None:
    g.path(path, "none", INK, 1.3)
    g.path(path, "none", VERM, 0.7)


DRAWINGS: dict[str, Callable[[], Svg]] = {"plate-jade": plate}
