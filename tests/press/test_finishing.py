"""What becomes of printed sheets: folds where the style sheets have their panels, sizes, covers, flips."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

import pytest
from builders import ROOT, load, project_files, replace

from handbook.imposition.arrangements import Grid
from handbook.imposition.geometry import Size
from handbook.press import finishing
from handbook.press.finishing import Produced
from handbook.values.model import Product

PRODUCTS = tuple(load(ROOT).products)
PAPERS = ("iso", "us")


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, Product]]:
    """Return the products of both papers."""
    read = {}
    for paper in PAPERS:
        root = project_files(tmp_path_factory.mktemp(paper) / "project", formats=PRODUCTS)
        replace(root / "content/edition.toml", 'paper = "[a-z]+"', f'paper = "{paper}"')
        read[paper] = load(root).products
    return read


def measure(name: str, paper: str, token: str) -> float:
    """Return a token of a format's style sheet in mm, as a paper changes it."""
    sheets = [ROOT / f"templates/css/formats/{name}.css"]
    sheets += [ROOT / f"templates/css/papers/us/{name}.css"] if paper == "us" else []
    texts = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return float(re.findall(rf"--{token}: ([\d.]+)mm", texts)[-1])


def a_file(width: float, height: float, pages: int = 2) -> Produced:
    return Produced(b"", pages, (width, height), (width, height))


@pytest.mark.parametrize("paper", PAPERS)
def test_the_leaflet_is_folded_where_its_panels_end(products: Mapping[str, Mapping[str, Product]], paper: str) -> None:
    product = products[paper]["leaflet"]
    flap, panel = measure("leaflet", paper, "flap"), measure("leaflet", paper, "panel")

    assert product.layout.folds_mm == pytest.approx((flap, flap + panel))
    assert product.layout.trim_mm[0] == pytest.approx(flap + 2 * panel)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_table_card_is_creased_where_its_faces_end(
    products: Mapping[str, Mapping[str, Product]], paper: str
) -> None:
    product = products[paper]["tent"]
    foot, face = measure("tent", paper, "foot"), measure("tent", paper, "face")

    assert product.layout.folds_mm == pytest.approx((foot, foot + face, foot + 2 * face))
    assert product.layout.trim_mm[1] == pytest.approx(2 * (foot + face))


@pytest.mark.parametrize(
    ("paper", "direction", "expected"),
    [
        ("iso", "ltr", (97, 197)),
        ("iso", "rtl", (100, 200)),
        ("us", "ltr", (91.8, 185.6)),
        ("us", "rtl", (93.8, 187.6)),
    ],
)
def test_a_leaflet_that_is_read_from_right_to_left_is_folded_in_the_mirror(
    products: Mapping[str, Mapping[str, Product]], paper: str, direction: str, expected: tuple[float, ...]
) -> None:
    product = products[paper]["leaflet"]

    assert finishing.folds(product, product.layout.trim_mm, rtl=direction == "rtl") == pytest.approx(expected)


def test_a_table_card_stands_alike_in_all_scripts(products: Mapping[str, Mapping[str, Product]]) -> None:
    product = products["iso"]["tent"]

    assert finishing.folds(product, product.layout.trim_mm, rtl=True) == product.layout.folds_mm


@pytest.mark.parametrize(
    ("name", "file_trim", "flat", "finished"),
    [
        ("print", (148, 210), (296, 210), (148, 210)),
        ("booklet", (296, 210), (296, 210), (148, 210)),
        ("booklet-office", (297, 210), (297, 210), (148.5, 210)),
        ("inside", (148, 210), (296, 210), (148, 210)),
        ("cover", (296, 210), (296, 210), (148, 210)),
        ("cover-perfect", (298.5, 210), (296, 210), (148, 210)),
        ("leaflet", (297, 210), (297, 210), (100, 210)),
        ("leaflet-office", (297, 210), (297, 210), (100, 210)),
        ("card", (85, 54), (85, 54), (85, 54)),
        ("card-sheet", (170, 270), (85, 54), (85, 54)),
        ("poster-large", (420, 594), (420, 594), (420, 594)),
    ],
)
def test_the_flat_size_is_before_folding_and_the_finished_size_after(
    products: Mapping[str, Mapping[str, Product]],
    name: str,
    file_trim: Size,
    flat: Size,
    finished: Size,
) -> None:
    product = products["iso"][name]
    size = finishing.flat(product, file_trim)

    assert size == pytest.approx(flat)
    assert product.layout.fold.finished(size, finishing.folds(product, size, rtl=False)) == pytest.approx(finished)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_table_card_stands_as_high_as_its_face_with_one_foot_on_the_other(
    products: Mapping[str, Mapping[str, Product]], paper: str
) -> None:
    layout = products[paper]["tent"].layout

    assert layout.fold.finished(layout.trim_mm, layout.folds_mm) == pytest.approx(
        (layout.trim_mm[0], measure("tent", paper, "face"))
    )
    assert layout.fold.overlap(layout.folds_mm) == measure("tent", paper, "foot")


@pytest.mark.parametrize(("direction", "flap"), [("ltr", 0), ("rtl", 2)])
def test_the_flap_of_an_office_leaflet_still_fits_once_its_white_edge_is_cut_off(
    products: Mapping[str, Mapping[str, Product]], direction: str, flap: int
) -> None:
    product = products["iso"]["leaflet-office"]
    size = finishing.flat(product, (297, 210))
    first, second = finishing.folds(product, size, rtl=direction == "rtl")
    panels = [first, second - first, size[0] - second]

    narrowest, next_to_it, _ = sorted(panels)
    assert panels[flap] == narrowest
    assert next_to_it - narrowest > 2


@pytest.mark.parametrize(
    ("name", "pages", "expected"),
    [
        ("print", 48, (1, 2, 47, 48)),
        ("booklet", 24, (1, 2)),
        ("booklet-office", 24, ()),
        ("leaflet", 2, ()),
        ("inside", 44, ()),
        ("cover", 2, (1, 2)),
        ("cover-pages", 4, (1, 2, 3, 4)),
    ],
)
def test_the_cover_of_a_book_is_its_outer_sheet(
    products: Mapping[str, Mapping[str, Product]], name: str, pages: int, expected: tuple[int, ...]
) -> None:
    assert finishing.cover_of_file(products["iso"][name], pages) == expected


@pytest.mark.parametrize(
    ("name", "file", "expected"),
    [
        ("booklet-office", a_file(297, 210), "short-edge"),
        ("leaflet-office", a_file(297, 210), "short-edge"),
        ("card-sheet", a_file(210, 297), "long-edge"),
        ("card-sheet", a_file(210, 297, pages=1), ""),
        ("leaflet", a_file(297, 210), ""),
        ("booklet", a_file(296, 210), ""),
    ],
)
def test_an_office_printer_turns_sheets_about_their_upright_edge(
    products: Mapping[str, Mapping[str, Product]], name: str, file: Produced, expected: str
) -> None:
    assert finishing.flip(products["iso"][name], file) == expected


def test_cards_stand_edge_to_edge_on_their_sheet(products: Mapping[str, Mapping[str, Product]]) -> None:
    sheet, single = (products["iso"][name] for name in ("card-sheet", "card"))
    grid = sheet.arrangement.grid(sheet.layout.trim_mm, sheet.bleed_mm)

    assert grid == Grid(across=2, down=5)
    assert grid.copies == 10
    assert single.arrangement.grid(single.layout.trim_mm, single.bleed_mm) == Grid(1, 1)


@pytest.mark.parametrize(
    ("name", "caliper_mm", "pages", "spine_mm"),
    [
        ("cover-perfect", 0.1, 48, 2.6),  # 22 leaves of 0.1 mm, two of 0.208
        ("cover-perfect", 0.15, 104, 8.1),
        ("cover", 0.1, 48, 0),
        ("print", 0.1, 48, 0),
        ("card", 0.1, 2, 0),
    ],
)
def test_only_a_book_that_is_glued_has_a_spine(
    products: Mapping[str, Mapping[str, Product]], name: str, caliper_mm: float, pages: int, spine_mm: float
) -> None:
    edition = dataclasses.replace(load(ROOT).edition, caliper_mm=caliper_mm)

    assert finishing.spine_mm(products["iso"][name], edition, pages) == spine_mm
