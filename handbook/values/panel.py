"""Panels of whoever hands a file out, and the slots of the pages that they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.imposition.geometry import Size

FIELDS = ("logo", "name", "name_zh", "address", "address_zh", "phone", "hint", "web", "code")
"""What a panel may show: the fields of a partner, and the QR code of its address on the web."""

SAID = "said:"
"""What texts of a pattern begin with that are not the partner's own."""
LINE, CODE = "Line", "Modules"
"""What points in the content of a pattern are called: where a line stands, with its number; the modules of a code."""
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
    voice: str = ""
    """Tag of the language of the face that it stands on."""

    def matrix(self, width: float, height: float) -> tuple[float, float, float, float, float, float]:
        """Return how a panel of a size, in points, is put into the slot (ISO 32000-1, 8.3.3)."""
        sides = (
            side / length for side, length in zip((*self.along, *self.up), (width,) * 2 + (height,) * 2, strict=True)
        )
        a, b, c, d = (round(side, 6) for side in sides)
        return a, b, c, d, self.corner[0], self.corner[1]


@dataclass(frozen=True, slots=True)
class Fount:
    """What the panels of one partner need of a font, or of some that share a file (``layout.founts``)."""

    name: str
    """That of the first."""
    flags: int
    ascent: int
    """In thousandths of the size, as what follows."""
    descent: int
    program: bytes
    """The font's file, or the outlines alone where these are PostScript curves."""
    is_of_curves: bool
    widths: tuple[tuple[int, int], ...]
    """By code."""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in a place of a pattern."""

    operators: bytes
    """Within a text object (ISO 32000-1, 9.4); fonts are called F and the number of the fount."""
    width: float
    """In pt."""
    founts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the places of a pattern: all that is a partner's own."""

    lines: tuple[tuple[Line, ...], ...]
    """Of each page."""
    founts: tuple[Fount, ...]
    texts: tuple[tuple[int, str], ...]
    """What the codes of all founts say."""
    said: tuple[tuple[str, str], ...]
    """What stands for texts that begin with ``SAID``: addresses of links, what is said of pictures."""
    code: bytes
    """The modules of the QR code, a path that is filled; nothing without one."""


@dataclass(frozen=True, slots=True)
class PanelPages:
    """Panels laid out as pages."""

    data: bytes
    """A file as WeasyPrint wrote it, tagged."""
    shapes: tuple[str, ...]
    """Those of its pages, in their order."""
    words: Words | None = None
    """What is put into its places, if it is a pattern for the panels of many."""
    voices: tuple[str, ...] = ()
    """The languages of its pages, where each face of a file has panels of its own."""

    def page(self, slot: Slot) -> int:
        """Return the index of the page that stands in a slot."""
        if self.voices:
            return list(zip(self.shapes, self.voices, strict=True)).index((slot.shape, slot.voice))
        return self.shapes.index(slot.shape)
