"""Imposition of the whole book: ours against pypdf, in one run, on the same pages.

    python3 build.py bench impose.py

pypdf puts the same two pages on each side and does nothing else: it knows neither creep nor marks, cuts no bleed at the
spine, and loses output intent and metadata. Rewrites the table of README.md that says so; every time is the median.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pypdf import PageObject, PdfReader, PdfWriter, Transformation  # noqa: E402
from tables import median, rewrite  # noqa: E402

from handbook.build.plan import layouts, plan  # noqa: E402
from handbook.catalogs import manuscript  # noqa: E402
from handbook.config.project import load_project  # noqa: E402
from handbook.imposition.arrangements import Saddle, SaddleOffice, Terms  # noqa: E402
from handbook.imposition.signatures import stitched  # noqa: E402
from handbook.layout.typeset import typeset  # noqa: E402
from handbook.press.formes import imposed  # noqa: E402
from handbook.press.press import press  # noqa: E402
from handbook.values.model import Selection  # noqa: E402

RIVAL_TIMES = 3
BLEED = 3 * 72 / 25.4


def book() -> bytes:
    """Return the English book as a press file, with all the bleed that it is laid out with."""
    texts = manuscript.read(load_project(ROOT))
    project = texts.project
    (job,) = plan(project, Selection(("en",), ("booklet",)))
    _, galley, findings = typeset(project, layouts(project, [job])[0], texts.catalog(job.language)[0])
    assert galley is not None, findings  # noqa: S101  # or there is nothing to measure
    return press(galley.written.data, job, project, job.layout.bleed_mm).data


def rival(data: bytes) -> bytes:
    """Return the same pages two by two, as pypdf merges them."""
    pages = PdfReader(io.BytesIO(data)).pages
    width, height = (float(value) for value in (pages[0].trimbox.width, pages[0].trimbox.height))
    writer = PdfWriter()
    for spread in stitched(len(pages), rtl=False):
        sheet = PageObject.create_blank_page(width=2 * (width + BLEED), height=height + 2 * BLEED)
        for side, number in enumerate(spread):
            if number is not None:
                move = Transformation().translate(BLEED + side * width, BLEED)
                sheet.merge_transformed_page(pages[number - 1], move)
        writer.add_page(sheet)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def main() -> None:
    """Measure and report."""
    data = book()
    pages = len(PdfReader(io.BytesIO(data)).pages)
    theirs = median(lambda: rival(data), RIVAL_TIMES)
    ways: dict[str, Callable[[], bytes]] = {
        "sheets for a print shop, with creep and marks": lambda: imposed(data, Saddle(), Terms(caliper_mm=0.1)),
        "sheets for an office printer": lambda: imposed(data, SaddleOffice((297, 210)), Terms()),
    }
    lines = [f"| {pages} pages | pypdf | ours | times faster |", "| --- | --- | --- | --- |"]
    for what, way in ways.items():
        ours = median(way)
        lines.append(f"| {what} | {theirs:.2f} s | {ours * 1000:.0f} ms | {theirs / ours:.0f} |")
    sizes = len(rival(data)) / 1e6, len(imposed(data, Saddle(), Terms())) / 1e6
    rewrite("imposition", [*lines, "", f"pypdf's file has {sizes[0]:.1f} MB, ours {sizes[1]:.1f} MB."])


if __name__ == "__main__":
    main()
