"""Drawings for the pages that give one number each: garments, toys, a charger cut open, containers, people."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians, sin
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
    SAND,
    STONE,
    VERM,
    W1,
    W2,
    W3,
    W4,
    Svg,
    arc,
    f,
    poly,
    rrect,
)
from art.plain_shapes import Plain

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


GARMENTS: Final = (shirt, trousers, dress, sneaker, bag)
ROWS: Final = (8, 8, 8, 8, 7)
"""How many stand in each row; all rows start flush left."""
FAILED: Final = frozenset({0, 2, 4, 7, 9, 13, 15, 16, 19, 21, 23, 26, 30, 32, 35, 38})
"""Sixteen numbers, counted from 0 row by row: about three of each row and of each kind, scattered evenly."""
PASSED, CROSS = GREY, 0.7
"""The colour of a fake that passed its test, and the width of a cross."""


def _cross(g: Svg, x: float, y: float, r: float) -> None:
    """Draw a cross over a thing that failed: it says so without its colour, too."""
    for side in (-1, 1):
        ends = [(x - r * 0.7, y - side * r * 0.7), (x + r * 0.7, y + side * r * 0.7)]
        g.line(*ends, stroke=CARD, w=CROSS * 2.6)
        g.line(*ends, w=CROSS)


def garments() -> Svg:
    """Draw 39 garments, shoes and bags in five rows, as plain shapes: 23 are grey, 16 are red and crossed."""
    g = Svg(120, 90, "Garments, shoes and bags as plain shapes; some of them are red and crossed")
    g.shows("aafa-2025", tested=sum(ROWS), failed=len(FAILED))
    k, half = 0.45, 6.4
    step = (g.w - 2 * half) / (max(ROWS) - 1)
    places = [(half + column * step, row * 18 + 9) for row, count in enumerate(ROWS) for column in range(count)]
    for number, (x, y) in enumerate(places):
        failed = number in FAILED
        GARMENTS[number % len(GARMENTS)](Plain(g, x - 15 * k, y - 15 * k, k, VERM if failed else PASSED))
        if failed:
            _cross(g, x, y + 0.6, 3.6)
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
    g = Svg(120, 34, "Toys as plain shapes; all but one are red and crossed")
    g.shows("uk-toys-2025", share_percent=100 * (len(TOYS) - 1) / len(TOYS))
    margin = 0.3
    gap = (g.w - 2 * margin - sum(right - left for _, left, right in TOYS)) / (len(TOYS) - 1)
    x = margin
    for draw, left, right in TOYS:
        passed = draw is teddy
        draw(Plain(g, x - left, 0.6, 1, PASSED if passed else VERM))
        if not passed:
            _cross(g, x + (right - left) / 2, 20.4, 7)
        x += right - left + gap
    return g


# ------------------------------------------------------------------------------------------------- charger cut open


def charger_cut() -> Svg:
    """Draw a charger: the left half in full, cut open; the right half empty."""
    g = Svg(40, 40, "A charger: one half cut open and full of parts, the other half only a broken outline")
    g.raw('<defs><clipPath id="half"><rect width="20" height="40"/></clipPath></defs><g clip-path="url(#half)">')
    shell, room = rrect(4, 13.4, 32, 25, 5, 16), rrect(5.9, 15.3, 28.2, 21.2, 3.4, 16)
    g.path(rrect(10.6, 2.2, 3.2, 14, 0.6), METAL, INK, W1)
    g.hatch([(12.4, 3), (13.8, 3), (13.8, 13), (12.4, 13)], -58, 0.6, stroke=STONE)
    g.circ(12.2, 5.4, 0.8, STONE, INK, W3)
    g.path(poly(shell) + poly(room[::-1]), OCHRE, INK, W1, extra=' fill-rule="evenodd"')
    g.hatch(shell, 45, 0.9, W4, INK)
    g.path(room, CARD, INK, W2)
    # foot of the pin with its wire
    g.path(rrect(10, 15.3, 4.4, 3.4, 0.5), METAL, INK, W2)
    g.path("M12.2 18.7C12.2 20.4 7.9 19.2 7.9 21.6V31.6", "none", INK, 1.1)
    g.path("M12.2 18.7C12.2 20.4 7.9 19.2 7.9 21.6V31.6", "none", JADE, 0.6)
    # board, parts on it
    g.path([(6.6, 31.6), (34, 31.6), (34, 33.2), (6.6, 33.2)], JADE, INK, W2)
    for x in (7.9, 10.6, 13, 16, 18.4):
        g.path(arc(x, 33.2, 0.75, 0.8, 0, 180, 10), METAL, INK, W3)
    g.path(rrect(9.7, 23.4, 3.4, 8.2, 0.6), JMID, INK, W2)
    g.path([(9.7, 25), (10.6, 25), (10.6, 31.2), (9.7, 31.2)], CARD, None)
    g.path(rrect(9.7, 23.4, 3.4, 8.2, 0.6), "none", INK, W2)
    g.line((10.2, 24.3), (12.6, 24.3), w=W3)
    g.hatch([(11.9, 24.6), (13.1, 24.6), (13.1, 31.4), (11.9, 31.4)], -58, 0.5, stroke=JADE)
    # transformer: core, coil with its tape
    g.path([(14.8, 19.6), (25.2, 19.6), (25.2, 31.6), (14.8, 31.6)], STONE, INK, 0.4)
    g.path([(16.6, 21.4), (23.4, 21.4), (23.4, 29.8), (16.6, 29.8)], OTINT, INK, W2)
    for step in range(9):
        g.line((16.8, 22.2 + 0.87 * step), (18.2, 22.2 + 0.87 * step), w=0.45, stroke=OCHRE)
    g.path([(18.4, 21.4), (21.6, 21.4), (21.6, 29.8), (18.4, 29.8)], OCHRE, INK, W2)
    g.hatch([(14.8, 29.8), (20, 29.8), (20, 31.6), (14.8, 31.6)], 0, 0.5, W4, INK)
    # a disc capacitor hangs beside the foot of the pin
    g.line((14.4, 16.5), (15.8, 16.9), w=W2)
    g.line((14.4, 18), (15.8, 17.8), w=W2)
    g.circ(17, 17.3, 1.5, JTINT, INK, W2)
    g.path(rrect(17, 34, 6, 2.5, 0.8), METAL, INK, W2)
    g.path(rrect(18, 34.8, 4, 0.9, 0.4), INK, None)
    g.raw("</g>")
    g.line((20, 13.4), (20, 38.4), w=W2)
    # the other half
    dash = "1.4 1.1"
    pin = [(26.2, 13.4), (26.2, 2.8), (26.8, 2.2), (28.8, 2.2), (29.4, 2.8), (29.4, 13.4)]
    g.line(*pin, w=0.45, stroke=VERM, dash=dash)
    right = [(x, y) for x, y in shell if x > 20]
    g.line((20.9, 13.4), *right, (20.9, 38.4), w=0.45, stroke=VERM, dash=dash)
    return g


# ------------------------------------------------------------------------------------------------------- containers

BLEED = 5.0
"""As tokens.css has it."""
PAGE_WIDTH, FIELD_HEIGHT = 148.0, 124.0
COLUMNS, STACK = 25, 40
"""A thousand containers on the trimmed page, so that each is a thousandth of world imports."""
MISSING: Final = (5, 5, 5, 5, 3)
"""How many containers of each row, from the top, are hollow: 23 of 1000 are 2.3 per cent."""
FIRST_MISSING = 3
"""The column, counted from 0, where the hollow ones begin: near the inner margin, where the text begins, too."""


def containers() -> Svg:
    """Draw what stands for all world imports: 1000 containers, 23 of them hollow, on the ground.

    The sheet is 158 x 127 mm: the page's width with its bleed at the left and the right; the stack is 124 mm high,
    the ground below it 3 mm. Containers continue into the bleed; only those on the trimmed page count.
    """
    g = Svg(
        PAGE_WIDTH + 2 * BLEED, FIELD_HEIGHT + 3, "A stack of containers; a small block of them is hollow and broken"
    )
    g.shows("oecd-2025", share_percent=100 * sum(MISSING) / (COLUMNS * STACK))
    w, h = PAGE_WIDTH / COLUMNS, FIELD_HEIGHT / STACK
    choice = random.Random(23)
    fills: dict[str, list[str]] = {JTINT: [], JMID: []}
    ribs: dict[str, list[str]] = {JTINT: [], JMID: []}
    hollow: list[str] = []
    for row in range(STACK):
        for column in range(-1, COLUMNS + 1):
            x, y = BLEED + column * w, row * h
            if row < len(MISSING) and 0 <= column - FIRST_MISSING < MISSING[row]:
                left, right, top_, foot = x + 0.55, x + w - 0.55, y + 0.5, y + h - 0.4
                hollow.append(poly([(left, top_), (right, top_), (right, foot), (left, foot)]))
                continue
            colour = choice.choices((JTINT, JMID), (4, 1))[0]
            fills[colour].append(f"M{f(x + 0.2)} {f(y + 0.2)}H{f(x + w - 0.2)}V{f(y + h - 0.15)}H{f(x + 0.2)}Z")
            ribs[colour] += [
                f"M{f(x + u)} {f(y + 0.75)}V{f(y + h - 0.7)}" for u in (0.95, 1.75, 2.55, 3.35, 4.15, 4.95)
            ]
    for colour, line in ((JTINT, JMID), (JMID, JADE)):
        g.path("".join(fills[colour]), colour, JADE, W4)
        g.path("".join(ribs[colour]), "none", line, W3 if colour == JTINT else W4)
    g.path("".join(hollow), "none", VERM, 0.4, ".9 .8")
    g.line((0, FIELD_HEIGHT + 0.1), (g.w, FIELD_HEIGHT + 0.1), w=W1)
    g.hatch([(0, FIELD_HEIGHT + 0.4), (g.w, FIELD_HEIGHT + 0.4), (g.w, g.h), (0, g.h)], 0, 0.85, w=0.25, stroke=GREY)
    return g


# ----------------------------------------------------------------------------------------------------------- people


@dataclass(frozen=True)
class Look:
    """The colours of one person."""

    hair: str
    cloth: str
    accent: str
    shade: str = STONE
    """The colour of the hatching on the cloth."""
    turn: float = 0
    """How far the face turns to the right, in millimetres; less than nothing is to the left."""


NEUTRAL: Final = Look(SAND, CARD, GREY)
WONDERING: Final = Look(JADE, JMID, JTINT, JADE)


def people() -> Svg:
    """Draw ten people; four of them, in jade, hold the chin and wonder."""
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


def shoulders(g: Svg, look: Look, collar: str = "") -> None:
    """Draw shoulders and neck in a cell of 12 x 18 mm."""
    g.path("M0.9 17.6C1 14.6 2.8 13.4 4.8 13L7.2 13C9.2 13.4 11 14.6 11.1 17.6Z", look.cloth, INK, 0.4)
    g.hatch("M8.8 13.6C10.4 14.4 11 15.6 11.1 17.6H9.2Z", -58, 0.55, stroke=look.shade)
    g.path("M4.7 10.6H7.3V13C7 14.4 5 14.4 4.7 13Z", CARD, INK, W2)
    if collar:
        g.path(collar, look.accent, INK, W3)


def face(g: Svg, look: Look, glasses: bool = False, smile: bool = True) -> None:
    """Draw the face; one who wonders raises a brow."""
    g.path(
        "M3.1 7.4C3.1 4.8 4.4 3.8 6 3.8C7.6 3.8 8.9 4.8 8.9 7.4C8.9 10 7.6 11.8 6 11.8C4.4 11.8 3.1 10 3.1 7.4Z",
        CARD,
        INK,
        0.4,
    )
    up, turn = look is WONDERING, look.turn
    for x in (4.8 + turn, 7.2 + turn):
        g.circ(x, 7.7, 0.32, INK, None)
        if glasses:
            g.circ(x, 7.7, 0.95, "none", INK, W3)
    if glasses:
        g.line((5.7 + turn, 7.5), (6.3 + turn, 7.5), w=W3)
    g.line((4.1 + turn, 6.5 if not glasses else 6.2), (5.3 + turn, 6.4 if not glasses else 6.1), w=W2)
    g.line((6.7 + turn, 6.0 if up else 6.4), (7.3 + turn, 5.5 if up else 6.35), (7.9 + turn, 5.9 if up else 6.5), w=W2)
    nose = [(6, 8), (5.8, 9), (6.2, 9.1)] if turn <= 0 else [(6, 8), (6.2, 9), (5.8, 9.1)]
    g.line(*((x + 1.3 * turn, y) for x, y in nose), w=W3)
    if up:
        g.line((5.3, 10.3), (6.6, 10.1), w=W2)
    elif smile:
        g.path(f"M{f(5 + turn)} 10C{f(5.4 + turn)} 10.6 {f(6.6 + turn)} 10.6 {f(7 + turn)} 10", "none", INK, W2)


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
    face(g, look)
    g.path(
        "M2.9 7.8C3 5.6 4.6 5.6 5.6 4.9C6.4 5.6 8.6 5.6 9.1 7.8C9.4 4.6 8.4 2.9 6 2.9C3.6 2.9 2.6 4.6 2.9 7.8Z",
        look.hair,
        INK,
        W2,
    )


def cap(g: Svg, look: Look) -> None:
    """Draw somebody with a peaked cap."""
    shoulders(g, look, "M4.2 13.1L6 15L7.8 13.1L8.8 13.5L6.9 16.4L6 15.4L5.1 16.4L3.2 13.5Z")
    face(g, look)
    g.path("M3 6C2.8 3.2 4 2 6 2C8 2 9.2 3.2 9 6C7.4 5 4.6 5 3 6Z", look.hair, INK, 0.4)
    g.path("M3 6C4.6 5 7.4 5 9 6C9.8 6.3 10.4 6.8 10.2 7.1C8 6.2 4.8 6.2 3.2 6.5Z", look.accent, INK, W2)
    g.circ(6, 2, 0.35, look.accent, INK, W3)


def bun(g: Svg, look: Look) -> None:
    """Draw an old lady with a bun and glasses."""
    g.circ(6, 2.1, 1.5, look.hair, INK, 0.4)
    shoulders(g, look, "M3.9 13.2C4.4 15.2 7.6 15.2 8.1 13.2L8.9 13.5C8.4 16.4 3.6 16.4 3.1 13.5Z")
    face(g, look, glasses=True)
    g.path(
        "M2.8 7.4C2.6 4.4 4 3 6 3C8 3 9.4 4.4 9.2 7.4C8.6 5.4 7.4 4.9 6 4.9C4.6 4.9 3.4 5.4 2.8 7.4Z",
        look.hair,
        INK,
        0.4,
    )


def turban(g: Svg, look: Look) -> None:
    """Draw somebody with a turban and a beard."""
    shoulders(g, look)
    face(g, look)
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
    face(g, look)
    g.path("M3.2 5.2C3 2.2 4.4 1.4 6 1.4C7.6 1.4 9 2.2 8.8 5.2Z", CARD, INK, 0.4)
    g.path("M3.2 4.2H8.8V5.4H3.2Z", look.accent, INK, W3)
    g.path("M0.7 6C1.8 4.9 3 5.2 6 5.2C9 5.2 10.2 4.9 11.3 6C9.8 6.6 8 6.3 6 6.3C4 6.3 2.2 6.6 0.7 6Z", CARD, INK, 0.4)


def ponytail(g: Svg, look: Look) -> None:
    """Draw a girl with a ponytail."""
    g.path("M8 3.6C10.6 2.4 11.6 4.6 11 7C10.7 8.6 10.6 9.6 11.2 10.6C9.6 10.6 9 8.8 9.2 7Z", look.hair, INK, 0.4)
    shoulders(g, look)
    face(g, look)
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
    face(g, look)
    for a in range(205, 340, 22):
        g.circ(6 + 2.9 * cos(radians(a)), 6.6 + 2.9 * sin(radians(a)), 0.85, look.hair, None)


def bald(g: Svg, look: Look) -> None:
    """Draw a bald man with glasses and a moustache."""
    shoulders(g, look, "M5.3 13.6L6 14.4L6.7 13.6L7.1 17.6H4.9Z")
    g.path("M2.6 7C2 8 2.4 9.2 3.2 9.4H8.8C9.6 9.2 10 8 9.4 7Z", CARD, INK, W2)
    face(g, look, glasses=True, smile=False)
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
    face(g, look)
    g.path(
        "M3.1 8.6C3.1 5.4 4.4 4.6 6 4.6C7.6 4.6 8.9 5.4 8.9 8.6C9.3 5 8.6 3.4 6 3.4C3.4 3.4 2.7 5 3.1 8.6Z",
        look.hair,
        look.hair,
        W3,
    )
    g.path("M2.4 13C4 14.4 7.4 14.2 9.2 11.6C9.4 13 9 14 8.2 14.8", "none", JMID if look is WONDERING else STONE, W2)


def felt_hat(g: Svg, look: Look) -> None:
    """Draw a man with a felt hat."""
    shoulders(g, look, "M4.2 13.1L6 15.6L3.6 16L2.8 13.6ZM7.8 13.1L6 15.6L8.4 16L9.2 13.6Z")
    face(g, look)
    g.path("M3 5C3 2 3.8 1.2 5 1.4C5.6 1.5 6 1.9 6 1.9C6 1.9 6.4 1.5 7 1.4C8.2 1.2 9 2 9 5Z", look.accent, INK, 0.4)
    g.path("M3 4.1H9V5.2H3Z", STONE, INK, W3)
    g.path("M1.4 5.2C3.6 4.8 8.4 4.8 10.6 5.2C10.4 6.3 8.4 6.1 6 6.1C3.6 6.1 1.6 6.3 1.4 5.2Z", look.accent, INK, 0.4)


DRAWINGS: Final[dict[str, Callable[[], Svg]]] = {
    "fig-garments": garments,
    "fig-toys": toys,
    "fig-charger-cut": charger_cut,
    "fig-container": containers,
    "fig-people": people,
}
