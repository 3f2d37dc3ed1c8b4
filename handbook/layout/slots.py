"""Where panels are to stand on laid-out pages: each slot measured, with whatever turns or moves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handbook.imposition.geometry import Size
from handbook.layout import engine
from handbook.layout.engine import Box, Matrix, Page
from handbook.values.diagnostics import Diagnostic, error, warning
from handbook.values.model import Job
from handbook.values.pages import HAIR_MM, Pages, Rect, meet
from handbook.values.panel import Shape, Slot
from handbook.values.units import POINTS

NAME, SHAPE = "data-slot", "data-shape"
"""Attributes of an element that is a slot."""
PX = 0.75
"""CSS pixels to points."""


def measured(pages: Iterable[Page]) -> tuple[Slot, ...]:
    """Return the slots of pages, in the order in which they are read."""
    return tuple(
        slot for number, page in enumerate(pages, 1) for slot in _of(engine.box_of(page), None, "", number, page.height)
    )


def faults(slots: Sequence[Slot], laid: Pages, job: Job) -> Iterator[Diagnostic]:
    """Yield an error for each slot with the name of another one, off its page, or with words of the page in it.

    In a pseudo-language they are warnings, as all that the layout shows.
    """
    told = warning if job.language.is_pseudo else error
    template, (width, height) = f"templates/{job.layout.template}", laid.size
    for number, slot in enumerate(slots):
        if any(slot.name == other.name for other in slots[:number]):
            text = f"two slots are called {slot.name!r}: copies could not tell them apart"
            yield told(template, 0, "slot.twice", text, "Give each a name of its own.")
        rect = _placed(Rect(0, 0, 1, 1), slot, (1, 1), height)
        if min(rect.x, rect.y, width - rect.right, height - rect.bottom) < -HAIR_MM:
            text = f"{job.slug}, page {slot.page}: the slot {slot.name!r} leaves the page"
            yield told(template, 0, "slot.page", text, "Give it another place in the style sheet.")
        words = [line.text for line in laid.lines if line.page == slot.page and meet(_core(line.rect), rect)]
        if words:
            text = f"{job.slug}, page {slot.page}: “{words[0].strip()[:40]}” stands in the slot {slot.name!r}"
            yield told(template, 0, "slot.overlap", text, "Shorten the text, or give it another place.")


def _core(line: Rect) -> Rect:
    """Return the middle of a line: its box is higher than its letters, by a third where they are Chinese."""
    return line._replace(y=line.y + line.height / 5, height=line.height * 3 / 5)


def joined(
    laid: Pages, slots: Iterable[Slot], panels: Pages, boxes: Sequence[tuple[Shape, str]], numbers: Sequence[int]
) -> Pages:
    """Return what stands where on pages with panels in their slots: ``panels`` tells it of these, a page a box.

    A box is a shape and the language that speaks in it; ``numbers`` are those of the panels' messages on the pages.
    """
    lines = list(laid.lines)
    for slot in slots:
        number = [(shape.id, voice) for shape, voice in boxes].index((slot.shape, slot.voice))
        for line in panels.lines:
            if line.page == number + 1:
                rect = _placed(line.rect, slot, boxes[number][0].size_mm, laid.size[1])
                messages = tuple(numbers[each] for each in line.messages)
                lines.append(replace(line, page=slot.page, rect=rect, messages=messages, block=-1))
    return replace(laid, lines=tuple(lines))


def _placed(rect: Rect, slot: Slot, size: Size, height: float) -> Rect:
    """Return a rectangle of a panel of a size on a page of a height; in mm, from its top left corner."""
    xs, ys = [], []
    for across, down in ((rect.x, rect.y), (rect.right, rect.y), (rect.x, rect.bottom), (rect.right, rect.bottom)):
        share, rise = across / size[0], 1 - down / size[1]
        xs.append((slot.corner[0] + share * slot.along[0] + rise * slot.up[0]) / POINTS)
        ys.append(height - (slot.corner[1] + share * slot.along[1] + rise * slot.up[1]) / POINTS)
    left, top = round(min(xs), 2), round(min(ys), 2)
    return Rect(left, top, round(max(xs) - left, 2), round(max(ys) - top, 2))


def _of(box: Box, matrix: Matrix | None, voice: str, page: int, height: float) -> Iterator[Slot]:
    box = engine.placed(box)
    if own := box.transformation_matrix:
        matrix = own @ matrix if matrix else own
    if box.element is not None:
        voice = box.element.get("lang", voice)
        if (name := box.element.get(NAME)) and not engine.is_text(box):
            yield _slot(box, matrix, name, voice, page, height)
            return
    for child in box.children:
        yield from _of(child, matrix, voice, page, height)


def _slot(box: Box, matrix: Matrix | None, name: str, voice: str, page: int, height: float) -> Slot:
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
        voice,
    )  # fmt: skip


def _rounded(point: tuple[float, float]) -> tuple[float, float]:
    # Adding 0 makes of -0.0 what it is.
    return round(point[0], 4) + 0.0, round(point[1], 4) + 0.0
