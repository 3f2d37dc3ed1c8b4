"""How a file gets its formes: the sides of sheets that an arrangement tells.

Pages become Form XObjects, so text stays text, and fonts and pictures are stored once.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Collection, Iterable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from handbook.imposition.arrangements import Arrangement, Terms
from handbook.imposition.geometry import (
    NEAR_MM,
    Bounds,
    Forme,
    ImpositionError,
    Marks,
    Original,
    Placement,
    Segment,
    Size,
    measures,
)
from handbook.values.units import POINTS

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
    "/PageLayout",
)
"""What the catalog says of pages that are no longer there."""


def measured(pdf: pikepdf.Pdf) -> Original:
    """Return size and bleed of the pages; raises ImpositionError if they differ in size."""
    width, height = _size(pdf.pages[0])
    for number, page in enumerate(pdf.pages, 1):
        if page.get("/Rotate", 0) != 0:
            text = f"page {number} is turned by {page.Rotate} degrees; only upright pages can be imposed"
            raise ImpositionError(text)
        if max(abs(_size(page)[0] - width), abs(_size(page)[1] - height)) > NEAR_MM:
            text = f"page {number} is {measures(*_size(page))}, page 1 is {measures(width, height)}"
            raise ImpositionError(text)
    return Original(len(pdf.pages), width, height, min(map(_bleed, pdf.pages)))


def imposed(data: bytes, arrangement: Arrangement, terms: Terms) -> bytes:
    """Return pages on the sheets of an arrangement; raises ImpositionError if they do not go on them.

    Output intent, properties, fonts and vectors stay; tags and bookmarks, which belong to single pages, do not.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        original = measured(pdf)
        formes = tuple(arrangement.formes(original, terms))
        if not formes:
            taken = arrangement.taken(original.pages)
            return data if len(taken) == original.pages else _some(pdf, taken)
        if arrangement.true_size:
            print_unscaled(pdf, formes[0].size)
        return printed(pdf, formes)


def _some(pdf: pikepdf.Pdf, taken: Collection[int]) -> bytes:
    for number in range(len(pdf.pages), 0, -1):
        if number not in taken:
            del pdf.pages[number - 1]
    return _saved(pdf)


def printed(pdf: pikepdf.Pdf, formes: Iterable[Forme]) -> bytes:
    """Return the file with formes in place of its pages; output intent, metadata and layers stay."""
    pages = list(pdf.pages)
    forms: dict[int, pikepdf.Object] = {}
    marks: dict[Marks, pikepdf.Object] = {}
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
        # A sheet blends in the colours in which its pages do.
        for group in (pages[place.page - 1].get("/Group") for place in forme.places):
            if group is not None:
                sheet.Group = group
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
    del pdf.pages[: len(pages)]
    _forget_pages(pdf)
    return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def print_unscaled(pdf: pikepdf.Pdf, size: Size) -> None:
    """Ask print dialogs for true size and for sheets turned about their upright edge (ISO 32000-1, table 150)."""
    if "/ViewerPreferences" not in pdf.Root:
        pdf.Root.ViewerPreferences = Dictionary()
    wishes = pdf.Root.ViewerPreferences
    wishes.PrintScaling = Name("/None")
    wishes.Duplex = Name.DuplexFlipShortEdge if size[0] > size[1] else Name.DuplexFlipLongEdge


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


def _size(page: pikepdf.Page) -> Size:
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
