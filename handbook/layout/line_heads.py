"""Full-width signs at the heads of wrapped lines: an opening one leaves its empty half in the margin.

Requirements for Chinese Text Layout (W3C), 3.1.6: an opening sign at the head of a line loses the blank before it, so
that its black begins where the lines above and below do. Where a line breaks is known after layout alone, so the line
is moved then; it was as wide before, and nothing breaks otherwise. At the head of a paragraph and beside other signs
the blank is gone already (``handbook.language.fullwidth``).
"""

from __future__ import annotations

from collections.abc import Sequence

from handbook.language.fullwidth import HALVED, OPENING
from handbook.layout import engine
from handbook.layout.engine import Box, Page, TextBox

FULL_WIDTH = ("zh", "ja")
"""Languages whose fonts draw these signs in a square; others share some of the signs, and write them narrow."""
SHIFTS = {"start": 0.5, "left": 0.5, "justify": 0.5, "center": 0.25}
"""How far a line moves by its alignment, in em: the blank is half an em wide."""


def close_up(pages: Sequence[Page]) -> None:
    """Move each line that begins with an opening sign of full width by the sign's blank, towards its own beginning."""
    for page in pages:
        for box in engine.box_of(page).descendants(placeholders=True):
            box = engine.placed(box)  # noqa: PLW2901
            if engine.is_line(box) and (first := _first(box)) and _has_blank(first):
                shift = SHIFTS.get(box.style["text_align_all"], 0.0) * engine.size(first)
                engine.hang(box, first, shift)


def _first(line: Box) -> TextBox | None:
    """Return the text at the head of a line, or None if something else stands there."""
    box = line
    while not engine.is_text(box):
        if not box.children or not (box is line or engine.is_inline(box)):
            return None
        box = box.children[0]
    return box


def _has_blank(box: TextBox) -> bool:
    is_wide = str(box.style["lang"] or "").split("-")[0] in FULL_WIDTH
    return is_wide and box.text.startswith(tuple(OPENING)) and not engine.has_feature(box, HALVED)
