"""Which page stands where on sheets that are folded, and how folded sheets read: arithmetic alone.

Pages are numbered from 1; None is a blank page. Every sheet is turned over about its upright edge, as the leaf of a
book is, so what is at the left on one side has what is at the right of the other side on its back.
"""

from __future__ import annotations

from dataclasses import dataclass
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


def leafed(sides: tuple[Spread, ...], *, rtl: bool) -> tuple[int | None, ...]:
    """Lay the sheets into each other, fold them and leaf through the book; return the pages as they come."""
    left_half, right_half = [], []  # of the book opened in its middle: leaves, the topmost first, each face and back
    for outside, inside in reversed(list(zip(sides[::2], sides[1::2], strict=True))):
        left_half.append((inside.left, outside.right))
        right_half.append((inside.right, outside.left))
    read, unread = (right_half, left_half) if rtl else (left_half, right_half)
    turned = [page for face, back in reversed(read) for page in (back, face)]
    return (*turned, *(page for leaf in unread for page in leaf))


class Panel(NamedTuple):
    """A panel of a leaflet, by its place in reading order, and its width in mm."""

    number: int
    width_mm: float


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A sheet folded twice, one third over the other: the panels of both sides, from left to right."""

    outside: tuple[Panel, Panel, Panel]
    inside: tuple[Panel, Panel, Panel]


def panels(width_mm: float, narrower_mm: float = 2.0, *, rtl: bool) -> Leaflet:
    """Return the panels of a letter fold: 1 is the front cover, 2 the flap, 3 to 5 the inside, 6 the back.

    The flap is folded in first and lies between the others, so it is narrower by ``narrower_mm``.
    """
    wide = (width_mm + narrower_mm) / 3
    flap = wide - narrower_mm
    outside = Panel(2, flap), Panel(6, wide), Panel(1, wide)
    inside = Panel(3, wide), Panel(4, wide), Panel(5, flap)
    return Leaflet(outside[::-1], inside[::-1]) if rtl else Leaflet(outside, inside)


def unfolded(leaflet: Leaflet, *, rtl: bool) -> tuple[tuple[Panel, ...], ...]:
    """Open a folded leaflet step by step; return what is seen, each time from left to right.

    First the front cover alone, then the cover opened, then the flap too, at last the back of the closed leaflet.
    """
    leaves = list(zip(leaflet.inside, reversed(leaflet.outside), strict=True))  # each face and back, inside up
    cover, middle, flap = reversed(leaves) if rtl else leaves
    cover_opened = cover[0], flap[1]
    return (cover[1],), cover_opened[::-1] if rtl else cover_opened, leaflet.inside, (middle[1],)
