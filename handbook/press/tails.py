"""Tails: what is appended to a finished file to make it a partner's copy.

A copy is the base's bytes, untouched, and new versions of a few objects: the forms of its slots, in a tagged file what
is read and clicked there, and what the file says of itself. Nothing is laid out and nothing of the base written anew,
so that a copy costs what it costs to write its bytes. A tail says of which base it is; the same panels on the same
base give the same bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from handbook.press import naming
from handbook.press.bases import Base, Reading, Slot, Structure
from handbook.press.increment import Increment, Origin, UnfitTailError, origin
from handbook.press.panels import Panel, Panels, Tags, UnfitPanelError
from handbook.press.pieces import APART, Rectangle
from handbook.values.partner import Partner

NEAR_PT = 0.01
"""So near sizes are the same: a panel and its slot are measured in mm."""


def tail(base: Base, panels: Panels, partner: Partner) -> bytes:
    """Return what makes a base the copy of a partner.

    Raises UnfitPanelError if a slot has no panel, or one of another size, or if the panels are in other colours.
    """
    if panels.purpose is not base.purpose:
        msg = f"the panels are made for {panels.purpose}, and the file for {base.purpose}"
        raise UnfitPanelError(msg)
    fitting = [(slot, _panel(slot, panels)) for slot in base.slots]
    joint = _Joint(base, Increment(base), dict(base.annotations))
    shared = joint.share(panels, frozenset[int]().union(*(panel.uses for _, panel in fitting)))
    for slot, panel in fitting:
        joint.place(slot, panel, shared)
    return joint.ended(partner, panels.digest)


def matches(base: Base, data: bytes) -> bool:
    """Whether a tail, or a copy, is of a base."""
    try:
        return origin(data) == Origin(base.sha256, base.length)
    except UnfitTailError:
        return False


def joined(base: bytes, appended: bytes) -> bytes:
    """Return the copy; raises UnfitTailError if the tail is of another base, another edition say."""
    if origin(appended) != Origin(hashlib.sha256(base).hexdigest(), len(base)):
        msg = "the tail is of another file: of another edition, or of one that was made anew since"
        raise UnfitTailError(msg)
    return base + appended


def split(copy: bytes) -> tuple[bytes, bytes]:
    """Return base and tail of a copy; raises UnfitTailError if it is none, or its base is not as it was."""
    found = origin(copy)
    base, appended = copy[: found.length], copy[found.length :]
    if not appended or hashlib.sha256(base).hexdigest() != found.sha256:
        msg = "the file within the copy is not as it was, or is missing"
        raise UnfitTailError(msg)
    return base, appended


def _panel(slot: Slot, panels: Panels) -> Panel:
    panel = panels.of.get(slot.shape)
    if panel is None:
        msg = f"there is no panel for the slot “{slot.name}”, of the shape “{slot.shape}”"
        raise UnfitPanelError(msg)
    (width, height), (wide, high) = panel.size, slot.size
    if abs(width - wide) > NEAR_PT or abs(height - high) > NEAR_PT:
        sizes = " and ".join(f"{width:.2f} x {height:.2f} pt" for width, height in (slot.size, panel.size))
        msg = f"the slot “{slot.name}” and its panel are {sizes}"
        raise UnfitPanelError(msg)
    return panel


@dataclass(slots=True)
class _Joint:
    """Panels on their way into slots."""

    base: Base
    increment: Increment
    annotations: dict[int, bytes]
    """What stands in the arrays of annotations, by number."""
    owners: list[int] = field(default_factory=list)
    """The element of each link."""
    groups: dict[int, bytes] = field(default_factory=dict)
    """Of the pages on which something shows through, by number."""

    def share(self, panels: Panels, used: frozenset[int]) -> list[int]:
        """Write the objects that panels share, and return the numbers of all; 0 where one is not used."""
        numbers = [0] * len(panels.shared)
        for place, number in zip(sorted(used), self.increment.numbers(len(used)), strict=True):
            numbers[place] = number
        for place in sorted(used):
            self.increment.fill(numbers[place], panels.shared[place], numbers)
        return numbers

    def place(self, slot: Slot, panel: Panel, shared: list[int]) -> None:
        """Write a panel as the form of a slot; with tags, what is read and clicked there."""
        self.increment.fill(slot.form, panel.form, shared, b"<< " + slot.entries)
        if panel.group:
            self.groups |= dict.fromkeys(slot.pages, panel.group)
        if slot.reading is not None and panel.tags is not None:
            self._tag(slot, slot.reading, panel.tags)

    def _tag(self, slot: Slot, reading: Reading, tags: Tags) -> None:
        first = tags.first
        elements, links = self.increment.numbers(tags.elements), self.increment.numbers(tags.links)
        next_key = (self.base.structure.next_key if self.base.structure else 0) + len(self.owners)
        values = [
            *([0] * first), *elements, *links, *range(next_key, next_key + len(links)),
            *(_moved(each, reading.matrix) for each in tags.rectangles), reading.element, reading.page, slot.form,
        ]  # fmt: skip
        *objects, kids, parents = tags.objects.filled(values).split(APART)
        for number, text in zip((*elements, *links), objects, strict=True):
            self.increment.put(number, text)
        self.increment.put(reading.element, b"<< %b/Lang %b /K %b >>" % (reading.entries, tags.language, kids))
        self.increment.put(reading.parents, parents)
        if tags.links:
            self._link(slot, reading, links, [elements[place - first] for place in tags.owners])

    def _link(self, slot: Slot, reading: Reading, links: range, owners: list[int]) -> None:
        if not reading.annotations:
            msg = f"the page of the slot “{slot.name}” has no array of annotations of its own, and its panel has links"
            raise UnfitPanelError(msg)
        self.annotations[reading.annotations] += b"".join(b"%d 0 R " % number for number in links)
        self.owners += owners

    def ended(self, partner: Partner, panels: bytes) -> bytes:
        """Return the tail, after what is common to all slots; ``panels`` is a digest of them."""
        increment, said, called = self.increment, self.base.naming, naming.name(partner)
        for number, group in self.groups.items():
            increment.put(number, b"<< %b/Group %b >>" % (self.base.pages[number], group))
        for number, listed in self.annotations.items():
            increment.put(number, b"[%b]" % listed)
        if self.base.structure is not None and self.owners:
            self._grow(self.base.structure)
        own = hashlib.sha256(
            b"\n".join([self.base.sha256.encode(), panels, partner.id.encode(), called.encode("utf-8", "replace")])
        )
        increment.put(said.info, naming.info(said, called))
        increment.add(said.xmp, naming.xmp(said, called, partner, own.digest()))
        return increment.ended(own.digest())

    def _grow(self, structure: Structure) -> None:
        """Give the tree of parents one more part, with the elements of links."""
        (leaf,) = self.increment.numbers(1)
        first, after = structure.next_key, structure.next_key + len(self.owners)
        listed = b" ".join(b"%d %d 0 R" % each for each in enumerate(self.owners, first))
        self.increment.put(leaf, b"<< /Limits [%d %d] /Nums [%b] >>" % (first, after - 1, listed))
        self.increment.put(structure.tree, b"<< /Kids [%b%d 0 R] >>" % (structure.kids, leaf))
        self.increment.put(structure.root, b"<< %b/ParentTreeNextKey %d >>" % (structure.entries, after))


def _moved(rectangle: Rectangle, matrix: tuple[float, ...]) -> bytes:
    """Return a rectangle of a panel on the page where the panel stands: the smallest one round its corners."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = rectangle
    left, right = sorted((a * x0, a * x1))
    lower, upper = sorted((d * y0, d * y1))
    if b or c:
        (aside, beside), (below, above) = sorted((c * y0, c * y1)), sorted((b * x0, b * x1))
        left, right, lower, upper = left + aside, right + beside, lower + below, upper + above
    return b"%.4f %.4f %.4f %.4f" % (left + e, lower + f, right + e, upper + f)
