"""Things as plain shapes of one colour: in an index, and in figures that count fakes, whose outlines are broken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from art.kit import PAPER, Point, Shape, Svg, flat


class Plain:
    """One thing on a sheet in one colour: its own coordinates, moved to (x, y) and enlarged ``k`` times.

    Draw its parts from the back to the front; light lines part them.
    """

    LINE = 0.3
    """How wide: a thing of 10 mm stands in the contents at 3.8 mm, where a press asks for a quarter of a point."""

    def __init__(self, g: Svg, x: float, y: float, k: float, colour: str) -> None:
        self.g, self.x, self.y, self.k, self.colour = g, x, y, k, colour
        self.line_colour, self.line_width = PAPER, self.LINE

    def at(self, shape: Shape) -> list[Point]:
        """Return a shape of the thing as points of the sheet."""
        return [(self.x + self.k * u, self.y + self.k * v) for u, v in flat(shape, 10)]

    def part(self, shape: Shape) -> None:
        """Draw a part over what lies below it."""
        self.g.path(self.at(shape), self.colour, PAPER, self.LINE)

    def detail(self, shape: Shape) -> None:
        """Draw a closed line within a part."""
        self.g.path(self.at(shape), "none", self.line_colour, self.line_width)

    def line(self, shape: Shape) -> None:
        """Draw an open line within a part."""
        self.g.line(*self.at(shape), stroke=self.line_colour, w=self.line_width)


class PlainFake(Plain):
    """A fake: draw its parts, then ``done()``, which parts them from their broken outline and fills them."""

    GAP, OUTLINE, DASHES = 1, 2.3, "1.9 1.3"
    """Twice how far the broken outline stands off the parts and reaches, and its dashes, whose ends are square."""

    def __init__(self, g: Svg, x: float, y: float, k: float, colour: str) -> None:
        super().__init__(g, x, y, k, colour)
        self.parts: list[Shape] = []
        self.inner: list[Callable[[], None]] = []

    def part(self, shape: Shape) -> None:
        """Draw the outline of a part."""
        self.g.path(self.at(shape), "none", self.colour, self.OUTLINE, self.DASHES, ' stroke-linecap="butt"')
        self.parts.append(shape)
        self.inner.append(partial(super().part, shape))

    def detail(self, shape: Shape) -> None:
        """Draw a closed line within a part."""
        self.inner.append(partial(super().detail, shape))

    def line(self, shape: Shape) -> None:
        """Draw an open line within a part."""
        self.inner.append(partial(super().line, shape))

    def done(self) -> None:
        """Draw what is inside the outline."""
        for shape in self.parts:
            self.g.path(self.at(shape), "none", PAPER, self.GAP)
        for draw in self.inner:
            draw()


class Silhouette(PlainFake):
    """A fake that stands so small that nothing is drawn within it."""

    def done(self) -> None:
        """Fill the outline."""
        for stroke, fill in ((PAPER, "none"), (None, self.colour)):
            for shape in self.parts:
                self.g.path(self.at(shape), fill, stroke, self.GAP)
