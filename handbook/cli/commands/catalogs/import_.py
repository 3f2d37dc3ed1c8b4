"""``build.py catalogs import``: a catalog's gaps filled from a file of another tool."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli import catalog_files, reading
from handbook.cli.findings import tell
from handbook.values.diagnostics import errors

if TYPE_CHECKING:
    from handbook.catalogs.exchange import Foreign

PLACE = 100
HELP = "fill gaps from a file"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    parser.add_argument("language", metavar="LANG")
    parser.add_argument("file", type=Path, metavar="FILE", help="it ends with .xlf, .tmx or .po")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Fill a catalog's gaps from a file; what the gate refuses is marked fuzzy."""
    from handbook.catalogs import exchange, po
    from handbook.catalogs.manuscript import examine, file_of
    from handbook.files.store import write_if_changed

    texts = reading.manuscript(arguments)
    project = texts.project
    language = catalog_files.with_catalog(project, arguments.language)
    catalog = catalog_files.sound(project, language)
    foreign = exchange.read(arguments.file, language, catalog)
    _tell_unplaced(arguments.file, foreign)
    imported = exchange.fill(catalog, foreign.offers)
    name, keys = file_of(language), texts.keys
    parsed, findings = examine(name, po.write(imported.catalog).encode(), keys, language.folder)
    faulty = {finding.line: finding for finding in errors(findings)}
    filled = {entry.key for entry in imported.filled}
    refused = {entry.key for entry in (parsed.live if parsed else ()) if entry.line in faulty and entry.key in filled}
    entries = tuple(
        po.changed(entry, flags=("fuzzy", *entry.flags)) if entry.key in refused and not entry.fuzzy else entry
        for entry in imported.catalog.entries
    )
    text = po.write(po.PoFile(imported.catalog.header, entries, imported.catalog.tail))
    written = write_if_changed(catalog_files.file_of(project, language), text.encode())
    tell(faulty[entry.line] for entry in (parsed.live if parsed else ()) if entry.key in refused)
    print(f"{name}: {'written' if written else 'unchanged'}: {len(filled)} filled, {len(refused)} of them refused by "
          f"the check and marked fuzzy; {imported.kept} were translated already, {len(foreign.unplaced)} fit "
          "nothing here")  # fmt: skip
    return 1 if refused or not foreign.offers else 0


def _tell_unplaced(file: Path, foreign: Foreign) -> None:
    """Say what could not be placed, the first of many, and that nothing could."""
    from handbook.values.diagnostics import SHOWN

    for each in foreign.unplaced[:SHOWN]:
        print(f"{file}: not placed: {each.source[:60]!r}: {each.reason}", file=sys.stderr)
    if len(foreign.unplaced) > SHOWN:
        print(f"{file}: and {len(foreign.unplaced) - SHOWN} more", file=sys.stderr)
    if not foreign.offers:
        text, hint = (
            ("no translation in it fits a text of the catalog",
             "Is it the file of another edition? Texts fit by their English, letter by letter.")
            if foreign.unplaced else
            ("there is no translation in it", "Is it the file as it was sent? Ask for the one that came back.")
        )  # fmt: skip
        print(f"{file}: error: {text} [import.nothing]\n  hint: {hint}", file=sys.stderr)
