"""Arrangements: how the pages of a layout stand on the sheets of a file. All sizes in mm.

One class for each, which is all that anybody knows of it, and its name in ``KINDS``. Sheets are turned over about their
upright edge, as the leaf of a book is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from handbook.imposition.geometry import (
    ACROSS,
    DOWN,
    NEAR_MM,
    Bounds,
    Forme,
    ImpositionError,
    Marks,
    Original,
    Placement,
    Segment,
    Size,
    centred,
    need_bleed,
    need_room,
)
from handbook.imposition.signatures import creep_mm, stitched

MARGIN_MM = 5.0
"""What office printers leave white: most need 4.2 mm."""
GAP_MM = 1.0
"""Between bleed and marks: a mark on the bleed would be seen if a cut is not true."""
MARK_MM = 5.0
"""Length of a mark; as much again as the gap stays free outside it."""
SIDES = 2
COVER = 4
"""Pages of a cover: two before the inside of a book and two behind it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an arrangement must know beside its pages."""

    bleed_mm: float = 3.0
    """How much of it the sheets show."""
    caliper_mm: float = 0.0
    """Thickness of a leaf."""
    cover_caliper_mm: float = 0.0
    """Thickness of a leaf of the cover."""
    rtl: bool = False
    """Whether a book is bound at the right."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Copies on a sheet, edge to edge."""

    across: int = 1
    down: int = 1

    @property
    def copies(self) -> int:
        """How many there are."""
        return self.across * self.down


@dataclass(frozen=True, slots=True)
class Arrangement(ABC):
    """How pages stand on sheets.

    The fields of a class are the keys that its products have in ``formats.toml``, each a width and a height: one
    without a default must be there. ``page`` is everywhere a page of the layout as it is cut.
    """

    name: ClassVar[str]
    """In ``formats.toml``."""
    moves_pages: ClassVar[bool] = True
    """Whether sheets come in place of the pages: then these bring all their bleed, and it is cut here."""
    true_size: ClassVar[bool] = True
    """Whether print dialogs are asked for true size, and sheets turned about their upright edge."""
    has_marks: ClassVar[bool] = False
    """Whether marks stand round the trim."""
    makes_up_for_creep: ClassVar[bool] = False
    for_any_printer: ClassVar[bool] = False
    """Whether office printers print it too, although it is for the press: somebody turns its sheets."""
    work: ClassVar[str] = ""
    """What is done with its sheets, by the words of the ticket; empty: what its fold asks for, or what is usual."""
    part: ClassVar[str] = ""
    """Which part of a book its file is, by the words of the ticket: ``cover`` or ``inside``; empty: all of it."""
    is_stitched: ClassVar[bool] = True
    """Whether a book is stitched in the fold; else its leaves are glued into a cover with a spine."""

    @abstractmethod
    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        """Return the sides of the sheets, none where pages stay as they are; raises ImpositionError if they cannot."""

    def trim(self, page: Size, bleed_mm: float) -> Size:
        """Return the trim of the sheets, without a spine."""
        return page

    def scale(self, page: Size) -> float:
        """Return at what scale pages stand on sheets for an office."""
        return 1.0

    def flat(self, page: Size, file_trim: Size, *, folded: bool) -> Size:
        """Return the size after the first cut, before anything is folded.

        ``file_trim`` is what the file's pages are cut to; ``folded`` says whether there are folds with places.
        """
        return file_trim

    def grid(self, page: Size, bleed_mm: float) -> Grid:
        """Return how many copies of the thing stand on a sheet."""
        return Grid()

    def cover(self, file_pages: int) -> tuple[int, ...]:
        """Return which pages of a book's file go on the paper of the cover."""
        return tuple(sorted({1, 2, file_pages - 1, file_pages}))

    def taken(self, pages: int) -> Sequence[int]:
        """Return which pages of a layout the file has where they stay as they are; raises ImpositionError."""
        return range(1, pages + 1)

    def spine_mm(self, pages: int, leaf_mm: float, cover_mm: float) -> float:
        """Return how wide the spine of a book is, by the thickness of its leaves and of the cover's; 0 if stitched."""
        return 0.0


@dataclass(frozen=True, slots=True)
class Plain(Arrangement):
    """Pages as they are."""

    name = ""
    moves_pages = False

    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        """Return none: the pages are the file's."""
        return ()


@dataclass(frozen=True, slots=True)
class Saddle(Arrangement):
    """A book as sheets of two pages a side, to be laid into each other, stitched in the fold and cut.

    Bleed stays at the three outer sides and ends at the spine. Blank pages (``signatures.blanks``) stand before the
    back cover. Trim and marks are the same on all sheets, since the stitched book is cut as a whole; the pages of the
    inner sheets move towards the spine, the more the thicker the paper.
    """

    name = "saddle"
    has_marks = True
    makes_up_for_creep = True
    sheet_mm: Size | None = None
    """None: as large as pages, bleed and marks need."""

    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        """Yield outside and inside of each sheet, from the outermost inwards."""
        most = creep_mm(original.pages, terms.caliper_mm)
        need_bleed(original, terms.bleed_mm + most)  # what moves towards the spine takes its bleed along
        around = terms.bleed_mm + GAP_MM + MARK_MM + GAP_MM
        need = 2 * (original.width + around), original.height + 2 * around
        size = self.sheet_mm or need
        need_room(size, need)
        trim = centred(size, self.trim(original.size, terms.bleed_mm))
        bleed = trim.grown(terms.bleed_mm)
        spine = trim.middle[0]
        marks = _stitching_marks(trim, bleed)
        sides = stitched(original.pages, rtl=terms.rtl)
        innermost = max(len(sides) // 2 - 1, 1)
        for number, (left, right) in enumerate(sides):
            creep = most * (number // 2) / innermost
            places = []
            if left is not None:
                places.append(Placement(left, trim.left + creep, trim.bottom, bleed._replace(right=spine)))
            if right is not None:
                places.append(Placement(right, spine - creep, trim.bottom, bleed._replace(left=spine)))
            yield Forme(size, trim, bleed, tuple(places), marks)

    def trim(self, page: Size, bleed_mm: float) -> Size:
        """Return the spread's."""
        return 2 * page[ACROSS], page[DOWN]

    def cover(self, file_pages: int) -> tuple[int, ...]:
        """Return the sides of the outermost sheet."""
        return 1, 2


@dataclass(frozen=True, slots=True)
class SaddleOffice(Arrangement):
    """A book as sheets for a printer that turns them on their short edge, to be folded and stapled: no bleed, no marks.

    The pages of a side meet in the middle of the sheet and are as large as the printer's margins let them be.
    """

    name = "saddle-office"
    sheet_mm: Size

    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        """Yield outside and inside of each sheet, from the outermost inwards."""
        scale = self.scale(original.size)
        both = centred(self.sheet_mm, (2 * original.width * scale, original.height * scale))
        fold = both.middle[0]
        halves = both._replace(right=fold), both._replace(left=fold)
        for spread in stitched(original.pages, rtl=terms.rtl):
            placed = [(page, at) for page, at in zip(spread, halves, strict=True) if page is not None]
            yield _bare(self.sheet_mm, [Placement(page, at.left, at.bottom, at, scale) for page, at in placed])

    def trim(self, page: Size, bleed_mm: float) -> Size:
        """Return the sheet's."""
        return self.sheet_mm

    def scale(self, page: Size) -> float:
        """Return at what scale half a sheet holds a page within the margins."""
        return _largest(page, (self.sheet_mm[ACROSS] / 2 - MARGIN_MM, self.sheet_mm[DOWN] - 2 * MARGIN_MM))

    def cover(self, file_pages: int) -> tuple[int, ...]:
        """Return the sides of the outermost sheet."""
        return 1, 2


@dataclass(frozen=True, slots=True)
class Cards(Arrangement):
    """A side of fronts and a side of backs: as many upright cards as a sheet holds, without gutters.

    Only the outer sides of the block have bleed. The block stands in the middle of the sheet, so that each front has a
    back behind it.
    """

    name = "cards"
    has_marks = True
    for_any_printer = True
    work = "cut"
    sheet_mm: Size

    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        """Yield the fronts and the backs; raises ImpositionError if the file has not two pages."""
        if original.pages != SIDES:
            text = f"a card has a front and a back; pages of this file: {original.pages}"
            raise ImpositionError(text)
        need_bleed(original, terms.bleed_mm)
        around = _around_cards(terms.bleed_mm)
        need_room(self.sheet_mm, (original.width + 2 * around, original.height + 2 * around))
        grid = self.grid(original.size, terms.bleed_mm)
        block = centred(self.sheet_mm, (grid.across * original.width, grid.down * original.height))
        bleed = block.grown(terms.bleed_mm)
        xs = [block.left + column * original.width for column in range(grid.across + 1)]
        ys = [block.bottom + row * original.height for row in range(grid.down + 1)]
        marks = Marks(_cuts(bleed, xs, ys))
        for page in (1, 2):
            places = [
                Placement(page, x, y, Bounds(left, bottom, right, top))
                for y, bottom, top in _cells(ys, terms.bleed_mm)
                for x, left, right in _cells(xs, terms.bleed_mm)
            ]
            yield Forme(self.sheet_mm, block, bleed, tuple(places), marks)

    def trim(self, page: Size, bleed_mm: float) -> Size:
        """Return that of the block."""
        grid = self.grid(page, bleed_mm)
        return grid.across * page[ACROSS], grid.down * page[DOWN]

    def flat(self, page: Size, file_trim: Size, *, folded: bool) -> Size:
        """Return the size of a card."""
        return page

    def grid(self, page: Size, bleed_mm: float) -> Grid:
        """Return how many cards have room on the sheet, with bleed and marks round them."""
        around = _around_cards(bleed_mm)
        across, down = (
            int((whole - 2 * around + NEAR_MM) / one) for whole, one in zip(self.sheet_mm, page, strict=True)
        )
        return Grid(across, down)


@dataclass(frozen=True, slots=True)
class Scaled(Arrangement):
    """Pages at another size, such as a poster's: bleed grows along and is cut.

    What the sides of two sizes differ by in proportion, as those of A3 and A2 do by a hair, the bleed makes good.
    """

    name = "scaled"
    true_size = False
    sheet_mm: Size

    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        """Yield each page at the size of the sheet."""
        factor = self.sheet_mm[ACROSS] / original.width
        short = max(0.0, self.sheet_mm[DOWN] - original.height * factor)
        need_bleed(original, terms.bleed_mm + short, factor)
        size = self.sheet_mm[ACROSS] + 2 * terms.bleed_mm, self.sheet_mm[DOWN] + 2 * terms.bleed_mm
        bleed = Bounds(0, 0, *size)
        for page in range(1, original.pages + 1):
            place = Placement(page, terms.bleed_mm, terms.bleed_mm, bleed, factor)
            yield Forme(size, bleed.grown(-terms.bleed_mm), bleed, (place,))

    def trim(self, page: Size, bleed_mm: float) -> Size:
        """Return the sheet's."""
        return self.sheet_mm


@dataclass(frozen=True, slots=True)
class Fitted(Arrangement):
    """Pages in the middle of sheets for an office printer, without bleed, as large as its margins let them be.

    Pages of the sheet's own size stay as they are and lose their edge: scaled, what folds at a third would not.
    """

    name = "fitted"
    sheet_mm: Size

    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        """Yield each page on a sheet."""
        scale = self.scale(original.size)
        at = centred(self.sheet_mm, (original.width * scale, original.height * scale))
        if self._is_own_size(original.size):
            at = Bounds(0, 0, *self.sheet_mm)
        seen = at.grown(-MARGIN_MM) if self._is_own_size(original.size) else at
        for page in range(1, original.pages + 1):
            yield _bare(self.sheet_mm, [Placement(page, at.left, at.bottom, seen, scale)])

    def trim(self, page: Size, bleed_mm: float) -> Size:
        """Return the sheet's."""
        return self.sheet_mm

    def scale(self, page: Size) -> float:
        """Return at what scale a sheet holds a page within the margins."""
        room = self.sheet_mm[ACROSS] - 2 * MARGIN_MM, self.sheet_mm[DOWN] - 2 * MARGIN_MM
        return 1.0 if self._is_own_size(page) else _largest(page, room)

    def flat(self, page: Size, file_trim: Size, *, folded: bool) -> Size:
        """Return the page's size where it is folded: panels are true only without the white that the printer leaves."""
        scale = self.scale(page)
        return (round(page[ACROSS] * scale, 1), round(page[DOWN] * scale, 1)) if folded else file_trim

    def _is_own_size(self, page: Size) -> bool:
        return all(abs(one - other) < NEAR_MM for one, other in zip(page, self.sheet_mm, strict=True))


@dataclass(frozen=True, slots=True)
class Inside(Arrangement):
    """A book without its cover, as print shops ask that print the two on two papers."""

    name = "inside"
    moves_pages = False
    work = "bind"
    part = "inside"

    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        """Return none: the pages are the file's."""
        return ()

    def taken(self, pages: int) -> Sequence[int]:
        """Return all but the two pages before and the two behind; raises ImpositionError if there are no others."""
        if pages <= COVER:
            text = f"a book with a cover has more than {COVER} pages; this one: {pages}"
            raise ImpositionError(text)
        return range(3, pages - 1)

    def cover(self, file_pages: int) -> tuple[int, ...]:
        """Return none: these are in a file of their own."""
        return ()


@dataclass(frozen=True, slots=True)
class CoverPages(Arrangement):
    """The cover of a book as four single pages in their order: front, its inside, the inside of the back, back."""

    name = "cover-pages"
    moves_pages = False
    work = "bind"
    part = "cover"

    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        """Return none: the pages are the file's."""
        return ()

    def taken(self, pages: int) -> Sequence[int]:
        """Return the two pages before the inside and the two behind it; raises ImpositionError if it has no others."""
        Inside().taken(pages)
        return 1, 2, pages - 1, pages


@dataclass(frozen=True, slots=True)
class Cover(Arrangement):
    """The cover of a stitched book as a sheet: outside back and front side by side, inside their backs.

    Bleed stays at the four sides of the spread. The sheet is folded in the middle: there is no spine.
    """

    name = "cover"
    part = "cover"

    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        """Yield outside and inside; raises ImpositionError if there is no inside, or bleed too narrow for the spine."""
        front, front_inside, back_inside, back = CoverPages().taken(original.pages)
        spine = self.spine_mm(original.pages, terms.caliper_mm, terms.cover_caliper_mm)
        need_bleed(original, terms.bleed_mm)
        if spine / 2 > original.bleed + NEAR_MM:
            text = f"a spine of {spine:.1f} mm is filled by the bleed of back and front, {original.bleed:.1f} mm each"
            raise ImpositionError(text)
        for is_outside, left, right in ((True, back, front), (False, front_inside, back_inside)):
            pair = (right, left) if terms.rtl else (left, right)
            yield self._side(original, terms, pair, spine, filled=is_outside)

    def _side(self, original: Original, terms: Terms, pages: tuple[int, int], spine: float, *, filled: bool) -> Forme:
        """Return a side of the sheet; a spine is filled by the bleed of both pages, or bare where it is glued."""
        width, height = self.trim(original.size, terms.bleed_mm)
        bleed = Bounds(0, 0, width + spine + 2 * terms.bleed_mm, height + 2 * terms.bleed_mm)
        trim = bleed.grown(-terms.bleed_mm)
        middle, edge = trim.middle[0], 0.0 if filled else spine / 2
        right = middle + spine / 2
        places = (
            Placement(pages[0], trim.left, trim.bottom, bleed._replace(right=middle - edge)),
            Placement(pages[1], right, trim.bottom, bleed._replace(left=middle + edge)),
        )
        return Forme((bleed.right, bleed.top), trim, bleed, places)

    def trim(self, page: Size, bleed_mm: float) -> Size:
        """Return the spread's."""
        return 2 * page[ACROSS], page[DOWN]

    def flat(self, page: Size, file_trim: Size, *, folded: bool) -> Size:
        """Return the spread's without the spine: what becomes of it is as large as a page."""
        return self.trim(page, 0)

    def cover(self, file_pages: int) -> tuple[int, ...]:
        """Return both sides."""
        return 1, 2


@dataclass(frozen=True, slots=True)
class PerfectCover(Cover):
    """The cover of a perfect-bound book: a spine lies between back and front, as wide as the leaves are thick.

    Outside it is filled by the bleed of the two, and has no text; inside it is bare, for the glue.
    """

    name = "cover-perfect"
    work = "perfect"
    is_stitched = False

    def spine_mm(self, pages: int, leaf_mm: float, cover_mm: float) -> float:
        """Return the thickness of all leaves, the cover's two with them, to the tenth of a millimetre."""
        return round((pages - COVER) / SIDES * leaf_mm + 2 * cover_mm, 1)


PLAIN = Plain()
KINDS: dict[str, type[Arrangement]] = {
    each.name: each
    for each in (Plain, Saddle, SaddleOffice, Cards, Scaled, Fitted, Inside, CoverPages, Cover, PerfectCover)
}
"""By the names that ``formats.toml`` may have."""


def _stitching_marks(trim: Bounds, bleed: Bounds) -> Marks:
    """Return cuts at the corners, the fold at the spine, and register marks beside and above each page."""
    spine, middle = trim.middle
    beside = bleed.grown(GAP_MM + MARK_MM / 2)
    centres = (trim.left + spine) / 2, (spine + trim.right) / 2
    return Marks(
        _cuts(bleed, (trim.left, trim.right), (trim.bottom, trim.top)),
        _cuts(bleed, (spine,), ()),
        (
            (beside.left, middle),
            (beside.right, middle),
            *((x, y) for x in centres for y in (beside.bottom, beside.top)),
        ),
    )


def _around_cards(bleed_mm: float) -> float:
    """Return what bleed and marks need on each side of the block."""
    return bleed_mm + GAP_MM + MARK_MM


def _cells(edges: Sequence[float], bleed: float) -> list[tuple[float, float, float]]:
    """Return where each cell begins, and from where to where it is seen: the outermost with their bleed."""
    seen = [edges[0] - bleed, *edges[1:-1], edges[-1] + bleed]
    return list(zip(edges[:-1], seen[:-1], seen[1:], strict=True))


def _cuts(bleed: Bounds, xs: Iterable[float], ys: Iterable[float]) -> tuple[Segment, ...]:
    """Return strokes outside the bleed: below and above each of ``xs``, at the left and right of each of ``ys``."""
    near, far = bleed.grown(GAP_MM), bleed.grown(GAP_MM + MARK_MM)
    return (
        *(Segment(x, at, x, to) for x in xs for at, to in ((near.bottom, far.bottom), (near.top, far.top))),
        *(Segment(at, y, to, y) for y in ys for at, to in ((near.left, far.left), (near.right, far.right))),
    )


def _largest(page: Size, room: Size) -> float:
    """Return by how much a page can be scaled to fill a room; raises ImpositionError if there is none."""
    scale = min(room[ACROSS] / page[ACROSS], room[DOWN] / page[DOWN])
    if scale <= 0:
        text = f"the margins leave no room: {room[ACROSS]:.1f} x {room[DOWN]:.1f} mm"
        raise ImpositionError(text)
    return scale


def _bare(sheet: Size, places: Iterable[Placement]) -> Forme:
    """Return a side of an office printer's sheet: nobody cuts it, so its trim is the sheet."""
    whole = Bounds(0, 0, *sheet)
    return Forme(sheet, whole, whole, tuple(places))
