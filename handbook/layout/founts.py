"""Founts: what one file needs of its fonts. All of its letters are numbered in one row, whichever font they are of.

So one table says what the codes of all fonts stand for, TrueType fonts share a file, and a font is numbered by what
this one file prints: who else was laid out with the same fonts makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import uharfbuzz

from handbook.fonts import tables
from handbook.layout.sorts import Part, Sort, cast_into
from handbook.values.panel import Fount

_NEEDLESS = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.DESUBROUTINIZE


@dataclass(eq=False, slots=True)
class Cast:
    """A sort that is printed somewhere."""

    sort: Sort
    width: int
    """As a file says it, in thousandths of the size."""


@dataclass(eq=False)
class Face:
    """A font."""

    name: str
    """As files call it."""
    flags: int
    """What a file tells of its kind (ISO 32000-1, table 123)."""
    content: bytes
    _widths: dict[int, int] = field(default_factory=dict)

    @cached_property
    def bare(self) -> uharfbuzz.Face:
        """The font with what its outlines need."""
        found = uharfbuzz.Face(_rewritten(self.content))
        if not self.is_of_curves:
            return found
        # None comes after another one, so that a cut says them one by one.
        return uharfbuzz.Face(_numbered(found.blob.data, range(2, 2 * found.glyph_count, 2)))

    @property
    def is_of_curves(self) -> bool:
        """Whether its outlines are PostScript curves, whose glyphs have numbers of their own."""
        return self.content.startswith(b"OTTO")

    @cached_property
    def units(self) -> int:
        """How many units the size has."""
        return int(self._sized.face.upem)

    @cached_property
    def _sized(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(uharfbuzz.Face(self.content))

    @cached_property
    def reach(self) -> tuple[int, int]:
        """How far it goes above and below its baseline, in thousandths."""
        found = self._sized.get_font_extents("ltr")
        return round(found.ascender * 1000 / self.units), round(found.descender * 1000 / self.units)

    def width(self, glyph: int) -> int:
        """Return the advance of a glyph, in thousandths."""
        if glyph not in self._widths:
            self._widths[glyph] = round(self._sized.get_glyph_h_advance(glyph) * 1000 / self.units)
        return self._widths[glyph]


@dataclass(slots=True)
class Founts:
    """The founts of a file while lines are set."""

    casts: dict[Face, dict[Cast, None]] = field(default_factory=dict)
    """What is printed of each font, in the order in which it first is."""

    def add(self, face: Face, casts: Iterable[Cast]) -> None:
        """Add what a line prints of a font."""
        self.casts.setdefault(face, {}).update(dict.fromkeys(casts))

    def made(self) -> tuple[tuple[Fount, ...], Mapping[Face, int], Mapping[Cast, int], Mapping[int, str]]:
        """Return the founts, which of them has each font, the code of each cast, and what each code says."""
        founts: list[Fount] = []
        numbers: dict[Face, int] = {}
        codes: dict[Cast, int] = {}
        texts: dict[int, str] = {}
        last = 0
        for faces in self._alike():
            first, parts, widths = last, dict[bytes, bytes](), dict[int, int]()
            for face in faces:
                sorts = {cast.sort: cast.width for cast in self.casts[face]}
                found, own, count = _cut(face, sorts)
                parts = tables.joined(parts, found) if parts else found
                codes |= {cast: last + own[cast.sort] for cast in self.casts[face]}
                texts |= {last + code: sort.text for sort, code in own.items()}
                widths |= {last + code: sorts[sort] for sort, code in own.items()}
                numbers[face], last = len(founts), last + count
            program = _numbered_on(parts, first, last)
            above, below = zip(*(face.reach for face in faces), strict=True)
            said = faces[0].name, faces[0].flags, max(above), min(below)
            founts.append(Fount(*said, program, faces[0].is_of_curves, tuple(sorted(widths.items()))))
        return tuple(founts), numbers, codes, texts

    def _alike(self) -> Iterable[Sequence[Face]]:
        """Return the fonts, those together whose outlines may stand in one file: one takes less than two."""
        found: dict[object, list[Face]] = {}
        for face in self.casts:
            found.setdefault(face if face.is_of_curves else face.units, []).append(face)
        return found.values()


def _numbered_on(parts: Mapping[bytes, bytes], first: int, last: int) -> bytes:
    """Return the file of a font whose glyphs have the numbers after one, up to another."""
    if b"CFF " in parts:
        return tables.named_by(parts[b"CFF "], range(first + 1, last + 1))
    return tables.truetype(tables.numbered_on(parts, first))


def _cut(face: Face, sorts: Mapping[Sort, int]) -> tuple[dict[bytes, bytes], Mapping[Sort, int], int]:
    """Return the tables of a font with some sorts, their codes, from 1, and how many codes there are."""
    asked = uharfbuzz.SubsetInput()
    asked.glyph_set.update(part.glyph for sort in sorts for part in sort.parts)
    plan = uharfbuzz.SubsetPlan(face.bare, asked)
    new, count = plan.old_to_new_glyph_mapping, len(plan.new_to_old_glyph_mapping)
    made = plan.execute()
    own: dict[Sort, int] = {}
    casts: dict[int, tuple[Part, ...]] = {}
    taken: set[int] = set()
    for sort in sorts:
        glyph = sort.parts[0].glyph
        if glyph not in taken and sort == Sort((Part(glyph),), sort.text):
            taken.add(glyph)
            own[sort] = new[glyph]
        else:
            own[sort] = count + len(casts)
            casts[own[sort]] = tuple(part._replace(glyph=new[part.glyph]) for part in sort.parts)
    data = made.blob.data
    if casts:
        data = _numbered(data, range(1, count)) if face.is_of_curves else data
        data = _rewritten(cast_into(data, casts, {code: sorts[sort] for sort, code in own.items()}))
    return dict(tables.tables(data)), own, count + len(casts) - 1


def _rewritten(font: bytes) -> bytes:
    """Return a font as HarfBuzz writes it, with what its outlines need."""
    asked = uharfbuzz.SubsetInput()
    asked.keep_everything()
    asked.flags |= _NEEDLESS
    needless = tables.tables(font).keys() - {*tables.TRUETYPE, b"CFF "}
    asked.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in needless)
    return bytes(uharfbuzz.subset(uharfbuzz.Face(font), asked).blob.data)


def _numbered(font: bytes, numbers: Sequence[int]) -> bytes:
    """Return a font of curves whose glyphs after the first have these numbers."""
    found = tables.tables(font)
    return tables.written({**found, b"CFF ": tables.named_by(found[b"CFF "], numbers)})
