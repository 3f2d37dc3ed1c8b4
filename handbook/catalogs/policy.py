"""Names that the edition prints in place of CLDR's, and that each of its languages must have.

The row of the source language in ``languages.toml`` says which: whatever territory or currency it names otherwise than
CLDR does, every other language names, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from handbook.values.diagnostics import Diagnostic, error
from handbook.values.model import Language, Project

ROWS = "handbook/settings/languages.toml"
KINDS = {"territories": "territory", "currencies": "currency"}
"""The tables of names in a row, and what each names."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that a language of the edition must have."""

    table: str
    code: str
    source: str
    """What the source language prints."""
    cldr: str
    """What would be printed without a name of the edition's own; empty if CLDR has none."""


def wanted(project: Project, language: Language) -> Iterator[Wanted]:
    """Yield the names that a language must have."""
    source = next(each for each in project.languages.values() if each.is_source)
    locale = Locale.parse(language.locale)
    for table in KINDS:
        known: Mapping[str, str] = locale.territories if table == "territories" else locale.currencies
        for code, name in _names(source, table).items():
            yield Wanted(table, code, name, str(known.get(code, "")))


def faults(project: Project, language: Language) -> Iterator[Diagnostic]:
    """Yield an error for each of these names that a language does not have, or has empty."""
    if language.is_source or language.is_pseudo:
        return
    for each in wanted(project, language):
        own = _names(language, each.table)
        if own.get(each.code, "").strip():
            continue
        instead = f"CLDR's {each.cldr!r} would be printed" if each.cldr else "CLDR has none either"
        yield error(
            ROWS, _line(project.root, language, each.table), f"language.{KINDS[each.table]}",
            f"{language.tag} ({language.endonym}) has no name for {each.code}, in English {each.source!r}; {instead}",
            f'Write it into the table of {language.tag}: {each.table} = {{ {each.code} = "..." }}',
        )  # fmt: skip


def _names(language: Language, table: str) -> Mapping[str, str]:
    if table == "territories":
        return language.territories
    return {code: forms["other"] for code, forms in language.currencies.items()}


def _line(root: Path, language: Language, table: str) -> int:
    """Return the line of a table of names, or else that of the language's tag.

    The file is read for a fault alone: a language is a value, and does not say where it stands.
    """
    lines = (root / ROWS).read_text(encoding="utf-8-sig").splitlines()
    start = next((at for at, line in enumerate(lines, 1) if re.match(rf'\s*tag\s*=\s*"{language.tag}"', line)), 0)
    for number, line in enumerate(lines[start:] if start else (), start + 1):
        if line.lstrip().startswith("["):
            break
        if re.match(rf"\s*{table}\s*=", line):
            return number
    return start
