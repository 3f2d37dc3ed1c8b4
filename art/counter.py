"""The game "Find five differences": a shop counter, drawn twice, as a page that bleeds and as a picture in large print.

Everything is seen from above at one elevation: room, shelf and counter from the front, the boxes on the counter each
turned a little. Sizes follow the eye, not the ruler, so there is no scale bar.

Chinese: 价目 prices; 绿茶 green tea; 红茶 black tea; 花茶 flower tea; 茶壶 teapot; 香水 perfume; 营业执照 business
licence; 茶 tea; 样品茶厂 sample tea factory; 样品路 8 号 Sample Road 8; 发票 fapiao, the official invoice.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from itertools import pairwise
from math import cos, pi, radians, sin
from typing import Final

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
    Point,
    Svg,
    arc,
    hull,
    poly,
    rot,
    rrect,
)

WIDTH, HEIGHT = 120, 128
LEFT, RIGHT, TOP, BOTTOM = -12, 132, -58, 160
"""How far the wall and the counter go on about the picture in large print: as far as the page needs."""
PAGE_WIDTH, PAGE_HEIGHT = 158, 240
"""A page of the book with its bleed, as high as the highest paper asks for its width: on others the wall ends lower."""
PLACE, SCALE = (11.8, 62.5), 1.12
"""Where the picture stands on the page, and its scale there."""
ELEVATION = 26
SE = sin(radians(ELEVATION))
BACK, FRONT = 74.0, 104.0
"""Where the counter's top begins and ends on the page."""
SHADE = -58


class Fault(Enum):
    """The five things that the second drawing lacks or has wrong, in the order of the answers."""

    CHARGER_SPELLING = auto()
    PERFUME_UNWRAPPED = auto()
    BAG_WITHOUT_LABEL = auto()
    TEA_WITHOUT_MAKER = auto()
    NO_RECEIPTS = auto()


FAULTS: Final = frozenset(Fault)


def ring(x: float, y: float, r: float, start: float = 0, stop: float = 360) -> list[Point]:
    """Return a level circle about (x, y), or a part of it, as seen from above."""
    return arc(x, y, r, r * SE, start, stop, 48)


def shadow(g: Svg, *points: Point) -> None:
    """Lay a cast shadow on the counter: level hatching to the right of a thing and before it."""
    g.hatch(points, 0, 0.85, w=0.25, stroke=STONE)


def wall(g: Svg) -> None:
    """Draw the boarded wall with its rail; no joint stands in the bleed, where a cut would leave half of it."""
    g.path([(LEFT, TOP), (RIGHT, TOP), (RIGHT, BACK), (LEFT, BACK)], JTINT, None)
    for x in range(LEFT + 12, RIGHT - 10, 10):
        g.line((x, TOP), (x, BACK), w=W4, stroke=JMID)
        g.line((x + 0.7, TOP), (x + 0.7, BACK), w=W4, stroke=JMID)
    g.hatch([(LEFT, 67), (RIGHT, 67), (RIGHT, BACK), (LEFT, BACK)], 0, 1.15, stroke=JMID)


def price_list(g: Svg) -> None:
    """Draw the price list, a paper scroll between two rods."""
    g.line((7, 9.6), (17.5, 4.4), (28, 9.6), w=W2)
    g.circ(17.5, 4.2, 0.8, OCHRE, INK, W2)
    g.hatch([(29.4, 11), (31, 12), (31, 47.4), (8, 47.4), (8, 46.4), (29.4, 46.4)], SHADE, 0.7, stroke=JADE)
    g.path([(6.4, 10), (28.6, 10), (28.6, 45.6), (6.4, 45.6)], CARD, INK, W1)
    for y in (9.6, 45.6):
        g.path(rrect(4.4, y - 1.1, 26.2, 2.2, 1.1), OCHRE, INK, 0.4)
        g.line((6.4, y - 1.1), (6.4, y + 1.1), w=W3)
        g.line((28.6, y - 1.1), (28.6, y + 1.1), w=W3)
    g.text(17.5, 17.6, "价目", 5.2, weight=600, anchor="middle", fam="han")
    g.line((9, 19.8), (26, 19.8), w=W2, stroke=JADE)
    for row, (name, price) in enumerate(
        (("绿茶", "88"), ("红茶", "96"), ("花茶", "68"), ("茶壶", "240"), ("香水", "390"))
    ):
        y = 24.6 + row * 4.4
        g.text(9, y, name, 3.1, fam="han")
        g.line((16.4, y - 0.9), (20.4, y - 0.9), w=W3, stroke=STONE, dash=".01 .8")
        g.text(26, y, price, 3.2, weight=600, anchor="end")


def licence(g: Svg) -> None:
    """Draw the framed business licence on the wall."""
    x, y, w, h = 35.5, 34.0, 19.0, 14.0
    g.hatch(
        [(x + w, y + 1), (x + w + 1.2, y + 1.6), (x + w + 1.2, y + h + 1.2), (x + 2, y + h + 1.2), (x + 1, y + h)],
        SHADE,
        0.7,
        stroke=JADE,
    )
    g.path([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], OCHRE, INK, W1)
    g.path(
        [(x + 1.4, y + 1.4), (x + w - 1.4, y + 1.4), (x + w - 1.4, y + h - 1.4), (x + 1.4, y + h - 1.4)], CARD, INK, W2
    )
    g.text(x + w / 2, y + 5.3, "营业执照", 2.9, weight=600, anchor="middle", fam="han")
    for row, length in enumerate((10.6, 10.6, 5.8)):
        g.line((x + 3.2, y + 7.4 + row * 1.7), (x + 3.2 + length, y + 7.4 + row * 1.7), w=W3, stroke=STONE)
    g.circ(x + w - 4.6, y + h - 4, 1.7, "none", OCHRE, 0.35)
    g.circ(x + w - 4.6, y + h - 4, 0.6, OCHRE, None)


def lamp(g: Svg) -> None:
    """Draw the hanging lamp with its jade shade."""
    x = 44.0
    g.line((x, TOP), (x, 7.4), w=0.6)
    g.path([(x - 1.7, 10), (x - 1.3, 7), (x + 1.3, 7), (x + 1.7, 10)], OCHRE, INK, W2)
    g.path(f"M{x - 2.6} 20L{x - 2.6} 22C{x - 2.6} 25.4 {x + 2.6} 25.4 {x + 2.6} 22L{x + 2.6} 20Z", OTINT, INK, W2)
    shade = f"M{x - 2.6} 10C{x - 2.2} 9.2 {x + 2.2} 9.2 {x + 2.6} 10C{x + 7.4} 12 {x + 11.6} 16 {x + 12.2} 20.2"
    shade += f"C{x + 11.4} 24.4 {x - 11.4} 24.4 {x - 12.2} 20.2C{x - 11.6} 16 {x - 7.4} 12 {x - 2.6} 10Z"
    g.path(shade, JADE, INK, W1)
    g.line(*arc(x, 18.7, 11.7, 3.1, 6, 174, 24), w=W2, stroke=JMID)
    g.line((x - 5.2, 12.6), (x - 8.2, 15), (x - 9.8, 17.4), w=0.8, stroke=JMID)
    for angle in (30, 60, 90, 120, 150):
        c, s = cos(radians(angle)), sin(radians(angle))
        g.line((x + 9.6 * c, 23.6 + 3 * s), (x + 13 * c, 24.8 + 4.6 * s), w=0.35, stroke=OCHRE)


END = 115.0
"""Where the shelf ends, within the frame of both pages."""


def shelf(g: Svg) -> None:
    """Draw the shelf board with its brackets."""
    g.hatch([(58, 38), (END, 38), (END, 42.4), (61, 42.4)], SHADE, 0.8, stroke=JADE)
    for x in (65, 109):
        g.path(f"M{x - 1} 38H{x + 1}V46C{x + 1} 47.4 {x - 1} 47.4 {x - 1} 46Z", OCHRE, INK, 0.4)
        g.circ(x, 44.6, 0.45, INK, None)
    g.path([(57, 29.6), (END, 29.6), (END, 36), (56, 36)], OTINT, INK, W1)
    g.path([(56, 36), (END, 36), (END, 38.6), (56, 38.6)], OCHRE, INK, W1)
    g.line((60, 31), (END, 31), w=W4, stroke=OCHRE)
    g.line((58, 34.6), (84, 34.6), w=W4, stroke=OCHRE)


def teapot(g: Svg) -> None:
    """Draw the teapot on the shelf and a cup beside it."""
    g.hatch(ring(73.1, 34.2, 8.4, -30, 170), 0, 0.7, w=W3, stroke=STONE)
    g.raw('<g transform="translate(56.4 6.6)">')
    g.path("M20.6 20.4C24 20.2 24.4 14.6 27.6 12.2L28.6 12.8C27.2 15.6 27.4 21.8 21.4 23.4Z", JADE, INK, W1)
    handle = "M7.6 13.4C2 11.6 .8 21.6 7.8 22"
    g.path(handle, "none", INK, 2.3)
    g.path(handle, "none", JADE, 1.4)
    g.path("M10.6 25.2C11 27.6 18.4 27.6 18.8 25.2L19.2 26.8C18 28.6 11.4 28.6 10.2 26.8Z", JADE, INK, W2)
    g.path(
        "M6 18.4C6 13.6 9.8 11.2 14.7 11.2C19.6 11.2 23.4 13.6 23.4 18.4C23.4 22.8 19.8 26 14.7 26"
        "C9.6 26 6 22.8 6 18.4Z",
        JADE,
        INK,
        W1,
    )
    g.hatch(
        "M21.6 13.6C22.8 14.8 23.4 16.4 23.4 18.4C23.4 22.8 19.8 26 14.7 26C19 24.6 22.2 20.4 21.6 13.6Z", SHADE, 0.6
    )
    g.line(*arc(14.7, 18.6, 7, 5.8, 190, 245), stroke=JMID, w=0.7)
    g.ell(14.7, 11.7, 5.5, 1.9, JADE, INK, W2)
    g.path("M9.9 11.2C10.6 8.8 12.4 8 14.7 8C17 8 18.8 8.8 19.5 11.2C18.4 12.8 11 12.8 9.9 11.2Z", JADE, INK, W2)
    g.circ(14.7, 6.9, 1.6, JADE, INK, W2)
    g.circ(14.2, 6.5, 0.35, JMID, None)
    g.raw("</g>")
    x = 86.2
    g.hatch(ring(x + 1, 34.3, 3.2, -40, 160), 0, 0.6, w=W3, stroke=STONE)
    g.path(
        f"M{x - 3.4} 29.6C{x - 3.2} 32.4 {x - 2} 34 {x - 1.6} 34.4C{x - 1} 35.1 {x + 1} 35.1 {x + 1.6} 34.4"
        f"C{x + 2} 34 {x + 3.2} 32.4 {x + 3.4} 29.6Z",
        CARD,
        INK,
        0.4,
    )
    g.line(*arc(x, 30.6, 3.1, 1.3, 20, 160), w=0.4, stroke=JADE)
    g.ell(x, 29.6, 3.4, 1.45, CARD, INK, W2)
    g.ell(x, 29.9, 2.6, 0.95, OCHRE, None)


def caddy(g: Svg) -> None:
    """Draw the tea caddy on the shelf."""
    x, y, r, h = 95.4, 33.6, 4.7, 13.0
    g.hatch(ring(x + 1.6, y + 0.4, r, -50, 150), 0, 0.7, w=W3, stroke=STONE)
    side = [*ring(x, y, r, 0, 180), *ring(x, y - h, r, 180, 360)]
    g.path(side, JADE, INK, W1)
    g.path([*ring(x, y - h + 4, r + 0.2, 0, 180), *ring(x, y - h, r + 0.2, 180, 360)], JMID, INK, 0.4)
    g.ell(x, y - h, r + 0.2, (r + 0.2) * SE, JTINT, INK, W2)
    g.path([*ring(x - 0.4, y - 1.3, r - 1.1, 30, 150), *ring(x - 0.4, y - 7.2, r - 1.1, 150, 30)], CARD, INK, W3)
    g.text(x - 0.4, y - 0.9, "茶", 4.4, weight=600, anchor="middle", fam="han")


def plant(g: Svg) -> None:
    """Draw the pot plant at the end of the shelf, trailing over its edge."""
    x, y = 105.0, 33.8
    leaves = random.Random(7)

    def leaf(px: float, py: float, angle: float, size: float, dark: bool) -> None:
        shape = [(0, 0), (0.9, -1.5), (2.6, -1.9), (4.4, -1), (5.6, 0), (4.4, 1), (2.6, 1.9), (0.9, 1.5)]
        outline = rot([(px + u * size, py + v * size) for u, v in shape], angle, px, py)
        g.path(smooth(outline), JADE if dark else JMID, INK, W2)
        g.line(*rot([(px + 0.6, py), (px + 4.4 * size, py)], angle, px, py), w=W4, stroke=JTINT if dark else JADE)

    for angle, length in ((-150, 8), (-118, 11), (-92, 13), (-66, 12), (-40, 9)):
        tip = (x + length * cos(radians(angle)), y - 7 + length * sin(radians(angle)))
        g.line((x, y - 7), tip, w=0.4, stroke=JADE)
        for part in (0.45, 0.75):
            base = (x + (tip[0] - x) * part, y - 7 + (tip[1] - y + 7) * part)
            leaf(*base, angle + leaves.choice((-52, 52)), 0.72, leaves.random() < 0.4)
        leaf(*tip, angle + leaves.uniform(-14, 14), 0.8, leaves.random() < 0.3)
    g.path([(x - 4, y - 5.4), (x - 3, y), *ring(x, y, 3, 180, 0), (x + 3, y), (x + 4, y - 5.4)], OTINT, INK, W1)
    g.hatch([(x + 1.4, y - 5), (x + 3.8, y - 5), (x + 2.9, y), (x + 0.6, y + 1)], SHADE, 0.6, stroke=STONE)
    g.path([*ring(x, y - 5.2, 4.5, 0, 180), *ring(x, y - 7, 4.5, 180, 360)], OTINT, INK, 0.4)
    g.ell(x, y - 7, 4.5, 4.5 * SE, STONE, INK, W2)
    leaf(x + 1, y - 7, 20, 0.8, dark=False)
    leaf(x - 0.6, y - 6.8, 150, 0.8, dark=True)
    vine = [(x - 2, y - 6.4), (x - 4.6, y - 4), (x - 5, y + 1), (x - 4.4, y + 6), (x - 5.2, y + 11), (x - 4.6, y + 15)]
    g.path(smooth_line(vine), "none", JADE, 0.5)
    for (vx, vy), angle, dark in zip(vine[2:], (30, 150, 24, 80), (False, True, False, False), strict=True):
        leaf(vx, vy, angle, 0.7, dark)


def smooth(points: list[Point]) -> str:
    """Return a closed curve through the middles of a polygon's sides."""
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(points, points[1:] + points[:1], strict=True)]
    start = middles[-1]
    curves = "".join(f"Q{p[0]:.2f} {p[1]:.2f} {m[0]:.2f} {m[1]:.2f}" for p, m in zip(points, middles, strict=True))
    return f"M{start[0]:.2f} {start[1]:.2f}{curves}Z"


def smooth_line(points: list[Point]) -> str:
    """Return an open curve from the first point to the last, bent towards those between."""
    curves = ""
    for a, b in pairwise(points[1:]):
        middle = b if b is points[-1] else ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        curves += f"Q{a[0]:.2f} {a[1]:.2f} {middle[0]:.2f} {middle[1]:.2f}"
    return f"M{points[0][0]:.2f} {points[0][1]:.2f}{curves}"


def counter(g: Svg) -> None:
    """Draw the top of the wooden counter with its grain."""
    g.path([(LEFT, BACK), (RIGHT, BACK), (RIGHT, FRONT), (LEFT, FRONT)], OTINT, None)
    grain = random.Random(11)
    y = BACK + 1.6
    while y < FRONT - 1:
        x = grain.uniform(LEFT - 20, LEFT + 6)
        while x < RIGHT:
            length = grain.uniform(14, 44)
            g.line((max(LEFT, x), y), (min(RIGHT, x + length), y), w=W3, stroke=OCHRE) if x + length > LEFT else None
            x += length + grain.uniform(8, 22)
        y += grain.uniform(2.1, 3.4)
    g.line((LEFT, BACK), (RIGHT, BACK), w=W1)


def nosing(g: Svg) -> None:
    """Draw the edge of the counter's top, above its front."""
    g.path(rrect(LEFT - 2, FRONT, RIGHT - LEFT + 4, 5, 2), OCHRE, INK, W1)
    g.line((LEFT, FRONT + 1.5), (RIGHT, FRONT + 1.5), w=W3, stroke=OTINT)
    g.hatch([(LEFT, FRONT + 3), (RIGHT, FRONT + 3), (RIGHT, FRONT + 5), (LEFT, FRONT + 5)], 0, 0.65, w=W4)


def flower(g: Svg, x: float, y: float, k: float = 1) -> None:
    """Draw a carved flower in its two rings."""
    for r in (7.4 * k, 5.6 * k):
        g.circ(x, y, r, "none", OCHRE, W2)
    for turn in range(8):
        petal = [(0, -5.4), (1.5, -3.4), (0, -1.4), (-1.5, -3.4)]
        g.path(smooth(rot([(x + u * k, y + v * k) for u, v in petal], turn * 45, x, y)), "none", OCHRE, W2)


def panel(g: Svg, left: float, top: float, width: float, height: float) -> None:
    """Draw a sunk panel of the counter's front."""
    right = left + width
    g.path(rrect(left, top, width, height, 1), OTINT, INK, 0.4)
    g.path(rrect(left + 1.6, top + 1.6, width - 3.2, height - 3.2, 0.6), "none", OCHRE, W2)
    edge = [(left + 0.2, top + 0.2), (right - 0.2, top + 0.2), (right - 1.6, top + 1.6), (left + 1.6, top + 1.6)]
    g.hatch(edge, SHADE, 0.6, stroke=STONE)


def carved_front(g: Svg) -> None:
    """Draw four panels with flowers, cut by the picture's edge."""
    g.path([(LEFT, 109), (RIGHT, 109), (RIGHT, BOTTOM), (LEFT, BOTTOM)], OCHRE, None)
    g.hatch([(LEFT, 109), (RIGHT, 109), (RIGHT, 111), (LEFT, 111)], 0, 0.6, w=W3)
    for left in range(4, WIDTH, 28):
        panel(g, left, 113, 25.4, 22)
        flower(g, left + 12.7, 125)


def plain_front(g: Svg) -> None:
    """Draw the counter's front, plain because the page letters it, and the plinth for the running foot."""
    g.path([(LEFT, 109), (RIGHT, 109), (RIGHT, BOTTOM), (LEFT, BOTTOM)], OTINT, None)
    g.hatch([(LEFT, 109), (RIGHT, 109), (RIGHT, 111), (LEFT, 111)], 0, 0.6, w=W3)
    g.line((LEFT, 142.6), (RIGHT, 142.6), w=0.4)
    g.line((LEFT, 143.6), (RIGHT, 143.6), w=W3, stroke=OCHRE)


def cords(g: Svg) -> None:
    """Draw the two cords on which the page hangs its signboard, as shops hang it over the door."""
    for x in (18.2, WIDTH - 18.2):
        g.line((x, TOP), (x, -15), w=0.6)


def scales(g: Svg) -> None:
    """Draw the shop's scales with a dial and some tea in the pan."""
    x, y = 14.2, 80.6
    shadow(g, (x + 9, y - 4), (x + 14.6, y - 2.6), (x + 13, y + 1.4), (x - 4, y + 1.6), (x - 6, y))
    g.path(
        f"M{x - 6.4} {y - 17}L{x - 9.4} {y - 1.6}C{x - 9.4} {y + 0.4} {x - 8.4} {y + 0.6} {x - 7} {y + 0.6}"
        f"H{x + 7}C{x + 8.4} {y + 0.6} {x + 9.4} {y + 0.4} {x + 9.4} {y - 1.6}L{x + 6.4} {y - 17}Z",
        JADE,
        INK,
        W1,
    )
    g.path([(x - 6.4, y - 17), (x - 5, y - 19.6), (x + 5, y - 19.6), (x + 6.4, y - 17)], JMID, INK, 0.4)
    g.hatch(
        [
            (x + 4.8, y - 16.6),
            (x + 6.2, y - 16.6),
            (x + 9, y - 1.6),
            (x + 7, y + 0.4),
            (x - 2, y + 0.4),
            (x + 5.6, y - 4),
        ],
        SHADE,
        0.6,
        stroke=JMID,
    )
    g.circ(x, y - 8.4, 6, OCHRE, INK, 0.4)
    g.circ(x, y - 8.4, 4.9, CARD, INK, W3)
    for step in range(16):
        a = step * pi / 8
        inner = 3.4 if step % 4 == 0 else 4
        g.line((x + 4.5 * sin(a), y - 8.4 - 4.5 * cos(a)), (x + inner * sin(a), y - 8.4 - inner * cos(a)), w=W3)
    g.line((x - 0.6, y - 7.4), (x + 2.3, y - 11.4), w=0.4, stroke=JADE)
    g.circ(x, y - 8.4, 0.6, INK, None)
    g.path([(x - 1.6, y - 18.4), (x - 1.6, y - 21), (x + 1.6, y - 21), (x + 1.6, y - 18.4)], METAL, INK, W2)
    g.path(
        f"M{x - 11.4} {y - 24.2}C{x - 9.6} {y - 20.6} {x - 4.6} {y - 19.6} {x} {y - 19.6}"
        f"C{x + 4.6} {y - 19.6} {x + 9.6} {y - 20.6} {x + 11.4} {y - 24.2}Z",
        METAL,
        INK,
        W1,
    )
    g.hatch(
        [(x + 2, y - 20), (x + 6, y - 21), (x + 11, y - 24), (x + 9, y - 21.4), (x + 5, y - 20)],
        SHADE,
        0.6,
        stroke=STONE,
    )
    g.ell(x, y - 24.2, 11.4, 4.3, CARD, INK, 0.4)
    heap = random.Random(3)
    for _ in range(46):
        a, r = heap.uniform(0, 2 * pi), heap.uniform(0, 1) ** 0.6
        px, py = x + 6.6 * r * cos(a), y - 24.2 - 2.4 * (1 - r) + 2.1 * r * sin(a)
        angle = heap.uniform(0, 180)
        leaf = rot([(px - 1.3, py), (px, py - 0.4), (px + 1.3, py), (px, py + 0.4)], angle, px, py)
        g.path(leaf, heap.choice((JADE, JADE, JMID)), INK, W4)


def tea_packet(g: Svg, maker: bool) -> None:
    """Draw the packet of green tea; ``maker`` says whether maker, address and date are printed on it."""
    a = Axo(37.4, 77, 1, 26, ELEVATION)
    e, d, h, ridge, top = 10.2, 9.0, 20.6, 25.0, 28.6
    shadow(
        g, a(e, d + 1, 0), a(e, 0, 0), a(e + 5.4, 0, 0), a(e + 4.6, d + 4, 0), a(-e + 4, d + 3.4, 0), a(-e + 2, d, 0)
    )
    side = [a(e, d, 0), a(e, 0, 0), a(e, 0, h), a(e, d / 2, ridge), a(e, d, h)]
    g.path(side, JADE, INK, W1)
    g.hatch(side, SHADE, 0.75, stroke=JMID)
    g.line(a(e, d / 2, ridge), a(e, d / 2, 4), w=W2)
    g.line(a(e, d / 2, 11), a(e, d, 0.4), w=W3)
    g.line(a(e, d / 2, 11), a(e, 0, 0.4), w=W3)
    g.path([a(-e, d, 0), a(e, d, 0), a(e, d, h), a(-e, d, h)], JMID, INK, W1)
    g.path([a(-e, d, h), a(e, d, h), a(e, d / 2, ridge), a(-e, d / 2, ridge)], JTINT, INK, W1)
    g.path([a(-e, d / 2, ridge), a(e, d / 2, ridge), a(e, d / 2, top), a(-e, d / 2, top)], JMID, INK, W1)
    g.path(
        [
            a(-e - 0.6, d / 2, ridge + 0.9),
            a(e + 0.6, d / 2, ridge + 0.9),
            a(e + 0.6, d / 2, ridge + 2.5),
            a(-e - 0.6, d / 2, ridge + 2.5),
        ],
        OCHRE,
        INK,
        W2,
    )
    g.path([a(-e + 1.7, d, 1.8), a(e - 1.7, d, 1.8), a(e - 1.7, d, h - 1.4), a(-e + 1.7, d, h - 1.4)], CARD, INK, W2)
    m = a.m("front")
    g.text(*a(0, d, 13.5), "绿茶", 5.2, m=m, weight=600, anchor="middle", fam="han", fill=JADE)
    g.line(a(-6, d, 11.7), a(6, d, 11.7), w=W3, stroke=JADE)
    if maker:
        g.text(*a(0, d, 8.7), "样品茶厂", 2.5, m=m, anchor="middle", fam="han")
        g.text(*a(0, d, 5.9), "样品路 8 号", 2.4, m=m, anchor="middle", fam="han")
        g.text(*a(0, d, 3), "2026.03.18", 2.5, m=m, anchor="middle", weight=600)


def charger(g: Svg, spelt: bool) -> None:
    """Draw the phone charger with its label; ``spelt`` says whether OUTPUT is spelt as it should be."""
    a = Axo(28, 95.8, 0.6, 62, ELEVATION)
    body = rrect(-14, 0, 28, 28, 5)
    shadow(g, a(-4, 28, 0), a(14, 27, 0), a(14, 0, 0), a(22, 2, 0), a(22, 31, 0), a(0, 32, 0))
    a.prism(g, "y", body, 0, 28, h=False)
    g.hatch(
        a.on("side", 14, 28, 5.6, [(0.6, 0), (27.4, 0), (27.4, 1.6), (25, 4), (3, 4), (0.6, 1.6)]),
        SHADE,
        0.7,
        stroke=STONE,
    )
    g.path([a(u, 28, v) for u, v in rrect(-11.6, 2.4, 23.2, 23.2, 3.4)], SAND, INK, W3)
    for x in (-6.2, 6.2):
        g.path([a(u, 28, v) for u, v in rrect(x - 1.8, 9.2, 3.6, 10.4, 0.8)], GREY, INK, W3)
        pin = [(x - 0.9, 10.2), (x + 0.9, 10.2), (x + 0.9, 18.6), (x - 0.9, 18.6)]
        a.prism(g, "y", pin, 28, 39, front=CARD, left=CARD, right=METAL, w=0.35, h=False)
        g.path([a(x + 0.9, 35.4 + u, 14.4 + v) for u, v in arc(0, 0, 1.4, 1.4, 0, 360, 20)], STONE, INK, W4)
    m = a.m("side")
    output = "OUTPUT" if spelt else "OUTPOT"
    for line, y, size, weight in (
        ("INPUT", 5.9, 5.9, 700),
        ("100–240 V~", 10.7, 4.2, 600),
        (output, 17, 5.9, 700),
        ("5 V 3 A", 21.8, 4.2, 600),
    ):
        g.text(*a.on("side", 14, 28, 28, [(1.8, y)])[0], line, size, m=m, weight=weight)


def perfume(g: Svg, wrapped: bool) -> None:
    """Draw the boxed perfume with its batch code; ``wrapped`` says whether the film is still round it."""
    a = Axo(59.6, 87.4, 1, 34, ELEVATION)
    e, d, h = 8.0, 11.0, 22.0
    shadow(
        g, a(e, d + 1, 0), a(e, 0, 0), a(e + 5, 0, 0), a(e + 4.4, d + 3.6, 0), a(-e + 3, d + 3.4, 0), a(-e + 1, d, 0)
    )
    profile = [(-e, 0.0), (e, 0.0), (e, h), (-e, h)]
    a.prism(g, "y", profile, 0, d, front=CARD, left=PAPER, right=SAND, hgap=0.75)

    def front(u: float, v: float) -> Point:
        return a.on("front", -e, d, h, [(u, v)])[0]

    def side(u: float, v: float) -> Point:
        return a.on("side", e, d, h, [(u, v)])[0]

    g.path([front(0, 16.4), front(2 * e, 16.4), front(2 * e, h), front(0, h)], OTINT, None)
    lower = [side(0, 16.4), side(d, 16.4), side(d, h), side(0, h)]
    g.path(lower, OTINT, None)
    g.hatch(lower, SHADE, 0.75, stroke=STONE)
    g.line(front(0, 16.4), front(2 * e, 16.4), side(d, 16.4), w=W3)
    m = a.m("front")
    g.path([front(1.8, 6.6), front(14.2, 6.6), front(14.2, 14), front(1.8, 14)], "none", OCHRE, W2)
    g.text(*front(8, 10.4), "Parfum", 3.7, m=m, anchor="middle", fam="display", weight=600)
    g.text(*front(8, 13.1), "50 ml", 2.3, m=m, anchor="middle", weight=600)
    g.text(*front(8, 20.2), "24C107", 2.9, m=m, anchor="middle", weight=700)
    flap = [a(-e, d - 1.5, h), a(e, d - 1.5, h)]
    if wrapped:
        g.path([a(-e, d, h), a(-e + 4.6, d / 2 + 1, h), a(e - 4.6, d / 2 + 1, h), a(e, d, h)], "none", STONE, W2)
        g.path([a(-e, 0, h), a(-e + 4.6, d / 2 - 1, h), a(e - 4.6, d / 2 - 1, h), a(e, 0, h)], CARD, STONE, W2)
        g.hatch([a(e, 0, h), a(e - 4.6, d / 2 - 1, h), a(e - 4.6, d / 2 + 1, h), a(e, d, h)], SHADE, 0.7, stroke=STONE)
        g.path([front(0, 3), front(2 * e, 3), front(2 * e, 4.4), front(0, 4.4)], OTINT, OCHRE, W3)
        g.path([side(0, 3), side(d, 3), side(d, 4.4), side(0, 4.4)], OCHRE, OCHRE, W3)
        for u, v, length in ((0.8, 6, 5), (0.8, 12, 2)):
            g.line(front(u, v), front(u, v + length), stroke=GREY, w=W2)
    else:
        g.line(*flap, w=W3)
        g.line(a(-e, d - 1.5, h), a(-e, d, h), w=W3)
    g.path(hull([a(u, y, v) for u, v in profile for y in (0, d)]), "none", INK, W1)
    g.line(front(2 * e, 0), front(2 * e, h), w=W2)


BAG = 80.0
"""The middle of the handbag."""


def tube(g: Svg, d: str, width: float, colour: str) -> None:
    """Draw a round rod along a line: a handle, a frame of metal."""
    g.path(d, "none", INK, width + 0.9)
    g.path(d, "none", colour, width)


def handbag(g: Svg, label: bool) -> None:
    """Draw the open handbag; ``label`` says whether a label is sewn into its lining."""
    x = BAG
    shadow(g, (x + 15, 84), (x + 22, 86), (x + 21, 90.6), (x - 10, 91.4), (x - 12, 90))
    tube(g, f"M{x - 9} 60C{x - 9.6} 49 {x - 6} 43.6 {x} 43.6C{x + 6} 43.6 {x + 9.6} 49 {x + 9} 60", 1.6, OCHRE)
    lining(g, label)
    mouth = f"C{x + 9} 74.6 {x - 9} 74.6 {x - 15.2} 71.2Z"
    foot = f"L{x - 17.8} 86.6C{x - 18} 89.4 {x - 17.2} 90.2 {x - 15} 90.2H{x + 15}C{x + 17.2} 90.2 {x + 18} 89.4"
    foot += f" {x + 17.8} 86.6"
    g.path(f"M{x - 15.2} 71.2L{x - 16.4} 79{foot}L{x + 16.4} 79L{x + 15.2} 71.2{mouth}", JMID, INK, W1)
    g.path(f"M{x - 17} 82.6{foot}L{x + 17} 82.6C{x + 9} 84.6 {x - 9} 84.6 {x - 17} 82.6Z", JADE, INK, 0.4)
    seam = [(x + u, 83.4 + 1.45 * (1 - (u / 17) ** 2)) for u in range(-16, 17, 2)]
    g.line(*seam, w=W2, stroke=JTINT, dash=".9 .7")
    g.hatch([(x + 11, 74), (x + 14.8, 72.6), (x + 16.2, 79), (x + 16.9, 82.4), (x + 9, 83.4)], SHADE, 0.75, stroke=JADE)
    tube(g, f"M{x - 15.2} 71.2C{x - 9} 74.6 {x + 9} 74.6 {x + 15.2} 71.2", 1.4, METAL)
    for middle in (x - 0.9, x + 0.9):
        g.circ(middle, 72.8, 1.1, OCHRE, INK, W2)
    for middle in (x - 8.6, x + 8.6):
        left, right = middle - 1.5, middle + 1.5
        g.path([(left, 74.6), (right, 74.6), (right, 78.4), (middle, 79.6), (left, 78.4)], OCHRE, INK, W2)
        g.circ(middle, 76.8, 0.5, METAL, INK, W4)
    tube(g, f"M{x - 8.6} 78.6C{x - 9.4} 85 {x - 6} 88 {x} 88C{x + 6} 88 {x + 9.4} 85 {x + 8.6} 78.6", 1.4, OCHRE)


def lining(g: Svg, label: bool) -> None:
    """Draw the inside of the handbag that shows behind its front, with or without the label, and the frame."""
    x = BAG
    frame = f"M{x - 15} 71C{x - 15.4} 60.4 {x - 10} 56.4 {x} 56.4C{x + 10} 56.4 {x + 15.4} 60.4 {x + 15} 71"
    rim = f"C{x + 9} 74.4 {x - 9} 74.4 {x - 15} 71Z"
    g.path(frame + rim, OTINT, INK, W1)
    for u in range(-13, 14, 2):
        g.line((x + u, 58.6 + 0.03 * u * u), (x + u * 0.96, 72.6 - 0.012 * u * u), w=W4, stroke=OCHRE)
    g.hatch(f"M{x - 14.4} 68.4C{x - 9} 70.4 {x + 9} 70.4 {x + 14.4} 68.4L{x + 14.6} 71{rim}", SHADE, 0.7, stroke=STONE)
    g.hatch([(x + 10.6, 60), (x + 13.4, 63), (x + 14.4, 68.6), (x + 11, 69.4)], SHADE, 0.7, stroke=STONE)
    g.line((x - 10.4, 68), (x + 10.4, 68), w=W2, stroke=OCHRE)
    g.line((x - 10.4, 68.7), (x + 10.4, 68.7), w=W3, stroke=OCHRE, dash=".8 .6")
    if label:
        left, right, top, bottom = x - 4.6, x + 4.6, 60.6, 66.4
        g.path([(left, top), (right, top), (right, bottom), (left, bottom)], CARD, INK, W2)
        g.text(x, 63.4, "No 0412", 2.1, anchor="middle", weight=700)
        g.line((x - 3.4, 64.9), (x + 3.4, 64.9), w=W3, stroke=STONE)
        for corner in (left, right):
            g.line((corner - 0.5, top), (corner + 0.5, top), w=W3, stroke=JADE)
            g.line((corner - 0.5, bottom), (corner + 0.5, bottom), w=W3, stroke=JADE)
    tube(g, frame, 1.4, METAL)


def receipt_book(g: Svg) -> None:
    """Draw the receipt book: a pad of forms with a red stamp."""
    a = Axo(79.6, 91.6, 1, 16, ELEVATION)
    w, d, h = 24.0, 20.0, 2.4
    e = w / 2
    shadow(g, a(e, d, 0), a(e, 1, 0), a(e + 3.4, 1, 0), a(e + 3.4, d + 2.4, 0), a(-e + 3, d + 2.4, 0), a(-e + 2, d, 0))
    pad = [(-e, 0.0), (e, 0.0), (e, d), (-e, d)]
    a.prism(g, "z", pad, 0, h, front=CARD, left=CARD, right=SAND, h=False)
    for z in (0.6, 1.2, 1.8):
        g.line(a(-e, d, z), a(e, d, z), a(e, 0, z), w=W4, stroke=STONE)
    g.path([a(-e, 0, h), a(e, 0, h), a(e, 3.4, h), a(-e, 3.4, h)], JADE, INK, W2)
    m = a.m("top")
    g.text(*a(0, 8.6, h), "发票", 5, m=m, weight=600, anchor="middle", fam="han", fill=JADE)
    g.path([a(-e + 1.6, 10, h), a(e - 1.6, 10, h), a(e - 1.6, d - 1.6, h), a(-e + 1.6, d - 1.6, h)], "none", OCHRE, W2)
    g.line(a(-e + 1.6, 14.2, h), a(3, 14.2, h), w=W3, stroke=OCHRE)
    g.line(a(3, 10, h), a(3, d - 1.6, h), w=W3, stroke=OCHRE)
    for y, length in ((12.4, 9), (16.4, 7)):
        g.line(a(-e + 3, y, h), a(-e + 3 + length, y, h), w=0.35, stroke=STONE)
    stamp = [a(6.7 + 2.9 * cos(t * pi / 18), 14.2 + 2.6 * sin(t * pi / 18), h) for t in range(36)]
    g.path(stamp, "none", OCHRE, 0.45)


def tea_bowl(g: Svg) -> None:
    """Draw a lidded tea bowl on its saucer, before the place of the receipt book."""
    x, y = 64.4, 101.4
    shadow(g, (x + 4, y - 2), (x + 10.4, y - 1.6), (x + 9.6, y + 1.4), (x - 1, y + 1.9), (x - 3, y + 1.2))
    g.path([*ring(x, y, 6.6, 0, 180), *ring(x, y - 0.9, 7.4, 180, 0)], CARD, INK, 0.4)
    g.ell(x, y - 0.9, 7.4, 7.4 * SE, CARD, INK, 0.4)
    g.line(*ring(x, y - 0.9, 6.5, 20, 160), w=W3, stroke=JADE)
    bowl = f"M{x - 6} {y - 7.6}C{x - 5.8} {y - 4.2} {x - 4} {y - 1.6} {x - 3} {y - 1}"
    bowl += f"C{x - 2.4} {y - 0.2} {x + 2.4} {y - 0.2} {x + 3} {y - 1}"
    bowl += f"C{x + 4} {y - 1.6} {x + 5.8} {y - 4.2} {x + 6} {y - 7.6}Z"
    g.path(bowl, CARD, INK, W1)
    for u in (-3.4, 0, 3.4):
        v = y - 3.6 - 0.05 * u * u
        g.path(smooth([(x + u - 1.1, v), (x + u, v - 1), (x + u + 1.1, v), (x + u, v + 1)]), JMID, None)
    g.hatch(
        [
            (x + 3, y - 6),
            (x + 5.8, y - 6.6),
            (x + 5, y - 4),
            (x + 2.8, y - 0.9),
            (x + 0.6, y - 0.6),
            (x + 2.6, y - 2.6),
        ],
        SHADE,
        0.6,
        stroke=STONE,
    )
    g.path([*ring(x, y - 7.6, 6, 0, 180), *ring(x, y - 7.6, 6, 180, 360)], CARD, INK, 0.4)
    lid = f"M{x - 5.1} {y - 8}C{x - 4.6} {y - 10} {x - 2} {y - 11.2} {x} {y - 11.2}"
    lid += (
        f"C{x + 2} {y - 11.2} {x + 4.6} {y - 10} {x + 5.1} {y - 8}C{x + 3} {y - 6} {x - 3} {y - 6} {x - 5.1} {y - 8}Z"
    )
    g.path(lid, JTINT, INK, 0.4)
    g.hatch([(x + 2.6, y - 10.2), (x + 4.9, y - 8), (x + 1.4, y - 6.8), (x + 2.6, y - 8.4)], SHADE, 0.6, stroke=JADE)
    g.path([*ring(x, y - 12.2, 1.9, 180, 0), *ring(x, y - 11.1, 1.2, 0, 180)], CARD, INK, W2)
    g.ell(x, y - 12.2, 1.9, 0.75, CARD, INK, W2)


def pen(g: Svg) -> None:
    """Draw the pen that lies beside the receipt book."""
    start, stop = (90.4, 101.6), (96, 92.2)
    shadow(g, (91.6, 102), (97, 93), (98, 94), (92.8, 102.6))
    g.line(start, stop, w=2.1)
    g.line(start, stop, w=1.3, stroke=JADE)
    g.line((93.2, 96.9), stop, w=1.3, stroke=JADE)
    g.path([(89.5, 101.1), (91.2, 102.1), (89.5, 103.2)], OCHRE, INK, W2)
    g.line((95.9, 93.8), (94, 97), w=W3, stroke=CARD)


def pearls(g: Svg) -> None:
    """Draw the bowl of pearls."""
    x, rim, y = 41.4, 93.2, 102.6
    shadow(g, (x + 4, y - 3), (x + 12, y - 4), (x + 10, y + 0.4), (x - 1, y + 1), (x - 2, y))
    g.path(
        f"M{x - 9.4} {rim}C{x - 9} {rim + 6} {x - 5} {y - 1.6} {x - 3.8} {y - 1}"
        f"C{x - 3.6} {y + 0.8} {x + 3.6} {y + 0.8} {x + 3.8} {y - 1}"
        f"C{x + 5} {y - 1.6} {x + 9} {rim + 6} {x + 9.4} {rim}Z",
        CARD,
        INK,
        W1,
    )
    g.line(*arc(x, rim + 2.2, 9, 4, 12, 168), w=0.5, stroke=JADE)
    g.line(*arc(x, rim + 3.4, 8.5, 4, 14, 166), w=W3, stroke=JADE)
    for t in range(30, 160, 20):
        px, py = x + 6.6 * cos(radians(t)), rim + 4.6 + 3.2 * sin(radians(t))
        g.path(smooth([(px - 1, py), (px, py - 0.9), (px + 1, py), (px, py + 0.9)]), JMID, None)
    g.hatch(
        [(x + 5, rim + 5), (x + 9, rim + 2), (x + 7.6, rim + 6), (x + 4, y - 1.6), (x, y - 0.4), (x + 1, y - 2)],
        SHADE,
        0.65,
        stroke=STONE,
    )
    g.ell(x, rim, 9.4, 9.4 * SE, SAND, INK, 0.4)
    g.path(ring(x, rim + 0.5, 8.4), GREY, STONE, W3)
    layers = ((rim + 1.2, 7.0, 2.2, 11), (rim - 0.2, 5.2, 1.8, 9), (rim - 1.6, 3.4, 1.1, 7), (rim - 2.9, 1.5, 0.5, 3))
    for level, rx, ry, count in layers:
        seats = [
            (x + rx * cos(2 * pi * i / count + level), level + ry * sin(2 * pi * i / count + level))
            for i in range(count)
        ]
        for px, py in sorted(seats, key=lambda seat: seat[1]):
            g.circ(px, py, 1.5, CARD, INK, W3)
            g.hatch(
                [*arc(px, py, 1.5, 1.5, -20, 110, 10), *arc(px - 0.4, py - 0.4, 1.3, 1.3, 110, -20, 10)],
                SHADE,
                0.4,
                stroke=STONE,
            )


def cat(g: Svg) -> None:
    """Draw the shop's cat, sitting at the end of the counter, its tail over the edge."""
    g.raw('<g transform="translate(-1.6 0)">')
    shadow(g, (113, 97), (120, 95), (120, 100.6), (101, 101.4), (100, 100))
    tail = (
        "M113.6 97.6C118.6 98.6 118.4 102.2 116 103.9C113.6 105.6 113 108.2 114.8 110C116.2 111.4 118 110.6 117.6 108.8"
    )
    g.path(tail, "none", INK, 3.7)
    g.path(tail, "none", OCHRE, 2.8)
    body = (
        "M98.6 96.6C97 87 100.4 79.6 104 75.6L112 75.6C116.4 79.6 119 87.6 117.6 96.4"
        "C117.2 99.6 115 100.4 112 100.2H103.6C100.6 100.4 99 99.4 98.6 96.6Z"
    )
    g.path(body, CARD, INK, W1)
    g.path(
        "M113.4 77.2C117 81.6 118.6 88.6 117.6 96.4C117.4 98.2 116.6 99.2 115.4 99.8"
        "C115.6 95 114.4 91.4 111.8 89.4C112.8 85 113.8 81 113.4 77.2Z",
        OCHRE,
        INK,
        W3,
    )
    g.hatch(
        "M115.6 82C117.6 86.6 118.2 91.6 117.4 96.6C117 98.8 115.6 99.6 114 99.8C116 95 116.4 88 115.6 82Z", SHADE, 0.65
    )
    g.path("M103.6 86C103.2 91 103 95.6 103.2 98.6", "none", INK, W2)
    g.path("M108.2 88C108 92 108 95.6 108.1 98.6", "none", INK, W2)
    g.path("M112.4 90C113 93.4 113 96 112.8 98.4", "none", INK, W2)
    for x in (105.6, 110.5):
        g.path(
            f"M{x - 2.6} 99.4C{x - 2.8} 96.8 {x + 2.8} 96.8 {x + 2.6} 99.4C{x + 2.4} 101 {x - 2.4} 101 {x - 2.6} 99.4Z",
            CARD,
            INK,
            0.4,
        )
        for u in (-0.8, 0.8):
            g.line((x + u, 99.2), (x + u, 100.3), w=W3)
    head = (
        "M99.4 69C99.2 65.6 99.3 61.6 100 58.6C102 59.6 104 61 105.4 62.6C107.2 62.2 109 62.2 110.8 62.6"
        "C112.2 61 114.2 59.6 116.2 58.6C116.9 61.6 117 65.6 116.8 69C116.8 74.2 113 77.2 108.1 77.2"
        "C103.2 77.2 99.4 74.2 99.4 69Z"
    )
    g.path("M101.4 75C104.6 79.4 111.6 79.4 114.8 75L114.4 78C111.2 81.2 105 81.2 101.8 78Z", JADE, INK, W2)
    g.path(head, CARD, INK, W1)
    g.path(
        "M108.8 62.4C109.6 62.3 110.2 62.5 110.8 62.6C112.2 61 114.2 59.6 116.2 58.6"
        "C116.9 61.6 117 65.6 116.8 69C116.7 70.4 116.4 71.4 116 72.2C112.6 72 109.8 69.4 108.8 62.4Z",
        OCHRE,
        INK,
        W3,
    )
    g.path("M100.8 60.6C102.2 61.4 103 62.2 103.8 63.2L100.7 66.2C100.5 64.2 100.5 62.4 100.8 60.6Z", OTINT, INK, W3)
    g.path("M115.4 60.6C114 61.4 113.2 62.2 112.4 63.2L115.5 66.2C115.7 64.2 115.7 62.4 115.4 60.6Z", OTINT, INK, W3)
    for x in (103.8, 112.4):
        g.path(f"M{x - 1.7} 68.4C{x - 0.9} 69.8 {x + 0.9} 69.8 {x + 1.7} 68.4", "none", INK, 0.45)
    g.path("M107.2 71.2H109C108.8 72 107.4 72 107.2 71.2Z", OCHRE, INK, W3)
    g.path("M108.1 71.9V72.8C107.6 74 106 74 105.4 73M108.1 72.8C108.6 74 110.2 74 110.8 73", "none", INK, W2)
    for side in (-1, 1):
        for dy in (0, 1.3):
            g.line((108.1 + side * 5, 72 + dy), (108.1 + side * 10.6, 71.2 + dy * 1.9), w=W3)
    g.circ(108.1, 80, 1.4, OCHRE, INK, W2)
    g.line((107.4, 80.3), (108.8, 80.3), w=W3)
    g.raw("</g>")


def bangles(g: Svg) -> None:
    """Draw the jade bangles that hang from hooks below the shelf."""
    for x, colour in ((92.4, JMID), (103.4, CARD)):
        g.path(f"M{x} 38.6V41C{x} 42.4 {x + 1.4} 42.4 {x + 1.4} 41.2", "none", INK, 0.4)
        outer, inner = arc(x, 46.4, 4.4, 4.8, 0, 360, 40), arc(x, 46.4, 2.9, 3.3, 360, 0, 40)
        g.path(poly(outer) + poly(inner), colour, INK, 0.4, extra=' fill-rule="evenodd"')
        g.hatch(
            [*arc(x, 46.4, 4.4, 4.8, -30, 110, 20), *arc(x, 46.4, 3.4, 3.8, 110, -30, 20)], SHADE, 0.55, stroke=JADE
        )


def counter_with_goods(g: Svg, faults: frozenset[Fault]) -> None:
    """Lay out what the shop sells, with the given faults; all else is the same stroke for stroke."""
    scales(g)
    tea_packet(g, maker=Fault.TEA_WITHOUT_MAKER not in faults)
    handbag(g, label=Fault.BAG_WITHOUT_LABEL not in faults)
    cat(g)
    charger(g, spelt=Fault.CHARGER_SPELLING not in faults)
    pearls(g)
    perfume(g, wrapped=Fault.PERFUME_UNWRAPPED not in faults)
    if Fault.NO_RECEIPTS not in faults:
        receipt_book(g)
    pen(g)
    tea_bowl(g)


def frame(g: Svg, outline: list[Point], width: float, halo: float, faults: frozenset[Fault]) -> None:
    """Draw the book's code about the picture: a full outline, or a broken one for what is fake."""
    g.path(outline, "none", CARD, halo)
    g.path(outline, "none", VERM if faults else JADE, width, dash=f"{3 * width} {2.2 * width}" if faults else None)


def shop(title: str, faults: frozenset[Fault] = frozenset()) -> Svg:
    """Draw the shop as a page of the book, with its bleed."""
    g = Svg(PAGE_WIDTH, PAGE_HEIGHT, title)
    g.raw(f'<g transform="translate({PLACE[0]} {PLACE[1]}) scale({SCALE})">')
    for draw in (wall, lamp, cords, price_list, licence, shelf, teapot, caddy, bangles, plant):
        draw(g)
    for draw in (counter, plain_front, nosing):
        draw(g)
    counter_with_goods(g, faults)
    g.raw("</g>")
    return g


def picture(title: str, faults: frozenset[Fault] = frozenset()) -> Svg:
    """Draw the middle of the shop by itself, for large print."""
    g = Svg(WIDTH, HEIGHT, title)
    g.raw(f'<defs><clipPath id="frame"><rect width="{WIDTH}" height="{HEIGHT}" rx="1.5"/></clipPath></defs>')
    g.raw('<g clip-path="url(#frame)">')
    for draw in (wall, price_list, licence, lamp, shelf, teapot, caddy, bangles, plant, counter, carved_front, nosing):
        draw(g)
    counter_with_goods(g, faults)
    g.raw("</g>")
    frame(g, rrect(0.5, 0.5, WIDTH - 1, HEIGHT - 1, 1.4), 1, 1, faults)
    return g


GENUINE, FAKE = "A shop counter with everything in order", "The same shop counter with five faults"
DRAWINGS: Final[dict[str, Callable[[], Svg]]] = {
    "game-genuine": partial(shop, GENUINE),
    "game-fake": partial(shop, FAKE, FAULTS),
    "game-genuine-large": partial(picture, GENUINE),
    "game-fake-large": partial(picture, FAKE, FAULTS),
}
