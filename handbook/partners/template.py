"""Files to begin with: a table or a form with every column and one sample, in the words of ``templates/partners``."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "templates/partners"
KINDS = {"csv": "partners.csv", "xlsx": "partners.xlsx", "toml": "hotel.toml"}
"""What can be written, and how the file is called."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every part of an archive: the first that ZIP knows."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
"""Where a workbook says when it was saved (ECMA-376, part 2)."""
WIDTH = 24
"""Of a column of a sheet, in characters."""


@dataclass(frozen=True, slots=True)
class Column:
    """A ``[[column]]`` of ``columns.toml``."""

    id: str
    zh: str
    what: str
    what_zh: str
    sample: str


@cache
def columns() -> tuple[Column, ...]:
    """Return the columns in the order of the table."""
    raw = tomllib.loads((FOLDER / "columns.toml").read_text(encoding="utf-8"))
    return tuple(Column(**each) for each in raw["column"])


def sample() -> Mapping[str, str]:
    """Return the row that is there to be replaced."""
    return {each.id: each.sample for each in columns()}


def written(kind: str) -> bytes:
    """Return a file to begin with, by its kind."""
    return {"csv": _csv, "xlsx": _xlsx, "toml": _toml}[kind]()


def _csv() -> bytes:
    """Return a CSV file as Excel wants it: UTF-8 with a mark in front."""
    text = io.StringIO()
    csv.writer(text).writerows(_rows())
    return text.getvalue().encode("utf-8-sig")


def _rows() -> Sequence[Sequence[str]]:
    return [[each.id for each in columns()], [each.sample for each in columns()]]


def _toml() -> bytes:
    """Return a form: each field below what stands in it."""
    fields = (f'# {each.what_zh}\n# {each.what}\n{each.id} = "{each.sample}"\n' for each in columns())
    return "\n".join(fields).encode()


def _xlsx() -> bytes:
    """Return a workbook whose cells are texts, so that no number is shortened; its second sheet says what they hold."""
    from openpyxl import Workbook  # noqa: PLC0415  # half a second, which only this needs
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    book = Workbook()
    book.properties.created = datetime(*LONG_AGO)  # noqa: DTZ001  # the same day everywhere
    sheet, notes = book.worksheets[0], book.create_sheet()
    sheet.title, notes.title = "1", "2"
    for at, row in enumerate(_rows(), 1):
        for place, text in enumerate(row, 1):
            sheet.cell(at, place, text or None).font = Font(bold=at == 1)
    for letter in "ABCDEFGHI":
        sheet.column_dimensions[letter].width = WIDTH
        sheet.column_dimensions[letter].number_format = "@"
    for cell in (cell for row in sheet.iter_rows(max_row=200) for cell in row):
        cell.number_format = "@"
    sheet.freeze_panes = "A2"
    for at, each in enumerate(columns(), 1):
        for place, text in enumerate((each.id, each.zh, each.what_zh, each.what), 1):
            notes.cell(at, place, text).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (WIDTH / 2, WIDTH / 2, 2 * WIDTH, 2 * WIDTH), strict=True):
        notes.column_dimensions[letter].width = width
    made = io.BytesIO()
    book.save(made)
    return _undated(made.getvalue())


def _undated(data: bytes) -> bytes:
    """Return an archive whose parts have no date of today: the same bytes whenever it is made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(made, "w") as out:
        for name in parts.namelist():
            content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", parts.read(name))
            out.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
