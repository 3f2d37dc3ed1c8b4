"""Emblems of chapters without a plate: receipt, parcel, disc, suitcase, telephone, notebook; 30 x 30 mm each.

Chinese: 发票 fapiao, the official invoice.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin
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
    SAND,
    STONE,
    W1,
    W2,
    W3,
    W4,
    Axo,
    Matrix,
    Point,
    Shape,
    Svg,
    arc,
    flat,
    hull,
    poly,
    rot,
    rrect,
)

SIZE = 30
SHADE = -58


def turned(angle: float) -> tuple[Callable[[Shape], list[Point]], Matrix]:
    """Return how shapes and lettering are turned about the middle of an emblem."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return lambda shape: rot(flat(shape), angle, SIZE / 2, SIZE / 2), (c, s, -s, c)


def receipt() -> Svg:
    """Draw a fapiao with its stamp, and a pen lying across it."""
    g = Svg(SIZE, SIZE, "Receipt")
    at, m = turned(-6)
    under = at("M4.6 8.4L26.6 8.4L26.6 26L4.6 26Z")
    g.path(under, SAND, INK, 0.4)
    sheet = at("M3 5.6H25.8V23.4H3Z")
    g.path(sheet, CARD, INK, W1)
    g.path(at("M3 5.6H4.9V23.4H3Z"), JTINT, INK, W3)
    for hole in range(7, 23, 2):
        g.circ(*at([(3.95, hole)])[0], 0.35, CARD, INK, W4)
    g.text(*at([(15.4, 10.4)])[0], "发票", 4.4, JADE, m, 600, "middle", "han")
    g.path(at("M6.6 12H24.2V21.6H6.6Z"), "none", OCHRE, W2)
    for line in ("M6.6 15.2H24.2", "M6.6 18.4H24.2", "M12 12V21.6"):
        g.path(poly(at(line), close=False), "none", OCHRE, W3)
    for y, stop in ((13.7, 18.4), (16.9, 16.6), (20.1, 17.4)):
        g.line(*at([(13.2, y), (stop, y)]), w=0.35, stroke=STONE)
        g.line(*at([(7.8, y), (10.6, y)]), w=0.35, stroke=STONE)
    g.path(at(arc(20.9, 18, 3.4, 2.6, 0, 360, 36)), "none", OCHRE, 0.5)
    rays = [(radians(i * 36), 1.2 if i % 2 else 0.5) for i in range(10)]
    star = [(20.9 + r * sin(a), 18 + r * cos(a)) for a, r in rays]
    g.path(at(star), OCHRE, None)
    g.hatch(at("M21.6 23.4L25.8 18.6V23.4Z"), SHADE, 0.6, stroke=STONE)
    pen, _ = turned(-40)
    g.path(pen("M10.4 24.2H21.8C22.8 24.2 23.2 24.8 23.2 25.6C23.2 26.4 22.8 27 21.8 27H10.4Z"), JADE, INK, W1)
    g.path(pen("M10.4 24.2V27L6.6 25.6Z"), OCHRE, INK, 0.4)
    g.path(pen("M16.6 24.2H18V27H16.6Z"), OCHRE, INK, W3)
    g.path(poly(pen("M11.4 25H15.8"), close=False), "none", JMID, 0.5)
    return g


def parcel() -> Svg:
    """Draw a parcel with tape and a label."""
    g = Svg(SIZE, SIZE, "Parcel")
    a = Axo(15.2, 20.2, 1.16, 38, 26)
    w, d, h = 17.0, 15.0, 11.6
    x0, x1, y1 = -w / 2, w / 2, d - 7
    y0 = y1 - d
    profile = [(x0, 0.0), (x1, 0.0), (x1, h), (x0, h)]
    a.prism(g, "y", profile, y0, y1, front=OTINT, left=OTINT, right=OCHRE, hgap=0.7)
    tape = (-1.7, 1.7)
    g.path([a(tape[0], y0, h), a(tape[1], y0, h), a(tape[1], y1, h), a(tape[0], y1, h)], JMID, INK, W2)
    g.path(
        [
            a(tape[0], y1, h),
            a(tape[1], y1, h),
            a(tape[1], y1, h - 3.6),
            a(0.6, y1, h - 3.1),
            a(-0.5, y1, h - 3.7),
            a(tape[0], y1, h - 3.2),
        ],
        JMID,
        INK,
        W2,
    )
    g.path([a(-7.3, y1, 7.2), a(-0.4, y1, 7.2), a(-0.4, y1, 1.4), a(-7.3, y1, 1.4)], CARD, INK, W2)
    for row, stop in enumerate((-1.6, -2.8, -1.6)):
        g.line(a(-6.3, y1, 6 - 1.1 * row), a(stop, y1, 6 - 1.1 * row), w=0.35, stroke=STONE)
    for i, width in enumerate((0.5, 0.25, 0.6, 0.25, 0.4, 0.6, 0.25)):
        g.line(a(-6.2 + i * 0.75, y1, 2.9), a(-6.2 + i * 0.75, y1, 1.9), w=width)
    for u in (3.2, 5.8):
        g.line(a(u, y1, 2), a(u, y1, 5.6), w=0.4)
        g.line(a(u - 0.8, y1, 4.7), a(u, y1, 5.6), a(u + 0.8, y1, 4.7), w=0.4)
    g.line(a(2.2, y1, 1.4), a(6.8, y1, 1.4), w=0.4)
    g.path(hull([a(u, y, v) for u, v in profile for y in (y0, y1)]), "none", INK, W1)
    g.line(a(x1, y1, 0), a(x1, y1, h), w=W2)
    return g


def disc() -> Svg:
    """Draw a disc, half out of its sleeve, with a strip of film below."""
    g = Svg(SIZE, SIZE, "Film on a disc")
    x, y, r = 18.0, 12.4, 9.6
    g.circ(x, y, r, METAL, INK, W1)
    for start, stop, colour in ((-62, -38, CARD), (118, 142, CARD), (-32, -14, JTINT), (150, 168, JTINT)):
        g.path([*arc(x, y, r - 0.5, r - 0.5, start, stop, 10), *arc(x, y, 4, 4, stop, start, 10)], colour, None)
    g.circ(x, y, r, "none", INK, W1)
    g.hatch(
        [*arc(x, y, r - 0.4, r - 0.4, 10, 80, 14), *arc(x, y, r - 2.6, r - 2.6, 80, 10, 14)], SHADE, 0.6, stroke=STONE
    )
    g.circ(x, y, 3.7, CARD, INK, W2)
    g.circ(x, y, 1.3, SAND, INK, W2)
    sleeve = "M2.4 2.4H15.6V9.4C13.6 11 13.6 13.8 15.6 15.4V22.4H2.4Z"
    g.path(sleeve, JADE, INK, W1)
    g.hatch("M12.4 22.4L15.6 17.2V22.4Z", SHADE, 0.6, stroke=JMID)
    g.path("M2.4 2.4H3.8V22.4H2.4Z", JMID, INK, W3)
    # picture on the sleeve: a moon over mountains
    g.path("M5.4 5H12.4V15H5.4Z", OTINT, INK, W2)
    g.circ(10.2, 7.6, 1.2, CARD, INK, W3)
    g.path("M5.4 13.2L8 9.6L9.6 11.8L10.6 10.6L12.4 13V15H5.4Z", JMID, INK, W3)
    g.line((5.4, 17.4), (11.8, 17.4), w=0.5, stroke=JTINT)
    g.line((5.4, 19.2), (9.8, 19.2), w=0.4, stroke=JMID)
    # film
    top = "M1.4 24.2C6 22.2 10 22.4 15 23.8C20 25.2 24.4 25 28.6 23"
    upper, lower = flat(top, 24), [(u, v + 4.8) for u, v in flat(top, 24)]
    g.path([*upper, *lower[::-1]], INK, INK, W2)
    line = list(zip(upper, lower, strict=True))

    def inside(i: int, t: float) -> Point:
        (u0, v0), (u1, v1) = line[i]
        return (u0 + (u1 - u0) * t, v0 + (v1 - v0) * t)

    for i in range(2, len(line) - 4, 4):
        frame = [inside(step, 0.26) for step in range(i, i + 4)] + [
            inside(step, 0.74) for step in range(i + 3, i - 1, -1)
        ]
        g.path(frame, OTINT if i % 8 == 2 else CARD, INK, W2)
    for i in range(1, len(line) - 1, 2):
        for t in (0.12, 0.88):
            u, v = inside(i, t)
            g.path(rrect(u - 0.3, v - 0.28, 0.6, 0.56, 0.15), CARD, None)
    return g


def suitcase() -> Svg:
    """Draw a suitcase on wheels, with labels from a journey."""
    g = Svg(SIZE, SIZE, "Suitcase")
    g.path("M10.6 8V2.8C10.6 2 11.2 1.6 12 1.6H18C18.8 1.6 19.4 2 19.4 2.8V8H17.8V3.2H12.2V8Z", METAL, INK, 0.4)
    for x in (8.4, 19.2):
        g.path(rrect(x, 26.2, 2.6, 2.6, 0.9), STONE, INK, 0.4)
    body = rrect(5, 7.4, 20, 19.6, 3)
    g.path(body, OCHRE, INK, W1)
    g.hatch("M21.6 8C24 7.8 25 9 25 10.4V24C25 26 24 27 22 27H17.6L21.6 23Z", SHADE, 0.7, stroke=INK)
    for x in (8.6, 12.2, 17.8, 21.4):
        g.line((x, 8.6), (x, 25.8), w=W3)
        g.line((x + 0.5, 8.6), (x + 0.5, 25.8), w=W3, stroke=OTINT)
    g.path(body, "none", INK, W1)
    g.path(rrect(11.6, 6, 6.8, 2.6, 1.1), JADE, INK, 0.4)
    g.path(rot([(7, 11.8), (14.6, 11.8), (14.6, 16.4), (7, 16.4)], -8, 10.8, 14), CARD, INK, W2)
    g.path(rot([(7, 11.8), (14.6, 11.8), (14.6, 13.2), (7, 13.2)], -8, 10.8, 14), JMID, INK, W3)
    g.line(*rot([(8, 15), (12.6, 15)], -8, 10.8, 14), w=0.35, stroke=STONE)
    g.circ(19.2, 19.4, 3.3, OTINT, INK, W2)
    g.circ(19.2, 19.4, 2.5, "none", OCHRE, W3)
    g.path("M17.2 20.6L18.6 18.4L19.4 19.5L20 18.8L21.2 20.6Z", OCHRE, None)
    g.path(rot(rrect(8, 19.4, 5.6, 3.4, 0.4), 7, 11, 21), JTINT, INK, W2)
    for y, stop in ((20.5, 12.4), (21.7, 11.2)):
        g.line(*rot([(9.1, y), (stop, y)], 7, 11, 21), w=0.4, stroke=JADE)
    return g


def phone() -> Svg:
    """Draw a mobile telephone with a bubble of speech."""
    g = Svg(SIZE, SIZE, "Telephone")
    body = rrect(3.4, 3.4, 14.4, 25, 2.6)
    g.path(body, INK, INK, W1)
    g.path(rrect(4.7, 5, 11.8, 21.8, 1.5), JTINT, INK, W3)
    g.hatch([(12.6, 26.6), (16.4, 20.6), (16.4, 26.6)], SHADE, 0.6, stroke=JMID)
    g.line((9.4, 4.2), (11.8, 4.2), w=0.4, stroke=GREY)
    g.line((17.8, 9), (18.2, 9), (18.2, 12), (17.8, 12), w=0.4)
    for row in range(4):
        for column in range(3):
            g.circ(
                7.3 + column * 3.3,
                14.9 + row * 3.1,
                1.05,
                CARD if row < 3 or column == 1 else JTINT,
                INK if row < 3 or column == 1 else None,
                W3,
            )
    g.path(arc(10.6, 24.2, 1.3, 1.3, 0, 360, 24), JADE, INK, W3)
    bubble = (
        "M13 3C13 2 13.6 1.6 14.6 1.6H26.6C27.8 1.6 28.4 2.2 28.4 3.2V10.4C28.4 11.4 27.8 12 26.6 12"
        "H19.4L15.8 15.2L16.2 12H14.6C13.6 12 13 11.4 13 10.4Z"
    )
    g.path(bubble, CARD, INK, W1)
    g.hatch("M24.4 11.8L28.2 6.4V10.4C28.2 11.2 27.6 11.8 26.6 11.8Z", SHADE, 0.6, stroke=STONE)
    for x in (16.8, 20.7, 24.6):
        g.circ(x, 7, 1.1, JADE, None)
    g.line((15.2, 10.2), (22.4, 10.2), w=0.35, stroke=STONE)
    return g


def notebook() -> Svg:
    """Draw a notebook with a spiral, a list ticked off, and a pencil."""
    g = Svg(SIZE, SIZE, "Notebook")
    at, _ = turned(-5)
    g.path(at(rrect(5.4, 4.6, 18.4, 23.4, 1)), JADE, INK, W1)
    g.path(at("M6.8 4.2H22.6V26.4H6.8Z"), CARD, INK, 0.4)
    g.hatch(at("M18.4 26.4L22.6 19.8V26.4Z"), SHADE, 0.6, stroke=STONE)
    for row in range(5):
        y = 9.6 + row * 3.4
        g.path(at([(8.6, y - 1), (10.4, y - 1), (10.4, y + 0.8), (8.6, y + 0.8)]), CARD, INK, W2)
        g.line(*at([(12, y), ((20.4, 18.6, 20.4, 17.4, 19.4)[row], y)]), w=0.4, stroke=STONE)
        if row < 3:
            g.line(*at([(8.8, y - 0.2), (9.4, y + 0.5), (10.9, y - 1.6)]), w=0.55, stroke=JADE)
    for step in range(7):
        x = 8.2 + step * 2.2
        g.circ(*at([(x, 5.9)])[0], 0.45, INK, None)
        g.path(poly(at(arc(x, 4.3, 0.75, 1.7, 70, 290, 14)), close=False), "none", INK, 0.5)
    pencil, _ = turned(-52)
    g.path(pencil("M7.4 21.6H21.4V24.6H7.4Z"), OCHRE, INK, W1)
    g.path(poly(pencil("M7.4 22.6H21.4"), close=False), "none", INK, W3)
    g.path(poly(pencil("M7.4 23.7H21.4"), close=False), "none", INK, W3)
    g.path(pencil("M7.4 21.6V24.6L3.6 23.1Z"), OTINT, INK, 0.4)
    g.path(pencil("M4.9 22.6L3.6 23.1L4.9 23.6Z"), INK, INK, W3)
    g.path(pencil("M21.4 21.6H22.8V24.6H21.4Z"), METAL, INK, W2)
    g.path(pencil("M22.8 21.6H23.8C24.8 21.6 25.2 22.2 25.2 23.1C25.2 24 24.8 24.6 23.8 24.6H22.8Z"), OCHRE, INK, 0.4)
    return g


DRAWINGS: Final[dict[str, Callable[[], Svg]]] = {
    "i-receipt": receipt,
    "i-parcel": parcel,
    "i-disc": disc,
    "i-suitcase": suitcase,
    "i-phone": phone,
    "i-notebook": notebook,
}
