"""Drawings for the page of figures: garments and toys as broken outlines, the failed ones crossed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from art.kit import (
    PAPER,
    STONE,
    VERM,
    VTINT,
    Svg,
    arc,
    rrect,
)
from art.plain_shapes import Plain, PlainFake, Silhouette

# ------------------------------------------------------------------------------------------------ garments, 30 x 30


def shirt(t: Plain) -> None:
    """Draw a T-shirt."""
    t.part(
        "M10.6 3.6C12 5.6 18 5.6 19.4 3.6L23 5L28.4 11.4L24.2 15L22.2 12.8L22.6 27.2H7.4L7.8 12.8L5.8 15L1.6 11.4L7 5Z"
    )
    t.line("M4.4 8.2L8.2 11.6")
    t.line("M25.6 8.2L21.8 11.6")
    t.line("M7.8 12.8L8.6 9.4")
    t.line("M22.2 12.8L21.4 9.4")
    t.line("M7.5 25.2H22.5")
    t.part("M10.6 3.6C11 8 19 8 19.4 3.6C18 5.6 12 5.6 10.6 3.6Z")


def trousers(t: Plain) -> None:
    """Draw a pair of trousers."""
    t.part("M8.2 2.6H21.8L24.6 27.8H17.2L15 11.2L12.8 27.8H5.4Z")
    t.line("M15 5.4V11.2")
    t.line("M15 8.8C16.4 8.6 16.6 7 16.6 5.4")
    t.line("M8 8.8C9.8 8.6 10.8 7.4 11 5.4")
    t.line("M22 8.8C20.2 8.6 19.2 7.4 19 5.4")
    t.line("M5.6 26H12.9")
    t.line("M17.1 26H24.4")
    t.part("M8.2 2.6H21.8L22.1 5.4H7.9Z")


def dress(t: Plain) -> None:
    """Draw a dress with a belt and a wide skirt."""
    t.part(
        "M10.2 2.4C10.6 6 12.6 7.4 15 7.4C17.4 7.4 19.4 6 19.8 2.4L21.6 2.4C21.8 6 22.4 8 23 9.4"
        "L20 14L25.8 27C22 28.8 8 28.8 4.2 27L10 14L7 9.4C7.6 8 8.2 6 8.4 2.4Z"
    )
    for top, foot in ((12.6, 10.4), (15, 15.2), (17.4, 19.6)):
        t.line([(top, 17), (foot, 27.6)])
    t.part("M10.2 13.4H19.8L20.6 15.6H9.4Z")


def sneaker(t: Plain) -> None:
    """Draw a sports shoe from the side."""
    t.part(
        "M2.2 20.6C1.8 17.4 1.9 14.6 2.2 11.6C3 10.6 4.2 10.5 5.2 11.4C6.4 13.2 9 13 10.6 9.6"
        "C11.2 8.7 12.4 8.6 13.2 9.3"
        "L20 14.4C22.4 15.4 26 15.4 27.6 17.2C28.6 18.4 28.6 19.4 28.4 20.6Z"
    )
    t.line("M21.6 15C21 16.6 21.2 18.8 22 20.6")
    t.line("M2 14.4C4.2 14.5 6 15.4 6.6 17C7 18.2 7.1 19.4 7.1 20.6")
    for step in range(4):
        x, y = 12.6 + step * 1.95, 10.5 + step * 1.45
        t.line([(x, y - 0.4), (x - 1.9, y + 1.5)])
    t.part("M1.6 20.6H28.4C29.3 21.4 29.1 22.9 28 23.9C19 24.6 10 24.5 2.2 24.2C1.2 23.4 1.1 21.6 1.6 20.6Z")


def bag(t: Plain) -> None:
    """Draw a handbag with a flap."""
    t.part("M7.4 12.4C7.4 5 10 2 15 2C20 2 22.6 5 22.6 12.4H20.4C20.4 6.6 18.6 4.2 15 4.2C11.4 4.2 9.6 6.6 9.6 12.4Z")
    t.part(
        "M5.2 12.4H24.8C25.8 12.4 26.3 13 26.5 14L28 25.4C28.2 26.8 27.4 27.6 26.2 27.6"
        "H3.8C2.6 27.6 1.8 26.8 2 25.4L3.5 14C3.7 13 4.2 12.4 5.2 12.4Z"
    )
    t.part(
        "M3.7 13C4 12.6 4.5 12.4 5.2 12.4H24.8C25.5 12.4 26 12.6 26.3 13C26 17.4 23 20.2 15 20.2C7 20.2 4 17.4 3.7 13Z"
    )
    t.line("M5.2 13.8C6 17 9 18.9 15 18.9C21 18.9 24 17 24.8 13.8")
    t.part(rrect(13.2, 18.4, 3.6, 3.4, 0.6))


GARMENTS: Final = ((shirt, 16.6), (trousers, 14), (dress, 17), (sneaker, 17.6), (bag, 19.6))
"""The garments in their order, with the height at which each is crossed, in its own coordinates."""
ROWS: Final = (8, 8, 8, 8, 7)
"""How many stand in each row; all rows start flush left."""
FAILED: Final = frozenset({0, 2, 4, 7, 9, 13, 15, 16, 19, 21, 23, 26, 30, 32, 35, 38})
"""Sixteen numbers, counted from 0 row by row: about three of each row and of each kind, scattered evenly."""
PASSED, FAILED_TEST = (STONE, PAPER), (VERM, VTINT)
"""The outline and the tint of a fake by what its test said."""


def _cross(g: Svg, x: float, y: float, r: float, w: float, halo: float = 0) -> None:
    """Draw a cross on a thing that failed: it says so without its colour, too."""
    for colour, width in ((VTINT, w + halo), (VERM, w)):
        for side in (-1, 1):
            g.line((x - r, y - side * r), (x + r, y + side * r), stroke=colour, w=width)


def garments() -> Svg:
    """Draw 39 garments, shoes and bags in five rows, as outlines: 23 are grey, 16 are red and crossed."""
    g = Svg(120, 75, "Garments, shoes and bags as broken outlines; some of them are red and crossed")
    g.shows("aafa-2025", tested=sum(ROWS), failed=len(FAILED))
    k, half = 0.44, 7.8
    step = (g.w - 2 * half) / (max(ROWS) - 1)
    places = [(half + column * step, row * 15 + 7.5) for row, count in enumerate(ROWS) for column in range(count)]
    for number, (x, y) in enumerate(places):
        failed = number in FAILED
        thing = Silhouette(g, x - 15 * k, y - 15 * k, k, *(FAILED_TEST if failed else PASSED))
        draw, middle = GARMENTS[number % len(GARMENTS)]
        draw(thing)
        thing.done()
        if failed:
            _cross(g, x, y + (middle - 15) * k, 2.1, 1.1)
    return g


# ---------------------------------------------------------------------------------------------------- toys, 30 x 34


def duck(t: Plain) -> None:
    """Draw a bath duck."""
    t.part("M9.6 12C7.4 12.4 5.4 13.8 3 13.4C2.4 14.4 3 15.4 4.4 15.6C3.4 16 3.2 17 4 17.8C6 18.8 9 18.2 11 16.6Z")
    t.part(
        "M13.6 17.4C11 19.8 7.6 22.4 8 26.4C8.4 30.4 12.4 31.6 17 31.6C23.4 31.6 28.4 28.8 28.6 21.4"
        "C28.6 19.6 27.4 19.4 26.6 20.8"
        "C25.4 22.8 23.4 23 21.2 21.8Z"
    )
    t.part(arc(15.4, 12.8, 7, 7, 0, 360, 40))
    t.part("M15.6 23.6C17.6 22.4 22.6 23 24.4 24.8C23.4 28.2 17.2 29.2 15.2 26.4C14.6 25.4 14.8 24.2 15.6 23.6Z")
    t.part(arc(13, 11.2, 1.1, 1.3, 0, 360, 20))


def car(t: Plain) -> None:
    """Draw a wooden toy car."""
    t.part(
        "M2.6 27V20.6C2.6 18.8 3.4 18 5 17.8L8.2 17.2L11.4 11.4C12 10.4 12.8 10 14 10H20.4C21.6 10 22.4 10.4 23 11.4"
        "L25.8 17.4C27.6 18 28.4 19 28.4 20.8V27Z"
    )
    t.part("M11.2 17.2L13.4 13C13.7 12.4 14 12.2 14.6 12.2H15.8V17.2Z")
    t.part("M17.8 17.2V12.2H19.8C20.4 12.2 20.8 12.4 21 13L22.8 17.2Z")
    for x in (8.6, 22.4):
        t.part(arc(x, 27, 4.4, 4.4, 0, 360, 36))
        t.part(arc(x, 27, 1.5, 1.5, 0, 360, 20))


def top(t: Plain) -> None:
    """Draw a spinning top, a little aslant."""
    t.part("M13.9 4.6H16.1V14H13.9Z")
    t.part(arc(15, 4, 2.4, 2.4, 0, 360, 28))
    t.part("M14 27.6H16L15.2 31.6H14.8Z")
    t.part("M2.6 18.4C2.6 22.6 9 28.4 15 28.4C21 28.4 27.4 22.6 27.4 18.4Z")
    t.part(
        "M2.6 18.4C2.6 15.6 8.2 13.4 15 13.4C21.8 13.4 27.4 15.6 27.4 18.4C27.4 21.2 21.8 23.4 15 23.4"
        "C8.2 23.4 2.6 21.2 2.6 18.4Z"
    )
    t.part(arc(15, 17.6, 6.2, 2.3, 0, 360, 36))


def teddy(t: Plain) -> None:
    """Draw a teddy bear, sitting, with a bow."""
    for x in (8.4, 21.6):
        t.part(arc(x, 5.8, 3.3, 3.3, 0, 360, 30))
        t.detail(arc(x, 6.2, 1.7, 1.7, 0, 360, 20))
    t.part("M9.2 16.2C6 17 3.2 20.4 3.4 23.4C3.6 25.8 6.4 26.2 8 24.2L10.4 20.6Z")
    t.part("M20.8 16.2C24 17 26.8 20.4 26.6 23.4C26.4 25.8 23.6 26.2 22 24.2L19.6 20.6Z")
    t.part(
        "M15 15.6C20.4 15.6 22.8 20 22.8 24.4C22.8 29.4 19.4 31.6 15 31.6C10.6 31.6 7.2 29.4 7.2 24.4"
        "C7.2 20 9.6 15.6 15 15.6Z"
    )
    t.detail(
        "M15 19.4C18 19.4 19.4 22 19.4 24.6C19.4 27.6 17.6 29.2 15 29.2C12.4 29.2 10.6 27.6 10.6 24.6"
        "C10.6 22 12 19.4 15 19.4Z"
    )
    for x in (7.4, 22.6):
        t.part(arc(x, 28.6, 4, 4.2, 0, 360, 36))
        t.detail(arc(x, 29, 2.3, 2.5, 0, 360, 28))
    t.part(
        "M15 2.8C20.6 2.8 23.4 6.2 23.4 10.2C23.4 14.4 19.8 17.2 15 17.2C10.2 17.2 6.6 14.4 6.6 10.2"
        "C6.6 6.2 9.4 2.8 15 2.8Z"
    )
    t.detail(arc(15, 12.6, 4.2, 3.4, 0, 360, 36))
    for x in (11.2, 18.8):
        t.detail(arc(x, 8.6, 0.85, 0.95, 0, 360, 20))
    t.detail("M13.4 10.9C14 10.3 16 10.3 16.6 10.9C16.6 12 15.6 12.6 15 12.6C14.4 12.6 13.4 12 13.4 10.9Z")
    t.line("M15 12.6V13.6C14.4 14.6 13 14.6 12.6 13.8")
    t.line("M15 13.6C15.6 14.6 17 14.6 17.4 13.8")
    t.part("M14.2 17.4L9.4 14.6V20.4L14.2 18.6Z")
    t.part("M15.8 17.4L20.6 14.6V20.4L15.8 18.6Z")
    t.part(rrect(13.7, 16.9, 2.6, 2.4, 0.8))


TOYS: Final = ((duck, 2.8, 28.6), (car, 2.6, 28.4), (teddy, 3.4, 26.6), (top, 2.6, 27.4))
"""The toys in their order, with the ends of each in its own coordinates; only the teddy passed its test."""


def toys() -> Svg:
    """Draw four toys in a row from edge to edge, with equal gaps; three are red and crossed."""
    g = Svg(120, 34, "Toys as broken outlines; all but one are red and crossed")
    g.shows("uk-toys-2025", share_percent=100 * (len(TOYS) - 1) / len(TOYS))
    k, margin = 0.95, 1.3
    gap = (g.w - 2 * margin - k * sum(right - left for _, left, right in TOYS)) / (len(TOYS) - 1)
    x = margin
    for draw, left, right in TOYS:
        passed = draw is teddy
        thing = PlainFake(g, x - k * left, 1.2, k, *(PASSED if passed else FAILED_TEST))
        draw(thing)
        if not passed:
            _cross(g, x + k * (right - left) / 2, 20.6, 4.4, 1.8, 1)
        x += k * (right - left) + gap
    return g


DRAWINGS: Final[dict[str, Callable[[], Svg]]] = {"fig-garments": garments, "fig-toys": toys}
