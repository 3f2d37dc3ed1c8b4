"""``build.py catalogs check``: mistakes in the catalogs, each with file and line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from handbook.cli import catalog_files, reading
from handbook.cli.findings import print_counts, print_json, tell
from handbook.values.diagnostics import Diagnostic, sound

if TYPE_CHECKING:
    from handbook.catalogs.manuscript import Manuscript
    from handbook.catalogs.po import PoFile
    from handbook.values.model import Language, Project

PLACE = 40
HELP = "look for mistakes in the catalogs"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    catalog_files.add_languages(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="findings as JSON on standard output")
    form.add_argument("--sarif", action="store_true", help="findings as SARIF 2.1.0 on standard output")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print every finding of the gate and of the review."""
    from handbook import __version__
    from handbook.cli import sarif

    texts = reading.manuscript(arguments)
    findings = [*texts.faults]
    # Without the template catalog every text would be said to be unused.
    languages = () if findings else catalog_files.chosen(texts.project, arguments.language)
    for language in languages:
        findings += _faults(texts, language)
    ordered = sorted(set(findings))
    if arguments.json:
        print_json(ordered)
    elif arguments.sarif:
        print(json.dumps(sarif.report(ordered, __version__), ensure_ascii=False, indent=2))
    else:
        tell(ordered)
        for language in languages:
            if not (language.is_source or language.is_pseudo):
                print(*_to_do(texts, language), _state(texts, language), sep="\n")
        print_counts(ordered)
    return 0 if sound(ordered) else 1


def _to_do(texts: Manuscript, language: Language) -> Iterable[str]:
    """Yield where the texts stand that are not printed yet, the first of many."""
    from handbook.catalogs.manuscript import file_of
    from handbook.values.diagnostics import SHOWN

    left = [entry for entry in texts.entries(language).live if entry.fuzzy or not entry.translated]
    for entry in left[:SHOWN]:
        state = "uncertain (fuzzy)" if entry.fuzzy and all(entry.translations) else "untranslated"
        yield f"{file_of(language)}:{entry.line}: {state}: {entry.key[1][:60]}"
    if len(left) > SHOWN:
        yield f"and {len(left) - SHOWN} more"


def _state(texts: Manuscript, language: Language) -> str:
    """Return in one line how much of a language is there."""
    from handbook.catalogs.stats import count

    total, _ = count(texts.pot, texts.entries(language), (), {}, {})
    # Rounded down: 99.9 % must not read as all.
    return (f"{language.tag}: {total.translated} of {total.texts} translated ({int(100 * total.share)} %), "
            f"{total.untranslated} missing, {total.fuzzy} fuzzy")  # fmt: skip


def _faults(texts: Manuscript, language: Language) -> Iterable[Diagnostic]:
    from handbook.catalogs import glossary as terms_of
    from handbook.catalogs import policy
    from handbook.catalogs.check import absent
    from handbook.catalogs.manuscript import file_of
    from handbook.catalogs.review import review

    project = texts.project
    yield from texts.catalog(language)[1]
    yield from policy.faults(project, language)
    if language.is_source or language.is_pseudo:
        return
    terms, faults = terms_of.load(project.root, language.folder, project.locales)
    yield from faults
    catalog, _ = texts.editable(language)
    if catalog is not None:
        name = file_of(language)
        yield from absent(name, catalog, texts.keys)
        yield from review(name, catalog, language, terms)
        yield from glyph_faults(name, project, language, catalog)


def glyph_faults(name: str, project: Project, language: Language, catalog: PoFile) -> Iterable[Diagnostic]:
    """Yield an error for each character of an entry that no font of the language has."""
    from html import unescape

    from handbook.fonts.cut import uncovered
    from handbook.language import signs
    from handbook.values.diagnostics import error

    everything = "".join(text for entry in catalog.live for text in entry.translations)
    missing = set(uncovered(project, language, everything))
    for entry in catalog.live if missing else ():
        for character in sorted(missing & set(unescape("".join(entry.translations)))):
            hint = "Write it otherwise, or add a font family to handbook/settings/fonts.toml."
            if not character.isprintable():
                hint = "Delete it; where it stands for a sign, type the sign."
            yield error(name, entry.line, "catalog.glyph", f"no font has {signs.name(character)}", hint)
