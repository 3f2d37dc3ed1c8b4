"""What stands where in a laid-out file: pages, blocks and lines; frozen values, in millimetres from the trim.

``pdf.positions`` reads them from the real layout. Checks, positions for translators and the preview need no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

HAIR_MM = 0.2


class Rect(NamedTuple):
    """A rectangle, from the top left corner of the trimmed page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Block:
    """A block on one page: what continues on the next page is another one of the same element."""

    page: int
    """1-based."""
    element: int
    """The same for all parts of one element; -1 for what no element stands behind."""
    name: str
    """As a style sheet would call it: ``li.phrase``."""
    rect: Rect
    """Its border box."""
    room: Rect
    """Its content box."""
    parent: int
    """Index of the block around it; -1 for none."""
    kind: str
    """``heading``, ``row``, ``panel`` (it has a ground or a frame of its own) or empty."""
    whole: bool
    """Whether the style sheet forbids a break inside it."""
    bounded: bool
    """Whether its height is given: text may leave it."""
    flowing: bool
    """Whether it takes part in the flow of pages; margin boxes and what is placed by measure do not."""
    repeated: bool
    """Whether it is printed again on each page, as the head of a table is."""


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text on one line."""

    page: int
    rect: Rect
    text: str
    messages: tuple[int, ...]
    """Numbers of the messages that the words come from."""
    block: int
    """Index of the innermost block."""
    row: int
    """The same for all runs of one line."""
    own: bool
    """Whether the words stand in the document; counters and running titles are made by the style sheet."""
    ink: Rect | None = None
    """Where it is really black; measured only if its box meets that of another line."""
    stack: tuple[str, ...] = ()
    """The font families that the style sheet asks for, in order."""
    goes_on: bool = False
    """Whether the line before is the first part of the same run: one that several messages say."""
    rtl: bool = False
    """Whether the run is read from right to left as a whole."""
    families: tuple[tuple[str, str], ...] = ()
    """Each letter of a message and the family that it is set in."""


def touching(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the indices of lines of one page whose boxes meet, though they belong to different blocks."""
    order = sorted(range(len(lines)), key=lambda index: lines[index].rect.y)
    for place, index in enumerate(order):
        line = lines[index]
        for other in order[place + 1 :]:
            if lines[other].rect.y >= line.rect.bottom:
                break
            if line.block != lines[other].block and meet(line.rect, lines[other].rect):
                yield index, other


def meet(one: Rect, other: Rect) -> bool:
    """Whether two rectangles have more than a hair's breadth in common."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > HAIR_MM and down > HAIR_MM


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture whose alternative text comes from a message."""

    page: int
    rect: Rect
    messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """A laid-out file."""

    size: tuple[float, float]
    """Width and height of the first page."""
    count: int
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    figures: tuple[Figure, ...]
    unseen: tuple[int, ...]
    """Messages that are printed nowhere but stand in the file's properties."""
    lost: tuple[Line, ...] = ()
    """What the document says and no page shows, each at the place of the block that should."""

    @property
    def items(self) -> Iterator[Line | Figure]:
        """Everything that may come from messages: lines, then pictures."""
        yield from self.lines
        yield from self.figures

    def places(self) -> dict[int, list[tuple[int, Rect]]]:
        """Return page and rectangle of each message, text before pictures, in the order of the pages."""
        found: dict[int, list[tuple[int, Rect]]] = {}
        for item in self.items:
            for message in item.messages:
                found.setdefault(message, []).append((item.page, item.rect))
        return {message: sorted(places, key=lambda place: place[0]) for message, places in found.items()}
