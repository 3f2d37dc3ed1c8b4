"""Ways of folding a sheet, in one table. All sizes in mm.

A new one is a row of ``FOLDS``, words in ``templates/tickets/`` and drawings ``fold-<name>`` in ``art/folds.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from handbook.imposition.geometry import ACROSS, DOWN, Size


@dataclass(frozen=True, slots=True)
class Fold:
    """How a sheet is folded; without a name it stays flat."""

    name: str = ""
    """In ``formats.toml``, on the ticket and of its drawing."""
    places: int = 0
    """How many folds have places of their own, ``folds_mm``; without any it is folded in the middle or not at all."""
    side: int = ACROSS
    """Which side of the sheet the folds divide."""
    is_spread: bool = False
    """Whether two pages lie side by side on the sheet, which is folded between them."""
    has_feet: bool = False
    """Whether the first panel and the last come to lie on each other, to be stuck together."""
    works: tuple[str, str] = ("", "")
    """What it is called as work, by the words of the ticket: in a print shop, in an office."""

    @property
    def opens(self) -> bool:
        """Whether what comes out opens like a book: then it goes with the reading direction."""
        return bool(self.name) and self.side == ACROSS

    @property
    def start(self) -> str:
        """From which edge of the first page places are measured: ``left`` or ``head``; empty where there are none."""
        return ("left", "head")[self.side] if self.places else ""

    @property
    def pages_a_sheet(self) -> int:
        """How many pages the two sides of a sheet hold."""
        return 4 if self.is_spread else 2

    def work(self, *, press: bool) -> str:
        """Return what the work is called; empty if nothing is folded."""
        return self.works[0 if press else 1]

    def opened(self, page: Size) -> Size:
        """Return the size of the sheet that pages of a size make before they are folded."""
        return (2 * page[ACROSS], page[DOWN]) if self.is_spread else page

    def fits(self, places: tuple[float, ...], page: Size) -> bool:
        """Whether the places are as many as the fold has, and lie on the page one after the other."""
        ends = (0.0, *places, page[self.side])
        return len(places) == self.places and all(a < b for a, b in pairwise(ends))

    def on(self, flat: Size, page: Size, places: tuple[float, ...], *, rtl: bool) -> tuple[float, ...]:
        """Return the places that are told for a page on a flat sheet of another size, in proportion.

        Panels go with the reading direction: from right to left a leaflet is folded in the mirror.
        """
        length, of = flat[self.side], page[self.side]
        scaled = [place * length / of for place in places]
        if rtl and self.side == ACROSS:
            scaled = [length - place for place in reversed(scaled)]
        return tuple(round(place, 1) for place in scaled)  # nobody folds more truly

    def finished(self, flat: Size, places: tuple[float, ...]) -> Size:
        """Return the size of the folded thing: of a spread its half, else the widest panel."""
        width, height = flat
        if self.is_spread:
            return round(width / 2, 2), height
        if not places:
            return flat
        widest = round(max(b - a for a, b in pairwise((0.0, *places, flat[self.side]))), 2)
        return (widest, height) if self.side == ACROSS else (width, widest)

    def overlap(self, places: tuple[float, ...]) -> float:
        """Return how far feet lie on each other; 0 where there are none."""
        return places[0] if self.has_feet else 0.0


FLAT = Fold()
FOLDS = {
    each.name: each
    for each in (
        FLAT,
        Fold("saddle", is_spread=True, works=("stitch", "staple")),
        Fold("letter", places=2, works=("letter", "letter")),
        Fold("tent", places=3, side=DOWN, has_feet=True, works=("tent", "tent")),
    )
}
"""By the names that ``formats.toml`` may have."""
