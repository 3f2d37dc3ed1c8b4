"""Objects of a file as they are written, with holes for what differs from one file to another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Self

import deflate
import pikepdf
from pikepdf import Name

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top, in pt from the lower left corner of the panel."""
FOR_A_COPY, FOR_A_PARTNER = 6, 8
"""Of libdeflate's 12, for what is deflated for each copy anew, or for all of a partner: the next ones take longer."""
Ident = tuple[int, int]
"""Number and generation of an object."""
_REFERENCES = re.compile(rb"\((?:[^()\\]|\\.)*\)|(\d+) (\d+) R\b", re.DOTALL)
"""What looks like a reference in a serialised object: strings, in which there is none, and true ones."""
_RECTANGLE = re.compile(rb"\((?:[^()\\]|\\.)*\)|(/BBox|/Rect)\[([^\]]*)\]", re.DOTALL)
_BLANK = re.compile(rb"(\((?:[^()\\]|\\.)*\))|\s+(?=[/\[\]<>(])|(?<=[\[\]<>()])\s+", re.DOTALL)
"""Strings, and what is blank beside a sign that parts what stands on its sides (ISO 32000-1, 7.2.2)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An object with holes."""

    text: bytes
    """All but the data of a stream, for the operator ``%``."""
    holes: tuple[int, ...]
    """For each hole where a list of values has what stands there: a number, or what is serialised."""
    stream: bytes = b""
    """The data of a stream with what ends it; nothing for what is no stream."""

    def filled(self, values: Sequence[int | bytes]) -> bytes:
        """Return it with what stands in its holes, without the data of a stream."""
        return self.text % tuple(map(values.__getitem__, self.holes))


APART = b"\0"
"""What parts objects that are written together: what is serialised has none."""


def together(pieces: Sequence[Piece]) -> Piece:
    """Return objects that are no streams as one, which is filled at once."""
    holes = chain.from_iterable(each.holes for each in pieces)
    return Piece(APART.join([each.text for each in pieces]), tuple(holes))


@dataclass(slots=True)
class Text:
    """An object as it is written."""

    text: bytes = b""
    holes: list[int] = field(default_factory=list)

    def add(self, text: bytes, place: Callable[[Ident], int] | None = None) -> Self:
        """Add what is serialised; ``place`` says what stands for the references in it."""
        text = text.replace(b"%", b"%%")
        if place is not None and b" R" in text:
            text = _REFERENCES.sub(lambda found: self._reference(found, place), text)
        self.text += text
        return self

    def number(self, hole: int) -> Self:
        """Add the place of a number."""
        self.text += b"%d"
        self.holes.append(hole)
        return self

    def words(self, hole: int) -> Self:
        """Add the place of what is serialised."""
        self.text += b"%b"
        self.holes.append(hole)
        return self

    def piece(self, piece: Piece) -> Self:
        """Add an object with its holes."""
        self.text += piece.text
        self.holes += piece.holes
        return self

    def moving(self, text: bytes, place: Callable[[Rectangle], int]) -> Self:
        """Add what is serialised; ``place`` says what stands for the rectangles in it, which move with the panel."""
        self.text += _RECTANGLE.sub(lambda found: self._rectangle(found, place), text.replace(b"%", b"%%"))
        return self

    def made(self, stream: bytes = b"") -> Piece:
        """Return it."""
        return Piece(self.text, tuple(self.holes), stream)

    def _reference(self, found: re.Match[bytes], place: Callable[[Ident], int]) -> bytes:
        if not found[1]:
            return found[0]
        self.holes.append(place((int(found[1]), int(found[2]))))
        return b"%d 0 R"

    def _rectangle(self, found: re.Match[bytes], place: Callable[[Rectangle], int]) -> bytes:
        if not found[1]:
            return found[0]
        x0, y0, x1, y1 = map(float, found[2].split())
        self.holes.append(place((x0, y0, x1, y1)))
        return found[1] + b"[%b]"


def streamed(into: Text, entries: pikepdf.Dictionary, item: pikepdf.Stream, place: Callable[[Ident], int]) -> Piece:
    """Return a stream with these entries and its data, deflated if nothing packs them yet, as it is with new pixels."""
    data = item.read_raw_bytes()
    if "/Filter" not in entries:
        data, entries.Filter = bytes(deflate.zlib_compress(data, FOR_A_PARTNER)), Name.FlateDecode
    entries.Length = len(data)
    return into.add(inside(entries), place).add(b">>\nstream\n").made(data + b"\nendstream")


def deflated(entries: bytes, data: bytes, holes: tuple[int, ...] = ()) -> Piece:
    """Return a stream with some entries, which have holes, and its length; what begins it is left to others."""
    small = bytes(deflate.zlib_compress(data, FOR_A_PARTNER))
    return Piece(b"%b/Filter/FlateDecode/Length %d>>\nstream\n" % (entries, len(small)), holes, small + b"\nendstream")


def serialised(item: pikepdf.Object) -> bytes:
    """Return an object, serialised, without needless blanks: a tail says most of it uncompressed."""
    return _BLANK.sub(rb"\1", item.unparse(resolved=True))


def inside(entries: pikepdf.Object) -> bytes:
    """Return the entries of a dictionary, serialised, without what is round them."""
    return serialised(entries).removeprefix(b"<<").removesuffix(b">>")


def stream(entries: bytes, data: bytes) -> bytes:
    """Return a stream, as it is written, with what its dictionary begins with, and its length."""
    return b"%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def packed(entries: bytes, data: bytes) -> bytes:
    """Return a stream that is deflated."""
    return stream(entries + b"/Filter/FlateDecode", bytes(deflate.zlib_compress(data, FOR_A_COPY)))
