"""The book's one rule as a picture: a watch, one half drawn from life, the other an empty, broken outline."""

from collections.abc import Callable
from math import cos, radians, sin

from art.kit import CARD, GREY, INK, JADE, OCHRE, PAPER, SAND, STONE, VERM, Point, Svg, arc, rrect

W, H = 116, 128
CX, CY = 58, 64
BROKEN = "2 1.6"


def opener() -> Svg:
    """Return the watch: genuine to the left of the middle, fake to the right; the hands lie across both."""
    g = Svg(W, H, "A wristwatch. One half is finely drawn, the other half is only a broken outline.")
    g.raw(
        f'<defs><clipPath id="a"><rect x="-5" y="-10" width="{CX + 5}" height="150"/></clipPath>'
        f'<clipPath id="b"><rect x="{CX}" y="-10" width="70" height="150"/></clipPath></defs><g clip-path="url(#a)">'
    )
    _genuine(g)
    g.raw('</g><g clip-path="url(#b)">')
    _fake(g)
    g.raw("</g>")
    g.line((CX, -2), (CX, 130), w=0.4, stroke=PAPER)
    a = radians(-54)
    hand = [(CX - 0.9 * cos(a), CY - 0.9 * sin(a)), _at(17, -54), (CX + 0.9 * cos(a), CY + 0.9 * sin(a))]
    g.path(hand, INK, INK, 0.5)
    g.path([(CX, CY), _at(26, 56)], "none", PAPER, 0.7, dash=BROKEN)
    g.circ(CX, CY, 2, INK, None)
    g.circ(CX, CY, 0.8, OCHRE, None)
    return g


def _at(r: float, angle: float) -> Point:
    """Return the point of the dial at a radius and an angle, in degrees from twelve o'clock."""
    return CX + r * sin(radians(angle)), CY - r * cos(radians(angle))


def _strap(side: int) -> list[Point]:
    return [(CX + x, CY - side * y) for x, y in ((-19, 30), (-16, 70), (16, 70), (19, 30))]


def _lug(side: int, flank: int) -> list[Point]:
    return [(CX + flank * x, CY - side * y) for x, y in ((24, 27), (22, 38), (18, 39), (16.5, 30))]


def _genuine(g: Svg) -> None:
    for side in (1, -1):
        g.path(_strap(side), OCHRE, INK, 0.8)
        g.line((CX - 15.6, CY - side * 36), (CX - 13.4, CY - side * 70), w=0.4, stroke=CARD, dash="1.6 1.2")
        shade = [(CX + x, CY - side * y) for x, y in ((-12, 30), (-9, 70), (0, 70), (0, 30))]
        g.hatch(shade, -58, 1.5, w=0.25, stroke=STONE)
        g.path(_lug(side, -1), GREY, INK, 0.6)
    g.circ(CX, CY, 38, SAND, INK, 0.8)
    bezel = arc(CX, CY, 38, 38, 95, 200, 60) + arc(CX, CY, 33.4, 33.4, 200, 95, 60)
    g.hatch(bezel, -58, 1.15, w=0.25, stroke=STONE)
    g.circ(CX, CY, 33.4, GREY, INK, 0.4)
    g.circ(CX, CY, 31.6, CARD, INK, 0.6)
    for minute in range(60):
        _minute(g, minute)
    _small_seconds(g, CX - 12, CY + 1)


def _minute(g: Svg, minute: int) -> None:
    """Draw a stroke of the minute track, and at the hours a raised baton."""
    is_hour = minute % 5 == 0
    g.line(_at(30, minute * 6), _at(27.4 if is_hour else 28.6, minute * 6), w=0.5 if is_hour else 0.25)
    if is_hour:
        c, s = cos(radians(minute * 6)), sin(radians(minute * 6))
        baton = ((-0.9, -26.2), (0.9, -26.2), (0.7, -20.2), (-0.7, -20.2))
        g.path([(CX + x * c - y * s, CY + x * s + y * c) for x, y in baton], JADE, INK, 0.25)


def _small_seconds(g: Svg, x: float, y: float) -> None:
    g.circ(x, y, 7.2, PAPER, INK, 0.35)
    g.circ(x, y, 6.2, "none", STONE, 0.15)
    for mark in range(12):
        a = radians(mark * 30)
        g.line((x + 6 * sin(a), y - 6 * cos(a)), (x + 5 * sin(a), y - 5 * cos(a)), w=0.25)
    g.line((x, y), (x + 3.6, y - 3.2), w=0.4)
    g.circ(x, y, 0.6, INK, None)


def _fake(g: Svg) -> None:
    def empty(shape: list[Point]) -> None:
        g.path(shape, "none", PAPER, 0.55, BROKEN)

    for side in (1, -1):
        empty(_strap(side))
        empty(_lug(side, 1))
    g.circ(CX, CY, 38, VERM, PAPER, 0.55, BROKEN)
    g.circ(CX, CY, 31.6, "none", PAPER, 0.55, BROKEN)
    for angle in (28, 62, 91, 117, 152):
        g.line(_at(29, angle), _at(24, angle), stroke=PAPER, w=0.55, dash=BROKEN)
    empty(rrect(CX + 38.6, CY - 4, 5.4, 8, 1.2))
    empty(rrect(CX + 14, CY - 2.4, 8, 5.2, 0.5))


DRAWINGS: dict[str, Callable[[], Svg]] = {"opener-watch": opener}
