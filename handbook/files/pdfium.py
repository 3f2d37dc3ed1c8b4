"""PDFium, through which every page is read or shown: one thread at a time, and only this module opens files with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

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
