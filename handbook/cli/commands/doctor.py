"""``build.py doctor``: what is installed, and what is missing."""

from __future__ import annotations

import argparse

PLACE = 100
HELP = "what is installed, which version, what is missing"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="report as JSON on standard output")


def run(arguments: argparse.Namespace) -> int:
    """Print what is there; return 4 if something that a build needs is missing."""
    from handbook.setup import doctor

    return doctor.main(arguments.root, ["--json"] if arguments.json else [])
