"""A picture of a page as the printer sees it, with the lines of trim, bleed and safe margin."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image, ImageDraw

from handbook.checks.preflight.content import inherited
from handbook.checks.preflight.geometry import boxes
from handbook.checks.preflight.paints import Extent
from handbook.files import pdfium
from handbook.values.units import POINTS

DPI = 150
MOST_PIXELS = 5000
"""Along a side: a banner is shown in less detail."""
SAFE_MM = 4.0
TRIM, BLEED, SAFE = (220, 0, 0), (0, 110, 220), (0, 150, 60)
"""Red where the knife falls, blue where the paper must be printed, green where text may stand."""


def guides(data: bytes, page: int, safe_mm: float = SAFE_MM) -> bytes:
    """Return a page, 1-based, as it is shown, with its whole MediaBox and the guides, as PNG.

    Raises what reading a file can raise that does not keep to the format (``content.MALFORMED``).
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sheet = pdf.pages[page - 1].obj
        frame = boxes(sheet).upright
        sheet.CropBox = inherited(sheet, "/MediaBox")
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
        shown = document[page - 1]
        scale = min(DPI / 72, MOST_PIXELS / max(shown.get_size()))
        image: Image.Image = shown.render(scale=scale).to_pil().convert("RGB")
    return image


def _inset(box: Extent | None, by: float) -> Extent | None:
    """Return a box, smaller on each side; None where nothing is left of it."""
    if box is None or min(box[2] - box[0], box[3] - box[1]) <= 2 * by:
        return None
    return box[0] + by, box[1] + by, box[2] - by, box[3] - by


def _pixels(box: Extent, media: Extent, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Return a box in the picture of a MediaBox: its corners in pixels from the top left, within the picture."""
    across, down = size[0] / (media[2] - media[0]), size[1] / (media[3] - media[1])
    xs = ((edge - media[0]) * across for edge in (box[0], box[2]))
    ys = ((media[3] - edge) * down for edge in (box[3], box[1]))
    left, right = (min(max(0.0, x), size[0] - 1) for x in xs)
    top, bottom = (min(max(0.0, y), size[1] - 1) for y in ys)
    return left, top, right, bottom
