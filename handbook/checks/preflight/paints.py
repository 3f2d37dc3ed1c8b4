"""What a page really paints, as values: areas, strokes, text, pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass

from handbook.checks.preflight.colour import Colour, Space
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
    slug: bool
    """Beyond the bleed, where only printers' marks and words stand: it is cut off."""


@dataclass(frozen=True, slots=True)
class Area(Paint):
    """A filled path, a stencil or a shading."""

    thinnest: float = math.inf
    """In points on the paper: the thinnest of the shapes that are long enough to be lines."""


@dataclass(frozen=True, slots=True)
class Stroke(Paint):
    """A line; its width in points on the paper."""

    width: float


@dataclass(frozen=True, slots=True)
class ShownText(Paint):
    """A shown string; its size in points on the paper."""

    size: float
    narrowest: float
    """The size of type that is drawn as it was designed and whose letters are as narrow, or as slanted."""
    font: Font
    codes: tuple[int, ...]
    box: Extent | None
    """Where it may have ink; None where that cannot be told from advances."""


@dataclass(frozen=True, slots=True)
class Picture(Paint):
    """A raster image; resolution in pixels to the inch on the paper, along its poorer side."""

    ppi: float
    pixels: tuple[int, int]
    sides: tuple[float, float]
    """In points on the paper."""
    mask: bool = False
    """A soft mask: it shapes what else is painted."""


@dataclass(frozen=True, slots=True)
class Blend:
    """A transparency group with a colour space of its own."""

    space: Space


@dataclass(frozen=True, slots=True)
class Flaw:
    """What breaks a rule by being there."""

    code: str
    text: str
