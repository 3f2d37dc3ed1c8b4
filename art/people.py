"""Ten people in a row, each with another head; four of them wonder."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin
from typing import Final

from art.faces import Look, face, shoulders
from art.kit import CARD, GREY, INK, JADE, JMID, JTINT, SAND, STONE, W2, W3, Svg

NEUTRAL: Final = Look(SAND, CARD, GREY)
WONDERING: Final = Look(JADE, JMID, JTINT, JADE)


def people() -> Svg:
    """Draw ten people; four of them, in jade, raise a brow and hold their chins."""
    g = Svg(120, 18, "People in a row; some of them, in jade, wonder")
    wondering = {1, 3, 6, 8}
    g.shows("euipo-2023-doubt", doubting=len(wondering), asked=10)
    for i, person in enumerate((bob, cap, bun, turban, sun_hat, ponytail, curls, bald, scarf, felt_hat)):
        look = WONDERING if i in wondering else NEUTRAL
        g.raw(f'<g transform="translate({12 * i} 0)">')
        person(g, look)
        if i in wondering:
            hand(g, look)
        g.raw("</g>")
    return g


def head(g: Svg, look: Look, glasses: bool = False, smile: bool = True) -> None:
    """Draw the face with its mouth; one who wonders raises a brow."""
    wonders = look is WONDERING
    face(g, look, is_raised=wonders)
    if glasses:
        for x in (4.8, 7.2):
            g.circ(x, 7.7, 0.95, "none", INK, W3)
        g.line((5.7, 7.5), (6.3, 7.5), w=W3)
    if wonders:
        g.line((5.3, 10.3), (6.6, 10.1), w=W2)
    elif smile:
        g.path("M5 10C5.4 10.6 6.6 10.6 7 10", "none", INK, W2)


def collar(g: Svg, look: Look, shape: str) -> None:
    """Draw what is worn at the neck."""
    g.path(shape, look.accent, INK, W3)


def hand(g: Svg, look: Look) -> None:
    """Draw a hand at the chin, with its sleeve."""
    g.path("M8.4 17.6C8.6 15.8 8.2 14.8 7.7 14L9.6 12.8C10.8 14.4 11.1 16 11.1 17.6Z", look.cloth, INK, W2)
    g.path(
        "M7.7 14.1C7 13.4 6.4 12.8 6 12.2C5.6 11.4 6.2 10.9 6.8 11.2L7.4 11.7C7.2 11 8 10.6 8.6 11"
        "C9.4 11.6 9.7 12.2 9.6 12.9Z",
        CARD,
        INK,
        W2,
    )


def bob(g: Svg, look: Look) -> None:
    """Draw somebody with hair to the chin."""
    g.path("M2.3 11.6C2 6 2.2 2.4 6 2.4C9.8 2.4 10 6 9.7 11.6C9 12.2 3 12.2 2.3 11.6Z", look.hair, INK, 0.4)
    shoulders(g, look)
    head(g, look)
    g.path(
        "M2.9 7.8C3 5.6 4.6 5.6 5.6 4.9C6.4 5.6 8.6 5.6 9.1 7.8C9.4 4.6 8.4 2.9 6 2.9C3.6 2.9 2.6 4.6 2.9 7.8Z",
        look.hair,
        INK,
        W2,
    )


def cap(g: Svg, look: Look) -> None:
    """Draw somebody with a peaked cap."""
    shoulders(g, look)
    collar(g, look, "M4.2 13.1L6 15L7.8 13.1L8.8 13.5L6.9 16.4L6 15.4L5.1 16.4L3.2 13.5Z")
    head(g, look)
    g.path("M3 6C2.8 3.2 4 2 6 2C8 2 9.2 3.2 9 6C7.4 5 4.6 5 3 6Z", look.hair, INK, 0.4)
    g.path("M3 6C4.6 5 7.4 5 9 6C9.8 6.3 10.4 6.8 10.2 7.1C8 6.2 4.8 6.2 3.2 6.5Z", look.accent, INK, W2)
    g.circ(6, 2, 0.35, look.accent, INK, W3)


def bun(g: Svg, look: Look) -> None:
    """Draw an old lady with a bun and glasses."""
    g.circ(6, 2.1, 1.5, look.hair, INK, 0.4)
    shoulders(g, look)
    collar(g, look, "M3.9 13.2C4.4 15.2 7.6 15.2 8.1 13.2L8.9 13.5C8.4 16.4 3.6 16.4 3.1 13.5Z")
    head(g, look, glasses=True)
    g.path(
        "M2.8 7.4C2.6 4.4 4 3 6 3C8 3 9.4 4.4 9.2 7.4C8.6 5.4 7.4 4.9 6 4.9C4.6 4.9 3.4 5.4 2.8 7.4Z",
        look.hair,
        INK,
        0.4,
    )


def turban(g: Svg, look: Look) -> None:
    """Draw somebody with a turban and a beard."""
    shoulders(g, look)
    head(g, look)
    g.path(
        "M3.1 8C3.4 9 4.4 9.2 6 9.2C7.6 9.2 8.6 9 8.9 8C9.2 11.4 7.8 13.4 6 13.4C4.2 13.4 2.8 11.4 3.1 8Z",
        look.hair,
        INK,
        W2,
    )
    g.path("M5 10.1C5.4 9.7 6.6 9.7 7 10.1C6.6 10.5 5.4 10.5 5 10.1Z", CARD, INK, W3)
    g.path(
        "M2.5 6.4C2 3 3.6 1 6 1C8.4 1 10 3 9.5 6.4C8.4 5 7.2 4.6 6 3.9C4.8 4.6 3.6 5 2.5 6.4Z", look.accent, INK, 0.4
    )
    g.line((6, 3.9), (3.2, 2.8), w=W3)
    g.line((6, 3.9), (8.8, 2.8), w=W3)
    g.line((6, 3.9), (4.6, 1.5), w=W3)
    g.line((6, 3.9), (7.4, 1.5), w=W3)


def sun_hat(g: Svg, look: Look) -> None:
    """Draw somebody with a wide sun hat."""
    g.path("M2.5 12.6C2.2 9 2.4 6 3 5H9C9.6 6 9.8 9 9.5 12.6Z", look.hair, INK, 0.4)
    shoulders(g, look)
    head(g, look)
    g.path("M3.2 5.2C3 2.2 4.4 1.4 6 1.4C7.6 1.4 9 2.2 8.8 5.2Z", CARD, INK, 0.4)
    g.path("M3.2 4.2H8.8V5.4H3.2Z", look.accent, INK, W3)
    g.path("M0.7 6C1.8 4.9 3 5.2 6 5.2C9 5.2 10.2 4.9 11.3 6C9.8 6.6 8 6.3 6 6.3C4 6.3 2.2 6.6 0.7 6Z", CARD, INK, 0.4)


def ponytail(g: Svg, look: Look) -> None:
    """Draw a girl with a ponytail."""
    g.path("M8 3.6C10.6 2.4 11.6 4.6 11 7C10.7 8.6 10.6 9.6 11.2 10.6C9.6 10.6 9 8.8 9.2 7Z", look.hair, INK, 0.4)
    shoulders(g, look)
    head(g, look)
    g.path(
        "M2.8 7.6C2.4 4.2 4 2.6 6 2.6C8 2.6 9.6 4.2 9.2 7.4C8.8 6 7.4 5.6 6.6 4.6C5.6 6 3.4 6 2.8 7.6Z",
        look.hair,
        INK,
        0.4,
    )
    g.circ(9, 4, 0.55, look.accent, INK, W3)


def curls(g: Svg, look: Look) -> None:
    """Draw somebody with a round head of curls."""
    rim = [(6 + 4.6 * cos(radians(a)), 5.9 + 4.6 * sin(radians(a))) for a in range(150, 391, 24)]
    for x, y in rim:
        g.circ(x, y, 1.15, look.hair, INK, 0.4)
    g.circ(6, 5.9, 4.5, look.hair, None)
    shoulders(g, look)
    head(g, look)
    for a in range(205, 340, 22):
        g.circ(6 + 2.9 * cos(radians(a)), 6.6 + 2.9 * sin(radians(a)), 0.85, look.hair, None)


def bald(g: Svg, look: Look) -> None:
    """Draw a bald man with glasses and a moustache."""
    shoulders(g, look)
    collar(g, look, "M5.3 13.6L6 14.4L6.7 13.6L7.1 17.6H4.9Z")
    g.path("M2.6 7C2 8 2.4 9.2 3.2 9.4H8.8C9.6 9.2 10 8 9.4 7Z", CARD, INK, W2)
    head(g, look, glasses=True, smile=False)
    g.path("M4.5 9.9C5 9.2 5.6 9.2 6 9.6C6.4 9.2 7 9.2 7.5 9.9C6.8 10.3 5.2 10.3 4.5 9.9Z", look.accent, INK, W3)


def scarf(g: Svg, look: Look) -> None:
    """Draw a woman with a headscarf."""
    shoulders(g, look)
    g.path(
        "M1.9 14.6C2.6 12 2 9.4 2.2 7C2.4 3.6 3.8 2.2 6 2.2C8.2 2.2 9.6 3.6 9.8 7"
        "C10 9.4 9.4 12 10.1 14.6C8.4 16.6 3.6 16.6 1.9 14.6Z",
        look.hair,
        INK,
        0.4,
    )
    head(g, look)
    g.path(
        "M3.1 8.6C3.1 5.4 4.4 4.6 6 4.6C7.6 4.6 8.9 5.4 8.9 8.6C9.3 5 8.6 3.4 6 3.4C3.4 3.4 2.7 5 3.1 8.6Z",
        look.hair,
        look.hair,
        W3,
    )
    g.path("M2.4 13C4 14.4 7.4 14.2 9.2 11.6C9.4 13 9 14 8.2 14.8", "none", JMID if look is WONDERING else STONE, W2)


def felt_hat(g: Svg, look: Look) -> None:
    """Draw a man with a felt hat."""
    shoulders(g, look)
    collar(g, look, "M4.2 13.1L6 15.6L3.6 16L2.8 13.6ZM7.8 13.1L6 15.6L8.4 16L9.2 13.6Z")
    head(g, look)
    g.path("M3 5C3 2 3.8 1.2 5 1.4C5.6 1.5 6 1.9 6 1.9C6 1.9 6.4 1.5 7 1.4C8.2 1.2 9 2 9 5Z", look.accent, INK, 0.4)
    g.path("M3 4.1H9V5.2H3Z", STONE, INK, W3)
    g.path("M1.4 5.2C3.6 4.8 8.4 4.8 10.6 5.2C10.4 6.3 8.4 6.1 6 6.1C3.6 6.1 1.6 6.3 1.4 5.2Z", look.accent, INK, 0.4)


DRAWINGS: Final[dict[str, Callable[[], Svg]]] = {"fig-people": people}
