"""What the separations show: too much ink, and grounds that end before the bleed does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from handbook.checks.ghostscript import DPI, Separations
from handbook.checks.preflight.geometry import Boxes
from handbook.checks.preflight.paints import Extent, ShownText
from handbook.checks.preflight.wants import Wants
from handbook.values.units import POINTS

PIXEL = 72 / DPI
"""In points."""
FULL = 255
TRACE = 2
"""Of 255: less is the rounding of a conversion."""
TOLERANCE = 1.0
"""In per cent: 8 bits an ink, rounded four times."""
DIRECTIONS = {"left": "down", "right": "down", "top": "from the left", "bottom": "from the left"}
SHORTEST_MM = 1.0
"""A shorter stretch of missing bleed is the end of a line."""
BLUNT = 0.8
"""What is still so wide where it ends, as at the trim, was cut off; a leaf or a disc that ends there narrows."""

FAINT = 0.5
"""What has lost so much of its ink between trim and end has no edge that one sees."""
GROUND = 75
"""Per cent of pixels that are no more than a ground, around letters that stand in it."""
MANY, TRACE_OF_MANY = 3, 0.1
"""So many inks, and of each so much, that misregister is seen."""
ALIKE = 20
"""Of 255: inks that differ less are the same tone, as in a picture."""
SOLID = 6
"""In pixels: what keeps its tone so far in from the trim is a ground."""
ASLANT = 2
"""In pixels: what crosses the trim aslant comes out beside its own place."""

Judgement = tuple[str, str]
Rows = NDArray[np.uint8]
"""Pixels along an edge of the page: rows from inside the trim outwards."""
Mask = NDArray[np.bool_]


def judge(page: Separations, boxes: Boxes, wants: Wants, reversed_out: Sequence[ShownText] = ()) -> Iterator[Judgement]:
    """Yield what is wrong with the inks of a page; ``reversed_out`` is its small white text."""
    shown = boxes.upright
    printed = shown.sheet(wants).printed
    yield from _total(page, shown, printed, wants.tac_limit)
    if boxes.turned % 90 == 0 and wants.needs_bleed and shown.bleed and shown.trim and not shown.cut:
        for side, rows, along in _edges(page, shown.media, printed, shown.trim):
            for start, end in _unfilled(rows):
                where = f"{along(start):.0f} to {along(end):.0f} mm {DIRECTIONS[side]}"
                yield "preflight.unfilled", f"what is printed at the {side} edge ends before the bleed does, {where}"
    for text in reversed_out:
        inks = _around(page, text, boxes)
        if inks >= MANY:
            yield "preflight.register", f"white text of {text.size:.1f} pt stands in {inks} inks"


def _around(page: Separations, text: ShownText, boxes: Boxes) -> int:
    """Return how many inks there are around a text."""
    if text.box is None:
        return 0
    media, box = boxes.upright.media, boxes.turn(text.box)
    lines, columns = (slice(part.start, max(part.stop, part.start + 1)) for part in _window(box, media))
    ground = page[lines, columns].reshape(-1, 4)
    return int((np.percentile(ground, GROUND, axis=0) >= TRACE_OF_MANY * FULL).sum()) if ground.size else 0


def _total(page: Separations, boxes: Boxes, printed: Extent, limit: float) -> Iterator[Judgement]:
    """Yield the worst place of a page, if it is too bad; marks in the slug have all inks, and shall."""
    trim = boxes.trim or boxes.media
    lines, columns = _window(printed, boxes.media)
    sums = page[lines, columns].sum(axis=2, dtype=np.uint16)
    row, column = np.unravel_index(int(sums.argmax()), sums.shape) if sums.size else (0, 0)
    worst = float(sums[row, column]) * 100 / FULL if sums.size else 0
    if worst > limit + TOLERANCE:
        x = (boxes.media[0] + (columns.start + int(column) + 0.5) * PIXEL - trim[0]) / POINTS
        y = (trim[3] - boxes.media[3] + (lines.start + int(row) + 0.5) * PIXEL) / POINTS
        yield "preflight.ink", f"{worst:.0f} % of ink, {x:.0f} mm from the left and {y:.0f} mm from the top of the trim"


def _window(box: Extent, media: Extent) -> tuple[slice, slice]:
    """Return the rows and columns of the pixels that lie wholly in a box."""
    return (
        _whole((media[3] - box[3]) / PIXEL, (media[3] - box[1]) / PIXEL),
        _whole((box[0] - media[0]) / PIXEL, (box[2] - media[0]) / PIXEL),
    )


class _Along:
    """Where a pixel along an edge stands, in mm from the trim's corner."""

    def __init__(self, first: int, origin: float) -> None:
        self._first, self._origin = first, origin

    def __call__(self, index: int) -> float:
        return max(0.0, ((self._first + index) * PIXEL - self._origin) / POINTS)


def _edges(page: Separations, media: Extent, bleed: Extent, trim: Extent) -> Iterator[tuple[str, Rows, _Along]]:
    """Yield for each side the pixels from SOLID inside the trim to the edge of the bleed, only whole ones.

    Each strip goes on into the corners, so that a bare corner is seen, too.
    """
    lines, columns = _window(bleed, media)
    inner_lines, inner_columns = _window(trim, media)
    x, y = _Along(columns.start, (trim[0] - media[0]) / PIXEL), _Along(lines.start, (media[3] - trim[3]) / PIXEL)
    yield "left", page[lines, columns.start : inner_columns.start + SOLID].swapaxes(0, 1)[::-1], y
    yield "bottom", page[inner_lines.stop - SOLID : lines.stop, columns], x
    yield "right", page[lines, inner_columns.stop - SOLID : columns.stop].swapaxes(0, 1), y
    yield "top", page[lines.start : inner_lines.start + SOLID, columns][::-1], x


def _whole(start: float, end: float) -> slice:
    """Return the pixels that lie wholly between two places; a pixel cut by 1/50 counts as whole."""
    return slice(max(0, math.ceil(start - 0.02)), max(0, math.floor(end + 0.02)))


def _unfilled(rows: Rows) -> Iterator[tuple[int, int]]:
    """Yield the stretches along an edge where what is printed at the trim stops before the bleed does.

    Beyond it there may be bare paper, or another ground; then only what is solid inside the trim counts: the lines of
    a pattern come and go.
    """
    inside, rows = rows[:SOLID], rows[SOLID - 1 :]
    if len(rows) < 2:  # noqa: PLR2004  # no bleed at all is for another rule
        return
    inked = rows.max(axis=2) > TRACE
    solid = _like(inside, rows[0]).all(axis=0)
    yield from _endings(rows, inked, inked[0])
    yield from _endings(rows, _like(rows, rows[0]), inked[0] & inked[-1] & solid)


def _like(rows: Rows, row: Rows) -> Mask:
    alike: Mask = np.abs(rows.astype(np.int16) - row).max(axis=2) <= ALIKE
    return alike


def _endings(rows: Rows, goes_on: Mask, judged: Mask) -> Iterator[tuple[int, int]]:
    """Yield the stretches of what is judged that do not go on to the last row, but end bluntly."""
    for start, end in _runs(judged & ~_spread(goes_on[-1], ASLANT)):
        if (end - start) * PIXEL < SHORTEST_MM * POINTS:
            continue
        last = max(n for n, row in enumerate(goes_on) if row[start:end].any())
        if goes_on[last, start:end].sum() >= BLUNT * (end - start) and not _fades(rows[: last + 1, start:end]):
            yield start, end


def _fades(rows: Rows) -> bool:
    """Whether what is printed becomes ever paler, row by row, until nobody sees where it ends."""
    first, last = (np.median(row.max(axis=1)) for row in (rows[0], rows[-1]))
    return bool(last <= FAINT * first)


def _spread(row: Mask, by: int) -> Mask:
    """Return a row with its ink spread sideways."""
    return np.convolve(row, np.ones(2 * by + 1, dtype=np.int64), mode="same") > 0


def _runs(row: Mask) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
