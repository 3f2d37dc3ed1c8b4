"""PDF bytes to PDF bytes: a file for screens and for people who read with their ears; same input, same bytes."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name

from handbook.press import metadata
from handbook.press.streams import Streams
from handbook.press.transparency import declare
from handbook.values.model import Job

PRINT = 4
"""Annotation flag: the link is there on paper as it is on screen (ISO 32000-1, 12.5.3)."""


def finish(data: bytes, job: Job, streams: Streams) -> bytes:
    """Return the file for the screen: trimmed, PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) at once.

    ``data`` is what WeasyPrint wrote, tagged; ``streams`` deflates the pages.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        dress(pdf, streams)
        for page in pdf.pages:
            # Bleed is for the press: a reader on a screen sees the trimmed page.
            page.MediaBox = page.TrimBox
            del page.BleedBox
        metadata.show(pdf, job)
        metadata.label(pdf)
        metadata.intend_srgb(pdf)
        metadata.describe(pdf, metadata.languages(job), metadata.ACCESSIBLE)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def dress(pdf: pikepdf.Pdf, streams: Streams) -> None:
    """Give what pages paint and link to the form that it has in a file for the screen."""
    _deflate(pdf, streams)
    declare(pdf, Name.DeviceRGB)
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            annotation.F = PRINT


def _deflate(pdf: pikepdf.Pdf, streams: Streams) -> None:
    """Write the content of pages and of what they draw anew."""
    for page in pdf.pages:
        content, page.Contents = _content(page), pdf.make_stream(b"")
        streams.write(page.Contents, content, "screen", lambda found: found)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Form:
            streams.write(item, item.read_bytes(), "screen", lambda found: found)


def _content(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return page.Contents.read_bytes()
