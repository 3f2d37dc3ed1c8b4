"""Formes: what is printed on one side of a sheet, told in mm from its lower left corner; values alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Size = tuple[float, float]
"""Width and height."""
ACROSS, DOWN = 0, 1
"""The sides of a size."""
NEAR_MM = 0.05
"""What two sizes may differ by: less than a hair's breadth."""


class ImpositionError(Exception):
    """Pages differ in size, lack bleed, or do not fit the sheet."""


class Bounds(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def grown(self, by: float) -> Bounds:
        """Return it with more on all four sides."""
        return Bounds(self.left - by, self.bottom - by, self.right + by, self.top + by)


class Segment(NamedTuple):
    """A straight stroke from one point to another."""

    x: float
    y: float
    to_x: float
    to_y: float


class Placement(NamedTuple):
    """A page on a forme."""

    page: int
    """Its number in the file, from 1."""
    left: float
    """Where the lower left corner of its trim comes to lie."""
    bottom: float
    window: Bounds
    """What is seen of it and its bleed."""
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells the finisher where to cut and fold, and the printer whether the plates stand true."""

    cuts: tuple[Segment, ...] = ()
    folds: tuple[Segment, ...] = ()
    """Dashed."""
    registers: tuple[tuple[float, float], ...] = ()
    """Centres of crosses in rings."""


@dataclass(frozen=True, slots=True)
class Forme:
    """One side of a sheet."""

    size: Size
    trim: Bounds
    bleed: Bounds
    places: tuple[Placement, ...]
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class Original:
    """What all pages of a file have in common."""

    pages: int
    width: float
    height: float
    bleed: float
    """At the side that has least of it."""

    @property
    def size(self) -> Size:
        """A page as it is cut."""
        return self.width, self.height


def centred(sheet: Size, size: Size) -> Bounds:
    """Return the rectangle of a size in the middle of a sheet."""
    left, bottom = (sheet[ACROSS] - size[ACROSS]) / 2, (sheet[DOWN] - size[DOWN]) / 2
    return Bounds(left, bottom, left + size[ACROSS], bottom + size[DOWN])


def need_bleed(original: Original, bleed: float, scale: float = 1.0) -> None:
    """Raise ImpositionError if the pages have less bleed than is asked for."""
    if original.bleed * scale < bleed - NEAR_MM:
        text = f"the pages have a bleed of {original.bleed * scale:.1f} mm, {bleed:.1f} mm is asked for"
        raise ImpositionError(text)


def need_room(sheet: Size, need: Size) -> None:
    """Raise ImpositionError if what is needed is larger than the sheet."""
    if need[ACROSS] > sheet[ACROSS] + NEAR_MM or need[DOWN] > sheet[DOWN] + NEAR_MM:
        text = f"pages, bleed and marks need {measures(*need)}, the sheet is {measures(*sheet)}"
        raise ImpositionError(text)


def measures(width: float, height: float) -> str:
    """Return a size in words: ``148.0 x 210.0 mm``."""
    return f"{width:.1f} x {height:.1f} mm"
