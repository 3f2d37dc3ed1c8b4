"""What a page prints and says: sorts, each of one or several glyphs that are cast together, with its own text.

A PDF's text is that of its codes (ISO 32000-1, 9.10), and a glyph may stand for other letters at each place: a hyphen
for the soft one, a letter of Arabic for one of Persian. So each pair of what is printed and what it says has a code.
What is printed of several glyphs (a letter with its marks, a syllable whose vowel stands before its consonant) is one
sort: readers never see its parts and cannot put them into another order. Nor is anything moved up and down, or apart
inside a word, by the text's operators, where readers would see another line or a space: the glyph itself stands there.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

from handbook.language.bidi import mirrored

TO_THE_LEFT = "\u200f"
"""Right-to-left mark, said before a mark that no letter is painted before: it would be taken for a part of a sign."""
JOINERS = "\u200c\u200d"
"""Zero-width signs that belong to how a word is spelt: Persian, Indic scripts."""
WIDE = 40
"""A gap inside a word that readers may take for a space, in thousandths of the font's size."""
SOFT_HYPHEN = "\u00ad"
"""What a hyphen says that only the end of the line brings (ISO 32000-1, 14.8.2.2.3)."""
NO_BREAK_SPACE = "\u00a0"
"""What a space says between the groups of a number; others are told as they are typed."""
PRINTED_FORMATS = frozenset({*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD})
"""Signs that Unicode counts among the invisible ones though they are printed, round the figures after them."""
SELECTORS = frozenset({0x034F, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
"""Marks without a shape of their own: they choose that of the letter before."""
LAST_CODE = 0xFFFF
OF_COLUMNS = {"VORG", "vhea", "vmtx"}
"""Tables that tell how columns are set, glyph by glyph: nobody sets any."""
_XY, _ARE_OFFSETS = 0x0004, 0x0002
"""Flags of a component: placed on whole units; its numbers are offsets."""


class Part(NamedTuple):
    """A glyph of a sort; where its origin stands, in units of the font."""

    glyph: int
    x: int = 0
    y: int = 0

    def moved(self, by: float) -> Part:
        """Return it further to the right."""
        return Part(self.glyph, self.x + round(by), self.y)


_Font = Any
"""A font or a table of it, as fontTools reads them, which is untyped."""


class Room(NamedTuple):
    """How far a sort keeps off what comes before and after it, in thousandths of the font's size."""

    before: int = 0
    after: int = 0

    @classmethod
    def of(cls, before: int, after: int, text: str) -> Room:
        """Return those of two distances that a reader may take for spaces, beside a text that is none."""
        if (before <= WIDE and after <= WIDE) or text.isspace():
            return _NO_ROOM
        return cls(before if before > WIDE else 0, after if after > WIDE else 0)


_NO_ROOM = Room()


class Sort(NamedTuple):
    """What is printed together, with what it says."""

    parts: tuple[Part, ...]
    text: str
    """In the order in which it is painted."""
    room: Room = _NO_ROOM


@dataclass
class Case:
    """The sorts of one font, each with its code; codes follow from the order in which sorts are first used.

    A glyph that stands for itself has its own number, as long as it says the same; whatever else is printed has a
    number behind the last glyph of the font.
    """

    glyphs: int
    """How many glyphs the font has."""
    codes: dict[Sort, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    casts: dict[int, tuple[Part, ...]] = field(default_factory=dict)
    """What the font has to be given a glyph for."""
    used: dict[Sort, int] = field(default_factory=dict)
    """The sorts that were asked for since this was last emptied."""

    def code(self, sort: Sort) -> int:
        """Return the code of a sort."""
        if sort not in self.codes:
            self.codes[sort] = code = self._free(sort)
            self.texts[code] = sort.text
        return self.used.setdefault(sort, self.codes[sort])

    def _free(self, sort: Sort) -> int:
        glyph = sort.parts[0].glyph
        if glyph not in self.texts and sort == Sort((Part(glyph),), sort.text):
            return glyph
        code = self.glyphs + len(self.casts)
        if code > LAST_CODE:
            text = f"a font has no code left for {sort}"
            raise OverflowError(text)
        self.casts[code] = sort.parts
        return code


@lru_cache(maxsize=1 << 14)
def said(text: str, *, backwards: bool = False) -> str:
    """Return what the text of a cluster says: without what has no shape, and with spaces as they are typed.

    ``backwards``: it is read from right to left, and painted from left to right. Readers turn such a run round, with
    the letters of each code, and mirror its brackets: each says which one it looks like.
    """
    shown = "".join(" " if letter.isspace() else letter for letter in text if not _is_shapeless(letter))
    shown = shown if shown.strip(JOINERS) else text
    return "".join(_turned(shown)) if backwards else shown


def _turned(text: str) -> Iterator[str]:
    """Yield text from its end: each letter behind its marks, which stay in their order (PDFium does not turn them)."""
    groups: list[list[str]] = []
    for letter in text:
        if is_mark(letter) and groups:
            groups[-1].append(letter)
        else:
            groups.append([letter])
    for base, *marks in reversed(groups):
        yield "".join([base, *marks] if is_mark(base) else [*marks, mirrored(base)])


def is_mark(letter: str) -> bool:
    """Whether it stands on the letter before."""
    return unicodedata.bidirectional(letter) == "NSM"


@lru_cache(maxsize=1 << 12)
def goes_leftwards(letter: str, *, before: bool) -> bool:
    """Whether readers see text from right to left after it; ``before``: until it."""
    kind = unicodedata.bidirectional(letter)
    return kind in {"R", "AL"} or (before and kind in {"NSM", "WS"})


def _is_shapeless(letter: str) -> bool:
    point = ord(letter)
    is_format = unicodedata.category(letter) == "Cf" and point not in PRINTED_FORMATS
    return point in SELECTORS or (is_format and letter not in JOINERS)


def cast_into(font: bytes, casts: Mapping[int, tuple[Part, ...]], widths: Mapping[int, int]) -> bytes:
    """Return a font with a glyph for each code of ``casts``; ``widths`` are those of the codes, in thousandths."""
    # Bounds of TrueType outlines are widened by what is added: to find them anew takes every glyph apart.
    opened: _Font = TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False, recalcBBoxes=font[:4] == b"OTTO")
    for table in OF_COLUMNS & set(opened.keys()):
        del opened[table]
    names, metrics = list(opened.getGlyphOrder()), opened["hmtx"].metrics
    is_of_curves = "CFF " in opened
    outlines, add = (opened["CFF "].cff[0], _add_curves) if is_of_curves else (opened, _add_composites)
    is_by_number = hasattr(outlines, "ROS")
    added = [f"cid{code:05}" if is_by_number else f"sort{code}" for code in range(len(names), max(casts) + 1)]
    names += added
    metrics.update(dict.fromkeys(added, (0, 0)))
    opened.setGlyphOrder(names)
    advances = {code: round(widths[code] * opened["head"].unitsPerEm / 1000) for code in casts}
    for code, left in add(outlines, casts, names, advances):
        metrics[names[code]] = advances[code], left
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def _add_composites(
    font: _Font, casts: Mapping[int, tuple[Part, ...]], names: list[str], _advances: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Add composites to TrueType outlines; yield the code of each and where its black begins."""
    outlines = font["glyf"]
    outlines.glyphs.update((name, Glyph()) for name in names[len(outlines.glyphs) :])
    outlines.setGlyphOrder(names)
    for code, parts in casts.items():
        glyph = outlines.glyphs[names[code]]
        glyph.numberOfContours = -1
        glyph.components = [_component(names[part.glyph], part) for part in parts]
        glyph.recalcBounds(outlines)
        _widen(font, glyph)
        yield code, getattr(glyph, "xMin", 0)


def _widen(font: _Font, glyph: _Font) -> None:
    """Let a font say that a composite is the largest, where it is (ISO/IEC 14496-22, 5.2.2 and 5.2.6)."""
    head, largest = font["head"], font["maxp"]
    points, contours, depth = glyph.getCompositeMaxpValues(font["glyf"])
    found = {
        "maxCompositePoints": points, "maxCompositeContours": contours, "maxComponentDepth": depth,
        "maxComponentElements": len(glyph.components),
    }  # fmt: skip
    for name, value in found.items():
        setattr(largest, name, max(getattr(largest, name), value))
    for name, widest in {"xMin": min, "yMin": min, "xMax": max, "yMax": max}.items():
        setattr(head, name, widest(getattr(head, name), getattr(glyph, name, 0)))


def _component(name: str, part: Part) -> GlyphComponent:
    component = GlyphComponent()
    component.glyphName, component.x, component.y = name, part.x, part.y
    component.flags = _XY | _ARE_OFFSETS
    return component


def _add_curves(
    top: _Font, casts: Mapping[int, tuple[Part, ...]], names: list[str], advances: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Add outlines to PostScript curves, which say their widths; yield the code of each and where its black begins."""
    strings = top.CharStrings
    first = len(strings.charStrings)
    for code, name in enumerate(names[first:], first):
        parts = casts.get(code, ())
        of = top.FDSelect[parts[0].glyph if parts else 0] if hasattr(top, "FDSelect") else None
        private = top.Private if of is None else top.FDArray[of].Private
        width = advances.get(code, private.defaultWidthX)
        own = None if width == private.defaultWidthX else width - private.nominalWidthX
        pen, bounds = T2CharStringPen(own, None), BoundsPen(None)
        for part in parts:
            for each in (pen, bounds):
                strings[names[part.glyph]].draw(TransformPen(each, (1, 0, 0, 1, part.x, part.y)))
        strings.charStringsIndex.append(pen.getCharString(private, top.GlobalSubrs))
        strings.charStrings[name] = code
        top.charset.append(name)
        if of is not None:
            top.FDSelect.append(of)
        if parts:
            yield code, round(bounds.bounds[0]) if bounds.bounds else 0
