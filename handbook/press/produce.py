"""Laid-out pages to the files of all formats that take them: finished or in inks, on sheets, and examined."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf

from handbook.checks import preflight, structure
from handbook.files.folders import CONTENT
from handbook.press import impose, inks
from handbook.press.finish import finish
from handbook.press.finishing import MARGIN_MM, Produced, scale
from handbook.press.press import Pressed, identified, press
from handbook.values.diagnostics import Diagnostic, error, warning
from handbook.values.errors import HandbookError
from handbook.values.model import Arrangement, Format, Job, Project, Purpose
from handbook.values.units import POINTS

SMALLEST_PT, FINEST_PT = 6.0, 0.25
OF_PICTURES = frozenset({"preflight.coarse", "preflight.resolution"})
"""The only pictures in a book that are made of pixels are those of a logo."""


def produce(
    written: bytes, batch: tuple[Job, ...], project: Project, memory: preflight.Memory | None = None
) -> Iterator[tuple[Job, Produced | None, tuple[Diagnostic, ...]]]:
    """Yield the file of each job and what an examination finds; None where it cannot be made.

    ``written`` are the pages as WeasyPrint wrote them, with their bleed. All jobs share them. ``memory`` has the pages
    that were found clean in earlier files, and is told of those of these; without it all pages are examined.
    """

    @cache
    def pressed(purpose: Purpose, bleed_mm: float) -> Pressed:
        job = next(job for job in batch if job.format.purpose is purpose)
        return press(written, job, project, bleed_mm)

    for job in batch:
        row = job.format
        try:
            if row.purpose is Purpose.SCREEN:
                data = finish(written, job)
                told: tuple[Diagnostic, ...] = ()
            else:
                pages = pressed(row.purpose, _bleed(row, project))
                data, told = identified(_arranged(pages.data, job, project), job), _converted(pages, project)
                told += inks.parted(project) if row.purpose is Purpose.PRESS else ()
        except inks.UnfitProfileError as fault:
            yield job, None, (inks.unfit(project, fault),)
            continue
        except HandbookError as fault:
            yield job, None, (error(job.slug, 0, "sheet.unfit", str(fault), "See handbook/settings/formats.toml."),)
            continue
        yield job, _measured(data), (*told, *examined(data, job, project, memory))


def _bleed(row: Format, project: Project) -> float:
    """Return the bleed of the pages: what is arranged on sheets brings all it has, and is cut there."""
    return row.bleed_mm if row.arrangement is Arrangement.NONE else project.formats[row.of].bleed_mm


def _arranged(data: bytes, job: Job, project: Project) -> bytes:
    """Return pages on the sheets of a format."""
    row, rtl = job.format, job.language.direction == "rtl"
    sheet = row.sheet_mm or (0.0, 0.0)
    match row.arrangement:
        case Arrangement.SADDLE:
            creep = creep_mm(project, _pages(data))
            return impose.saddle(data, impose.Sheet(row.sheet_mm, row.bleed_mm, creep_mm=creep, rtl=rtl))
        case Arrangement.SADDLE_OFFICE:
            return impose.saddle_office(data, sheet, MARGIN_MM, rtl=rtl)
        case Arrangement.CARDS:
            return impose.cards(data, sheet, bleed_mm=row.bleed_mm)
        case Arrangement.SCALED:
            return impose.scaled(data, sheet, row.bleed_mm)
        case Arrangement.FITTED:
            return impose.fitted(data, sheet, MARGIN_MM)
        case Arrangement.NONE:
            return data


def creep_mm(project: Project, pages: int) -> float:
    """Return how far the innermost sheet of a stitched book stands out: by the thickness of the sheets round it."""
    return project.edition.caliper_mm * max(0, -(-pages // 4) - 1)


def _converted(pages: Pressed, project: Project) -> tuple[Diagnostic, ...]:
    """Return a notice for each picture of the logo that was converted to the inks of the press."""
    hint = "Nothing need be done. For exact colours of your own, ask your designer for the logo as SVG."
    return tuple(
        warning(_logo(project), 0, "press.converted", f"{each} in RGB was converted to CMYK", hint)
        for each in dict.fromkeys(pages.converted)
    )


def examined(data: bytes, job: Job, project: Project, memory: preflight.Memory | None) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a finished file; an error keeps it from being published."""
    if job.format.purpose is Purpose.SCREEN:
        return structure.check(data, job)
    name = f"{job.edition}_{job.slug}"
    verdict = preflight.examine(data, wants(job.format, project), memory.of(name) if memory else None)
    if memory:
        memory.keep(name, verdict.clean)
    return tuple(_said(remark, job, project) for remark in verdict.remarks)


def _said(remark: preflight.Remark, job: Job, project: Project) -> Diagnostic:
    do = preflight.RULES[remark.code].do
    if remark.code in OF_PICTURES:
        return Diagnostic(_logo(project), 0, remark.severity, remark.code, f"{job.slug}: {remark.said}", do)
    return Diagnostic(job.slug, 0, remark.severity, remark.code, remark.said, do)


def _logo(project: Project) -> str:
    return (CONTENT / Path(project.association.logo).name).as_posix()


def wants(row: Format, project: Project) -> preflight.Wants:
    """Return what a print file of a format must be."""
    condition = project.edition.condition
    is_press = row.purpose is Purpose.PRESS
    shrunk = 1.0 if is_press else min(1.0, scale(row))
    return preflight.Wants(
        trim_mm=_trim(row),
        bleed_mm=row.bleed_mm if is_press else 0.0,
        pages_multiple_of=row.pages_multiple_of if row.arrangement is Arrangement.NONE else 1,
        condition=condition.id if is_press else None,
        tac_limit=condition.tac,
        min_text_pt=SMALLEST_PT * shrunk,
        min_line_pt=FINEST_PT * shrunk,
        needs_bleed=is_press,
        press=is_press,
    )


def _trim(row: Format) -> tuple[float, float] | None:
    """Return the trim of the sheets of a format; None where it depends on how many cards a sheet holds."""
    width, height = row.trim_mm
    match row.arrangement:
        case Arrangement.SADDLE:
            return 2 * width, height
        case Arrangement.SCALED | Arrangement.SADDLE_OFFICE | Arrangement.FITTED:
            return row.sheet_mm
        case Arrangement.CARDS:
            return None
        case Arrangement.NONE:
            return row.trim_mm


def _measured(data: bytes) -> Produced:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        first = pdf.pages[0]
        trim, sheet = (_size_mm(box) for box in (first.trimbox, first.mediabox))
        return Produced(data, len(pdf.pages), trim, sheet)


def _size_mm(box: pikepdf.Array) -> tuple[float, float]:
    """Return width and height to the hundredth of a millimetre: what boxes in points are good for."""
    x0, y0, x1, y1 = (float(edge) for edge in box)
    return round((x1 - x0) / POINTS, 2), round((y1 - y0) / POINTS, 2)


def _pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)
