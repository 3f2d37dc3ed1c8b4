"""``handbook/settings/fonts.toml``: font families with their files, and sets of them by role."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handbook.config.rules import check_code
from handbook.config.toml.rows import File, NumberRule, Row, TextRule
from handbook.files.packages import package_folder
from handbook.language import cldr
from handbook.values.model import FontCut, FontFamily
from handbook.values.spelling import near

ROLES = ("display", "serif", "text", "latin", "figures", "han", "han-text")
"""Of fonts, as the style sheets name them."""
FACE = NumberRule(0, 255, whole=True)
AXIS = NumberRule(-1000, 10_000)


def read_fonts(file: File) -> tuple[Mapping[str, FontFamily], Mapping[str, Mapping[str, tuple[str, ...]]]]:
    """Return the font families by name, and the sets of them: by name and role, the families in the order of choice."""
    families: dict[str, FontFamily] = {}
    seen: dict[str, Row] = {}
    file.only("family", "set")
    for name, row in file.tables("family"):
        families[name] = FontFamily(
            id=name,
            name=row.text(
                "name",
                like=TextRule(r"[^\"'\\;{}]+", "Write letters, digits and spaces: it stands in style sheets.", 60),
            ),
            package=row.text("package"),
            face=row.whole("face", FACE, 0, required=False),
            cuts=_cuts(row),
        )
        row.once("name", families[name].name, "font family", seen)
        row.known_only()
    sets: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for name, row in file.tables("set"):
        for number, script in enumerate(row.texts("scripts", least=1)):
            check_code(row, "scripts", script, cldr.scripts(), ("data.script", "ISO 15924"), (number,))
        roles = {role: row.texts(role, least=1) for role in ROLES}
        row.known_only()
        for role, members in roles.items():
            for number, member in enumerate(members):
                row.refers(role, member, families, ("font.family", "family"), (number,))
        sets[name] = roles
    return families, sets


def _cuts(row: Row) -> dict[str, FontCut]:
    package = row.text("package")
    folder = package_folder(package)
    if package and folder is None:
        row.fault("package", "font.package", f"Python package {package!r} is not installed",
                  "Name it in pyproject.toml and compile the requirements anew (CONTRIBUTING.md).")  # fmt: skip
    if "cuts" not in row.table:
        row.get("cuts", dict, {})
    styles, cuts = row.inner("cuts"), {}
    for style in styles.table:
        if not re.fullmatch(r"[1-9]00( italic)?", style):
            row.fault("cuts", "font.cut", f"unknown cut {style!r}", 'Write a weight: "400" or "600 italic".', (style,))
            continue
        cut = styles.inner(style)
        name = cut.text("file", like=TextRule(r"(?!/)(?!.*\.\.)[^\\]+", "Write the path within the package."))
        axes = cut.inner("axes")
        values = {axis: axes.number(axis, AXIS, 0.0) for axis in axes.table}
        cut.known_only()
        if folder and name and not (folder / name).is_file():
            files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.[ot]t[fc]")]
            cut.fault("file", "font.missing", f"package {package!r} has no file {name!r}", near(name, files))
        cuts[style] = FontCut(name, values)
    return cuts
