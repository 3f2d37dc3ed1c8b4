"""Fonts as the content of a page uses them: codes, advances, whether embedded, which letters are missing."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Object

from handbook.checks.preflight import programs
from handbook.checks.preflight.programs import FILES, Shows, UnfitProgramError, differences


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
    shows: Shows | None = None
    """Whether a code shows a glyph; None where nobody can tell."""
    fault: str = ""
    """What keeps the font's file from being opened."""

    def codes(self, data: bytes) -> Sequence[int]:
        """Return the codes of a shown string."""
        if not self.wide:
            return data
        count = len(data) // 2
        return struct.unpack(f">{count}H", data[: 2 * count])

    def advance(self, codes: Sequence[int]) -> float:
        """Return how far a string goes."""
        return sum(self.widths.get(code, self.default_width) for code in codes)

    def missing(self, codes: Iterable[int]) -> list[int]:
        """Return those of some codes that show no glyph, or the sign for a missing letter."""
        shows = self.shows
        return [] if shows is None else [code for code in dict.fromkeys(codes) if not shows(code)]


def font(obj: Object) -> Font:
    """Read a font dictionary, and the font file with it."""
    kind = str(obj.get("/Subtype", "/Type1"))[1:]
    name = str(obj.get("/BaseFont", obj.get("/Name", "/unnamed")))[1:]
    if kind == "Type0":
        return _composite(obj, name)
    descriptor = obj.get("/FontDescriptor", Dictionary())
    first = int(obj.get("/FirstChar", 0))
    scale, shows, fault = 1.0, None, ""
    if kind == "Type3":
        scale = abs(float(obj.get("/FontMatrix", [0.001])[0])) * 1000
        shows = _drawings(obj)
    else:
        try:
            shows = programs.of_codes(obj, descriptor)
        except UnfitProgramError as problem:
            fault = str(problem)
    widths = {first + n: float(width) * scale for n, width in enumerate(obj.get("/Widths", []))}
    embedded = kind == "Type3" or any(key in descriptor for key in FILES)
    ascent, descent = _height(descriptor)
    default = float(descriptor.get("/MissingWidth", 0 if widths else 500))
    return Font(name, kind, obj, embedded, wide=False, vertical=False, widths=widths, default_width=default,
                ascent=ascent, descent=descent, shows=shows, fault=fault)  # fmt: skip


def _drawings(obj: Object) -> Shows:
    """Return what says whether a Type 3 font has a drawing for a code; a space needs none."""
    drawings = obj.get("/CharProcs", Dictionary())
    drawn = {
        code for code, name in differences(obj.get("/Encoding")).items() if f"/{name}" in drawings or name == "space"
    }
    return drawn.__contains__


def _composite(obj: Object, name: str) -> Font:
    descendant = obj.get("/DescendantFonts", [Dictionary()])[0]
    descriptor = descendant.get("/FontDescriptor", Dictionary())
    encoding = str(obj.get("/Encoding", ""))
    shows, fault = None, ""
    try:
        shows = programs.of_characters(descendant, descriptor)
    except UnfitProgramError as problem:
        fault = str(problem)
    ascent, descent = _height(descriptor)
    return Font(
        name, "Type0", obj, any(key in descriptor for key in FILES), wide=True, vertical=encoding.endswith("V"),
        widths=_cid_widths(descendant.get("/W", [])), default_width=float(descendant.get("/DW", 1000)),
        ascent=ascent, descent=descent, shows=shows if encoding.startswith("/Identity") else None, fault=fault,
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
