"""``build.py catalogs glossary``: a language's terms and the translator's guide."""

from __future__ import annotations

import argparse
from pathlib import Path

from handbook.cli import catalog_files, reading
from handbook.cli.findings import tell

PLACE = 70
HELP = "print a language's terms and the translator's guide"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    parser.add_argument("language", metavar="LANG")
    parser.add_argument("-o", "--out", type=Path, metavar="FILE", help="write a Markdown file")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the translator's guide of a language: its terms first."""
    from handbook.catalogs import glossary as terms_of
    from handbook.files.store import write_if_changed

    project = reading.project(arguments)
    language = catalog_files.with_catalog(project, arguments.language)
    terms, faults = terms_of.load(project.root, language.folder, project.locales)
    tell(faults)
    if faults:
        return 1
    guide = project.root / "docs/translating.md"
    text = terms_of.page(terms, language) + (guide.read_text(encoding="utf-8") if guide.is_file() else "")
    if arguments.out:
        write_if_changed(arguments.out, text.encode())
        print(arguments.out)
    else:
        print(text, end="")
    return 0
