"""The emblem of a chapter without a plate: a suitcase, 30 x 30 mm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from art.kit import (
    CARD,
    INK,
    JADE,
    JMID,
    JTINT,
    METAL,
    OCHRE,
    OTINT,
    STONE,
    W1,
    W2,
    W3,
    Svg,
    rot,
    rrect,
)

SIZE = 30
SHADE = -58


def suitcase() -> Svg:
    """Draw a suitcase on wheels, with labels from a journey."""
    g = Svg(SIZE, SIZE, "Suitcase")
    g.path("M10.6 8V2.8C10.6 2 11.2 1.6 12 1.6H18C18.8 1.6 19.4 2 19.4 2.8V8H17.8V3.2H12.2V8Z", METAL, INK, 0.4)
    for x in (8.4, 19.2):
        g.path(rrect(x, 26.2, 2.6, 2.6, 0.9), STONE, INK, 0.4)
    body = rrect(5, 7.4, 20, 19.6, 3)
    g.path(body, OCHRE, INK, W1)
    g.hatch("M21.6 8C24 7.8 25 9 25 10.4V24C25 26 24 27 22 27H17.6L21.6 23Z", SHADE, 0.7, stroke=INK)
    for x in (8.6, 12.2, 17.8, 21.4):
        g.line((x, 8.6), (x, 25.8), w=W3)
        g.line((x + 0.5, 8.6), (x + 0.5, 25.8), w=W3, stroke=OTINT)
    g.path(body, "none", INK, W1)
    g.path(rrect(11.6, 6, 6.8, 2.6, 1.1), JADE, INK, 0.4)
    g.path(rot([(7, 11.8), (14.6, 11.8), (14.6, 16.4), (7, 16.4)], -8, 10.8, 14), CARD, INK, W2)
    g.path(rot([(7, 11.8), (14.6, 11.8), (14.6, 13.2), (7, 13.2)], -8, 10.8, 14), JMID, INK, W3)
    g.line(*rot([(8, 15), (12.6, 15)], -8, 10.8, 14), w=0.35, stroke=STONE)
    g.circ(19.2, 19.4, 3.3, OTINT, INK, W2)
    g.circ(19.2, 19.4, 2.5, "none", OCHRE, W3)
    g.path("M17.2 20.6L18.6 18.4L19.4 19.5L20 18.8L21.2 20.6Z", OCHRE, None)
    g.path(rot(rrect(8, 19.4, 5.6, 3.4, 0.4), 7, 11, 21), JTINT, INK, W2)
    for y, stop in ((20.5, 12.4), (21.7, 11.2)):
        g.line(*rot([(9.1, y), (stop, y)], 7, 11, 21), w=0.4, stroke=JADE)
    return g


DRAWINGS: Final[dict[str, Callable[[], Svg]]] = {
    "i-suitcase": suitcase,
}
