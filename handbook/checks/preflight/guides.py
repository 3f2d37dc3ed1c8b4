"""A picture of a page as the printer sees it, with the lines of trim, bleed and safe margin."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image, ImageDraw

from handbook.checks.preflight.geometry import boxes
from handbook.checks.preflight.paints import Extent
from handbook.files import pdfium
from handbook.values.units import POINTS

DPI = 150
SAFE_MM = 4.0
TRIM, BLEED, SAFE = (220, 0, 0), (0, 110, 220), (0, 150, 60)
"""Red where the knife falls, blue where the paper must be printed, green where text may stand."""


def guides(data: bytes, page: int, safe_mm: float = SAFE_MM) -> bytes:
    """Return a page, 1-based, with its whole MediaBox and the guides, as PNG."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sheet = pdf.pages[page - 1]
        frame = boxes(sheet.obj)
        for key in ("/CropBox", "/Rotate"):
            if key in sheet.obj:
                del sheet.obj[key]
        sheet.obj.CropBox = pikepdf.Array(frame.media)
        sheet.obj.Rotate = 0
        whole = io.BytesIO()
        pdf.save(whole)
    image = _rendered(whole.getvalue(), page)
    draw = ImageDraw.Draw(image)
    for box, colour in ((frame.bleed, BLEED), (frame.trim, TRIM), (_inset(frame.trim, safe_mm * POINTS), SAFE)):
        if box:
            draw.rectangle(_pixels(box, frame.media, image.size), outline=colour, width=2)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _rendered(data: bytes, page: int) -> Image.Image:
    with pdfium.opened(data) as document:
        image: Image.Image = document[page - 1].render(scale=DPI / 72).to_pil().convert("RGB")
    return image


def _inset(box: Extent | None, by: float) -> Extent | None:
    return box and (box[0] + by, box[1] + by, box[2] - by, box[3] - by)


def _pixels(box: Extent, media: Extent, size: tuple[int, int]) -> tuple[float, float, float, float]:
    scale = DPI / 72
    left, top, right, bottom = box[0] - media[0], media[3] - box[3], box[2] - media[0], media[3] - box[1]
    return (left * scale, top * scale, min(right * scale, size[0] - 1), min(bottom * scale, size[1] - 1))
