"""Spirits: the plate and four pairs of lenses.

One unit of the models is 3.5 mm of the real thing: a bottle of 204 mm, and a box that it fits into.

Chinese on the plate: 白酒 white spirits (白, 酒 one above the other); 产品批号 batch number; 生产日期 production date;
香烟 cigarettes.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import cos, pi, radians, sin

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
    pair,
    poly,
    rot,
)
from art.solids import Turned, floor, floor_of_box, front_of, side_of

UNIT = 3.5
SCALE = 1
WIDE, DEEP, HIGH = 28, 26, 62
"""The box."""
PACK_WIDE, PACK_DEEP, PACK_HIGH = 15.7, 6.6, 25
"""The packet of cigarettes: 55 by 23 by 88 mm."""
GLASS = flat("M10.4 0L11.6 .7L12 2.2L12 30C12 37.4 4 37 4 44L4 54", 24)
"""The profile of the bottle: radius and height."""
LEVEL = 38.6
"""How high the bottle is filled: up to the foot of its neck."""


def plate() -> Svg:
    """Return the plate: box, bottle with seal and label, lying bottle, packet of cigarettes; numbers 1 to 6."""
    g = Plate(
        "Spirits box, standing bottle with seal and label, lying bottle that shows its base, packet of cigarettes."
        " Numbers 1 to 6."
    )
    box, bottle, lying = Axo(40, 62.5, SCALE, 36, 24), Turned(83, 61, k=SCALE), Axo(116, 69.5, SCALE, 40, 24)
    _box(g, box)
    _bottle(g, bottle)
    _closure(g, bottle)
    _lying(g, lying)
    packet = _cigarettes(g, Axo(130, 31, SCALE, 36, 24))
    side = side_of(box, WIDE / 2, DEEP, HIGH)
    g.call(1, 104, 6, *bottle.pt(-6, 4.9, 54.2))
    g.call(2, 105, bottle.pt(66, 5.7, LEVEL)[1], *bottle.pt(66, 5.7, LEVEL))
    g.call(3, 69, 79, *bottle.pt(-36, 12, 7.6))
    g.call(4, 96, 80, *lying(-6.4, 12, 12 - 6.4))
    g.call(5, 57, 79, *side(DEEP - 3, 43))
    g.call(6, 146, packet[1], *packet)
    g.scale_bar(50 / UNIT * SCALE, 5, right=146, bottom=81)
    return g


def _box(g: Svg, view: Axo) -> None:
    """Draw the box: name and strength in front; bar code, lot and date on its side."""
    left, right = -WIDE / 2, WIDE / 2
    floor_of_box(g, view, left, right, 0, DEEP)
    profile = [(left, 0), (right, 0), (right, HIGH), (left, HIGH)]
    view.prism(g, "y", profile, 0, DEEP, front=CARD, left=PAPER, right=SAND, hgap=0.8)
    front, side = front_of(view, left, DEEP, HIGH), side_of(view, right, DEEP, HIGH)
    for top, bottom, inner in ((0, 10, 10), (HIGH - 9, HIGH, HIGH - 9)):
        g.path(front.rect(0, top, WIDE, bottom), JTINT, None)
        g.path(side.rect(0, top, DEEP, bottom), JMID, None)
        g.hatch(side.rect(0, top, DEEP, bottom), -58, 0.8, stroke=JADE)
        g.line(front(0, inner), front(WIDE, inner), w=W3)
        g.line(side(0, inner), side(DEEP, inner), w=W3)
    g.path(front.rect(6.6, 14, 21.4, 40), "none", JADE, 0.3)
    g.path(front.rect(7.5, 14.9, 20.5, 39.1), "none", JADE, W4)
    g.text(*front(14, 25.6), "白", 10, m=front.m, weight=600, anchor="middle", fam="han")
    g.text(*front(14, 36.6), "酒", 10, m=front.m, weight=600, anchor="middle", fam="han")
    g.text(*front(14, 46.8), "52 % vol", 3.6, m=front.m, weight=600, anchor="middle")
    g.path(side.rect(1.2, 31.4, DEEP - 1, 51.4), CARD, INK, W3)
    lines = ((35.8, "产品批号"), (40.4, "2403-17"), (45.4, "生产日期"), (50, "24.03.17"))
    for v, text in lines:
        g.text(*side(4.6, v), text, 4, m=side.m, weight=600, fam="han")
    g.path(side.rect(3.6, 14.6, DEEP - 3.6, 28.6), CARD, None)
    for i in range(14):
        g.line(side(4.4 + i * 1.3, 16), side(4.4 + i * 1.3, 27), w=(0.28, 0.6, 0.28, 0.45)[i % 4])
    g.line(front(0, 0), front(WIDE, 0), side(DEEP, 0), w=W2)
    g.line(front(WIDE, 0), front(WIDE, HIGH), w=W2)
    g.path(hull(view(u, y, v) for u, v in profile for y in (0, DEEP)), "none", INK, W1)


def _bottle(g: Svg, bottle: Turned) -> None:
    """Draw the standing bottle, filled to the foot of its neck, with its label."""
    bottle.floor(g, 11.2, 8)
    g.path(bottle.silhouette(GLASS), CARD, INK, W1)
    liquid = flat(f"M9.4 3.6L10.6 4.4L10.8 5.6L10.8 29.8C10.8 34 8 36.2 5.7 {LEVEL}", 24)
    g.path(bottle.silhouette(liquid), JTINT, JMID, W2)
    g.path(bottle.whole(5.7, LEVEL), PAPER, JMID, W2)
    g.hatch(bottle.shade(10.8, 5.4, 10.8, 31, 48, 89), -58, 0.7, stroke=STONE)
    shoulder = [bottle.pt(84, 9.8, 33), bottle.pt(80, 8.4, 35.4), bottle.pt(62, 8, 35.8)]
    g.hatch(bottle.ring(10.8, 31, 48, 86, 10) + shoulder, -58, 0.7, stroke=STONE)
    g.line(*bottle.ring(11.2, 1.5, -78, 78), w=W3, stroke=STONE)
    glint = ((10.8, 26.6), (10.8, 29.8), (10.2, 32), (9, 34))
    g.line(*(bottle.pt(-56, r, z) for r, z in glint), stroke=CARD, w=1)
    g.path(bottle.band(12, 24.6, 12, 7.2, -62, 62), CARD, INK, 0.4)
    for z in (23.4, 8.4):
        g.line(*bottle.ring(12, z, -58, 58), w=W3, stroke=JADE)
    g.hatch(bottle.shade(12, 23.2, 12, 8.6, 40, 61), -58, 0.75, stroke=STONE)
    bottle.text(g, 12, 16, "白酒", 6.6, 600, "han", at=-6)
    bottle.text(g, 12, 12.9, "52 % vol", 3.1, 600, at=-6)
    bottle.text(g, 12, 9.5, "500 ml", 3.1, 600, at=-6)


def _closure(g: Svg, bottle: Turned) -> None:
    """Draw the cap and the paper seal that runs over it down to the glass."""
    r, top = 4.9, 58.2
    g.path(bottle.silhouette([(4.7, 46.4), (r, 46.8), (r, 57.4), (4.4, top)]), JADE, INK, W1)
    g.hatch(bottle.shade(r, 47, r, 57.6, 34, 88), -58, 0.6, stroke=INK)
    g.line(*bottle.ring(r, 49.6), w=W2)
    g.line(*bottle.ring(r, 48.8), w=W3)
    g.path(bottle.whole(4.4, top), JADE, INK, W2)
    edge = ((4.4, top), (r, 57.4), (r, 46.8), (4.2, 43.6))
    right, left = ([bottle.pt(angle, *place) for place in edge] for angle in (2, -34))
    over = [bottle.pt(182, 4.4, top), bottle.pt(146, 4.4, top)]
    g.path([*over, *right, bottle.pt(-16, 4.2, 43.6), *left[::-1]], OTINT, INK, 0.3)
    for angle in (-28, -4):
        line = [bottle.pt(angle, r, 56.6), bottle.pt(angle, r, 47), bottle.pt(angle, 4.2, 44.4)]
        g.line(*line, stroke=OCHRE, w=W2)
    for z in (55, 53.2, 51.4):
        g.line(bottle.pt(-24, r, z), bottle.pt(-8, r, z), stroke=OCHRE, w=0.4)
    g.circ(*bottle.pt(-16, r, 48.4), 0.8, OCHRE, None)


def _lying(g: Svg, view: Axo) -> None:
    """Draw an empty bottle of the same kind that lies on its side, its base towards us."""
    r, foot = 12.0, 12.0

    def ring(radius: float, z: float, start: float = 0, stop: float = 360) -> list[Point]:
        """Return points on a circle of the glass, ``z`` from its base; 0 degrees is right, 90 is up."""
        return [view(x, foot - z, r + y) for x, y in arc(0, 0, radius, radius, start, stop, 48)]

    beside = ((5, 13), (11, 11), (11, -20), (17, -20), (17, 12), (14, 16), (4, 16))
    floor(g, [view(x, y, 0) for x, y in beside])
    lip = 50.6
    _glass(g, [ring(4.9, 54), ring(4.9, lip)])
    g.path(ring(4.9, lip), JTINT, INK, W2)
    _glass(g, [ring(radius, z) for radius, z in reversed(GLASS) if z < lip] + [ring(4, lip)])
    g.hatch(ring(r, 1.4, 0, -50) + ring(r, 30, -50, 0), -58, 0.75, stroke=JADE)
    g.hatch(ring(r, 30.6, 0, -50) + ring(8, 37.4, -50, 0), -58, 0.75, stroke=JADE)
    for radius, z0, z1, w in ((r, 6, 28, 1), (4, 46, 50, 0.7)):
        g.line(ring(radius, z0, 66, 66)[0], ring(radius, z1, 66, 66)[0], stroke=CARD, w=w)
    g.path(ring(r, 1.4), JTINT, INK, W2)
    g.path(ring(10.6, 0), CARD, INK, W3)
    g.path(ring(8, 0), "none", STONE, W2)
    g.path(ring(7.2, 0.7), PAPER, STONE, W3)
    m = view.m("front")
    for z, text in ((0.9, "500 ml"), (-3.5, "3 · 07")):
        g.text(*view(0, foot, r + z), text, 3.6, m=m, anchor="middle", weight=600)
    for i in range(28):
        a = i * 2 * pi / 28
        ends = [view(q * cos(a), foot, r + q * sin(a)) for q in (8.7, 9.9)]
        g.line(*ends, w=W2, stroke=STONE)
    g.hatch(ring(10.6, 0, -80, 22) + ring(8.2, 0, 30, -80), -58, 0.6, stroke=STONE)


def _cigarettes(g: Svg, view: Axo) -> Point:
    """Draw a plain packet of cigarettes, a paper band over its lid; return a place beside its name."""
    left, right, lid = -PACK_WIDE / 2, PACK_WIDE / 2, 8.4
    floor_of_box(g, view, left, right, 0, PACK_DEEP, 4)
    profile = [(left, 0), (right, 0), (right, PACK_HIGH), (left, PACK_HIGH)]
    view.prism(g, "y", profile, 0, PACK_DEEP, front=CARD, left=PAPER, right=SAND, hgap=0.7)
    front, side = front_of(view, left, PACK_DEEP, PACK_HIGH), side_of(view, right, PACK_DEEP, PACK_HIGH)
    g.path(front.rect(0, 20.4, PACK_WIDE, PACK_HIGH), JTINT, None)
    g.path(side.rect(0, 20.4, PACK_DEEP, PACK_HIGH), JMID, None)
    g.hatch(side.rect(0, 20.4, PACK_DEEP, PACK_HIGH), -58, 0.7, stroke=JADE)
    g.line(front(0, 20.4), front(PACK_WIDE, 20.4), side(PACK_DEEP, 20.4), w=W3)
    g.line(front(0, lid), front(PACK_WIDE, lid), side(PACK_DEEP, lid - 2.6), w=W2)
    g.text(*front(PACK_WIDE / 2, 17.4), "香烟", 6, m=front.m, weight=600, anchor="middle", fam="han")
    band = [view(x, y, PACK_HIGH) for x, y in ((-2.4, 0), (2.4, 0), (2.4, PACK_DEEP), (-2.4, PACK_DEEP))]
    g.path(band, OTINT, INK, W3)
    g.path(front.rect(PACK_WIDE / 2 - 2.4, 0, PACK_WIDE / 2 + 2.4, 5.4), OTINT, INK, W3)
    g.path(front.rect(PACK_WIDE / 2 - 1.7, 0.8, PACK_WIDE / 2 + 1.7, 4.6), "none", OCHRE, W2)
    g.line(front(0, 0), front(PACK_WIDE, 0), side(PACK_DEEP, 0), w=W2)
    g.line(front(PACK_WIDE, 0), front(PACK_WIDE, PACK_HIGH), w=W2)
    g.path(hull(view(u, y, v) for u, v in profile for y in (0, PACK_DEEP)), "none", INK, W1)
    return front(14.5, 15.4)


def _glass(g: Svg, slices: Sequence[Iterable[Point]]) -> None:
    """Draw a body by its slices, with one contour round all."""
    data = "".join(poly(hull([*a, *b])) for a, b in pairwise(slices))
    g.path(data, JTINT, INK, 2 * W1)
    g.path(data, JTINT, JTINT, 0.1)


def seal(fake: bool) -> Lens:
    """Return a look at the closure's seal: whole and straight, or torn and stuck again over an older one."""
    g = Lens(f"Closure seal {'torn and stuck again' if fake else 'whole and straight'}", fake)
    g.path("M8.8 17.4V29H19.2V17.4Z", CARD, INK, W1)
    g.path("M6.6 4.4C6.6 3.6 7.2 3 8 3H20C20.8 3 21.4 3.6 21.4 4.4V17.8H6.6Z", JADE, INK, W1)
    g.hatch([(18.4, 4), (21.2, 4), (21.2, 17.4), (16.6, 17.4)], -58, 0.6, stroke=INK)
    g.line((6.6, 15.4), (21.4, 15.4), w=W2)
    g.line((9.6, 18.2), (9.6, 26), stroke=GREY, w=0.5)
    if not fake:
        g.path([(11, 3), (16, 3), (16, 23.6), (11, 23.6)], OTINT, INK, W2)
        g.path([(11.7, 3.6), (15.3, 3.6), (15.3, 22.9), (11.7, 22.9)], "none", OCHRE, W2)
        for y in (6, 7.6, 9.2):
            g.line((12.5, y), (14.5, y), stroke=OCHRE, w=0.45)
        g.circ(13.5, 13, 1.1, OCHRE, None)
        g.line((11, 17.8), (16, 17.8), w=W3, stroke=OCHRE, dash=".6 .5")
        return g.done()
    first = "M9.4 3H14V24.9L12.6 24.3L11.6 25.2L10.3 24.6L9.2 25.1L9.7 21.4L9 18.8L9.8 15.2L9 12.4L9.7 8.2L9.1 5.6Z"
    upper = [(11.2, 3), (16.2, 3), (16.2, 13), (15.2, 12.2), (14, 13.4), (12.8, 12.5), (11.2, 13.5)]
    lower = [(11.8, 14.6), (13.3, 13.6), (14.5, 14.5), (15.7, 13.3), (16.8, 14.1), (16.9, 23.6), (11.9, 23.8)]
    g.path(first, METAL, INK, W2)
    for y in (6, 7.6, 9.2, 11):
        g.line((9.9, y), (10.7, y), stroke=STONE, w=0.4)
    g.path(upper, OTINT, INK, W2)
    g.path(lower, OTINT, INK, W2)
    g.line((11.9, 12.3), (11.9, 3.6), (15.5, 3.6), (15.5, 11.6), stroke=OCHRE, w=W2)
    g.line((12.5, 14.9), (12.6, 23), (16.2, 22.9), (16.1, 14.2), stroke=OCHRE, w=W2)
    for y in (6, 7.6, 9.2):
        g.line((12.7, y), (14.7, y), stroke=OCHRE, w=0.45)
    g.circ(14.4, 17, 1.1, OCHRE, None)
    g.line((11.9, 18), (16.8, 17.9), w=W3, stroke=OCHRE, dash=".6 .5")
    return g.done()


def label(fake: bool) -> Lens:
    """Return a look at the label: level and smooth, or crooked with bubbles."""
    g = Lens(f"Label {'crooked, with bubbles' if fake else 'level and smooth'}", fake)
    g.path([(2.6, -1), (25.4, -1), (25.4, 29), (2.6, 29)], CARD, INK, W1)
    g.path([(4, -1), (24, -1), (24, 29), (4, 29)], JTINT, JMID, W2)
    g.hatch([(20.4, -1), (23.8, -1), (23.8, 29), (20.4, 29)], -58, 0.7, stroke=STONE)
    g.line((6, 2), (6, 6), stroke=CARD, w=0.9)

    def set_on(points: list[Point]) -> list[Point]:
        return rot(points, -7, 14, 14) if fake else points

    sheet = flat("M2.6 7.6C8 9 20 9 25.4 7.6V20.4C20 21.8 8 21.8 2.6 20.4Z")
    g.path(set_on([(x * 0.9 + 1.2, y) for x, y in sheet]) if fake else sheet, CARD, INK, 0.4)
    left, right = (4.0, 24.0) if fake else (2.8, 25.2)
    for y in (9.0, 19.0):
        g.line(*set_on([(left, y), (9, y + 1.1), (19, y + 1.1), (right, y)]), w=0.3, stroke=JADE)
    a = radians(-7 if fake else 0)
    m = (cos(a), sin(a), -sin(a), cos(a))
    g.text(14, 17.4, "白酒", 6.2, m=m, anchor="middle", weight=600, fam="han")
    if fake:
        bubbles = ((7.4, 15.6, 1.5, 1.1), (21.6, 12.6, 1.2, 1.6), (19.4, 17.6, 1.2, 0.8), (8.2, 19.4, 0.9, 0.7))
        for x, y, rx, ry in bubbles:
            g.ell(x, y, rx, ry, CARD, STONE, 0.3)
            g.line(*arc(x, y, rx * 0.6, ry * 0.6, 10, 100), w=W3, stroke=STONE)
        g.path("M25.2 6.9L21.8 8.2L23.8 10.8Z", SAND, INK, W2)
    return g.done()


def fill(fake: bool) -> Lens:
    """Return a look at the level: in the neck and clear, or too low with specks."""
    g = Lens(f"Fill level {'too low, specks in it' if fake else 'in the neck, clear'}", fake)
    g.path("M10.4 -1V8C10.4 13 2.6 13.4 2.6 21V29H25.4V21C25.4 13.4 17.6 13 17.6 8V-1Z", CARD, INK, W1)
    if fake:
        liquid, y, rx = "M4.1 20C4 20.4 4 20.7 4 21V29H24V21C24 20.7 24 20.4 23.9 20Z", 20.0, 9.9
    else:
        liquid, y, rx = "M11.6 8.6C11.6 14 4 14.8 4 21V29H24V21C24 14.8 16.4 14 16.4 8.6Z", 8.6, 2.4
    g.path(liquid, JTINT, JMID, W2)
    g.ell(14, y, rx, rx * 0.28, PAPER, JMID, W2)
    for x0, x1 in ((22.8, 17.6), (10.4, 5.2)):
        g.line((x0, 8.6), (x1, 8.6), w=W3, stroke=VERM if fake else JADE, dash=".8 .7" if fake else None)
    if not fake:
        g.hatch([(19, 16.4), (21.4, 16.6), (23.8, 20.4), (23.8, 28), (19, 28)], -58, 0.7, stroke=STONE)
        g.line((5.4, 17.6), (4.4, 20), stroke=GREY, w=0.6)
        return g.done()
    g.hatch([(20, 24), (23.8, 22.4), (23.8, 28), (18, 28)], -58, 0.7, stroke=STONE)
    for x, y in ((9, 24.4), (12.6, 25.6), (15.4, 23.8), (17.6, 25.4), (11, 23.6), (7.4, 22.8)):
        g.circ(x, y, 0.3, INK, None)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-spirits": plate,
    **pair("l-spirits-seal", seal),
    **pair("l-spirits-label", label),
    **pair("l-spirits-fill", fill),
}
