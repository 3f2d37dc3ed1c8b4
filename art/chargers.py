"""Chargers and power banks: the plate and five pairs of lenses.

One unit of the models is 1.4 mm of the real thing: a charger of 39 mm, a power bank of 106 by 56 by 18 mm.

Chinese on the plate: 型号 model; 输入 input; 输出 output; 生产企业 maker; 额定容量 rated capacity
(mAh); 额定能量 rated energy (Wh); 地址 address.
"""

from collections.abc import Callable
from math import cos, radians, sin

from art.kit import (
    CARD,
    GREY,
    INK,
    JADE,
    JMID,
    JTINT,
    METAL,
    OCHRE,
    SAND,
    STONE,
    VERM,
    VTINT,
    W1,
    W2,
    W3,
    Axo,
    Lens,
    Plate,
    Point,
    Svg,
    arc,
    f,
    outline,
    pair,
    poly,
    rot,
    rrect,
)
from art.solids import floor, safety_mark, side_of

UNIT = 1.4
SCALE = 1.06
BANK_SCALE = 1.08
WIDE, DEEP, CORNER = 28, 27, 5.5
SEAM = 22.6
"""How far from the back the two halves of the charger's shell meet."""
BANK = 13
"""The height of the power bank."""
LETTERS = 5.4
"""The size of the words on the label in the lens: a slip is seen at arm's length."""


def plate() -> Svg:
    """Return the plate: a charger from the pins, one from the port with its cable, a power bank; numbers 1 to 7."""
    g = Plate("Wall charger seen from the pin side and from the port side; power bank with label. Numbers 1 to 7.")
    pins, port, bank = Axo(41, 33, SCALE, 42, 22), Axo(126, 31, SCALE, 42, 22), Axo(83, 62, BANK_SCALE, 38, 26)
    _charger(g, pins)
    _pins(g, pins)
    _label(g, pins)
    _charger(g, port)
    _port(g, port)
    _cable(g, port)
    _power_bank(g, bank)
    label = side_of(pins, WIDE / 2, SEAM, 23)
    g.call(1, 5, 16, *pins(-4.5, 39.6, 16.8))
    g.call(2, 70, 24, *label(17, 13.1))
    g.call(3, 60, 6, *label(19.2, 2.4))
    g.call(4, 12, 6, *pins(-8, SEAM, WIDE))
    g.call(5, 92, 6, *port(-2, DEEP, 15.2))
    g.call(6, 82, 23, *bank(-22.4, -10.7, BANK))
    g.call(7, 140, 66, *bank(31.2, 8.4, BANK))
    g.scale_bar(20 / UNIT * SCALE, 2, right=144, bottom=81)
    return g


def _charger(g: Svg, view: Axo) -> None:
    """Draw the shell, 28 by 28 by 27, with its seam and its floor."""
    beside = ((-9, 28), (15, 28), (16, 2), (23, 2), (23, 31), (-5, 31.5))
    floor(g, [view(x, y, 0) for x, y in beside])
    shell = rrect(-WIDE / 2, 0, WIDE, WIDE, CORNER)
    view.prism(g, "y", shell, 0, DEEP, h=False)
    # The shade lies low on the right side only, so that the label stays legible.
    shade = [(0.5, 0), (26.5, 0), (26.5, 1.6), (24.5, 3.6), (2.5, 3.6), (0.5, 1.6)]
    g.hatch(view.on("side", WIDE / 2, DEEP, 6, shade), -58, 0.75, stroke=STONE)
    g.line(*(view(u, SEAM, v) for u, v in _upper(shell, view)), w=W2)


def _upper(shell: list[Point], view: Axo) -> list[Point]:
    """Return the part of a shell's outline that faces the beholder, above and to the right."""
    n = len(shell)
    edges = [(shell[i], shell[(i + 1) % n]) for i in range(n)]
    seen = [(b[1] - a[1]) * view.sa * view.ce + (a[0] - b[0]) * view.se > 0 for a, b in edges]
    first = next(i for i in range(n) if seen[i] and not seen[i - 1])
    run = [i % n for i in range(first, first + sum(seen) + 1)]
    return [shell[i] for i in run]


def _on_front(view: Axo, points: list[Point]) -> list[Point]:
    return [view(u, DEEP, v) for u, v in points]


def _pins(g: Svg, view: Axo) -> None:
    """Draw two flat pins, 12.6 mm from middle to middle, as Chinese sockets take them."""
    g.path(_on_front(view, rrect(-11.6, 2.4, 23.2, 23.2, 4)), SAND, INK, W3)
    for x in (-4.5, 4.5):
        g.path(_on_front(view, rrect(x - 1.4, 10.6, 2.8, 7.4, 0.7)), GREY, INK, W3)
        blade = [(x - 0.6, 11.7), (x + 0.6, 11.7), (x + 0.6, 16.9), (x - 0.6, 16.9)]
        view.prism(g, "y", blade, DEEP, DEEP + 13, front=CARD, left=CARD, right=METAL, w=0.4, h=False)
        g.path([view(x + 0.6, 36.6 + u, 14.3 + v) for u, v in arc(0, 0, 1.1, 1.1, 0, 360, 20)], STONE, INK, W3)
        shade = ((27.4, 12), (32, 12), (28.6, 16.6), (27.4, 16.6))
        g.hatch([view(x + 0.6, y, z) for y, z in shade], -58, 0.6, stroke=STONE)


def _port(g: Svg, view: Axo) -> None:
    """Draw the front with a port in its middle and a lamp."""
    g.path(_on_front(view, rrect(-11.8, 2.2, 23.6, 23.6, 4)), CARD, INK, W3)
    g.path(_on_front(view, rrect(-3.9, 12.6, 7.8, 3, 1.5)), INK, INK, W2)
    g.path(_on_front(view, rrect(-2.5, 13.7, 5, 0.8, 0.3)), GREY, None)
    g.circ(*view(0, DEEP, 20.4), 0.6, JMID, INK, W3)


def _cable(g: Svg, view: Axo) -> None:
    """Draw the plug in line with the port, and its cable: metal tip, shell, cable."""
    tip, shell = rrect(-2.9, 13, 5.8, 2.1, 1), rrect(-4.3, 11.7, 8.6, 4.7, 2.2)
    view.prism(g, "y", tip, 37, 42, front=GREY, left=METAL, right=GREY, w=0.3, h=False)
    view.prism(g, "y", shell, 42, 55, front=SAND, left=CARD, right=SAND, w=0.4, hgap=0.7)
    x, y = view(0, 55, 14)
    turns = ((0, 0), (-5, 2.6), (-8, 8), (0, 10), (10, 12.4), (28, 5), (49, 12.4))
    p = [f"{f(x + u)} {f(y + v)}" for u, v in turns]
    cable = f"M{p[0]}C{p[1]} {p[2]} {p[3]}C{p[4]} {p[5]} {p[6]}"
    g.path(cable, "none", INK, 2.3)
    g.path(cable, "none", CARD, 1.5)
    g.ell(x, y, 0.75, 0.95, CARD, None)


def _label(g: Svg, view: Axo) -> None:
    """Print the label on the charger's side."""
    face = side_of(view, WIDE / 2, SEAM, 23)
    for v, text in ((3, "输入 220 V"), (7.2, "输出 5 V 3 A")):
        g.text(*face(1.4, v), text, 3.5, m=face.m, weight=600, fam="han")
    safety_mark(g, lambda u, v: face(11.8 + u, 13.1 + v), 2.4, 0.4)


def _power_bank(g: Svg, view: Axo) -> None:
    """Draw a power bank, 76 by 40 by 13, that says what it holds."""
    beside = ((-37, 22), (33, 22), (38, 16), (38, -14), (44, -14), (44, 20), (38, 25), (-33, 25))
    floor(g, [view(x, y, 0) for x, y in beside])
    view.prism(g, "z", rrect(-38, -20, 76, 40, 6), 0, BANK, front=CARD, left=JTINT, right=JMID, hgap=0.7)
    g.path([view(u, v, BANK) for u, v in rrect(-35.6, -17.6, 71.2, 35.2, 4.4)], "none", INK, W3)

    def on_front(points: list[Point]) -> list[Point]:
        return [view(u, 20, v) for u, v in points]

    g.path(on_front(rrect(-26, 5, 7.4, 2.8, 1.4)), INK, INK, W3)
    g.path(on_front(rrect(-24.6, 6, 4.6, 0.8, 0.3)), GREY, None)
    g.path(on_front(rrect(-9, 4.2, 10, 4.4, 0.6)), INK, INK, W3)
    g.path(on_front(rrect(-8, 6.6, 8, 1.1, 0.2)), GREY, None)
    for lamp in range(4):
        g.path(on_front(arc(14 + lamp * 4, 6.4, 0.8, 0.8, 0, 360, 16)), JMID if lamp < 3 else CARD, INK, W3)
    m = view.m("top")
    for v, text in ((-5, "额定容量 10000 mAh"), (6.4, "额定能量 37 Wh")):
        g.text(*view(-31, v, BANK), text, 6, m=m, weight=600, fam="han")
    safety_mark(g, lambda u, v: view(23.8 + u, 8.4 + v, BANK), 3.7, 0.45)


def pins(fake: bool) -> Lens:
    """Return a look at the pins: straight and alike, or crooked and forced into the shell."""
    g = Lens("Pins crooked, unequal" if fake else "Pins straight, equal", fake)
    g.path(rrect(3, 17, 22, 16, 3), SAND, INK, W1)
    g.hatch([(19, 17), (25, 19), (25, 28), (19, 28)], -58, 0.75, stroke=STONE)
    g.line((3, 21), (25, 21), w=W3)
    left, right = 8.6, 17.0

    def straight(x: float) -> list[Point]:
        return [(x, 17), (x, 6.4), (x + 0.5, 5.6), (x + 2.3, 5.6), (x + 2.8, 6.4), (x + 2.8, 17)]

    if not fake:
        for x in (left, right):
            g.path(straight(x), CARD, INK, 0.4)
            g.circ(x + 1.4, 9, 0.75, STONE, INK, W3)
            g.hatch([(x + 1.7, 10.6), (x + 2.8, 10.6), (x + 2.8, 17), (x + 1.7, 17)], -58, 0.6, stroke=STONE)
        g.line((7.2, 4), (21.2, 4), w=W3, stroke=JADE)
        for x in (7.2, 21.2):
            g.line((x, 3.3), (x, 4.7), w=W3, stroke=JADE)
        return g.done()
    ragged = ((0, 17), (0, 8.8), (0.4, 8), (1.1, 8.5), (1.7, 7.8), (2.6, 8.4), (2.8, 9.4), (2.8, 17))
    for x, blade in ((left, straight(left)), (right, rot([(right + u, v) for u, v in ragged], 9, right + 1.4, 17))):
        g.path(rrect(x - 1, 15.7, 4.8, 1.6, 0.5), INK, INK, W3)
        g.path(blade, METAL, INK, 0.4)
    g.line((left + 1.4, 6), (left + 1.4, 16.6), w=W3)
    g.path("M9.2 9.5C9.6 9.1 10.2 9.4 10 10", "none", INK, W3)
    g.line((18.9, 10.5), (18.5, 15.6), w=W3)
    g.line((6, 5.2), (24, 5.2), w=W3, stroke=VERM, dash=".8 .7")
    return g.done()


def mark(fake: bool) -> Lens:
    """Return a look at where the safety mark is: clean edges, or smeared ink."""
    g = Lens("Safety mark " + ("smeared" if fake else "sharp"), fake)
    if not fake:
        safety_mark(g, lambda u, v: (14 + u, 13 + v), 4.9, 0.7)
        g.text(14, 25, "A012345", 2.6, anchor="middle", weight=600)
        return g.done()

    def slanted(cx: float, cy: float, rx: float, ry: float, start: float, stop: float) -> str:
        return poly(rot(arc(cx, cy, rx, ry, start, stop), -6, 14, 13), close=False)

    g.path(slanted(15, 13.9, 9.7, 7.7, 20, 330), "none", VTINT, 1.6)
    g.path(slanted(14, 13, 9.8, 7.6, 15, 160), "none", INK, 1.3)
    g.path(slanted(14, 13, 9.8, 7.6, 172, 338), "none", INK, 0.5)
    for x, drop, turn in ((8.8, 0.2, -9), (14, -0.5, 3), (19, 0.6, 11)):
        c, s = cos(radians(turn)), sin(radians(turn))
        for shift, colour in ((0.8, GREY), (0, INK)):
            g.text(x + shift, 16 + drop + shift, "C", 9, colour, (c, s, -s, c), 600, "middle")
    for x, y in ((5.4, 20.6), (22.6, 20.2), (20.4, 22.6), (7, 6), (22.4, 6.6)):
        g.circ(x, y, 0.35, INK, None)
    g.text(14.4, 25.4, "AO1Z345", 2.6, STONE, anchor="middle", weight=400)
    return g.done()


def label(fake: bool) -> Lens:
    """Return a look at the label: right words, or two slips, each underlined."""
    g = Lens("Label with two spelling faults" if fake else "Label complete and correct", fake)
    words = ("INPVT", "OUTPOT") if fake else ("INPUT", "OUTPUT")
    for y, word, value in zip((10.4, 20.2), words, ("100–240 V~", "5 V 3 A"), strict=True):
        g.text(14, y, word, LETTERS, anchor="middle", weight=700)
        g.text(14, y + 4, value, 3, anchor="middle", weight=600)
        if fake:
            width = outline(word, ("text", 700))[1] * LETTERS / 1000
            g.wave(14 - width / 2, y + 1.1, width)
    return g.done()


def capacity(fake: bool) -> Lens:
    """Return a look at the label of a power bank: both figures, or one that no such box holds."""
    g = Lens("Power bank with too high a figure alone" if fake else "Power bank with mAh and Wh", fake)
    g.path([(-1, -1), (29, -1), (29, 29), (-1, 29)], JTINT, None)
    g.path(rrect(2.2, 4.6, 30, 18.8, 2), CARD, INK, 0.45)
    g.path(rrect(8, 25.2, 7, 2.6, 1.3), INK, INK, W3)
    if not fake:
        g.text(14.6, 12, "10000 mAh", 4, anchor="middle", weight=700)
        g.text(14.6, 19.2, "37 Wh", 5, anchor="middle", weight=700)
        return g.done()
    text, size = "99000 mAh", 4.2
    width = outline(text, ("text", 700))[1] * size / 1000
    for shift, colour in ((0.5, GREY), (0, INK)):
        g.text(14.6 + shift, 13 + shift / 2, text, size, colour, anchor="middle", weight=700)
    g.wave(14.6 - width / 2, 14.6, width)
    g.line((6, 19), (17, 19), w=W2, stroke=GREY)
    return g.done()


def seam(fake: bool) -> Lens:
    """Return a look at the seam: a hairline, or a gap with two drops of glue."""
    g = Lens("Seam open, with glue" if fake else "Seam thin and even", fake)
    g.path("M-1 29V9C4 7.4 9 6.8 14 6.8 C19 6.8 24 7.4 29 9V29Z", SAND, INK, W1)
    if not fake:
        g.path("M-1 17C4 15.6 9 15 14 15C19 15 24 15.6 29 17V30H-1Z", CARD, INK, 0.3)
        g.hatch([(18, 16), (29, 17.5), (29, 29), (14, 29)], -58, 0.9, stroke=GREY, w=0.2)
        return g.done()
    gap = (
        "M-1 15.4C3 15 6 14.6 9 14.8C13 14.4 17 13.4 21 14C24 14.4 27 15.4 29 16V19.6C26 19.4 23 18.6 20 18"
        "C16 17.4 12 17.8 9 16.6C5 16.4 2 16.8 -1 16.8Z"
    )
    lower = "M-1 16.8C2 16.8 5 16.4 9 16.6C12 17.8 16 17.4 20 18C23 18.6 26 19.4 29 19.6V30H-1Z"
    run = (
        "M7.4 15.6C8.6 14.8 10.4 15.2 10.8 16.4C11.4 18 10.8 20.6 9.6 20.8C8.4 21 8.6 19 7.8 18C7 17 6.6 16.2 7.4 15.6Z"
    )
    drop = "M18 16.6C19 16 20.4 16.4 20.6 17.4C20.8 18.6 19.8 19.4 19 19C18.2 18.4 17.2 17.2 18 16.6Z"
    g.path(gap, INK, INK, W2)
    g.path(lower, CARD, INK, W2)
    g.hatch([(18, 19), (29, 20.5), (29, 29), (14, 29)], -58, 0.9, stroke=GREY, w=0.2)
    g.path(run, OCHRE, INK, W2)
    g.path(drop, OCHRE, INK, W2)
    g.line((8.6, 16.6), (8.9, 17.6), w=0.35, stroke=CARD)
    return g.done()


def weight(fake: bool) -> Lens:
    """Return the charger on a kitchen scale: as heavy as it looks, or strikingly light."""
    g = Lens("On the scale strikingly light" if fake else "On the scale heavy for its size", fake)
    lift = -1.2 if fake else 0
    g.path("M7.6 26.4L9.4 15.4H18.6L20.4 26.4Z", OCHRE, INK, W1)
    g.hatch([(17, 15.4), (18.6, 15.4), (20.4, 26.4), (17.4, 26.4)], -58, 0.6, stroke=INK)
    g.circ(14, 20.6, 3.9, CARD, INK, W2)
    for mark_ in range(9):
        a = radians(-120 + mark_ * 30)
        g.line((14 + 3.3 * sin(a), 20.6 - 3.3 * cos(a)), (14 + 2.6 * sin(a), 20.6 - 2.6 * cos(a)), w=W3)
    a = radians(-86 if fake else 60)
    g.line((14, 20.6), (14 + 2.9 * sin(a), 20.6 - 2.9 * cos(a)), w=0.5, stroke=VERM if fake else JADE)
    g.circ(14, 20.6, 0.5, INK, None)
    g.line((14, 15.4), (14, 13.6 + lift), w=0.8)
    g.path([(x, y + lift) for x, y in ((6, 12.4), (22, 12.4), (20.4, 13.9), (7.6, 13.9))], SAND, INK, W2)
    g.path(rrect(10.2, 5.2 + lift, 7.6, 7.2, 1.4), CARD, INK, 0.4)
    g.line((10.2, 7 + lift), (17.8, 7 + lift), w=W3)
    if not fake:
        g.hatch([(11, 8), (17, 8), (17, 11.8), (11, 11.8)], -58, 0.55, stroke=STONE, w=0.2)
    for x in (11.6, 15.2):
        blade = [(x, 5.2), (x, 2.8), (x + 1.2, 2.8), (x + 1.2, 5.2)]
        g.path([(u, v + lift) for u, v in blade], CARD, INK, W3)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-chargers": plate,
    **pair("l-pins", pins),
    **pair("l-mark", mark),
    **pair("l-label", label),
    **pair("l-seam", seam),
    **pair("l-weight", weight),
    **pair("l-capacity", capacity),
}
