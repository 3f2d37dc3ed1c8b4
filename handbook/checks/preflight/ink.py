"""What the separations show: too much ink, and grounds that end before the bleed does."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from handbook.checks.ghostscript import DPI, Separations
from handbook.checks.preflight.geometry import MM, SIDES, Boxes
from handbook.checks.preflight.paints import Box
from handbook.checks.preflight.wants import Wants

PIXEL = 72 / DPI
"""In points."""
FULL = 255
TRACE = 2
"""Of 255: less is the rounding of a conversion."""
TOLERANCE = 1.0
"""In per cent: 8 bits an ink, rounded four times."""
SHORTEST_MM = 1.0
"""A shorter stretch of missing bleed is the end of a line."""
BLUNT = 0.8
"""What is still so wide where it ends, as at the trim, was cut off; a leaf or a disc that ends there narrows."""

ASLANT = 2
"""In pixels: what crosses the trim aslant comes out beside its own place."""

Judgement = tuple[str, str]
Rows = NDArray[np.bool_]
"""Pixels with ink along an edge of the page: rows from inside the trim outwards."""


def judge(page: Separations, boxes: Boxes, wants: Wants) -> Iterator[Judgement]:
    """Yield what is wrong with the inks of a page."""
    upright = np.rot90(page, boxes.turned // 90)
    yield from _total(upright, boxes, wants.tac_limit)
    if wants.needs_bleed and boxes.bleed and boxes.trim and not boxes.cut:  # what is hidden is not rendered
        ink = upright.sum(axis=2, dtype=np.uint16) > TRACE
        for side, rows, along in _edges(ink, boxes.media, boxes.bleed, boxes.trim):
            for start, end in _unfilled(rows):
                text = f"nothing is printed in the bleed at the {side}, {along(start):.0f} to {along(end):.0f} mm"
                yield "preflight.unfilled", f"{text} {'down' if side in {'left', 'right'} else 'from the left'}"


def _total(page: Separations, boxes: Boxes, limit: float) -> Iterator[Judgement]:
    """Yield the worst place of a page and its bleed, if it is too bad; marks outside print on every plate."""
    lines, columns = _within(boxes)
    sums = page[lines, columns].sum(axis=2, dtype=np.uint16)
    row, column = np.unravel_index(int(sums.argmax()), sums.shape)
    worst = float(sums[row, column]) * 100 / FULL
    if worst > limit + TOLERANCE:
        trim = boxes.trim or boxes.media
        x = (boxes.media[0] + (columns.start + int(column) + 0.5) * PIXEL - trim[0]) / MM
        y = (trim[3] - boxes.media[3] + (lines.start + int(row) + 0.5) * PIXEL) / MM
        yield "preflight.ink", f"{worst:.0f} % of ink, {x:.0f} mm from the left and {y:.0f} mm from the top of the trim"


def _within(boxes: Boxes) -> tuple[slice, slice]:
    """Return the rows and columns of a page's pixels that lie in its bleed, or in all of it."""
    media, (left, bottom, right, top) = boxes.media, boxes.bleed or boxes.media
    lines = _whole((media[3] - top) / PIXEL, (media[3] - bottom) / PIXEL)
    return lines, _whole((left - media[0]) / PIXEL, (right - media[0]) / PIXEL)


class _Along:
    """Where a pixel along an edge stands, in mm from the trim's corner."""

    def __init__(self, first: int, origin: float) -> None:
        self._first, self._origin = first, origin

    def __call__(self, index: int) -> float:
        return ((self._first + index) * PIXEL - self._origin) / MM


def _edges(ink: Rows, media: Box, bleed: Box, trim: Box) -> Iterator[tuple[str, Rows, _Along]]:
    """Yield for each side the pixels from just inside the trim to the edge of the bleed, only whole ones.

    Each strip goes on into the corners, so that a bare corner is seen, too.
    """
    height = media[3]
    left, right = ((edge - media[0]) / PIXEL for edge in (bleed[0], bleed[2]))
    top, bottom = ((height - edge) / PIXEL for edge in (bleed[3], bleed[1]))
    columns, lines = _whole(left, right), _whole(top, bottom)
    inner_x = (trim[0] - media[0]) / PIXEL, (trim[2] - media[0]) / PIXEL
    inner_y = (height - trim[3]) / PIXEL, (height - trim[1]) / PIXEL
    x, y = _Along(columns.start, inner_x[0]), _Along(lines.start, inner_y[0])
    strips = {
        "left": (ink[lines, _whole(left, math.ceil(inner_x[0]) + 1)].T[::-1], y),
        "right": (ink[lines, _whole(math.floor(inner_x[1]) - 1, right)].T, y),
        "top": (ink[_whole(top, math.ceil(inner_y[0]) + 1), columns][::-1], x),
        "bottom": (ink[_whole(math.floor(inner_y[1]) - 1, bottom), columns], x),
    }
    for side in SIDES:
        yield side, *strips[side]


def _whole(start: float, end: float) -> slice:
    """Return the pixels that lie wholly between two places; a pixel cut by 1/50 counts as whole."""
    return slice(max(0, math.ceil(start - 0.02)), max(0, math.floor(end + 0.02)))


def _unfilled(rows: Rows) -> Iterator[tuple[int, int]]:
    """Yield the stretches along an edge where ink reaches the trim and stops before the bleed does."""
    if len(rows) < 2:  # noqa: PLR2004  # no bleed at all is for another rule
        return
    missing = rows[0] & ~_spread(rows[-1], ASLANT)
    for start, end in _runs(missing):
        if (end - start) * PIXEL < SHORTEST_MM * MM:
            continue
        last = max(n for n, row in enumerate(rows) if row[start:end].any())
        if rows[last, start:end].sum() >= BLUNT * (end - start):
            yield start, end


def _spread(row: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    """Return a row with its ink spread sideways."""
    return np.convolve(row, np.ones(2 * by + 1, dtype=np.int64), mode="same") > 0


def _runs(row: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
