"""What is appended to a file: new versions of objects and new ones, by the rules of an incremental update.

ISO 32000-1, 7.5.6. As in the files of this project, whatever is no stream stands in an object stream (7.5.7), and a
cross-reference stream says where all is (7.5.8).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise

from handbook.press.bases import Base
from handbook.press.pieces import Piece, stream

_ORIGIN = re.compile(rb"/HBK_Base <([0-9a-f]{64})> /HBK_Length (\d+) ")
_REACH = 8192
"""How far from the end of an increment it says of which base it is: its list of objects is shorter."""
_END = b"%%EOF\n"
_ROW = struct.Struct(">BIH")
"""Of the list of objects, by its ``/W``."""


class UnfitTailError(ValueError):
    """Something is no tail, or is not the tail of a base."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The base that an increment belongs to."""

    sha256: str
    length: int


def origin(data: bytes) -> Origin:
    """Return of which base an increment is, or a file that ends with it; raises UnfitTailError if it is neither."""
    found = _ORIGIN.search(data, max(0, data.rfind(b"/HBK_Base ", max(0, len(data) - _REACH))))
    if found is None or not data.endswith(_END):
        msg = "it is no partner's copy: it does not say of which file, or its end is missing"
        raise UnfitTailError(msg)
    return Origin(found[1].decode(), int(found[2]))


class Increment:
    """An increment while it grows."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._parts: list[bytes] = []
        self._position = base.length
        self._free = base.size
        self._packed: dict[int, bytes] = {}
        (self._pack,) = self.numbers(1)
        """The number of the stream with what is none itself."""
        self._starts: dict[int, int] = {}
        """Where each stream stands, by its number."""

    def numbers(self, count: int) -> range:
        """Return numbers that no object has."""
        self._free += count
        return range(self._free - count, self._free)

    def put(self, number: int, text: bytes) -> None:
        """Write an object that is no stream."""
        self._packed[number] = text

    def add(self, number: int, text: bytes) -> None:
        """Write a stream."""
        written = b"%d 0 obj\n%b\nendobj\n" % (number, text)
        self._starts[number] = self._position
        self._position += len(written)
        self._parts.append(written)

    def fill(self, number: int, piece: Piece, values: Sequence[int | bytes], before: bytes = b"") -> None:
        """Write an object with what stands in its holes."""
        text = before + piece.filled(values)
        if piece.stream:
            self.add(number, text + piece.stream)
        else:
            self.put(number, text)

    def ended(self, digest: bytes) -> bytes:
        """Return all of it, with its list of objects; ``digest`` is that of what it says."""
        base, (own,) = self._base, self.numbers(1)
        self._add_packed()
        start = self._position
        self._starts[own] = start
        index, table = self._listed()
        ids = base.ids[0].hex().encode(), digest.hex()[:32].encode()
        entries = (
            b"/Type /XRef /Size %d /W [1 4 2] /Index [%b] /Prev %d /Root %b /Info %d 0 R /ID [<%b> <%b>] "
            b"/HBK_Base <%b> /HBK_Length %d "
        ) % (
            self._free, index, base.start, base.root, base.naming.info, *ids, base.sha256.encode(), base.length,
        )  # fmt: skip
        self.add(own, stream(entries, table))
        self._parts.append(b"startxref\n%d\n" % start + _END)
        return b"".join(self._parts)

    def _add_packed(self) -> None:
        starts = accumulate([len(text) + 1 for text in self._packed.values()], initial=0)
        places = chain.from_iterable(zip(self._packed, starts, strict=False))
        head = b"%d %d " * len(self._packed) % tuple(places)
        what = b"/Type /ObjStm /N %d /First %d " % (len(self._packed), len(head))
        self.add(self._pack, stream(what, head + b"\n".join(self._packed.values())))

    def _listed(self) -> tuple[bytes, bytes]:
        """Return the runs of numbers, and a row for each."""
        index, blank, rows = _blank(tuple(self._starts), tuple(self._packed), self._pack)
        table = bytearray(blank)
        for row, start in zip(rows, self._starts.values(), strict=True):
            _ROW.pack_into(table, row, 1, start, 0)
        return index, bytes(table)


@lru_cache(maxsize=1 << 8)
def _blank(streams: Sequence[int], packed: Sequence[int], pack: int) -> tuple[bytes, bytes, Sequence[int]]:
    """Return the runs of some numbers, the table without the places of streams, and where the row of each stream is.

    It is the same for all whose panels are alike.
    """
    rows = dict.fromkeys(streams, bytes(_ROW.size))
    rows |= {number: _ROW.pack(2, pack, place) for place, number in enumerate(packed)}
    numbers = sorted(rows)
    # A run goes on as long as numbers and their places grow alike.
    firsts = [place for place, (one, other) in enumerate(pairwise([-1, *numbers])) if one != other - 1]
    runs = zip(firsts, [*firsts[1:], len(numbers)], strict=True)
    index = b" ".join(b"%d %d" % (numbers[one], end - one) for one, end in runs)
    return index, b"".join(rows[number] for number in numbers), [_ROW.size * numbers.index(each) for each in streams]
