"""Sheets that are no book: proofs with pages under their marks, single pages as files of their own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from handbook.diagnostics import Diagnostic
from handbook.pages import Rect
from handbook.pdf.write import Fetcher, collected

POINTS = 72 / 25.4


def sheets(html: str, fonts_css: str, cache: Path) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return HTML of the program's own as a file, or None and the renderer's warnings."""
    fetcher = Fetcher((cache / "fonts",), cache, {})
    findings: list[Diagnostic] = []
    with collected(findings, "handbook/desk/proof.html"):
        fonts = FontConfiguration()
        sheet = weasyprint.CSS(string=fonts_css, base_url=cache.as_uri(), font_config=fonts, url_fetcher=fetcher)
        source = weasyprint.HTML(string=html, base_url=cache.as_uri(), url_fetcher=fetcher)
        data = source.write_pdf(stylesheets=[sheet], font_config=fonts)
    return (None, tuple(findings)) if findings else (bytes(data), ())


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
