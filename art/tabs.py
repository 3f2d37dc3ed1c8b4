"""The index on the outer edge of every page: one strip for each part of the book, in steps of 28 mm.

The sheet is the page with its bleed; the strips reach over the trim.
"""

from collections.abc import Callable
from functools import partial

from art.kit import JTINT, Svg

BLEED = 5
PAGE_WIDTH, PAGE_HEIGHT = 148 + 2 * BLEED, 210 + 2 * BLEED
PARTS = 6
FIRST, PITCH = 14 + BLEED, 28
WIDTH, HEIGHT = 3 + BLEED, 26


def edge(left: float) -> Svg:
    """Return a page with nothing but its strips, ``left`` mm from the left; the present part's tab is the page's."""
    g = Svg(PAGE_WIDTH, PAGE_HEIGHT, "Index of parts")
    for part in range(PARTS):
        top = FIRST + part * PITCH
        strip = [(left, top), (left + WIDTH, top), (left + WIDTH, top + HEIGHT), (left, top + HEIGHT)]
        g.path(strip, JTINT, None)
    return g


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "edge-left": partial(edge, 0),
    "edge-right": partial(edge, PAGE_WIDTH - WIDTH),
}
