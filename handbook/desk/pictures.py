"""Pages as pictures, sharp at any size."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from handbook.files import pdfium
from handbook.values.pages import Rect
from handbook.values.units import POINTS

AROUND_MM = 12.0
MARK = (200, 40, 20)


def picture(data: bytes, page: int, scale: float) -> Image.Image:
    """Return a page of a file, 0-based, as it will be trimmed, at ``scale`` pixels to the point."""
    with pdfium.opened(data) as document:
        return pdfium.picture(document, page, scale)


def png(image: Image.Image, *, packed: bool = False) -> bytes:
    """Return a picture as PNG; for this machine's own browser packing would only take time."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6 if packed else 0)
    return out.getvalue()


def crop(data: bytes, page: int, rects: list[Rect], dpi: int = 200) -> bytes:
    """Return the part of a page around some rectangles, framed, as PNG."""
    scale = dpi / 72
    image = picture(data, page, scale).convert("RGB")
    unit = POINTS * scale
    draw = ImageDraw.Draw(image)
    for rect in rects:
        box = (rect.x - 0.6, rect.y - 0.4, rect.right + 0.6, rect.bottom + 0.4)
        draw.rectangle([edge * unit for edge in box], outline=MARK, width=max(1, dpi // 90))
    left, top = min(r.x for r in rects) - AROUND_MM, min(r.y for r in rects) - AROUND_MM
    right, bottom = max(r.right for r in rects) + AROUND_MM, max(r.bottom for r in rects) + AROUND_MM
    width, height = image.size
    corner = max(0, round(left * unit)), max(0, round(top * unit))
    edges = (*corner, min(width, round(right * unit)), min(height, round(bottom * unit)))
    return png(image.crop(edges), packed=True)
