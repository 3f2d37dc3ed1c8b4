"""``build.py proof-colour``: the page on which a printer shows how the book's colours come out."""

from __future__ import annotations

import argparse
from pathlib import Path

from handbook.cli import reading
from handbook.cli.arguments import pdf_file
from handbook.cli.findings import tell
from handbook.files.folders import DIST

PLACE = 80
HELP = "a page of all colours, for a printer's proof"
TEXT = """\
Writes one page in the inks of the edition's printing condition: every colour of templates/css/tokens.css with its
values, text on its grounds, black that overprints. Ask the print shop for a proof of it before the first run.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = TEXT
    parser.add_argument(
        "-o", "--out", type=pdf_file, metavar="FILE", help="the file; without it dist/proof-colour_EDITION.pdf"
    )
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the page."""
    from handbook.cli import progress
    from handbook.files import store
    from handbook.press import swatches

    texts = reading.manuscript(arguments)
    with progress.shown() as say:
        say("Laying out the colours and making them ready for the press")
        data, findings = swatches.proof(texts)
    tell(findings, every=True)
    if data is None:
        return 1
    file: Path = arguments.out or texts.project.root / DIST / swatches.place(texts.project.edition.id)
    store.write_atomic(file, data)
    print(file)
    return 0
