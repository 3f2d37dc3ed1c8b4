"""Patterns with words: a pattern of panels is taken apart once, and each partner's own is put into its places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pikepdf

from handbook.press import panels
from handbook.press.bundles import Blank, Panel, Tags
from handbook.press.panels import Panels
from handbook.press.pieces import Piece, deflated
from handbook.press.streams import Streams
from handbook.values.model import Project, Purpose
from handbook.values.panel import CODE, LINE, Fount, Line, PanelPages, Words

_POINT = re.compile(rb"/(?:%b(\d+)|%b) MP\b" % (LINE.encode(), CODE.encode()))
"""Where a pattern has a place."""
_MODULES = b"/%b MP" % CODE.encode()
_FORM = b"<</Subtype/Form/BBox[0 0 199 199]"
"""Of the code: the largest has 177 modules on a side, and the quiet zone."""
_CMAP = b"""/CIDInit/ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
%bendcmap
CMapName currentdict/CMap defineresource pop
end
end"""
"""What codes say (ISO 32000-1, 9.10.3)."""
_AT_ONCE = 100
"""Runs of a part of it at most."""
_FIXED = 1
"""The flag of a font whose letters are all as wide (ISO 32000-1, table 123)."""
_STEM = 80
"""What WeasyPrint, too, tells of any font: no reader that has the font asks for it."""


@dataclass(slots=True)
class Reader:
    """Takes panels apart, patterns once."""

    project: Project
    _streams: Streams = field(default_factory=Streams)
    _patterns: dict[tuple[bytes, Purpose], Panels] = field(default_factory=dict)

    def read(self, pages: PanelPages, purpose: Purpose) -> Panels:
        """Return panels for files of a purpose.

        Raises UnfitPanelError if the pages are no panels, and inks.UnfitProfileError if the condition's profile cannot
        convert colours.
        """
        key = pages.data, purpose
        if key not in self._patterns:
            self._patterns[key] = panels.read(pages.data, pages.shapes, purpose, self.project, self._streams)
        return worded(self._patterns[key], pages.words) if pages.words else self._patterns[key]


def worded(pattern: Panels, words: Words) -> Panels:
    """Return the panels of a partner: a pattern with its words."""
    own = _Own(len(pattern.shared))
    texts = own.put(deflated(b"<<", _cmap(words.texts)))
    founts = [own.fount(fount, texts) for fount in words.founts]
    code = own.put(deflated(_FORM, words.code)) if words.code else 0
    said = [(b"(%b)" % name.encode(), _serialised(text)) for name, text in words.said]
    made: dict[str, Panel] = {}
    for (shape, panel), lines in zip(pattern.of.items(), words.lines, strict=True):
        fonts = {number: founts[number] for number in sorted({each for line in lines for each in line.founts})}
        drawn = (code,) if _MODULES in panel.blank.content else ()
        resources = own.put(_resources(panel.blank, {number: places[0] for number, places in fonts.items()}, drawn))
        form = deflated(b"/Resources %d 0 R", _content(panel.blank.content, lines), (resources,))
        needed = {resources, texts, *drawn, *(place for places in fonts.values() for place in places)}
        tags = panel.tags and _said(panel.tags, said, lines)
        made[shape] = replace(panel, form=form, uses=panel.uses | needed, tags=tags)
    return replace(pattern, shared=(*pattern.shared, *own.pieces), of=made)


def _serialised(text: str) -> bytes:
    return pikepdf.String(text).unparse().replace(b"%", b"%%")


class _Own:
    """A partner's own objects."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.pieces: list[Piece] = []

    def put(self, piece: Piece) -> int:
        """Add an object, and return its place."""
        self.pieces.append(piece)
        return self.first + len(self.pieces) - 1

    def fount(self, fount: Fount, texts: int) -> Sequence[int]:
        """Add a font (ISO 32000-1, 9.7), and return the places of its objects, its own first."""
        widths = [width for _, width in fount.widths]
        flags = fount.flags | (_FIXED if len(widths) > 1 and len(set(widths)) == 1 else 0)
        kind, key, length = (0, 3, b"<</Subtype/CIDFontType0C") if fount.is_of_curves else (
            2, 2, b"<</Length1 %d" % len(fount.program))  # fmt: skip
        name = fount.name.encode()
        program = self.put(deflated(length, fount.program))
        descriptor = self.put(Piece(
            b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[0 %d %d %d]/ItalicAngle 0"
            b"/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile%d %%d 0 R>>"
            % (name, flags, fount.descent, max(widths), fount.ascent, fount.ascent,
               fount.descent, fount.ascent, _STEM, key), (program,),
        ))  # fmt: skip
        descendant = self.put(Piece(
            b"<</Type/Font/Subtype/CIDFontType%d/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>%b/W[%b]/FontDescriptor %%d 0 R>>"
            % (kind, name, b"" if fount.is_of_curves else b"/CIDToGIDMap/Identity", _widths(fount.widths)),
            (descriptor,),
        ))  # fmt: skip
        font = self.put(Piece(
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%%d 0 R]/ToUnicode %%d 0 R>>"
            % name, (descendant, texts),
        ))  # fmt: skip
        return font, descendant, descriptor, program


def _widths(widths: Sequence[tuple[int, int]]) -> bytes:
    parts: list[str] = []
    before = -1
    for code, width in widths:
        parts.append(f"{width}" if code == before + 1 else f"{']' if parts else ''}{code}[{width}")
        before = code
    return (" ".join(parts) + "]").encode()


def _cmap(texts: Sequence[tuple[int, str]]) -> bytes:
    """Return a table of what codes say, in runs of codes that follow each other."""
    runs: list[tuple[int, list[bytes]]] = []
    for code, text in texts:
        if not runs or code != runs[-1][0] + len(runs[-1][1]) or not code % 0x100:
            runs.append((code, []))
        runs[-1][1].append(b"<%b>" % text.encode("utf-16-be").hex().encode())
    rows = [b"<%04x> <%04x> [%b]\n" % (first, first + len(said) - 1, b" ".join(said)) for first, said in runs]
    parts = [rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE)]
    return _CMAP % b"".join(b"%d beginbfrange\n%bendbfrange\n" % (len(part), b"".join(part)) for part in parts)


def _resources(blank: Blank, fonts: Mapping[int, int], code: tuple[int, ...]) -> Piece:
    named = b"".join(b"/F%d %%d 0 R" % number for number in fonts)
    drawn = blank.pictures.text + b"".join(b"/%b %%d 0 R" % CODE.encode() for _ in code)
    pictures = b"/XObject<<%b>>" % drawn if drawn else b""
    holes = (*blank.resources.holes, *blank.pictures.holes, *code, *fonts.values())
    return Piece(b"<<%b%b/Font<<%b>>>>" % (blank.resources.text, pictures, named), holes)


def _content(content: bytes, lines: Sequence[Line]) -> bytes:
    def put(found: re.Match[bytes]) -> bytes:
        return lines[int(found[1])].operators if found[1] else b"/%b Do" % CODE.encode()

    return _POINT.sub(put, content)


def _said(tags: Tags, said: Sequence[tuple[bytes, bytes]], lines: Sequence[Line]) -> Tags:
    """Return tags that say what a partner's words do, with links as wide as their lines."""
    rectangles = list(tags.rectangles)
    for number, line in tags.ends:
        left, bottom, _, top = rectangles[number]
        rectangles[number] = left, bottom, left + lines[line].width, top
    text = tags.objects.text
    for place, words in said:
        text = text.replace(place, words)
    return replace(tags, objects=Piece(text, tags.objects.holes), rectangles=tuple(rectangles))
