"""Panels of whoever hands a file out, and the slots of the pages that they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.imposition.geometry import Size

FIELDS = ("logo", "name", "name_zh", "address", "address_zh", "phone", "hint", "web", "code")
"""What a panel may show: the fields of a partner, and the QR code of its address on the web."""

LARGE = "-large"
"""What the names of the shapes for large print end with."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A ``[[shape]]`` of ``panels.toml``: how large a panel is and what it shows, wherever it stands."""

    id: str
    size_mm: Size
    fields: tuple[str, ...]
    type_pt: tuple[float, float]
    """The smallest and the largest type that it is set in."""

    @property
    def template(self) -> str:
        """What stands where on it, below ``templates/``: large print has the same."""
        return f"panels/{self.id.removesuffix(LARGE)}.html"

    @property
    def width(self) -> float:
        """In mm."""
        return self.size_mm[0]

    @property
    def height(self) -> float:
        """In mm."""
        return self.size_mm[1]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on a laid-out page for a panel of a shape; in points, in the page's own coordinates (upwards)."""

    name: str
    """Unique in its file."""
    shape: str
    page: int
    """1-based."""
    corner: tuple[float, float]
    """Where the panel's lower left corner stands."""
    along: tuple[float, float]
    """From there to its lower right corner: a turned slot goes another way."""
    up: tuple[float, float]
    """From there to its upper left corner."""

    def matrix(self, width: float, height: float) -> tuple[float, float, float, float, float, float]:
        """Return how a panel of a size, in points, is put into the slot (ISO 32000-1, 8.3.3)."""
        sides = (
            side / length for side, length in zip((*self.along, *self.up), (width,) * 2 + (height,) * 2, strict=True)
        )
        a, b, c, d = (round(side, 6) for side in sides)
        return a, b, c, d, self.corner[0], self.corner[1]


@dataclass(frozen=True, slots=True)
class PanelPages:
    """Panels laid out as pages."""

    data: bytes
    """A file as WeasyPrint wrote it, tagged."""
    shapes: tuple[str, ...]
    """Those of its pages, in their order."""
