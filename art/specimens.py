"""The specimens of the cover's drawer and of the index of plates, and the same as ornaments for small sizes.

Each fills a cell of 30 by 30 mm: contour, edges, hatching on the right, one tint, one accent.
"""

import re
from collections.abc import Callable
from functools import partial
from itertools import accumulate, pairwise
from math import cos, hypot, radians, sin

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
    VERM,
    W1,
    W2,
    W3,
    Point,
    Svg,
    arc,
    f,
    flat,
    poly,
    rot,
    rrect,
)

SIZE = 30

BAG_HANDLE = "M8.4 12.4C8.4 5.6 11 3 15 3 C19 3 21.6 5.6 21.6 12.4"
BAG_BODY = (
    "M5.2 12.4H24.8C25.8 12.4 26.3 13 26.5 14L28 25.4C28.2 26.8 27.4 27.6 26.2 27.6"
    "H3.8C2.6 27.6 1.8 26.8 2 25.4L3.5 14C3.7 13 4.2 12.4 5.2 12.4Z"
)
BAG_FLAP = (
    "M3.7 13C4 12.6 4.5 12.4 5.2 12.4H24.8C25.5 12.4 26 12.6 26.3 13C26 17.4 23 20.2 15 20.2C7 20.2 4 17.4 3.7 13Z"
)
BAG_CLASP = rrect(13.2, 18.4, 3.6, 3.4, 0.6)


def charger(g: Svg) -> None:
    """Draw a wall charger standing on its port side, pins up."""
    for x in (10, 18):
        g.path(rrect(x, 2.6, 2.2, 9, 0.3), CARD)
        g.circ(x + 1.1, 5.2, 0.5, STONE, INK, W3)
    body = rrect(5.5, 11, 19, 16.4, 3.6)
    g.path(body, CARD, INK, W1)
    g.path([(x, y) for x, y in body if x > 18.5] + [(20.5, 27.4), (20.5, 11)], SAND, None)
    g.hatch([p for p in body if p[0] > 19] + [(21.4, 27.3), (21.4, 11.1)], -58, 0.7, stroke=STONE)
    g.path(body, "none", INK, W1)
    g.line((5.5, 15), (24.5, 15), w=W2)
    g.path(rrect(10.6, 21.2, 7, 2.4, 1.2), INK, INK, W3)
    g.circ(14.1, 18.4, 0.5, OCHRE, None)


def medicine(g: Svg) -> None:
    """Draw a blister strip of eight tablets, one taken out."""

    def turned(points: list[Point]) -> list[Point]:
        return rot(points, -14, 15, 15)

    g.path(turned(rrect(7.5, 2.6, 15, 25, 1.8)), JTINT, INK, W1)
    g.line(*turned([(7.5, 24), (22.5, 24)]), w=W3, dash=".7 .6")
    for row in range(4):
        for column in range(2):
            x, y = turned([(11.4 + column * 7.2, 6.2 + row * 4.9)])[0]
            if (row, column) == (3, 1):
                g.circ(x, y, 1.95, JADE, INK, W2)
                g.path([(x - 1.2, y - 0.3), (x + 0.9, y - 2.2), (x + 1.9, y + 0.4)], CARD, INK, W3)
                continue
            g.circ(x, y, 1.95, CARD, INK, W2)
            shade = arc(x, y, 1.95, 1.95, -40, 110) + arc(x - 0.5, y - 0.5, 1.6, 1.6, 110, -40)
            g.hatch(shade, -58, 0.5, stroke=STONE)
            g.line((x - 1, y + 0.5), (x + 1, y - 0.5), w=W3, stroke=STONE)


def jade(g: Svg) -> None:
    """Draw a jade bangle with two pale veins."""
    outer, inner = arc(15, 15.4, 12.4, 11.6, 0, 360, 60), arc(15, 14.5, 8.3, 7.5, 0, 360, 48)
    g.path(poly(outer) + poly(inner[::-1]), JMID, INK, W1, extra=' fill-rule="evenodd"')
    g.path(poly(arc(15, 15.4, 11.2, 10.4, 195, 285), close=False), "none", CARD, 0.8)
    g.hatch(arc(15, 15.4, 12.4, 11.6, -25, 110) + arc(15, 15.2, 10.4, 9.4, 110, -25), -58, 0.65, stroke=JADE)
    g.line(*arc(15, 14.9, 9.4, 8.5, 20, 170), w=W3, stroke=JADE)
    g.path("M5.4 18.6C6.6 19.4 7 21.2 9 22.2", "none", CARD, 0.35)
    g.path("M22 6.6C23 8.6 24.2 8.4 25.2 11", "none", CARD, 0.35)


def shoe(g: Svg) -> None:
    """Draw a sports shoe from the side."""
    upper = (
        "M2.2 20.6C1.8 17.4 1.9 14.6 2.2 11.6C3 10.6 4.2 10.5 5.2 11.4C6.4 13.2 9 13 10.6 9.6"
        "C11.2 8.7 12.4 8.6 13.2 9.3L20 14.4C22.4 15.4 26 15.4 27.6 17.2C28.6 18.4 28.6 19.4 28.4 20.6Z"
    )
    toe = "M21.6 15C24 15.8 26.4 15.9 27.6 17.2C28.6 18.4 28.6 19.4 28.4 20.6H22C21.2 18.8 21 16.6 21.6 15Z"
    heel = "M2.2 20.6C1.9 18.2 1.9 16.4 2 14.4C4.2 14.5 6 15.4 6.6 17C7 18.2 7.1 19.4 7.1 20.6Z"
    sole = "M1.6 20.6H28.4C29.3 21.4 29.1 22.9 28 23.9C19 24.6 10 24.5 2.2 24.2C1.2 23.4 1.1 21.6 1.6 20.6Z"
    g.path(upper, CARD, INK, W1)
    g.path(toe, OTINT, INK, W2)
    g.path(heel, OCHRE, INK, W2)
    for seam in ("M8 20.6C9.6 17 13 15.6 17 14.7", "M10.4 20.6C12 17.8 15 16.8 18.6 16"):
        g.path(seam, "none", INK, W3, dash=".7 .6")
    for lace in range(4):
        x, y = 12.6 + lace * 1.95, 10.5 + lace * 1.45
        g.line((x, y - 0.4), (x - 1.9, y + 1.5), w=0.55)
    g.line((10.7, 9.8), (11.8, 12.2), (19.2, 16.2), w=W3)
    g.path(sole, SAND, INK, W1)
    g.line((1.7, 22.4), (28.9, 22.2), w=W3)
    g.hatch("M20 22.3L28.9 22.2C28.8 23 28.5 23.5 28 23.9C24 24.2 22 24.3 20 24.4Z", -58, 0.6, stroke=STONE)


def watch(g: Svg) -> None:
    """Draw a wristwatch on a leather strap."""
    for strap in ("M10.6 8.6L11.4 1.4H18.6L19.4 8.6Z", "M10.6 21.4L11.4 28.6H18.6L19.4 21.4Z"):
        g.path(strap, OCHRE, INK, W1)
    for y in (3.2, 5.2, 23.6, 25.6):
        for x in (12.6, 17.4):
            g.line((x, y), (x, y + 1), w=W3)
    g.path(rrect(23.2, 13.6, 2, 2.8, 0.5), SAND)
    g.circ(15, 15, 8.6, SAND, INK, W1)
    g.hatch(arc(15, 15, 8.6, 8.6, -40, 120) + arc(15, 15, 6.8, 6.8, 120, -40), -58, 0.6, stroke=STONE)
    g.circ(15, 15, 6.8, CARD, INK, W2)
    for hour in range(12):
        a, is_quarter = radians(hour * 30), hour % 3 == 0
        r = 4.9 if is_quarter else 5.5
        ends = (15 + 6.1 * sin(a), 15 - 6.1 * cos(a)), (15 + r * sin(a), 15 - r * cos(a))
        g.line(*ends, w=0.45 if is_quarter else 0.25)
    g.line((15, 15), (12, 12.2), w=0.6)
    g.line((15, 15), (19.2, 12.2), w=0.4)
    g.line((15, 16.4), (15, 10), w=0.22, stroke=JADE)
    g.circ(15, 15, 0.6, INK, None)


def bag(g: Svg) -> None:
    """Draw a handbag with a flap."""
    g.path(BAG_HANDLE, "none", INK, 2.1)
    g.path(BAG_HANDLE, "none", OCHRE, 1.15)
    g.path(BAG_BODY, OTINT, INK, W1)
    g.hatch("M24 18L27 18L28 25.4C28.2 26.8 27.4 27.6 26.2 27.6H20Z", -58, 0.7, stroke=STONE)
    g.path(BAG_FLAP, OCHRE, INK, W2)
    g.path("M5.2 13.8C6 17 9 18.9 15 18.9C21 18.9 24 17 24.8 13.8", "none", CARD, W3, dash=".8 .6")
    g.path(BAG_CLASP, CARD, INK, W2)
    g.line((15, 19.6), (15, 20.8), w=0.5)
    g.path("M3.6 24.8C3.4 26 3.8 26.2 4.6 26.2H25.4", "none", INK, W3, dash=".8 .6")


def bag_outline(stroke: str) -> Svg:
    """Return the same handbag as an empty, broken outline: the fake."""
    g = Svg(SIZE, SIZE, "The same handbag as an empty, broken outline")
    for part in (BAG_HANDLE, BAG_BODY, BAG_FLAP, BAG_CLASP):
        g.path(part, "none", stroke, 0.42, "1.1 .9")
    return g


def perfume(g: Svg) -> None:
    """Draw a perfume bottle with its cap."""
    g.path(rrect(11.2, 2.6, 7.6, 6.4, 0.7), OCHRE, INK, W1)
    g.hatch([(15.6, 3), (18.6, 3), (18.6, 8.8), (15.6, 8.8)], 90, 0.6, stroke=INK)
    g.path(rrect(12.6, 9, 4.8, 2.4, 0.2), SAND)
    g.path(rrect(6.2, 11.4, 17.6, 16.2, 2.4), CARD, INK, W1)
    inside = rrect(8, 13.2, 14, 12.4, 1.2)
    g.path([(8, 17.4), (22, 17.4), *[p for p in inside if p[1] > 17.4][:16]], OTINT, None)
    g.path(inside, "none", INK, W3)
    g.line((8, 17.4), (22, 17.4), w=W3)
    g.line((15, 11.4), (15, 24.2), w=W3, stroke=STONE)
    g.hatch([(22, 13), (23.8, 13.6), (23.8, 25.6), (22, 27)], -58, 0.6, stroke=STONE)
    g.path(rrect(10.6, 19.4, 8.8, 4, 0.2), CARD, INK, W3)
    g.line((12, 20.9), (18, 20.9), w=0.35)
    g.line((13, 22.2), (17, 22.2), w=W3)


def teapot(g: Svg) -> None:
    """Draw a teapot of celadon, light enough for the cover's ground."""
    body = (
        "M6 18.4C6 13.6 9.8 11.2 14.7 11.2C19.6 11.2 23.4 13.6 23.4 18.4C23.4 22.8 19.8 25.6 14.7 25.6"
        "C9.6 25.6 6 22.8 6 18.4Z"
    )
    shade = "M21.6 13.6C22.8 14.8 23.4 16.4 23.4 18.4C23.4 22.8 19.8 25.6 14.7 25.6C19 24.6 22.2 20.4 21.6 13.6Z"
    handle = "M7.6 13.4C2 11.6 .8 21.6 7.8 22"
    g.path("M20.6 20.4C24 20.2 24.4 14.6 27.6 12.2L28.6 12.8C27.2 15.6 27.4 21.8 21.4 23.4Z", JMID, INK, W1)
    g.path(handle, "none", INK, 2.3)
    g.path(handle, "none", JMID, 1.4)
    g.path("M10.6 25.4H18.8L19.4 27.2H10Z", JMID, INK, W2)
    g.path(body, JTINT, INK, W1)
    g.hatch(shade, -58, 0.6, stroke=JADE)
    g.path(poly(arc(14.7, 18.6, 7, 5.8, 190, 245), close=False), "none", CARD, 0.8)
    g.path("M9.6 11.9C10.4 9.4 12.4 8.8 14.7 8.8C17 8.8 19 9.4 19.8 11.9C16.6 11 12.8 11 9.6 11.9Z", JMID, INK, W2)
    g.circ(14.7, 7.2, 1.6, JMID, INK, W2)


def shirt(g: Svg) -> None:
    """Draw a striped shirt."""
    cut = (
        "M10.6 3.6C12 5.6 18 5.6 19.4 3.6L23 5L28.4 11.4L24.2 15L22.2 12.8L22.6 27.2H7.4L7.8 12.8L5.8 15L1.6 11.4L7 5Z"
    )
    g.path(cut, CARD, INK, W1)
    for x, top in ((11.4, 5.1), (16.2, 5)):
        g.path([(x, top), (x + 2.4, 5.2), (x + 2.4, 27.2), (x, 27.2)], JMID, None)
    g.hatch([(20.4, 9), (22.2, 12.8), (22.6, 27.2), (20, 27.2)], -58, 0.65, stroke=STONE)
    g.path("M10.6 3.6C11 8 19 8 19.4 3.6C18 5.6 12 5.6 10.6 3.6Z", JADE, INK, W2)
    g.line((4.4, 8.2), (8.2, 11.6), w=W3)
    g.line((25.6, 8.2), (21.8, 11.6), w=W3)
    g.line((7.5, 25.6), (22.5, 25.6), w=W3, dash=".8 .6")
    g.line((7.8, 12.8), (8.6, 9.4), w=W3)
    g.line((22.2, 12.8), (21.4, 9.4), w=W3)
    g.path(cut, "none", INK, W1)


def glasses(g: Svg) -> None:
    """Draw sunglasses from the front, the arms behind."""
    for side in (1, -1):
        arm = _mirrored("M-12.2 12C-12.8 8.6 -10.6 7.2 -7 7", side)
        g.path(arm, "none", INK, 1.7)
        g.path(arm, "none", OCHRE, 0.95)
    for side in (1, -1):
        rim = "M-12.9 11.2C-8 10.2 -4.6 10.4 -1.3 11.6C-1 18 -3.2 22.2 -7.4 22.2C-11.8 22.2 -13.6 16.8 -12.9 11.2Z"
        lens = "M-11.5 12.3C-8 11.6 -5 11.8 -2.5 12.7C-2.4 17.6 -4 20.9 -7.4 20.9C-10.8 20.9 -12 16.6 -11.5 12.3Z"
        g.path(_mirrored(rim, side), OCHRE, INK, W1)
        g.path(_mirrored(lens, side), INK, INK, W2)
        g.hatch([(x, y) for x, y in flat(_mirrored(lens, side)) if y > 15.6], -58, 0.6, stroke=JMID)
        # The glint lies on the left of both lenses: light has one direction.
        g.line(*([(5.4, 13.6), (5, 15.6)] if side == 1 else [(19.4, 13.6), (19, 15.6)]), w=0.6, stroke=CARD)
    bridge = "M13.3 12.6C14 11.4 16 11.4 16.7 12.6"
    g.path(bridge, "none", INK, 1.7)
    g.path(bridge, "none", OCHRE, 0.9)


def _mirrored(path: str, side: int) -> str:
    """Return a path whose x counts from the middle of the sheet, to the left (1) or to the right (-1)."""
    return re.sub(r"(-?[\d.]+) (-?[\d.]+)", lambda m: f"{f(15 + side * float(m[1]))} {m[2]}", path)


def pearls(g: Svg) -> None:
    """Draw a string of 25 pearls, the largest in the middle."""
    count = 25
    angles = [-2.55 + 5.1 * i / 400 for i in range(401)]
    string = [(15 + 11.2 * sin(a), 4.6 + 11.172 * (1 - cos(a))) for a in angles]
    lengths = [0.0, *accumulate(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(string))]
    radii = [1.05 + 1 - abs(i - 12) / 12 for i in range(count)]
    places = [radii[0], *accumulate((a + b for a, b in pairwise(radii)), initial=radii[0])][1:]
    k = lengths[-1] / (places[-1] + radii[-1])
    for radius, place in zip(radii, places, strict=True):
        x, y = next(point for point, length in zip(string, lengths, strict=True) if length >= place * k)
        y, r = 30.2 - y, radius * k * 0.97
        g.circ(x, y, r, CARD, INK, W2)
        if r > 0.9:
            shade = arc(x, y, r, r, -30, 110) + arc(x - 0.4, y - 0.4, r * 0.9, r * 0.9, 110, -30)
            g.hatch(shade, -58, 0.42, stroke=STONE, w=0.13)


def _specimen(title: str, draw: Callable[[Svg], None]) -> Svg:
    g = Svg(SIZE, SIZE, title)
    draw(g)
    return g


SPECIMENS: dict[str, tuple[str, Callable[[Svg], None]]] = {
    "charger": ("Charger", charger),
    "medicine": ("Medicine", medicine),
    "jade": ("Jade", jade),
    "shoe": ("Shoe", shoe),
    "watch": ("Watch", watch),
    "bag": ("Handbag", bag),
    "perfume": ("Perfume", perfume),
    "teapot": ("Teapot", teapot),
    "shirt": ("Shirt", shirt),
    "glasses": ("Sunglasses", glasses),
    "pearls": ("Pearls", pearls),
}
DRAWINGS: dict[str, Callable[[], Svg]] = {
    **{f"i-{name}": partial(_specimen, *specimen) for name, specimen in SPECIMENS.items()},
    "i-bag-fake": partial(bag_outline, PAPER),  # on the cover's colour
    "i-bag-outline": partial(bag_outline, VERM),  # on paper
}
