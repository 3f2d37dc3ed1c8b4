"""Content streams read operator by operator, in bounded memory; each operator has what stands before it.

Most of a page are coordinates: those are passed on as they are written and become numbers only where somebody needs
them. Whatever is no number becomes an object of pikepdf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Object

Operands = list[Any]
"""Whatever stands before an operator: numbers, names, strings, arrays."""

_WHITE = rb"\x00\t\n\f\r "
_APART = rb"(?:[" + _WHITE + rb"]|%[^\r\n]*+)"
_PLAIN = rb"[^" + _WHITE + rb"()<>\[\]{}/%]"
_NUMBERS = rb"(?P<numbers>[" + _WHITE + rb"0-9.+-]*+)"
_OPERAND = (
    rb"(?:"
    + _APART
    + rb"|/"
    + _PLAIN
    + rb"*+|[+-]?[0-9.][0-9.+-]*+(?!"
    + _PLAIN
    + rb")|(?:true|false|null)(?!"
    + _PLAIN
    + rb")"
    rb"|<<|>>|<[0-9A-Fa-f" + _WHITE + rb"]*+>|[\[\]]|\((?:[^()\\]|\\.)*+\))"
)
_INSTRUCTION = re.compile(_NUMBERS + rb"(?P<others>" + _OPERAND + rb"*+)(?P<name>" + _PLAIN + rb"++)?", re.DOTALL)
_PARENTHESES = re.compile(rb"[^()\\]*+(?:\\.[^()\\]*+)*+([()])", re.DOTALL)
_IMAGE_END = re.compile(rb"[" + _WHITE + rb"]EI(?=[" + _WHITE + rb"]|$)")
_BINARY = re.compile(rb"[^\t\n\f\r\x20-\x7e]")
LOOKAHEAD = 30
"""Bytes behind EI that are looked at: what is no text there is a picture's."""
LONGEST = 1 << 22
"""In bytes: no operator has longer operands."""
ABBREVIATED = {
    "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/D": "/Decode", "/DP": "/DecodeParms", "/F": "/Filter",
    "/H": "/Height", "/IM": "/ImageMask", "/I": "/Interpolate", "/W": "/Width", "/L": "/Length",
}  # fmt: skip
"""Keys of inline images (ISO 32000-1, table 93)."""


@dataclass(slots=True)
class Instruction:
    """An operator with its operands, which are read when they are asked for."""

    name: str
    raw: bytes
    numeric: bool
    """Whether nothing but numbers stands before the operator."""
    read: Operands | None = None
    """The operands, once they have been read."""

    @property
    def numbers(self) -> list[float]:
        """The operands, where all are numbers; raise ValueError otherwise."""
        return list(map(float, self.raw.split(b"\x00") if b"\x00" in self.raw else self.raw.split()))

    @property
    def operands(self) -> Operands:
        """The operands; raise what pikepdf raises where they cannot be read."""
        if self.read is None:
            if self.numeric:
                self.read = self.numbers
            elif len(self.raw) > LONGEST:
                msg = "operands of more than 4 MB"
                raise ValueError(msg)
            else:
                self.read = list(Object.parse(b"[" + self.raw + b"\n]"))
        return self.read


def instructions(data: bytes) -> Iterator[Instruction]:
    """Yield the operators of a content stream; an inline image is one, BI, with its dictionary.

    What cannot be read as an operand is yielded as an operator that nobody knows.
    """
    at, end = 0, len(data)
    match = _INSTRUCTION.match
    while at < end:
        found = match(data, at)
        start = at
        if found is None:  # the pattern may be empty, so it always matches; this is for the type checker
            return
        at = found.end()
        name = found["name"]
        if name is not None:
            raw, numeric = (
                (found["numbers"], True) if not found["others"] else (data[start : found.start("name")], False)
            )
        elif at == end:
            if data[start:at].strip():
                yield Instruction("", data[start:at], numeric=False)
            return
        else:
            at, raw, name = _resumed(data, start, at)
            numeric = False
        if name == b"ID":
            image, at = _image(raw, data, at)
            yield image
        elif name != b"BI":
            yield Instruction(name.decode("latin-1"), raw, numeric)


def _resumed(data: bytes, start: int, at: int) -> tuple[int, bytes, bytes]:
    """Go on where a string has brackets in it, or where something is no operand; return place, operands, operator."""
    while at < len(data):
        if data[at : at + 1] != b"(":
            return at + 1, b"", data[at : at + 1]
        at = _closed(data, at)
        found = _INSTRUCTION.match(data, at)
        at = found.end() if found else at
        if found and found["name"] is not None:
            return at, data[start : found.start("name")], found["name"]
    return at, b"", b""


def _closed(data: bytes, at: int) -> int:
    """Return the place behind a string with brackets in it; the end where it is never closed."""
    depth = 0
    while found := _PARENTHESES.match(data, at):
        at = found.end()
        depth += 1 if found[1] == b"(" else -1
        if depth == 0:
            return at
    return len(data)


def _image(raw: bytes, data: bytes, at: int) -> tuple[Instruction, int]:
    """Return an inline image and the place behind it; ``at`` is behind ID."""
    image = Instruction("BI", raw, numeric=False)
    try:
        said = Object.parse(b"<<" + raw + b">>")
        image.read = [Dictionary({ABBREVIATED.get(key, key): value for key, value in said.items()})]
        at += _plain_length(image.read[0])
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
        image.read = []
    for found in _IMAGE_END.finditer(data, at):
        if not _BINARY.search(data, found.end(), found.end() + LOOKAHEAD):
            return image, found.end()
    return image, len(data)


def _plain_length(image: Mapping[str, Any]) -> int:
    """Return how many bytes a picture has at least: all of them, where it is not compressed."""
    if image.get("/Filter") is not None:
        return 0
    mask = bool(image.get("/ImageMask", False))
    channels = (
        1
        if mask
        else {"/G": 1, "/DeviceGray": 1, "/RGB": 3, "/DeviceRGB": 3, "/CMYK": 4, "/DeviceCMYK": 4}.get(
            str(image.get("/ColorSpace", "/G")), 1
        )
    )
    bits = 1 if mask else int(image.get("/BitsPerComponent", 8))
    return (int(image.get("/Width", 0)) * channels * bits + 7) // 8 * int(image.get("/Height", 0))
