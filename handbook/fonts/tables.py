"""The tables of a font's file (ISO/IEC 14496-22), for files of PDF: what a reader asks for, and no more."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise

TRUETYPE = frozenset({b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep"})
"""The tables of a TrueType font whose codes are those of its glyphs (ISO 32000-1, 9.9)."""
_CHARSET = 15
"""The operator of a CFF's top dictionary that says where its glyphs are named (Adobe Technical Note 5176)."""
_ROS = bytes((12, 30))
"""The operator that comes first where glyphs have numbers and no names."""
_OFFSET, _ESCAPE, _REAL, _OPERATORS = 29, 12, 30, 22
_END = 0x0F
"""Half of the last byte of a decimal number."""
_WORDS, _SCALES = 0x0001, ((0x0008, 2), (0x0040, 4), (0x0080, 8))
_MORE = 0x0020
"""Flags of a part of a composite glyph: how long what places it is, and whether another part comes."""


def tables(font: bytes) -> Mapping[bytes, bytes]:
    """Return the tables of a font by their tags."""
    (count,) = struct.unpack_from(">H", font, 4)
    rows = [struct.unpack_from(">4s4xLL", font, 12 + 16 * row) for row in range(count)]
    return {tag: font[start : start + length] for tag, start, length in rows}


def truetype(parts: Mapping[bytes, bytes]) -> bytes:
    """Return a TrueType font with those of some tables that PDF asks for."""
    return written({tag: data for tag, data in parts.items() if tag in TRUETYPE})


def written(parts: Mapping[bytes, bytes]) -> bytes:
    """Return the file of a font with some tables."""
    kept = sorted(parts.items())
    power = len(kept).bit_length() - 1
    kind = 0x4F54544F if b"CFF " in parts else 0x00010000
    head = struct.pack(">LHHHH", kind, len(kept), 16 << power, power, 16 * (len(kept) - (1 << power)))
    rows, body, start = [], [], len(head) + 16 * len(kept)
    for tag, data in kept:
        padded = data + bytes(-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        rows.append(struct.pack(">4sLLL", tag, total, start, len(data)))
        body.append(padded)
        start += len(padded)
    return b"".join([head, *rows, *body])


def numbered_on(parts: Mapping[bytes, bytes], by: int) -> Mapping[bytes, bytes]:
    """Return the tables of a TrueType font in which each glyph but the first has a number higher by so many.

    What comes between them is empty.
    """
    if not by:
        return parts
    (is_long,) = struct.unpack_from(">H", parts[b"head"], 50)
    size, metrics = (4 if is_long else 2), parts[b"hmtx"]
    loca, between = parts[b"loca"], parts[b"loca"][size : 2 * size] * by
    starts = struct.unpack(f">{len(loca) // size}{'L' if is_long else 'H'}", loca)
    outlines = bytearray(parts[b"glyf"])
    for start, end in pairwise(starts):
        if end > start:
            _renumber(outlines, start if is_long else 2 * start, by)
    return {
        **parts,
        b"glyf": bytes(outlines),
        b"loca": loca[:size] + between + loca[size:],
        b"hmtx": metrics[:4] + (metrics[:2] + b"\0\0") * by + metrics[4:],
        b"hhea": _raised(parts[b"hhea"], 34, by),
        b"maxp": _raised(parts[b"maxp"], 4, by),
    }


def _renumber(outlines: bytearray, start: int, by: int) -> None:
    """Raise the numbers of the parts that a glyph is composed of, if it is."""
    (contours,) = struct.unpack_from(">h", outlines, start)
    at, flags = start + 10, _MORE if contours < 0 else 0
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outlines, at)
        struct.pack_into(">H", outlines, at + 2, glyph + by)
        at += 4 + (4 if flags & _WORDS else 2) + next((size for flag, size in _SCALES if flags & flag), 0)


def _raised(table: bytes, at: int, by: int) -> bytes:
    (count,) = struct.unpack_from(">H", table, at)
    return table[:at] + struct.pack(">H", count + by) + table[at + 2 :]


def named_by(outlines: bytes, codes: Sequence[int]) -> bytes:
    """Return the outlines of a CID-keyed font (a table ``CFF ``) whose glyphs after the first have these CIDs.

    They stand where others stood, if these are listed one by one, too; else behind all that there is. Raises ValueError
    for a table that HarfBuzz has not written, or for one whose glyphs have names.
    """
    start, end = _entry(outlines, outlines[2] + _length(outlines, outlines[2]), 0)
    at, operand, is_numbered = start, 0, False
    while at < end:
        first = outlines[at]
        if first == _CHARSET and outlines[operand] == _OFFSET:
            (place,) = struct.unpack_from(">L", outlines, operand + 1)
            named = struct.pack(f">B{len(codes)}H", 0, *codes)
            if not outlines[place]:
                return outlines[:place] + named + outlines[place + len(named) :]
            moved = struct.pack(">L", len(outlines))
            return outlines[: operand + 1] + moved + outlines[operand + 5 :] + named
        if first < _OPERATORS:
            if not is_numbered and outlines[at : at + 2] != _ROS:
                break
            is_numbered = True
            at += 2 if first == _ESCAPE else 1
        else:
            operand = at
            at += _operand(outlines, at)
    msg = "a font whose glyphs have no numbers of their own, or have them elsewhere"
    raise ValueError(msg)


def _operand(data: bytes, at: int) -> int:
    """Return the length of a number in a dictionary."""
    first = data[at]
    if first == _REAL:
        end = at + 1
        while data[end] & _END != _END:
            end += 1
        return end + 1 - at
    return {28: 3, _OFFSET: 5}.get(first, 1 if first < 247 else 2)  # noqa: PLR2004  # Technical Note 5176, table 3


def _length(data: bytes, at: int) -> int:
    """Return the length of an index."""
    (count,) = struct.unpack_from(">H", data, at)
    return _entry(data, at, count - 1)[1] - at if count else 2


def _entry(data: bytes, at: int, number: int) -> tuple[int, int]:
    """Return where an entry of an index begins and ends."""
    (count,) = struct.unpack_from(">H", data, at)
    size = data[at + 2]
    first = at + 3 + size * number
    body = at + 2 + size * (count + 1)
    begin, end = (int.from_bytes(data[place : place + size], "big") for place in (first, first + size))
    return body + begin, body + end
