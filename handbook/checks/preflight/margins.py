"""Text that stands too near to the trim.

Advances tell quickly which text may; for those pages PDFium is asked where the ink of each letter really is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pypdfium2

from handbook.checks.preflight.geometry import MM, Boxes, measures
from handbook.checks.preflight.paints import Box, Text
from handbook.checks.preflight.wants import Wants

SLACK_MM = 0.1
"""Letters are drawn with a little overshoot."""
LONG = 40
"""Letters that are enough to name a text."""

Judgement = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    ink: Box


def suspect(text: Text, boxes: Boxes, wants: Wants) -> bool:
    """Whether text may stand too near, judged by its advance and its font's greatest heights."""
    if boxes.trim is None or text.hidden:
        return False
    if text.box is None:
        return True
    overhang = text.size / 2
    return min(measures(boxes.trim, text.box)) < wants.safe_mm * MM + overhang


def judge(
    data: bytes, suspects: Mapping[int, Sequence[Text]], boxes: Sequence[Boxes], wants: Wants
) -> Iterator[tuple[str, str, int]]:
    """Yield the text that is too near, for the suspects of each page (1-based)."""
    if not suspects:
        return
    document = pypdfium2.PdfDocument(data)
    try:
        for number, texts in suspects.items():
            letters = _letters(document[number - 1])
            near = (_near(_within(letters, text), boxes[number - 1], wants) for text in texts)
            yield from (("preflight.safe", words, number) for words in dict.fromkeys(near) if words)
    finally:
        document.close()


def _letters(page: pypdfium2.PdfPage) -> list[_Letter]:
    shown = page.get_textpage()
    found = []
    for index in range(shown.count_chars()):
        text = shown.get_text_range(index, 1)
        if unicodedata.category(text[:1] or " ") != "Zs":  # a font without Unicode values gives control characters
            found.append(_Letter(text, shown.get_charbox(index)))
    return found


def _within(letters: Iterable[_Letter], text: Text) -> list[_Letter]:
    if text.box is None:
        return list(letters)
    left, bottom, right, top = text.box
    return [
        letter
        for letter in letters
        if left <= (letter.ink[0] + letter.ink[2]) / 2 <= right and bottom <= (letter.ink[1] + letter.ink[3]) / 2 <= top
    ]


def _near(letters: list[_Letter], boxes: Boxes, wants: Wants) -> str:
    """Return what is wrong with a text, or nothing."""
    outer = boxes.bleed or boxes.media
    inked = [
        letter
        for letter in letters
        if letter.ink[2] > letter.ink[0] and letter.ink[3] > letter.ink[1] and _touches(letter.ink, outer)
    ]
    if not inked or boxes.trim is None:
        return ""
    room = min(min(measures(boxes.trim, letter.ink)) for letter in inked) / MM
    if room >= wants.safe_mm - SLACK_MM:
        return ""
    words = "".join(letter.text for letter in inked)
    quoted = f"“{words if len(words) <= LONG else words[: LONG - 1] + '…'}”"
    if not any(_touches(letter.ink, boxes.trim) for letter in inked):
        return f"the text {quoted} lies in the bleed"
    return f"the text {quoted} is {room:.1f} mm from the trim" if room >= 0 else f"the trim cuts the text {quoted}"


def _touches(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
