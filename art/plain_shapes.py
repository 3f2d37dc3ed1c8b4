"""Things as plain shapes: of one colour in an index, as broken outlines in figures that count fakes."""

from __future__ import annotations

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
    """A fake: a broken outline round each of its parts, on a ``tint``."""

    OUTLINE, DASHES = 0.9, "2.2 1.3"
    """The width of the broken outline, and its dashes, whose ends are square."""

    def __init__(self, g: Svg, x: float, y: float, k: float, colour: str, tint: str) -> None:
        super().__init__(g, x, y, k, colour)
        self.tint, self.line_colour = tint, colour

    def part(self, shape: Shape) -> None:
        """Draw a part over what lies below it."""
        self.outline(shape, self.tint, self.OUTLINE)

    def outline(self, shape: Shape, fill: str, width: float) -> None:
        """Draw a broken outline."""
        self.g.path(self.at(shape), fill, self.colour, width, self.DASHES, ' stroke-linecap="butt"')


class Silhouette(PlainFake):
    """A fake that stands so small that nothing is drawn within it: draw its parts, then ``done()``."""

    def __init__(self, g: Svg, x: float, y: float, k: float, colour: str, tint: str) -> None:
        super().__init__(g, x, y, k, colour, tint)
        self.parts: list[Shape] = []

    def part(self, shape: Shape) -> None:
        """Draw the outline of a part."""
        self.outline(shape, "none", 2 * self.OUTLINE)
        self.parts.append(shape)

    def detail(self, shape: Shape) -> None:
        """Draw nothing."""

    def line(self, shape: Shape) -> None:
        """Draw nothing."""

    def done(self) -> None:
        """Fill the outline, so that only its outer half is seen."""
        for shape in self.parts:
            self.g.path(self.at(shape), self.tint, self.tint, self.LINE)  # no seam between two parts
