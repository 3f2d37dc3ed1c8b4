"""A stitched book, put together by hand: what comes when one leafs through it."""

from __future__ import annotations

from handbook.imposition.signatures import Spread


def leafed(sides: tuple[Spread, ...], *, rtl: bool) -> tuple[int | None, ...]:
    """Lay the sheets into each other, fold them and leaf through the book; return the pages as they come."""
    left_half, right_half = [], []  # of the book opened in its middle: leaves, the topmost first, each face and back
    for outside, inside in reversed(list(zip(sides[::2], sides[1::2], strict=True))):
        left_half.append((inside.left, outside.right))
        right_half.append((inside.right, outside.left))
    read, unread = (right_half, left_half) if rtl else (left_half, right_half)
    turned = [page for face, back in reversed(read) for page in (back, face)]
    return (*turned, *(page for leaf in unread for page in leaf))
