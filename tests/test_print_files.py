"""The real print files of every format and script, as printers' programs see them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from builders import ROOT, load
from sampling import built, sampled

from handbook.build.plan import plan
from handbook.build.publish import names
from handbook.checks.ghostscript import Separations, separations
from handbook.values.model import Job, Purpose, Selection

PROJECT = load(ROOT)
ALL = built(plan(PROJECT, Selection()))
JOBS = [job for job in ALL if job.product.purpose is not Purpose.SCREEN]
SAMPLE = sampled(JOBS)
"""The build itself has examined every file, and ``handbooks`` asks it: these are for other readers."""
PRESS = [job for job in JOBS if job.product.purpose is Purpose.PRESS]
POINTS = 72 / 25.4
DPI = 150
HOLDERS = pikepdf.Dictionary | pikepdf.Stream


def slug(job: Job) -> str:
    return job.slug


def data(handbooks: Path, job: Job) -> bytes:
    return (handbooks / names.path(job)).read_bytes()


@pytest.mark.parametrize("job", SAMPLE, ids=slug)
def test_qpdf_finds_no_fault(job: Job, handbooks: Path) -> None:
    done = subprocess.run(["qpdf", "--check", handbooks / names.path(job)], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("job", JOBS, ids=slug)
def test_a_book_from_right_to_left_says_so_to_readers(job: Job, handbooks: Path) -> None:
    with pikepdf.open(handbooks / names.path(job)) as pdf:
        direction = pdf.Root.get("/ViewerPreferences", {}).get("/Direction", pikepdf.Name.L2R)
    assert (direction == pikepdf.Name.R2L) == (job.language.direction == "rtl")


def black_letters(pdf: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """Return the boxes of the letters that are set in black ink alone, in points from the page's corner."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        left, _, _, top = sheet.get_mediabox()
        text = sheet.get_textpage()
        found = []
        for index in range(text.count_chars()):
            colour = [pypdfium2.raw.ctypes.c_uint() for _ in range(4)]
            pypdfium2.raw.FPDFText_GetFillColor(text, index, *colour)
            # 0 0 0 100 as PDFium shows it
            if text.get_text_range(index, 1).strip() and [each.value for each in colour[:3]] == [35, 31, 32]:
                x0, y0, x1, y1 = text.get_charbox(index)
                found.append((x0 - left, top - y1, x1 - left, top - y0))
        return found
    finally:
        document.close()


def under(plates: Separations, box: tuple[float, float, float, float]) -> Separations:
    x0, y0, x1, y1 = (round(edge * DPI / 72) for edge in box)
    return plates[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]


@pytest.mark.parametrize("job", [job for job in PRESS if job.product.id == "print"], ids=slug)
def test_black_text_stands_on_the_black_plate_alone_and_prints_over_its_ground(job: Job, handbooks: Path) -> None:
    book = data(handbooks, job)
    with pikepdf.open(handbooks / names.path(job)) as pdf:
        number = 34  # what you can claim: text and little else
        one = pikepdf.new()
        one.pages.append(pdf.pages[number])
        one.save(handbooks / f"{job.slug}-page.pdf")
    (plates,) = separations((handbooks / f"{job.slug}-page.pdf").read_bytes(), DPI)

    letters = black_letters(book, number)

    assert len(letters) > 100
    # The paper's tint goes on below the letters, without a step: nothing is knocked out and nothing else is printed.
    spread = [int(np.ptp(under(plates, box)[:, :, :3], axis=(0, 1)).max()) for box in letters]
    darkest = [int(under(plates, box)[:, :, 3].max(initial=0)) for box in letters]
    assert max(spread) <= 1
    assert sorted(darkest)[len(darkest) // 4] > 200


def test_no_colour_of_the_book_has_more_ink_than_paper_bears(handbooks: Path) -> None:
    book = next(job for job in PRESS if job.product.id == "print")
    most = max(int(page.sum(axis=2, dtype=np.uint16).max()) for page in separations(data(handbooks, book)))

    assert most * 100 / 255 <= max(sum(ink) for ink in PROJECT.tokens.inks.values()) * 100 + 1


LETTERS, SHAPES, INKS = {"Tj", "TJ"}, {"f", "f*", "S", "B"}, {"k", "K", "g", "G", "scn", "SCN"}
COLOURS = {"rg", "RG", "sc", "SC", *INKS}
FLAT_PAGES = 4
"""How many pages of each file are flattened: for a whole book Ghostscript takes three seconds."""


def flattened(file: Path, flat: Path) -> pikepdf.Pdf:
    """Return the first pages of a file as print shops make them that bear no transparency: in PDF 1.3."""
    done = subprocess.run(
        ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.3",
         f"-dLastPage={FLAT_PAGES}", "-o", flat, file],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    return pikepdf.open(flat)


def spaces(page: pikepdf.Page) -> set[str]:
    """Return the kinds of the colour spaces that a page names."""
    return {str(space[0]) for _, space in page.resources.get("/ColorSpace", pikepdf.Dictionary()).items()}


@pytest.mark.parametrize("job", sampled(PRESS), ids=slug)
def test_a_flattened_file_keeps_its_text_and_its_drawings_in_ink(job: Job, handbooks: Path, tmp_path: Path) -> None:
    with flattened(handbooks / names.path(job), tmp_path / "flat.pdf") as pdf:
        used = [{str(step.operator) for step in pikepdf.parse_content_stream(page)} for page in pdf.pages]

        assert all(operators & LETTERS and operators & SHAPES for operators in used)
        assert set().union(*used) & COLOURS <= INKS
        assert set().union(*map(spaces, pdf.pages)) <= {"/Separation"}
        assert [list(page.get_images()) for page in pdf.pages] == [[]] * len(pdf.pages)


@pytest.mark.parametrize("job", ALL, ids=slug)
def test_nothing_opaque_is_declared_transparent(job: Job, handbooks: Path) -> None:
    with pikepdf.open(handbooks / names.path(job)) as pdf:
        groups = [each for each in pdf.objects if isinstance(each, HOLDERS) and "/Group" in each]

    assert groups == []
