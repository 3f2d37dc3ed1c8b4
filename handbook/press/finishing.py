"""What becomes of printed sheets: where they are folded, what size comes out, what is cover and what inside; pure.

All sizes in mm. A format says where its pages are folded; sheets of another size are folded in proportion.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from handbook.values.model import Arrangement, Format, Purpose

PAGES_A_SHEET = 4
"""Of a folded sheet: two on each side."""

MARGIN_MM = 5.0
"""What office printers leave white: most need 4.2 mm."""
ACROSS, DOWN = 0, 1
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Produced:
    """A finished file."""

    data: bytes
    pages: int
    trim_mm: tuple[float, float]
    """The first page as it is cut: where pages are arranged, the sheet."""
    sheet_mm: tuple[float, float]
    """The first page with all that is round it: bleed and marks."""


@dataclass(frozen=True, slots=True)
class CardGrid:
    """Cards on a sheet, edge to edge."""

    across: int
    down: int

    @property
    def copies(self) -> int:
        """How many cards the sheet has."""
        return self.across * self.down


def scale(row: Format) -> float:
    """Return at what scale pages stand within the margins of an office printer."""
    if row.sheet_mm is None or row.sheet_mm == row.trim_mm:
        return 1.0
    side_by_side = 2 if row.arrangement is Arrangement.SADDLE_OFFICE else 1
    width, height = row.sheet_mm[0] - 2 * MARGIN_MM, row.sheet_mm[1] - 2 * MARGIN_MM
    return min(width / (side_by_side * row.trim_mm[0]), height / row.trim_mm[1])


def flat(row: Format, file_trim: Size) -> Size:
    """Return the size after the first cut, before anything is folded; ``file_trim`` is that of the file's pages."""
    match row.arrangement:
        case Arrangement.CARDS:
            return row.trim_mm
        case Arrangement.FITTED if row.folds_mm:
            # Panels have their true proportions only without the white that the printer leaves round them.
            return round(row.trim_mm[ACROSS] * scale(row), 1), round(row.trim_mm[DOWN] * scale(row), 1)
        case Arrangement.NONE if row.fold == "saddle":
            return 2 * file_trim[ACROSS], file_trim[DOWN]
        case _:
            return file_trim


def folds(row: Format, flat_size: Size, *, rtl: bool) -> tuple[float, ...]:
    """Return the folds of a leaflet from the left edge of its first page, the creases of a tent from its head.

    Panels go with the reading direction: from right to left a leaflet is folded in the mirror.
    """
    side = _folded_side(row)
    length, of = flat_size[side], row.trim_mm[side]
    places = [place * length / of for place in row.folds_mm]
    if rtl and side == ACROSS:
        places = [length - place for place in reversed(places)]
    return tuple(round(place, 1) for place in places)  # nobody folds more truly


def finished(row: Format, flat_size: Size, places: tuple[float, ...]) -> Size:
    """Return the size of the folded thing: of a book half the sheet, else the widest panel."""
    width, height = flat_size
    if row.fold == "saddle":
        return round(width / 2, 2), height
    if not places:
        return flat_size
    side = _folded_side(row)
    widest = round(max(b - a for a, b in pairwise((0.0, *places, flat_size[side]))), 2)
    return (widest, height) if side == ACROSS else (width, widest)


def overlap(row: Format, places: tuple[float, ...]) -> float:
    """Return how far the feet of a tent lie on each other, where they are stuck together; else 0."""
    return places[0] if row.fold == "tent" else 0.0


def sheets(row: Format, pages: int) -> int:
    """Return how many sheets, folded or not, so many pages fill."""
    return -(-pages // (PAGES_A_SHEET if row.fold == "saddle" else 2))


def cover_of_file(row: Format, file_pages: int) -> tuple[int, ...]:
    """Return which pages of the file go on the paper of the cover; none where all is on one paper."""
    if row.stock != "book":
        return ()
    if row.arrangement is Arrangement.SADDLE:
        return 1, 2
    return tuple(sorted({1, 2, file_pages - 1, file_pages}))


def block(row: Format, file_trim: Size) -> CardGrid | None:
    """Return how cards stand on their sheet; None for anything else."""
    if row.arrangement is not Arrangement.CARDS:
        return None
    return CardGrid(*(round(whole / one) for whole, one in zip(file_trim, row.trim_mm, strict=True)))


def has_marks(row: Format) -> bool:
    """Whether marks stand round the trim."""
    return row.arrangement in {Arrangement.SADDLE, Arrangement.CARDS}


def flip(row: Format, file: Produced) -> str:
    """Return the edge about which an office printer turns the sheets; nothing for a press, or for one side.

    Backs are made for sheets that turn about their upright edge.
    """
    is_office = row.purpose is Purpose.OFFICE or row.arrangement is Arrangement.CARDS
    if not is_office or file.pages == 1:
        return ""
    width, height = file.sheet_mm
    return "short-edge" if width > height else "long-edge"


def way(row: Format) -> str:
    """Return the work that makes the thing from its sheets, as the ticket's words know it."""
    is_press = row.purpose is Purpose.PRESS
    match row.fold:
        case "saddle":
            return "stitch" if is_press else "staple"
        case "":
            return "cut" if row.arrangement is Arrangement.CARDS else "trim" if is_press else "none"
        case fold:
            return fold


def _folded_side(row: Format) -> int:
    return DOWN if row.fold == "tent" else ACROSS
