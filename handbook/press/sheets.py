"""Finished pages put to other use: under the marks of a proof, or each as a file of its own."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

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


def single_pages(data: bytes, titles: Sequence[str]) -> list[bytes]:
    """Return each page of a file as a file with a title of its own."""
    files = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page, title in zip(pdf.pages, titles, strict=True):
            with pikepdf.new() as single:
                single.pages.append(page)
                for key, value in pdf.docinfo.items():
                    single.docinfo[key] = pikepdf.String(str(value))
                single.docinfo.Title = pikepdf.String(title)
                single.Root.Lang = pdf.Root.Lang
                single.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
                out = io.BytesIO()
                single.remove_unreferenced_resources()
                single.save(
                    out, deterministic_id=True, force_version="1.7",
                    object_stream_mode=pikepdf.ObjectStreamMode.generate,
                )  # fmt: skip
                files.append(out.getvalue())
    return files
