"""What keeps a slot from being one: a name that is not its own, a place off the page, words of the page in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import a_job

from handbook.layout import slots
from handbook.values.pages import Line, Pages, Rect
from handbook.values.panel import Shape, Slot
from handbook.values.units import POINTS

SHAPE = Shape("strip", (40.0, 10.0), ("name",), (8.0, 12.0))
PAGE = (100.0, 100.0)


def a_slot(name: str = "cover", x: float = 20, y: float = 80) -> Slot:
    """Return a slot of the shape whose upper left corner stands at a place in mm."""
    corner = (x * POINTS, (PAGE[1] - y - SHAPE.height) * POINTS)
    return Slot(name, SHAPE.id, 1, corner, (SHAPE.width * POINTS, 0.0), (0.0, SHAPE.height * POINTS))


def a_page(*lines: Rect) -> Pages:
    return Pages(PAGE, 1, (), tuple(Line(1, rect, "Words", (0,), -1, 0, own=True) for rect in lines), (), ())


@pytest.mark.parametrize(
    ("found", "line", "code"),
    [
        ([a_slot(), a_slot("back", y=20)], Rect(20, 75, 40, 4), ""),
        ([a_slot(), a_slot(y=20)], Rect(0, 0, 10, 4), "slot.twice"),
        ([a_slot(x=70)], Rect(0, 0, 10, 4), "slot.page"),
        ([a_slot()], Rect(30, 84, 10, 4), "slot.overlap"),
    ],
)
def test_a_slot_has_a_name_a_place_and_nothing_in_it(found: list[Slot], line: Rect, code: str) -> None:
    assert [each.code for each in slots.faults(found, a_page(line), a_job())] == ([code] if code else [])


def test_in_a_pseudo_language_it_is_a_warning() -> None:
    (finding,) = slots.faults([a_slot()], a_page(Rect(30, 84, 10, 4)), a_job("en-XA"))

    assert finding.severity == "warning"


@pytest.mark.parametrize(("slot", "place"), [(a_slot(), Rect(24, 82, 10, 4)), (a_slot(x=5, y=5), Rect(9, 7, 10, 4))])
def test_words_of_a_panel_are_told_where_it_stands(slot: Slot, place: Rect) -> None:
    joined = slots.joined(a_page(), [slot], a_page(Rect(4, 2, 10, 4)), [(SHAPE, "")], [7])

    (line,) = joined.lines
    assert (line.rect, line.messages) == (place, (7,))


def test_words_of_a_turned_panel_are_told_where_they_stand() -> None:
    turned = Slot("rear", "strip", 1, (60 * POINTS, 90 * POINTS), (-40 * POINTS, 0.0), (0.0, -10 * POINTS))

    (line,) = slots.joined(a_page(), [turned], a_page(Rect(4, 2, 10, 4)), [(SHAPE, "")], [7]).lines

    assert line.rect == Rect(46, 14, 10, 4)


def test_the_panel_of_a_face_speaks_its_language() -> None:
    front, rear = replace(a_slot("front", y=80), voice="ar"), replace(a_slot("rear", y=20), voice="en")
    (line,) = a_page(Rect(4, 2, 10, 4)).lines
    panels = replace(a_page(), lines=(line, replace(line, page=2, messages=(1,))))

    joined = slots.joined(a_page(), [front, rear], panels, [(SHAPE, "en"), (SHAPE, "ar")], [7, 8])

    assert [(each.rect.y, each.messages) for each in joined.lines] == [(82, (8,)), (22, (7,))]
