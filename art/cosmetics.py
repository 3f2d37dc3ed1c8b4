"""Cosmetics and perfume: the plate and five pairs of lenses.

One unit of the models is 2.3 mm of the real thing: a bottle of 62 mm that, with its cap on, fits into its box.

Chinese on the plate: 香水 perfume; 生产企业 maker; 进口商 importer; 产品批号 batch number; 面霜 face
cream; 日霜 day cream.
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
    hull,
    pair,
    rrect,
)
from art.solids import Turned, floor_of_box, front_of, side_of

UNIT = 2.3
SCALE = 1.12
WIDE, DEEP, HIGH = 29, 21, 42
BAND = 30
"""Where the printed band of the box begins, from its top."""
GLASS = 27
"""The height of the bottle's shoulders."""
LOT = "24C107"


def plate() -> Svg:
    """Return the plate: perfume box in cellophane, bottle with its cap beside it, cream jar; numbers 1 to 6."""
    g = Plate("Perfume box in cellophane, perfume bottle with its cap beside it, cream jar. Numbers 1 to 6.")
    box, bottle, jar = Axo(40, 57.5, SCALE, 36, 24), Axo(89, 45, SCALE, 36, 24), Turned(116, 70, k=SCALE)
    _box(g, box)
    _bottle(g, bottle)
    head = Turned(*bottle(0, 0, GLASS), k=SCALE)
    _spray_head(g, head)
    _cap(g, Axo(132, 38, SCALE, 36, 24))
    _jar(g, jar)
    front, side = front_of(box, -WIDE / 2, DEEP, HIGH), side_of(box, WIDE / 2, DEEP, HIGH)
    g.call(1, 9, 6, *box(-WIDE / 2 + 9.6, DEEP / 2 + 1, HIGH))
    g.call(2, 67, 14, *side(DEEP - 2, 8.6))
    g.leader(71, 78, *side(15.4, 28.2))
    g.call(3, 71, 78, *bottle(-8.6, 6.2, 2))
    g.call(4, 106, 5, *head.pt(20, 3.1, 7.6))
    g.call(5, 145, 52, *jar.pt(74, 15.9, 10.6))
    g.call(6, 5, 60, *front(3, 19))
    g.scale_bar(50 / UNIT * SCALE, 5, right=146, bottom=81)
    return g


def _box(g: Svg, view: Axo) -> None:
    """Draw the box: print, maker, importer and lot number, and the cellophane round it."""
    left, right = -WIDE / 2, WIDE / 2
    floor_of_box(g, view, left, right, 0, DEEP)
    profile = [(left, 0), (right, 0), (right, HIGH), (left, HIGH)]
    view.prism(g, "y", profile, 0, DEEP, front=CARD, left=PAPER, right=SAND, hgap=0.8)
    front, side = front_of(view, left, DEEP, HIGH), side_of(view, right, DEEP, HIGH)
    g.path(front.rect(0, BAND, WIDE, HIGH), JTINT, None)
    g.path(side.rect(0, BAND, DEEP, HIGH), JMID, None)
    g.hatch(side.rect(0, BAND, DEEP, HIGH), -58, 0.8, stroke=JADE)
    g.line(front(0, BAND), front(WIDE, BAND), w=W3)
    g.line(side(0, BAND), side(DEEP, BAND), w=W3)
    g.path(front.rect(3, 13.6, WIDE - 3, 26.4), "none", JADE, 0.3)
    middle = WIDE / 2
    g.text(*front(middle, 19.8), "Parfum", 5, m=front.m, anchor="middle", fam="display")
    g.text(*front(middle, 23.9), "50 ml · 1.7 fl oz", 3.05, m=front.m, weight=600, anchor="middle")
    g.text(*front(middle, 37.6), "香水", 4.2, m=front.m, weight=600, anchor="middle", fam="han")
    g.path(side.rect(1.2, 7, DEEP - 1.2, 28.4), CARD, INK, W3)
    for v, text in ((10.7, "生产企业"), (17, "进口商")):
        g.text(*side(3.3, v), text, 3.6, m=side.m, weight=600, fam="han")
        g.line(side(2.4, v + 1.8), side(DEEP - 2.4, v + 1.8), w=0.3, stroke=STONE)
    g.line(side(1.2, 20.2), side(DEEP - 1.2, 20.2), w=W3)
    g.text(*side(3.3, 23.8), "产品批号", 3.6, m=side.m, weight=600, fam="han")
    g.text(*side(3.3, 27.2), LOT, 3.6, m=side.m, weight=700)
    _cellophane(g, view)
    g.path(hull(view(u, y, v) for u, v in profile for y in (0, DEEP)), "none", INK, W1)


def _cellophane(g: Svg, view: Axo) -> None:
    """Draw the envelope fold on the lid, the tear strip and some glints."""
    left, right = -WIDE / 2, WIDE / 2
    front, side = front_of(view, left, DEEP, HIGH), side_of(view, right, DEEP, HIGH)

    def lid(*points: Point) -> list[Point]:
        return [view(x, y, HIGH) for x, y in points]

    near, far = DEEP / 2 + 1.6, DEEP / 2 - 1.6
    g.path(lid((left, DEEP), (left + 9, near), (right - 9, near), (right, DEEP)), "none", STONE, W2)
    g.path(lid((left, 0), (left + 9, far), (right - 9, far), (right, 0)), CARD, STONE, W2)
    g.hatch(lid((right, 0), (right - 9, far), (right - 9, near), (right, DEEP)), -58, 0.75, stroke=STONE)
    g.path(front.rect(0, 4.2, WIDE, 5.8), OTINT, OCHRE, W3)
    g.path(side.rect(0, 4.2, DEEP, 5.8), OCHRE, OCHRE, W3)
    g.path([front(WIDE, 3.6), front(WIDE, 6.4), side(3, 6), side(3, 4)], OCHRE, INK, W3)
    for u, v, length in ((1.6, 9, 8), (1.6, 18.6, 3), (3.2, 8.4, 3)):
        g.line(front(u, v), front(u, v + length), stroke=GREY, w=W2)


def _bottle(g: Svg, view: Axo) -> None:
    """Draw a heavy glass bottle with its liquid, tube and print."""
    plan, hollow = rrect(-13.7, -6.2, 27.4, 12.4, 2.6), rrect(-11.6, -4.2, 23.2, 8.4, 1.8)
    floor_of_box(g, view, -13, 13, -6, 7)

    def ring(points: list[Point], z: float) -> list[Point]:
        return [view(u, v, z) for u, v in points]

    shoulders = ring(plan, GLASS)
    outline = hull(shoulders + ring(plan, 0))
    level, bottom = ring(hollow, 20.5), ring(hollow, 4.6)
    liquid = hull(level + bottom)
    g.path(outline, CARD, None)
    g.path(liquid, OTINT, None)
    shade = ((11.4, 3.9, 20.3), (11.3, -3.4, 20.3), (11.3, -3.4, 4.8), (11.4, 3.9, 4.8))
    g.hatch([view(*p) for p in shade], -58, 0.7, stroke=STONE)
    g.path(liquid, "none", OCHRE, W2)
    g.path(level, PAPER, OCHRE, W2)
    g.line(view(0, 0, GLASS), view(0, 0, 20.5), w=0.7, stroke=GREY)
    tube = (view(0, 0, 20.3), view(8.2, 0, 5.6))
    g.line(*tube, w=0.9, stroke=OCHRE)
    g.line(*tube, w=0.4, stroke=CARD)
    g.hatch([view(13.7, v, z) for v, z in ((3.8, 4), (-3.8, 4), (-3.8, 0.4), (3.8, 0.4))], -58, 0.6, stroke=STONE)
    g.path(shoulders, CARD, INK, W2)
    g.path(ring(rrect(-12.2, -4.7, 24.4, 9.4, 1.6), GLASS), "none", STONE, W4)
    g.line(view(-12.2, 6.2, 25), view(-12.2, 6.2, 8), stroke=CARD, w=0.9)
    g.line(view(13.3, 5.8, 26.4), view(13.3, 5.8, 1), w=W3, stroke=STONE)
    m = view.m("front")
    g.text(*view(-1.6, 6.2, 12.6), "Parfum", 4, m=m, anchor="middle", fam="display")
    g.text(*view(-1.6, 6.2, 7.4), "50 ml", 3.05, m=m, anchor="middle", weight=600)
    g.line(view(-6, 6.2, 10.6), view(2.8, 6.2, 10.6), w=W3)
    g.text(*view(-3, 6.2, 1.3), LOT, 3.05, m=m, anchor="middle", weight=600)
    g.path(outline, "none", INK, W1)


def _spray_head(g: Svg, head: Turned) -> None:
    """Draw collar and spray head."""
    for r, z0, z1, line in ((4.6, 0, 2.6, 1.1), (3.1, 2.6, 8.4, 3.8)):
        g.path(head.silhouette([(r, z0), (r, z1)]), METAL, INK, 0.4)
        g.path(head.whole(r, z1), CARD, INK, W3 if z0 == 0 else W2)
        g.line(*head.ring(r, line), w=W3, stroke=STONE)
        g.hatch(head.shade(r, z0, r, z1, 30, 86), -58, 0.55, stroke=STONE)
    x, y = head.pt(-24, 3.1, 6.2)
    g.ell(x, y, 0.85, 0.95, CARD, INK, W2)
    g.ell(x, y, 0.32, 0.36, INK, None)


def _cap(g: Svg, view: Axo) -> None:
    """Draw the square cap."""
    plan, top = rrect(-6, -6, 12, 12, 2), 13
    floor_of_box(g, view, -6, 6, -6, 6, 4)
    view.prism(g, "z", plan, 0, top, front=OTINT, left=OCHRE, right=OCHRE, h=False)
    shade = ((4.8, 12.4), (-4.7, 12.4), (-4.7, 0.6), (4.8, 0.6))
    g.hatch([view(5.6, v, z) for v, z in shade], -58, 0.65, stroke=INK)
    g.path([view(u, v, top) for u, v in plan], OCHRE, INK, W2)
    g.path([view(u, v, top) for u, v in rrect(-4.6, -4.6, 9.2, 9.2, 1.2)], "none", OTINT, W3)
    g.line(view(-3.4, 6, 11), view(-3.4, 6, 4), stroke=OTINT, w=0.6)
    g.path(hull(view(u, v, z) for u, v in plan for z in (0, top)), "none", INK, W1)


def _jar(g: Svg, jar: Turned) -> None:
    """Draw a jar of cream, its lid level, the gap even."""
    jar.floor(g, 16, 8)
    g.path(jar.silhouette([(13.6, 0), (15.2, 0.8), (15.7, 2.4), (15.7, 9), (15, 10.2)]), CARD, INK, W1)
    g.path(jar.silhouette([(11.6, 3.2), (13, 4.1), (13, 9.6)]), PAPER, STONE, W3)
    g.hatch(jar.shade(15.7, 2.4, 15.7, 9.6, 44, 89), -58, 0.7, stroke=STONE)
    g.line(*jar.ring(14.9, 1.1, -70, 70), w=W3, stroke=STONE)
    jar.text(g, 15.7, 5.9, "日霜 50 ml", 2.8, 600, "han", at=-8)
    jar.text(g, 15.7, 2.4, "产品批号 24D022", 2.75, 600, "han", at=-8)
    lid = 17.4
    g.path(jar.silhouette([(15.2, 10), (15.2, 10.8)]), INK, None)
    g.path(jar.silhouette([(15.9, 10.7), (16.1, 11.1), (16.1, 16.6), (15.5, lid)]), JMID, INK, W1)
    g.hatch(jar.shade(16.1, 10.9, 16.1, 16.8, 34, 89), -58, 0.62, stroke=JADE)
    g.path(jar.whole(15.5, lid), JTINT, INK, W2)
    g.path(jar.whole(13.4, lid), "none", JMID, W2)
    g.line(*jar.ring(15.9, 14.4, -66, -44), stroke=CARD, w=0.8)
    cx, cy = jar.pt(0, 0, lid)
    glint = [(cx + 11 * cos(radians(t)), cy + 11 * sin(radians(t)) * jar.se) for t in range(196, 250, 6)]
    g.line(*glint, stroke=CARD, w=0.9)
    g.text(cx, cy + 1.1, "面霜", 6, m=(1, 0, 0, jar.se * 1.2), weight=600, anchor="middle", fam="han", fill=JADE)


def batch(fake: bool) -> Lens:
    """Return a look at box and bottle base: the same lot number on both, or none on the bottle."""
    g = Lens(f"Batch code {'missing on the bottle' if fake else 'on box and bottle'}", fake)
    g.path([(-1, 11), (29, 11), (29, 29), (-1, 29)], SAND, None)
    g.path([(-1, -1), (29, -1), (29, 11), (-1, 11)], JTINT, None)
    g.text(14, 8.6, LOT, 4.8, anchor="middle", weight=700)
    g.path("M2.8 11V22.6C2.8 24 3.6 24.8 5 24.8H23C24.4 24.8 25.2 24 25.2 22.6V11Z", CARD, INK, W1)
    g.path("M5 11V14.2C5 15 5.4 15.4 6.2 15.4H21.8C22.6 15.4 23 15 23 14.2V11Z", OTINT, OCHRE, 0.3)
    g.hatch([(20.6, 11.4), (22.8, 11.4), (22.8, 15.2), (20.6, 15.2)], -58, 0.6, stroke=STONE)
    g.hatch([(22.8, 17), (25, 16), (25, 22.6), (22.8, 24.4)], -58, 0.6, stroke=STONE)
    g.line((4, 13), (4, 20.4), w=0.5, stroke=GREY)
    g.line((-1, 11), (29, 11), w=W1)
    if fake:
        g.path(rrect(6, 17.4, 15.6, 5.4, 0.8), "none", VERM, 0.3, ".9 .8")
    else:
        g.text(13.8, 21.7, LOT, 4.8, anchor="middle", weight=700)
    return g.done()


def fold(fake: bool) -> Lens:
    """Return a look at the fold of the cellophane: tight and even, or wrinkled and glued."""
    g = Lens(f"Cellophane {'wrinkled and glued' if fake else 'folded tight and even'}", fake)
    box = [(2.0, 7.0), (26.0, 7.0), (26.0, 29.0), (2.0, 29.0)]
    g.path(box, SAND, INK, W1)
    if not fake:
        g.path([(2, 7), (9.4, 14.6), (18.6, 14.6), (26, 7)], CARD, STONE, 0.3)
        g.path([(2, 25), (9.4, 17.4), (18.6, 17.4), (26, 25)], PAPER, STONE, 0.3)
        g.path([(2, 7), (9.4, 14.6), (9.4, 17.4), (2, 25)], "none", STONE, 0.3)
        g.hatch([(26, 7), (18.6, 14.6), (18.6, 17.4), (26, 25)], -58, 0.8, stroke=STONE)
        g.line((5, 9), (9.8, 13.6), stroke=CARD, w=0.7)
    else:
        g.path("M2 7L8 13.2L10.4 12.6L13 15.4L16.4 13.8L20 16.2L26 7Z", CARD, STONE, 0.3)
        g.path("M2 25L7.4 18.6L11 20.2L14.4 17.2L18.4 18.8L26 25Z", PAPER, STONE, 0.3)
        wrinkles = (
            "M4 12C6 13.6 5.4 16 7.6 17.4",
            "M22 12.4C20.4 14.4 23 16.4 21 19",
            "M8.6 21.4C10.6 22.4 12 21 14.6 22.6",
            "M12 8.8C13.4 10 15.2 9 16.8 10.6",
            "M24 18C22.4 20 24.4 21.4 23 23",
        )
        for wrinkle in wrinkles:
            g.path(wrinkle, "none", STONE, 0.35)
        glue = "M11 16.6C12.4 15.4 16 15.8 16.6 17C17 18.4 14.4 19.2 12.6 18.6C11.2 18.2 10.2 17.4 11 16.6Z"
        g.path(glue, OCHRE, INK, W2)
    g.path(box, "none", INK, W1)
    return g.done()


def prints(fake: bool) -> Lens:
    """Return a look at the print: sharp and inside its frame, or doubled and out of line."""
    g = Lens(f"Print {'doubled, past the frame' if fake else 'sharp, inside the frame'}", fake)
    g.path([(-1, 20.6), (29, 20.6), (29, 29), (-1, 29)], JTINT, None)
    g.line((-1, 20.6), (29, 20.6), w=W2)
    g.path([(4.4, 6.4), (29, 6.4), (29, 17.8), (4.4, 17.8)], "none", JADE, 0.35)
    if not fake:
        g.text(5.6, 14.5, "Parfum", 6.4, fam="display")
        g.text(14, 24.6, "50 ml", 2.8, anchor="middle", weight=600)
        return g.done()
    g.text(3.4, 15.7, "Parfum", 6.4, fam="display", fill=JMID)
    g.text(2.8, 15.1, "Parfum", 6.4, fam="display")
    g.text(14, 24.6, "50 mI", 2.8, anchor="middle", weight=600, fill=STONE)
    for x, y, r in ((8, 8.6, 0.35), (21, 9.4, 0.4), (18.6, 18.8, 0.3), (6, 19, 0.4), (11.4, 18.6, 0.25)):
        g.circ(x, y, r, INK, None)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-cosmetics": plate,
    **pair("l-cosmetics-batch", batch),
    **pair("l-cosmetics-fold", fold),
    **pair("l-cosmetics-print", prints),
}
