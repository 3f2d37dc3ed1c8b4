"""Finished pages to sheets: booklets to stitch, cards to cut, posters and leaflets at another size. All sizes in mm.

Every function takes a file and returns one. Output intent, properties, fonts and vectors stay; tags and bookmarks,
which belong to single pages, do not. Sheets are turned over about their upright edge, as the leaf of a book is.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pikepdf

from handbook.press.formes import (
    NEAR_MM,
    Bounds,
    Forme,
    Marks,
    Original,
    Placement,
    Segment,
    measured,
    need_bleed,
    need_room,
    print_unscaled,
    printed,
)
from handbook.press.signatures import stitched
from handbook.values.errors import ImpositionError

GAP_MM = 1.0
"""Between bleed and marks: a mark on the bleed would be seen if a cut is not true."""
MARK_MM = 5.0
"""Length of a mark; as much again as the gap stays free outside it."""
SIDES = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a print shop wants of the sheets of a stitched book."""

    size_mm: tuple[float, float] | None = None
    """None: as large as pages, bleed and marks need."""
    bleed_mm: float = 3.0
    marks: bool = True
    creep_mm: float = 0.0
    """How far the pages of the innermost sheet move towards the spine; those between move in proportion."""
    rtl: bool = False
    """Bound at the right."""


def saddle(data: bytes, sheet: Sheet) -> bytes:
    """Return a book as sheets of two pages a side, to be laid into each other, stitched in the fold and cut.

    Bleed stays at the three outer sides and ends at the spine. Blank pages (``signatures.blanks``) stand before the
    back cover. Trim and marks are the same on all sheets, since the stitched book is cut as a whole.
    """
    return _imposed(data, lambda original: _stitched(original, sheet))


def saddle_office(data: bytes, sheet_mm: tuple[float, float], margin_mm: float, *, rtl: bool = False) -> bytes:
    """Return a book as sheets for an office printer, to be folded and stapled: no bleed, no marks.

    The pages of a side meet in the middle of the sheet and are as large as the printer's margins let them be.
    """

    def formes(original: Original) -> Iterable[Forme]:
        room = sheet_mm[0] / 2 - margin_mm, sheet_mm[1] - 2 * margin_mm
        scale = _largest(original, room)
        both = _centred(sheet_mm, (2 * original.width * scale, original.height * scale))
        fold = both.middle[0]
        halves = both._replace(right=fold), both._replace(left=fold)
        for spread in stitched(original.pages, rtl=rtl):
            placed = [(page, at) for page, at in zip(spread, halves, strict=True) if page is not None]
            yield _bare(sheet_mm, [Placement(page, at.left, at.bottom, at, scale) for page, at in placed])

    return _imposed(data, formes)


def cards(data: bytes, sheet_mm: tuple[float, float], mark_mm: float = MARK_MM, bleed_mm: float = 3.0) -> bytes:
    """Return a side of fronts and a side of backs: as many upright cards as a sheet holds, without gutters.

    Only the outer sides of the block have bleed. The block stands in the middle of the sheet, so that each front has a
    back behind it. Raises ImpositionError if the file has not two pages.
    """
    return _imposed(data, lambda original: _butted(original, sheet_mm, mark_mm, bleed_mm))


def fitted(data: bytes, sheet_mm: tuple[float, float], margin_mm: float) -> bytes:
    """Return pages in the middle of sheets for an office printer, without bleed, as large as its margins let them be.

    Pages of the sheet's own size stay as they are and lose their edge: scaled, what folds at a third would not.
    """

    def formes(original: Original) -> Iterable[Forme]:
        if abs(original.width - sheet_mm[0]) < NEAR_MM and abs(original.height - sheet_mm[1]) < NEAR_MM:
            seen = Bounds(0, 0, *sheet_mm).grown(-margin_mm)
            yield from (_bare(sheet_mm, [Placement(page, 0, 0, seen)]) for page in range(1, original.pages + 1))
            return
        scale = _largest(original, (sheet_mm[0] - 2 * margin_mm, sheet_mm[1] - 2 * margin_mm))
        at = _centred(sheet_mm, (original.width * scale, original.height * scale))
        for page in range(1, original.pages + 1):
            yield _bare(sheet_mm, [Placement(page, at.left, at.bottom, at, scale)])

    return _imposed(data, formes)


def scaled(data: bytes, trim_mm: tuple[float, float], bleed_mm: float) -> bytes:
    """Return pages at another size, such as a poster's: bleed grows along and is cut to ``bleed_mm``.

    What the sides of two sizes differ by in proportion, as those of A3 and A2 do by a hair, the bleed makes good.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        original = measured(pdf)
        factor = trim_mm[0] / original.width
        short = max(0.0, trim_mm[1] - original.height * factor)
        need_bleed(original, bleed_mm + short, factor)
        size = trim_mm[0] + 2 * bleed_mm, trim_mm[1] + 2 * bleed_mm
        bleed = Bounds(0, 0, *size)
        pages = range(1, original.pages + 1)
        places = [Placement(page, bleed_mm, bleed_mm, bleed, factor) for page in pages]
        return printed(pdf, [Forme(size, bleed.grown(-bleed_mm), bleed, (place,)) for place in places])


def _imposed(data: bytes, arranged: Callable[[Original], Iterable[Forme]]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        formes = tuple(arranged(measured(pdf)))
        print_unscaled(pdf, formes[0].size)
        return printed(pdf, formes)


def _stitched(original: Original, sheet: Sheet) -> Iterable[Forme]:
    need_bleed(original, sheet.bleed_mm + sheet.creep_mm)  # what moves towards the spine takes its bleed along
    around = sheet.bleed_mm + (GAP_MM + MARK_MM + GAP_MM if sheet.marks else 0)
    need = 2 * (original.width + around), original.height + 2 * around
    size = sheet.size_mm or need
    need_room(size, need)
    trim = _centred(size, (2 * original.width, original.height))
    bleed = trim.grown(sheet.bleed_mm)
    spine = trim.middle[0]
    marks = _stitching_marks(trim, bleed) if sheet.marks else Marks()
    sides = stitched(original.pages, rtl=sheet.rtl)
    innermost = max(len(sides) // 2 - 1, 1)
    for number, (left, right) in enumerate(sides):
        creep = sheet.creep_mm * (number // 2) / innermost
        places = []
        if left is not None:
            places.append(Placement(left, trim.left + creep, trim.bottom, bleed._replace(right=spine)))
        if right is not None:
            places.append(Placement(right, spine - creep, trim.bottom, bleed._replace(left=spine)))
        yield Forme(size, trim, bleed, tuple(places), marks)


def _stitching_marks(trim: Bounds, bleed: Bounds) -> Marks:
    """Return cuts at the corners, the fold at the spine, and register marks beside and above each page."""
    spine, middle = trim.middle
    beside = bleed.grown(GAP_MM + MARK_MM / 2)
    centres = (trim.left + spine) / 2, (spine + trim.right) / 2
    return Marks(
        _cuts(bleed, (trim.left, trim.right), (trim.bottom, trim.top), MARK_MM),
        _cuts(bleed, (spine,), (), MARK_MM),
        (
            (beside.left, middle),
            (beside.right, middle),
            *((x, y) for x in centres for y in (beside.bottom, beside.top)),
        ),
    )


def _butted(original: Original, sheet_mm: tuple[float, float], mark_mm: float, bleed_mm: float) -> Iterable[Forme]:
    if original.pages != SIDES:
        text = f"a card has a front and a back; pages of this file: {original.pages}"
        raise ImpositionError(text)
    need_bleed(original, bleed_mm)
    around = bleed_mm + GAP_MM + mark_mm
    need_room(sheet_mm, (original.width + 2 * around, original.height + 2 * around))
    columns = int((sheet_mm[0] - 2 * around + NEAR_MM) / original.width)
    rows = int((sheet_mm[1] - 2 * around + NEAR_MM) / original.height)
    block = _centred(sheet_mm, (columns * original.width, rows * original.height))
    bleed = block.grown(bleed_mm)
    xs = [block.left + column * original.width for column in range(columns + 1)]
    ys = [block.bottom + row * original.height for row in range(rows + 1)]
    marks = Marks(_cuts(bleed, xs, ys, mark_mm))
    for page in (1, 2):
        places = [
            Placement(page, x, y, Bounds(left, bottom, right, top))
            for y, bottom, top in _cells(ys, bleed_mm)
            for x, left, right in _cells(xs, bleed_mm)
        ]
        yield Forme(sheet_mm, block, bleed, tuple(places), marks)


def _cells(edges: Sequence[float], bleed: float) -> list[tuple[float, float, float]]:
    """Return where each cell begins, and from where to where it is seen: the outermost with their bleed."""
    seen = [edges[0] - bleed, *edges[1:-1], edges[-1] + bleed]
    return list(zip(edges[:-1], seen[:-1], seen[1:], strict=True))


def _cuts(bleed: Bounds, xs: Iterable[float], ys: Iterable[float], length: float) -> tuple[Segment, ...]:
    """Return strokes outside the bleed: below and above each of ``xs``, at the left and right of each of ``ys``."""
    near, far = bleed.grown(GAP_MM), bleed.grown(GAP_MM + length)
    return (
        *(Segment(x, at, x, to) for x in xs for at, to in ((near.bottom, far.bottom), (near.top, far.top))),
        *(Segment(at, y, to, y) for y in ys for at, to in ((near.left, far.left), (near.right, far.right))),
    )


def _largest(original: Original, room: tuple[float, float]) -> float:
    """Return by how much pages can be scaled to fill a room."""
    scale = min(room[0] / original.width, room[1] / original.height)
    if scale <= 0:
        text = f"the margins leave no room: {room[0]:.1f} x {room[1]:.1f} mm"
        raise ImpositionError(text)
    return scale


def _centred(sheet: tuple[float, float], size: tuple[float, float]) -> Bounds:
    left, bottom = (sheet[0] - size[0]) / 2, (sheet[1] - size[1]) / 2
    return Bounds(left, bottom, left + size[0], bottom + size[1])


def _bare(sheet: tuple[float, float], places: Iterable[Placement]) -> Forme:
    """Return a side of an office printer's sheet: nobody cuts it, so its trim is the sheet."""
    whole = Bounds(0, 0, *sheet)
    return Forme(sheet, whole, whole, tuple(places))
