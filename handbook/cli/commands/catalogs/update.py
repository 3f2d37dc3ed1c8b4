"""``build.py catalogs update``: the template catalog merged into the catalogs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from handbook.cli import catalog_files, reading
from handbook.cli.findings import tell
from handbook.files.folders import named

if TYPE_CHECKING:
    from handbook.catalogs.merge import Change

PLACE = 20
HELP = "merge locales/handbook.pot into the catalogs"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    catalog_files.add_languages(parser)
    help_ = "where only a slip was mended in the source text, keep the translation in print"
    parser.add_argument("--typo-only", action="store_true", help=help_)
    parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Merge the template catalog into the catalogs and say what became of each changed text."""
    from handbook.catalogs import manuscript
    from handbook.catalogs.merge import Fate, merge
    from handbook.files.store import write_if_changed

    project = reading.project(arguments)
    pot = catalog_files.pot_of(manuscript.read(project, ()))
    status = 0
    for language in catalog_files.with_catalogs(project, arguments.language):
        file = catalog_files.file_of(project, language)
        name = named(file, project.root)
        # Each just before it is written: what a translator saves while others are merged must not be lost.
        old, faults = manuscript.read(project, [language]).editable(language)
        if old is None or faults:
            tell(faults)
            print(f"{name}: not merged", file=sys.stderr)
            status = 1
            continue
        merged = merge(old, pot, typo_only=arguments.typo_only, locale=language.folder)
        written = not arguments.dry_run and write_if_changed(file, merged.text.encode())
        _tell_changes(name, merged.changes)
        counts = ", ".join(
            f"{sum(change.fate is fate for change in merged.changes)} {fate.value}" for fate in Fate
            if any(change.fate is fate for change in merged.changes)
        )  # fmt: skip
        print(f"{name}: {'written' if written else 'unchanged' if merged.text == old.text else 'would change'}"
              + (f" ({counts})" if counts else ""))  # fmt: skip
    return status


def _tell_changes(name: str, changes: Sequence[Change]) -> None:
    from handbook.catalogs.merge import Fate

    for change in changes:
        if change.fate is Fate.FUZZY and change.meaning:
            print(f"{name}: warning: A NUMBER OR NEGATION CHANGED ({' '.join(change.meaning)}) [merge.meaning]\n"
                  f"  was: {change.before}\n  now: {change.source}", file=sys.stderr)  # fmt: skip
        elif change.fate is Fate.SLIP:
            print(f"{name}: slip mended, translation kept:\n  was: {change.before}\n  now: {change.source}")
