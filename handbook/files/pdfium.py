"""PDFium, through which every page is read or shown: one thread at a time, and only this module opens files with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from PIL import Image

from handbook.files.turns import PDFIUM

TextPage = pypdfium2.PdfTextPage


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a file for as long as the block lasts; threads wait for each other. Never open one inside another."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()


def picture(document: pypdfium2.PdfDocument, page: int, scale: float) -> Image.Image:
    """Return a page of an open file, 0-based, as it will be trimmed, at ``scale`` pixels to the point."""
    sheet = document[page]
    sheet.set_cropbox(*sheet.get_trimbox())
    image: Image.Image = sheet.render(scale=scale).to_pil()
    return image


def size(document: pypdfium2.PdfDocument, page: int) -> tuple[float, float]:
    """Return width and height of a page of an open file, 0-based, as it will be trimmed, in pt."""
    left, bottom, right, top = document[page].get_trimbox()
    return float(right - left), float(top - bottom)
