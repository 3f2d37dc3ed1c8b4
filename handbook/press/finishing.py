"""What becomes of printed sheets: where they are folded, what size comes out, what is cover and what inside; pure.

All sizes in mm. What an arrangement and a fold know of this they say themselves (``imposition``); here they are joined.
"""

from __future__ import annotations

from dataclasses import dataclass

from handbook.imposition.arrangements import Terms
from handbook.imposition.geometry import Size
from handbook.values.model import Edition, Job, Product, Purpose


@dataclass(frozen=True, slots=True)
class Produced:
    """A finished file."""

    data: bytes
    pages: int
    trim_mm: Size
    """The first page as it is cut: where pages are arranged, the sheet."""
    sheet_mm: Size
    """The first page with all that is round it: bleed and marks."""


def terms(job: Job, edition: Edition) -> Terms:
    """Return what the arrangement of a job must know."""
    rtl, cover = job.language.direction == "rtl", cover_caliper_mm(job.product, edition)
    return Terms(job.product.bleed_mm, edition.caliper_mm, cover, rtl=rtl)


def cover_caliper_mm(product: Product, edition: Edition) -> float:
    """Return how thick a leaf of the cover is: paper of one kind is as much thicker as it is heavier."""
    if product.stock != "book":
        return 0.0
    inside, cover = product.weights_gsm
    return round(edition.caliper_mm * cover / inside, 3)


def spine_mm(product: Product, edition: Edition, pages: int) -> float:
    """Return the width of the spine of a book of so many pages; 0 if it is stitched."""
    return product.arrangement.spine_mm(pages, edition.caliper_mm, cover_caliper_mm(product, edition))


def flat(product: Product, file_trim: Size) -> Size:
    """Return the size after the first cut, before anything is folded; ``file_trim`` is that of the file's pages."""
    layout, arrangement = product.layout, product.arrangement
    size = arrangement.flat(layout.trim_mm, file_trim, folded=bool(layout.folds_mm))
    return size if arrangement.moves_pages else layout.fold.opened(size)


def folds(product: Product, flat_size: Size, *, rtl: bool) -> tuple[float, ...]:
    """Return the folds of a leaflet from the left edge of its first page, the creases of a tent from its head."""
    layout = product.layout
    return layout.fold.on(flat_size, layout.trim_mm, layout.folds_mm, rtl=rtl)


def sheets(product: Product, pages: int) -> int:
    """Return how many sheets, folded or not, so many pages fill."""
    return -(-pages // product.layout.fold.pages_a_sheet)


def cover_of_file(product: Product, file_pages: int) -> tuple[int, ...]:
    """Return which pages of the file go on the paper of the cover; none where all of it is on one paper."""
    return product.arrangement.cover(file_pages) if product.stock == "book" else ()


def flip(product: Product, file: Produced) -> str:
    """Return the edge about which an office printer turns the sheets; nothing for a press, or for one side.

    Backs are made for sheets that turn about their upright edge.
    """
    is_office = product.purpose is Purpose.OFFICE or product.arrangement.for_any_printer
    if not is_office or file.pages == 1:
        return ""
    width, height = file.sheet_mm
    return "short-edge" if width > height else "long-edge"


def way(product: Product) -> str:
    """Return the work that makes the thing from its sheets, as the ticket's words know it."""
    is_press = product.purpose is Purpose.PRESS
    usual = "trim" if is_press else "none"
    return product.arrangement.work or product.layout.fold.work(press=is_press) or usual
