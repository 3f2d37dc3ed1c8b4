"""A cut of a language's display font for headings on screens: WOFF2, a few kilobytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

from handbook.files.packages import package_folder
from handbook.fonts import ask
from handbook.fonts.cut import code_points, cut_file
from handbook.values.model import Language, Project

ROLE = "display"


@dataclass(frozen=True, slots=True)
class WebFont:
    """A font of one weight."""

    weight: str
    data: bytes


def headings(project: Project, language: Language, text: str, cache: Path) -> WebFont | None:
    """Return the heaviest upright cut of the language's display font with the characters of some text (HTML).

    None where the language names no such font or it cannot be used: a font of the reader's system stands in.
    """
    members = language.roles.get(ROLE, ())
    if not members or ask.faults(project, [project.fonts[members[0]]]):
        return None
    family = project.fonts[members[0]]
    folder = package_folder(family.package)
    weights = sorted((style for style in family.cuts if style.isdecimal()), key=int)
    if folder is None or not weights:
        return None
    wanted = family.cuts[weights[-1]]
    font = TTFont(cut_file(folder / wanted.file, family, wanted, code_points(text), cache), recalcTimestamp=False)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return WebFont(weights[-1], out.getvalue())
