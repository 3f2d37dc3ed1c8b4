"""Finished pages put to other use: under the marks of a proof, or under a title of their own."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf

from handbook.press import metadata
from handbook.values.pages import Rect
from handbook.values.units import POINTS


def underlay(top: bytes, below: bytes, at: Rect, height_mm: float) -> bytes:
    """Return ``top`` with the pages of ``below`` under its first sheets, at a place from their top left corner."""
    x, y = at.x * POINTS, (height_mm - at.bottom) * POINTS
    place = pikepdf.Rectangle(x, y, x + at.width * POINTS, y + at.height * POINTS)
    with pikepdf.open(io.BytesIO(top)) as pdf, pikepdf.open(io.BytesIO(below)) as pages:
        for sheet, page in zip(pdf.pages, pages.pages, strict=False):
            sheet.add_underlay(page, place)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def titled(data: bytes, title: str, languages: Iterable[str]) -> bytes:
    """Return a file in some languages with a title, which viewers show."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.docinfo.Title = pikepdf.String(title)
        metadata.entitle(pdf)
        metadata.describe(pdf, languages)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
