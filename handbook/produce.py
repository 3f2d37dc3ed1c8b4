"""Laid-out pages to the files of all formats that take them: finished or in inks, on sheets, and examined."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf

from handbook.checks import structure
from handbook.diagnostics import Diagnostic, error, warning
from handbook.errors import HandbookError
from handbook.model import Arrangement, Job, Project, Purpose
from handbook.pdf import impose, inks
from handbook.pdf.finish import finish
from handbook.pdf.press import POINTS, PROFILES, Pressed, press

MARGIN_MM = 5.0
"""What office printers leave white: most need 4.2 mm."""
DATA = Path("handbook/data")


@dataclass(frozen=True, slots=True)
class Produced:
    """A finished file."""

    data: bytes
    pages: int
    trim_mm: tuple[float, float]
    """The first page as it is cut: where pages are arranged, the sheet."""
    sheet_mm: tuple[float, float]
    """The first page with all that is round it: bleed and marks."""


def produce(
    written: bytes, batch: tuple[Job, ...], project: Project
) -> Iterator[tuple[Job, Produced | None, tuple[Diagnostic, ...]]]:
    """Yield the file of each job and what an examination finds; None where it cannot be made.

    ``written`` are the pages as WeasyPrint wrote them, with their bleed. All jobs share them.
    """

    @cache
    def pressed(purpose: Purpose, bleed_mm: float) -> Pressed:
        job = next(job for job in batch if (job.format.purpose, job.format.bleed_mm) == (purpose, bleed_mm))
        return press(written, job, project)

    for job in batch:
        row = job.format
        try:
            if row.purpose is Purpose.SCREEN:
                data = finish(written, job)
                told: tuple[Diagnostic, ...] = ()
            else:
                pages = pressed(row.purpose, row.bleed_mm)
                data, told = _arranged(pages.data, job, project), _converted(pages, project)
        except inks.UnfitProfileError as fault:
            profile = PROFILES / project.edition.condition.profile
            yield job, None, (error(profile.as_posix(), 0, "profile.unfit", str(fault), "Load the profile again."),)
            continue
        except HandbookError as fault:
            yield job, None, (error(job.slug, 0, "sheet.unfit", str(fault), "See handbook/data/formats.toml."),)
            continue
        yield job, _measured(data), (*told, *examined(data, job, project))


def _arranged(data: bytes, job: Job, project: Project) -> bytes:
    """Return pages on the sheets of a format."""
    row, rtl = job.format, job.language.direction == "rtl"
    sheet = row.sheet_mm or (0.0, 0.0)
    match row.arrangement:
        case Arrangement.SADDLE:
            creep = project.edition.caliper_mm * max(0, -(-_pages(data) // 4) - 1)
            return impose.saddle(data, impose.Sheet(row.sheet_mm, row.bleed_mm, creep_mm=creep, rtl=rtl))
        case Arrangement.SADDLE_OFFICE:
            return impose.saddle_office(data, sheet, MARGIN_MM, rtl=rtl)
        case Arrangement.CARDS:
            return impose.cards(data, sheet, bleed_mm=row.bleed_mm)
        case Arrangement.SCALED:
            return impose.scaled(data, sheet[0] / row.trim_mm[0], row.bleed_mm)
        case Arrangement.FITTED:
            return impose.fitted(data, sheet, MARGIN_MM)
        case Arrangement.NONE:
            return data


def _converted(pages: Pressed, project: Project) -> tuple[Diagnostic, ...]:
    """Return a notice for each picture of the logo that was converted to the inks of the press."""
    logo = (Path("templates") / project.association.logo).name
    hint = "Nothing need be done. For exact colours of your own, ask your designer for the logo as SVG."
    return tuple(
        warning((DATA / logo).as_posix(), 0, "press.converted", f"{each} in RGB was converted to CMYK", hint)
        for each in dict.fromkeys(pages.converted)
    )


def examined(data: bytes, job: Job, project: Project) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a finished file; an error keeps it from being published."""
    if job.format.purpose is Purpose.SCREEN:
        return structure.check(data, job)
    del project
    return ()


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
