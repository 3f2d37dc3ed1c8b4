"""Look at a print file as a printer's preflight would: every fault at once, before anybody pays for plates."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pikepdf

from handbook.checks.ghostscript import GhostscriptError, Separating
from handbook.checks.preflight import bombs, clean, colour, document, geometry, ink, margins, marks
from handbook.checks.preflight.bombs import BombError
from handbook.checks.preflight.clean import Memory
from handbook.checks.preflight.content import MALFORMED, EndlessError, Walker
from handbook.checks.preflight.geometry import Boxes
from handbook.checks.preflight.guides import guides
from handbook.checks.preflight.layers import Layers
from handbook.checks.preflight.marks import Blending
from handbook.checks.preflight.paints import ShownText
from handbook.checks.preflight.rules import OF_A_PRESS, RULES, Breach, Remark, Rule, remarks
from handbook.checks.preflight.wants import Wants
from handbook.values.diagnostics import Severity

__all__ = ["MALFORMED", "RULES", "Memory", "Remark", "Rule", "Verdict", "Wants", "examine", "guides", "unread"]


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
    bombs.limit()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            bombs.look(pdf)
            return _examined(pdf, data, wants, known)
    except pikepdf.PasswordError:
        return unread("the file asks for a password", "preflight.encrypted")
    except BombError:
        return unread("a stream unpacks to more than any print file needs")
    except RecursionError:
        return unread("the file is nested too deeply")
    except MALFORMED as problem:
        return unread(f"the file cannot be read ({type(problem).__name__})")


def unread(text: str, code: str = "preflight.unreadable") -> Verdict:
    """Return the verdict on a file of which nothing more can be said."""
    return Verdict(remarks([(code, text, 0)]), 0)


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
        yield from geometry.faults(pages, wants)
        return
    if not wants.press:
        yield from (fault for fault in _looked_at(file, pages, wants, {}) if fault[0] not in OF_A_PRESS)
        return
    if not file.fresh:
        yield from _looked_at(file, pages, wants, {})
        return
    reversed_out: dict[int, list[ShownText]] = {}
    with Separating(file.data, pages=file.separated) as work:  # in a process of its own, while this one walks
        try:
            yield from _looked_at(file, pages, wants, reversed_out)
        except EndlessError:
            yield "preflight.unreadable", "more is drawn than any page needs", 0
            return
        yield from _inked(work, {number: pages[number - 1] for number in file.fresh}, wants, reversed_out)


def _looked_at(
    file: _File, pages: list[Boxes], wants: Wants, reversed_out: dict[int, list[ShownText]]
) -> Iterator[Breach]:
    """Yield what is wrong, but for inks; note small white text. Raise EndlessError where too much is drawn."""
    yield from _guarded("the content of pages", _painted(file, pages, wants, reversed_out))
    with _without_known(file) as part:
        yield from _guarded("the file's structure", document.faults(file.pdf, part, wants))
    yield from _guarded("the boxes of pages", geometry.faults(pages, wants))


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


def _painted(
    file: _File, boxes: list[Boxes], wants: Wants, reversed_out: dict[int, list[ShownText]]
) -> Iterator[Breach]:
    walker = Walker(Layers(file.pdf.Root))
    intent = document.profile_of(file.pdf)
    suspects: dict[int, list[ShownText]] = {}
    for number in file.fresh:
        page, frame = file.pdf.pages[number - 1].obj, boxes[number - 1]
        space = page.get("/Group", pikepdf.Dictionary()).get("/CS")
        blending = Blending(told=False, intent=intent)
        if space is not None and str(space) != "/DeviceGray":
            blending = replace(blending, told=blending.fits(colour.space(space, pikepdf.Dictionary())))
        for event in walker.page(page, frame.sheet(wants)):
            yield from ((code, text, number) for code, text in marks.judge(event, wants, blending))
            if isinstance(event, ShownText):
                if margins.suspect(event, frame, wants):
                    suspects.setdefault(number, []).append(event)
                if marks.reversed_out(event):
                    reversed_out.setdefault(number, []).append(event)
    yield from margins.judge(file.data, suspects, boxes, wants)


def _inked(
    work: Separating, boxes: Mapping[int, Boxes], wants: Wants, reversed_out: Mapping[int, Sequence[ShownText]]
) -> Iterator[Breach]:
    """Yield what is wrong with the inks of the pages that were separated; ``boxes`` are theirs, by number."""
    done = 0
    try:
        for page, number in zip(work.pages(), boxes, strict=False):
            done += 1
            texts = reversed_out.get(number, ())
            yield from ((code, text, number) for code, text in ink.judge(page, boxes[number], wants, texts))
    except GhostscriptError as problem:
        yield "preflight.ghostscript", str(problem), 0
        return
    if done != len(boxes):
        yield "preflight.ghostscript", f"Ghostscript made {done} of {len(boxes)} pages", 0
