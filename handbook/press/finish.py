"""PDF bytes to PDF bytes: decoration, reading direction, identifiers; same input, same bytes."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name

from handbook.press.streams import Streams
from handbook.values.model import Job

PRINT = 4
"""Annotation flag: the link is there on paper as it is on screen (ISO 32000-1, 12.5.3)."""


def finish(data: bytes, job: Job, streams: Streams) -> bytes:
    """Return the file for the screen: trimmed, decoration marked as such, the reading direction set.

    WeasyPrint 70 tags every picture as a figure (issue 2550 there): those without an alternative
    text are decoration and become artifacts (ISO 14289-1, 7.1 and 7.3). Right-to-left books say so
    in the viewer preferences (ISO 32000-1, 12.2). ``streams`` deflates the pages.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _deflate(pdf, streams)
        for page in pdf.pages:
            # Bleed is for the press: a reader on a screen sees the trimmed page.
            page.MediaBox = page.TrimBox
            del page.BleedBox
            for annotation in page.get("/Annots", []):
                annotation.F = PRINT
        if job.language.direction == "rtl":
            if "/ViewerPreferences" not in pdf.Root:
                pdf.Root.ViewerPreferences = Dictionary()
            pdf.Root.ViewerPreferences.Direction = Name.R2L
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


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
