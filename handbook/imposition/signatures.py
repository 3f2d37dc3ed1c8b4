"""Which page stands where on the folded sheets of a stitched book: arithmetic alone.

Pages are numbered from 1; None is a blank page. Every sheet is turned over about its upright edge, as the leaf of a
book is, so what is at the left on one side has what is at the right of the other side on its back.
"""

from __future__ import annotations

from typing import NamedTuple

PAGES_A_SHEET = 4


class Spread(NamedTuple):
    """The two pages of one side of a sheet that is folded once."""

    left: int | None
    right: int | None


def blanks(pages: int) -> int:
    """Return how many blank pages a stitched book needs, as a folded sheet has four."""
    return -pages % PAGES_A_SHEET


def gathered(pages: int) -> tuple[int | None, ...]:
    """Return the pages of a stitched book in reading order; blanks stand before the back cover."""
    before = max(pages - 1, 1)
    return (*range(1, before + 1), *[None] * blanks(pages), *range(before + 1, pages + 1))


def stitched(pages: int, *, rtl: bool) -> tuple[Spread, ...]:
    """Return both sides of each sheet of a stitched book, outside and inside, from the outermost sheet inwards."""
    order = gathered(pages)
    sides = []
    for first in range(0, len(order) // 2, 2):
        last = len(order) - 1 - first
        sides += [Spread(order[last], order[first]), Spread(order[first + 1], order[last - 1])]
    return tuple(Spread(right, left) for left, right in sides) if rtl else tuple(sides)


def creep_mm(pages: int, caliper_mm: float) -> float:
    """Return how far the innermost sheet of a stitched book stands out: by the thickness of the sheets round it."""
    return caliper_mm * max(0, -(-pages // PAGES_A_SHEET) - 1)
