"""What a page really paints, as values: areas, strokes, text, pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass

from handbook.checks.preflight.colour import Colour
from handbook.checks.preflight.shown_fonts import Font

Extent = tuple[float, float, float, float]
"""Left, bottom, right, top in points, as PDF counts."""


@dataclass(frozen=True, slots=True)
class Paint:
    """Something painted with a colour."""

    colour: Colour
    overprints: bool
    keeps: bool
    """OPM 1: inks whose amount is 0 keep what is below."""
    transparent: bool
    hidden: bool
    """Painted into a soft mask: it never reaches the paper itself."""


@dataclass(frozen=True, slots=True)
class Area(Paint):
    """A filled path, a stencil or a shading."""

    thinnest: float = math.inf
    """In points on the paper: the thinnest of the rectangles that are long enough to be lines."""


@dataclass(frozen=True, slots=True)
class Stroke(Paint):
    """A line; its width in points on the paper."""

    width: float


@dataclass(frozen=True, slots=True)
class ShownText(Paint):
    """A shown string; its size in points on the paper."""

    size: float
    font: Font
    codes: tuple[int, ...]
    box: Extent | None
    """Where it may have ink; None where that cannot be told from advances."""


@dataclass(frozen=True, slots=True)
class Picture(Paint):
    """A raster image; resolution in pixels to the inch on the paper, along its poorer side."""

    ppi: float
    pixels: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Blend:
    """A transparency group with a colour space of its own, or none."""

    space: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Content that cannot be followed."""

    text: str
