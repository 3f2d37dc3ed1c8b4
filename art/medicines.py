"""Medicines: the plate and three pairs of lenses.

One unit of the models is 1.45 mm of the real thing: a box of 90 by 29 by 52 mm, a strip that fits into it.

Chinese on the plate: 对乙酰氨基酚片 paracetamol tablets; 国药准字 approved by the medicines authority; 产品批号
batch number; 有效期至 use by.
"""

from collections.abc import Callable

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
    W4,
    Axo,
    Lens,
    Plate,
    Point,
    Svg,
    arc,
    hull,
    outline,
    pair,
    poly,
    rrect,
)
from art.solids import floor, front_of, side_of

UNIT = 1.45
WIDE, DEEP, HIGH = 62, 22, 36
BAND = 9
"""The height of the printed band on top of the box."""
FOIL = 0.9
NAME, LOT, EXPIRY = "对乙酰氨基酚片", ("产品批号", "260317"), ("有效期至", "2029.02")
"""What box and strip both say."""
LOOSE = (48.0, 73.0)
"""Where the loose tablet lies on the page."""


def plate() -> Svg:
    """Return the plate: box with seal, leaflet, blister strip; numbers 1 to 6."""
    g = Plate("Medicine box with seal, leaflet and blister strip. Numbers 1 to 6.")
    box, leaflet, strip = Axo(55, 45.5, 1.02, 36, 24), Axo(123, 37, 1.02, 36, 24), Axo(106, 67, 1.02, 36, 24)
    _leaflet(g, leaflet)
    _box(g, box)
    _strip(g, strip)
    _loose_tablet(g, *LOOSE)
    front, side = front_of(box, -WIDE / 2, DEEP, HIGH), side_of(box, WIDE / 2, DEEP, HIGH)
    g.call(1, 72, 5, *box(18, 13.4, HIGH))
    g.call(2, 6, 56, *front(3, 30.6))
    g.call(3, 94, 40, *side(18.4, 24))
    g.call(4, 136, 6, *leaflet(8, 3.5, 31))
    g.call(5, 104, 80.9, *strip(6, 15.8, FOIL))
    g.call(6, 26, LOOSE[1] + 3.4, LOOSE[0] - 1.6, LOOSE[1] + 0.2)
    g.scale_bar(20 / UNIT * 1.02, 2, right=146, bottom=81)
    return g


def _leaflet(g: Svg, view: Axo) -> None:
    """Draw a leaflet of four folds that stands behind the box."""
    beside = ((-10, 12), (24, 12), (24, 3), (29, 3), (29, 14), (-8, 14))
    floor(g, [view(x, y, 0) for x, y in beside])
    for fold in range(4):
        is_lit = fold % 2 == 0
        x0, y0, y1 = -14 + fold * 9, 0 if is_lit else 7, 7 if is_lit else 0
        x1 = x0 + 9
        panel = [view(x0, y0, 0), view(x1, y1, 0), view(x1, y1, 31), view(x0, y0, 31)]
        g.path(panel, CARD if is_lit else SAND, INK, 0.35)
        for row in range(9):
            z = 27.4 - row * 2.9
            ends = [(x0 + 9 * t, y0 + (y1 - y0) * t) for t in (0.16, 0.49 if row % 3 == 2 else 0.84)]
            w = W3 if is_lit else 0.3 if row else 0.6
            g.line(*(view(x, y, z) for x, y in ends), stroke=STONE, w=w)


def _box(g: Svg, view: Axo) -> None:
    """Draw the box: name, approval number, lot and dates on its side, a paper seal over its lid."""
    left, right = -WIDE / 2, WIDE / 2
    beside = ((left, DEEP), (right, DEEP), (right, 0), (right + 8, 0), (right + 8, DEEP + 4), (left + 5, DEEP + 4))
    floor(g, [view(x, y, 0) for x, y in beside])
    profile = [(left, 0), (right, 0), (right, HIGH), (left, HIGH)]
    view.prism(g, "y", profile, 0, DEEP, front=CARD, left=PAPER, right=SAND, hgap=0.8)
    front, side = front_of(view, left, DEEP, HIGH), side_of(view, right, DEEP, HIGH)
    g.path(front.rect(0, 0, WIDE, BAND), JTINT, None)
    g.path(side.rect(0, 0, DEEP, BAND), JMID, None)
    g.hatch(side.rect(0, 0, DEEP, BAND), -58, 0.8, stroke=JADE)
    g.path(front.on([(0, BAND), (WIDE, BAND)]), "none", INK, W3)
    g.path(side.on([(0, BAND), (DEEP, BAND)]), "none", INK, W3)
    g.text(*front(4, 16.4), NAME, 5, m=front.m, weight=600, fam="han")
    g.text(*front(4, 21.6), "PARACETAMOL TABLETS", 3.1, m=front.m, weight=600)
    g.text(*front(4, 25.6), "0.5 g × 10", 3.1, m=front.m)
    g.text(*front(4, 31.8), "国药准字 H12345678", 3.1, m=front.m, weight=600, fam="han")
    g.line(view(left, DEEP - 2.2, HIGH), view(right, DEEP - 2.2, HIGH), w=W3)
    g.line(view(left, DEEP - 2.2, HIGH), view(left, DEEP, HIGH), w=W3)
    g.path(side.rect(1, 10.6, DEEP - 1, 35), CARD, INK, W3)
    for row, (head, value) in enumerate((LOT, EXPIRY)):
        for v, text in ((15.8, head), (20.8, value)):
            g.text(*side(3.6, v + row * 11.4), text, 3.7, m=side.m, weight=600, fam="han")
    g.line(front(0, 0), front(WIDE, 0), side(DEEP, 0), w=W2)
    g.line(front(WIDE, 0), front(WIDE, HIGH), w=W2)
    g.path(hull(view(u, y, v) for u, v in profile for y in (0, DEEP)), "none", INK, W1)
    _seal(g, view)


def _seal(g: Svg, view: Axo) -> None:
    """Draw the paper seal, half on the lid, half on the front."""

    def lid(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
        return [view(x, y, HIGH) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]

    flap = front_of(view, 12, DEEP, HIGH)
    g.path(lid(12, 14, 24, DEEP), OTINT, INK, W3)
    g.path(flap.rect(0, 0, 12, 6), OCHRE, INK, W3)
    g.path(flap.rect(1.2, 1.2, 10.8, 4.8), "none", CARD, W3)
    g.hatch(lid(13, 15, 23, DEEP - 0.6), 20, 0.9, stroke=OCHRE, w=0.25)


def _strip(g: Svg, view: Axo) -> None:
    """Draw a blister strip that says what it holds; one pocket is empty, its tablet lies before the strip."""
    beside = ((-28, 19), (26, 19), (28, 16), (28, -13), (32, -13), (32, 22), (-24, 22))
    floor(g, [view(x, y, 0) for x, y in beside])
    view.prism(g, "z", rrect(-30, -17, 59, 36, 3), 0, FOIL, front=METAL, left=GREY, right=GREY, w=0.45, h=False)

    def circle(x: float, y: float, z: float, r: float, start: float = 0, stop: float = 360) -> list[Point]:
        return [view(u, v, z) for u, v in arc(x, y, r, r, start, stop, 32)]

    for column in range(5):
        for row in range(2):
            x, y = -23 + column * 11, -11.8 + row * 10.4
            foot, top = circle(x, y, FOIL, 4.2), circle(x, y, 3.2, 3.15)
            if (column, row) == (0, 1):
                g.path(foot, SAND, INK, W2)
                dent = circle(x, y, FOIL, 3.1)
                g.path(dent, STONE, INK, W3)
                continue
            g.path(hull(foot + top), CARD, INK, W2)
            g.path(top, CARD, STONE, W3)
            g.line(view(x - 1.9, y + 1.9, 3.2), view(x + 1.9, y - 1.9, 3.2), w=W3, stroke=STONE)
            shade = circle(x, y, FOIL, 4.2, -30, 98) + circle(x, y, 2.6, 3.35, 100, -22)
            g.hatch(shade, -58, 0.55, stroke=STONE)
    m = view.m("top")
    g.text(*view(-27.6, 7.8, FOIL), NAME, 4.3, m=m, weight=600, fam="han")
    g.text(*view(-27.6, 12.6, FOIL), " ".join(LOT), 4.1, m=m, weight=600, fam="han")
    g.text(*view(-27.6, 17.2, FOIL), " ".join(EXPIRY), 4.1, m=m, weight=600, fam="han")


def _loose_tablet(g: Svg, x: float, y: float) -> None:
    """Draw a tablet that lies on the table."""
    rx, ry, thick = 4.2, 1.75, 2.6
    floor(g, arc(x + 1.6, y + thick, rx + 1, ry, -30, 150))
    g.path(hull(arc(x, y, rx, ry, 0, 360, 40) + arc(x, y + thick, rx, ry, 0, 360, 40)), SAND, INK, 0.4)
    g.hatch(arc(x, y + thick, rx, ry, -5, 95, 12) + arc(x, y, rx, ry, 95, -5, 12), -58, 0.55, stroke=STONE)
    g.ell(x, y, rx, ry, CARD, INK, W2)
    g.line((x - 2.8, y + 0.8), (x + 2.8, y - 0.8), w=W3)


def seal(fake: bool) -> Lens:
    """Return a look at the seal: whole, or torn and stuck again with tape."""
    g = Lens("Seal torn and stuck again" if fake else "Seal unbroken", fake)
    g.path([(-1, -1), (29, -1), (29, 12), (-1, 12)], SAND, None)
    g.path([(-1, 12), (29, 12), (29, 29), (-1, 29)], JTINT, None)
    g.line((-1, 12), (29, 12), w=W1)
    if not fake:
        g.path([(8, 4), (20, 4), (20, 21), (8, 21)], OCHRE, INK, W2)
        g.path([(9.2, 5.2), (18.8, 5.2), (18.8, 19.8), (9.2, 19.8)], "none", CARD, W3)
        g.circ(14, 15.8, 2.6, "none", CARD, 0.4)
        g.line((9.2, 12), (18.8, 12), w=W3, stroke=CARD, dash=".6 .5")
        return g.done()
    upper = "M8.6 4.4L20.4 3.6L20.8 10.8L19 11.6L18.2 10.4L16.4 11.8L14.6 10.6L13 12L11 10.8L9 11.6Z"
    lower = "M7.4 13.8L9.6 12.9L11.4 14.2L13.2 13.2L15 14.6L16.8 13.4L19.4 14.4L19 21.4L7.8 20.6Z"
    tape = [(6, 7), (9.4, 6.6), (9.8, 18.6), (6.4, 19)]
    g.path(upper, OCHRE, INK, W2)
    g.path(lower, OCHRE, INK, W2)
    g.path(tape, "none", STONE, W3)
    g.hatch(tape, 60, 0.7, stroke=STONE)
    g.line((9, 12.3), (19, 12.6), w=0.5, stroke=CARD)
    return g.done()


def lot(fake: bool) -> Lens:
    """Return a look at batch and date on the box: sharp and level, or uneven and smeared."""
    g = Lens(f"Batch and date {'uneven and smeared' if fake else 'sharp and level'}", fake)
    g.path([(-1, -1), (29, -1), (29, 6.6), (-1, 6.6)], JTINT, None)
    g.line((-1, 6.6), (29, 6.6), w=W2)
    g.path([(-1, 24), (29, 24), (29, 30), (-1, 30)], SAND, INK, W2)
    lines = ((13.6, " ".join(LOT)), (20, " ".join(EXPIRY)))
    if not fake:
        for y, text in lines:
            g.text(14, y, text, 2.8, anchor="middle", weight=600, fam="han")
        return g.done()
    for x0, x1, y in ((16.4, 20, 12), (17.8, 23.6, 18.2), (18.2, 24.6, 19.2), (18.2, 21.4, 12.9)):
        g.line((x0, y), (x1, y + 0.5), stroke=GREY, w=0.9)
    drops = (0.1, -0.2, 0.2, 0, 0, 0.5, -0.4, 0.2, -0.5, 0.4, 0, 0.6)
    for y, text in lines:
        x = 14 - outline(text, ("han", 600))[1] * 0.0014
        for letter, drop in zip(text, drops, strict=False):
            slant = (1, 0.12 * drop, -0.12 * drop, 1)
            g.text(x, y + drop, letter, 2.8, m=slant, weight=600 if drop < 0.5 else 400, fam="han")
            x += outline(letter, ("han", 600))[1] * 0.0028
    return g.done()


def tablet(fake: bool) -> Lens:
    """Return a look at the tablet: clean and even, or spotted and crumbling."""
    g = Lens("Tablet spotted and crumbling" if fake else "Tablet clean and even", fake)
    if not fake:
        body = hull(arc(14, 16.4, 8.8, 6.4, 0, 360, 60) + arc(14, 13, 8.8, 6.4, 0, 360, 60))
        g.path(body, SAND, INK, W1)
        shade = arc(14, 16.4, 8.8, 6.4, 0, 120) + arc(14, 13.6, 8.8, 6.4, 120, 0)
        g.hatch(shade, -58, 0.65, stroke=STONE)
        g.ell(14, 13, 8.8, 6.4, CARD, INK, W2)
        g.line((8.4, 15.8), (19.6, 10.2), w=W2)
        g.path(poly(arc(14, 13, 7.4, 5.2, 0, 360, 40)), "none", STONE, W4)
        return g.done()
    worn = (
        "M5.2 13C5.2 9.4 9 6.6 13.6 6.6L15.4 8L17.6 7C20.6 8 22.8 10.4 22.8 13.2L22.6 17C21.6 20.6 18.4 22.8 15 23"
        "L13.8 21.6L11.8 22.8C8 22 5.6 19.6 5.2 16.6Z"
    )
    g.path(worn, OTINT, INK, W1)
    edge = "M5.2 13.2C5.8 16.8 9 19.2 12 19.4L13.4 18L15 19.4C19 19 22.4 16.6 22.8 13.2"
    g.path(edge, "none", INK, W2)
    g.line((8.8, 15.6), (12, 13.8), (13, 14.4), (18.4, 10.8), w=W2)
    spots = (
        (9.6, 11.4, 0.7),
        (12.6, 9.6, 0.45),
        (17.4, 14.6, 0.8),
        (14.2, 16.6, 0.5),
        (19.6, 11.6, 0.4),
        (8, 14, 0.35),
    )
    for x, y, r in spots:
        g.circ(x, y, r, OCHRE, None)
    for x, y in ((17.6, 24), (20.4, 22.6), (9, 24.2), (22.6, 20.4)):
        g.path([(x, y), (x + 0.9, y + 0.2), (x + 0.5, y + 0.9)], OTINT, INK, W3)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-medicines": plate,
    **pair("l-seal", seal),
    **pair("l-lot", lot),
    **pair("l-tablet", tablet),
}
