"""The boxes of pages, in points as PDF counts, and their rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Object

from handbook.checks.preflight.content import inherited
from handbook.checks.preflight.paints import Extent
from handbook.checks.preflight.rules import Breach
from handbook.checks.preflight.wants import Wants
from handbook.values.units import POINTS

SLACK = 0.1
"""In points: rounding of millimetres."""
LARGEST = 2000 * POINTS
"""In points: no sheet is larger; a page that is would only exhaust the memory."""
SIDES = ("left", "bottom", "right", "top")


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a page; None where it has none."""

    media: Extent
    crop: Extent | None
    bleed: Extent | None
    trim: Extent | None
    turned: int
    """Degrees clockwise, by which it is shown."""

    @property
    def cut(self) -> bool:
        """Whether the CropBox hides what will be printed."""
        kept = self.bleed or self.trim or self.media
        return self.crop is not None and min(measures(self.crop, kept)) < -SLACK


def boxes(page: Object) -> Boxes:
    """Return the boxes of a page; raise ValueError if it has no MediaBox."""
    media = _box(inherited(page, "/MediaBox"))
    if media is None:
        msg = "no MediaBox"
        raise ValueError(msg)
    turned = int(inherited(page, "/Rotate") or 0) % 360
    return Boxes(media, _box(inherited(page, "/CropBox")), _box(page.get("/BleedBox")), _box(page.get("/TrimBox")),
                 turned)  # fmt: skip


def measures(outer: Extent, inner: Extent) -> Extent:
    """Return how far a box stands inside another, side by side: left, bottom, right, top."""
    return inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]


def faults(pages: Sequence[Boxes], objects: Sequence[pikepdf.Page], wants: Wants) -> Iterator[Breach]:
    """Yield what is wrong with boxes, sizes and bleed."""
    wanted = tuple(side * POINTS for side in wants.trim_mm) if wants.trim_mm else None
    for number, (page, obj) in enumerate(zip(pages, objects, strict=True), 1):
        yield from (("preflight.boxes", text, number) for text in _disorder(page, obj.obj, wants))
        if page.trim is None:
            continue
        width, height = page.trim[2] - page.trim[0], page.trim[3] - page.trim[1]
        wanted = wanted or (width, height)
        if abs(width - wanted[0]) > SLACK or abs(height - wanted[1]) > SLACK:
            size, right = (f"{w / POINTS:.1f} x {h / POINTS:.1f} mm" for w, h in ((width, height), wanted))
            yield "preflight.trim", f"the trimmed size is {size}, not {right}", number
        if wants.needs_bleed and page.bleed and min(measures(page.bleed, page.trim)) > -SLACK:
            yield from _narrow(page.bleed, page.trim, wants.bleed_mm, number)


def _disorder(page: Boxes, obj: Object, wants: Wants) -> Iterator[str]:
    if page.trim is None:
        yield "no TrimBox"
    if page.bleed is None and wants.needs_bleed:
        yield "no BleedBox"
    if page.trim and min(measures(page.bleed or page.media, page.trim)) < -SLACK:
        yield f"the TrimBox leaves the {'BleedBox' if page.bleed else 'MediaBox'}"
    if page.bleed and min(measures(page.media, page.bleed)) < -SLACK:
        yield "the BleedBox leaves the MediaBox"
    if page.cut:
        yield "the CropBox cuts the bleed"
    if float(obj.get("/UserUnit", 1)) != 1:
        yield "the unit of the page (UserUnit) is not 1/72 inch"
    if too_large(page):
        yield "the MediaBox is larger than any sheet"


def too_large(page: Boxes) -> bool:
    """Whether nobody should try to rasterise a page."""
    return max(page.media[2] - page.media[0], page.media[3] - page.media[1]) > LARGEST


def _narrow(bleed: Extent, trim: Extent, wanted_mm: float, number: int) -> Iterator[Breach]:
    for side, points in zip(SIDES, measures(bleed, trim), strict=True):
        if points < wanted_mm * POINTS - SLACK:
            yield (
                "preflight.bleed",
                f"the bleed is {points / POINTS:.1f} mm at the {side}, not {wanted_mm:g} mm",
                number,
            )


def _box(obj: Object | None) -> Extent | None:
    if obj is None:
        return None
    x0, y0, x1, y1 = (float(value) for value in obj)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
