"""Where panels are to stand on laid-out pages: each slot measured, with whatever turns or moves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handbook.layout import engine
from handbook.layout.engine import Box, Matrix, Page
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Job
from handbook.values.pages import Pages, Rect
from handbook.values.panel import Shape, Slot
from handbook.values.units import POINTS

NAME, SHAPE = "data-slot", "data-shape"
"""Attributes of an element that is a slot."""
PX = 0.75
"""CSS pixels to points."""


def measured(pages: Iterable[Page]) -> tuple[Slot, ...]:
    """Return the slots of pages, in the order in which they are read."""
    return tuple(
        slot for number, page in enumerate(pages, 1) for slot in _of(engine.box_of(page), None, number, page.height)
    )


def faults(slots: Iterable[Slot], job: Job) -> Iterator[Diagnostic]:
    """Yield an error for each slot whose name another one of the file has: copies could not tell them apart."""
    seen: set[str] = set()
    for slot in slots:
        if slot.name in seen:
            text = f"two slots are called {slot.name!r}"
            yield error(f"templates/{job.layout.template}", 0, "slot.twice", text, "Give each a name of its own.")
        seen.add(slot.name)


def joined(laid: Pages, slots: Iterable[Slot], panels: Pages, shapes: Sequence[Shape], numbers: Sequence[int]) -> Pages:
    """Return what stands where on pages with panels in their slots: ``panels`` tells it of these, a page a shape.

    ``numbers`` are those of the panels' messages on the pages.
    """
    lines = list(laid.lines)
    for slot in slots:
        number = next(place for place, shape in enumerate(shapes) if shape.id == slot.shape)
        for line in panels.lines:
            if line.page == number + 1:
                rect = _moved(line.rect, slot, shapes[number], laid.size[1])
                messages = tuple(numbers[each] for each in line.messages)
                lines.append(replace(line, page=slot.page, rect=rect, messages=messages, block=-1))
    return replace(laid, lines=tuple(lines))


def _moved(rect: Rect, slot: Slot, shape: Shape, height: float) -> Rect:
    """Return a rectangle of a panel where it stands on a page of a height; in mm, from the top left corner."""
    xs, ys = [], []
    for across, down in ((rect.x, rect.y), (rect.right, rect.y), (rect.x, rect.bottom), (rect.right, rect.bottom)):
        share, rise = across / shape.width, 1 - down / shape.height
        xs.append((slot.corner[0] + share * slot.along[0] + rise * slot.up[0]) / POINTS)
        ys.append(height - (slot.corner[1] + share * slot.along[1] + rise * slot.up[1]) / POINTS)
    left, top = round(min(xs), 2), round(min(ys), 2)
    return Rect(left, top, round(max(xs) - left, 2), round(max(ys) - top, 2))


def _of(box: Box, matrix: Matrix | None, page: int, height: float) -> Iterator[Slot]:
    box = engine.placed(box)
    if own := box.transformation_matrix:
        matrix = own @ matrix if matrix else own
    if box.element is not None and (name := box.element.get(NAME)) and not engine.is_text(box):
        yield _slot(box, matrix, name, page, height)
        return
    for child in box.children:
        yield from _of(child, matrix, page, height)


def _slot(box: Box, matrix: Matrix | None, name: str, page: int, height: float) -> Slot:
    assert box.element is not None  # noqa: S101  # it has the name
    x, y = box.content_box_x(), box.content_box_y()

    def point(across: float, down: float) -> tuple[float, float]:
        if matrix:
            across, down = engine.moved(matrix, across, down)
        return across * PX, (height - down) * PX

    corner, right, top = point(x, y + box.height), point(x + box.width, y + box.height), point(x, y)
    return Slot(
        name, box.element.get(SHAPE, ""), page, _rounded(corner),
        _rounded((right[0] - corner[0], right[1] - corner[1])), _rounded((top[0] - corner[0], top[1] - corner[1])),
    )  # fmt: skip


def _rounded(point: tuple[float, float]) -> tuple[float, float]:
    # Adding 0 makes of -0.0 what it is.
    return round(point[0], 4) + 0.0, round(point[1], 4) + 0.0
