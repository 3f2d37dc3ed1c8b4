"""The kinds of paper: one word in the edition makes the same book in the sizes of the United States."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from builders import BRIEF, ROOT, build, load, project_files, replace
from PIL import ImageColor
from sampling import ALL

from art.kit import JADE
from handbook.build.plan import plan
from handbook.build.publish import names
from handbook.values.model import Selection
from handbook.values.report import Report

HALF_LETTER, LETTER_ACROSS = (139.7, 215.9), (279.4, 215.9)
BLEED_MM, SAFE_MM = 3.175, 4.0
MM = 72 / 25.4
EDGES = ("cover", "why", "checks", "plate-bags", "plate-jade", "sources", "about", "notes", "back")
"""What touches the edges of the page, and what fills it."""


def american(folder: Path, languages: Iterable[str], chapters: Iterable[str], formats: Iterable[str]) -> Path:
    """Copy the project, cut to some of its parts, and choose American paper."""
    root = project_files(folder, languages, chapters, formats)
    replace(root / "content/edition.toml", r'paper = "iso"', 'paper = "us"')
    return root


WHOLE = bool(os.environ.get(ALL))
"""Whether the English book is made with all its chapters."""


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """Return the project of the English book on American paper, built, and the report."""
    chapters = load(ROOT).edition.chapters if WHOLE else EDGES
    root = american(tmp_path_factory.mktemp("us"), ["en"], chapters, ("screen", "print"))
    if WHOLE:
        replace(root / "handbook/settings/formats.toml", "pages_multiple_of = 1", "pages_multiple_of = 4")
    return root, build(root, workers=2)


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of two pages on American paper, built in sheets."""
    root = american(tmp_path_factory.mktemp("sheets"), ["en"], BRIEF, ("print", "booklet", "booklet-office"))
    report = build(root)
    assert not report.failed, list(map(str, report.diagnostics))
    return root


def book(root: Path, name: str) -> Path:
    project = load(root)
    return root / "dist" / names.path(next(job for job in plan(project, Selection()) if job.product.id == name))


def size(box: pikepdf.Array) -> tuple[float, float]:
    """Return width and height in mm."""
    left, bottom, right, top = map(float, box)
    return round((right - left) / MM, 2), round((top - bottom) / MM, 2)


def test_the_book_fits_on_american_paper(english: tuple[Path, Report]) -> None:
    _, report = english

    assert list(map(str, report.diagnostics)) == []
    pages = {each.artifact.format: each.artifact.pages for each in report.outcomes if each.artifact}
    assert pages.keys() == {"screen", "print"}
    assert pages["screen"] == pages["print"] == (48 if WHOLE else pages["print"])


@pytest.mark.parametrize(("name", "trim"), [("print", HALF_LETTER), ("booklet", LETTER_ACROSS)])
def test_a_print_file_has_the_trim_and_the_bleed_that_american_printers_ask_for(
    brief: Path, name: str, trim: tuple[float, float]
) -> None:
    with pikepdf.open(book(brief, name)) as pdf:
        boxes = {(size(page.TrimBox), size(page.BleedBox)) for page in pdf.pages}

    assert boxes == {(trim, (round(trim[0] + 2 * BLEED_MM, 2), round(trim[1] + 2 * BLEED_MM, 2)))}


def test_the_office_booklet_is_printed_on_letter_paper(brief: Path) -> None:
    with pikepdf.open(book(brief, "booklet-office")) as pdf:
        assert {size(page.MediaBox) for page in pdf.pages} == {LETTER_ACROSS}


def test_text_keeps_its_distance_from_the_trim(english: tuple[Path, Report]) -> None:
    document = pypdfium2.PdfDocument(book(english[0], "print"))

    assert {n: room for n, page in enumerate(document, 1) if (room := distance(page)) < SAFE_MM - 0.1} == {}


def distance(page: pypdfium2.PdfPage) -> float:
    """Return how near to the trim the ink of any letter comes, in mm."""
    left, bottom, right, top = page.get_trimbox()
    text = page.get_textpage()
    inked = (text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1).strip())
    rooms = [min(ink[0] - left, ink[1] - bottom, right - ink[2], top - ink[3]) for ink in inked]
    return round(min(rooms, default=99 * MM) / MM, 2)


@pytest.mark.parametrize(("number", "x"), [(2, 0.8), (3, HALF_LETTER[0] - 0.8)])
def test_the_index_stands_on_the_outer_edge(english: tuple[Path, Report], number: int, x: float) -> None:
    page = pypdfium2.PdfDocument(book(english[0], "screen"))[number - 1]
    picture = page.render(scale=4).to_pil().convert("RGB")

    first_part = 14 + 8
    assert picture.getpixel((round(x * MM * 4), round(first_part * MM * 4))) == ImageColor.getrgb(JADE)


@pytest.mark.parametrize("tag", ["ar", "zh-Hans"])
def test_other_scripts_fit_on_american_paper(tmp_path: Path, tag: str) -> None:
    report = build(american(tmp_path, [tag, "en"], EDGES, ["screen"]), selection=Selection((tag,)))

    assert not report.failed, list(map(str, report.diagnostics))
