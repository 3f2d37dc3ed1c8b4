"""What to do when you were cheated: six steps as small specimens of 24 mm, printed at 22 mm.

Chinese: 投诉 complain; 样品商店 sample shop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, radians, sin
from typing import Final

from art.faces import Look, face, shoulders
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
    VERM,
    VTINT,
    W1,
    W2,
    W3,
    Axo,
    Point,
    Svg,
    arc,
    rot,
    rrect,
)
from art.space import floor, moved, shade, smooth

SIZE: Final = 24
GUEST: Final = Look(JADE, JMID, JTINT, JADE, turn=0.9)
SELLER: Final = Look(STONE, CARD, OCHRE, turn=-0.9)


def dark(g: Svg, shape: Sequence[Point], dx: float = -1.4, dy: float = -0.6, stroke: str = STONE) -> None:
    """Hatch the right and lower side of a shape."""
    shade(g, shape, [moved(shape, dx, dy)], gap=0.65, stroke=stroke)


def rect(x: float, y: float, w: float, h: float) -> list[Point]:
    """Return a rectangle."""
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]


def lines(g: Svg, x: float, y: float, widths: Sequence[float], step: float = 1.5) -> None:
    """Draw lines of writing."""
    for i, width in enumerate(widths):
        g.line((x, y + i * step), (x + width, y + i * step), stroke=STONE)


def bubble(g: Svg, x: float, y: float, w: float, h: float, fill: str, tip: Point) -> None:
    """Draw a speech bubble; its tip lies below it."""
    r = min(1.6, h / 2)
    tx = min(max(tip[0], x + r + 0.9), x + w - r - 0.9)
    frame = rrect(x, y, w, h, r)
    g.path([*frame[:16], (tx + 0.9, y + h), tip, (tx - 0.9, y + h), *frame[16:]], fill, INK, W1)


def placed(g: Svg, x: float, y: float, draw: Callable[[Svg], None]) -> None:
    """Draw what fills a cell of its own, moved to (x, y)."""
    g.raw(f'<g transform="translate({x} {y})">')
    draw(g)
    g.raw("</g>")


# ------------------------------------------------------------------------------------------------------------ hands


def finger(x: float, y: float, angle: float, length: float, w0: float, w1: float) -> list[Point]:
    """Return the outline of a finger from its left to its right root, round its tip; upright at 0 degrees."""
    dx, dy = sin(radians(angle)), -cos(radians(angle))
    cx, cy = x + dx * (length - w1), y + dy * (length - w1)
    tip = [(cx + w1 * cos(radians(angle + t)), cy + w1 * sin(radians(angle + t))) for t in range(180, 361, 15)]
    return [(x + dy * w0, y - dx * w0), *tip, (x - dy * w0, y + dx * w0)]


# ----------------------------------------------------------------------------------------------------------- things


def receipt(g: Svg, x: float, y: float, w: float, h: float) -> None:
    """Draw a receipt with its torn upper edge; (x, y) is its upper left corner."""
    n = 8
    teeth = [(x + i * w / n, y + (0.7 if i % 2 else 0)) for i in range(n + 1)]
    sheet = [*teeth, (x + w, y + h), (x, y + h)]
    g.path(sheet, CARD, INK, W1)
    shade(g, [(x + w - 1.1, y + 1), (x + w, y + 1), (x + w, y + h), (x + w - 1.1, y + h)], gap=0.65)


def keep() -> Svg:
    """Draw an open box with the goods' receipt in it."""
    g = Svg(SIZE, SIZE, "An open box with a receipt")
    view = Axo(11.6, 17.2, 1.2, 38, 26)
    w, d, h = 5.8, 4.6, 6.4
    floor(g, [view(-w + 1, d, 0), view(w, d, 0), view(w, -d, 0), view(w + 2.4, -d, 0), view(w + 2, d + 1.4, 0)])
    back = [view(-w, -d, h), view(w, -d, h), view(w, d, h), view(-w, d, h)]
    g.path(back, STONE, INK, W2)
    for x, y, tilt in ((-w, d, 1), (-w, -d, 0)):
        far = [view(-w, y, h), view(w, y, h)] if tilt == 0 else [view(x, -d, h), view(x, d, h)]
        out = (1.7, -2.4) if tilt == 0 else (-2.3, 0.5)
        g.path([*far, *moved(far[::-1], *out)], OTINT, INK, 0.4)
    receipt(g, 7.9, 2, 8, 13)
    lines(g, 9.4, 4.6, (3.4, 4.8, 4.8, 2.6))
    g.line((9.4, 10.6), (14.2, 10.6), w=W3)
    g.text(14.3, 12.8, "128", 2.6, weight=700, anchor="end")
    front = [view(-w, d, 0), view(w, d, 0), view(w, d, h), view(-w, d, h)]
    side = [view(w, d, 0), view(w, -d, 0), view(w, -d, h), view(w, d, h)]
    g.path(front, OCHRE, INK, W1)
    g.path(side, OCHRE, INK, W1)
    g.hatch(side, -58, 0.65)
    g.path(view.on("front", -0.9, d, h, rect(0, 0, 1.8, h)), OTINT, INK, W3)
    for near, out in (((view(-w, d, h), view(w, d, h)), (-1.2, 2)), ((view(w, d, h), view(w, -d, h)), (2, 1.5))):
        flap = [*near, *moved(near[::-1], *out)]
        g.path(flap, OTINT, INK, 0.4)
        dark(g, flap, -0.9, -0.3)
    return g


def front_of_shop(g: Svg, x: float, y: float, k: float, stripe: str) -> None:
    """Draw a small shop with sign, awning, window and door, 19 by 18 mm times ``k``."""

    def at(points: Sequence[Point]) -> list[Point]:
        return [(x + k * u, y + k * v) for u, v in points]

    detail = W2 if k > 0.6 else W3
    g.path(at(rect(0.8, 4, 17.4, 14)), SAND, INK, 0.4 if k > 0.6 else W2)
    g.path(at(rect(2.4, 9.6, 8.4, 5.6)), JTINT, INK, detail)
    g.path(
        at(
            smooth(
                [(5.4, 15.2), (4.6, 13.4), (6, 11.8), (6.1, 10.6), (7.1, 10.6), (7.2, 11.8), (8.6, 13.4), (7.8, 15.2)]
            )
        ),
        CARD,
        INK,
        W3,
    )
    g.path(at(rect(12.2, 9.6, 4.4, 8.4)), OCHRE, INK, detail)
    g.circ(*at([(15.6, 14)])[0], 0.35 * k + 0.1, INK, None)
    n = 6
    step = 19 / n
    for i in range(n):
        u = i * step
        low = arc(u + step / 2, 8, step / 2, step / 2.4, 0, 180, 10)
        g.path(
            at([(u + 0.5 * (1 - i / 3), 4.4), (u + step + 0.5 * (1 - (i + 1) / 3), 4.4), (u + step, 8), *low, (u, 8)]),
            (stripe, CARD)[i % 2],
            INK,
            detail,
        )
    g.path(at(rect(0.2, 0, 18.6, 4.6)), CARD, INK, W1 if k > 0.6 else W2)
    g.text(x + k * 9.5, y + k * 3.8, "样品商店", k * 3.9, weight=600, anchor="middle", fam="han")


def guest(g: Svg) -> None:
    """Draw the guest in a cell of 12 x 18 mm: a young woman with a ponytail."""
    back = "M4 3.6C1.4 2.4 .4 4.6 1 7C1.3 8.6 1.4 9.6 .8 10.6C2.4 10.6 3 8.8 2.8 7Z"
    g.path(back, GUEST.hair, INK, 0.4)
    shoulders(g, GUEST)
    face(g, GUEST)
    g.ell(7, 10.2, 0.6, 0.45, SAND, INK, W3)
    g.path(
        "M2.8 7.8C2.4 4.2 4 2.6 6 2.6C8 2.6 9.6 4.2 9.2 7C8.8 5.8 8.2 5.2 7.6 4.5C6.8 5.8 4.2 5.6 3.6 7.4L3.4 8.6Z",
        GUEST.hair,
        INK,
        0.4,
    )
    g.circ(3, 4.2, 0.55, GUEST.accent, INK, W3)


def seller(g: Svg) -> None:
    """Draw the seller in a cell of 12 x 18 mm: a man with short hair and an apron."""
    shoulders(g, SELLER)
    g.path("M3.6 13.3L4 16H8L8.4 13.3L9.4 13.7V17.6H2.6V13.7Z", SELLER.accent, INK, W2)
    face(g, SELLER)
    g.line((4.3, 10.2), (5.8, 10.1), w=W2)
    g.path(
        "M9.2 7.9L8.7 7.8C8.8 6.4 8.2 5.9 7.4 5.2C6 5.8 4 5.6 3.2 6.4L2.8 6"
        "C2.8 3.6 4.2 2.6 6.2 2.6C8.4 2.6 9.6 4.2 9.2 7.9Z",
        SELLER.hair,
        INK,
        0.4,
    )


def talk() -> Svg:
    """Draw the guest and the seller who talk across a counter, the bag between them."""
    g = Svg(SIZE, SIZE, "A guest and a seller talk at a counter")
    placed(g, 0.1, 3.8, guest)
    placed(g, 11.9, 3.8, seller)
    bubble(g, 8.2, 0.5, 8.6, 4.4, CARD, (10.3, 8.4))
    for x in (10.6, 12.5, 14.4):
        g.circ(x, 2.7, 0.5, JADE, None)
    g.path(rect(0.8, 20.2, 22.4, 1.3), OTINT, INK, W1)
    front = rect(1.6, 21.5, 20.8, 2.1)
    g.path(front, OCHRE, INK, W1)
    shade(g, rect(15, 21.5, 7.4, 2.1), gap=0.65, stroke=INK)
    placed(g, 0, 1, small_bag)
    return g


def small_bag(g: Svg) -> None:
    """Draw the bag about which they talk."""
    for w, colour in ((1.3, INK), (0.7, OCHRE)):
        g.path("M10.2 15.6C10.2 12 13.8 12 13.8 15.6", "none", colour, w)
    bag = [(8.9, 15.4), (15.1, 15.4), (15.8, 19.2), (8.2, 19.2)]
    g.path(bag, VERM, INK, W1)
    g.hatch([(13.6, 15.4), (15.1, 15.4), (15.8, 19.2), (13, 19.2)], -58, 0.55)
    g.path("M8.9 15.4H15.1C15 17.4 9 17.4 8.9 15.4Z", VTINT, INK, W2)


def telephone(g: Svg, x: float, y: float, k: float, colour: str, light: str) -> None:
    """Draw a telephone; (x, y) is the middle of its foot, k its size (12 wide at 1)."""

    def at(points: Sequence[Point]) -> list[Point]:
        return [(x + k * u, y + k * v) for u, v in points]

    edge = W2 if k > 1.2 else W3
    case = at(
        smooth(
            [(-5.2, 0), (-5, -1.6), (-3.8, -3.8), (-2.6, -6.2), (2.6, -6.2), (3.8, -3.8), (5, -1.6), (5.2, 0)],
            closed=False,
            n=4,
        )
    )
    g.path(at(rect(-2, -7.2, 4, 1.4)), colour, INK, edge)
    g.path(case, colour, INK, W1)
    dark(g, case, -1.7 * k, -0.5 * k, INK)
    g.path(at(rrect(-5.4, -0.5, 10.8, 0.9, 0.4)), colour, INK, edge)
    cx, cy = x, y - 3.1 * k
    g.circ(cx, cy, 2.3 * k, light, INK, edge)
    g.circ(cx, cy, 0.8 * k, CARD, INK, W3)
    for px, py in arc(cx, cy, 1.5 * k, 1.5 * k, -70, 230, 7):
        g.circ(px, py, 0.3 * k, INK, None)
    low = [(4.4, -5.7), (3.4, -7), (2.4, -7.7), (-2.4, -7.7), (-3.4, -7), (-4.4, -5.7)]
    high = [(-6.2, -5.9), (-6.1, -8), (-4.6, -9.2), (0, -9.7), (4.6, -9.2), (6.1, -8), (6.2, -5.9)]
    handset = [*smooth(at(low), closed=False, n=4), *smooth(at(high), closed=False, n=5)]
    g.path(handset, colour, INK, W1)
    dark(g, handset, -0.7 * k, -0.6 * k, INK)
    g.line(*at([(-4.6, -8.3), (-3, -8.9), (-0.6, -9.1)]), stroke=light, w=W2 * min(1.4, k))
    for side in (-1, 1):
        g.path(at([(side * 6.2, -5.9), (side * 4.4, -5.7), (side * 4.3, -5.1), (side * 6.3, -5.3)]), light, INK, edge)


def coil(g: Svg, start: Point, stop: Point, n: int, r: float) -> None:
    """Draw a coiled cord from one point to the other."""
    (x0, y0), (x1, y1) = start, stop
    steps = n * 12
    curl = [
        (
            x0 + (x1 - x0) * i / steps + r * sin(2 * pi * i / 12),
            y0 + (y1 - y0) * i / steps + r * (1 - cos(2 * pi * i / 12)),
        )
        for i in range(steps + 1)
    ]
    g.line(*curl)


def call() -> Svg:
    """Draw a telephone on a table."""
    g = Svg(SIZE, SIZE, "A telephone")
    g.hatch([(4, 20.8), (20, 20), (22.8, 20.6), (21.4, 22.8), (5.4, 22.8)], 0, 0.7, w=0.25, stroke=GREY)
    telephone(g, 12.4, 20.6, 1.66, JADE, JTINT)
    coil(g, (1.4, 12), (1.8, 19.4), 6, 0.55)
    g.line(*smooth([(1.8, 19.4), (2.2, 20.9), (3.4, 20.9), (4, 20.2)], closed=False))
    g.line((2.2, 11.2), (1.4, 12))
    return g


def home() -> Svg:
    """Draw a house under its own roof, a telephone before it."""
    g = Svg(SIZE, SIZE, "A house and a telephone")
    g.hatch([(3, 21.6), (22, 20.4), (23.4, 21.4), (22, 23), (4, 23)], 0, 0.7, w=0.25, stroke=GREY)
    g.path(rect(14.6, 2.6, 2.6, 5), SAND, INK, 0.4)
    g.path(rect(14.2, 2, 3.4, 1.1), OCHRE, INK, W2)
    wall = rect(3.2, 9.6, 15, 12.4)
    g.path(wall, CARD, INK, W1)
    shade(g, rect(15.6, 10, 2.6, 12), gap=0.65)
    roof = [(0.8, 10.6), (10.7, 1.8), (20.6, 10.6)]
    g.path(roof, OCHRE, INK, W1)
    g.hatch([(10.7, 1.8), (20.6, 10.6), (16, 10.6), (9.4, 3)], -58, 0.65)
    g.circ(10.7, 7.2, 1.4, CARD, INK, W2)
    g.line((10.7, 5.8), (10.7, 8.6), w=W3)
    g.line((9.3, 7.2), (12.1, 7.2), w=W3)
    g.path(rect(5, 12.4, 4, 4.2), JTINT, INK, W2)
    g.line((7, 12.4), (7, 16.6), w=W3)
    g.line((5, 14.5), (9, 14.5), w=W3)
    g.path(rect(4.6, 16.6, 4.8, 0.8), SAND, INK, W3)
    telephone(g, 15.8, 22.2, 1.1, CARD, JTINT)
    return g


def dispute() -> Svg:
    """Draw a telephone with the bill of a payment, and a finger on the button below it."""
    g = Svg(SIZE, SIZE, "A payment's bill on a telephone, a finger on its button")
    g.hatch([(15, 22), (18.6, 20.6), (19.4, 22.2), (17, 23.2), (6, 23.2)], 0, 0.7, w=0.25, stroke=GREY)
    g.path(rrect(3.6, 1.2, 13, 21.6, 2), INK, INK, W1)
    g.path(rrect(4.4, 2, 11.4, 20, 1.4), JTINT, None)
    g.path(rect(5.6, 4, 9, 9.4), CARD, INK, W2)
    g.circ(10.1, 6.4, 1.3, OTINT, INK, W3)
    g.text(10.1, 11.2, "¥300", 3, weight=700, anchor="middle")
    g.line((7, 12.4), (13.2, 12.4), stroke=STONE)
    lines(g, 6, 15, (8, 5.6))
    g.path(rrect(5.6, 18, 9, 2.8, 1.2), OCHRE, INK, W2)
    g.text(9, 20.35, "投诉", 2.6, weight=600, anchor="middle", fam="han")
    hand = smooth([(13, 19.2), (13.6, 17.9), (15.2, 18), (19.4, 19), (21.6, 17.8), (23.6, 18.4), (23.6, 23.2), (19, 23),
                   (15.6, 21.2), (13.6, 20.6)])  # fmt: skip
    g.path(hand, CARD, INK, W1)
    shade(g, hand, [moved(hand, -0.8, -1.3)], gap=0.65)
    g.path(smooth([(13.5, 18.9), (14, 18.4), (15, 18.6), (14.6, 19.5), (13.8, 19.6)]), PAPER, INK, W3)
    return g


def bank() -> Svg:
    """Draw a bank card before a bank's front: its issuer takes a payment back."""
    g = Svg(SIZE, SIZE, "A bank card before a bank")
    g.hatch([(2, 21), (21, 21), (23, 22.6), (3, 22.6)], 0, 0.7, w=0.25, stroke=GREY)
    g.path([(1.6, 7), (11, 1.4), (20.4, 7)], JMID, INK, W1)
    g.path(rect(1.6, 7, 18.8, 1.7), CARD, INK, 0.4)
    for x in (3.2, 7.6, 12, 16.4):
        column = rect(x, 8.7, 2.4, 8.6)
        g.path(column, CARD, INK, 0.4)
        shade(g, rect(x + 1.5, 8.7, 0.9, 8.6), gap=0.55)
    g.path(rect(1.6, 17.3, 18.8, 1.6), SAND, INK, 0.4)
    g.path(rect(0.8, 18.9, 20.4, 1.8), SAND, INK, W1)
    g.circ(11, 4.9, 1.1, OTINT, INK, W3)
    card = rot(rrect(8.4, 11.2, 14.4, 9.2, 1.1), -9, 15.6, 15.8)
    g.path(card, JADE, INK, W1)
    shade(g, card, [moved(card, -1.8, -1)], gap=0.65, stroke=JMID)
    g.path(rot(rect(8.4, 13, 14.4, 1.7), -9, 15.6, 15.8), INK, None)
    g.path(rot(rrect(10, 15.8, 2.6, 2, 0.4), -9, 15.6, 15.8), OCHRE, INK, W3)
    g.line(*rot([(14, 18.4), (20.6, 18.4)], -9, 15.6, 15.8), stroke=CARD, w=0.45)
    return g


DRAWINGS: dict[str, Callable[[], Svg]] = {
    f"p-{draw.__name__}": draw for draw in (keep, talk, call, dispute, bank, home)
}
