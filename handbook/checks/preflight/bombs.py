"""Streams that unpack to more than any print file needs: found before anything reads them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Name, Object

LARGEST = 100_000_000
"""In bytes: no content, font or profile is larger. Of an image, what its pixels take is added."""
ALL = 4_000_000_000
"""In bytes: no file holds more, images and all."""
STEP = 1 << 20
DEEPEST_BITS, MOST_CHANNELS = 16, 8


class BombError(Exception):
    """A stream is too large when it is unpacked."""


def limit() -> None:
    """Have qpdf refuse what it would unpack without asking: streams of objects, and filters behind filters."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=LARGEST, run_length_max_memory=LARGEST, png_max_memory=LARGEST, tiff_max_memory=LARGEST
    )


def look(pdf: pikepdf.Pdf) -> None:
    """Raise BombError if a stream of a file, or all together, are too large."""
    left = ALL
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Stream) and Name.FlateDecode in filters(obj)[:1]:
            for unpacked in _unpacked(obj.read_raw_bytes(), LARGEST + _pixels(obj)):
                left -= unpacked
                if left < 0:
                    raise BombError


def filters(stream: pikepdf.Stream) -> list[Object]:
    """Return the names of the filters of a stream, the outermost first."""
    said = stream.get("/Filter", Array())
    return list(said) if isinstance(said, Array) else [said]


def _pixels(stream: pikepdf.Stream) -> int:
    """Return how many bytes an image may take at most, without what compresses it."""
    if stream.get("/Subtype") != Name.Image:
        return 0
    try:
        return int(stream["/Width"]) * int(stream["/Height"]) * MOST_CHANNELS * DEEPEST_BITS // 8
    except (KeyError, TypeError, ValueError):
        return 0


def _unpacked(data: bytes, most: int) -> Iterator[int]:
    """Yield the lengths of what comes out of deflated data, step by step; raise BombError where it is too much."""
    machine, total = zlib.decompressobj(), 0
    try:
        while data and not machine.eof:
            length = len(machine.decompress(data, STEP))
            data = machine.unconsumed_tail
            total += length
            yield length
            if total > most:
                raise BombError
    except zlib.error:  # damage is told by whoever reads the stream
        return
