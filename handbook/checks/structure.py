"""A finished file against its job; whatever fails here is not published."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name

from handbook.values.diagnostics import Diagnostic, counted, error
from handbook.values.model import Job
from handbook.values.units import POINTS

TOLERANCE = 0.1
OURS = "Nothing in the data files does this: please report it."
REMEDIES = {
    "pdf.pages": 'Put chapters in, or take some out, in content/edition.toml; with "notes" before the last one, '
    "blank pages fill up.",
    "pdf.title": "Give the format's template in templates/formats a <title>.",
    "pdf.bookmarks": "No chapter with a heading is printed: put one into chapters in content/edition.toml.",
    "pdf.trim": "A style sheet gives these pages another size: look for @page in templates/css.",
    "pdf.language": OURS,
    "pdf.tags": OURS,
    "pdf.direction": OURS,
    "pdf.font": OURS,
}
"""What to do about each finding of a whole file."""
"""In points: rounding of millimetres."""


def check(data: bytes, job: Job) -> tuple[Diagnostic, ...]:
    """Return the faults of a finished file: an empty tuple means that it may be published."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return tuple(error(job.slug, 0, code, text, REMEDIES.get(code, "")) for code, text in _faults(pdf, job))


def _faults(pdf: pikepdf.Pdf, job: Job) -> Iterator[tuple[str, str]]:
    if str(pdf.Root.get("/Lang", "")) != job.language.tag:
        yield "pdf.language", f"document language is not {job.language.tag}"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "pdf.title", "no title"
    if "/StructTreeRoot" not in pdf.Root or not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked"):
        yield "pdf.tags", "not tagged"
    if "/Outlines" not in pdf.Root:
        yield "pdf.bookmarks", "no bookmarks"
    direction = pdf.Root.get("/ViewerPreferences", Dictionary()).get("/Direction", Name.L2R)
    if (direction == Name.R2L) != (job.language.direction == "rtl"):
        yield "pdf.direction", f"reading direction is not {job.language.direction}"
    if len(pdf.pages) % job.layout.pages_multiple_of:
        count, wanted = counted(len(pdf.pages), "page"), job.layout.pages_multiple_of
        yield "pdf.pages", f"the file has {count}, and its sheets need a multiple of {wanted}"
    width, height = (side * POINTS for side in job.layout.trim_mm)
    for number, page in enumerate(pdf.pages, 1):
        x0, y0, x1, y1 = (float(v) for v in page.trimbox)
        if abs(x1 - x0 - width) > TOLERANCE or abs(y1 - y0 - height) > TOLERANCE:
            yield "pdf.trim", f"page {number} is not {job.layout.trim_mm[0]:g} x {job.layout.trim_mm[1]:g} mm"
    yield from _font_faults(pdf)


def _font_faults(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    for item in pdf.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != Name.FontDescriptor:
            continue
        if not any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield "pdf.font", f"font {item.get('/FontName')} is not embedded"
