"""``handbook/settings/formats.toml``: layouts and what is made of them, for one kind of paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path
from typing import TypedDict

from handbook.config import papers
from handbook.config.toml.rows import File, NumberRule, Row
from handbook.imposition.arrangements import KINDS, Arrangement, Plain
from handbook.imposition.folds import FLAT, FOLDS, Fold
from handbook.imposition.geometry import Size
from handbook.values.model import Layout, Product, Purpose, Scope
from handbook.values.spelling import near

TAGGED = "pdf/ua-1"
"""WeasyPrint's name for tagged pages: those of every layout, of which any may be made for a screen."""
STANDARDS = ("PDF/A-2a", "PDF/UA-1", "PDF/X-4")
STOCKS = {"": 0, "book": 2, "card": 1, "sheet": 1, "office": 2}
"""Kinds of paper that a job ticket has words for, and how many weights the words name."""
SIDE = NumberRule(30, 2000, "mm")
FOLD = NumberRule(0, 2000, "mm", over=True)
BLEED = NumberRule(0, 20, "mm")
PAGES = MULTIPLE = NumberRule(1, 64, "pages", whole=True)
AT_MOST = NumberRule(1, 200, "pages", whole=True)
WEIGHT = NumberRule(30, 600, "g/m2", whole=True)
UNKNOWN = Layout("", "", (148.0, 210.0), bleed_mm=BLEED.high)
"""What stands for a layout that cannot be read: nothing follows from it."""


class _Stock(TypedDict):
    stock: str
    weights_gsm: tuple[int, ...]


def read_products(root: Path, file: File, paper: str) -> Mapping[str, Product]:
    """Return the products for a kind of paper, with their layouts; what is wrong for the other kind is told as well."""
    return papers.on_each(file, paper, lambda each: _products_on(root, file, each))


def _products_on(root: Path, file: File, paper: str) -> Mapping[str, Product]:
    layouts: dict[str, Layout] = {}
    for row, ident in papers.rows_on(file, "layout", paper, "product"):
        layouts[ident] = _layout(root, row, ident)
        row.known_only()
    products: dict[str, Product] = {}
    for row, ident in papers.rows_on(file, "product", paper, "layout"):
        products[ident] = _product(row, ident, layouts)
        row.known_only()
    return products


def _layout(root: Path, row: Row, ident: str) -> Layout:
    template, styles = row.text("template"), (*row.texts("styles", least=1), *row.texts("styles_on", required=False))
    for key, folder, names in (("template", "templates", (template,)), ("styles", "templates/css", styles)):
        for name in names:
            if name and (".." in Path(name).parts or not (root / folder / name).is_file()):
                there = [
                    path.relative_to(root / folder).as_posix()
                    for path in (root / folder).rglob(f"*{Path(name).suffix}")
                ]
                row.fault(key, "format.file", f"{folder}/{name} does not exist", near(name, there))
    trim = papers.size(row, "trim_mm", SIDE) or UNKNOWN.trim_mm
    pages = row.whole("pages", PAGES, 0, required=False)
    fold = FOLDS[row.choice("fold", tuple(FOLDS), FLAT.name, required=False)]
    return Layout(
        id=ident,
        template=template,
        trim_mm=trim,
        styles=styles,
        scope=Scope(row.choice("scope", _values(Scope), Scope.LANGUAGE, required=False)),
        bleed_mm=row.number("bleed_mm", BLEED, 0.0),
        pdf_variant=TAGGED,
        pages=pages,
        pages_at_most=row.whole("pages_at_most", AT_MOST, 0, required=False),
        pages_multiple_of=row.whole("pages_multiple_of", MULTIPLE, pages or 1, required=False),
        fold=fold,
        folds_mm=_folds(row, fold, trim),
    )


def _folds(row: Row, fold: Fold, trim: Size) -> tuple[float, ...]:
    """Return where pages of a size are folded: from left to right, or from the head to the foot."""
    places = tuple(float(place) for place in row.numbers("folds_mm", FOLD, required=fold.places > 0))
    if _is_read(row, "folds_mm", places) and not fold.fits(places, trim):
        hint = "Measure from the left edge of page 1, of a tent from its head; write the smallest first."
        row.fault(
            "folds_mm", "data.value", f"'folds_mm' of {fold.name!r} must be {fold.places} places on the page", hint
        )
    return places


def _product(row: Row, ident: str, layouts: Mapping[str, Layout]) -> Product:
    name = row.text("layout")
    if not row.file.is_unsure:
        row.refers("layout", name, layouts, ("format.layout", "layout"))
    layout = layouts.get(name, UNKNOWN)
    # Of the pages' bleed no more can be shown than they have.
    bleed = NumberRule(0, layout.bleed_mm, f"mm, the bleed of layout {layout.id!r}")
    return Product(
        id=ident,
        layout=layout,
        purpose=Purpose(row.choice("purpose", _values(Purpose), Purpose.PRESS)),
        arrangement=_arrangement(row),
        bleed_mm=row.number("bleed_mm", bleed, layout.bleed_mm, required=False),
        conformance=_conformance(row),
        **_stock(row),
    )


def _arrangement(row: Row) -> Arrangement:
    """Return how pages stand on the sheet: each arrangement says which sizes it must be told."""
    kind = KINDS[row.choice("arrangement", tuple(KINDS), Plain.name, required=False)]
    sizes = {}
    for field in fields(kind):
        size = papers.size(row, field.name, SIDE, required=field.default is MISSING)
        if size or field.default is MISSING:
            sizes[field.name] = size or UNKNOWN.trim_mm
    return kind(**sizes)


def _conformance(row: Row) -> tuple[str, ...]:
    standards = row.texts("conformance")
    for number, standard in enumerate(standards):
        row.refers("conformance", standard, STANDARDS, ("data.value", "standard"), (number,))
    return standards


def _values(kinds: type[StrEnum]) -> tuple[str, ...]:
    return tuple(kind.value for kind in kinds)


def _is_read(row: Row, key: str, numbers: Sequence[float]) -> bool:
    """Whether a list of numbers has none that was told already."""
    listed = row.table.get(key)
    return isinstance(listed, list) and len(listed) == len(numbers)


def _stock(row: Row) -> _Stock:
    """Return the paper that a job ticket advises: its kind and its weights in g/m2."""
    stock = row.choice("stock", tuple(STOCKS), "", required=False)
    weights = tuple(int(each) for each in row.numbers("weights_gsm", WEIGHT, required=bool(stock)))
    if len(weights) != STOCKS[stock] and _is_read(row, "weights_gsm", weights):
        text = f"'weights_gsm' of {stock!r} must be {STOCKS[stock]} weights in g/m2"
        row.fault("weights_gsm", "data.value", text, "The comments on top of the file say how many a stock has.")
    return {"stock": stock, "weights_gsm": weights}
