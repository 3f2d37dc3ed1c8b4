"""Embedded font files, opened: whether a glyph that a page shows is really there and can be drawn.

What a code shows is looked up as ISO 32000-1, 9.6.6 and 9.7.4 say. Where readers differ, a code counts as missing only
if no way leads to a glyph.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache

import pikepdf
from fontTools.agl import UV2AGL, toUnicode
from fontTools.cffLib import CFFFontSet
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.misc.eexec import decrypt
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Dictionary, Name, Object

FILES = ("/FontFile", "/FontFile2", "/FontFile3")
NOTDEF = ".notdef"
SPACES = frozenset({"space", "nbspace", "nonbreakingspace", "uni00A0", "uni0020"})
EEXEC_KEY = 55665
SYMBOLS = (0xF000, 0xF100, 0xF200)
"""Where the cmap of a symbolic font may have its codes (ISO 32000-1, 9.6.6.4)."""
MICROSOFT, MACINTOSH = 3, 1


class UnfitProgramError(Exception):
    """A font file that cannot be opened; the text says what is wrong with it."""


Shows = Callable[[int], bool]
"""Whether a code or character identifier shows a glyph."""


@dataclass(frozen=True, slots=True)
class _Glyphs:
    """What is in a font file."""

    draws: Callable[[int | str], bool]
    """Whether a glyph, by number or name, is there and can be drawn."""
    number: Callable[[int], int | str | None]
    """The glyph of a character identifier."""
    encoding: Mapping[int, str]
    """The names of the font's own codes."""
    cmaps: tuple[tuple[int, int, Mapping[int, str]], ...] = ()
    """Platform, encoding and what they lead to."""
    names: bool = True
    """Whether the font knows its glyphs by name."""


def of_codes(font: Object, descriptor: Object) -> Shows | None:
    """Return what says whether a simple font shows something for a code; None where nobody can tell.

    Raises UnfitProgramError if its file cannot be opened.
    """
    glyphs = _opened(descriptor)
    if glyphs is None:
        return None
    names = _names(font, glyphs.encoding)
    return cache(lambda code: _shows(code, names.get(code), glyphs))


def of_characters(descendant: Object, descriptor: Object) -> Shows | None:
    """Return what says whether a CID font shows something for a character identifier; None where nobody can tell.

    Raises UnfitProgramError if its file cannot be opened.
    """
    glyphs = _opened(descriptor)
    if glyphs is None:
        return None
    to_glyph = descendant.get("/CIDToGIDMap")
    mapped = to_glyph.read_bytes() if isinstance(to_glyph, pikepdf.Stream) else None

    def shows(character: int) -> bool:
        glyph: int | str | None
        if mapped is None:
            glyph = glyphs.number(character)
        else:
            glyph = int.from_bytes(mapped[2 * character : 2 * character + 2], "big")
        return glyph not in {None, 0, NOTDEF} and glyphs.draws(glyph)  # type: ignore[arg-type]

    return cache(shows)


def _opened(descriptor: Object) -> _Glyphs | None:
    for key in FILES:
        if isinstance(descriptor.get(key), pikepdf.Stream):
            return _read(descriptor[key])
    return None


def _read(stream: Object) -> _Glyphs:
    try:
        data = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
        if data[:4] in {b"\0\1\0\0", b"true", b"OTTO", b"ttcf"}:
            return _sfnt(data)
        if data[:1] == b"\1":
            return _compact(data)
        if data[:2] == b"%!" or data[:1] == b"\x80":
            return _type1(data)
    except Exception as fault:  # fontTools raises whatever the bytes lead it to
        raise UnfitProgramError(type(fault).__name__) from fault
    msg = "it is no font file"
    raise UnfitProgramError(msg)


def _sfnt(data: bytes) -> _Glyphs:
    font = TTFont(io.BytesIO(data), lazy=True, fontNumber=0)
    maps = font["cmap"].tables if "cmap" in font else []
    cmaps = tuple((table.platformID, table.platEncID, table.cmap) for table in maps if hasattr(table, "cmap"))
    if "CFF " in font:
        inner = _compact(font.reader["CFF "])
        return _Glyphs(inner.draws, inner.number, inner.encoding, cmaps)
    count, wide = font["maxp"].numGlyphs, font["head"].indexToLocFormat
    loca, glyf = font.reader["loca"], font.reader["glyf"]
    places = struct.unpack(f">{count + 1}{'L' if wide else 'H'}", loca[: (count + 1) * (4 if wide else 2)])
    named = _post(font)

    def draws(glyph: int | str) -> bool:
        number = font.getGlyphID(glyph) if isinstance(glyph, str) else glyph
        if not 0 <= number < count:
            return False
        start, end = (place if wide else 2 * place for place in places[number : number + 2])
        return start == end or (0 <= start < end <= len(glyf) and _drawable(glyf[start:end], count))

    return _Glyphs(draws, lambda number: number, {}, cmaps, named)


def _post(font: TTFont) -> bool:
    """Whether a TrueType font names its glyphs."""
    return "post" in font and font["post"].formatType in {1.0, 2.0}


def _drawable(outline: bytes, count: int) -> bool:
    contours = struct.unpack(">h", outline[:2])[0]
    if contours < 0:  # made of other glyphs: flags, then the number of the first
        return len(outline) > 14 and struct.unpack(">H", outline[12:14])[0] < count  # noqa: PLR2004
    try:
        Glyph(outline).expand(None)
    except Exception:  # noqa: BLE001  # as above
        return False
    return True


def _compact(data: bytes) -> _Glyphs:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts.topDictIndex[0]
    drawings, order = top.CharStrings, top.charset

    def draws(glyph: int | str) -> bool:
        name = order[glyph] if isinstance(glyph, int) and 0 <= glyph < len(order) else glyph
        if name not in drawings:
            return False
        try:
            drawings[name].draw(NullPen())
        except Exception:  # noqa: BLE001  # as above
            return False
        return True

    if hasattr(top, "ROS"):
        return _Glyphs(draws, lambda character: f"cid{character:05d}", {})
    own = top.Encoding
    names = StandardEncoding if own == "StandardEncoding" else own if isinstance(own, list) else []
    return _Glyphs(draws, lambda number: number, dict(enumerate(names)))


def _type1(data: bytes) -> _Glyphs:
    if data[:1] == b"\x80":
        data = b"".join(_segments(data))
    clear, _, rest = data.partition(b"eexec")
    private = rest.lstrip(b" \t\r\n")
    if re.match(rb"[0-9A-Fa-f\s]{8}", private):
        private = bytes.fromhex(re.sub(rb"[^0-9A-Fa-f]", b"", private)[: len(private) // 2 * 2].decode())
    plain, _ = decrypt(private, EEXEC_KEY)
    names = {name.decode("latin-1") for name in re.findall(rb"/([^\s/]+)\s+\d+\s+(?:RD|-\||\S{1,3})\s", plain)}
    if not names:
        msg = "no glyphs"
        raise ValueError(msg)
    own = {int(code): name.decode("latin-1") for code, name in re.findall(rb"dup\s+(\d+)\s*/(\S+)\s+put", clear)}
    return _Glyphs(names.__contains__, lambda _: None, own or dict(enumerate(StandardEncoding)))


def _segments(data: bytes) -> list[bytes]:
    """Return the parts of a Type 1 font in the form of Windows."""
    parts, at = [], 0
    while data[at : at + 1] == b"\x80" and data[at + 1] in {1, 2}:
        length = struct.unpack("<L", data[at + 2 : at + 6])[0]
        parts.append(data[at + 6 : at + 6 + length])
        at += 6 + length
    return parts


def _names(font: Object, own: Mapping[int, str]) -> dict[int, str]:
    """Return the glyph names that a simple font gives to codes."""
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    names = dict(_base(str(base), own))
    names.update(differences(encoding))
    return names


def differences(encoding: object) -> dict[int, str]:
    """Return the glyph names that an encoding gives to codes besides its base."""
    found: dict[int, str] = {}
    code = 0
    for item in encoding.get("/Differences", []) if isinstance(encoding, Dictionary) else []:
        if isinstance(item, Name):
            found[code] = str(item)[1:]
            code += 1
        else:
            code = int(item)
    return found


def _base(name: str, own: Mapping[int, str]) -> Mapping[int, str]:
    if name == "/WinAnsiEncoding":
        return _windows()
    if name == "/MacRomanEncoding":
        return dict(enumerate(MacRoman))
    if name == "/StandardEncoding":
        return dict(enumerate(StandardEncoding))
    return own


@cache
def _windows() -> dict[int, str]:
    text = bytes(range(256)).decode("cp1252", "replace")
    return {code: UV2AGL.get(ord(letter), "bullet") for code, letter in enumerate(text) if code >= 32} | {  # noqa: PLR2004
        0xA0: "space", 0xAD: "hyphen"
    }  # fmt: skip


def _shows(code: int, name: str | None, glyphs: _Glyphs) -> bool:
    """Whether some way leads from a code to a glyph that can be drawn."""
    if name in SPACES:
        return True
    ways: list[int | str] = []
    if name is not None and name != NOTDEF:
        letters = toUnicode(name)
        ways += [name] if glyphs.names else []
        ways += [
            cmap[ord(letters)]
            for platform, kind, cmap in glyphs.cmaps
            if platform in {0, MICROSOFT} and kind and len(letters) == 1 and ord(letters) in cmap
        ]
    if name != NOTDEF:
        ways += _by_code(code, name, glyphs.cmaps)
        if not glyphs.cmaps and not glyphs.encoding:
            ways.append(code)
    return any(way not in {0, NOTDEF} and _draws(glyphs, way) for way in ways)


def _by_code(code: int, name: str | None, cmaps: Collection[tuple[int, int, Mapping[int, str]]]) -> list[int | str]:
    """Return the glyphs to which cmaps of codes lead: symbols, and those of the Macintosh."""
    found: list[int | str] = []
    for platform, kind, cmap in cmaps:
        keys = [code]
        if platform == MICROSOFT and kind == 0:
            keys += [start + code for start in SYMBOLS]
        elif platform == MACINTOSH and name in MacRoman:
            keys.append(MacRoman.index(name))
        elif platform != MACINTOSH:
            continue
        found += [cmap[key] for key in keys if key in cmap]
    return found


def _draws(glyphs: _Glyphs, way: int | str) -> bool:
    try:
        return glyphs.draws(way)
    except Exception:  # noqa: BLE001  # a name that the font does not know
        return False
