"""``handbook/settings/formats.toml``: the formats, for one kind of paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

from handbook.config.rules import IDENT, PAPERS
from handbook.config.toml.rows import File, NumberRule, Row
from handbook.values.model import Arrangement, Format, Purpose, Scope
from handbook.values.spelling import near

PDF_VARIANTS = ("pdf/ua-1", "pdf/ua-2")
STANDARDS = ("PDF/UA-1", "PDF/UA-2", "PDF/X-4")
FOLDS = {"": 0, "saddle": 0, "letter": 2, "tent": 3}
"""Ways of folding that a job ticket draws, and how many folds have a place of their own."""
ACROSS, DOWN = 0, 1
STOCKS = {"": 0, "book": 2, "card": 1, "sheet": 1, "office": 2}
"""Kinds of paper that a job ticket has words for, and how many weights the words name."""
SIDE = NumberRule(30, 2000, "mm")
FOLD = NumberRule(0, 2000, "mm", over=True)
BLEED = NumberRule(0, 20, "mm")
MULTIPLE = NumberRule(1, 64, "pages", whole=True)
WEIGHT = NumberRule(30, 600, "g/m2", whole=True)


class _Fold(TypedDict):
    fold: str
    folds_mm: tuple[float, ...]


class _Stock(TypedDict):
    stock: str
    weights_gsm: tuple[int, ...]


def read_formats(root: Path, file: File, paper: str) -> Mapping[str, Format]:
    """Return the formats for a kind of paper; what is wrong for the other kind is told as well."""
    other = next(each for each in PAPERS if each != paper)
    told = len(file.faults)
    _formats_on(root, file, other)
    # What a format lacks on paper that nobody asks for is no fault.
    file.faults[told:] = [fault for fault in file.faults[told:] if fault.code != "data.key-missing"]
    return _formats_on(root, file, paper)


def _formats_on(root: Path, file: File, paper: str) -> Mapping[str, Format]:
    formats: dict[str, Format] = {}
    seen: dict[str, Row] = {}
    for row in (_on(each, paper) for each in file.rows("format")):
        ident = row.text("id", like=IDENT)
        row.once("id", ident, "format", seen)
        base = _base(row, ident, formats)
        made = _derived(row, base) if base else _laid_out(root, row)
        row.known_only()
        formats[ident] = made
    return formats


def _on(row: Row, paper: str) -> Row:
    """Return the row for one kind of paper: a value may be a table of values by paper."""
    for key, value in row.table.items():
        for name in value if isinstance(value, dict) else ():
            if name not in PAPERS:
                row.fault(key, "data.key-unknown", f"unknown paper {name!r}", near(name, PAPERS), (name,))
    chosen = {key: value.get(paper) if isinstance(value, dict) else value for key, value in row.table.items()}
    return Row(row.file, {key: value for key, value in chosen.items() if value is not None}, row.path, row.line_of_name)


def _base(row: Row, ident: str, before: Mapping[str, Format]) -> Format | None:
    """Return the format whose pages a row takes; None if it has a layout of its own."""
    of = row.text("of", required=False)
    if not of or of == ident:
        return None
    layouts = tuple(name for name, each in before.items() if each.is_layout)
    if of not in layouts:
        row.fault("of", "format.of", f"no format {of!r} with a layout stands before it", near(of, layouts))
        return None
    return before[of]


def _laid_out(root: Path, row: Row) -> Format:
    template, styles = row.text("template"), (*row.texts("styles", least=1), *row.texts("styles_on", required=False))
    for key, folder, names in (("template", "templates", (template,)), ("styles", "templates/css", styles)):
        for name in names:
            if name and (".." in Path(name).parts or not (root / folder / name).is_file()):
                there = [
                    path.relative_to(root / folder).as_posix()
                    for path in (root / folder).rglob(f"*{Path(name).suffix}")
                ]
                row.fault(key, "format.file", f"{folder}/{name} does not exist", near(name, there))
    purpose = Purpose(row.choice("purpose", _values(Purpose), Purpose.SCREEN, required=False))
    trim = _size(row, "trim_mm") or (148.0, 210.0)
    return Format(
        id=row.text("id", like=IDENT),
        of=row.text("id", like=IDENT),
        purpose=purpose,
        scope=Scope(row.choice("scope", _values(Scope), Scope.LANGUAGE, required=False)),
        arrangement=Arrangement.NONE,
        template=template,
        styles=styles,
        trim_mm=trim,
        sheet_mm=None,
        bleed_mm=row.number("bleed_mm", BLEED, 0.0, required=purpose is Purpose.PRESS),
        pdf_variant=row.choice("pdf_variant", PDF_VARIANTS, "pdf/ua-1", required=purpose is Purpose.SCREEN),
        conformance=_conformance(row),
        pages_multiple_of=row.whole("pages_multiple_of", MULTIPLE, 1, required=False),
        **_fold(row, trim),
        **_stock(row),
    )


def _derived(row: Row, base: Format) -> Format:
    arrangement = Arrangement(row.choice("arrangement", _values(Arrangement), Arrangement.NONE, required=False))
    sheet = _size(row, "sheet_mm", required=arrangement not in {Arrangement.NONE, Arrangement.SADDLE})
    # Of the pages' bleed no more can be shown than they have.
    bleed = NumberRule(0, base.bleed_mm, f"mm, the bleed of {base.id!r}")
    return replace(
        base,
        id=row.text("id", like=IDENT),
        purpose=Purpose(row.choice("purpose", _values(Purpose), Purpose.PRESS)),
        arrangement=arrangement,
        sheet_mm=sheet,
        bleed_mm=row.number("bleed_mm", bleed, base.bleed_mm, required=False),
        conformance=_conformance(row),
        **(_fold(row, base.trim_mm) if "fold" in row.table else {"fold": base.fold, "folds_mm": base.folds_mm}),
        **_stock(row),
    )


def _conformance(row: Row) -> tuple[str, ...]:
    standards = row.texts("conformance")
    for number, standard in enumerate(standards):
        row.refers("conformance", standard, STANDARDS, ("data.value", "standard"), (number,))
    return standards


def _values(kinds: type[StrEnum]) -> tuple[str, ...]:
    return tuple(kind.value for kind in kinds)


def _fold(row: Row, trim_mm: tuple[float, float]) -> _Fold:
    """Return how pages of a size are folded, and where: from left to right, or from the head to the foot."""
    fold = row.choice("fold", tuple(FOLDS), "", required=False)
    folds = tuple(float(place) for place in row.numbers("folds_mm", FOLD, required=FOLDS[fold] > 0))
    ends = (0.0, *folds, trim_mm[DOWN if fold == "tent" else ACROSS])
    if _is_read(row, "folds_mm", folds) and (len(folds) != FOLDS[fold] or not all(a < b for a, b in pairwise(ends))):
        hint = "Measure from the left edge of page 1, of a tent from its head; write the smallest first."
        row.fault("folds_mm", "data.value", f"'folds_mm' of {fold!r} must be {FOLDS[fold]} places on the page", hint)
    return {"fold": fold, "folds_mm": folds}


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


def _size(row: Row, key: str, *, required: bool = True) -> tuple[float, float] | None:
    """Return width and height in millimetres."""
    before = len(row.file.faults)
    size = row.numbers(key, SIDE, required=required)
    if len(size) != 2:  # noqa: PLR2004  # width and height
        if key in row.table and len(row.file.faults) == before:
            hint = "Where paper makes a difference: { iso = [width, height], us = [width, height] }."
            row.fault(key, "data.value", f"{key!r} must be [width, height] in millimetres", hint)
        return None
    return float(size[0]), float(size[1])
