"""Imposition of the whole book: ours against pypdf, in one run, on the same pages.

    python3 build.py bench impose.py

pypdf puts the same two pages on each side and does nothing else: it knows neither creep nor marks, cuts no bleed at the
spine, and loses output intent and metadata. Rewrites the table of README.md that says so; every time is the median.
"""

from __future__ import annotations

import io
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import pikepdf  # noqa: E402
from bench import full_project  # noqa: E402
from builders import build  # noqa: E402
from pikepdf import Array  # noqa: E402
from pypdf import PageObject, PdfReader, PdfWriter, Transformation  # noqa: E402

from handbook.model import Selection  # noqa: E402
from handbook.pdf.impose import Sheet, saddle, saddle_office  # noqa: E402
from handbook.pdf.signatures import stitched  # noqa: E402

BEGIN, END = "<!-- imposition: made by `python3 build.py bench impose.py` -->", "<!-- end of imposition -->"
TIMES, RIVAL_TIMES = 7, 3
BLEED = 3 * 72 / 25.4


def book(folder: Path) -> bytes:
    """Return the English book with the boxes of a press file."""
    report = build(full_project(folder / "project"), folder / "out", selection=Selection(("en",), ("screen",)))
    assert not report.failed  # noqa: S101  # or there is nothing to measure
    with pikepdf.open(next((folder / "out").rglob("*.pdf"))) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = map(float, page.trimbox)
            edge = Array([left - BLEED, bottom - BLEED, right + BLEED, top + BLEED])
            page.TrimBox, page.MediaBox, page.BleedBox = page.trimbox, edge, edge
            if "/Annots" in page:
                del page.Annots
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


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


def median(action: Callable[[], object], times: int = TIMES) -> float:
    """Return the usual seconds of an action."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as folder:
        data = book(Path(folder))
    pages = len(PdfReader(io.BytesIO(data)).pages)
    theirs = median(lambda: rival(data), RIVAL_TIMES)
    ways: dict[str, Callable[[], bytes]] = {
        "sheets for a print shop, with creep and marks": lambda: saddle(data, Sheet(creep_mm=1)),
        "sheets for an office printer": lambda: saddle_office(data, (297, 210), 5),
    }
    lines = [f"| {pages} pages | pypdf | ours | times faster |", "| --- | --- | --- | --- |"]
    for what, way in ways.items():
        ours = median(way)
        lines.append(f"| {what} | {theirs:.2f} s | {ours * 1000:.0f} ms | {theirs / ours:.0f} |")
    sizes = len(rival(data)) / 1e6, len(saddle(data, Sheet())) / 1e6
    lines += ["", f"pypdf's file has {sizes[0]:.1f} MB, ours {sizes[1]:.1f} MB."]
    lines.append(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}.")
    print("\n".join(lines))
    readme = ROOT / "benchmarks/README.md"
    table = "\n".join([BEGIN, "", *lines, "", END])
    text = readme.read_text(encoding="utf-8")
    readme.write_text(re.sub(f"{BEGIN}.*?{END}", lambda _: table, text, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
