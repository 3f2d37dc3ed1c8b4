"""Which set of ``fonts.toml`` a new language is printed with: its fonts are asked for the letters that CLDR names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from handbook.fonts.cut import SETTING, family_coverage
from handbook.language import exemplars
from handbook.language.tags import script_of
from handbook.values.model import Project

FONTS = Path("handbook/settings/fonts.toml")


@dataclass(frozen=True, slots=True)
class FontSet:
    """A set of ``fonts.toml``, and what it lacks for a language."""

    name: str
    roles: Mapping[str, tuple[str, ...]]
    letters: tuple[str, ...]
    """Letters that no single family of the display or of the text has all of, sorted; those of the best one."""
    signs: tuple[str, ...]
    """Punctuation and digits that no family has at all, sorted."""
    is_named: bool
    """Whether the set says that it is made for the language's script."""


def choose(project: Project, tag: str) -> tuple[FontSet | None, FontSet | None]:
    """Return the set that fits a language and, if there is none, the one that comes nearest.

    A set fits if it names the script and has the letters; of several, that of a language in the same script comes
    first. Han characters look different in each language, and there are too many to ask for: there the name is enough.
    """
    script = project.scripts[script_of(tag)]
    used = {repr(dict(each.roles)) for each in project.languages.values() if each.script == script.code}
    sets = [_measured(project, tag, name, table) for name, table in _tables(project.root).items()]
    sets.sort(key=lambda each: repr(dict(each.roles)) not in used)
    fits = (each for each in sets if each.is_named and (not each.letters or "Hani" in script.letters))
    return next(fits, None), min(sets, key=lambda each: len(each.letters), default=None)


def of_role(project: Project, role: str) -> tuple[str, ...]:
    """Return the families of a role in all sets, in the order of the file: together they have every letter there is."""
    return tuple(dict.fromkeys(member for table in _tables(project.root).values() for member in table[role]))


def of_script(project: Project, script: str, role: str) -> tuple[str, ...]:
    """Return the families of a role in the first set that names a script (ISO 15924); none if no set does."""
    tables = _tables(project.root).values()
    return next((tuple(table[role]) for table in tables if script in table["scripts"]), ())


def _tables(root: Path) -> Mapping[str, Mapping[str, list[str]]]:
    """Return the sets as the file has them: ``load_project`` has found them sound."""
    return _parsed((root / FONTS).read_text("utf-8-sig"))


@lru_cache(maxsize=1)
def _parsed(text: str) -> Mapping[str, Mapping[str, list[str]]]:
    tables: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text).get("set", {})
    return tables


def _measured(project: Project, tag: str, name: str, table: Mapping[str, list[str]]) -> FontSet:
    """Return a set with what it lacks."""
    roles = {role: tuple(members) for role, members in table.items() if role != "scripts"}
    points = {each: family_coverage(project.fonts[each]) for members in roles.values() for each in members}
    letters, signs = (frozenset(map(ord, each)) for each in (exemplars.letters(tag), exemplars.signs(tag)))
    lacking = (
        min((letters - points[each] for each in roles.get(role, ())), key=len, default=letters) for role in SETTING
    )
    return FontSet(
        name, roles, _characters(frozenset().union(*lacking)), _characters(signs.difference(*points.values())),
        script_of(tag) in table["scripts"],
    )  # fmt: skip


def _characters(points: frozenset[int]) -> tuple[str, ...]:
    return tuple(map(chr, sorted(points)))
