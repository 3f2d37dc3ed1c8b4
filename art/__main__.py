"""``python -m art``: draws the book's pictures into templates/art; with ``--check`` it only compares."""

import argparse
import sys
from pathlib import Path

from art import catalogue
from handbook.cli import progress
from handbook.values.diagnostics import counted

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Draw or compare, tell what differs, and return the exit status: 1 if something is out of step and stays so."""
    parser = argparse.ArgumentParser("build.py drawings")
    parser.add_argument("--check", action="store_true")
    only_look = parser.parse_args().check
    done = "out of step" if only_look else "written"
    with progress.shown() as say:
        say("Drawing the pictures")
        step = catalogue.compare(ROOT) if only_look else catalogue.write(ROOT)
    for stem in step.changed:
        print(f"{(catalogue.ART / stem).as_posix()}.svg: {done}")
    for fault in step.faults:
        print(fault, file=sys.stderr)
    print(f"{counted(len(step.changed), 'picture')} {done}")
    return 1 if step.faults or (only_look and step.changed) else 0


if __name__ == "__main__":
    sys.exit(main())
