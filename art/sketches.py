"""Signs to look for, as sketches on a sheet of 60 by 37.6 mm that says sample: nobody takes one for the sign itself.

Chinese: 样 sample; 国药准字 approved by the medicines authority; 离境退税商店 shop with tax
refund on leaving; 烟草专卖零售许可证 licence to sell tobacco; 企业名称 name of the business; 有效期限 valid until.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from art.kit import CARD, GREY, JADE, JMID, JTINT, METAL, OCHRE, OTINT, SAND, STONE, W2, W3, W4, Point, Svg, rrect
from art.paper import seal
from art.solids import safety_mark
from art.space import moved

WIDTH, HEIGHT = 60.0, 37.6


def _sheet(title: str) -> Svg:
    """Return a sheet: its edge, and the word that says what it is."""
    g = Svg(WIDTH, HEIGHT, title)
    g.path(rrect(0.4, 0.4, WIDTH - 0.8, HEIGHT - 0.8, 0.6), CARD, GREY, W2)
    g.text(2.4, HEIGHT - 1.6, "样", 4, STONE, weight=600, fam="han")
    g.text(7, HEIGHT - 1.7, "SAMPLE", 3.3, STONE, weight=700)
    return g


def _span(g: Svg, x0: float, x1: float, y: float, count: str) -> None:
    """Draw a dimension line from ``x0`` to ``x1`` and how many signs it spans."""
    g.line((x0, y - 1), (x0, y), (x1, y), (x1, y - 1), stroke=JADE)
    g.text((x0 + x1) / 2, y + 3.5, count, 3.2, JADE, weight=700, anchor="middle")


def ccc() -> Svg:
    """Draw the parts of the safety mark: three letters C in an oval."""
    g = _sheet("The letters CCC in an oval, with guide lines")
    safety_mark(g, lambda u, v: (30 + u, 14.8 + v), 7.8, 1.2)
    _span(g, 19.4, 40.6, 29.4, "3")
    return g


def medicine() -> Svg:
    """Draw the edge of a medicine box with the approval number: four characters, a letter, eight digits."""
    g = _sheet("The edge of a medicine box with an approval number")
    lid = [(2.4, 3), (53.4, 3), (57.4, 8.4), (6, 8.4)]
    g.path(lid, SAND, STONE, W2)
    face = [(6, 8.4), (57.4, 8.4), (57.4, 27), (6, 27)]
    g.path(face, CARD, STONE, W2)
    g.path([(2.4, 3), (6, 8.4), (6, 27), (2.4, 21.4)], METAL, STONE, W2)
    g.path([(6, 8.4), (57.4, 8.4), (57.4, 12), (6, 12)], JTINT, STONE, W3)
    g.text(7.4, 22, "国药准字", 5.8, weight=800, fam="han")
    g.text(33, 21.9, "H", 5.9, weight=700, anchor="middle")
    for i in range(8):
        g.text(37.2 + i * 2.5, 21.9, str(i), 4.8, weight=700, anchor="middle")
    for x0, x1, count in ((7.4, 30.4, "4"), (31.2, 34.8, "1"), (36, 56, "8")):
        _span(g, x0, x1, 28.4, count)
    return g


def refund() -> Svg:
    """Draw the plate of a shop with tax refund."""
    g = _sheet("The plate of a shop with tax refund")
    plate = rrect(5, 3.8, 50, 26, 1.6)
    g.path(moved(plate, 0.9, 0.9), GREY, None)
    g.path(plate, JTINT, STONE, W2)
    g.path(rrect(6.6, 5.4, 46.8, 22.8, 1), "none", JMID, W2)
    for x, y in ((8.4, 7.2), (51.6, 7.2), (8.4, 26.4), (51.6, 26.4)):
        g.circ(x, y, 0.7, METAL, STONE, W3)
    g.text(30, 12.4, "TAX REFUND SHOP", 3.8, weight=700, anchor="middle")
    g.text(30, 22.4, "离境退税商店", 7, weight=800, anchor="middle", fam="han")
    return g


def tobacco() -> Svg:
    """Draw the framed licence of a shop that may sell tobacco."""
    g = _sheet("The framed licence of a tobacco shop")
    frame = _rect(7.4, 1.8, 45, 28.4)
    g.path(moved(frame, 0.9, 0.9), GREY, None)
    g.path(frame, OTINT, STONE, W2)
    g.path(_rect(9.4, 3.8, 41, 24.4), CARD, STONE, W2)
    for x, y, dx, dy in ((7.4, 1.8, 1, 1), (52.4, 1.8, -1, 1), (52.4, 30.2, -1, -1), (7.4, 30.2, 1, -1)):
        g.line((x, y), (x + 2 * dx, y + 2 * dy), stroke=STONE, w=W3)
    g.path(_rect(10.4, 4.8, 39, 22.4), "none", JMID, W4)
    g.text(29.9, 11, "烟草专卖零售许可证", 4, weight=800, anchor="middle", fam="han")
    for y, label in ((19, "企业名称"), (24.2, "有效期限")):
        g.text(12.2, y, label, 2.9, STONE, weight=600, fam="han")
        g.line((24.4, y), (34, y), stroke=STONE, w=W2)
    seal(g, lambda x, y: (x, y), 42, 20.2, 4.7, "", OCHRE, 0.45)
    return g


def _rect(x: float, y: float, w: float, h: float) -> Sequence[Point]:
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]


DRAWINGS: Final[dict[str, Callable[[], Svg]]] = {
    "sign-ccc": ccc,
    "sign-medicine": medicine,
    "sign-refund": refund,
    "sign-tobacco": tobacco,
}
