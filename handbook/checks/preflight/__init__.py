"""Look at a print file as a printer's preflight would: every fault at once, before anybody pays for plates."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf

from handbook.checks.ghostscript import GhostscriptError, Separating
from handbook.checks.preflight import clean, document, geometry, ink, margins, marks
from handbook.checks.preflight.clean import Memory
from handbook.checks.preflight.content import MALFORMED, Walker
from handbook.checks.preflight.geometry import Boxes
from handbook.checks.preflight.guides import guides
from handbook.checks.preflight.paints import ShownText
from handbook.checks.preflight.rules import OF_A_PRESS, RULES, Breach, Remark, Rule, remarks
from handbook.checks.preflight.wants import Wants
from handbook.values.diagnostics import Severity

__all__ = ["RULES", "Memory", "Remark", "Rule", "Verdict", "Wants", "examine", "guides"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a file."""

    remarks: tuple[Remark, ...]
    pages: int
    """How many pages the file has; 0 if it cannot be read."""
    clean: frozenset[str] = frozenset()
    """The digests of the pages on which nothing was found, then or now."""

    @property
    def passed(self) -> bool:
        """Whether nothing keeps the file from the printer."""
        return not any(remark.severity is Severity.ERROR for remark in self.remarks)


def examine(data: bytes, wants: Wants, known: Collection[str] | None = None) -> Verdict:
    """Return all that is wrong with a print file; whatever the bytes are, this raises nothing.

    ``known`` are digests of pages that were found clean before: what these paint is not looked at again. None is for
    files of strangers, whose pages nobody need know again.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return _examined(pdf, data, wants, known)
    except pikepdf.PasswordError:
        fault = "preflight.encrypted", "the file asks for a password", 0
    except MALFORMED as problem:
        fault = "preflight.unreadable", f"the file cannot be read ({type(problem).__name__})", 0
    return Verdict(remarks([fault]), 0)


def _examined(pdf: pikepdf.Pdf, data: bytes, wants: Wants, known: Collection[str] | None) -> Verdict:
    digests = ("",) * len(pdf.pages) if known is None else clean.digests(pdf, wants)
    fresh = tuple(number for number, digest in enumerate(digests, 1) if not digest or digest not in (known or ()))
    found = remarks(_faults(_File(pdf, data, fresh), wants))
    of_pages = {number for remark in found for number in remark.pages}
    of_file = any(not remark.pages for remark in found)  # it may be any page's fault
    passed = frozenset(d for number, d in enumerate(digests, 1) if d and number not in of_pages and not of_file)
    return Verdict(found, len(digests), passed)


@dataclass(frozen=True, slots=True)
class _File:
    """What is examined."""

    pdf: pikepdf.Pdf
    data: bytes
    fresh: tuple[int, ...]
    """The numbers of the pages of which it is not known that they are clean."""

    @property
    def separated(self) -> tuple[int, ...]:
        """The pages that Ghostscript is asked for; none are all."""
        return self.fresh if len(self.fresh) < len(self.pdf.pages) else ()


def _faults(file: _File, wants: Wants) -> Iterator[Breach]:
    pages = [geometry.boxes(page.obj) for page in file.pdf.pages]
    if any(map(geometry.too_large, pages)):
        yield from geometry.faults(pages, list(file.pdf.pages), wants)
        return
    if not wants.press:
        yield from (fault for fault in _looked_at(file, pages, wants) if fault[0] not in OF_A_PRESS)
        return
    if not file.fresh:
        yield from _looked_at(file, pages, wants)
        return
    with Separating(file.data, pages=file.separated) as work:  # in a process of its own, while this one walks
        yield from _looked_at(file, pages, wants)
        yield from _inked(work, {number: pages[number - 1] for number in file.fresh}, wants)


def _looked_at(file: _File, pages: list[Boxes], wants: Wants) -> Iterator[Breach]:
    with _without_known(file) as part:
        yield from _guarded("the file's structure", document.faults(file.pdf, part, wants))
    yield from _guarded("the boxes of pages", geometry.faults(pages, list(file.pdf.pages), wants))
    yield from _guarded("the content of pages", _painted(file, pages, wants))


@contextmanager
def _without_known(file: _File) -> Iterator[pikepdf.Pdf]:
    """Yield the file without the pages that are known to be clean, whose syntax need not be read again."""
    if len(file.fresh) == len(file.pdf.pages):
        yield file.pdf
        return
    with pikepdf.open(io.BytesIO(file.data), suppress_warnings=True) as pdf:
        for number in range(len(pdf.pages), 0, -1):
            if number not in file.fresh:
                del pdf.pages[number - 1]
        yield pdf


def _guarded(what: str, faults: Iterator[Breach]) -> Iterator[Breach]:
    """Yield faults; where the file keeps so little to the format that looking fails, that is one, too."""
    try:
        yield from faults
    except MALFORMED as problem:
        yield "preflight.unreadable", f"{what} cannot be read ({type(problem).__name__})", 0


def _painted(file: _File, boxes: list[Boxes], wants: Wants) -> Iterator[Breach]:
    walker = Walker()
    suspects: dict[int, list[ShownText]] = {}
    for number in file.fresh:
        page = file.pdf.pages[number - 1]
        blends = str(page.obj.get("/Group", pikepdf.Dictionary()).get("/CS", "")) == "/DeviceCMYK"
        for event in walker.page(page.obj):
            yield from ((code, text, number) for code, text in marks.judge(event, wants, blends=blends))
            if isinstance(event, ShownText) and margins.suspect(event, boxes[number - 1], wants):
                suspects.setdefault(number, []).append(event)
    yield from margins.judge(file.data, suspects, boxes, wants)


def _inked(work: Separating, boxes: Mapping[int, Boxes], wants: Wants) -> Iterator[Breach]:
    """Yield what is wrong with the inks of the pages that were separated; ``boxes`` are theirs, by number."""
    done = 0
    try:
        for page, number in zip(work.pages(), boxes, strict=False):
            done += 1
            yield from ((code, text, number) for code, text in ink.judge(page, boxes[number], wants))
    except GhostscriptError as problem:
        yield "preflight.ghostscript", str(problem), 0
        return
    if done != len(boxes):
        yield "preflight.ghostscript", f"Ghostscript made {done} of {len(boxes)} pages", 0
