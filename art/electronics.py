"""Earphones, memory cards, cables and power banks: the plate and four pairs of lenses.

A card of 32 by 24 mm, a case of 56 by 23 mm and a power bank of 80 by 43 by 17 mm, all at one scale.

Chinese on the plate: 无线耳机 wireless earphones; 型号 model; 序列号 serial number; 生产企业 maker;
额定容量 rated capacity (mAh); 额定能量 rated energy (Wh); 存储卡 memory card.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    Axo,
    Lens,
    Plate,
    Point,
    Svg,
    arc,
    f,
    flat,
    hull,
    pair,
    rot,
    rrect,
)
from art.paper import Place, at, box, on, top
from art.solids import floor, floor_of_box, front_of, safety_mark, side_of
from art.space import Frame, moved, shade, smooth

SCALE = 0.78
"""Millimetres on the plate for one of the things themselves; the models of box and case, and of the power bank, have
units of their own."""
BOX_SCALE, BANK_SCALE = 0.7, 0.6
AZ, EL = 36.0, 28.0
SERIAL = "7K 4163"
"""What the box and the lid of the case both say."""


def plate() -> Svg:
    """Return the plate: box with seal, earphones in their case, card, power bank, cable; numbers 1 to 7."""
    g = Plate("Earphones with their box, a memory card, a power bank with its label, a cable. Numbers 1 to 7.")
    carton, case = Axo(29, 43, BOX_SCALE, AZ, EL), Axo(77, 44.5, BOX_SCALE, AZ, EL)
    card, bank = Axo(120, 21, SCALE, AZ, EL), Axo(106, 63, BANK_SCALE, AZ, EL)
    names, serial = _carton(g, carton)
    lid, bud = _case(g, case)
    printing, figure = _card(g, card)
    energy = _power_bank(g, bank)
    plug = _cable(g, Axo(32, 67, BOX_SCALE, AZ, EL))
    g.call(1, 51.2, 39, *names)
    g.leader(42, 5, *serial)
    g.call(2, 42, 5, *lid)
    g.call(3, 55, bud[1], *bud)
    g.call(4, 145, 10, *printing)
    g.call(5, 145, 33, *figure)
    g.call(6, 6, 76, *plug)
    g.call(7, 145, 50, *energy)
    g.scale_bar(20 * SCALE, 2, right=146, bottom=81.6)
    return g


def _carton(g: Svg, view: Axo) -> tuple[Point, Point]:
    """Draw the box of the earphones; return places on its model and maker and on its serial number."""
    wide, deep, high = 50, 30, 54
    left, right = -wide / 2, wide / 2
    floor_of_box(g, view, left, right, 0, deep, 10)
    profile = [(left, 0), (right, 0), (right, high), (left, high)]
    view.prism(g, "y", profile, 0, deep, front=CARD, left=PAPER, right=SAND, hgap=0.8)
    front, side = front_of(view, left, deep, high), side_of(view, right, deep, high)
    g.path(front.rect(0, 40, wide, high), JMID, None)
    g.path(side.rect(0, 40, deep, high), JADE, None)
    g.path(front.on([(0, 40), (wide, 40)]), "none", INK, W3)
    _picture(g, at(front, wide / 2, 23.8))
    g.text(*front(wide / 2, 50), "无线耳机", 8.4, m=front.m, fill=CARD, weight=600, anchor="middle", fam="han")
    g.path(side.rect(1.6, 6, deep - 1.6, 38.4), CARD, INK, W3)
    for v, text in ((11.4, "序列号"), (24.6, "型号 E-5"), (31.2, "生产企业")):
        g.text(*side(4.4, v), text, 5.4, m=side.m, weight=600, fam="han")
    g.text(*side(4.4, 17.6), SERIAL, 5.4, m=side.m, weight=600)
    for v, end in ((33.8, deep - 5), (36, deep - 10)):
        g.line(side(4.4, v), side(end, v), w=W3, stroke=STONE)
    lid = [view(left + x, deep - y, high) for x, y in ((20, 13), (32, 13), (32, 0), (20, 0))]
    g.path(lid, OTINT, INK, W3)
    g.path(front.rect(20, 0, 32, 8), OCHRE, INK, W3)
    g.path(front.rect(21.6, 1.6, 30.4, 6.4), "none", CARD, W3)
    g.path(hull(view(u, y, v) for u, v in profile for y in (0, deep)), "none", INK, W1)
    return side(deep - 3.4, 27), side(deep - 4.2, 15.6)


def _picture(g: Svg, place: Place) -> None:
    """Draw on the box what is in it: the open case from the front, with the same earphones."""
    for inset, fill in ((0, SAND), (1.6, PAPER)):
        g.path(on(place, rrect(-18 + inset, inset - 14, 36 - 2 * inset, 20, 7 - inset)), fill, INK, W3)
    for x in (-7.8, 8.6):
        _bud(g, at(place, x, -2), 1.15)
    g.path(on(place, rrect(-18, 2.6, 36, 11.6, 4.4)), CARD, INK, W2)
    g.path(on(place, arc(0, 8.2, 0.9, 0.9, 0, 360, 16)), JMID, INK, W3)


def _case(g: Svg, view: Axo) -> tuple[Point, Point]:
    """Draw the open case with both earphones; return places on the inside of its lid and on an earphone."""
    wide, deep, high, up = 62, 26, 27, 22
    plan = rrect(-wide / 2, -deep / 2, wide, deep, 12.4, 12)
    beside = ((-16, 13), (24, 13), (31, 4), (30, -8), (40, -8), (41, 6), (30, 19), (-8, 18))
    floor(g, [view(x, y, 0) for x, y in beside])
    hinge = Frame(view, (0, -deep / 2 + 2, high), (1, 0, 0), (0, -0.36, 1))
    shell = rrect(-wide / 2, 0, wide, up, 11, 10)
    g.path(hull(hinge.on(shell, 0) + hinge.on(shell, -6)), CARD, INK, W1)
    g.path(hinge.on(shell), SAND, INK, W2)
    inner = rrect(-wide / 2 + 2.6, 2.2, wide - 5.2, up - 4.8, 8.6, 10)
    g.path(hinge.on(inner), PAPER, INK, W3)
    shade(g, hinge.on(inner), [moved(hinge.on(inner), 1.2, 1.2)], gap=0.6)
    g.lettering("S/N " + SERIAL, 5.6, lambda u, v: hinge(u, 11.6 - v), INK, 600, "middle")
    view.prism(g, "z", plan, 0, high, front=SAND, left=CARD, right=SAND, hgap=0.8)
    g.path(
        [view(u, v, high) for u, v in rrect(-wide / 2 + 1.8, -deep / 2 + 1.8, wide - 3.6, deep - 3.6, 10.6, 12)],
        CARD,
        INK,
        W3,
    )
    buds = []
    for x, mark in ((-14, "L"), (14, "R")):
        pit = [view(u, v, high) for u, v in arc(x, 1, 10.4, 7.4, 0, 360, 32)]
        g.path(pit, STONE, INK, W3)
        cx, cy = view(x, 0.6, high + 3.2)
        k = view.k / 0.57
        _bud(g, at(lambda u, v: (u, v), cx, cy), k, mark)
        buds.append((cx - 1.4 * k, cy - 3.4 * k))
    front = view.on("front", -6, deep / 2, 15, arc(6, 0, 1.1, 1.1, 0, 360, 16))
    g.path(front, JMID, INK, W3)
    return hinge(-25, 14), buds[0]


def _bud(g: Svg, place: Place, k: float, mark: str = "") -> None:
    """Draw an earphone about the middle of ``place``, with its letter: small on the box, it has none."""
    body = on(place, arc(0, 0, 5.6 * k, 4.8 * k, 0, 360, 40))
    g.path(body, CARD, None)
    shade(g, body, [moved(body, -1.5, -1.1)], gap=0.6)
    g.path(body, "none", INK, W2)
    tip = rot(arc(-4.7 * k, 1.5 * k, 1.7 * k, 2.4 * k, 0, 360, 24), 24, -4.7 * k, 1.5 * k)
    g.path(on(place, tip), METAL, INK, W3)
    if mark:
        hole = rot(arc(-5.1 * k, 1.7 * k, 0.6 * k, 1.1 * k, 0, 360, 16), 24, -5.1 * k, 1.7 * k)
        g.path(on(place, hole), INK, None)
        g.lettering(mark, 3.1 * k, at(place, 1.5 * k, 0.9 * k), INK, 700, "middle")


def _card(g: Svg, view: Axo) -> tuple[Point, Point]:
    """Draw a memory card that lies on the table; return places on its printing and on the size it claims."""
    w, h, z = 24.0, 32.0, 2.1
    outline = [(-w / 2, h / 2), (-w / 2, -h / 2), (w / 2 - 4, -h / 2), (w / 2, -h / 2 + 4), (w / 2, h / 2)]
    floor(g, [view(x, y, 0) for x, y in ((-9, 16), (12, 16), (12, -10), (17, -10), (17, 20), (-5, 20))])
    view.prism(g, "z", outline, 0, z, front=INK, left=STONE, right=STONE, w=0.45, h=False)
    place = top(view, z)
    label = [(-w / 2 + 1.8, h / 2 - 3), (-w / 2 + 1.8, -h / 2 + 3), (w / 2 - 4.6, -h / 2 + 3),
             (w / 2 - 1.8, -h / 2 + 5.8), (w / 2 - 1.8, h / 2 - 3)]  # fmt: skip
    g.path(on(place, label), JTINT, None)
    g.path(
        on(place, [(-w / 2 + 1.8, 6.4), (w / 2 - 1.8, 6.4), (w / 2 - 1.8, h / 2 - 3), (-w / 2 + 1.8, h / 2 - 3)]),
        OCHRE,
        None,
    )
    g.lettering("64 GB", 7, at(place, -w / 2 + 3.2, -2.6), INK, 700)
    g.lettering("存储卡", 5.7, at(place, -w / 2 + 3.2, 4.4), INK, 600, fam="han")
    g.path(box(place, -w / 2 - 0.1, -5, 1.5, 4.4), CARD, None)  # the lock
    return place(4, -10.6), place(11.4, 3)


def _power_bank(g: Svg, view: Axo) -> Point:
    """Draw a power bank with its label upwards; return a place on its Wh."""
    wide, deep, high = 104, 56, 22
    beside = ((-46, 28), (46, 28), (52, 20), (52, -18), (60, -18), (60, 26), (52, 34), (-40, 34))
    floor(g, [view(x, y, 0) for x, y in beside])
    view.prism(g, "z", rrect(-wide / 2, -deep / 2, wide, deep, 8), 0, high, front=CARD, left=JMID, right=JMID, hgap=0.7)

    def near(points: Sequence[Point]) -> list[Point]:
        return [view(u, deep / 2, v) for u, v in points]

    for u, half in ((-24, 6.2), (-6, 4.6)):
        g.path(near(rrect(u - half, 5, 2 * half, 5 if half > 5 else 3.4, 1.4)), INK, INK, W3)
        g.path(near(rrect(u - half + 1.2, 6.2, 2 * half - 2.4, 1.2, 0.3)), GREY, None)
    place = top(view, high)
    g.path(on(place, rrect(-wide / 2 + 3, -deep / 2 + 3, wide - 6, deep - 6, 5.6)), "none", INK, W3)
    for v, text, value in ((-9.4, "额定容量", "10000 mAh"), (4.6, "额定能量", "3.7 V · 37 Wh")):
        g.lettering(text, 6.2, at(place, -wide / 2 + 7, v), INK, 600, fam="han")
        g.lettering(value, 10.4, at(place, -wide / 2 + 36, v + 0.6), INK, 700)
    g.lettering("生产企业", 6.2, at(place, -wide / 2 + 7, 17), INK, 600, fam="han")
    for v, end in ((14, 2), (17, -8)):
        g.line(place(-wide / 2 + 32, v), place(end, v), stroke=STONE, w=W3)
    safety_mark(g, at(place, 35, 17), 3.8, 0.4)
    return place(45, 3)


def _cable(g: Svg, view: Axo) -> Point:
    """Draw a cable in a loop, one plug to the beholder; return a place on that plug."""
    tip, shell = rrect(-4.1, 2.2, 8.2, 2.6, 1.3), rrect(-5.8, 0.2, 11.6, 6.4, 3)
    floor(g, [view(x, y, 0) for x, y in ((-3, 26), (7, 26), (7, -8), (12, -8), (12, 29), (1, 30))])
    x, y = view(0, -12, 3)
    turns = (
        *((0, 0), (7, -6), (19, -6), (22, 1), (25, 8), (14, 13), (6, 9)),
        *((-4, 3.6), (-8, -2), (-4, -5), (-1, -7.4), (5, -8), (10, -8)),
    )
    k = view.k / 0.57
    p = [f"{f(x + k * u)} {f(y + k * v)}" for u, v in turns]
    cable = f"M{p[0]}C{p[1]} {p[2]} {p[3]}C{p[4]} {p[5]} {p[6]}C{p[7]} {p[8]} {p[9]}C{p[10]} {p[11]} {p[12]}"
    g.path(cable, "none", INK, 2.2)
    g.path(cable, "none", CARD, 1.4)
    far = x + 10 * k, y - 8 * k
    for points, fill in ((rrect(8.6, -1, 4, 2, 0.5), METAL), (rrect(0, -1.9, 9, 3.8, 1.6), CARD)):
        g.path(rot([(far[0] + k * u, far[1] + k * v) for u, v in points], 4, *far), fill, INK, 0.4)
    view.prism(g, "y", shell, -12, 14, front=SAND, left=CARD, right=SAND, w=0.4, hgap=0.7)
    view.prism(g, "y", tip, 14, 21, front=METAL, left=METAL, right=GREY, w=0.35, h=False)
    g.path([view(u, 21, v) for u, v in rrect(-3.2, 2.9, 6.4, 1.2, 0.6)], INK, None)
    return view(2.6, 19.6, 4.6)


def print_(fake: bool) -> Lens:
    """Return a look at a card's print: sharp and straight, or doubled, crooked and with a wrong letter."""
    g = Lens(f"Memory card, its print {'blurred, a wrong letter' if fake else 'sharp and straight'}", fake)
    g.path([(2.6, 30), (2.6, 2.4), (19.6, 2.4), (25.6, 8.4), (25.6, 30)], INK, STONE, W1)
    g.path([(2.1, 12), (4, 12), (4, 17), (2.1, 17)], CARD, None)
    turn = -4 if fake else 0

    def label(points: Sequence[Point]) -> list[Point]:
        return rot(points, turn, 14, 15)

    def place(u: float, v: float) -> Point:
        return label([(u, v)])[0]

    g.path(label([(5, 5), (18.6, 5), (23.2, 9.6), (23.2, 30), (5, 30)]), JTINT, None)
    g.path(label([(5, 20), (23.2, 20), (23.2, 30), (5, 30)]), OCHRE, None)
    for shift, colour in ((0.55, JMID), (0, INK)) if fake else ((0, INK),):
        g.lettering("64 G8" if fake else "64 GB", 5.8, at(place, 6.4 + shift, 13 + shift), colour, 700)
        g.lettering("存储卡", 3.9, at(place, 6.4 + shift, 18.4 + shift * 0.7), colour, 600, fam="han")
    if fake:
        for x, y, r in ((18.4, 8.2, 0.35), (21.4, 16.8, 0.4), (8.2, 7.6, 0.3), (15.6, 22.6, 0.35)):
            g.circ(x, y, r, INK, None)
    else:
        g.line((6.4, 22.4), (21.8, 22.4), stroke=CARD, w=0.4)
    return g.done()


def plug(fake: bool) -> Lens:
    """Return a look into a plug's mouth: even, its tongue in the middle, or with a burr and a crooked tongue."""
    g = Lens(f"Plug {'with a burr, its tongue crooked' if fake else 'clean, its tongue in the middle'}", fake)
    shell = rrect(1.6, 6.4, 24.8, 15.2, 6.2)
    g.path(shell, SAND, INK, W1)
    shade(g, shell, [moved(shell, -2, -1.6)], gap=0.7)
    sleeve, mouth = rrect(5, 9.6, 18, 8.8, 4.2), rrect(6.4, 11, 15.2, 6, 2.9)
    if fake:  # the sleeve is pressed flat on one side, and the moulding has run over it
        bent = "M5 13.4L6.6 10.2L10 9.5L15.4 10.3L20.8 9.9L23 13.6L21.6 17.4L12 18.5L6.4 17.6"
        flattened = "M6.4 13.6L8 11.4L12 11L15.6 11.6L20 11.3L21.5 13.8L20 16.2L12 17L7.8 16.2"
        sleeve, mouth = smooth(flat(bent)), smooth(flat(flattened))
    g.path(sleeve, METAL, INK, W2)
    g.path(mouth, INK, None)
    tongue = rrect(8.6, 12.9, 10.8, 2.2, 0.6)
    g.path(rot(tongue, 7, 14, 14) if fake else tongue, GREY, INK, W3)
    for i in range(6):
        x = 9.9 + i * 1.64
        contact = [(x - 0.35, 13.3), (x + 0.35, 13.3), (x + 0.35, 14.7), (x - 0.35, 14.7)]
        if not (fake and i == 4):
            g.path(rot(contact, 7, 14, 14) if fake else contact, OCHRE, None)
    if fake:
        burr = smooth([(18.4, 8.6), (20.2, 9.4), (22.6, 9.8), (24, 11.6), (22.2, 11.4), (20.4, 11.2), (19, 10)])
        g.path(burr, SAND, INK, W2)
        g.line((3.2, 20.4), (4.4, 22.8), (6, 21.6), w=W2)
    else:
        g.line(*arc(9.4, 13.8, 3.6, 3.4, 190, 260, 8), stroke=CARD, w=0.6)
    return g.done()


def size(fake: bool) -> Lens:
    """Return a card that is being filled with pictures: they all arrive, or only the first of them do."""
    g = Lens(f"A card filled with pictures: {'most of them are lost' if fake else 'all of them arrive'}", fake)
    g.path(rrect(2.4, 3.6, 23.2, 17.4, 1.4), INK, INK, W1)
    g.path(rrect(3.6, 4.8, 20.8, 15, 0.6), CARD, None)
    g.path([(9, 21), (19, 21), (20.6, 25), (7.4, 25)], METAL, INK, W2)
    for i in range(8):
        x, y = 4.8 + i % 4 * 4.8, 6 + i // 4 * 4.2
        tile = [(x, y), (x + 4, y), (x + 4, y + 3.2), (x, y + 3.2)]
        if fake and i > 1:
            g.path(tile, "none", VERM, 0.3, ".7 .6")
            g.line((x + 1.2, y + 0.8), (x + 2.8, y + 2.4), stroke=VERM, w=0.35)
            g.line((x + 2.8, y + 0.8), (x + 1.2, y + 2.4), stroke=VERM, w=0.35)
            continue
        g.path(tile, JTINT, INK, W3)
        hills = ((0.3, 3), (1.5, 1.3), (2.3, 2.2), (2.9, 1.6), (3.7, 3))
        g.path([(x + u, y + v) for u, v in hills], JADE, None)
        g.circ(x + 3.1, y + 0.9, 0.35, OCHRE, None)
    g.path(rrect(4.8, 15.4, 18.4, 2.2, 1.1), SAND, INK, W3)
    g.path(rrect(4.8, 15.4, 5 if fake else 18.4, 2.2, 1.1), VERM if fake else JADE, INK, W3)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-electronics": plate,
    **pair("l-electronics-print", print_),
    **pair("l-electronics-plug", plug),
    **pair("l-electronics-size", size),
}
