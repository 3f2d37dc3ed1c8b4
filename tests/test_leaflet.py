"""The leaflet and the card, as they are laid out: panels where the fold needs them, text large enough to read."""

from __future__ import annotations

from functools import cache

import pypdfium2
import pytest
from builders import ROOT, document_of, load
from sampling import READ

from handbook.build.plan import plan
from handbook.fonts.cut import cut
from handbook.layout.write import Written, write
from handbook.values.model import Selection
from handbook.values.pages import Pages, Rect

TAGS = READ
BLEED = 3.2
"""What is laid out beyond the trim, in mm; files show less of it."""
FLAP, PANEL, SHEET = 97.0, 100.0, 297.0
LEAST_PT = 6.5
SAFE_MM = 4.0
LEFT_TO_RIGHT = {
    1: (197.0, 100.0),
    2: (0.0, 97.0),
    6: (97.0, 100.0),
    3: (0.0, 100.0),
    4: (100.0, 100.0),
    5: (200.0, 97.0),
}
"""The left edge and the width of each panel: outside flap, back, cover; inside one after the other."""
OUTSIDE = {1, 2, 6}


@cache
def written(tag: str, format_: str) -> Written:
    """Return a file as the renderer makes it, without the steps after it."""
    project = load(ROOT)
    (job,) = plan(project, Selection((tag,), (format_,)))
    document = document_of(tag, format_)
    fonts, faults = cut(project, job.language, document.html, ROOT / ".cache/fonts", "x")
    assert faults == ()
    made, warnings = write(project, job, document.woven, document.stylesheets, fonts.css, ROOT / ".cache")
    assert made is not None, warnings
    return made


def panels(pages: Pages) -> dict[int, list[tuple[int, Rect]]]:
    """Return page and place of every part of each panel, by the panel's number."""
    found: dict[int, list[tuple[int, Rect]]] = {}
    for block in pages.blocks:
        classes = block.name.split(".")
        if "fold-panel" in classes and block.bounded:
            number = next(int(name.removeprefix("panel-")) for name in classes if name.startswith("panel-"))
            found.setdefault(number, []).append((block.page, block.rect))
    return found


def expected(number: int, *, mirrored: bool) -> tuple[float, float]:
    """Return the left and right edge of a panel."""
    left, width = LEFT_TO_RIGHT[number]
    return (SHEET - left - width, SHEET - left) if mirrored else (left, left + width)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("format_", ["leaflet", "card"])
def test_a_sheet_has_two_sides(tag: str, format_: str) -> None:
    assert written(tag, format_).pages == 2


@pytest.mark.parametrize("tag", TAGS)
def test_every_part_of_a_panel_stands_between_the_folds_of_its_panel(tag: str) -> None:
    found = panels(written(tag, "leaflet").laid)

    assert set(found) == set(LEFT_TO_RIGHT)
    for number, parts in found.items():
        left, right = expected(number, mirrored=tag == "ar")
        widest = max(parts, key=lambda part: part[1].width)[1]
        assert (widest.x, widest.right) == pytest.approx((left, right), abs=0.05)
        for page, rect in parts:
            assert page == (1 if number in OUTSIDE else 2)
            assert rect.x >= left - 0.05
            assert rect.right <= right + 0.05


def test_the_flap_is_narrower_so_that_it_folds_in() -> None:
    widths = sorted(max(rect.width for _, rect in parts) for parts in panels(written("en", "leaflet").laid).values())

    assert widths == pytest.approx([FLAP, FLAP, PANEL, PANEL, PANEL, PANEL])


@pytest.mark.parametrize(("tag", "left", "right"), [("en", 263.67, SHEET + BLEED), ("ar", 66.67, 100.0)])
def test_the_cell_of_the_copy_ends_at_the_trim_or_at_the_fold(tag: str, left: float, right: float) -> None:
    (cell,) = (block.rect for block in written(tag, "leaflet").laid.blocks if block.name == "div.cell.copy")

    assert (cell.x, cell.right) == pytest.approx((left, right), abs=0.05)


@pytest.mark.parametrize("tag", TAGS)
def test_text_keeps_clear_of_trim_and_folds(tag: str) -> None:
    laid = written(tag, "leaflet").laid
    near = []
    for line in laid.lines:
        folds = (FLAP, FLAP + PANEL) if (line.page == 1) == (tag != "ar") else (PANEL, 2 * PANEL)
        edges = [0.0, SHEET, *folds]
        if line.text.strip() and any(line.rect.x - SAFE_MM < edge < line.rect.right + SAFE_MM for edge in edges):
            near.append(line.text)

    assert near == []


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("format_", ["leaflet", "card"])
def test_no_letter_is_smaller_than_can_be_read(tag: str, format_: str) -> None:
    sizes: dict[float, str] = {}
    for page in pypdfium2.PdfDocument(written(tag, format_).data):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            if letter.strip():
                size = pypdfium2.raw.FPDFText_GetFontSize(text, index)
                sizes.setdefault(round(size * scale(text, index), 2), letter)

    assert {size: letter for size, letter in sizes.items() if size < LEAST_PT} == {}


def scale(text: pypdfium2.PdfTextPage, index: int) -> float:
    """Return by how much a letter is enlarged on the page."""
    matrix = pypdfium2.raw.FS_MATRIX()
    pypdfium2.raw.FPDFText_GetMatrix(text, index, matrix)
    return abs(float(matrix.d))


@pytest.mark.parametrize("tag", TAGS)
def test_a_side_of_the_card_has_one_colour_on_all_its_edges(tag: str) -> None:
    for page in pypdfium2.PdfDocument(written(tag, "card").data):
        page.set_cropbox(*page.get_mediabox())
        picture = page.render(scale=4).to_pil().convert("RGB")
        inside = round(4 * 4 * 72 / 25.4)  # bleed and one millimetre inside the trim
        width, height = picture.size
        picture.paste(picture.getpixel((1, 1)), (inside, inside, width - inside, height - inside))

        assert len(picture.getcolors()) == 1


def test_the_facts_of_the_leaflet_are_known_by_page() -> None:
    cited = written("en", "leaflet").cited

    assert cited["cn-cpl-55-fraud"] == (2,)
    assert cited["rec-medicine-travel"] == (1, 2)
