"""Text that stands too near to the trim.

Advances tell quickly which text may; for those pages PDFium is asked where the ink of each letter really is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handbook.checks.preflight.geometry import Boxes, measures
from handbook.checks.preflight.paints import Extent, ShownText
from handbook.checks.preflight.wants import Wants
from handbook.files import pdfium
from handbook.values.units import POINTS

SLACK_MM = 0.1
"""Letters are drawn with a little overshoot."""
SPECK = 0.05
"""In points: PDFium's box of a space is flatter than this."""
LONG = 40
"""Letters that are enough to name a text."""

Judgement = tuple[str, str]


def suspect(text: ShownText, boxes: Boxes, wants: Wants) -> bool:
    """Whether text may stand too near, judged by its advance and its font's greatest heights."""
    if boxes.trim is None or text.hidden or text.slug:
        return False
    if text.box is None:
        return True
    overhang = text.size / 2
    return min(measures(boxes.trim, text.box)) < wants.safe_mm * POINTS + overhang


def judge(
    data: bytes, suspects: Mapping[int, Sequence[ShownText]], boxes: Sequence[Boxes], wants: Wants
) -> Iterator[tuple[str, str, int]]:
    """Yield the text that is too near, for the suspects of each page (1-based)."""
    if not suspects:
        return
    found: list[tuple[str, int]] = []
    with pdfium.opened(data) as document:  # closed before anybody else goes on
        for number, texts in suspects.items():
            shown, unit = document[number - 1].get_textpage(), boxes[number - 1].unit
            inks = [_scaled(shown.get_charbox(index), unit) for index in range(shown.count_chars())]
            near = (_near(shown, inks, text, boxes[number - 1], wants) for text in texts)
            found += [(words, number) for words in dict.fromkeys(near) if words]
    yield from (("preflight.safe", words, number) for words, number in found)


def _scaled(box: Extent, unit: float) -> Extent:
    return box[0] * unit, box[1] * unit, box[2] * unit, box[3] * unit


def _within(inks: list[Extent], text: ShownText) -> list[int]:
    """Return the letters that belong to a text."""
    if text.box is None:
        return list(range(len(inks)))
    left, bottom, right, top = text.box
    middles = (((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in inks)
    return [index for index, (x, y) in enumerate(middles) if left <= x <= right and bottom <= y <= top]


def _near(shown: pdfium.TextPage, inks: list[Extent], text: ShownText, boxes: Boxes, wants: Wants) -> str:
    """Return what is wrong with a text, or nothing."""
    outer, trim = boxes.sheet(wants).printed, boxes.trim or boxes.media
    inked = {
        index: inks[index]
        for index in _within(inks, text)
        if min(inks[index][2] - inks[index][0], inks[index][3] - inks[index][1]) > SPECK
        and _touches(inks[index], outer)
    }
    room = min((min(measures(trim, ink)) / POINTS for ink in inked.values()), default=wants.safe_mm)
    if room >= wants.safe_mm - SLACK_MM:
        return ""
    words = " ".join(shown.get_text_range(min(inked), max(inked) - min(inked) + 1).split())  # with what parts words
    quoted = f"“{words if len(words) <= LONG else words[: LONG - 1] + '…'}”"
    if not any(_touches(ink, trim) for ink in inked.values()):
        return f"the text {quoted} lies in the bleed"
    return f"the text {quoted} is {room:.1f} mm from the trim" if room >= 0 else f"the trim cuts the text {quoted}"


def _touches(one: Extent, other: Extent) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
