"""Bundles: what a partner's panels bring into the slots of a file, with one text for all objects that are no streams.

It is the same for all files whose slots have the same shapes, the numbers apart: it is put together once, and filled
for each file at once. What fills it is one row of values: the numbers of the objects that panels share, and after them
a part for each slot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from handbook.press.pieces import APART, Piece, Rectangle, together

FORM, PAGE, DIV, PARENTS, ENTRIES = -1, -2, -3, -4, -5
"""Where the part of a slot has, from its end, the numbers of its form, its page, its element and the list of what is
read in it, and what stays of its element."""
_OWN = 5
"""So many they are."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What a screen reader reads of a panel, and what one clicks there."""

    objects: Piece
    """Its elements, its annotations, the element of the slot, and the list of the element of each marked content, null
    for what is decoration; ``APART`` stands between them. Its holes are places in the part of a slot."""
    elements: int
    """How many elements there are. Theirs are the first numbers."""
    links: int
    """How many annotations. Their numbers follow, and then those of their keys among the parents."""
    rectangles: tuple[Rectangle, ...]
    """What moves to where the panel stands; it comes next."""
    owners: tuple[int, ...]
    """The element of each link, from 0."""
    ends: tuple[tuple[int, int], ...] = ()
    """Which of the rectangles end where a line of a pattern does, and which line that is."""

    @property
    def kind(self) -> TagsKind:
        """What of it numbers depend on."""
        return TagsKind(self.elements, self.links, len(self.rectangles), self.owners)


class TagsKind(NamedTuple):
    """How many tags there are."""

    elements: int
    links: int
    rectangles: int
    owners: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many values the part of a slot has."""
        return self.elements + 2 * self.links + self.rectangles + _OWN

    @property
    def numbers(self) -> tuple[int, ...]:
        """The place of the number of each object."""
        return (*range(self.elements + self.links), DIV, PARENTS)


@dataclass(frozen=True, slots=True)
class Blank:
    """What the form of a pattern's page is made of."""

    content: bytes
    resources: Piece
    """Entries of its resources, pictures and fonts apart."""
    pictures: Piece
    """Entries of its pictures."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands in the slots of a shape."""

    size: tuple[float, float]
    """Width and height in pt."""
    form: Piece
    """The entries of the form from its resources on; those before are the slot's."""
    uses: frozenset[int]
    """Which of the shared objects it needs."""
    group: bytes
    """The group of a page on which it stands, serialised, if something shows through it (``transparency``)."""
    tags: Tags | None
    """Of a panel for the screen."""
    blank: Blank


class Kind(NamedTuple):
    """All that decides on the numbers of what a bundle brings, and on what else they change in a file."""

    shared: int
    """How many objects the panels share."""
    uses: tuple[int, ...]
    """Which of them are used."""
    streams: tuple[int, ...]
    """Which of these are streams."""
    packed: tuple[int, ...]
    """The place of the number of each object that is none."""
    groups: tuple[bytes, ...]
    """The group of a page, of each slot (``Panel.group``)."""
    tags: tuple[TagsKind, ...]
    """Of each slot, in a file for the screen."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What panels bring into slots."""

    kind: Kind
    streams: tuple[Piece, ...]
    """The shared ones, and the form of each slot."""
    packed: Piece
    """All that is no stream; ``APART`` stands between objects."""
    rectangles: tuple[tuple[Rectangle, ...], ...]
    """What moves in each slot."""

    def texts(self, values: Sequence[int | bytes]) -> list[bytes]:
        """Return the objects that are no streams."""
        return self.packed.filled(values).split(APART) if self.packed.text else []


def bundle(shared: Sequence[Piece], panels: Sequence[Panel]) -> Bundle:
    """Return what panels bring into slots: of all objects that are shared those that they use, forms and tags."""
    used = tuple(sorted(frozenset[int]().union(*(panel.uses for panel in panels))))
    streams = tuple(place for place in used if shared[place].stream)
    numbers = [place for place in used if not shared[place].stream]
    pieces, tags = [shared[place] for place in numbers], [panel.tags for panel in panels if panel.tags]
    first, kinds = len(shared), tuple(each.kind for each in tags)
    for each, kind in zip(tags, kinds, strict=True):
        numbers += _from(first, kind.size, kind.numbers)
        pieces.append(Piece(each.objects.text, _from(first, kind.size, each.objects.holes)))
        first += kind.size
    groups = tuple(panel.group for panel in panels)
    return Bundle(
        Kind(len(shared), used, streams, tuple(numbers), groups, kinds),
        (*(shared[place] for place in streams), *(panel.form for panel in panels)),
        together(pieces),
        tuple(each.rectangles for each in tags),
    )


@lru_cache(maxsize=1 << 8)
def _from(first: int, size: int, places: tuple[int, ...]) -> tuple[int, ...]:
    """Return where in the row of values places in the part of a slot are; the same for all whose panels are alike."""
    return tuple(first + (size if place < 0 else 0) + place for place in places)
