"""Tea: the plate and four pairs of lenses.

One unit of the models is 3.33 mm of the real thing: a cake of 20 cm, a tin of 14 cm, a dish of 13 cm.

Chinese on the plate: 绿茶 green tea; 生产日期 production date; 保质期 keeps for, 18 个月 18 months; 净含量 net
contents; 普洱 Pu'er; 茶饼 cake of tea; 生产企业 maker; 地址 address; 电话 telephone. In the lens: 茶 tea.
"""

import random
from collections.abc import Callable, Sequence
from math import cos, degrees, pi, radians, sin

from art.kit import (
    CARD,
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
    Family,
    Lens,
    Plate,
    Point,
    Svg,
    arc,
    f,
    hull,
    pair,
    poly,
    rot,
)
from art.solids import Turned, floor

UNIT = 10 / 3
GREENS = (JMID, JADE, JTINT, JMID)
PRESSED = (STONE, OTINT, STONE, OCHRE, STONE, METAL, OCHRE, SAND)
TIN, LID_FROM, TIN_TOP = 16.5, 33, 43
"""The tin's radius, where its lid begins, its height; the lid stands out by 0.7."""
LID = TIN + 0.7
CAKE, CAKE_TOP = 30, 8.6
DISH = 19


def plate() -> Svg:
    """Return the plate: tin with a paper seal, pressed cake in its wrapper, leaves in a dish; numbers 1 to 7."""
    g = Plate("Tea tin with a paper seal, a pressed tea cake in its wrapper, loose leaves in a dish. Numbers 1 to 7.")
    tin, cake, dish = Turned(31, 48, 28), Turned(107, 32, 30), Turned(78, 67, 28)
    _tin(g, tin)
    _cake(g, cake, random.Random(11))
    _dish(g, dish, random.Random(3))
    _opened_leaf(g, 118, 72)
    g.call(1, 6, 6, *tin.pt(-44, LID, TIN_TOP - 0.6))
    g.call(2, 6, 46, *tin.pt(-60, TIN, 15.4))
    g.call(3, 6, 64, *tin.pt(-57, TIN, 6.8))
    x, y = tin.pt(-30, TIN, 5)
    g.call(4, x, 74, x, y)
    g.call(5, 78, 8, *cake.pt(-115, 17.2, CAKE_TOP))
    g.call(6, 142, 56, *cake.pt(52, CAKE, 3.4))
    g.call(7, 49, 66, dish.cx - 9, dish.cy - 4)
    g.scale_bar(50 / UNIT, 5, right=146, bottom=81)
    return g


def _tin(g: Svg, tin: Turned) -> None:
    """Draw the tin, its label and the paper seal over the edge of its lid."""
    floor(g, [tin.pt(a, TIN + (7 if 30 < a < 118 else 2), 0) for a in range(-50, 131, 6)])
    g.path(hull(tin.whole(TIN, 0) + tin.whole(TIN, LID_FROM)), JMID, INK, W1)
    g.hatch(tin.band(TIN, 0.4, TIN, LID_FROM, 34, 90), -58, 0.75, stroke=JADE)
    g.path(tin.band(TIN, 1.6, TIN, 2.5), JADE, None)
    g.path(hull(tin.whole(LID, LID_FROM) + tin.whole(LID, TIN_TOP)), JTINT, INK, W1)
    g.hatch(tin.band(LID, LID_FROM + 0.4, LID, TIN_TOP - 0.4, 40, 90), -58, 0.75, stroke=STONE)
    g.path(tin.whole(LID, TIN_TOP), CARD, INK, 0.4)
    g.path(tin.whole(TIN - 1.6, TIN_TOP + 0.2), "none", INK, W3)
    g.line(*tin.ring(LID, LID_FROM + 1.4), w=W3)
    g.path(tin.band(TIN, 4.2, TIN, 28.6, -70, 58), CARD, INK, W3)
    tin.text(g, TIN, 22, "绿茶", 6.4, 600, "han", at=-6)
    g.line(*tin.ring(TIN, 20.6, -60, 48), w=W3, stroke=JADE)
    tin.text(g, TIN, 17, "生产日期 2026.03.18", 2.8, 600, "han", at=-6)
    tin.text(g, TIN, 13.4, "保质期 18 个月", 2.8, 600, "han", at=-6)
    tin.text(g, TIN, 9.8, "SC 11401234567890", 2.8, 600, at=-6)
    tin.text(g, TIN, 6.2, "净含量 250 g", 2.8, 600, "han", at=-6)
    _paper_seal(g, tin, -52, -28)


def _paper_seal(g: Svg, tin: Turned, start: float, stop: float) -> None:
    """Draw the seal between two angles: a strip from the middle of the lid down over its edge."""
    (x0, y0), (x1, y1) = tin.pt(-40, LID, TIN_TOP), tin.pt(-40, 0, TIN_TOP)
    dx, dy = 1.05 * (x1 - x0), 1.05 * (y1 - y0)
    rim = tin.ring(LID, TIN_TOP + 0.1, start, stop, 2)
    g.path([*rim, (rim[2][0] + dx, rim[2][1] + dy), (rim[0][0] + dx, rim[0][1] + dy)], OTINT, INK, W3)
    g.path(tin.band(LID, TIN_TOP, LID, 29.6, start, stop), OCHRE, INK, W3)
    g.path(tin.band(LID, TIN_TOP - 1.4, LID, 30.8, start + 3, stop - 3), "none", CARD, W3)
    g.line(*tin.ring(LID, LID_FROM, start, stop, 2), w=W3)


def _cake(g: Svg, cake: Turned, chance: random.Random) -> None:
    """Draw a cake of 357 g in its printed wrapper, open on one side, where the pressed leaves show."""
    floor(g, [cake.pt(a, CAKE + (6 if 10 < a < 120 else 0), 0) for a in range(-60, 140, 6)])
    profile = ((CAKE - 3, 0), (CAKE, 2.6), (CAKE - 0.4, 6), (CAKE - 4.4, CAKE_TOP))
    outline = hull(point for r, z in profile for point in cake.whole(r, z))
    g.path(outline, CARD, None)
    g.hatch(cake.band(CAKE - 3, 0.2, CAKE - 1.6, 6.4, 10, 95), -58, 0.75, stroke=STONE)
    for a in range(-88, -8, 7):
        shift = chance.uniform(-1.5, 1.5)
        foot, middle = cake.pt(a + shift, CAKE - 2.6, 0.6), cake.pt(a + shift * 0.4, CAKE - 0.1, 4.6)
        height, inwards = 7.4 + chance.random(), 3.4 + 2.6 * chance.random()
        g.line(foot, middle, cake.pt(a - 1.5, CAKE - inwards, height), w=W3, stroke=STONE)
    _wrapper_print(g, cake)
    _opened_side(g, cake, chance, 8, 78)
    g.path(outline, "none", INK, W1)


def _wrapper_print(g: Svg, cake: Turned) -> None:
    for r, w in ((21.4, 0.5), (20.2, 0.22), (14, 0.3)):
        g.path(cake.whole(r, CAKE_TOP), "none", JADE, w)
    maker, r = -56.0, 18.2
    g.lettering("生产企业 · 地址 · 电话", 3.7, lambda u, v: cake.pt(maker + degrees(u / r), r + v, CAKE_TOP), JADE, 600,
                "middle", "han")  # fmt: skip
    for petal in range(10):
        a = 10 + petal * 20
        places = (cake.pt(a - 3, 14.9, CAKE_TOP), cake.pt(a - 8, 18, CAKE_TOP), cake.pt(a + 3, 19.3, CAKE_TOP),
                  cake.pt(a + 8, 16.2, CAKE_TOP))  # fmt: skip
        p = [_xy(place) for place in places]
        g.path(f"M{p[0]}Q{p[1]} {p[2]}Q{p[3]} {p[0]}Z", JADE, None)
    m = Axo(0, 0, 1, 30, 30).m("top")
    lines = ((0.6, "普洱", 8.2, INK), (6, "茶饼", 4.6, JADE), (10.4, "357 g", 3.7, INK))
    for v, text, size, fill in lines:
        x, y = cake.pt(0, 0, CAKE_TOP)
        fam: Family = "text" if text.isascii() else "han"
        g.text(x + m[2] * v, y + m[3] * v, text, size, m=m, weight=600, fam=fam, anchor="middle", fill=fill)


def _opened_side(g: Svg, cake: Turned, chance: random.Random, start: float, stop: float) -> None:
    """Draw the tea behind a chord of the cake, and the paper folded back over the chord."""
    edge = cake.ring(CAKE - 3.4, CAKE_TOP - 1.2, start, stop, 20)
    side = hull(edge + cake.ring(CAKE, 2.6, stop, start, 20) + cake.ring(CAKE - 3, 0, stop, start, 20))
    g.path(side, STONE, INK, 0.4)
    _pressed_leaves(g, side, chance)
    (x0, y0), (x1, y1) = edge[0], edge[-1]
    ux, uy = x1 - x0, y1 - y0

    def folded(point: Point) -> Point:
        """Return where a point of the wrapper comes to lie when it is turned over the chord."""
        along = ((point[0] - x0) * ux + (point[1] - y0) * uy) / (ux * ux + uy * uy)
        fx, fy, lift = x0 + along * ux, y0 + along * uy, sin(pi * along)
        return fx - (point[0] - fx) * 1.2 - 1.2 * lift, fy - (point[1] - fy) * 1.2 - 0.6 * lift

    flap = [edge[0], *map(folded, edge[1:-1]), edge[-1]]
    chord = [(x0 + ux * i / 21, y0 + uy * i / 21) for i in range(1, 20)]
    middle = [((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in zip(flap[1:-1], chord, strict=True)]
    g.path(flap, SAND, INK, 0.4)
    g.hatch([edge[0], *middle, edge[-1]], -58, 0.75, stroke=STONE)


def _pressed_leaves(g: Svg, side: Sequence[Point], chance: random.Random) -> None:
    """Draw short leaf blades, pressed flat, that overlap like tiles."""
    xs, ys = [x for x, _ in side], [y for _, y in side]
    g.raw(f'<clipPath id="pressed"><path d="{poly(side)}"/></clipPath><g clip-path="url(#pressed)">')
    blades = []
    for row in range(int((max(ys) - min(ys)) / 1.7) + 2):
        for column in range(int((max(xs) - min(xs)) / 3.6) + 2):
            x = min(xs) + 3.6 * (column + (row % 2) / 2) + chance.uniform(-0.9, 0.9)
            y = min(ys) + 1.7 * row + chance.uniform(-0.5, 0.5)
            blades.append((x, y, chance.uniform(-55, 30), chance.uniform(4.8, 6.4), chance.uniform(1.3, 1.8)))
    for x, y, slant, length, w in blades:
        _leaf(g, x, y, slant, length, w, PRESSED[chance.randrange(len(PRESSED))], vein=True)
    g.raw("</g>")
    g.path(side, "none", INK, 0.4)


def _dish(g: Svg, dish: Turned, chance: random.Random) -> None:
    """Draw a dish with a heap of whole leaves, a few beside it."""
    floor(g, [dish.pt(a, 20 if 30 < a < 118 else 13, 0) for a in range(-50, 131, 6)])
    g.path(hull(dish.whole(9.5, 0) + dish.whole(DISH, 4.6)), CARD, INK, W1)
    g.hatch(dish.band(9.6, 0.2, 18.4, 4.3, -10, 90), -58, 0.7, stroke=STONE)
    g.path(dish.whole(DISH, 4.6), CARD, INK, 0.4)
    g.path(dish.whole(17.4, 4.5), SAND, INK, W3)
    heap = []
    for _ in range(96):
        a, q = chance.uniform(0, 2 * pi), float(chance.random() ** 0.6)
        heap.append((dish.cx + 14 * q * cos(a), dish.cy - 3 + 5.4 * q * sin(a) - 4.5 * (1 - q * q)))
    for i, (x, y) in enumerate(sorted(heap, key=lambda place: place[1])):
        slant, length, w = chance.uniform(-50, 50), chance.uniform(4.6, 6.6), chance.uniform(0.9, 1.4)
        _leaf(g, x, y, slant, length, w, GREENS[i % 4], vein=i % 4 != 1)
    for x, y, slant in ((22, 9, -20), (26.6, 5.6, 30), (-23, 8.6, 15)):
        _leaf(g, dish.cx + x, dish.cy + y, slant, 6, 1.3, JMID, vein=True)


def _leaf(g: Svg, x: float, y: float, slant: float, length: float, w: float, fill: str, *, vein: bool) -> None:
    """Draw a rolled leaf: a bent spindle."""

    def turned(*points: Point) -> list[Point]:
        return rot([(x + length * u, y + w * v) for u, v in points], slant, x, y)

    p = [_xy(q) for q in turned((-0.5, 0), (-0.25, -1), (0.25, -0.8), (0.5, 0.3), (0.2, 0.45), (-0.2, 0.35))]
    g.path(f"M{p[0]}C{p[1]} {p[2]} {p[3]}C{p[4]} {p[5]} {p[0]}Z", fill, INK, W3)
    if vein:
        g.line(*turned((-0.28, -0.2), (0, -0.34), (0.26, -0.1)), w=W4)


def _opened_leaf(g: Svg, x: float, y: float) -> None:
    """Draw one leaf of 5 cm that hot water has opened."""
    k = 0.62

    def turned(*points: Point) -> list[Point]:
        return rot([(x + k * u, y + k * v) for u, v in points], -16, x, y)

    floor(g, rot(arc(x + 2 * k, y + 4.2 * k, 12 * k, 3 * k, -10, 190), -10, x, y))
    p = [_xy(q) for q in turned((-13, 0), (-8, -6.6), (4, -7), (13, -0.6), (5, 5.4), (-7, 5.4))]
    g.path(f"M{p[0]}C{p[1]} {p[2]} {p[3]}C{p[4]} {p[5]} {p[0]}Z", JMID, INK, W1)
    g.line(*turned((-17, 1.3), (-13, 0)), w=0.8)
    g.line(*turned((-13, 0), (-4, -0.7), (5, -0.8), (12, -0.6)), w=W2)
    for u, length in ((-8.5, 2.4), (-4.5, 3.2), (-0.5, 3.2), (3.5, 2.6), (7, 1.5)):
        for side in (-1, 0.95):
            g.line(*turned((u, -0.6), (u + length * 0.8, -0.6 + side * length)), w=W3)
    shade = turned((-9, 2.2), (0, 3.9), (7, 2.6), (11.6, 0.4), (6, 0.6), (0, 1.2))
    g.hatch(shade, -58, 0.6, stroke=JADE)


def _xy(point: Point) -> str:
    return f"{f(point[0])} {f(point[1])}"


def seal(fake: bool) -> Lens:
    """Return a look at the seal over the lid: whole, or cut and stuck again."""
    g = Lens(f"Seal over the lid {'cut and stuck again' if fake else 'whole'}", fake)
    g.path("M-1 -1H29V10.6C20 13 8 13 -1 10.6Z", CARD, INK, W2)
    g.path("M-1 10.6C8 13 20 13 29 10.6V19C20 21.4 8 21.4 -1 19Z", JTINT, INK, W2)
    g.path("M-1 19C8 21.4 20 21.4 29 19V30H-1Z", JMID, INK, W1)
    g.hatch([(22, 12.6), (29, 11), (29, 29), (22, 29)], -58, 0.75, stroke=JADE)
    g.path([(9.4, -1), (18.6, -1), (18.6, 12.2), (9.4, 12.2)], OTINT, INK, W3)
    if not fake:
        g.path("M9.4 12.2C12 12.5 16 12.5 18.6 12.2V25.6H9.4Z", OCHRE, INK, W2)
        g.path("M10.5 13.6H17.5V24.4H10.5Z", "none", CARD, W3)
        g.circ(14, 17.6, 2.1, "none", CARD, 0.4)
        g.line((9.4, 20.6), (18.6, 20.6), w=W3)
        return g.done()
    upper = "M9.4 12.2C12 12.5 16 12.5 18.6 12.2V19.2L17 18.6L15.6 19.6L13.6 18.7L12 19.6L10.6 18.8L9.4 19.4Z"
    lower = "M8.2 21.6L10 20.9L12 21.8L13.6 20.8L15.4 21.7L17.6 20.8L17.9 26L8.8 26.6Z"
    tape = [(6, 15.6), (9.8, 15.2), (10.4, 25.2), (6.6, 25.6)]
    g.path(upper, OCHRE, INK, W2)
    g.path(lower, OCHRE, INK, W2)
    g.path(tape, "none", STONE, W3)
    g.hatch(tape, 60, 0.7, stroke=STONE)
    for ends in ([(10.5, 13.6), (17.5, 13.6)], [(10.5, 13.6), (10.5, 17.8)], [(17.5, 13.6), (17.5, 17.8)]):
        g.line(*ends, w=W3, stroke=CARD)
    return g.done()


def date(fake: bool) -> Lens:
    """Return a look at the date of making: printed, or pasted over an older one."""
    g = Lens(f"Date of making {'pasted over' if fake else 'printed'}", fake)
    g.path([(-1, -1), (29, -1), (29, 5.4), (-1, 5.4)], JMID, INK, W2)
    g.path([(-1, 23), (29, 23), (29, 30), (-1, 30)], JMID, INK, W2)
    g.text(14, 10.6, "生产日期", 4, weight=600, fam="han", anchor="middle")
    g.text(14, 21.1, "保质期 18 个月", 3.1, weight=600, fam="han", anchor="middle")
    if not fake:
        g.text(14, 16.4, "2026.03.18", 4, weight=700, anchor="middle")
        return g.done()
    g.text(14, 16.4, "2023.01.05", 4, weight=700, anchor="middle", fill=STONE)
    a = radians(-5)
    sticker = rot([(8, 12.7), (26.2, 12.7), (26.2, 17.5), (8, 17.5)], -5, 17, 15)
    x, y = sticker[3]
    g.path([*sticker[:3], (x + 1.8, y - 0.2), (x, y - 1.6)], CARD, INK, W2)
    g.path([(x + 1.8, y - 0.2), (x + 1.7, y - 1.7), (x, y - 1.6)], SAND, INK, W3)
    m = (cos(a), sin(a), -sin(a), cos(a))
    g.text(17.3, 16.2, "2026.09.01", 3.4, weight=600, anchor="middle", m=m)
    return g.done()


def leaves(fake: bool) -> Lens:
    """Return a look at the tea: whole leaves, or crumbs, dust and stalks."""
    g = Lens(f"Tea {'crumbs, dust and stalks' if fake else 'of whole leaves'}", fake)
    chance = random.Random(4)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], SAND, None)
    if not fake:
        places = [(chance.uniform(3, 25), chance.uniform(4, 25)) for _ in range(58)]
        for i, (x, y) in enumerate(sorted(places, key=lambda place: place[1])):
            slant, length, w = chance.uniform(-40, 40), chance.uniform(8, 10.6), chance.uniform(1.5, 2.1)
            _leaf(g, x, y, slant, length, w, GREENS[i % 4], vein=i % 4 != 1)
        return g.done()
    for i in range(210):
        x, y, r = chance.uniform(1, 27), chance.uniform(2, 27), chance.uniform(0.35, 1.05)
        crumb = [(x - r, y), (x, y - r * 0.8), (x + r * 0.9, y - r * 0.2), (x + r * 0.2, y + r * 0.7)]
        g.path(crumb, (STONE, JMID, OTINT, STONE, JADE)[i % 5], INK, W4)
    for x, y, slant, length in ((9, 10, 30, 9), (19, 19, -35, 10), (17, 7.4, -8, 8), (8.6, 20.6, 12, 7)):
        stalk = rot([(x - length / 2, y), (x + length / 2, y)], slant, x, y)
        g.line(*stalk, w=1.5)
        g.line(*stalk, w=0.9, stroke=OTINT)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-tea": plate,
    **pair("l-tea-seal", seal),
    **pair("l-tea-date", date),
    **pair("l-tea-leaf", leaves),
}
