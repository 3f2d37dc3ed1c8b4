"""``build.py proof-colour``: the page on which a printer shows how the book's colours come out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook.cli.arguments import pdf_file

TEXT = """\
Writes one page in the inks of the edition's printing condition: every colour of templates/css/tokens.css with its
values, text on its grounds, black that overprints. Ask the print shop for a proof of it before the first run.
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Add ``proof-colour`` to the command line."""
    one = commands.add_parser("proof-colour", help="a page of all colours, for a printer's proof", description=TEXT)
    one.add_argument(
        "-o", "--out", type=pdf_file, metavar="FILE", help="the file; without it dist/proof-colour_EDITION.pdf"
    )
    one.set_defaults(run=proof_colour, root=root)


def proof_colour(arguments: argparse.Namespace) -> int:
    """Write the page."""
    from handbook.catalogs import manuscript
    from handbook.cli import progress
    from handbook.config.project import load_project
    from handbook.files import store
    from handbook.press import swatches

    root: Path = arguments.root
    project = load_project(root)
    with progress.shown() as say:
        say("Laying out the colours and making them ready for the press")
        data, findings = swatches.proof(manuscript.read(project))
    for finding in findings:
        print(finding, file=sys.stderr)
    if data is None:
        return 1
    file: Path = arguments.out or root / "dist" / swatches.place(project.edition.id)
    store.write_atomic(file, data)
    print(file)
    return 0
