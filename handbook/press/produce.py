"""Laid-out pages to the files of all products that are made of them: finished or in inks, on sheets, and examined."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote

import pikepdf

from handbook.checks import preflight, structure
from handbook.imposition.geometry import ImpositionError, Size
from handbook.press import finishing, inks
from handbook.press.finish import finish
from handbook.press.finishing import Produced
from handbook.press.formes import imposed
from handbook.press.press import Pressed, identified, narrowed, press
from handbook.press.streams import Streams
from handbook.values.diagnostics import Diagnostic, error, warning
from handbook.values.errors import HandbookError
from handbook.values.model import Job, Product, Project, Purpose
from handbook.values.units import POINTS

SMALLEST_PT, FINEST_PT = 6.0, 0.25
OF_PICTURES = frozenset({"preflight.coarse", "preflight.resolution"})
"""The only pictures in a book that are made of pixels are those of a logo."""


def produce(
    written: bytes, batch: tuple[Job, ...], project: Project, streams: Streams, memory: preflight.Memory | None = None
) -> Iterator[tuple[Job, Produced | None, tuple[Diagnostic, ...]]]:
    """Yield the file of each job and what an examination finds; None where it cannot be made.

    ``written`` are the pages as WeasyPrint wrote them, with their bleed. All jobs share them. ``memory`` has the pages
    that were found clean in earlier files, and is told of those of these; without it all pages are examined.
    ``streams`` deflates the pages, each once.
    """

    @cache
    def whole(purpose: Purpose) -> Pressed:
        return press(written, next(job for job in batch if job.product.purpose is purpose), project, streams)

    def pressed(product: Product) -> Pressed:
        pages, bleed_mm = whole(product.purpose), _bleed(product)
        return pages if bleed_mm == product.layout.bleed_mm else narrowed(pages, bleed_mm)

    @cache
    def parted() -> tuple[Diagnostic, ...]:
        return inks.parted(project)

    clean: set[str] = set()  # pages of files of this batch: those of some are in others, too
    for job in batch:
        product = job.product
        findings: tuple[Diagnostic, ...]
        try:
            if product.purpose is Purpose.SCREEN:
                data = finish(written, job, streams)
                laid, findings = 0, ()
            else:
                pages = pressed(product)
                terms = finishing.terms(job, project.edition)
                data = identified(imposed(pages.data, product.arrangement, terms), job)
                laid, findings = pages.count, _converted(pages, project)
                findings += parted() if product.purpose is Purpose.PRESS else ()
        except inks.UnfitProfileError as fault:
            yield job, None, (inks.unfit(project, fault),)
            continue
        except (HandbookError, ImpositionError) as fault:
            yield job, None, (error(job.slug, 0, "sheet.unfit", str(fault), "See handbook/settings/formats.toml."),)
            continue
        yield job, _measured(data), (*findings, *_examined(data, job, project, laid, memory, clean))


def _bleed(product: Product) -> float:
    """Return the bleed of the pages: what is arranged on sheets brings all it has, and is cut there."""
    return product.layout.bleed_mm if product.arrangement.moves_pages else product.bleed_mm


def _converted(pages: Pressed, project: Project) -> tuple[Diagnostic, ...]:
    """Return a notice for each picture of the logo that was converted to the inks of the press."""
    hint = "Nothing need be done. For exact colours of your own, ask your designer for the logo as SVG."
    return tuple(
        warning(_logo(project), 0, "press.converted", f"{each} in RGB was converted to CMYK", hint)
        for each in dict.fromkeys(pages.converted)
    )


def _examined(
    data: bytes, job: Job, project: Project, laid: int, memory: preflight.Memory | None, clean: set[str]
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a finished file; an error keeps it from being published.

    ``clean`` is told of the pages on which nothing is: of several files one has to be examined.
    """
    if job.product.purpose is Purpose.SCREEN:
        return structure.check(data, job)
    name = job.key.record
    known = memory.of(name) | clean if memory else None
    verdict = preflight.examine(data, wants(job.product, project, laid), known)
    clean |= verdict.clean
    if memory:
        memory.keep(name, verdict.clean)
    return tuple(_said(remark, job, project) for remark in verdict.remarks)


def _said(remark: preflight.Remark, job: Job, project: Project) -> Diagnostic:
    do = preflight.RULES[remark.code].do
    if remark.code in OF_PICTURES:
        return Diagnostic(_logo(project), 0, remark.severity, remark.code, f"{job.slug}: {remark.said}", do)
    return Diagnostic(job.slug, 0, remark.severity, remark.code, remark.said, do)


def _logo(project: Project) -> str:
    return project.content_file(unquote(project.association.logo.rpartition("/")[2]))


def wants(product: Product, project: Project, laid: int | None = None) -> preflight.Wants:
    """Return what a print file of a product must be that was laid out on so many pages.

    Where these are not known, a sheet with a spine is not measured.
    """
    condition, layout, arrangement = project.edition.condition, product.layout, product.arrangement
    is_press = product.purpose is Purpose.PRESS
    shrunk = 1.0 if is_press else min(1.0, arrangement.scale(layout.trim_mm))
    return preflight.Wants(
        trim_mm=_trim(product, project, laid),
        bleed_mm=product.bleed_mm if is_press else 0.0,
        pages_multiple_of=1 if arrangement.moves_pages else layout.pages_multiple_of,
        condition=condition.id if is_press else None,
        tac_limit=condition.tac,
        min_text_pt=SMALLEST_PT * shrunk,
        min_line_pt=FINEST_PT * shrunk,
        needs_bleed=is_press,
        press=is_press,
    )


def _trim(product: Product, project: Project, laid: int | None) -> Size | None:
    arrangement = product.arrangement
    width, height = arrangement.trim(product.layout.trim_mm, product.bleed_mm)
    if arrangement.is_stitched:
        return width, height
    return None if laid is None else (width + finishing.spine_mm(product, project.edition, laid), height)


def _measured(data: bytes) -> Produced:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        first = pdf.pages[0]
        trim, sheet = (_size_mm(box) for box in (first.trimbox, first.mediabox))
        return Produced(data, len(pdf.pages), trim, sheet)


def _size_mm(box: pikepdf.Array) -> Size:
    """Return width and height to the hundredth of a millimetre: what boxes in points are good for."""
    x0, y0, x1, y1 = (float(edge) for edge in box)
    return round((x1 - x0) / POINTS, 2), round((y1 - y0) / POINTS, 2)
