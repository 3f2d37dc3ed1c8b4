"""The first row of a table to the places of its columns: by their names, in English or Chinese, in any order."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.partners import template
from handbook.partners.fields import FIELDS
from handbook.partners.table import Row
from handbook.values.diagnostics import Diagnostic, error, printable, sound, warning
from handbook.values.spelling import near

BEGIN = "Write their names into the first row: {names}. To begin: python3 build.py cobrand --template csv"
FIT, UNFIT = 0.8, 0.3
"""A column is shifted if so many of its cells look like those of another column, and so few like its own."""
FEWEST = 3
"""Rows from which on that can be said."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where each column of a table stands."""

    places: Mapping[str, int]
    """By the names of ``FIELDS``, from 0."""
    width: int
    """Cells of the header."""


def header(row: Row, below: Sequence[Row], named: str) -> tuple[Header, tuple[Diagnostic, ...]]:
    """Return the columns of a table and what is wrong with them; an error means that no row can be believed."""
    known = {_folded(name): column.id for column in template.columns() for name in (column.id, column.zh)}
    found = [known.get(_folded(cell), "") for cell in row.cells]
    head = Header({key: at for at, key in reversed(list(enumerate(found))) if key}, len(row.cells))
    hint = BEGIN.format(names=", ".join(FIELDS))
    if not head.places:
        text = f"row {row.number} names no column: the header is missing"
        return head, (error(named, row.line, "table.header", text, hint),)
    findings = [
        *(error(named, row.line, "table.header", f"the column {key!r} is missing", hint)
          for key, each in FIELDS.items() if each.required and key not in head.places),
        *(error(named, row.line, "table.header", f"the column {key!r} stands there twice", "Delete one of them.")
          for key in head.places if found.count(key) > 1),
        *_unknown(row, found, below, head, named),
    ]  # fmt: skip
    if sound(findings):
        findings += _shifted(head, below, named)
    return head, tuple(findings)


def _folded(name: str) -> str:
    """Return a name as it is compared: without regard to capitals, spaces, hyphens."""
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFKC", name).strip().casefold())


def _unknown(row: Row, found: Sequence[str], below: Sequence[Row], head: Header, named: str) -> Iterator[Diagnostic]:
    """Yield an error for a name that is nearly that of a column which is not there; else say what is not read."""
    absent = [key for key in FIELDS if key not in head.places]
    for at, (cell, key) in enumerate(zip(row.cells, found, strict=True)):
        if key:
            continue
        shown = printable(cell[:40])
        if cell and difflib.get_close_matches(_folded(cell), absent, 1):
            yield error(named, row.line, "table.column", f"unknown column {shown!r}", near(_folded(cell), absent))
        elif cell:
            text = f"unknown column {shown!r}: nothing of it is printed"
            yield warning(named, row.line, "table.column", text, near(_folded(cell), absent or tuple(FIELDS)))
        elif any(at < len(each.cells) and each.cells[at] for each in below):
            text = f"column {at + 1} has no name: nothing of it is printed"
            yield warning(named, row.line, "table.column", text, "Name it in the first row, or delete it.")


def _shifted(head: Header, below: Sequence[Row], named: str) -> Iterator[Diagnostic]:
    """Yield an error if whole columns stand one or two places beside their names."""
    cells = [row.cells for row in below]
    if len(cells) < FEWEST:
        return
    for by in (1, -1, 2, -2):
        told = [key for key, at in head.places.items()
                if _share(cells, key, at + by) >= FIT and _share(cells, key, at) <= UNFIT]  # fmt: skip
        if len(told) > 1:
            names = " and ".join(repr(key) for key in told[:2])
            side = "right" if by > 0 else "left"
            text = f"the cells of {names} stand {abs(by)} to the {side} of their names: the columns are shifted"
            hint = "Put each name above its own column; look for one that was put in or deleted."
            yield error(named, below[0].line, "table.shifted", text, hint)
            return


def _share(cells: Sequence[Sequence[str]], key: str, at: int) -> float:
    """Return how many of the cells that are filled in a place look like a column, 0 to 1."""
    is_like = FIELDS[key].is_like
    filled = [row[at] for row in cells if 0 <= at < len(row) and row[at]]
    return sum(map(is_like, filled)) / len(filled) if is_like and len(filled) >= FEWEST else 0.0
