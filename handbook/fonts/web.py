"""A cut of a language's display font for headings on screens: WOFF2, some kilobytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from fontTools.ttLib import TTFont

from handbook.files.keep import Keep
from handbook.files.packages import package_folder
from handbook.files.store import CACHE
from handbook.fonts import ask
from handbook.fonts.cut import ALWAYS, code_points, cut_file, family_coverage
from handbook.values.model import Language, Project

ROLE = "display"
CUTS, FOLDER = CACHE / "fonts", CACHE / "webfonts"


@dataclass(frozen=True, slots=True)
class WebFont:
    """A font of one weight."""

    weight: str
    data: bytes


def headings(project: Project, language: Language, text: str) -> WebFont | None:
    """Return the heaviest upright cut of the language's display font with the characters of some text (HTML).

    That is the family which has most of them: the first one of Thai and Hindi is there for their Latin words. None
    where the language names no such font or it cannot be used: a font of the reader's system stands in.
    """
    points = code_points(text) - (ALWAYS - frozenset(map(ord, text)))  # no counters or hyphens come of themselves
    named = [project.fonts[member] for member in language.roles.get(ROLE, ())]
    families = [family for family in named if package_folder(family.package)]
    if not families or ask.faults(project, families):
        return None
    family = max(families, key=lambda each: len(points & family_coverage(each)))
    folder = package_folder(family.package)
    weights = sorted((style for style in family.cuts if style.isdecimal()), key=int)
    if folder is None or not weights:
        return None
    wanted = family.cuts[weights[-1]]
    cut = cut_file(folder / wanted.file, family, wanted, points, project.root / CUTS)
    return WebFont(weights[-1], _packed(project.root, cut))


def _packed(root: Path, cut: Path) -> bytes:
    """Return a font as WOFF2, packed once: that takes most of a second."""
    kept = Keep(root / FOLDER, f"{version('fonttools')} {version('brotli')}")
    known = kept.read(cut.stem)
    if isinstance(known, bytes):
        return known
    font = TTFont(cut, recalcTimestamp=False)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    kept.write(cut.stem, out.getvalue())
    return out.getvalue()
