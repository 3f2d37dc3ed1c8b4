"""What the files of the fonts do not have although ``fonts.toml`` asks for it: they are asked themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import uharfbuzz

from handbook.config.toml import lines
from handbook.files.folders import SETTINGS
from handbook.files.packages import package_folder
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import FontCut, FontFamily, Project
from handbook.values.spelling import near

SHEET = SETTINGS / "fonts.toml"


def faults(project: Project, families: Iterable[FontFamily]) -> tuple[Diagnostic, ...]:
    """Return an error for each face of a collection, axis or value of an axis that a font does not have."""
    lacking = [
        (family, each)
        for family in families
        if (folder := package_folder(family.package))
        for style, wanted in family.cuts.items()
        for each in _lacking(folder / wanted.file, family.face, style, wanted)
    ]
    if not lacking:
        return ()
    known = lines.read((project.root / SHEET).read_text(encoding="utf-8-sig")).of
    return tuple(
        dict.fromkeys(
            error(SHEET.as_posix(), known.get(("family", family.id, *inside), 0), "font.cut", text, hint)
            for family, (inside, text, hint) in lacking
        )
    )


def _lacking(file: Path, face: int, style: str, wanted: FontCut) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield the key, what a file lacks, and what it has."""
    count, axes = _asked(file, face)
    if face >= count:
        yield ("face",), f"{wanted.file!r} has no face {face}", f"Faces are counted from 0: write {count - 1} at most."
        return
    for name, value in wanted.axes.items():
        inside = ("cuts", style, "axes", name)
        if name not in axes:
            yield inside, f"{wanted.file!r} has no axis {name!r}", near(name, tuple(axes)) or "Leave the axes out."
        elif not axes[name][0] <= value <= axes[name][1]:
            least, most = axes[name]
            yield inside, f"{wanted.file!r} has no {name!r} of {value:g}", f"Write {least:g} to {most:g}."


@lru_cache(maxsize=256)
def _asked(file: Path, number: int) -> tuple[int, dict[str, tuple[float, float]]]:
    """Return how many faces a file has, and the range of each axis of one."""
    blob = uharfbuzz.Blob.from_file_path(str(file))
    count = int(uharfbuzz.Face(blob, 0).count)
    found = uharfbuzz.Face(blob, number).axis_infos if number < count else ()
    return count, {axis.tag: (axis.min_value, axis.max_value) for axis in found}
