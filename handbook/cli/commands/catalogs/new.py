"""``build.py catalogs new``: the catalog, the row and the glossary of a new language."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from handbook.cli import catalog_files, reading
from handbook.files.folders import SETTINGS, named
from handbook.values.diagnostics import counted
from handbook.values.errors import HandbookError

if TYPE_CHECKING:
    from handbook.fonts.sets import FontSet
    from handbook.values.model import Language, Project

PLACE = 30
HELP = "begin the catalog of a new language"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    parser.add_argument("language", metavar="LANG", help="BCP 47 tag: de, pt-BR, zh-Hant")
    parser.add_argument(
        "--endonym", metavar="NAME", help="the language's own name, if readers know another than CLDR's"
    )
    parser.add_argument("--dry-run", action="store_true", help="print row, header and glossary, write nothing")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write an empty catalog, a row of the language file and a glossary, after a look at the fonts.

    A language that has its row already, but whose catalog is lost, gets the catalog alone.
    """
    from handbook.catalogs import begin, po
    from handbook.catalogs import glossary as terms_of
    from handbook.files.store import write_atomic
    from handbook.language import tags

    texts = reading.manuscript(arguments)
    project = texts.project
    tag = tags.canonical(arguments.language)
    lost = next((each for each in project.languages.values() if tags.same(each.tag, tag)), None)
    if lost and (lost.is_source or catalog_files.file_of(project, lost).exists()):
        lost = None
    row = ""
    if lost:
        language = lost
    else:
        begin.row(project, tag, {})  # a language that is there already is no matter of fonts
        chosen = _font_set(project, tag)
        language = begin.row(project, tag, chosen.roles, arguments.endonym or "")
        row = begin.toml_row(project, language, chosen.name)
    if language.tag != arguments.language:
        print(f"{arguments.language} is written {language.tag}")
    catalog = begin.catalog(project, catalog_files.pot_of(texts), language)
    terms = begin.GLOSSARY.format(english=begin.english_name(language))
    if arguments.dry_run:
        header = po.block(catalog.header) if catalog.header else ""
        print("\n\n".join(part.strip() for part in (row, header, terms) if part))
        if row:
            print("\nIn the table:")
            _tell_row(project, language)
        return 0
    file, rows = catalog_files.file_of(project, language), project.root / SETTINGS / "languages.toml"
    if file.exists():
        msg = f"{file} exists already. Move it away, or add only the row to {rows.relative_to(project.root)}:\n{row}"
        raise HandbookError(msg)
    write_atomic(file, po.write(catalog).encode())
    entries = counted(len(catalog.entries), "text")
    print(f"{named(file, project.root)}: {entries} to translate; open it in Poedit")
    glossary_file = project.root / terms_of.path(language.folder, project.locales)
    if not glossary_file.exists():
        write_atomic(glossary_file, terms.encode())
        print(f"{named(glossary_file, project.root)}: begun; the terms of the language go here")
    if row:
        write_atomic(rows, rows.read_text(encoding="utf-8").rstrip("\n").encode() + b"\n" + row.encode())
        print(f"{rows.relative_to(project.root).as_posix()}: {language.tag} ({language.endonym}) added")
        _tell_row(project, language)
    return 0


def _tell_row(project: Project, language: Language) -> None:
    """Print what a person has to do in the row that was added."""
    from handbook.catalogs import begin, policy

    wanted = ", ".join(each.code for each in policy.wanted(project, language))
    if wanted:
        print(f"  write the names of {wanted}, which the edition does not take from CLDR: it is not built without them")
    doubt = begin.doubts(language)
    if doubt:
        print(f"  look at the endonym, the name on the cover: {doubt}. If readers write another, change it there")


def _font_set(project: Project, tag: str) -> FontSet:
    """Return the set of fonts for a new language.

    Raises UsageError with what the nearest one lacks, and what to do.
    """
    from handbook.fonts.sets import choose
    from handbook.language import exemplars, tags
    from handbook.values.errors import UsageError

    chosen, nearest = choose(project, tag)
    script = tags.script_of(tag)
    steps = (
        "docs/new-language.md shows every step. In short: a font package into pyproject.toml, the pins compiled anew, "
        f'a family and a set with scripts = ["{script}"] in handbook/settings/fonts.toml; then this command again.'
    )
    if chosen is None:
        if nearest and nearest.letters:
            lacks = f"the nearest set, {nearest.name!r}, lacks {_listed((*nearest.letters, *nearest.signs))}"
        elif exemplars.letters(tag):
            lacks = (
                f"set {nearest.name if nearest else ''!r} has its letters, but letters look otherwise in other "
                f'languages: if these are right, write "{script}" into its scripts'
            )
        else:
            lacks = "CLDR does not tell its letters, so no set can be asked for them; a set must name the script"
        msg = f"no set of handbook/settings/fonts.toml is made for {tag} (script {script}): {lacks}\n  hint: {steps}"
        raise UsageError(msg)
    missing = (*chosen.letters, *chosen.signs)
    if missing:
        print(f"warning: the fonts of set {chosen.name!r} lack {_listed(missing)} [language.glyph]\n"
              "  hint: Add a family that has them to the set in handbook/settings/fonts.toml, or do without these.",
              file=sys.stderr)  # fmt: skip
    return chosen


def _listed(characters: Sequence[str]) -> str:
    """Return characters for a message, runs by their ends: "73 characters: ก-ฺ เ-๎"."""
    points = sorted(map(ord, characters))
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][-1] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    shown = " ".join(f"{chr(run[0])}-{chr(run[-1])}" if len(run) > 2 else " ".join(map(chr, run)) for run in runs)  # noqa: PLR2004
    return f"{counted(len(points), 'character')}: {shown}"
