"""The seven checks at the counter, each as a small specimen of 30 mm, printed at 16 to 17 mm.

Chinese: 样品商店 sample shop; 生产企业 maker; 发票 fapiao, the official invoice; 样 sample.
"""

from __future__ import annotations

from collections.abc import Callable
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
    STONE,
    W1,
    W2,
    W3,
    Axo,
    Svg,
    arc,
    flat,
    hull,
    rot,
    rrect,
)
from art.paper import matrix_code
from art.paths import bubble, front_of_shop, rect, seller
from art.solids import floor_of_box, front_of, safety_mark, side_of
from art.space import moved, shade, smooth

SIZE: Final = 30


def place() -> Svg:
    """Draw a shop front with its name board."""
    g = Svg(SIZE, SIZE, "A shop front with its name")
    g.hatch([(2, 26.6), (27, 26.6), (29.4, 28.6), (2, 28.6)], 0, 0.85, w=0.25, stroke=GREY)
    front_of_shop(g, 1.4, 2.2, 1.36, JADE)
    return g


def price() -> Svg:
    """Draw a price tag on its thread."""
    g = Svg(SIZE, SIZE, "A price tag")
    tag = rot([(9, 7.6), (27.6, 7.6), (27.6, 22.4), (9, 22.4), (3.4, 15)], -12, 15, 15)
    hole = rot([(8, 15)], -12, 15, 15)[0]
    g.hatch(moved(tag, 1.2, 2.4), 0, 0.85, w=0.25, stroke=GREY)
    g.path(tag, OTINT, INK, W1)
    shade(g, tag, [moved(tag, -2.2, -0.8)], gap=0.65)
    g.circ(*hole, 1.2, CARD, INK, 0.4)
    g.line(*smooth([hole, (5.4, 10), (2.6, 6.4), (5.4, 2.6)], closed=False), w=0.6)
    g.raw('<g transform="rotate(-12 15 15)">')
    g.text(18.4, 17.2, "¥128", 6.3, anchor="middle", weight=700)
    g.line((12.8, 19.6), (24, 19.6), stroke=STONE, w=0.4)
    g.raw("</g>")
    return g


def packaging() -> Svg:
    """Draw a box whose label names the maker."""
    g = Svg(SIZE, SIZE, "A box with its label")
    view = Axo(13.6, 22.6, 1, 36, 24)
    wide, deep, high = 19.0, 11.0, 19.0
    left, right = -wide / 2, wide / 2
    floor_of_box(g, view, left, right, -deep / 2, deep / 2, 2)
    profile = [(left, 0), (right, 0), (right, high), (left, high)]
    view.prism(g, "y", profile, -deep / 2, deep / 2, front=CARD, left=JTINT, right=JMID, hgap=0.8)
    front, side = front_of(view, left, deep / 2, high), side_of(view, right, deep / 2, high)
    g.path(front.rect(0, 0, wide, 4.4), JADE, INK, W2)
    g.path(side.rect(0, 0, deep, 4.4), JADE, INK, W2)
    g.text(*front(0.9, 9.6), "生产企业", 4.3, m=front.m, weight=600, fam="han")
    for v, end in ((11.4, 16.6), (13.2, 12.4)):
        g.line(front(1.6, v), front(end, v), stroke=STONE, w=0.4)
    for u, w in ((1.8, 0.6), (3.2, 0.35), (4.3, 0.7), (5.8, 0.35), (7, 0.6), (8.3, 0.35)):
        g.line(front(u, 14.8), front(u, 17.8), w=w)
    g.path(hull(view(u, y, v) for u, v in profile for y in (-deep / 2, deep / 2)), "none", INK, W1)
    return g


def workmanship() -> Svg:
    """Draw a seam that is being sewn: even stitches, needle and thread."""
    g = Svg(SIZE, SIZE, "A seam with needle and thread")
    outline = "M2 6L9 4.6L16 6L23 5L26.4 8L25.4 15L26.6 23L22 26.2L13 25.2L4 26.4L2.4 19L3.4 12"
    cloth = smooth(flat(outline))
    g.path(cloth, JTINT, INK, W1)
    shade(g, cloth, [moved(cloth, -2.2, -1.4)], gap=0.7, stroke=JMID)
    seam = [(2.9, 15.6), (25.6, 14.6)]
    g.line(*seam, w=W1)
    for row, (shift, colour) in enumerate(((-2.2, OCHRE), (2.2, OCHRE))):
        for i in range(6 if row == 0 else 4):
            x = 4.8 + i * 3.5
            g.line((x, 15.5 + shift - i * 0.15), (x + 2.2, 15.4 + shift - i * 0.15), stroke=INK, w=1.15)
            g.line((x, 15.5 + shift - i * 0.15), (x + 2.2, 15.4 + shift - i * 0.15), stroke=colour, w=0.65)
    thread = smooth([(17.8, 17.4), (19.6, 18), (19, 22), (22.4, 24), (27, 21.4)], closed=False)
    g.line(*thread, w=1.1)
    g.line(*thread, w=0.6, stroke=OCHRE)
    needle = rot([(17.6, 20.2), (28.4, 19.4), (29.2, 20.2), (28.4, 21)], -58, 24, 20.4)
    g.path(moved(needle, 1.4, -3.4), METAL, INK, 0.4)
    return g


def marks() -> Svg:
    """Draw the place of the safety mark as on a construction sheet."""
    g = Svg(SIZE, SIZE, "CCC in an oval, with guide lines")
    g.path(rrect(2, 5, 26, 20, 1), CARD, STONE, W2)
    safety_mark(g, lambda u, v: (15 + u, 15 + v), 4.7, W1)
    return g


def story() -> Svg:
    """Draw a seller who whispers of a price behind his hand."""
    g = Svg(SIZE, SIZE, "A seller whispers a price")
    g.raw('<g transform="translate(-0.6 9) scale(1.14)">')
    seller(g)
    g.raw("</g>")
    palm = "M11.4 25.4L10.4 22.6L11.2 19.8L12.6 19L13.2 20.4L14.4 22.6L14 25.8"
    hand = smooth(flat(palm), closed=False)
    g.path(hand, CARD, INK, 0.45)
    for x, y in ((11.6, 21.4), (12.4, 20.6)):
        g.line((x, y), (x + 0.6, y + 2.2), stroke=STONE, w=W3)
    g.path([(10.8, 25), (14.6, 25.2), (14.8, 29.4), (10.4, 29.4)], STONE, INK, 0.45)
    bubble(g, 10.6, 1, 18, 12.4, OTINT, (12.6, 17.4))
    g.text(19.6, 7, "¥999", 4.6, anchor="middle", weight=600, fill=STONE)
    g.line((14.2, 5.4), (25, 5.4), w=0.5)
    g.text(19.6, 12, "¥99", 5.2, anchor="middle", weight=700)
    return g


def receipt() -> Svg:
    """Draw a fapiao with its code, its table and its stamp."""
    g = Svg(SIZE, SIZE, "A fapiao")
    sheet = rot(rrect(2.2, 4.6, 25.6, 20.4, 0.4), -5, 15, 15)
    g.hatch(moved(sheet, 1.2, 2), 0, 0.85, w=0.25, stroke=GREY)
    g.path(sheet, CARD, INK, W1)
    shade(g, sheet, [moved(sheet, -1, -0.6)], gap=0.65)

    def at(u: float, v: float) -> tuple[float, float]:
        return rot([(u, v)], -5, 15, 15)[0]

    matrix_code(g, at, 4, 6.2, 5.2, 11, 3)
    g.lettering("发票", 5.6, lambda u, v: at(15.4 + u, 11 + v), JADE, 600, "middle", "han")
    g.path([at(u, v) for u, v in arc(23.6, 9, 2.9, 2, 0, 360, 30)], "none", OCHRE, 0.5)
    g.path([at(u, v) for u, v in rect(4, 13, 22, 9.8)], "none", STONE, W2)
    for v in (15.4, 19.8):
        g.line(at(4, v), at(26, v), stroke=STONE, w=W2)
    g.line(at(19.4, 13), at(19.4, 22.8), stroke=STONE, w=W2)
    for v, end in ((17.6, 16.4),):
        g.line(at(5.4, v), at(end, v), stroke=GREY, w=0.5)
    g.lettering("¥128", 3.9, lambda u, v: at(25.4 + u, 18.9 + v), INK, 700, "end")
    return g


DRAWINGS: Final[dict[str, Callable[[], Svg]]] = {
    "c-place": place,
    "c-price": price,
    "c-packaging": packaging,
    "c-workmanship": workmanship,
    "c-marks": marks,
    "c-story": story,
    "c-receipt": receipt,
}
