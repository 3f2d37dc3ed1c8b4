"""Four hundred marks, one for each thing tested: a green dot passed, a cross failed, a black cross could kill."""

from collections.abc import Callable
from typing import TypedDict

from art.kit import INK, JADE, VERM, Svg, poly


class Pen(TypedDict):
    """What a cross is drawn with."""

    stroke: str
    w: float


FAILED, KILLS = Pen(stroke=VERM, w=0.6), Pen(stroke=INK, w=0.9)
ACROSS, DOWN = 20, 20
WIDE, HIGH = 6, 5
PASSED = (188, 189, 190)
DEADLY = range(388, 400)
"""The twelve that could have given a deadly shock: the end of the last row, above the words that count them."""


def dots() -> Svg:
    """Return a field of 20 by 20 marks, as wide as the text and nearly as high."""
    g = Svg(ACROSS * WIDE, DOWN * HIGH, "Marks in rows: crosses, some of them black, and a few green dots")
    g.shows("ul-chargers", tested=ACROSS * DOWN, failed=ACROSS * DOWN - len(PASSED), deadly=len(DEADLY))
    crosses: dict[bool, list[str]] = {False: [], True: []}
    for i in range(ACROSS * DOWN):
        x, y = (i % ACROSS + 0.5) * WIDE, (i // ACROSS + 0.5) * HIGH
        if i in PASSED:
            dot(g, x, y)
        else:
            crosses[i in DEADLY].append(cross(x, y))
    g.path("".join(crosses[False]), **FAILED)
    g.path("".join(crosses[True]), **KILLS)
    return g


def dot(g: Svg, x: float, y: float) -> None:
    """Draw the mark of one that passed."""
    g.circ(x, y, 1, JADE, None)
    g.circ(x, y, 1.9, "none", JADE, 0.5)


def cross(x: float, y: float) -> str:
    """Return the path of the mark of one that failed."""
    return "".join(poly([(x - 1.2, y - 1.2 * v), (x + 1.2, y + 1.2 * v)], close=False) for v in (-1, 1))


def key(what: str, pen: Pen | None = None) -> Svg:
    """Return a mark alone, for the key under the field: a cross of that pen, or the dot."""
    g = Svg(4.4, 4.4, what)
    if pen:
        g.path(cross(2.2, 2.2), **pen)
    else:
        dot(g, 2.2, 2.2)
    return g


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "fig-400": dots,
    "dot-failed": lambda: key("A cross", FAILED),
    "dot-deadly": lambda: key("A black cross", KILLS),
    "dot-passed": lambda: key("A green dot in a ring"),
}
