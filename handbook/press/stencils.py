"""Stencils: data that is the same for all but for a few words, deflated once; the words stand in it as they are.

What is deflated is a row of blocks (RFC 1951). What is the same makes blocks of its own; a word stands in a stored
block, which begins on a whole byte. So nothing is deflated for a copy: a compressor takes its time to begin, however
little it is given.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

import deflate

_LEVEL = 12
"""Of libdeflate's 12: it is done once."""
_ONE_BLOCK = 5000
"""So much libdeflate never parts."""
_HEAD = b"\x78\xda"
"""Of zlib's format (RFC 1950); a checksum comes at the end."""
_LENGTH = struct.Struct("<HH")
"""Of what is stored, and its complement."""
_CHECKSUM = struct.Struct(">L")


class Stencil:
    """Parts that are deflated, with places between them."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        *before, last = parts
        self._parts = parts
        self._blocks = [*map(_blocks, before), bytes(deflate.deflate_compress(last, _LEVEL))]

    def filled(self, words: Sequence[bytes]) -> bytes:
        """Return all of it as zlib would, with a word in each place."""
        first, *others = self._blocks
        plain = [self._parts[0]]
        made = [_HEAD, first]
        for word, part, block in zip(words, self._parts[1:], others, strict=True):
            plain += word, part
            made += _length(word), word, block
        return b"".join([*made, _CHECKSUM.pack(zlib.adler32(b"".join(plain)))])


def _length(stored: bytes) -> bytes:
    return _LENGTH.pack(len(stored), 0xFFFF ^ len(stored))


def _blocks(part: bytes) -> bytes:
    """Return the blocks of a part and the beginning of a stored one, up to its length."""
    pieces = [part[at : at + _ONE_BLOCK] for at in range(0, len(part), _ONE_BLOCK)]
    return _length(b"").join(map(_block, pieces or [b""]))


def _block(piece: bytes) -> bytes:
    """Return a block that is not the last one, and the beginning of a stored one.

    Where a block ends within a byte, only who reads it knows. What comes next are three bits, and some up to a whole
    byte, all of them 0: they have room in the last byte, which ends with such, or in one more.
    """
    block = bytearray(deflate.deflate_compress(piece, _LEVEL))
    block[0] &= 0xFE  # its first bit would say that it is the last one
    for begun in (bytes(block), bytes(block) + b"\0"):
        try:
            if zlib.decompressobj(-zlib.MAX_WBITS).decompress(begun + _length(b"-") + b"-") == piece + b"-":
                return begun
        except zlib.error:
            continue
    msg = "libdeflate made more than one block"
    raise AssertionError(msg)
