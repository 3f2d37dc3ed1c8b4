"""Tickets, SIM cards and tours: a plate of papers on a table, three pairs, a specimen.

Chinese on the plate: 门票 entrance ticket; 姓名 name; 日期 date; 副券 stub; 电话卡 phone card; 样品旅行社 sample travel
agency; 许可证 licence; 旅游合同 tour contract; 甲方 first party; 乙方 second party; 团费 price of the tour; 一日游 day
tour. In the lens: 无服务 no service.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from math import cos, radians, sin

from art.kit import (
    CARD,
    GREY,
    INK,
    JADE,
    JMID,
    JTINT,
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
    pair,
    rrect,
)
from art.paper import Place, at, box, code_cells, matrix_code, on, ring, seal, signature, stroke_of, top
from art.space import floor, smooth

SCALE = 0.36
"""Millimetres on the plate for one of the things themselves: all lie on the same table."""
ELEVATION = 52
AGENCY = "样品旅行社"
PERFORATION = 136.0
"""Where the stub begins, in millimetres from the ticket's left edge."""


def table(x: float, y: float, az: float) -> Axo:
    """Return the view of a thing that lies turned by ``az`` degrees, its upper left corner at (x, y)."""
    return Axo(x, y, SCALE, az, ELEVATION)


def pagoda(g: Svg, place: Place, x: float, foot: float, tiers: int, w: float, line: float) -> float:
    """Draw a pagoda about the axis ``x``, ``w`` wide at its lowest eaves; return the height of its tip."""
    y = foot
    g.path(box(place, x - w * 0.46, y - w * 0.09, w * 0.92, w * 0.09), SAND, INK, line)
    y -= w * 0.09
    for tier in range(tiers):
        k = 1 - 0.13 * tier
        wall, eave, rise = w * 0.31 * k, w * 0.5 * k, w * 0.2 * k
        g.path(box(place, x - wall, y - rise, 2 * wall, rise), CARD, INK, line)
        g.path(box(place, x + wall * 0.35, y - rise, wall * 0.65, rise), SAND, None)
        g.path(box(place, x - wall * 0.22, y - rise * 0.86, wall * 0.44, rise * 0.86), STONE, None)
        g.path(box(place, x - wall, y - rise, 2 * wall, rise), "none", INK, line)
        y -= rise
        top_, up = wall * 0.86, w * 0.15 * k
        left = smooth(
            [(x - eave, y - up * 0.25), (x - eave * 0.78, y + up * 0.05), (x - top_, y - up)], closed=False, n=5
        )
        right = smooth(
            [(x + top_, y - up), (x + eave * 0.78, y + up * 0.05), (x + eave, y - up * 0.25)], closed=False, n=5
        )
        low = smooth([(x + eave, y - up * 0.25), (x, y + up * 0.22), (x - eave, y - up * 0.25)], closed=False, n=6)
        g.path(on(place, left + right + low), JADE, INK, line)
        y -= up
    g.path(on(place, [(x - w * 0.035, y), (x, y - w * 0.3), (x + w * 0.035, y)]), JADE, INK, line)
    return y - w * 0.3


def garden(g: Svg, place: Place, x: float, y: float, w: float, h: float) -> None:
    """Draw the ticket's picture: a pagoda on an island, hills behind it, a moon, water."""
    g.path(box(place, x, y, w, h), JTINT, INK, W3)
    shore = y + h * 0.8
    hills = [(x, y + h * 0.6), (x + w * 0.16, y + h * 0.44), (x + w * 0.3, y + h * 0.56), (x + w * 0.5, y + h * 0.7)]
    hills += [(x + w * 0.72, y + h * 0.56), (x + w * 0.88, y + h * 0.4), (x + w, y + h * 0.5)]
    g.path(on(place, [*smooth(hills, closed=False, n=6), (x + w, shore), (x, shore)]), JMID, None)
    g.path(ring(place, x + w * 0.8, y + h * 0.16, w * 0.095, 28), CARD, None)
    isle = smooth(
        [
            (x + w * 0.06, shore),
            (x + w * 0.3, shore - h * 0.05),
            (x + w * 0.72, shore - h * 0.05),
            (x + w * 0.97, shore),
        ],
        closed=False,
        n=6,
    )
    g.path(on(place, isle), CARD, INK, W3)
    pagoda(g, place, x + w * 0.47, shore - h * 0.045, 4, w * 0.62, W3)
    for i, (a, b) in enumerate(((0.06, 0.92), (0.16, 0.7), (0.34, 0.84))):
        v = shore + h * 0.055 * (i + 1)
        g.line(place(x + w * a, v), place(x + w * b, v), stroke=JADE, w=W3)
    g.path(box(place, x, y, w, h), "none", INK, W3)


def ticket(g: Svg, view: Axo) -> tuple[Place, Place]:
    """Draw an entrance ticket of 180 x 72 mm, its stub bent up along the perforation; return both places."""
    main, slope = top(view), radians(24)

    def stub(u: float, v: float) -> Point:
        d = u - PERFORATION
        return view(PERFORATION + d * cos(slope), v, d * sin(slope))

    g.path(box(main, 0, 0, PERFORATION, 72), CARD, None)
    g.line(*on(main, [(PERFORATION, 0), (0, 0), (0, 72), (PERFORATION, 72)]), w=W1)
    garden(g, main, 4.5, 4.5, 42, 63)
    g.lettering("门票", 17, at(main, 52, 21), INK, 600, "start", "han")
    g.lettering("TICKET", 10.2, at(main, 52.6, 33), INK, 600)
    for y, label, entry in ((48.5, "姓名", "A. GUEST"), (62.5, "日期", "2027.05.18")):
        g.lettering(label, 10.2, at(main, 51, y), STONE, 600, "start", "han")
        g.lettering(entry, 10.2, at(main, 73.4, y), INK, 600)
        g.line(main(72.6, y + 2.6), main(130, y + 2.6), w=W3, stroke=STONE)
    matrix_code(g, main, 102, 6, 29)
    g.path(box(stub, PERFORATION, 0, 44, 72), PAPER, None)
    g.path(box(stub, PERFORATION + 36, 0, 8, 72), JMID, None)
    g.hatch(box(stub, PERFORATION + 38, 2, 6, 70), -58, 0.7, stroke=JADE)
    end = PERFORATION + 44
    g.line(*on(stub, [(PERFORATION, 0), (end, 0), (end, 72), (PERFORATION, 72)]), w=W1)
    g.lettering("副券", 11, at(stub, PERFORATION + 18.6, 23), INK, 600, "middle", "han")
    g.lettering("05.18", 11, at(stub, PERFORATION + 18.6, 44), INK, 600, "middle")
    g.lettering("0417", 11, at(stub, PERFORATION + 18.6, 58), STONE, 600, "middle")
    for i in range(17):
        g.path(ring(main, PERFORATION, 2.8 + i * 4.15, 1.15, 12), STONE, None)
    return main, stub


def contract(g: Svg, view: Axo) -> Place:
    """Draw a tour contract of two sheets, 148 x 210 mm, signed and sealed; return the place of its page."""
    page = top(view)
    w, h = 148.0, 210.0
    g.path(on(page, [(6, 1), (w + 3, -4), (w + 6, h + 1), (9, h + 6)]), PAPER, INK, W2)
    g.hatch(
        on(page, [(w - 60, h + 3), (w, h - 2), (w, 90), (w + 4.4, 90), (w + 6, h + 1), (w - 60, h + 5)]),
        -58,
        0.7,
        stroke=STONE,
    )
    g.path(box(page, 0, 0, w, h), CARD, INK, W1)
    g.hatch(on(page, [(w - 0.5, 92), (w - 0.5, h - 0.5), (w - 34, h - 0.5), (w - 7, h - 26)]), -58, 0.8, stroke=GREY)
    # the agency: hills for its badge, its name, the number of its licence
    g.path(ring(page, 19, 19, 8.6, 32), JTINT, JADE, W2)
    g.path(on(page, [(12, 23.6), (16.4, 15.4), (18.8, 19.4), (21.4, 14), (26, 23.6)]), JADE, None)
    g.lettering(AGENCY, 12.6, at(page, 33, 20.4), INK, 600, "start", "han")
    g.lettering("许可证", 10.2, at(page, 33.4, 32.4), STONE, 600, "start", "han")
    g.lettering("L-00-04127", 10.2, at(page, 66.4, 32.4), INK, 600)
    g.line(page(9, 38), page(w - 9, 38), w=W2, stroke=JADE)
    g.lettering("旅游合同", 14.5, at(page, w / 2, 56), INK, 600, "middle", "han")
    g.lettering("TOUR CONTRACT", 10.2, at(page, w / 2, 68), STONE, 600, "middle")
    for i, end in enumerate((139, 139, 96, 139, 139, 139, 74)):
        y = 80 + i * 8.2
        g.line(page(9 if i not in {0, 3} else 17, y), page(end, y), w=0.35, stroke=GREY)
    # two signatures, the seal across the second
    for x, label in ((13.0, "甲方"), (79.0, "乙方")):
        g.lettering(label, 10.2, at(page, x + (8 if label == "甲方" else 0), 152), STONE, 600, "start", "han")
        g.line(page(x, 176), page(x + 56, 176), w=W3)
    for number, x in ((0, 20.0), (1, 84.0)):
        ink = [(x + u, 173 + v) for u, v in signature(number)]
        g.path(on(page, stroke_of(ink, lambda t: 1.2 + 0.5 * sin(t * 40))), JADE, None)
    seal(g, page, 120, 162, 21.8, AGENCY, OCHRE, 0.5)
    g.path(box(page, 9, 187, w - 18, 15), OTINT, INK, W3)
    g.lettering("团费", 10.2, at(page, 13, 197.8), INK, 600, "start", "han")
    g.lettering("CNY 1,200", 10.2, at(page, w - 13, 197.8), INK, 600, "end")
    return page


def leaflet(g: Svg, view: Axo) -> None:
    """Draw the tour's leaflet, 99 mm wide and folded twice, with hills and a pagoda on its cover."""
    cover = top(view, 3)
    view.prism(g, "z", [(0, 0), (99, 0), (99, 110), (0, 110)], 0, 3, left=SAND, right=STONE, h=False, w=0.4)
    g.path(box(cover, 0, 0, 99, 110), OTINT, INK, W2)
    hills = [(0, 52), (14, 44), (27, 50), (42, 37), (58, 47), (74, 33), (88, 43), (99, 38)]
    g.path(on(cover, [*smooth(hills, closed=False, n=6), (99, 110), (0, 110)]), OCHRE, None)
    g.lettering("一日游", 15, at(cover, 8, 20), INK, 600, "start", "han")
    g.lettering("DAY TOUR", 10.2, at(cover, 8.6, 32), INK, 600)
    g.hatch(on(cover, [(99, 42), (88, 46), (80, 60), (80, 110), (99, 110)]), -58, 0.7, stroke=STONE)
    g.path(ring(cover, 84, 18, 7.5, 32), CARD, None)
    g.path(box(cover, 0, 0, 99, 110), "none", INK, 0.4)


def sim_card(g: Svg, view: Axo) -> Place:
    """Draw a SIM card of 25 x 15 mm, half broken out of a holder of the size of a credit card; return its place."""
    holder, lift = top(view, 0.8), radians(30)
    x0, y0 = 51.0, 29.0
    view.prism(g, "z", rrect(0, 0, 85.6, 54, 4), 0, 1.6, left=SAND, right=STONE, w=W1, h=False)
    g.path(on(top(view, 1.6), [(0.7, 4), (4, 0.7), (81.6, 0.7), (85, 4), (85, 17), (0.7, 17)]), JMID, None)
    g.line(view(0.7, 17, 1.6), view(85, 17, 1.6), w=W3)
    g.lettering("SIM", 12.5, at(top(view, 1.6), 6, 13.3), INK, 700)
    g.lettering("电话卡", 10.4, at(top(view, 1.6), 6, 33), INK, 600, "start", "han")
    for i, width in enumerate((34, 30)):
        g.line(view(6.6, 40.5 + i * 6, 1.6), view(6.6 + width, 40.5 + i * 6, 1.6), w=0.35, stroke=GREY)

    def card(u: float, v: float) -> Point:
        return view(x0 + u * cos(lift), y0 + v, 1.6 + u * sin(lift))

    shape = [(0.0, 0.0), (26.0, 0.0), (26.0, 11.0), (21.0, 16.0), (0.0, 16.0)]
    g.path(on(holder, [(x0 + u, y0 + v) for u, v in shape]), STONE, INK, W2)
    g.path(
        on(
            top(view, 0.2),
            [(x0 + 3, y0 + 3), (x0 + 26, y0 + 3), (x0 + 26, y0 + 11), (x0 + 21, y0 + 16), (x0 + 3, y0 + 16)],
        ),
        INK,
        None,
    )
    g.path(on(card, shape), CARD, INK, 0.4)
    g.path(on(card, rrect(6.4, 2.2, 12.6, 11.6, 2)), OCHRE, INK, W3)
    for a, b in (
        ((6.4, 6.0), (10.6, 6.0)),
        ((6.4, 10.0), (10.6, 10.0)),
        ((14.8, 6.0), (19.0, 6.0)),
        ((14.8, 10.0), (19.0, 10.0)),
    ):
        g.line(card(*a), card(*b), w=W4)
    g.path(on(card, rrect(10.6, 4.4, 4.2, 7.2, 1)), OTINT, INK, W4)
    return card


def phone(g: Svg, view: Axo) -> Place:
    """Draw a phone of 71 x 147 x 8 mm that shows full reception and a map; return the place of its screen."""
    view.prism(g, "z", rrect(0, 0, 71, 147, 10), 0, 8, front=INK, left=JMID, right=JADE, h=False)
    screen = top(view, 8)
    g.path(on(screen, rrect(3, 3, 65, 141, 7.5)), CARD, None)
    # reception, large
    for i in range(4):
        height = 8 + i * 7.4
        g.path(box(screen, 9 + i * 8.6, 40 - height, 6, height), JADE, None)
    g.lettering("5G", 13.5, at(screen, 45.6, 40), INK, 700)
    # a map with streets, a river and the way
    g.path(on(screen, [(3, 50), (68, 50), *[(x, y) for x, y in rrect(3, 50, 65, 94, 7.5) if y > 130]]), JTINT, None)
    g.line(screen(3, 50), screen(68, 50), w=W3)
    river = smooth([(68, 66), (52, 74), (40, 70), (22, 82), (3, 80)], closed=False)
    g.path(on(screen, [*river, (3, 92), (22, 94), (41, 82), (53, 86), (68, 78)]), JMID, None)
    for a, b in (
        ((18, 50), (14, 143)),
        ((48, 50), (56, 143)),
        ((3, 106), (68, 98)),
        ((3, 126), (68, 124)),
        ((3, 62), (68, 57)),
    ):
        g.line(screen(*a), screen(*b), w=0.8, stroke=CARD)
    way = [(15, 125.6), (55, 124), (53, 100), (50.4, 72)]
    g.line(*on(screen, way), w=0.75, stroke=OCHRE)
    g.path(ring(screen, 15, 125.6, 3.4, 20), CARD, INK, W2)
    x, y = screen(50.4, 70)
    drop = smooth(
        [(0, 0), (-1.6, -2.2), (-2.05, -3.9), (-1.3, -5.3), (0, -5.8), (1.3, -5.3), (2.05, -3.9), (1.6, -2.2), (0, 0)],
        False,
    )
    g.path([(x + u, y + v) for u, v in drop], OCHRE, INK, W2)
    g.circ(x, y - 3.6, 0.75, CARD, INK, W3)
    return screen


FLOORS = {
    "ticket": ((10, 72), (178, 72), (178, 0), (190, 5), (186, 80), (20, 78)),
    "contract": ((20, 210), (148, 210), (148, 0), (164, 6), (165, 224), (34, 223)),
    "sim": ((12, 54), (82, 54), (86, 50), (86, 3), (98, 6), (97, 62), (20, 62)),
    "phone": ((10, 147), (66, 147), (71, 140), (71, 6), (80, 10), (79, 156), (22, 159)),
}
"""The shadow of each thing on the table, in its own millimetres."""


def plate() -> Svg:
    """Draw the plate: ticket, SIM card, phone, contract and leaflet on one table."""
    g = Plate("Entrance ticket with stub, SIM card in its holder, phone with full reception, signed tour contract")
    views = {
        "contract": table(76, 19, -2.5),
        "ticket": table(11, 4, 9),
        "sim": table(13, 53, 8),
        "phone": table(55, 39, 10),
    }
    for name, view in views.items():  # the shadows first: they lie on the table, not on the papers
        floor(g, [view(x, y, 0) for x, y in FLOORS[name]])
    leaflet(g, table(97, 2.5, 9))
    page = contract(g, views["contract"])
    main, _ = ticket(g, views["ticket"])
    card = sim_card(g, views["sim"])
    screen = phone(g, views["phone"])
    g.call(1, 8, 32, *main(9, 46))
    g.call(2, 63, 33.4, *main(69, 65))
    g.call(3, 5, 71, *card(9, 28))
    g.call(4, 44, 79, *screen(12, 27))
    g.call(5, 144, 14, *page(98.8, 15.5))
    g.call(6, 144, 56, *page(138, 160))
    g.call(7, 144, 72, *page(139, 194.5))
    g.scale_bar(50 * SCALE, 5, right=32, bottom=81.6)
    return g


def flat_sheet(x: float, y: float) -> Place:
    """Return a sheet seen from above, its upper left corner at (x, y)."""
    return lambda u, v: (x + u, y + v)


def smeared_code(g: Svg, x: float, y: float, size: float) -> None:
    """Draw the matrix code as wet ink leaves it: cells swollen and dragged to the right, with a pale ghost."""
    n = 13
    cell = size / n
    rand = random.Random(3)
    cells = [(x + i * cell, y + j * cell, rand.uniform(0.1, 0.5)) for i, j in sorted(code_cells(n, 5))]
    for u, v, drag in cells:
        g.path(rrect(u, v, cell + drag + 0.45, cell + 0.12, 0.25), GREY, None)
    for u, v, drag in cells:
        g.path(rrect(u - 0.08, v - 0.08, cell + drag, cell + 0.2, 0.32), INK, None)


def lens_ticket(fake: bool) -> Lens:
    """Draw the code, the edge to the stub and both dates; the forger's is smeared and cut by scissors."""
    g = Lens("Ticket " + ("with a smeared code, cut with scissors" if fake else "sharp, perforated"), fake)
    left: list[Point] = [(14.9, -1), (14.9, 29)]
    right = left
    if fake:
        left = smooth([(14.2, -1), (14.9, 7), (14.3, 15), (15.3, 22), (14.6, 29)], False)
        right = smooth([(15.6, -1), (15.5, 7), (15.9, 15), (15.9, 22), (16.5, 29)], False)
        g.path(box(flat_sheet(-1, -1), 0, 0, 30, 30), SAND, None)
    g.path([*left, (-1, 29), (-1, -1)], CARD, None)
    g.path([*right, (29, 29), (29, -1)], PAPER, None)
    g.path([(25, -1), (29, -1), (29, 29), (25, 29)], JMID, None)
    g.hatch([(25, -1), (29, -1), (29, 29), (25, 29)], -58, 0.75, stroke=JADE)
    for i in range(14):
        y = 0.9 + i * 2.05
        if fake:
            g.circ(14.9 + 0.05 * i - 1.6, y, 0.3, STONE, None)
        else:
            g.circ(14.9, y, 0.58, SAND, INK, W2)
    if fake:
        g.line(*left, w=0.4)
        g.line(*right, w=0.4)
        smeared_code(g, 3.2, 6, 8.8)
    else:
        matrix_code(g, flat_sheet(0, 0), 3.2, 6, 8.8)
    g.text(11.8, 20.4, "05.18", 3.6, weight=700, anchor="end")
    g.text(20.6, 9.8, "副券", 3.6, weight=600, anchor="middle", fam="han")
    g.text(20.7, 20.4, "05.18", 3.4, weight=700, anchor="middle")
    return g.done()


def lens_sim(fake: bool) -> Lens:
    """Draw the head of a phone with the SIM card beside it; the bars are full, or hollow and struck out."""
    g = Lens("Phone " + ("without service" if fake else "with full reception"), fake)
    g.path(box(flat_sheet(-1, -1), 0, 0, 30, 30), SAND, None)
    g.hatch([(23, 4), (26, 7), (26, 29), (23, 29)], 0, 0.85, stroke=GREY, w=0.25)
    g.path(rrect(3.6, 2.8, 19.4, 34, 3.4), INK, INK, W1)
    g.path(rrect(4.6, 3.8, 17.4, 32, 2.6), CARD, None)
    for i in range(4):
        height = 3.2 + i * 2.5
        g.path(
            rrect(6.9 + i * 3.4, 16.6 - height, 2.4, height, 0.3), "none" if fake else JADE, INK if fake else JADE, W2
        )
    if fake:
        g.line((6.2, 6.2), (20.4, 17.6), stroke=CARD, w=1.5)
        g.line((6.2, 6.2), (20.4, 17.6), stroke=INK, w=0.7)
        g.text(6.8, 22.6, "无服务", 3.2, weight=600, fam="han")
    else:
        g.text(6.8, 22.8, "5G", 5, weight=700)
    # the card, cut corner and contacts
    g.path([(16.8, 20.2), (23.6, 20.2), (26.1, 22.7), (26.1, 34), (16.8, 34)], CARD, INK, W1)
    g.path(rrect(18, 22.2, 5.6, 5.4, 1), OCHRE, INK, W3)
    for y in (24, 25.8):
        g.line((18, y), (23.6, y), w=W4)
    g.path(rrect(19.9, 23.2, 1.8, 3.4, 0.5), OTINT, INK, W4)
    return g.done()


def lens_contract(fake: bool) -> Lens:
    """Draw the foot of the contract: two signatures and a seal, or two empty lines."""
    g = Lens("Contract " + ("not signed, not sealed" if fake else "signed and sealed"), fake)
    g.hatch([(27, 4), (29, 4), (29, 29), (12, 29), (22, 25)], -58, 0.8, stroke=GREY)
    for y, end in ((2.6, 22.0), (5.0, 19.0)):
        g.line((4, y), (end, y), stroke=GREY, w=0.4)
    for y, label in ((12.8, "甲方"), (21.6, "乙方")):
        g.text(3, y - 0.6, label, 3.1, STONE, weight=600, fam="han")
        g.line((9.4, y), (25.4, y), w=W2)
    if not fake:
        for number, y in ((0, 12.2), (1, 21.0)):
            ink = [(10 + u * 0.3, y + v * 0.32) for u, v in signature(number)]
            g.path(stroke_of(ink, lambda t: 0.5 + 0.16 * sin(t * 40)), JADE, None)
        seal(g, flat_sheet(0, 0), 19.6, 18.2, 5.8, "", OCHRE, 0.5)
    return g.done()


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "plate-tickets": plate,
    **pair("l-tickets-ticket", lens_ticket),
    **pair("l-tickets-sim", lens_sim),
    **pair("l-tickets-contract", lens_contract),
}
