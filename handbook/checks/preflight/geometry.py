"""The boxes of pages and their rules; all lengths are points on the paper, whatever the unit of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Object

from handbook.checks.preflight.content import Sheet, inherited
from handbook.checks.preflight.paints import Extent
from handbook.checks.preflight.rules import Breach
from handbook.checks.preflight.wants import Wants
from handbook.values.units import POINTS

SLACK = 0.1
"""In points: rounding of millimetres."""
TRIM_MM = 0.5
"""A guillotine cuts no more precisely, and A4 in whole points is 0.1 mm off."""
BLEED_MM = 0.2
"""Bleed is there for slips of a whole millimetre: 8.5 pt are 3 mm."""
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
    art: Extent | None
    turned: int
    """Degrees clockwise, by which it is shown."""
    unit: float = 1.0
    """UserUnit: so many points are one unit of the page."""

    @property
    def cut(self) -> bool:
        """Whether the CropBox hides what will be printed."""
        kept = self.bleed or self.trim or self.media
        return self.crop is not None and min(measures(self.crop, kept)) < -SLACK

    @property
    def upright(self) -> Boxes:
        """The boxes as the page is shown; of one that is turned askew, as it is stored."""
        crop, bleed, trim, art = (box and self.turn(box) for box in (self.crop, self.bleed, self.trim, self.art))
        return Boxes(self.turn(self.media), crop, bleed, trim, art, 0, self.unit)

    def turn(self, box: Extent) -> Extent:
        """Return a box of the page as it is shown."""
        x0, y0, x1, y1 = box
        turned = {90: (y0, -x1, y1, -x0), 180: (-x1, -y1, -x0, -y0), 270: (-y1, x0, -y0, x1)}
        return turned.get(self.turned, box)

    def sheet(self, wants: Wants) -> Sheet:
        """Return what of the page is printed and kept: its trim, and of its bleed what was ordered."""
        if not wants.press:
            return Sheet(self.media, self.media, self.unit)
        if self.trim is None:
            return Sheet(self.media, self.bleed or self.media, self.unit)
        wanted = wants.bleed_mm * POINTS if wants.needs_bleed else 0.0
        around = measures(self.bleed, self.trim) if self.bleed else (0.0,) * 4
        left, bottom, right, top = (min(wanted, max(0.0, side)) for side in around)
        trim = self.trim
        return Sheet(self.media, (trim[0] - left, trim[1] - bottom, trim[2] + right, trim[3] + top), self.unit)


def boxes(page: Object) -> Boxes:
    """Return the boxes of a page; raise ValueError if it has no MediaBox."""
    media = _box(inherited(page, "/MediaBox"))
    if media is None or media[0] == media[2] or media[1] == media[3]:
        msg = "no MediaBox"
        raise ValueError(msg)
    unit = float(page.get("/UserUnit", 1))
    if unit <= 0:
        msg = "a unit of nothing"
        raise ValueError(msg)
    own = (_box(page.get(f"/{name}Box")) for name in ("Bleed", "Trim", "Art"))
    crop, bleed, trim, art = (box and _scaled(box, unit) for box in (_box(inherited(page, "/CropBox")), *own))
    return Boxes(_scaled(media, unit), crop, bleed, trim, art, int(inherited(page, "/Rotate") or 0) % 360, unit)


def _scaled(box: Extent, unit: float) -> Extent:
    return box[0] * unit, box[1] * unit, box[2] * unit, box[3] * unit


def measures(outer: Extent, inner: Extent) -> Extent:
    """Return how far a box stands inside another, side by side: left, bottom, right, top."""
    return inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]


def faults(pages: Sequence[Boxes], wants: Wants) -> Iterator[Breach]:
    """Yield what is wrong with boxes, sizes and bleed."""
    wanted = tuple(side * POINTS for side in wants.trim_mm) if wants.trim_mm else None
    for number, stored in enumerate(pages, 1):
        yield from (("preflight.boxes", text, number) for text in _disorder(stored, wants))
        page = stored.upright
        if page.trim is None:
            continue
        width, height = page.trim[2] - page.trim[0], page.trim[3] - page.trim[1]
        wanted = wanted or (width, height)
        slip = TRIM_MM * POINTS + SLACK
        if abs(width - wanted[0]) > slip or abs(height - wanted[1]) > slip:
            size, right = (f"{w / POINTS:.1f} x {h / POINTS:.1f} mm" for w, h in ((width, height), wanted))
            yield "preflight.trim", f"the trimmed size is {size}, not {right}", number
        if wants.needs_bleed and page.bleed and min(measures(page.bleed, page.trim)) > -SLACK:
            yield from _narrow(page.bleed, page.trim, wants.bleed_mm, number)


def _disorder(page: Boxes, wants: Wants) -> Iterator[str]:
    if page.trim is None:
        yield "no TrimBox"
    elif page.art is not None:
        yield "an ArtBox beside the TrimBox"
    if page.bleed is None and wants.needs_bleed:
        yield "no BleedBox"
    if page.trim and min(measures(page.bleed or page.media, page.trim)) < -SLACK:
        yield f"the TrimBox leaves the {'BleedBox' if page.bleed else 'MediaBox'}"
    if page.bleed and min(measures(page.media, page.bleed)) < -SLACK:
        yield "the BleedBox leaves the MediaBox"
    if page.cut:
        yield "the CropBox cuts the bleed"
    if page.turned % 90:
        yield f"the page is turned by {page.turned} degrees, which is no multiple of 90"
    if page.unit != 1:
        yield "the unit of the page (UserUnit) is not 1/72 inch"
    if too_large(page):
        yield "the MediaBox is larger than any sheet"


def too_large(page: Boxes) -> bool:
    """Whether nobody should try to rasterise a page."""
    return not max(page.media[2] - page.media[0], page.media[3] - page.media[1]) <= LARGEST


def _narrow(bleed: Extent, trim: Extent, wanted_mm: float, number: int) -> Iterator[Breach]:
    for side, points in zip(SIDES, measures(bleed, trim), strict=True):
        if points < (wanted_mm - BLEED_MM) * POINTS - SLACK:
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
