"""``handbook/settings/panels.toml``: the shapes of panels, for one kind of paper."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.config import papers
from handbook.config.toml.rows import File, NumberRule, Row
from handbook.values.panel import FIELDS, Shape

SIDE = NumberRule(15, 400, "mm")
TYPE = NumberRule(6, 72, "pt")
UNKNOWN = (60.0, 30.0)
"""What stands for a size that cannot be read."""


def read_shapes(root: Path, file: File, paper: str) -> Mapping[str, Shape]:
    """Return the shapes by their ids, in the order of the file."""
    return papers.on_each(file, paper, lambda each: _shapes_on(root, file, each))


def _shapes_on(root: Path, file: File, paper: str) -> Mapping[str, Shape]:
    shapes: dict[str, Shape] = {}
    for row, ident in papers.rows_on(file, "shape", paper):
        shape = Shape(ident, papers.size(row, "size_mm", SIDE) or UNKNOWN, _fields(row), _type(row))
        if ident and not (root / "templates" / shape.template).is_file():
            row.fault(
                "id", "panel.template", f"templates/{shape.template} does not exist", "Write it, or name another."
            )
        shapes[ident] = shape
        row.known_only()
    return shapes


def _fields(row: Row) -> tuple[str, ...]:
    fields = row.texts("fields", least=1)
    for number, field in enumerate(fields):
        row.refers("fields", field, FIELDS, ("data.value", "field"), (number,))
    return fields


def _type(row: Row) -> tuple[float, float]:
    sizes = row.numbers("type_pt", TYPE)
    if len(sizes) == 2 and sizes[0] <= sizes[1]:  # noqa: PLR2004  # smallest and largest
        return float(sizes[0]), float(sizes[1])
    if isinstance(row.table.get("type_pt"), list) and "type_pt" not in row.faulty:
        row.fault(
            "type_pt", "data.value", "'type_pt' must be [smallest, largest] in points", "Write the smaller first."
        )
    return TYPE.low, TYPE.high
