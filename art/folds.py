"""How a print file becomes a thing: the folding drawings of the job ticket, 84 x 46 mm each.

On the left the sheets at work, on the right what comes out of them. The spine is a bar in jade, staples are vermilion.
Things that are bound at the right are mirror images of the others, which no other drawing of the book may be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import cos, radians, sin

from art.kit import CARD, GREY, INK, JADE, JTINT, SAND, STONE, VERM, W1, W2, W4, Axo, Point, Svg

WIDTH, HEIGHT = 84, 46
LEFT, BETWEEN, RIGHT = 22.5, 46, 67.5
"""Where the sheets at work stand, where the arrow, and where the thing that comes out of them."""
STAPLE, SPINE = 0.9, 1.5
"""Widths of the lines of a staple and of a spine."""
FOLD = "1.7 1.2"
"""Dashes of a line along which a sheet is folded."""


class Stage:
    """A drawing, or its mirror image: places are those of the left one."""

    def __init__(self, title: str, *, mirrored: bool) -> None:
        self.g, self.mirrored = Svg(WIDTH, HEIGHT, title), mirrored

    def at(self, points: Sequence[Point]) -> list[Point]:
        """Return points where they stand in this drawing: what comes first stays first."""
        if not self.mirrored:
            return list(points)
        axis = RIGHT if points[0][0] > BETWEEN else LEFT
        return [(2 * axis - x, y) for x, y in points]

    def face(self, points: Sequence[Point], fill: str = CARD, w: float = W2) -> None:
        """Draw a face of a sheet."""
        self.g.path(self.at(points), fill, INK, w)

    def line(self, *points: Point, stroke: str = INK, w: float = W2, dash: str | None = None) -> None:
        """Draw an open line."""
        self.g.line(*self.at(points), stroke=stroke, w=w, dash=dash)

    def shade(self, points: Sequence[Point]) -> None:
        """Hatch a face that turns away from the light."""
        self.g.hatch(self.at(points), -58, 1.1, W4, STONE)

    def floor(self, left: float, right: float, y: float) -> None:
        """Draw the table as lines below a thing."""
        for step in range(3):
            self.line((left + 2.2 * step, y + 0.9 * step), (right - 1.4 * step, y + 0.9 * step), stroke=GREY, w=W4)

    def arrow(self) -> None:
        """Draw what leads from the sheets to the thing."""
        self.g.line((BETWEEN - 3, 23), (BETWEEN + 2, 23), stroke=STONE, w=0.4)
        self.g.path([(BETWEEN + 3.4, 23), (BETWEEN + 1.2, 21.9), (BETWEEN + 1.2, 24.1)], STONE, None)

    def cover(self, left: float, top: float, width: float, height: float) -> None:
        """Draw a title and a picture, so that a front is seen to be one."""
        x = left + 0.16 * width
        for row, part in enumerate((0.62, 0.44)):
            self.line((x, top + 4 + 2.4 * row), (x + part * width, top + 4 + 2.4 * row), stroke=STONE, w=0.8)
        box = [(x, top + 0.42 * height), (left + 0.84 * width, top + 0.42 * height),
               (left + 0.84 * width, top + 0.8 * height), (x, top + 0.8 * height)]  # fmt: skip
        self.g.path(self.at(box), JTINT, STONE, W4)


def saddle(title: str, *, mirrored: bool) -> Svg:
    """Draw sheets astride a saddle with two staples in the fold, and the stitched book."""
    s = Stage(title, mirrored=mirrored)
    view = Axo(20, 30, 1, 38, 26)
    s.floor(5, 40, 40.5)
    length, reach = 25.0, 12.6
    for sheet, fill in enumerate((CARD, CARD, JTINT)):
        lift, short = 1.5 * sheet, 0.5 * sheet
        ridge = [view(0, y, 13.6 + lift) for y in (-length / 2, length / 2)]
        back = [view(-reach + short, y, lift) for y in (-length / 2, length / 2)]
        front = [view(reach - short, y, lift) for y in (-length / 2, length / 2)]
        s.face([*ridge, back[1], back[0]], fill, W1 if fill == JTINT else W2)
        s.face([*ridge, front[1], front[0]], fill, W1 if fill == JTINT else W2)
        if fill == JTINT:
            s.shade([*ridge, front[1], front[0]])
    for y in (-7.0, 5.0):
        s.line(view(0, y, 16.6), view(0, y + 3.6, 16.6), stroke=VERM, w=STAPLE)
    s.arrow()
    book(s, staples=True)
    return s.g


def book(s: Stage, *, staples: bool) -> None:
    """Draw a thing that opens like a book, its spine at the left."""
    left, top, width, height = 55.0, 8.0, 21.6, 30.6
    s.floor(54, 80, top + height + 0.6)
    for leaf in (2, 1):
        x = left + width + 0.7 * leaf
        s.face([(left, top + 0.5 * leaf), (x, top + 0.5 * leaf), (x, top + height), (left, top + height)], SAND)
    s.face([(left, top), (left + width, top), (left + width, top + height), (left, top + height)], CARD, W1)
    s.cover(left, top, width, height)
    s.line((left, top), (left, top + height), stroke=JADE, w=SPINE)
    if staples:
        for y in (0.24, 0.68):
            s.line((left, top + y * height), (left, top + (y + 0.1) * height), stroke=VERM, w=STAPLE)


def letter(title: str, *, mirrored: bool) -> Svg:
    """Draw a sheet that is folded twice, its outer panel first, and the leaflet, which opens like a book."""
    s = Stage(title, mirrored=mirrored)
    view = Axo(16, 34.5, 1, 14, 24)
    width, height = 14.4, 23.0
    s.floor(4, 40, 38.6)

    def panel(start: Point, angle: float, length: float) -> tuple[list[Point], Point]:
        end = start[0] + length * cos(radians(angle)), start[1] + length * sin(radians(angle))
        low, high = [view(*start, 0), view(*end, 0)], [view(*end, height), view(*start, height)]
        return [*low, *high], end

    back, _ = panel((0, 0), 0, width)
    first, _ = panel((width, 0), 128, width - 0.6)
    last, _ = panel((0, 0), 104, width)
    outer, _ = panel((width, 0), 40, width - 0.6)
    s.face(back, CARD, W1)
    s.g.path(s.at(outer), "none", STONE, W2, FOLD)
    s.face(first, SAND, W1)
    s.shade(first)
    s.face(last, JTINT, W1)
    for x in (0.0, width):
        s.line(view(x, 0, 0), view(x, 0, height), stroke=JADE, w=W1, dash=FOLD)
    s.arrow()
    book(s, staples=False)
    return s.g


def tent() -> Svg:
    """Draw a card with its three creases, and the card as it stands: a triangle, closed where its feet are stuck."""
    s = Stage("A card with three creases, and as a closed triangle whose feet lie on each other", mirrored=False)
    left, top, width, height, foot = 9.6, 6.0, 23.4, 33.0, 4.6
    s.floor(8, 35, top + height + 0.8)
    right, foot_of_all = left + width, top + height
    s.face([(left, top), (right, top), (right, foot_of_all), (left, foot_of_all)], CARD, W1)
    for y in (top, foot_of_all - foot):
        strip = [(left, y), (right, y), (right, y + foot), (left, y + foot)]
        s.face(strip, JTINT)
        s.shade(strip)
    for y in (top + foot, top + height / 2, foot_of_all - foot):
        s.line((left - 2.6, y), (right + 2.6, y), stroke=JADE, w=W1, dash=FOLD)
    s.arrow()
    standing(s)
    return s.g


def standing(s: Stage) -> None:
    """Draw a table card from its open end, one foot on the other, with what sticks between them in vermilion."""
    view = Axo(66.2, 31.4, 1, 48, 20)
    half, reach, high, sheet = 14.0, 5.4, 20.0, 0.9
    s.floor(53, 82, 38.4)
    ridge = [view(-half, 0, high), view(half, 0, high)]
    behind = [view(half, -reach, 0), view(-half, -reach, 0)]
    before = [view(half, reach, 0), view(-half, reach, 0)]
    s.face([*reversed(before), *behind], JTINT)
    s.face([*ridge, *behind], SAND)
    s.shade([*ridge, *behind])
    s.face([*ridge, *before], CARD, W1)
    for start, end, z in ((reach, -reach + 0.8, -sheet), (-reach, reach - 0.8, sheet)):
        s.line(view(half, start, 0), view(half, start, z), view(half, end, z), w=W1)
    s.line(view(half, -reach + 1.6, 0), view(half, reach - 1.6, 0), stroke=VERM, w=STAPLE)
    s.line(ridge[1], behind[0], w=W1)
    s.line(*ridge, stroke=JADE, w=SPINE)
    for row, part in enumerate((0.64, 0.44)):
        y, z = reach * (0.42 + 0.2 * row), high * (0.58 - 0.2 * row)
        s.line(view(-half * 0.7, y, z), view(-half * 0.7 + 2 * half * part, y, z), stroke=STONE, w=0.8)


DRAWINGS: dict[str, Callable[[], Svg]] = {
    "fold-saddle-left": partial(saddle, "Sheets stitched in the fold, the spine at the left", mirrored=False),
    "fold-saddle-right": partial(saddle, "Sheets stitched in the fold, the spine at the right", mirrored=True),
    "fold-letter-left": partial(letter, "A sheet folded twice, the spine at the left", mirrored=False),
    "fold-letter-right": partial(letter, "A sheet folded twice, the spine at the right", mirrored=True),
    "fold-tent": tent,
}
