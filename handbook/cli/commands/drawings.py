"""``build.py drawings``: the book's pictures, drawn anew."""

from __future__ import annotations

import argparse

from handbook.cli.programs import python

PLACE = 90
HELP = "draw the book's pictures into templates/art"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a picture is out of step")


def run(arguments: argparse.Namespace) -> int:
    """Draw, and return what the drawing program says."""
    return python(arguments.root, "-m", "art", *(["--check"] if arguments.check else []))
