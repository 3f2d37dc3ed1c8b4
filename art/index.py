"""The index of plates and of the game: for each one thing as a plain shape of 30 by 30, drawn on 10 mm."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from art.figures import bag, shirt, teddy
from art.kit import JADE, Svg, arc, rrect
from art.plain_shapes import Plain

SIDE, UNITS = 10, 30


def charger(t: Plain) -> None:
    """Draw a charger with two pins."""
    for x in (9.4, 17.6):
        t.part(rrect(x, 2, 3, 9, 0.8))
    t.part(rrect(4, 9.4, 22, 18.6, 4))
    t.line("M4 14.2H26")
    t.detail(rrect(11, 20.4, 8, 3.2, 1.6))


def earphones(t: Plain) -> None:
    """Draw a pair of earphones."""
    for side in (-1, 1):
        head = [(15 + side * (x - 15), y) for x, y in arc(22.2, 9.2, 5.6, 6.4, 0, 360, 30)]
        stem = [(15 + side * (x - 15), y) for x, y in rrect(18.2, 10, 4.4, 17.6, 2.2)]
        t.part(stem)
        t.part(head)
        t.detail([(15 + side * (x - 15), y) for x, y in arc(24.2, 8.8, 1.8, 2.8, 0, 360, 20)])


def perfume(t: Plain) -> None:
    """Draw a perfume bottle."""
    t.part(rrect(11.2, 2, 7.6, 6.2, 1))
    t.part(rrect(12.6, 8, 4.8, 3, 0.4))
    t.part(rrect(5, 10.6, 20, 17.4, 2.6))
    t.detail(rrect(9.4, 16, 11.2, 7.6, 0.6))


def medicine(t: Plain) -> None:
    """Draw a strip of tablets."""
    t.part(rrect(2, 6, 26, 18, 2.6))
    for x in (7.6, 15, 22.4):
        for y in (11, 19):
            t.detail(arc(x, y, 2.5, 2.5, 0, 360, 24))


def silk(t: Plain) -> None:
    """Draw a folded scarf, a corner turned."""
    t.part(rrect(3, 4, 24, 22, 1.2))
    t.detail("M6 7H24V14.6L15.6 23H6Z")
    t.part("M27 12V26H13Z")
    t.part("M27 12L13 26L13.4 12.4Z")


def watch(t: Plain) -> None:
    """Draw a wristwatch."""
    t.part("M10.4 9L11.4 1.4H18.6L19.6 9Z")
    t.part("M10.4 21L11.4 28.6H18.6L19.6 21Z")
    t.part(rrect(23.6, 13.2, 3, 3.6, 0.8))
    t.part(arc(15, 15, 9.4, 9.4, 0, 360, 48))
    t.detail(arc(15, 15, 7, 7, 0, 360, 40))
    t.line("M15 10.2V15L18.6 17.2")


def spirits(t: Plain) -> None:
    """Draw a bottle of spirits."""
    t.part(rrect(12, 1.6, 6, 5.6, 0.8))
    t.part("M12.8 7.2H17.2V10.4C17.2 13 22.4 13.4 22.4 17.4V26.4C22.4 27.8 21.6 28.4 20.4 28.4H9.6"
           "C8.4 28.4 7.6 27.8 7.6 26.4V17.4C7.6 13.4 12.8 13 12.8 10.4Z")  # fmt: skip
    t.line("M7.6 18H22.4")
    t.line("M7.6 25H22.4")


def tea(t: Plain) -> None:
    """Draw a teapot."""
    t.part(
        "M22 12.6C25.6 10.6 28.6 12.6 28.2 16.6C27.8 20.6 24.6 22.2 21.6 22L22 19.8"
        "C24.4 19.8 26 18.6 26.2 16.4C26.4 14.2 24.8 13.6 22.8 15Z"
    )
    t.part("M9 14L5.4 9.4L2 8.6L1.6 10L3.6 11.2L7 20.6Z")
    t.part("M15 9C20.6 9 24 12.4 24 17.4C24 22.6 20.6 26 15 26C9.4 26 6 22.6 6 17.4C6 12.4 9.4 9 15 9Z")
    t.part(arc(15, 5.6, 1.9, 1.9, 0, 360, 24))
    t.part("M9.4 10.8C10.4 8.4 12.4 7.2 15 7.2C17.6 7.2 19.6 8.4 20.6 10.8Z")


def jade(t: Plain) -> None:
    """Draw a bangle."""
    t.part(arc(15, 15, 13, 12.4, 0, 360, 60))
    t.g.path(t.at(arc(15, 15, 7.6, 7, 0, 360, 48)), t.line_colour, None)
    t.line(arc(15, 15, 10.6, 10, 195, 262, 16))


def antiques(t: Plain) -> None:
    """Draw a vase."""
    t.part("M11 1.6H19L17.8 4.4V8.2C17.8 11.4 24 13 24 19C24 23.4 20.6 25 19.4 26.2V28.4H10.6V26.2C9.4 25 6 23.4 6 19"
           "C6 13 12.2 11.4 12.2 8.2V4.4Z")  # fmt: skip
    t.line("M12.2 8.4H17.8")
    t.line("M8 14.6H22")
    t.line("M8 23.2H22")


def tickets(t: Plain) -> None:
    """Draw a ticket with its stub."""
    t.part("M1.6 8H28.4V12.4C25.4 12.8 25.4 17.2 28.4 17.6V22H1.6V17.6C4.6 17.2 4.6 12.8 1.6 12.4Z")
    for y in (9.6, 12.8, 16, 19.2):
        t.line([(20.6, y), (20.6, y + 1.4)])
    t.line("M7.6 12.6H16.4")
    t.line("M7.6 17.2H13.6")


def banknotes(t: Plain) -> None:
    """Draw two blank banknotes."""
    t.part(rrect(5.4, 5.6, 23, 13.4, 1))
    t.part(rrect(1.6, 10.4, 23, 13.4, 1))
    t.detail(arc(13.1, 17.1, 3.6, 3.6, 0, 360, 28))
    t.line("M4.8 17.1H6.4")
    t.line("M19.8 17.1H21.4")


def game(t: Plain) -> None:
    """Draw two pictures side by side, the second as a broken outline."""
    t.part(rrect(1.4, 6, 12.4, 18, 1.2))
    t.g.path(t.at(rrect(17.2, 7, 10.4, 16, 0.8)), "none", JADE, 0.6, "0.7 1.15")


THINGS: Final[dict[str, Callable[[Plain], None]]] = {
    "chargers": charger,
    "electronics": earphones,
    "cosmetics": perfume,
    "medicines": medicine,
    "silk": silk,
    "bags": bag,
    "watches": watch,
    "clothes": shirt,
    "spirits": spirits,
    "tea": tea,
    "jade": jade,
    "antiques": antiques,
    "toys": teddy,
    "tickets": tickets,
    "banknotes": banknotes,
    "game": game,
}
"""What stands for each page."""


def thing(page: str) -> Svg:
    """Draw what stands for a page."""
    g = Svg(SIDE, SIDE, f"The page of {page}")
    k = SIDE / (UNITS + 4 if page == "toys" else UNITS)
    THINGS[page](Plain(g, (SIDE - UNITS * k) / 2, 0, k, JADE))
    return g


DRAWINGS: Final[dict[str, Callable[[], Svg]]] = {f"x-{page}": partial(thing, page) for page in THINGS}
