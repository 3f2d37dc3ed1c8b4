"""Fonts as the content of a page uses them: codes, advances, whether embedded."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Font:
    """What a font says of itself; lengths in thousandths of its size."""

    name: str
    kind: str
    """Subtype: Type0, TrueType, Type1, Type3, ..."""
    source: Object
    embedded: bool
    wide: bool
    """Whether a character has two bytes."""
    vertical: bool
    widths: dict[int, float]
    default_width: float
    ascent: float
    descent: float
    missing: frozenset[int] = field(default_factory=frozenset)
    """Codes that are known to show the sign for a missing letter."""

    def codes(self, data: bytes) -> Sequence[int]:
        """Return the codes of a shown string."""
        if not self.wide:
            return data
        count = len(data) // 2
        return struct.unpack(f">{count}H", data[: 2 * count])

    def advance(self, codes: Sequence[int]) -> float:
        """Return how far a string goes."""
        return sum(self.widths.get(code, self.default_width) for code in codes)


def font(obj: Object) -> Font:
    """Read a font dictionary."""
    kind = str(obj.get("/Subtype", "/Type1"))[1:]
    name = str(obj.get("/BaseFont", obj.get("/Name", "/unnamed")))[1:]
    if kind == "Type0":
        return _composite(obj, name)
    descriptor = obj.get("/FontDescriptor", Dictionary())
    first = int(obj.get("/FirstChar", 0))
    scale = 1.0
    if kind == "Type3":
        scale = abs(float(obj.get("/FontMatrix", [0.001])[0])) * 1000
    widths = {first + n: float(width) * scale for n, width in enumerate(obj.get("/Widths", []))}
    embedded = kind == "Type3" or any(key in descriptor for key in FILES)
    ascent, descent = _height(descriptor)
    default = float(descriptor.get("/MissingWidth", 0 if widths else 500))
    return Font(name, kind, obj, embedded, wide=False, vertical=False, widths=widths, default_width=default,
                ascent=ascent, descent=descent, missing=_missing(obj))  # fmt: skip


def _composite(obj: Object, name: str) -> Font:
    descendant = obj.get("/DescendantFonts", [Dictionary()])[0]
    descriptor = descendant.get("/FontDescriptor", Dictionary())
    encoding = str(obj.get("/Encoding", ""))
    missing = {0} if encoding.startswith("/Identity") else set()
    to_glyph = descendant.get("/CIDToGIDMap")
    if missing and isinstance(to_glyph, pikepdf.Stream):
        glyphs = to_glyph.read_bytes()
        missing |= {code for code in range(len(glyphs) // 2) if not any(glyphs[2 * code : 2 * code + 2])}
    ascent, descent = _height(descriptor)
    return Font(
        name, "Type0", obj, any(key in descriptor for key in FILES), wide=True, vertical=encoding.endswith("V"),
        widths=_cid_widths(descendant.get("/W", [])), default_width=float(descendant.get("/DW", 1000)),
        ascent=ascent, descent=descent, missing=frozenset(missing),
    )  # fmt: skip


def _height(descriptor: Object) -> tuple[float, float]:
    """Return ascent and descent, generous where the file is silent."""
    return float(descriptor.get("/Ascent", 0)) or 1000.0, -abs(float(descriptor.get("/Descent", 0)) or 400.0)


def _cid_widths(entries: Object | list[Object]) -> dict[int, float]:
    """Read ``c [w w ...]`` and ``first last w``."""
    widths: dict[int, float] = {}
    items = list(entries)
    at = 0
    while at + 1 < len(items):
        first, second = int(items[at]), items[at + 1]
        if isinstance(second, Array):
            widths.update((first + n, float(width)) for n, width in enumerate(second))
            at += 2
        elif at + 2 < len(items):
            widths.update(dict.fromkeys(range(first, min(int(second), 0xFFFF) + 1), float(items[at + 2])))
            at += 3
        else:
            break
    return widths


def _missing(obj: Object) -> frozenset[int]:
    """Return the codes of a simple font that its encoding gives to .notdef."""
    encoding = obj.get("/Encoding")
    found: set[int] = set()
    code = 0
    for item in encoding.get("/Differences", []) if isinstance(encoding, Dictionary) else []:
        if isinstance(item, Name):
            if item == "/.notdef":
                found.add(code)
            code += 1
        else:
            code = int(item)
    return frozenset(found)
