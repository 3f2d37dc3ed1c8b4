"""What is appended to a file: new versions of objects and new ones, by the rules of an incremental update.

ISO 32000-1, 7.5.6. As in the files of this project, whatever is no stream stands in an object stream (7.5.7), and a
cross-reference stream says where all is (7.5.8). That list is not deflated: of so few rows a compressor takes longer to
begin than to end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice, pairwise

from handbook.press.bases import Base
from handbook.press.pieces import packed as deflated

_ORIGIN = re.compile(rb"/HBK_Base\(((?:[^\\()]|\\.){32})\)/HBK_Length (\d+)\b", re.DOTALL)
_MARKS = re.compile(rb"[\\()]")
"""What stands in a string behind a stroke (ISO 32000-1, 7.3.4.2)."""
_REACH = 8192
"""How far from the end of an increment it says of which base it is: its list of objects is shorter."""
_END = b"%%EOF\n"
_NEAR = 1 << 23
"""Where a base ends before, three bytes say where an object of an increment stands."""
_ID = 16
"""So many bytes an identifier has."""
_PLAIN, _PACKED = 1, 2
"""Kinds of rows: of an object of its own, and of one in an object stream."""


class UnfitTailError(ValueError):
    """Something is no tail, or is not the tail of a base."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The base that an increment belongs to."""

    sha256: str
    length: int


def origin(data: bytes) -> Origin:
    """Return of which base an increment is, or a file that ends with it; raises UnfitTailError if it is neither."""
    found = _ORIGIN.search(data, max(0, data.rfind(b"/HBK_Base(", max(0, len(data) - _REACH))))
    if found is None or not data.endswith(_END):
        msg = "it is no partner's copy: it does not say of which file, or its end is missing"
        raise UnfitTailError(msg)
    digest = re.sub(rb"\\(.)", lambda mark: b"\r" if mark[1] == b"r" else mark[1], found[1], flags=re.DOTALL)
    return Origin(digest.hex(), int(found[2]))


class Numbers:
    """The numbers of new objects."""

    def __init__(self, base: Base) -> None:
        self.free = base.size

    def take(self, count: int) -> range:
        """Return numbers that no object has."""
        self.free += count
        return range(self.free - count, self.free)


class Roll:
    """The objects of an increment: all that those have in common which have the same ones."""

    def __init__(self, base: Base, streams: Sequence[int], packed: Sequence[int], numbers: Numbers) -> None:
        """Give numbers: those of streams, in their order, and of what is none; ``numbers`` says which are free."""
        self._base = base
        pack, own = numbers.take(2)
        self._streams = (*streams, pack, own)
        self._head = b"".join(b"%d %%d " % number for number in packed)
        self._kind = b"<</Type/ObjStm/N %d/First %%d" % len(packed)
        start, place = self._sizes = 3 if base.length < _NEAR else 4, 1 if len(packed) <= 1 << 8 else 2
        rows = dict.fromkeys(self._streams, bytes([_PLAIN]) + bytes(start + place))
        within = bytes([_PACKED]) + pack.to_bytes(start, "big")
        rows |= {number: within + rank.to_bytes(place, "big") for rank, number in enumerate(packed)}
        listed = sorted(rows)
        self._blank = b"".join(rows[number] for number in listed)
        self._rows = [listed.index(number) * (1 + start + place) + 1 for number in self._streams]
        self._entries = (
            b"<</Type/XRef/Size %d/W[1 %d %d]/Index[%b]/Prev %d/Root %b/Info %d 0 R/HBK_Base%b/HBK_Length %d/Length %d"
        ) % (
            numbers.free, start, place, _runs(listed), base.start, base.root, base.naming.info,
            _string(bytes.fromhex(base.sha256)), base.length, len(self._blank),
        )  # fmt: skip

    def written(self, streams: Iterable[bytes], texts: Sequence[bytes], digest: bytes) -> bytes:
        """Return the increment with these objects; ``digest`` is that of what they say."""
        parts: list[bytes] = []
        starts = [self._base.length]
        for number, stream in zip(self._streams, chain(streams, [self._pack(texts)]), strict=False):
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, stream))
            starts.append(starts[-1] + len(parts[-1]))
        table = bytearray(self._blank)
        size, _ = self._sizes
        for row, start in zip(self._rows, starts, strict=True):
            table[row : row + size] = start.to_bytes(size, "big")
        ids = _string(self._base.ids[0]) + _string(digest[:_ID])
        parts.append(
            b"%d 0 obj\n%b/ID[%b]>>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
            % (self._streams[-1], self._entries, ids, bytes(table), starts[-1])
        )
        return b"".join(parts)

    def _pack(self, texts: Sequence[bytes]) -> bytes:
        starts = accumulate([len(text) + 1 for text in texts], initial=0)
        head = self._head % tuple(islice(starts, len(texts)))
        return deflated(self._kind % len(head), head + b"\n".join(texts))


def _runs(numbers: Sequence[int]) -> bytes:
    """Return numbers as the runs in which they follow each other, the first of each and how many they are."""
    firsts = [place for place, (one, other) in enumerate(pairwise([-1, *numbers])) if one != other - 1]
    runs = zip(firsts, [*firsts[1:], len(numbers)], strict=True)
    return b" ".join(b"%d %d" % (numbers[one], end - one) for one, end in runs)


def _string(data: bytes) -> bytes:
    return b"(%b)" % _MARKS.sub(rb"\\\g<0>", data).replace(b"\r", b"\\r")
