"""Signs to look for, as sketches on a construction sheet of 52 by 40 mm: nobody takes one for the sign itself.

Chinese: 样 sample; 国药准字 approved by the medicines authority; 离境退税商店 shop with tax
refund on leaving; 烟草专卖零售许可证 licence to sell tobacco; 企业名称 name of the business; 有效期限 valid until.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from art.kit import CARD, GREY, JADE, JMID, JTINT, METAL, OCHRE, OTINT, SAND, STONE, W2, W3, W4, Point, Svg, rrect
from art.paper import seal
from art.solids import safety_mark
from art.space import moved, shade

WIDTH, HEIGHT = 52.0, 40.0


def _sheet(title: str) -> Svg:
    """Return a construction sheet: edge, axes, and the word that says what it is."""
    g = Svg(WIDTH, HEIGHT, title)
    g.path(rrect(0.4, 0.4, WIDTH - 0.8, HEIGHT - 0.8, 0.6), CARD, GREY, W2)
    for x in (1.8, WIDTH - 1.8):
        g.line((x, 3), (x, HEIGHT - 3), stroke=GREY, w=W4)
    for y in (3, HEIGHT - 7.2):
        g.line((1.8, y), (WIDTH - 1.8, y), stroke=GREY, w=W4)
    g.text(2.8, HEIGHT - 2.4, "样", 3.6, STONE, weight=600, fam="han")
    g.text(7, HEIGHT - 2.5, "SAMPLE", 2.9, STONE, weight=700)
    return g


def _guide(g: Svg, *ends: Point) -> None:
    g.line(*ends, stroke=GREY, w=W4)


def _span(g: Svg, x0: float, x1: float, y: float, count: str) -> None:
    """Draw a dimension line from ``x0`` to ``x1`` and how many signs it spans."""
    g.line((x0, y - 1), (x0, y), (x1, y), (x1, y - 1), stroke=JADE)
    g.text((x0 + x1) / 2, y + 3.5, count, 3.2, JADE, weight=700, anchor="middle")


def ccc() -> Svg:
    """Draw the parts of the safety mark: three letters C in an oval."""
    g = _sheet("The letters CCC in an oval, with guide lines")
    for x in (10.8, 41.2):
        _guide(g, (x, 4), (x, 31.6))
    for y in (5.8, 29.4):
        _guide(g, (4, y), (48, y))
    safety_mark(g, lambda u, v: (26 + u, 17.6 + v), 7.6, 1.1)
    return g


def medicine() -> Svg:
    """Draw the edge of a medicine box with the approval number: four characters, a letter, eight digits."""
    g = _sheet("The edge of a medicine box with an approval number")
    lid = [(3, 4.4), (46, 4.4), (49, 8.4), (6, 8.4)]
    g.path(lid, SAND, STONE, W2)
    face = [(6, 8.4), (49, 8.4), (49, 24), (6, 24)]
    g.path(face, CARD, STONE, W2)
    g.path([(3, 4.4), (6, 8.4), (6, 24), (3, 20)], METAL, STONE, W2)
    g.path([(6, 8.4), (49, 8.4), (49, 11.2), (6, 11.2)], JTINT, STONE, W3)
    g.text(7.2, 19.6, "国药准字", 4.8, weight=800, fam="han")
    g.text(28.6, 19.5, "H", 4.9, weight=700, anchor="middle")
    for i in range(8):
        g.text(32 + i * 2.1, 19.5, str(i), 4, weight=700, anchor="middle")
    for y in (14.8, 20.8):
        _guide(g, (4, y), (48.6, y))
    for x0, x1, count in ((7.2, 26.4, "4"), (27, 30.2, "1"), (30.9, 47.8, "8")):
        _span(g, x0, x1, 27, count)
    return g


def refund() -> Svg:
    """Draw the plate of a shop with tax refund."""
    g = _sheet("The plate of a shop with tax refund")
    for y in (13, 18.6):
        _guide(g, (3.4, y), (48.6, y))
    plate = rrect(6, 7.4, 40, 20.6, 1.4)
    g.path(moved(plate, 0.9, 0.9), GREY, None)
    g.path(plate, JTINT, STONE, W2)
    g.path(rrect(7.4, 8.8, 37.2, 17.8, 0.8), "none", JMID, W2)
    shade(g, [(40, 8.8), (44.6, 8.8), (44.6, 26.6), (31, 26.6)], gap=1.4, stroke=JMID)
    for x, y in ((9, 10.4), (43, 10.4), (9, 25), (43, 25)):
        g.circ(x, y, 0.7, METAL, STONE, W3)
    g.text(26, 17.6, "离境退税商店", 5.6, weight=800, anchor="middle", fam="han")
    g.text(26, 23.4, "TAX REFUND SHOP", 3.3, weight=700, anchor="middle")
    return g


def tobacco() -> Svg:
    """Draw the framed licence of a shop that may sell tobacco."""
    g = _sheet("The framed licence of a tobacco shop")
    frame = _rect(7, 4.2, 38, 27)
    g.path(moved(frame, 0.9, 0.9), GREY, None)
    g.path(frame, OTINT, STONE, W2)
    g.path(_rect(9.2, 6.4, 33.6, 22.6), CARD, STONE, W2)
    for x, y, dx, dy in ((7, 4.2, 1, 1), (45, 4.2, -1, 1), (45, 31.2, -1, -1), (7, 31.2, 1, -1)):
        g.line((x, y), (x + 2.2 * dx, y + 2.2 * dy), stroke=STONE, w=W3)
    g.path(_rect(10.2, 7.4, 31.6, 20.6), "none", JMID, W4)
    g.text(26, 12.4, "烟草专卖零售许可证", 3.3, weight=800, anchor="middle", fam="han")
    _guide(g, (8, 13.6), (44, 13.6))
    for y, label in ((18, "企业名称"), (23, "有效期限")):
        g.text(11.4, y, label, 2.75, STONE, weight=600, fam="han")
        g.line((22.8, y), (30.4, y), stroke=STONE, w=W2)
    seal(g, lambda x, y: (x, y), 36.4, 22.4, 4.1, "", OCHRE, 0.45)
    return g


def _rect(x: float, y: float, w: float, h: float) -> Sequence[Point]:
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]


DRAWINGS: Final[dict[str, Callable[[], Svg]]] = {
    "sign-ccc": ccc,
    "sign-medicine": medicine,
    "sign-refund": refund,
    "sign-tobacco": tobacco,
}
