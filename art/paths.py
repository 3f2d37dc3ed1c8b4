"""What to do when you were cheated: six steps and more as small specimens of 24 mm, printed at 22 mm.

Chinese: 样品商店 sample shop; 投诉 complain.
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
    METAL,
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
    hull,
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


FINGERS: Final = ((9.3, 11.9, -11, 7.6), (11.75, 11.2, -3, 8.8), (14.2, 11.5, 5, 8.1), (16.4, 12.7, 14, 6.4))
"""Root, angle and length of the four fingers of a hand held up, its palm to the beholder."""


def stop() -> Svg:
    """Draw a hand held up flat: wait a moment."""
    g = Svg(SIZE, SIZE, "A hand held up flat")
    thumb = finger(8.3, 15.8, -50, 6.4, 1.5, 1.05)
    fingers = [finger(x, y, angle, length, 1.18, 1.02) for x, y, angle, length in FINGERS]
    heel = smooth([(17.55, 13), (17.4, 15.6), (16.2, 17.8), (15.9, 19.8)], closed=False, n=5)
    hand = [(9.3, 19.8), (9, 18.6), *thumb, *(point for outline in fingers for point in outline), *heel]
    g.path(hand, CARD, None)
    shade(g, [*heel, (13.4, 19.8), (15.4, 15.4)], gap=0.65)
    g.path(hand, "none", INK, W1)
    for x, y, angle, length in FINGERS:
        for part in (0.36, 0.66):
            joint = [(x - 0.6, y - length * part), (x, y - length * part + 0.15), (x + 0.6, y - length * part)]
            g.line(*rot(joint, angle, x, y), stroke=STONE, w=W3)
    creases = (
        [(9.2, 13.6), (11.2, 14.1), (12.4, 15.8), (12.2, 18.4)],
        [(10, 13.2), (12.4, 13.9), (14.6, 14), (16.8, 13.6)],
        [(10.4, 14.2), (12.8, 15.2), (14.8, 16.2)],
    )
    for crease in creases:
        g.line(*smooth(crease, closed=False), w=W3)
    g.path([(8.7, 18.9), (16.6, 18.9), (16.8, 20.9), (8.5, 20.9)], CARD, INK, W2)
    sleeve = [(7.9, 20.4), (17.4, 20.4), (18.2, 23.6), (7.2, 23.6)]
    g.path(sleeve, JADE, INK, W1)
    shade(g, [(15.2, 20.4), (17.4, 20.4), (18.2, 23.6), (13.6, 23.6)], gap=0.65, stroke=JMID)
    return g


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
    g.text(14.3, 12.8, "128", 2.2, weight=700, anchor="end")
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


def photo() -> Svg:
    """Draw a telephone that takes a picture of a shop with its sign."""
    g = Svg(SIZE, SIZE, "A telephone takes a picture of a shop with its sign")
    g.hatch([(2, 20.4), (21, 20.4), (23, 21.6), (2, 21.6)], 0, 0.85, w=0.25, stroke=GREY)
    front_of_shop(g, 1.2, 2, 1.02, JADE)
    body = rot(rrect(9, 9.6, 13.4, 9.4, 1.3), -8, 15.7, 14.3)
    back = moved(body, 0.3, 0.7)
    g.path(hull([*body, *back]), INK, INK, W1)
    g.path(body, STONE, INK, W2)
    screen = rot(rect(10.6, 10.6, 9.6, 7.4), -8, 15.7, 14.3)
    g.path(screen, PAPER, INK, W3)
    g.raw('<g transform="rotate(-8 15.7 14.3)">')
    front_of_shop(g, 11.3, 10.9, 0.42, JADE)
    for u, v, a, b in ((10.9, 10.9, 1, 1), (19.9, 10.9, -1, 1), (10.9, 17.7, 1, -1), (19.9, 17.7, -1, -1)):
        g.line((u + 1.2 * a, v), (u, v), (u, v + 1.2 * b), w=W2, stroke=JADE)
    g.circ(21.3, 14.3, 0.6, CARD, INK, W3)
    g.raw("</g>")
    # the thumb that holds it
    thumb = smooth(
        [(22.6, 17.4), (20.6, 17), (18.8, 16.4), (18.2, 17.2), (19, 18.6), (20.8, 19.8), (22.2, 21)], closed=False
    )
    g.path(thumb, CARD, None)
    dark(g, thumb, -1, -0.9)
    g.line(*thumb, w=W1)
    g.path(smooth([(18.6, 17), (19.4, 16.9), (20.2, 17.4), (19.7, 18), (18.8, 17.8)]), PAPER, INK, W3)
    g.path([(22.5, 16.6), (23.6, 17.2), (22.8, 22.2), (21.7, 21.5)], JADE, INK, W1)
    return g


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


def hotel() -> Svg:
    """Draw the bell on a reception desk, the tag of a room key beside it."""
    g = Svg(SIZE, SIZE, "A reception bell and the tag of a room key")
    g.path([(2, 16.6), (21.4, 16.6), (23.2, 20), (0.8, 20)], OTINT, INK, W1)
    g.path(rect(0.8, 20, 22.4, 3.2), OCHRE, INK, W1)
    shade(g, rect(14, 20, 9.2, 3.2), gap=0.65, stroke=INK)
    g.hatch([(13.4, 17.2), (16.4, 17.2), (17, 18.6), (6, 18.8), (5, 18.4)], 0, 0.7, w=W3, stroke=STONE)
    g.path([*arc(9, 16.8, 6.6, 1.5, 0, 180), *arc(9, 15.7, 6.6, 1.5, 180, 360)], SAND, INK, W1)
    g.ell(9, 15.7, 6.6, 1.5, METAL, INK, W2)
    dome = [*arc(9, 14.8, 5.6, 7.4, 180, 360, 30), *arc(9, 14.8, 5.6, 1.3, 0, 180, 20)]
    g.path(dome, OCHRE, INK, W1)
    dark(g, dome, -2.2, -0.6, INK)
    g.line(*arc(9, 14.8, 4.3, 5.8, 196, 244, 10), stroke=OTINT, w=0.6)
    g.line(*arc(9, 13.9, 5.5, 1.3, 12, 168), w=W3)
    g.path(rect(8.5, 5.8, 1, 1.8), METAL, INK, W2)
    g.path(rrect(7.4, 4.4, 3.2, 1.6, 0.7), JADE, INK, W2)
    for a, b in (
        ((3.9, 6.6), (2.5, 5.2)),
        ((14.1, 6.6), (15.5, 5.2)),
        ((5.2, 4.6), (4.4, 2.9)),
        ((12.8, 4.6), (13.6, 2.9)),
    ):
        g.line(a, b, stroke=STONE)
    # the tag with its ring
    g.path(rrect(17.2, 8.4, 4.6, 8, 1.1), JADE, INK, W1)
    g.path(rrect(18, 11.2, 3, 4.2, 0.5), CARD, INK, W3)
    g.text(19.5, 14.3, "8", 3, weight=700, anchor="middle")
    g.circ(19.5, 9.8, 0.55, CARD, INK, W3)
    g.circ(18.4, 7.6, 1.9, "none", INK, 0.9)
    g.circ(18.4, 7.6, 1.9, "none", METAL, 0.4)
    return g


def chat() -> Svg:
    """Draw a telephone with the conversation with a seller on it: a picture sent, an answer awaited."""
    g = Svg(SIZE, SIZE, "A conversation on a telephone")
    phone = rrect(4.6, 1.2, 13, 21.6, 2)
    g.hatch([(16, 22), (19.6, 20.6), (20.4, 22.2), (18, 23.2), (7, 23.2)], 0, 0.7, w=0.25, stroke=GREY)
    g.path(phone, INK, INK, W1)
    g.path(rrect(5.4, 2, 11.4, 20, 1.4), CARD, None)
    g.path(rect(5.4, 4.6, 11.4, 14.6), JTINT, None)
    g.line((5.4, 4.6), (16.8, 4.6), w=W3)
    g.line((5.4, 19.2), (16.8, 19.2), w=W3)
    g.circ(7.2, 3.3, 0.7, JMID, INK, W3)
    g.line((8.7, 3.3), (12.6, 3.3), stroke=STONE)
    g.path(rrect(6.4, 20, 7.4, 1.3, 0.6), CARD, STONE, W3)
    g.circ(15.4, 20.6, 0.7, JADE, None)
    bubble(g, 1.4, 6, 9.6, 4.4, CARD, (3.4, 11.8))
    lines(g, 3, 7.5, (6.2, 4))
    bubble(g, 11, 9.6, 11.4, 7.4, JADE, (20.6, 18.6))
    g.path(rect(12.4, 10.8, 5, 5), CARD, INK, W2)
    for w, colour in ((0.9, INK), (0.45, OCHRE)):
        g.path("M13.9 13.2C13.9 11.6 15.9 11.6 15.9 13.2", "none", colour, w)
    g.path([(13.4, 13), (16.4, 13), (16.8, 15), (13, 15)], OCHRE, INK, W3)
    for x in (18.6, 20):
        g.line((x - 0.2, 12.2), (x + 0.9, 12.2), stroke=CARD)
    g.line((18.4, 13.8), (20.9, 13.8), stroke=CARD)
    return g


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


def say() -> Svg:
    """Draw the guest who tells three things in order: a list in a speech bubble."""
    g = Svg(SIZE, SIZE, "The guest tells three points in order")
    bubble(g, 9.4, 0.8, 14, 11.4, CARD, (9.2, 16))
    for i, y in enumerate((3.2, 6.4, 9.6)):
        g.circ(11.9, y, 0.95, JADE, None)
        g.line((14, y), (21.2 - (i == 1) * 2.2, y), stroke=STONE, w=0.4)
    placed(g, 0.4, 5.8, guest)
    return g


def fly() -> Svg:
    """Draw a folder with the copies of all papers, and a plane above it."""
    g = Svg(SIZE, SIZE, "A folder with papers, and a plane")
    plane(g)
    g.hatch([(4, 22.4), (20, 21.4), (23, 20.6), (22.4, 23), (5, 23.4)], 0, 0.7, w=0.25, stroke=GREY)
    g.path(
        [(2.6, 22.4), (2.6, 14.4), (3.4, 13.4), (7.8, 13.4), (8.9, 14.8), (19.4, 14.8), (19.4, 22.4)], OTINT, INK, W1
    )
    for angle, x in ((5, 9), (-3, 5.4)):
        sheet = rot(rect(x, 12.3, 9, 9), angle, x + 4.5, 16)
        g.path(sheet, CARD, INK, W2)
    for i, width in enumerate((6, 4.4)):
        g.line(*rot([(6.8, 13.7 + 1.3 * i), (6.8 + width, 13.7 + 1.3 * i)], -3, 9.9, 16), stroke=STONE)
    front = [(2.6, 22.8), (4.4, 16.4), (22, 16.4), (19.8, 22.8)]
    g.path(front, OCHRE, INK, W1)
    dark(g, front, -2.6, -0.5, INK)
    g.path(rot(rrect(8.6, 18.2, 6.6, 2.6, 0.3), 0), CARD, INK, W3)
    g.line((9.8, 19.5), (14, 19.5), stroke=STONE)
    return g


def plane(g: Svg) -> None:
    """Draw a plane that climbs to the right."""
    far_wing = [(12.8, 5.8), (9.9, 1.2), (11.7, 0.9), (16.6, 4.9)]
    tail = [(5.2, 7.3), (2.5, 3.3), (4.3, 3), (8.2, 6.4)]
    body = smooth(
        [(3, 8.6), (5, 7.2), (9, 6.2), (16, 4.2), (20, 3.1), (22.4, 3.5), (21.6, 4.9), (17, 6.9), (10, 8.9), (5, 9.6)],
        n=6,
    )
    for shape in (far_wing, tail):
        g.path(shape, JMID, INK, 0.4)
    g.path(body, CARD, INK, W1)
    dark(g, body, -0.3, -1.1)
    g.line((6.2, 8), (21, 4.2), stroke=JADE, w=0.45)
    for i in range(6):
        g.circ(9.2 + i * 1.7, 6.75 - i * 0.45, 0.27, INK, None)
    g.path([(20.1, 3.4), (21.2, 3.4), (20.9, 4), (20, 4.1)], JTINT, INK, W3)
    wing = [(11.2, 7.4), (15.4, 6.2), (11.9, 10.5), (10, 10.9)]
    g.path(wing, JTINT, INK, 0.4)
    shade(g, [(13.6, 7.2), (15.4, 6.2), (11.9, 10.5), (10.9, 10.7)], gap=0.55, stroke=JADE)
    g.path(smooth([(4.2, 8.5), (6.8, 7.9), (5.2, 10.2), (3.8, 10.5)], n=3), JTINT, INK, W2)


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
    g.text(9, 20.3, "投诉", 2.4, weight=600, anchor="middle", fam="han")
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
    f"p-{draw.__name__}": draw for draw in (stop, keep, photo, talk, hotel, chat, call, dispute, bank, say, fly, home)
}
