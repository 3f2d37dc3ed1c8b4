"""``build.py bench``: measurements against the plain way."""

from __future__ import annotations

import argparse

from handbook.cli.arguments import pass_on
from handbook.cli.programs import python

PLACE = 120
HELP = "measure against the plain way"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments: all go to the program."""
    pass_on(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run a program of ``benchmarks/`` and return its status."""
    name, *rest = arguments.rest or ["bench.py"]
    return python(arguments.root, f"benchmarks/{name}", *rest)
