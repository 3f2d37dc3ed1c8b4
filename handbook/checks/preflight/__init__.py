"""Look at a print file as a printer's preflight would: every fault at once, before anybody pays for plates."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from handbook.checks.ghostscript import GhostscriptError, Separating
from handbook.checks.preflight import document, geometry, ink, margins, marks
from handbook.checks.preflight.content import MALFORMED, Walker
from handbook.checks.preflight.geometry import Boxes
from handbook.checks.preflight.guides import guides
from handbook.checks.preflight.paints import ShownText
from handbook.checks.preflight.rules import OF_A_PRESS, RULES, Breach, Remark, Rule, remarks
from handbook.checks.preflight.wants import Wants
from handbook.values.diagnostics import Severity

__all__ = ["RULES", "Remark", "Rule", "Verdict", "Wants", "examine", "guides"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a file."""

    remarks: tuple[Remark, ...]
    pages: int
    """How many pages the file has; 0 if it cannot be read."""

    @property
    def passed(self) -> bool:
        """Whether nothing keeps the file from the printer."""
        return not any(remark.severity is Severity.ERROR for remark in self.remarks)


def examine(data: bytes, wants: Wants) -> Verdict:
    """Return all that is wrong with a print file; whatever the bytes are, this raises nothing."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return Verdict(remarks(_faults(pdf, data, wants)), len(pdf.pages))
    except pikepdf.PasswordError:
        fault = "preflight.encrypted", "the file asks for a password", 0
    except MALFORMED as problem:
        fault = "preflight.unreadable", f"the file cannot be read ({type(problem).__name__})", 0
    return Verdict(remarks([fault]), 0)


def _faults(pdf: pikepdf.Pdf, data: bytes, wants: Wants) -> Iterator[Breach]:
    pages = [geometry.boxes(page.obj) for page in pdf.pages]
    if any(map(geometry.too_large, pages)):
        yield from geometry.faults(pages, list(pdf.pages), wants)
        return
    if not wants.press:
        yield from (fault for fault in _of_office(pdf, data, pages, wants) if fault[0] not in OF_A_PRESS)
        return
    with Separating(data) as work:  # in a process of its own, while this one walks
        yield from _guarded("the file's structure", document.faults(pdf, wants))
        yield from _guarded("the boxes of pages", geometry.faults(pages, list(pdf.pages), wants))
        yield from _guarded("the content of pages", _painted(pdf, data, pages, wants))
        yield from _inked(work, pages, wants)


def _of_office(pdf: pikepdf.Pdf, data: bytes, pages: list[Boxes], wants: Wants) -> Iterator[Breach]:
    yield from _guarded("the file's structure", document.faults(pdf, wants))
    yield from _guarded("the boxes of pages", geometry.faults(pages, list(pdf.pages), wants))
    yield from _guarded("the content of pages", _painted(pdf, data, pages, wants))


def _guarded(what: str, faults: Iterator[Breach]) -> Iterator[Breach]:
    """Yield faults; where the file keeps so little to the format that looking fails, that is one, too."""
    try:
        yield from faults
    except MALFORMED as problem:
        yield "preflight.unreadable", f"{what} cannot be read ({type(problem).__name__})", 0


def _painted(pdf: pikepdf.Pdf, data: bytes, boxes: list[Boxes], wants: Wants) -> Iterator[Breach]:
    walker = Walker()
    suspects: dict[int, list[ShownText]] = {}
    for number, page in enumerate(pdf.pages, 1):
        blends = str(page.obj.get("/Group", pikepdf.Dictionary()).get("/CS", "")) == "/DeviceCMYK"
        for event in walker.page(page.obj):
            yield from ((code, text, number) for code, text in marks.judge(event, wants, blends=blends))
            if isinstance(event, ShownText) and margins.suspect(event, boxes[number - 1], wants):
                suspects.setdefault(number, []).append(event)
    yield from margins.judge(data, suspects, boxes, wants)


def _inked(work: Separating, boxes: list[Boxes], wants: Wants) -> Iterator[Breach]:
    done = 0
    try:
        for done, (page, box) in enumerate(zip(work.pages(), boxes, strict=False), 1):
            yield from ((code, text, done) for code, text in ink.judge(page, box, wants))
    except GhostscriptError as problem:
        yield "preflight.ghostscript", str(problem), 0
        return
    if done != len(boxes):
        yield "preflight.ghostscript", f"Ghostscript made {done} of {len(boxes)} pages", 0
