"""Things as plain shapes of one colour, for figures that count them."""

from __future__ import annotations

from art.kit import CARD, W2, Point, Shape, Svg, flat


class Plain:
    """One thing on a sheet in one colour: its own coordinates, moved to (x, y) and enlarged ``k`` times.

    Draw its parts from the back to the front; light lines part them.
    """

    def __init__(self, g: Svg, x: float, y: float, k: float, colour: str) -> None:
        self.g, self.x, self.y, self.k, self.colour = g, x, y, k, colour

    def at(self, shape: Shape) -> list[Point]:
        """Return a shape of the thing as points of the sheet."""
        return [(self.x + self.k * u, self.y + self.k * v) for u, v in flat(shape, 10)]

    def part(self, shape: Shape) -> None:
        """Draw a part over what lies below it."""
        self.g.path(self.at(shape), self.colour, CARD, W2)

    def detail(self, shape: Shape) -> None:
        """Draw a closed line within a part."""
        self.g.path(self.at(shape), "none", CARD, W2)

    def line(self, shape: Shape) -> None:
        """Draw an open line within a part."""
        self.g.line(*self.at(shape), stroke=CARD, w=W2)
