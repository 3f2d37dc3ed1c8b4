"""A table as spreadsheets write it, CSV or XLSX, to rows of texts with their places; nothing of it is judged here.

CSV is what Excel, Numbers and LibreOffice write: UTF-8 with or without a mark in front, or UTF-16; commas, semicolons
or tabs; line breaks between quotation marks. XLSX is ECMA-376; a formula is a text that begins with ``=``, as in CSV.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.values.diagnostics import Diagnostic, error

LARGEST = 20_000_000
"""Bytes of a table: a hundred thousand hotels with long addresses."""
UNPACKED = 200_000_000
"""Bytes of the parts of an XLSX file together, unpacked."""
MOST_ROWS = 100_000
MOST_COLUMNS = 60
"""What stands farther right is not looked at."""
SEPARATORS = ",;\t"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How XLSX files begin, and old Excel files as well as those with a password."""
AGAIN = "In Excel: File, Save As, CSV UTF-8 (comma delimited), or Excel Workbook (.xlsx)."
_SEP = re.compile(r'\s*"?sep=(.)"?\s*(?:\r\n|\r|\n)', re.IGNORECASE)
"""The line by which Excel is told the separator, which it leaves in front of the table."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty."""

    line: int
    """Where it begins: the line of a CSV file, the row of a sheet."""
    number: int
    """The row as a spreadsheet counts it: there a cell with a line break is still one row."""
    cells: tuple[str, ...]


class _UnfitError(Exception):
    """A file, or what is left of it, cannot be read: the line, what is wrong, and the remedy."""

    def __init__(self, line: int, text: str, hint: str) -> None:
        super().__init__(text)
        self.line, self.text, self.hint = line, text, hint


def read(path: Path, named: str) -> tuple[tuple[Row, ...], tuple[Diagnostic, ...]]:
    """Return the rows of a table, as many as can be read, and what keeps it from being read further.

    ``named`` is the file as findings call it. Raises OSError if the file cannot be opened.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    rows: list[Row] = []
    try:
        rows += (row for row in _rows(data) if any(row.cells))
    except _UnfitError as fault:
        return tuple(rows), (error(named, fault.line, "table.unreadable", fault.text, fault.hint),)
    return tuple(rows), ()


def _rows(data: bytes) -> Iterator[Row]:
    """Yield the rows of a file, until there are too many."""
    if len(data) > LARGEST:
        raise _UnfitError(0, f"the file has more than {LARGEST:,} bytes", "Cut it into several tables.")
    for row in _sheet(data) if data.startswith(ZIP) else _lines(data):
        if row.number > MOST_ROWS:
            text = f"the table has more than {MOST_ROWS:,} rows"
            raise _UnfitError(row.line, text, "Cut it into several tables; delete what stands far below the last.")
        yield row


# CSV.


def _lines(data: bytes) -> Iterator[Row]:
    """Yield the rows of a CSV file."""
    text = _decoded(data)
    told = _SEP.match(text)
    before = 1 if told else 0
    text = text[told.end() :] if told else text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=told[1] if told else _separator(text), strict=True)
    begun = before + 1
    try:
        for number, cells in enumerate(reader, before + 1):
            yield Row(begun, number, _trimmed(cells))
            begun = before + reader.line_num + 1
    except csv.Error as fault:
        hint = 'A quotation mark inside a cell is written twice: "". ' + AGAIN
        raise _UnfitError(begun, f"the row cannot be read, nor those below it: {fault}", hint) from fault


def _decoded(data: bytes) -> str:
    """Return the text of a file, by its mark or by how it looks."""
    if data.startswith(OLE):
        raise _UnfitError(0, "the file is an old Excel file, or it has a password", f"Take the password away. {AGAIN}")
    encoding = _encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1 if encoding == "utf-8-sig" else 0
        text = "the file is not UTF-8: letters of this line would be lost" if line else "the file is no whole UTF-16"
        raise _UnfitError(line, text, AGAIN) from fault


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:400]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 5 > len(head):  # two of five bytes: the upper halves of Latin letters
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8-sig"


def _separator(text: str) -> str:
    """Return the separator that the first row has most of, outside quotation marks."""
    first = next((line for line in text.splitlines() if line.strip(SEPARATORS + ' "')), "")
    bare = re.sub(r'"(?:[^"]|"")*"?', "", first)
    return max(SEPARATORS, key=bare.count)


# XLSX.


def _sheet(data: bytes) -> Iterator[Row]:
    """Yield the rows of the first sheet of an XLSX file."""
    import openpyxl  # noqa: PLC0415  # half a second, which CSV need not wait for

    _look(data)
    # Whatever openpyxl finds odd (an extension, a missing style) is no matter of a table of texts.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):
                yield Row(number, number, _trimmed(map(_text, cells)))
                if number > MOST_ROWS:
                    return
        except _UnfitError:
            raise
        except Exception as fault:  # openpyxl raises whatever it stumbles over
            raise _UnfitError(0, f"the file is no sound XLSX: {fault}", AGAIN) from fault


def _look(data: bytes) -> None:
    """Refuse an archive that unpacks to too much, or whose parts define entities, before anything reads it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
            if "xl/workbook.xml" not in names:
                raise _UnfitError(0, "the file is an archive, but no XLSX", AGAIN)
            # zipfile itself unpacks no more of a part than its entry says.
            if sum(part.file_size for part in parts.infolist()) > UNPACKED:
                raise _UnfitError(0, f"the file unpacks to more than {UNPACKED:,} bytes", AGAIN)
            for name in names:
                with parts.open(name) as part:
                    head = part.read(4096).replace(b"\0", b"")
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise _UnfitError(0, f"its part {name} has a DOCTYPE, which may define anything", AGAIN)
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError) as fault:
        raise _UnfitError(0, f"the file is no sound XLSX: {fault}", AGAIN) from fault


def _text(value: object) -> str:
    """Return the value of a cell as it would be typed: a whole number has no fraction."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _trimmed(cells: Iterable[str]) -> tuple[str, ...]:
    """Return cells without the space around them, and without empty ones at the end."""
    stripped = [cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in cells]
    while stripped and not stripped[-1]:
        stripped.pop()
    return tuple(stripped)
