"""Formes: what is printed on one side of a sheet, told in mm from its lower left corner, and how a file gets them.

Pages become Form XObjects, so text stays text, and fonts and pictures are stored once.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from handbook.values.errors import ImpositionError
from handbook.values.units import POINTS

NEAR_MM = 0.05
"""What two sizes may differ by: less than a hair's breadth."""
STROKE_PT, DASH_PT = 0.25, 2
CURVE = 0.5523
"""Length of the handles of the four curves that draw a circle, by its radius."""
REGISTER_MM, RING_MM = 4.0, 1.2
"""Size of a register mark's cross, radius of its ring."""
INKS = 4
"""Cyan, magenta, yellow and black."""

NAVIGATION = (
    "/StructTreeRoot",
    "/MarkInfo",
    "/Outlines",
    "/Names",
    "/Dests",
    "/PageLabels",
    "/OpenAction",
    "/PageMode",
)
"""What the catalog says of pages that are no longer there."""


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

    size: tuple[float, float]
    trim: Bounds
    bleed: Bounds
    places: tuple[Placement, ...]
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class Original:
    """What all pages of a file have in common, in mm."""

    pages: int
    width: float
    height: float
    bleed: float
    """At the side that has least of it."""


def measured(pdf: pikepdf.Pdf) -> Original:
    """Return size and bleed of the pages; raises ImpositionError if they differ in size."""
    width, height = _size(pdf.pages[0])
    for number, page in enumerate(pdf.pages, 1):
        if page.get("/Rotate", 0) != 0:
            text = f"page {number} is turned by {page.Rotate} degrees; only upright pages can be imposed"
            raise ImpositionError(text)
        if max(abs(_size(page)[0] - width), abs(_size(page)[1] - height)) > NEAR_MM:
            text = f"page {number} is {_measures(*_size(page))}, page 1 is {_measures(width, height)}"
            raise ImpositionError(text)
    return Original(len(pdf.pages), width, height, min(map(_bleed, pdf.pages)))


def need_bleed(original: Original, bleed: float, scale: float = 1.0) -> None:
    """Raise ImpositionError if the pages have less bleed than is asked for."""
    if original.bleed * scale < bleed - NEAR_MM:
        text = f"the pages have a bleed of {original.bleed * scale:.1f} mm, {bleed:.1f} mm is asked for"
        raise ImpositionError(text)


def need_room(sheet: tuple[float, float], need: tuple[float, float]) -> None:
    """Raise ImpositionError if what is needed is larger than the sheet."""
    if need[0] > sheet[0] + NEAR_MM or need[1] > sheet[1] + NEAR_MM:
        text = f"pages, bleed and marks need {_measures(*need)}, the sheet is {_measures(*sheet)}"
        raise ImpositionError(text)


def printed(pdf: pikepdf.Pdf, formes: Iterable[Forme]) -> bytes:
    """Return the file with formes in place of its pages; output intent, metadata and layers stay."""
    pages = list(pdf.pages)
    forms: dict[int, pikepdf.Object] = {}
    marks: dict[Marks, pikepdf.Object] = {}
    group = next((page.Group for page in pages if "/CS" in page.get("/Group", {})), None)
    for forme in formes:
        content: list[str] = []
        drawn = Dictionary()
        for place in forme.places:
            page = pages[place.page - 1]
            if place.page not in forms:
                forms[place.page] = _form(pdf, page)
            drawn[f"/P{place.page}"] = forms[place.page]
            content.append(_placed(place, page))
        if forme.marks != Marks():
            if forme.marks not in marks:
                marks[forme.marks] = _drawn(pdf, forme)
            drawn.Marks = marks[forme.marks]
            content.append("/Marks Do")
        sheet = Dictionary(
            Type=Name.Page,
            MediaBox=_points(Bounds(0, 0, *forme.size)),
            BleedBox=_points(forme.bleed),
            TrimBox=_points(forme.trim),
            Resources=Dictionary(XObject=drawn),
            Contents=pdf.make_stream("\n".join(content).encode()),
        )
        if group is not None:
            sheet.Group = Dictionary(S=Name.Transparency, CS=group.CS)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
    del pdf.pages[: len(pages)]
    _forget_pages(pdf)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def print_unscaled(pdf: pikepdf.Pdf, size: tuple[float, float]) -> None:
    """Ask print dialogs for true size and for sheets turned about their upright edge (ISO 32000-1, table 150)."""
    if "/ViewerPreferences" not in pdf.Root:
        pdf.Root.ViewerPreferences = Dictionary()
    wishes = pdf.Root.ViewerPreferences
    wishes.PrintScaling = Name("/None")
    wishes.Duplex = Name.DuplexFlipShortEdge if size[0] > size[1] else Name.DuplexFlipLongEdge
    if "/Direction" in wishes:  # of pages; sheets are printed one after the other
        del wishes["/Direction"]


def _form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """Return a page as a form with all of its bleed.

    The page's own stream is taken, compressed as it is: ``Page.as_form_xobject`` would deflate it anew, which takes ten
    times as long, and would cut it at its trim.
    """
    page.contents_coalesce()
    form = copy.copy(page.Contents) if "/Contents" in page else pdf.make_stream(b"")
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = page.mediabox
    form.Resources = page.resources
    if "/Group" in page:
        # As the page's group was; a group that is not isolated would lose its colour space (ISO 32000-1, table 147).
        form.Group = copy.copy(page.Group)
        form.Group.I = True
    return form


def _placed(place: Placement, page: pikepdf.Page) -> str:
    left, bottom = (float(value) for value in list(page.trimbox)[:2])
    x, y = place.left * POINTS - place.scale * left, place.bottom * POINTS - place.scale * bottom
    window = Bounds(*place.window)
    clip = _numbers(window.left, window.bottom, window.right - window.left, window.top - window.bottom)
    return f"q {clip} re W n {place.scale:.6g} 0 0 {place.scale:.6g} {x:.4f} {y:.4f} cm /P{place.page} Do Q"


def _drawn(pdf: pikepdf.Pdf, forme: Forme) -> pikepdf.Object:
    """Return marks as a form, in the ink that every plate carries (ISO 32000-1, 8.6.6.4)."""
    marks = forme.marks
    crosses = [cross for x, y in marks.registers for cross in _cross(x, y)]
    content = [f"/All CS 1 SCN {STROKE_PT} w"]
    content += [f"{_numbers(x, y)} m {_numbers(to_x, to_y)} l S" for x, y, to_x, to_y in [*marks.cuts, *crosses]]
    content += [_ring(x, y) for x, y in marks.registers]
    content.append(f"[{DASH_PT}] 0 d")
    content += [f"{_numbers(x, y)} m {_numbers(to_x, to_y)} l S" for x, y, to_x, to_y in marks.folds]
    form = pdf.make_stream("\n".join(content).encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = _points(Bounds(0, 0, *forme.size))
    form.Resources = Dictionary(ColorSpace=Dictionary(All=_every_plate(pdf)))
    return form


def _every_plate(pdf: pikepdf.Pdf) -> Array:
    profiles = [intent.get("/DestOutputProfile") for intent in pdf.Root.get("/OutputIntents", Array())]
    inks = any(profile is not None and profile.N == INKS for profile in profiles)
    none, full = ([0] * 4, [1] * 4) if inks else ([1], [0])
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=none, C1=full, N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK if inks else Name.DeviceGray, tint])


def _cross(x: float, y: float) -> tuple[Segment, Segment]:
    half = REGISTER_MM / 2
    return Segment(x - half, y, x + half, y), Segment(x, y - half, x, y + half)


def _ring(x: float, y: float) -> str:
    r, c = RING_MM, RING_MM * CURVE
    curves = [
        (x + r, y + c, x + c, y + r, x, y + r),
        (x - c, y + r, x - r, y + c, x - r, y),
        (x - r, y - c, x - c, y - r, x, y - r),
        (x + c, y - r, x + r, y - c, x + r, y),
    ]
    return " ".join([f"{_numbers(x + r, y)} m", *(f"{_numbers(*curve)} c" for curve in curves), "S"])


def _forget_pages(pdf: pikepdf.Pdf) -> None:
    """Drop what belongs to single pages: tags, bookmarks, and the claim to be accessible that rests on them."""
    for key in NAVIGATION:
        if key in pdf.Root:
            del pdf.Root[key]
    if "/Metadata" in pdf.Root:
        xmp = pdf.Root.Metadata.read_bytes()
        kept = re.sub(rb'\s+pdfuaid:\w+="[^"]*"|<(pdfuaid:\w+)>[^<]*</\1>', b"", xmp)
        if kept != xmp:
            pdf.Root.Metadata.write(kept)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(value) / POINTS for value in page.trimbox)
    return right - left, top - bottom


def _bleed(page: pikepdf.Page) -> float:
    trim: Sequence[float] = [float(value) for value in page.trimbox]
    bleed: Sequence[float] = [float(value) for value in page.bleedbox]
    return min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]) / POINTS


def _points(box: Bounds) -> Array:
    return Array([round(value * POINTS, 4) for value in box])


def _numbers(*millimetres: float) -> str:
    return " ".join(f"{value * POINTS:.4f}" for value in millimetres)


def _measures(width: float, height: float) -> str:
    return f"{width:.1f} x {height:.1f} mm"
