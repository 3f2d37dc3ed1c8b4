"""Tails: what is appended to a finished file to make it a partner's copy.

A copy is the base's bytes, untouched, and new versions of a few objects: the forms of its slots, in a tagged file what
is read and clicked there, and what the file says of itself. Nothing is laid out and nothing of the base written anew,
so that a copy costs what it costs to write its bytes. A tail says of which base it is; the same panels on the same
base give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handbook.press import naming
from handbook.press.bases import Base, Reading, Slot, Structure
from handbook.press.bundles import Kind
from handbook.press.increment import Numbers, Origin, Roll, UnfitTailError, origin
from handbook.press.panels import Panels, UnfitPanelError
from handbook.press.pieces import Rectangle
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
    for slot in base.slots:
        _check(slot, panels)
    bundle = panels.bundle(tuple(slot.shape for slot in base.slots))
    plan = _plan(base, bundle.kind)
    values = plan.filled(bundle.rectangles)
    said, called = base.naming, naming.name(partner)
    own = hashlib.sha256(
        b"\n".join([base.sha256.encode(), panels.digest, partner.id.encode(), called.encode("utf-8", "replace")])
    ).digest()
    pieces = zip(plan.begins, bundle.streams, strict=True)
    streams = [begin + piece.filled(values) + piece.stream for begin, piece in pieces]
    texts = [*bundle.texts(values), *plan.texts, naming.keywords(said, called)]
    return plan.roll.written([*streams, naming.xmp(said, called, partner, own)], texts, own)


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


def _check(slot: Slot, panels: Panels) -> None:
    panel = panels.of.get(slot.shape)
    if panel is None:
        msg = f"there is no panel for the slot “{slot.name}”, of the shape “{slot.shape}”"
        raise UnfitPanelError(msg)
    (width, height), (wide, high) = panel.size, slot.size
    if abs(width - wide) > NEAR_PT or abs(height - high) > NEAR_PT:
        sizes = " and ".join(f"{width:.2f} x {height:.2f} pt" for width, height in (slot.size, panel.size))
        msg = f"the slot “{slot.name}” and its panel are {sizes}"
        raise UnfitPanelError(msg)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the tails of a base have in common whose panels are alike."""

    values: tuple[int | bytes, ...]
    """What fills the holes of a bundle, without its rectangles."""
    moves: tuple[tuple[int, tuple[float, ...]], ...]
    """Of each slot, where its rectangles come and how they are moved."""
    begins: tuple[bytes, ...]
    """What stands before the entries of each stream."""
    texts: tuple[bytes, ...]
    """Objects of the base that change, no streams."""
    roll: Roll

    def filled(self, rectangles: Sequence[Sequence[Rectangle]]) -> Sequence[int | bytes]:
        """Return what fills the holes of a bundle with these rectangles."""
        values = [*self.values]
        for (first, matrix), mine in zip(self.moves, rectangles, strict=True):
            values[first : first + len(mine)] = [_moved(each, matrix) for each in mine]
        return values


@lru_cache(maxsize=1 << 8)
def _plan(base: Base, kind: Kind) -> _Plan:
    """Return what all tails with such panels have in common."""
    numbers = Numbers(base)
    values: list[int | bytes] = [0] * kind.shared
    for place, number in zip(kind.uses, numbers.take(len(kind.uses)), strict=True):
        values[place] = number
    changed, annotations = dict[int, bytes](), dict(base.annotations)
    owners: list[int] = []
    moves: list[tuple[int, tuple[float, ...]]] = []
    first_key = base.structure.next_key if base.structure else 0
    for slot, tags in zip(base.slots, kind.tags, strict=bool(kind.tags)):
        reading = slot.reading
        assert reading is not None  # noqa: S101  # a file for the screen, as its panels are
        own = numbers.take(tags.elements + tags.links)
        keys = range(first_key + len(owners), first_key + len(owners) + tags.links)
        moves.append((len(values) + len(own) + len(keys), reading.matrix))
        values += [*own, *keys, *([b""] * tags.rectangles)]
        values += [reading.entries, reading.parents, reading.element, reading.page, slot.form]
        _list(slot, reading, own[tags.elements :], annotations)
        owners += [own[place] for place in tags.owners]
    for slot, group in zip(base.slots, kind.groups, strict=True):
        if group:
            changed |= {page: b"<<%b/Group %b>>" % (base.pages[page], group) for page in slot.pages}
    changed |= {number: b"[%b]" % listed for number, listed in annotations.items()}
    if base.structure is not None and owners:
        changed |= _grown(base.structure, owners, *numbers.take(1))
    streams = [*_numbers(values, kind.streams), *(slot.form for slot in base.slots), base.naming.xmp]
    packed = [*_numbers(values, kind.packed), *changed, base.naming.keywords]
    begins = (*([b""] * len(kind.streams)), *(b"<<" + slot.entries for slot in base.slots))
    roll = Roll(base, streams, packed, numbers)
    return _Plan(tuple(values), tuple(moves), begins, tuple(changed.values()), roll)


def _numbers(values: Sequence[int | bytes], places: Sequence[int]) -> Iterator[int]:
    return (value for place in places if isinstance(value := values[place], int))


def _list(slot: Slot, reading: Reading, links: Sequence[int], annotations: dict[int, bytes]) -> None:
    """Add links to the annotations of a page."""
    if links and not reading.annotations:
        msg = f"the page of the slot “{slot.name}” has no array of annotations of its own, and its panel has links"
        raise UnfitPanelError(msg)
    if links:
        annotations[reading.annotations] += b"".join(b"%d 0 R " % number for number in links)


def _grown(structure: Structure, owners: Sequence[int], leaf: int) -> dict[int, bytes]:
    """Return the tree of parents with one more part, which has the elements of links."""
    first, after = structure.next_key, structure.next_key + len(owners)
    listed = b" ".join(b"%d %d 0 R" % each for each in enumerate(owners, first))
    return {
        leaf: b"<</Limits[%d %d]/Nums[%b]>>" % (first, after - 1, listed),
        structure.tree: b"<</Kids[%b%d 0 R]>>" % (structure.kids, leaf),
        structure.root: b"<<%b/ParentTreeNextKey %d>>" % (structure.entries, after),
    }


def _moved(rectangle: Rectangle, matrix: tuple[float, ...]) -> bytes:
    """Return a rectangle of a panel on the page where the panel stands: the smallest one round its corners."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = rectangle
    left, right = (a * x0, a * x1) if a >= 0 else (a * x1, a * x0)
    lower, upper = (d * y0, d * y1) if d >= 0 else (d * y1, d * y0)
    if b or c:
        (aside, beside), (below, above) = sorted((c * y0, c * y1)), sorted((b * x0, b * x1))
        left, right, lower, upper = left + aside, right + beside, lower + below, upper + above
    return b"%.4f %.4f %.4f %.4f" % (left + e, lower + f, right + e, upper + f)
