"""The tables of a font's file (ISO/IEC 14496-22), for files of PDF: what a reader asks for, and no more."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
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
    return {tag: font[start : start + length] for tag, start, length in _rows(font)}


def _rows(font: bytes | bytearray) -> Sequence[tuple[bytes, int, int]]:
    """Return the tag of each table of a font, where it begins and how long it is."""
    (count,) = struct.unpack_from(">H", font, 4)
    return [struct.unpack_from(">4s4xLL", font, 12 + 16 * row) for row in range(count)]


def _total(data: bytes | bytearray) -> int:
    return sum(map(int, struct.unpack(f">{len(data) // 4}L", data))) & 0xFFFFFFFF


def truetype(parts: Mapping[bytes, bytes]) -> bytes:
    """Return a TrueType font with those of some tables that PDF asks for; how large its glyphs are, it says of its own.

    What HarfBuzz cuts out of a font says that of all glyphs that were there, so two cuts of one glyph would differ.
    """
    font = bytearray(written({tag: data for tag, data in _measured(parts).items() if tag in TRUETYPE}))
    place = next(start for tag, start, _ in _rows(font) if tag == b"head") + 8
    struct.pack_into(">L", font, place, (0xB1B0AFBA - _total(font)) & 0xFFFFFFFF)
    return bytes(font)


def written(parts: Mapping[bytes, bytes]) -> bytes:
    """Return the file of a font with some tables."""
    kept = sorted(parts.items())
    power = len(kept).bit_length() - 1
    kind = 0x4F54544F if b"CFF " in parts else 0x00010000
    head = struct.pack(">LHHHH", kind, len(kept), 16 << power, power, 16 * (len(kept) - (1 << power)))
    rows, body, start = [], [], len(head) + 16 * len(kept)
    for tag, data in kept:
        padded = data + bytes(-len(data) % 4)
        rows.append(struct.pack(">4sLLL", tag, _total(padded), start, len(data)))
        body.append(padded)
        start += len(padded)
    return b"".join([head, *rows, *body])


def numbered_on(parts: Mapping[bytes, bytes], by: int) -> Mapping[bytes, bytes]:
    """Return the tables of a TrueType font in which each glyph but the first has a number higher by so many.

    What comes between them is empty.
    """
    if not by:
        return parts
    metrics = parts[b"hmtx"][:4] + by * (parts[b"hmtx"][:2] + b"\0\0")
    empty = _renewed(parts, (by + 2) * [0], b"", metrics)
    return joined(empty, parts)


def joined(parts: Mapping[bytes, bytes], others: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    """Return the tables of a TrueType font with the glyphs of another one, all but the first, behind its own.

    Both must have as many units. Tables that are not of the outlines are those of the first font.
    """
    starts, more = _starts(parts), _starts(others)
    outlines = bytearray(others[b"glyf"])
    for start, end in pairwise(more):
        if end > start:
            _renumber(outlines, start, len(starts) - 2)
    places = [*starts, *(starts[-1] + start - more[1] for start in more[2:])]
    glyphs = parts[b"glyf"][: starts[-1]] + outlines[more[1] : more[-1]]
    return _renewed(parts, places, bytes(glyphs), _metrics(parts) + _metrics(others)[4:])


def _renewed(
    parts: Mapping[bytes, bytes], starts: Sequence[int], outlines: bytes, metrics: bytes
) -> dict[bytes, bytes]:
    """Return tables with other glyphs; ``starts`` are where they begin, and where the last one ends."""
    is_long = starts[-1] > 2 * 0xFFFF
    count = struct.pack(">H", len(starts) - 1)
    places = struct.pack(f">{len(starts)}L", *starts) if is_long else struct.pack(
        f">{len(starts)}H", *(start // 2 for start in starts))  # fmt: skip
    return {
        **parts,
        b"glyf": outlines,
        b"loca": places,
        b"hmtx": metrics,
        b"head": parts[b"head"][:50] + struct.pack(">H", is_long) + parts[b"head"][52:],
        b"hhea": parts[b"hhea"][:34] + count,
        b"maxp": parts[b"maxp"][:4] + count + parts[b"maxp"][6:],
    }


def _measured(parts: Mapping[bytes, bytes]) -> Mapping[bytes, bytes]:
    """Return the tables of a TrueType font in which those say it that say how large glyphs are at most.

    ISO/IEC 14496-22, 5.2.2 (``head``), 5.2.3 (``hhea``) and 5.2.6 (``maxp``).
    """
    starts, metrics = _starts(parts), _metrics(parts)
    boxes, bearings, sizes = [], [], []
    for glyph, (start, end) in enumerate(pairwise(starts)):
        if end > start:
            box = struct.unpack_from(">4h", parts[b"glyf"], start + 2)
            advance, left = struct.unpack_from(">Hh", metrics, 4 * glyph)
            width = box[2] - box[0]
            boxes.append(box)
            bearings.append((left, advance - left - width, left + width))
            sizes.append(_size(parts[b"glyf"], starts, glyph))
    low_x, low_y, high_x, high_y = zip(*boxes, strict=True) if boxes else ((0,),) * 4
    lefts, rights, extents = zip(*bearings, strict=True) if bearings else ((0,),) * 3
    widest = max(advance for advance, _ in struct.iter_unpack(">Hh", metrics))
    most = (max(each) for each in zip(*sizes, strict=True)) if sizes else (0,) * 6
    points, contours, of_parts, contours_of_parts, elements, depth = most
    head = struct.pack(">4h", min(low_x), min(low_y), max(high_x), max(high_y))
    hhea = struct.pack(">H3h", widest, min(lefts), min(rights), max(extents))
    return {
        **parts,
        b"head": parts[b"head"][:8] + bytes(4) + parts[b"head"][12:36] + head + parts[b"head"][44:],
        b"hhea": parts[b"hhea"][:10] + hhea + parts[b"hhea"][18:],
        b"maxp": parts[b"maxp"][:6] + struct.pack(">4H", points, contours, of_parts, contours_of_parts)
        + parts[b"maxp"][14:28] + struct.pack(">2H", elements, depth),
    }  # fmt: skip


def _size(outlines: bytes, starts: Sequence[int], glyph: int) -> tuple[int, int, int, int, int, int]:
    """Return the points and contours of a glyph, those of its parts together, its parts, and how deep they go."""
    start = starts[glyph]
    if start == starts[glyph + 1]:
        return 0, 0, 0, 0, 0, 0
    (contours,) = struct.unpack_from(">h", outlines, start)
    if contours >= 0:
        points = struct.unpack_from(">H", outlines, start + 8 + 2 * contours)[0] + 1 if contours else 0
        return points, contours, 0, 0, 0, 0
    found = [_size(outlines, starts, part) for _, part in _parts(outlines, start)]
    points, contours = sum(each[0] or each[2] for each in found), sum(each[1] or each[3] for each in found)
    return 0, 0, points, contours, len(found), 1 + max(each[5] for each in found)


def _starts(parts: Mapping[bytes, bytes]) -> Sequence[int]:
    """Return where the outlines of each glyph begin, and where the last ones end."""
    (is_long,) = struct.unpack_from(">H", parts[b"head"], 50)
    loca = parts[b"loca"]
    if is_long:
        return struct.unpack(f">{len(loca) // 4}L", loca)
    return [2 * half for half in struct.unpack(f">{len(loca) // 2}H", loca)]


def _metrics(parts: Mapping[bytes, bytes]) -> bytes:
    """Return the advance and the bearing of each glyph: the last ones of a font may share their advance."""
    (own,) = struct.unpack_from(">H", parts[b"hhea"], 34)
    found, bearings = parts[b"hmtx"][: 4 * own], parts[b"hmtx"][4 * own :]
    return found + b"".join(found[-4:-2] + bearings[at : at + 2] for at in range(0, len(bearings), 2))


def _renumber(outlines: bytearray, start: int, by: int) -> None:
    """Raise the numbers of the parts that a glyph is composed of, if it is."""
    for at, glyph in _parts(outlines, start):
        struct.pack_into(">H", outlines, at, glyph + by)


def _parts(outlines: bytes | bytearray, start: int) -> Iterator[tuple[int, int]]:
    """Yield where each number of a part stands that a glyph is composed of, if it is, and the number."""
    (contours,) = struct.unpack_from(">h", outlines, start)
    at, flags = start + 10, _MORE if contours < 0 else 0
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outlines, at)
        yield at + 2, glyph
        at += 4 + (4 if flags & _WORDS else 2) + next((size for flag, size in _SCALES if flags & flag), 0)


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
