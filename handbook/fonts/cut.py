"""Code points, weights and styles to small static fonts, cached by content.

WeasyPrint sees static files only, one CSS family for each font file: variable fonts and collections
cost it seconds and lose weights (WeasyPrint 70, measured; see docs/decisions.md).
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

from handbook.files.folders import SETTINGS
from handbook.files.packages import package_folder
from handbook.files.store import write_atomic
from handbook.fonts import ask
from handbook.language import exemplars
from handbook.language.scripts import Homes, is_letter
from handbook.language.signs import needs_glyph
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import FontCut, FontFamily, Language, Project

ALWAYS = frozenset(range(0x20, 0x7F)) | {0xA0, 0x2010, 0x2011, 0x2013, 0x2014, 0x2026}
"""ASCII, no-break space, hyphens, dashes, ellipsis: counters and hyphenation make them in any file."""

_AM = {0x0E33: (0x0E4D, 0x0E32), 0x0EB3: (0x0ECD, 0x0EB2)}
"""The vowel am of Thai and Lao, which HarfBuzz takes apart, whether the font has the parts or not."""
_KHMER = frozenset({0x17BE, 0x17BF, 0x17C0, 0x17C4, 0x17C5})
"""Vowels round their consonant, from which HarfBuzz takes the part that stands before it (U+17C1)."""
_INDIC = range(0x0900, 0x1100)
"""Where Unicode's decomposition tells such vowels: Devanagari to Burmese."""
_UNPRINTED = re.compile(r"\s*(?:#|msgid\b|(?:note|claim|legal_basis|id)\s*=)")
"""Lines of data files and catalogs that no page prints."""

CODE = hashlib.sha256(Path(__file__).read_bytes()).hexdigest() + uharfbuzz.__version__ + version("fonttools")
"""What makes the cuts: they are made anew when it changes."""
EMPTY = 6
"""In bytes, the longest outline of nothing: a width and its end."""

SETTING = ("display", "serif", "text")
"""The roles that set a language's words; each needs one family with all letters, or words would be patched."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of one file."""

    css: str
    """``@font-face`` rules and the custom properties of the roles (``--display``, ``--text`` ...)."""
    files: tuple[Path, ...]
    homes: Homes
    """Where the letters of the language belong, for each role."""


def cut(
    project: Project, language: Language, text: str, cache: Path, place: str,
    voices: tuple[tuple[Language, str], ...] = (),
) -> tuple[Fonts, tuple[Diagnostic, ...]]:  # fmt: skip
    """Return static fonts that cover the characters of ``text`` (HTML), made or taken from ``cache``.

    ``voices`` are further languages of the file and what they say: ``[data-voice="fr"]`` then has French's fonts.

    A character that no family of the language has is an error, since nothing falls back to a font of the system:
    where it stands, in a data file, a template or the catalog ``place``.
    """
    needed = code_points(text)
    speakers = (language, *(each for each, _ in voices))
    ids = dict.fromkeys(member for each in speakers for members in each.roles.values() for member in members)
    families = [project.fonts[member] for member in ids]
    if faults := ask.faults(project, families):
        return Fonts("", (), {}), faults
    rules: list[str] = []
    files: list[Path] = []
    covered: set[int] = set()
    unusable: list[Diagnostic] = []
    for family in families:
        folder = package_folder(family.package)
        assert folder is not None  # noqa: S101  # load_project refused the family otherwise
        for style, wanted in sorted(family.cuts.items()):
            source = folder / wanted.file
            coverage = _coverage(source, family.face)
            if not coverage:
                unusable.append(_unusable(family, wanted))
            own = needed & coverage
            covered |= own
            if not own - ALWAYS and family is not families[0] and len(own) < len(ALWAYS) // 2:
                continue
            file = cut_file(source, family, wanted, own, cache)
            files.append(file)
            rules.append(_font_face(family, style, file))
    missing = sorted(c for c in needed - covered if needs_glyph(chr(c)))
    findings = [*unusable, *(_missing(project, point, text, language, place) for point in missing)]
    for each, said in voices:
        findings += [_missing(project, ord(letter), said, each, place) for letter in uncovered(project, each, said)]
    roles = [_roles(project, language), *(_roles(project, each, f'[data-voice="{each.tag}"]') for each, _ in voices)]
    css = "\n".join([*rules, *roles]) + "\n"
    return Fonts(css, tuple(files), _homes(project, language, needed)), tuple(findings)


def code_points(text: str) -> frozenset[int]:
    """Return what the fonts of a text (HTML) are cut to."""
    return _shaped(frozenset(map(ord, html.unescape(text)))) | ALWAYS


def _shaped(points: frozenset[int]) -> frozenset[int]:
    """Return code points and the parts that shaping takes them apart into: without these a font prints boxes."""
    parts = {part for point in points & _AM.keys() for part in _AM[point]}
    parts |= {0x17C1} if points & _KHMER else set()
    for point in points & set(_INDIC):
        parts |= set(map(ord, unicodedata.normalize("NFD", chr(point))))
    return points | parts


def unprintable(
    project: Project, language: Language, text: str, place: str, voices: tuple[tuple[Language, str], ...] = ()
) -> tuple[Diagnostic, ...]:
    """Return what ``cut`` would say of characters without a glyph, without making a font."""
    speakers = (language, *(each for each, _ in voices))
    lacking = set.intersection(*(set(uncovered(project, each, text)) for each in speakers))
    findings = [_missing(project, ord(letter), text, language, place) for letter in sorted(lacking)]
    findings += [
        _missing(project, ord(letter), said, each, place)
        for each, said in voices
        for letter in uncovered(project, each, said)
    ]
    return tuple(findings)


def _homes(project: Project, language: Language, needed: Iterable[int]) -> Homes:
    """Return for each role's families the one that the letters of the language belong to.

    That is the family of the display or of the text that has most of the letters which are ``needed`` and which CLDR
    names for the language (Japanese shares a script with the Chinese phrases), the first of equals: a letter that it
    lacks would come from another family, in the middle of a word and without a warning. A role without such a family
    is there for others, as ``han`` is in Japanese: it has its own first family if that one has letters of the script.
    """
    letters = {point for point in needed if is_letter(chr(point), language.writing)}
    common = letters & {ord(each) for each in exemplars.letters(language.tag) if len(each) == 1} or letters
    own = {
        max(members, key=lambda member: len(common & family_coverage(project.fonts[member])))
        for role, members in language.roles.items()
        if role in SETTING and letters
    }
    return {
        tuple(project.fonts[member].name for member in stack): next(
            (project.fonts[member].name for member in language.roles[role] if member in own),
            _first(project, language.roles[role], letters),
        )
        for role, stack in _stacks(language).items()
    }


def _first(project: Project, members: tuple[str, ...], letters: set[int]) -> str:
    family = project.fonts[members[0]]
    return family.name if letters & family_coverage(family) else ""


def family_coverage(family: FontFamily) -> frozenset[int]:
    """Return the code points that a family has, in any of its cuts."""
    folder = package_folder(family.package)
    assert folder is not None  # noqa: S101  # load_project refused the family otherwise
    files = {each.file for each in family.cuts.values()}
    first, *others = (_coverage(folder / file, family.face) for file in files)
    return first.union(*others) if others else first


def uncovered(project: Project, language: Language, text: str) -> tuple[str, ...]:
    """Return the visible characters of a text for which no family of the language has a glyph, sorted."""
    left = {ord(each) for each in set(html.unescape(text)) if needs_glyph(each)}
    for member in dict.fromkeys(member for members in language.roles.values() for member in members):
        left -= family_coverage(project.fonts[member]) if left else left
    return tuple(map(chr, sorted(left)))


_FACES: dict[tuple[Path, int], tuple[uharfbuzz.Face, frozenset[int]]] = {}


def _face(source: Path, index: int) -> tuple[uharfbuzz.Face, frozenset[int]]:
    if (source, index) not in _FACES:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source)), index)
        _FACES[source, index] = face, frozenset(face.unicodes)
    return _FACES[source, index]


def _coverage(source: Path, index: int) -> frozenset[int]:
    return _face(source, index)[1]


def cut_file(source: Path, family: FontFamily, wanted: FontCut, codepoints: Iterable[int], cache: Path) -> Path:
    """Return a static font with just some characters of a family, made or taken from ``cache``."""
    points = sorted(codepoints)
    identity = repr(
        (CODE, family.package, _package_version(family.package), wanted.file, source.stat().st_size, family.face,
         sorted(wanted.axes.items()), points)
    )  # fmt: skip
    digest = hashlib.sha256(identity.encode()).hexdigest()[:24]
    for known in sorted(cache.glob(f"{digest}-*")):
        if known.stem.endswith(_content_digest(known.read_bytes())):
            return known
    data = _subset(_face(source, family.face)[0], wanted, points)
    file = cache / f"{digest}-{_content_digest(data)}{'.otf' if data[:4] == b'OTTO' else '.ttf'}"
    write_atomic(file, data)
    return file


def _content_digest(data: bytes) -> str:
    """Return what a file's name ends with: a damaged cut is made anew."""
    return hashlib.sha256(data).hexdigest()[:16]


def _subset(face: uharfbuzz.Face, wanted: FontCut, points: list[int]) -> bytes:
    plan = uharfbuzz.SubsetInput()
    plan.unicode_set.update(points)
    for axis, value in wanted.axes.items():
        plan.pin_axis_location(face, axis, value)
    # PDF 1.7 has no CFF2; without this flag the file would carry it.
    plan.flags |= uharfbuzz.SubsetFlags.DOWNGRADE_CFF2
    data = bytes(uharfbuzz.subset(face, plan).blob.data)
    return _identity_cids(data) if data[:4] == b"OTTO" else data


def _identity_cids(data: bytes) -> bytes:
    """Return an OpenType font with CFF outlines whose CIDs are its glyph numbers.

    WeasyPrint writes glyph numbers as character codes. In a CID-keyed font a PDF reader takes them
    for CIDs (ISO 32000-1, 9.7.4.2), and a cut keeps the CIDs of the full font: Acrobat would print
    nothing and veraPDF reports .notdef, though other readers forgive it.
    """
    # The boxes stay: to find them anew takes every glyph apart, nine tenths of the time.
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    cff = font["CFF "].cff
    top = cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return data
    order = font.getGlyphOrder()
    names = {old: ".notdef" if number == 0 else f"cid{number:05d}" for number, old in enumerate(order)}
    # Only this table is decoded: the others go by glyph number and pass as they are.
    outlines = top.CharStrings
    top.charset = [names[old] for old in order]
    outlines.charStrings = {names[old]: index for old, index in outlines.charStrings.items()}
    for glyph in (outlines[name] for name in names.values()):
        # HarfBuzz 15 leaves an empty glyph that it took from CFF2 without its end: fontTools then refuses the font.
        if len(glyph.bytecode) > EMPTY:
            continue
        glyph.decompile()
        if not glyph.program or not isinstance(glyph.program[-1], str):
            glyph.program.append("endchar")
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _package_version(package: str) -> str:
    return version(package.replace("_", "-"))


def _font_face(family: FontFamily, style: str, file: Path) -> str:
    weight, _, slant = style.partition(" ")
    return (
        f'@font-face {{ font-family: "{family.name}"; src: url({file.as_uri()}); '
        f"font-weight: {weight}; font-style: {slant or 'normal'} }}"
    )


def _roles(project: Project, language: Language, selector: str = ":root") -> str:
    """Return the custom properties."""
    names = {
        role: ", ".join(f'"{project.fonts[member].name}"' for member in stack)
        for role, stack in _stacks(language).items()
    }
    properties = "; ".join(f"--{role}: {stack}" for role, stack in names.items())
    own = "" if selector == ":root" else "; font-family: var(--text)"  # what it inherits is the file's own
    return f"{selector} {{ {properties}{own} }}"


def _stacks(language: Language) -> dict[str, tuple[str, ...]]:
    """Return the families of each role; every stack ends with the language's other families."""
    ids = [member for members in language.roles.values() for member in members]
    return {role: tuple(dict.fromkeys([*members, *ids])) for role, members in language.roles.items()}


def _unusable(family: FontFamily, wanted: FontCut) -> Diagnostic:
    return error(
        "handbook/settings/fonts.toml",
        0,
        "font.unusable",
        f"family {family.id!r}: face {family.face} of {wanted.file!r} in package {family.package!r} is no font",
    )


def _missing(project: Project, codepoint: int, text: str, language: Language, place: str) -> Diagnostic:
    path, line = _written(project, codepoint, place)
    name = unicodedata.name(chr(codepoint), "unnamed")
    at = html.unescape(text).find(chr(codepoint))
    around = " ".join(html.unescape(text)[max(0, at - 20) : at + 20].split())
    return error(
        path, line, "font.glyph", f"no font of {language.tag} has U+{codepoint:04X} {name}, in “{around}”",
        "Use another character, or add a family that has it to the language's set in handbook/settings/fonts.toml.",
    )  # fmt: skip


def _written(project: Project, codepoint: int, place: str) -> tuple[str, int]:
    """Return file and line where a character stands: in the catalog ``place``, a data file or a template.

    Files are looked through for a fault alone: a page of text does not say which file each letter came from. The
    settings are the last: they have words of every language, most of them for its own pages.
    """
    root = project.root
    names = (
        *sorted(project.staff.glob("*.toml")),
        *sorted((root / "templates").rglob("*.html")),
        *sorted((root / SETTINGS).glob("*.toml")),
    )
    escapes = (f"\\u{codepoint:04x}", f"\\u{codepoint:08x}", f"&#{codepoint};", f"&#x{codepoint:x};")
    for file in (project.place(place), *names):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else []
        for number, line in enumerate(lines, 1):
            is_there = chr(codepoint) in line or any(escape in line.lower() for escape in escapes)
            if is_there and not _UNPRINTED.match(line):
                return project.named(file), number
    return place, 0
