"""Values that differ by paper: a table of values, of which one is taken, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from handbook.config.rules import IDENT, PAPERS
from handbook.config.toml.rows import File, NumberRule, Row
from handbook.imposition.geometry import Size
from handbook.values.spelling import near

Read = TypeVar("Read")


def on_each(file: File, paper: str, read: Callable[[str], Read]) -> Read:
    """Return what is read for a kind of paper; what is wrong for the other kind is told as well."""
    other = next(each for each in PAPERS if each != paper)
    before = len(file.faults)
    read(other)
    # What a table lacks on paper that nobody asks for is no fault.
    file.faults[before:] = [fault for fault in file.faults[before:] if fault.code != "data.key-missing"]
    return read(paper)


def rows_on(file: File, kind: str, paper: str, *beside: str) -> Iterator[tuple[Row, str]]:
    """Yield the tables of a kind with their ids, for one kind of paper; ``beside`` are further tables of the file."""
    seen: dict[str, Row] = {}
    for row in (_on(each, paper) for each in file.rows(kind, *beside)):
        ident = row.text("id", like=IDENT)
        row.once("id", ident, kind, seen)
        yield row, ident


def size(row: Row, key: str, side: NumberRule, *, required: bool = True) -> Size | None:
    """Return width and height in millimetres."""
    before = len(row.file.faults)
    found = row.numbers(key, side, required=required)
    if len(found) != 2:  # noqa: PLR2004  # width and height
        if key in row.table and len(row.file.faults) == before:
            hint = "Where paper makes a difference: { iso = [width, height], us = [width, height] }."
            row.fault(key, "data.value", f"{key!r} must be [width, height] in millimetres", hint)
        return None
    return float(found[0]), float(found[1])


def _on(row: Row, paper: str) -> Row:
    """Return the row for one kind of paper: a value may be a table of values by paper."""
    for key, value in row.table.items():
        for name in value if isinstance(value, dict) else ():
            if name not in PAPERS:
                row.fault(key, "data.key-unknown", f"unknown paper {name!r}", near(name, PAPERS), (name,))
    chosen = {key: value.get(paper) if isinstance(value, dict) else value for key, value in row.table.items()}
    return Row(row.file, {key: value for key, value in chosen.items() if value is not None}, row.path, row.line_of_name)
